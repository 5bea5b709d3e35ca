"""What a person does, from the first letters typed to the files that colleagues open, with the network cut off."""

import csv
import json
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import networkx as nx
import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.web.browser import NARROW, WIDE, Shoot, overflow, settle, visit, watch
from tests.web.conftest import DOCUMENTS

TRIBUNAL, OTHER = "court/长春破产法庭", "court/长春知识产权法庭"
SOME = re.compile("[1-9][0-9]*")
SVG = "{http://www.w3.org/2000/svg}"
_SEEN = """() => {
  const { explorer, graph } = document.querySelector(".graph-stage");
  const { nodes, edges } = explorer.seen;
  const { selected, path, asOf, mode } = explorer.view;
  return {
    nodes: nodes.map(({ id, label, english, x, y }) => ({ id, label, english, x, y })),
    edges: edges.map(({ id }) => id),
    ways: explorer.ways, selected, path, asOf, mode, camera: graph.camera(),
  };
}"""
_DRAWN = """() => {
  const { explorer, graph } = document.querySelector(".graph-stage");
  return [
    ...explorer.seen.nodes.map(({ id }) => [id, graph.where(id).x, graph.where(id).y]),
    ...graph.labels().map(({ id, lines, box }) => [`${id}: ${lines.join("|")}`,
      ...(graph.nodes.has(id) ? [box.x0, box.y0] : [])]), // the text of a line may stand at any free place along it
  ];
}"""
# A point of an edge where a person would click it: away from all nodes, and nothing lies on the canvas there.
_FREE_EDGE = """() => {
  const stage = document.querySelector(".graph-stage"), box = stage.getBoundingClientRect();
  const { explorer, graph } = stage, nodes = explorer.seen.nodes.map(({ id }) => graph.where(id));
  const away = ({ x, y }) => Math.min(...nodes.map((one) => Math.hypot(one.x - x, one.y - y)));
  const free = ({ x, y }) => document.elementFromPoint(box.left + x, box.top + y)?.tagName === "CANVAS";
  const found = explorer.seen.edges.map((edge) => ({ edge: edge.id, at: graph.where(edge.id) }))
    .filter(({ at }) => at && free(at)).sort((a, b) => away(b.at) - away(a.at))[0];
  return found && { edge: found.edge, x: box.left + found.at.x, y: box.top + found.at.y };
}"""


def seen(page: Page) -> dict[str, Any]:
    """What the graph shows, once it stands."""
    settle(page)
    expect(page.locator(".explore")).to_have_attribute("data-nodes", SOME)
    page.wait_for_timeout(300)  # the camera rests 140 ms after it moved, and 120 ms later it is in the address
    found: dict[str, Any] = page.evaluate(_SEEN)
    return found


def drawn(page: Page) -> dict[str, float]:
    """Where nodes and their labels, line by line, stand on the screen, with nothing under the pointer."""
    page.mouse.move(1, 1)
    page.wait_for_timeout(300)  # the camera comes to rest, and labels are laid out anew
    found = page.evaluate(_DRAWN)
    return {f"{name} {axis}": place for name, *at in found for axis, place in zip("xy", at or (0, 0), strict=True)}


def tool(page: Page, name: str) -> None:
    page.locator(f"[data-tool={name}]").click()


def search_and_open(page: Page, typed: str) -> None:
    """Type into the search box of the start page and choose what is suggested; then the graph around it."""
    box = page.locator(".hero").get_by_role("combobox")
    box.press_sequentially(typed, delay=20)
    page.locator(f".hero [role=option][data-id='{TRIBUNAL}']").click()
    settle(page)
    assert unquote(page.evaluate("location.hash")) == f"#/entity?id={TRIBUNAL}"
    page.locator(".entity-actions a.primary").click()
    settle(page)


