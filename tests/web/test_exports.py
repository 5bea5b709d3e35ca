"""What the explorer writes is read by those who would read it: networkx, an XML parser, csv, json, a PNG reader."""

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Shoot
from tests.web.explorer import BANKRUPTCY, CHANGCHUN, api, explore, state, tool

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '<script>alert("1")</script>',
    "</text></svg><img src=x onerror=alert(1)>",
    "\u202e反过来\u202c \u200f右\u200e 'x\" & &amp; ]]>",
    "长" * 10_000,
    "\u0000\u0008\ud800 \ufffe控制",
]


def save(page: Page, kind: str, folder: Path) -> Path:
    """The file that the button of a format gives."""
    tool(page, "export").click()
    with page.expect_download() as found:
        page.locator(f'[data-format="{kind}"]').click()
    path = folder / found.value.suggested_filename
    found.value.save_as(path)
    assert path.suffix == f".{kind}"
    expect(page.locator("#status")).to_contain_text(path.name)
    return path


@pytest.fixture
def opened(page: Page, site: str) -> dict[str, Any]:
    """A graph with one class and one property switched off."""
    explore(page, site, f"s={BANKRUPTCY}&xp=uses&xc=Case")
    explore(page, site, page.url.split("?", 2)[-1] + "&xp=uses&xc=Case")
    found = state(page)
    assert "Case" not in found["classes"].values()
    assert len(found["nodes"]) > 8
    assert not any(" uses " in edge for edge in found["edges"])
    return found


def test_svg(page: Page, opened: dict[str, Any], tmp_path: Path) -> None:
    path = save(page, "svg", tmp_path)
    assert path.name == "courtgraph-长春破产法庭.svg"
    root = ET.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    groups = list(root.iter(f"{SVG}g"))
    assert [g.get("data-id") for g in groups if g.get("class") == "node"] == opened["nodes"]
    assert len([g for g in groups if g.get("class") == "edge"]) == len(opened["edges"])
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert "长春破产法庭" in texts
    assert any(f"{len(opened['nodes'])} 个节点" in text for text in texts)
    assert not any(element.get(name) for element in root.iter() for name in ("style", "onclick", "href"))


def test_png(page: Page, opened: dict[str, Any], tmp_path: Path, shoot: Shoot) -> None:
    svg = ET.parse(save(page, "svg", tmp_path)).getroot()
    data = save(page, "png", tmp_path).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert (width, height) == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
    shoot("explore-export").with_name("explore-export.png").write_bytes(data)
    assert _colours(data, width, height, depth, colour) > 20  # something is drawn, in more than one colour


def _colours(data: bytes, width: int, height: int, depth: int, colour: int) -> int:
    """How many colours the rows of a PNG hold in its first 400 000 unfiltered bytes."""
    assert (depth, colour) in ((8, 6), (8, 2))
    at, packed = 8, b""
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + size]
        at += size + 12
    raw, step = zlib.decompress(packed), 4 if colour == 6 else 3
    assert len(raw) == height * (width * step + 1)
    return len({raw[n : n + step] for n in range(1, len(raw), step * 7)})


def test_gexf(page: Page, opened: dict[str, Any], tmp_path: Path) -> None:
    graph = nx.read_gexf(save(page, "gexf", tmp_path))
    assert set(graph.nodes) == set(opened["nodes"])
    assert graph.number_of_edges() == len(opened["edges"])
    place = graph.nodes[BANKRUPTCY]["viz"]["position"]
    at = opened["shown"][BANKRUPTCY]
    assert (place["x"], place["y"]) == (at["x"], -at["y"])  # there y points up
    assert graph.nodes[BANKRUPTCY]["label"] == "长春破产法庭"


def test_csv(page: Page, opened: dict[str, Any], tmp_path: Path) -> None:
    text = save(page, "csv", tmp_path).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + len(opened["edges"])
    assert all(len(row) == len(rows[0]) for row in rows)
    assert any("长春破产法庭" in row for row in rows)


def test_json(page: Page, opened: dict[str, Any], tmp_path: Path) -> None:
    found = json.loads(save(page, "json", tmp_path).read_text(encoding="utf-8"))
    assert {node["id"] for node in found["nodes"]} == set(opened["nodes"])
    assert {edge["id"] for edge in found["edges"]} == set(opened["edges"])


def test_the_overview_is_drawn_too(page: Page, site: str, tmp_path: Path) -> None:
    explore(page, site, "o=1")
    root = ET.parse(save(page, "svg", tmp_path)).getroot()
    nodes = [g for g in root.iter(f"{SVG}g") if g.get("class") == "node"]
    assert len(nodes) == len(api(site, "overview")["nodes"])


def test_nothing_is_not_exported(page: Page, site: str) -> None:
    explore(page, site, f"n={BANKRUPTCY}~0~0&xc=Tribunal")
    tool(page, "export").click()
    page.locator('[data-format="svg"]').click()
    expect(page.locator(".graph-note")).to_contain_text("没有可导出")


def test_hostile_labels_are_text(page: Page, site: str, tmp_path: Path) -> None:
    """Whatever a label holds, the page shows it as text and the files stay valid."""

    def part(route: Any) -> None:
        answer = route.fetch()
        found = answer.json()
        for node, label in zip(found["nodes"], HOSTILE, strict=False):
            node["label"] = label
        for edge, label in zip(found["edges"], HOSTILE, strict=False):
            edge["zh"] = label
        route.fulfill(response=answer, body=json.dumps(found))

    page.route("**/api/part", part)
    others = ["case/吉粮进出口重整案", "case/中通国脉重整案", "court/长春金融法庭"]
    explore(page, site, f"ids={';'.join([BANKRUPTCY, CHANGCHUN, *others])}")
    page.locator('[data-tab="list"]').last.click()
    first = page.locator('.graph-tree > [role="treeitem"]', has_text="<script>")
    first.click()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".graph-bar-name bdi")).to_contain_text("<script>alert")
    page.locator('[data-tab="graph"]').last.click()
    tool(page, "filters").click()
    assert page.locator("script:not([src])").count() == 0
    assert page.locator("#view img, #view iframe").count() == 0
    tool(page, "filters").click()
    root = ET.parse(save(page, "svg", tmp_path)).getroot()
    texts = ["".join(element.itertext()) for element in root.iter()]
    assert any("<script>" in text for text in texts)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "img", "image", "a", "foreignObject"}
    assert not any(mark in text for text in texts for mark in "\u202e\u202c\u0000\u0008")
    save(page, "png", tmp_path)
