"""The explorer as tests see it: opened in a browser, its state read from the page."""

from itertools import combinations
from typing import Any
from urllib.parse import unquote

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.web.browser import visit

BANKRUPTCY = "court/长春破产法庭"
CHANGCHUN = "court/长春市中级人民法院"

_STATE = """() => {
  const { explorer, graph } = document.querySelector(".graph-stage");
  const { view, seen } = explorer;
  return {
    mode: view.mode, selected: view.selected, asOf: view.asOf, undated: view.undated, lonely: view.lonely,
    path: view.path, ways: explorer.ways, camera: graph.camera(), note: explorer.note,
    shown: Object.fromEntries(view.shown), hidden: [...view.hidden],
    off: Object.fromEntries(Object.entries(view.off).map(([kind, names]) => [kind, [...names].sort()])),
    nodes: seen.nodes.map((node) => node.id), edges: seen.edges.map((edge) => edge.id),
    classes: Object.fromEntries(seen.nodes.map((node) => [node.id, node.class])),
    dates: seen.dates,
  };
}"""


def explore(page: Page, site: str, query: str, **how: str) -> Page:
    """Open the explorer at ``#/explore?{query}`` and wait until its graph is drawn."""
    visit(page, site, f"#/explore?{query}" if query else "#/explore", **how)
    drawn(page)
    return page


def drawn(page: Page) -> None:
    """Wait until a graph is on the screen and nothing is being fetched."""
    page.wait_for_selector(".explore[data-nodes] .graph-stage canvas", state="attached")
    page.wait_for_selector(".graph-canvas.busy", state="detached")


def state(page: Page) -> dict[str, Any]:
    """What is shown, selected, hidden and seen."""
    found = page.evaluate(_STATE)
    assert isinstance(found, dict)
    return found


def address(page: Page) -> str:
    """The address of the page, in Chinese."""
    return unquote(page.url)


def tool(page: Page, name: str) -> Locator:
    return page.locator(f'[data-tool="{name}"]')


def action(page: Page, name: str) -> Locator:
    """A button of the bar of what is selected."""
    return page.locator(f'.graph-bar [data-action="{name}"]')


def labels(page: Page) -> list[dict[str, Any]]:
    """The labels that are drawn: id, lines, and box in pixels of the stage."""
    page.wait_for_timeout(250)  # the camera rests 140 ms after it moved; then labels are laid out anew
    found = page.evaluate("() => document.querySelector('.graph-stage').graph.labels()")
    assert isinstance(found, list)
    return found


def overlapping(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of labels whose boxes lie on one another by more than a pixel."""
    return [
        (a["id"], b["id"])
        for a, b in combinations(found, 2)
        if min(a["box"]["x1"], b["box"]["x1"]) - max(a["box"]["x0"], b["box"]["x0"]) > 1
        and min(a["box"]["y1"], b["box"]["y1"]) - max(a["box"]["y0"], b["box"]["y0"]) > 1
    ]


def where(page: Page, name: str) -> tuple[float, float]:
    """Where a node, or the middle of an edge, is on the page, in pixels."""
    at = page.evaluate("(id) => document.querySelector('.graph-stage').graph.where(id)", name)
    box = page.locator(".graph-stage").bounding_box()
    assert at, f"{name} is not drawn"
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def click(page: Page, name: str) -> None:
    """Click a node or the middle of an edge as a reader does."""
    page.mouse.click(*where(page, name))
    selected(page, name)


def selected(page: Page, name: str) -> None:
    """Wait until a node or edge is selected."""
    for _ in range(100):
        if state(page)["selected"] == name:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{name} was not selected, but {state(page)['selected']}")


def grow(page: Page, relation: str) -> dict[str, Any]:
    """Expand the selected node by a relation (``established out``); gives the state afterwards."""
    before = len(state(page)["shown"])
    if not page.locator(".graph-expand").is_visible():
        action(page, "expand").click()
    page.locator(f'.graph-expand [data-key="{relation}"]').click()
    for _ in range(100):
        drawn(page)
        found = state(page)
        if len(found["shown"]) > before:
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"{relation} brought nothing")


def evidence_is_open(page: Page) -> None:
    expect(page.locator("#evidence .passage-card").first).to_be_visible()


def api(site: str, path: str, **params: str | int) -> Any:
    """What the server itself says."""
    answer = httpx.get(f"{site}/api/{path}", params=params, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()