def expand(page: Page, site: str) -> None:
    """Expand by a relation that is not all shown: the menu says how many there are before it fetches them."""
    before = seen(page)
    page.locator("[data-action=expand]").click()
    row = page.locator(".graph-expand .expand-row:enabled").first
    prop, direction = (row.get_attribute("data-key") or "").split()
    relations = page.request.get(f"{site}/api/relations", params={"id": TRIBUNAL}).json()["relations"]
    relation = next(one for one in relations if (one["property"], one["direction"]) == (prop, direction))
    expect(row.locator(".count")).to_contain_text(f"/ {relation['count']}")
    row.click()
    expect(page.locator(".explore")).not_to_have_attribute("data-nodes", str(len(before["nodes"])))
    after = seen(page)
    here, there = ("source", "target") if direction == "out" else ("target", "source")
    found = {edge[there] for edge in _edges(after["edges"]) if edge[here] == TRIBUNAL and edge["property"] == prop}
    assert len(found) == relation["count"]
    if page.locator(".graph-expand .graph-close").is_visible():
        page.locator(".graph-expand .graph-close").click()


def _edges(ids: list[str]) -> list[dict[str, str]]:
    return [dict(zip(("source", "property", "target"), one.split(" "), strict=True)) for one in ids]


def evidence(page: Page, site: str) -> None:
    """Click a line of the graph: its passage, the document, and the sentence with the span marked."""
    at = page.evaluate(_FREE_EDGE)
    assert at, "no edge that can be clicked"
    page.mouse.click(at["x"], at["y"])
    panel = page.locator("#evidence")
    expect(panel.locator(".passage-card").first).to_be_visible()
    said = page.request.get(f"{site}/api/evidence", params={**_edges([at["edge"]])[0]}).json()
    expect(panel.locator(".passage-card")).to_have_count(len(said["passages"]))
    expect(panel.locator(".passage-card h3").first).to_have_text(said["passages"][0]["title"])
    if DOCUMENTS.is_dir():
        marked = "".join((panel.locator("mark").first.text_content() or "").split())
        assert marked == "".join(said["passages"][0]["sentences"][0]["span"].split())
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def path(page: Page, site: str) -> None:
    """Ways between two: one end is what is selected, the other is searched for."""
    page.locator(".explore-graph .graph-stage").focus()
    tool(page, "paths")
    boxes = page.locator(".graph-paths").get_by_role("combobox")
    for number, typed in enumerate((TRIBUNAL, OTHER)):
        name = typed.partition("/")[2]
        if boxes.nth(number).input_value() == "":
            boxes.nth(number).fill(name)
            page.locator(f".graph-paths [role=option][data-id='{typed}']").click()
    page.locator(".graph-paths [data-key=find]").click()
    expect(page.locator(".path-ways")).to_be_visible()
    wanted = page.request.get(
        f"{site}/api/path", params={"from": TRIBUNAL, "to": OTHER, "count": 10, "longest": 6}
    ).json()["ways"]
    found = seen(page)
    assert found["path"] == {"from": TRIBUNAL, "to": OTHER, "at": -1}
    assert found["ways"] == [[edge["id"] for edge in way] for way in wanted]
    assert {edge["id"] for way in wanted for edge in way} <= set(found["edges"])
    page.locator(".graph-paths .graph-close").click()


def reopened(page: Page, faults: list[str]) -> None:
    """The link that was copied opens the same view, label by label, in a window that knows nothing of this one."""
    tool(page, "copy")
    link = page.evaluate("navigator.clipboard.readText()")
    before, picture = seen(page), drawn(page)
    fresh = page.context.new_page()
    assert page.viewport_size
    fresh.set_viewport_size(page.viewport_size)
    watch(fresh, faults)
    fresh.goto(link)
    settle(fresh)
    assert seen(fresh) == before
    assert drawn(fresh) == pytest.approx(picture, abs=2)  # pixels: the camera of a link is rounded
    fresh.close()


def save(page: Page, folder: Path, kind: str) -> Path:
    """Export the view; where the browser saved it."""
    tool(page, "export")
    with page.expect_download() as download:
        page.locator(f"[data-format={kind}]").click()
    name = download.value.suggested_filename
    assert name.endswith(f".{kind}")
    download.value.save_as(folder / name)
    return folder / name


def read_gexf(file: Path, shown: dict[str, Any]) -> None:
    graph = nx.read_gexf(file)
    nodes = {node["id"]: node for node in shown["nodes"]}
    assert set(graph.nodes) == set(nodes)
    assert {f"{a} {data['property']} {b}" for a, b, data in graph.edges(data=True)} <= set(shown["edges"])
    assert graph.number_of_edges() == len(shown["edges"])
    for name, data in graph.nodes(data=True):
        assert data["label"] == nodes[name]["label"]
        place = data["viz"]["position"]
        assert (place["x"], -place["y"]) == (nodes[name]["x"], nodes[name]["y"])
    assert all(data["passages"] for _, _, data in graph.edges(data=True))


def read_svg(file: Path, shown: dict[str, Any], lang: str) -> None:
    root = ET.parse(file).getroot()
    assert root.tag == f"{SVG}svg"
    texts = {
        "".join("".join(text.itertext()).split()) for text in root.iter() if text.tag in {f"{SVG}text", f"{SVG}title"}
    }
    named = [node["english"] if lang == "en" and node["english"] else node["label"] for node in shown["nodes"]]
    missing = [name for name in named if not any("".join(name.split()) in text for text in texts)]
    assert missing == []
    links = [value for one in root.iter() for key, value in one.attrib.items() if key.endswith(("href", "src"))]
    assert [link for link in links if "://" in link] == []


def read_csv(file: Path, shown: dict[str, Any]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert sorted(f"{row['source']} {row['property']} {row['target']}" for row in rows) == sorted(shown["edges"])
    assert all(row["passages"] for row in rows)


def read_json(file: Path, shown: dict[str, Any]) -> None:
    found = json.loads(file.read_text(encoding="utf-8"))
    places = {node["id"]: (node["x"], node["y"]) for node in found["nodes"]}
    assert places == {node["id"]: (node["x"], node["y"]) for node in shown["nodes"]}
    assert sorted(edge["id"] for edge in found["edges"]) == sorted(shown["edges"])


def read_png(file: Path) -> None:
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width > 600
    assert height > 300


@pytest.mark.parametrize(
    ("lang", "size", "typed"), [("zh", WIDE, "长春破产"), ("en", NARROW, "ccpcft")], ids=["zh-1280", "en-390"]
)
def test_journey(
    page: Page, site: str, faults: list[str], shoot: Shoot, tmp_path: Path, lang: str, size: ViewportSize, typed: str
) -> None:
    page.set_viewport_size(size)
    visit(page, site, "#/home", lang=lang)
    search_and_open(page, typed)
    expand(page, site)
    evidence(page, site)
    path(page, site)
    shoot(f"journey-{lang}")
    assert overflow(page) == 0
    reopened(page, faults)
    shown = seen(page)
    read_gexf(save(page, tmp_path, "gexf"), shown)
    read_svg(save(page, tmp_path, "svg"), shown, lang)
    read_csv(save(page, tmp_path, "csv"), shown)
    read_json(save(page, tmp_path, "json"), shown)
    read_png(save(page, tmp_path, "png"))


def test_back_and_forth(page: Page, site: str) -> None:
    """Undo takes back step after step, redo brings each again, and the browser's way back leads to the page before."""
    visit(page, site, f"#/entity?id={TRIBUNAL}")
    page.locator(".entity-actions a.primary").click()
    settle(page)
    states = [seen(page)]
    expand(page, site)
    states.append(seen(page))
    page.locator("[data-action=hide]").click()
    states.append(seen(page))
    assert len({len(state["nodes"]) for state in states}) == 3
    for state in (states[1], states[0]):
        tool(page, "undo")
        assert seen(page)["nodes"] == state["nodes"]
    expect(page.locator("[data-tool=undo]")).to_be_disabled()
    for state in (states[1], states[2]):
        tool(page, "redo")
        assert seen(page)["nodes"] == state["nodes"]
    page.go_back()
    expect(page.locator("h1")).to_have_text("长春破产法庭")
