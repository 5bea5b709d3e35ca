"""The explorer for everybody: keyboard, list, overview, labels, two languages and themes, a small screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import NARROW, Shoot, overflow, serious, settle
from tests.web.explorer import (
    BANKRUPTCY,
    CHANGCHUN,
    action,
    api,
    click,
    drawn,
    evidence_is_open,
    explore,
    grow,
    labels,
    overlapping,
    selected,
    state,
    tool,
)


def test_the_page_beside_the_graph_does_not_lengthen_the_document(page: Page, site: str) -> None:
    """A wheel turned over the tools scrolled the whole explorer away to an empty screen."""
    explore(page, site, f"ids={CHANGCHUN}")
    pane = page.locator(".explore-page")
    assert pane.evaluate("(element) => element.scrollHeight > 2 * element.clientHeight")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_names_of_the_summary_stay_within_it(page: Page, site: str) -> None:
    explore(page, site, "ids=court/四川天府新区人民法院")
    page.keyboard.press("Escape")
    click_nothing = page.locator(".graph-stage").bounding_box()
    assert click_nothing
    page.mouse.click(click_nothing["x"] + 5, click_nothing["y"] + click_nothing["height"] / 2)
    rows = page.locator(".explore-summary button")
    expect(rows.first).to_be_visible()
    edge = page.locator(".explore-summary").evaluate("(element) => element.getBoundingClientRect().right")
    for right in rows.locator("bdi, .count").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().right)"
    ):
        assert right <= edge + 1
    for name, count in rows.evaluate_all(
        """(all) => all.map((one) => [one.querySelector("bdi").getBoundingClientRect().right,
             one.querySelector(".count").getBoundingClientRect().left])"""
    ):
        assert name <= count + 1


def test_the_canvas_by_keyboard(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    stage = page.locator(".graph-stage")
    stage.focus()
    places = state(page)["shown"]
    page.keyboard.press("ArrowRight")
    reached = state(page)["selected"]
    assert places[reached]["x"] > places[BANKRUPTCY]["x"]
    expect(page.locator("#status")).to_contain_text(reached.split("/")[1])
    page.keyboard.press("p")
    assert state(page)["shown"][reached]["pin"]
    page.keyboard.press("h")
    assert reached in state(page)["hidden"]
    page.keyboard.press("Control+z")
    page.keyboard.press("ArrowLeft")
    gone = state(page)["selected"]
    page.keyboard.press("Delete")
    assert gone not in state(page)["shown"]
    page.keyboard.press("Control+z")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    expect(page.locator(".graph-expand")).to_be_visible()
    page.keyboard.press("Escape")
    expect(stage).to_be_focused()


def test_the_list_holds_the_same_and_does_the_same(page: Page, site: str, shoot: Shoot) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    page.locator('[data-tab="list"]').last.click()
    rows = page.locator('.graph-tree > [role="treeitem"]')
    expect(rows).to_have_count(len(state(page)["nodes"]))
    first = rows.first
    expect(first).to_have_attribute("data-id", BANKRUPTCY)
    first.focus()
    page.keyboard.press("ArrowRight")
    edges = [edge for edge in state(page)["edges"] if BANKRUPTCY in edge.split(" ")]
    expect(first.locator('[role="treeitem"]')).to_have_count(len(edges))
    page.keyboard.press("ArrowRight")
    edge = page.evaluate("() => document.activeElement.dataset.edge")
    assert edge in edges
    page.keyboard.press("Enter")
    selected(page, edge)
    evidence_is_open(page)
    page.locator("#evidence .evidence-head button").click()
    page.keyboard.press("ArrowRight")  # to the neighbour at the other end
    neighbour = page.evaluate("() => document.activeElement.dataset.id")
    assert neighbour in edge.split(" ")
    page.keyboard.press("p")
    assert state(page)["shown"][neighbour]["pin"]
    shoot("explore-list")
    page.keyboard.press("h")
    assert neighbour in state(page)["hidden"]
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "treeitem"
    assert serious(page) == []


def test_the_whole_graph(page: Page, site: str, shoot: Shoot) -> None:
    explore(page, site, f"s={CHANGCHUN}")
    before = state(page)
    tool(page, "overview").click()
    page.wait_for_selector('.explore[data-mode="overview"]')
    drawn(page)
    answer = api(site, "overview")
    found = state(page)
    assert len(found["nodes"]) == len(answer["nodes"])
    assert len(found["edges"]) == len(answer["edges"])
    shown = labels(page)
    assert len(shown) > 10
    assert overlapping(shown) == []
    page.locator(".graph-stage").focus()
    page.keyboard.press("Escape")
    labels(page)
    shoot("explore-overview")
    for _ in range(6):
        page.keyboard.press("+")
    near = labels(page)
    assert overlapping(near) == []
    tool(page, "overview").click()
    page.wait_for_selector('.explore[data-mode="graph"]')
    assert state(page)["shown"] == before["shown"]


def test_labels_stay_apart_at_every_zoom(page: Page, site: str) -> None:
    explore(page, site, f"s={CHANGCHUN}")
    grow(page, "established out")
    page.keyboard.press("Escape")
    page.locator(".graph-stage").focus()
    counts = []
    for key in ("0", "-", "-", "-", "+", "+", "+", "+", "+"):
        page.keyboard.press(key)
        found = labels(page)
        assert overlapping(found) == []
        counts.append(len([one for one in found if not one["id"].count(" ")]))
    assert counts[3] < counts[0]  # far away, fewer are drawn


@pytest.mark.parametrize(
    ("lang", "theme", "narrow"), [("zh", "light", False), ("en", "dark", False), ("zh", "dark", True)]
)
def test_usable_by_everybody(page: Page, site: str, shoot: Shoot, lang: str, theme: str, narrow: bool) -> None:
    if narrow:
        page.set_viewport_size(NARROW)
    explore(page, site, f"s={BANKRUPTCY}", lang=lang, theme=theme)
    labels(page)
    shoot(f"explore-{lang}-{theme}-{'390' if narrow else '1280'}")
    assert overflow(page) == 0
    assert serious(page) == []
    for name in ("filters", "paths"):
        tool(page, name).click()
        assert serious(page) == []
        assert overflow(page) == 0
    tool(page, "paths").click()
    action(page, "expand").click()
    expect(page.locator(".graph-expand")).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")
    if narrow:
        page.locator('[data-tab="page"]').last.click()
        expect(page.locator(".explore-page .entity-title")).to_be_visible()
        expect(page.locator(".graph-stage")).to_be_hidden()
        assert overflow(page) == 0


def test_a_change_of_language_keeps_the_graph_and_what_can_be_undone(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    click(page, CHANGCHUN)
    action(page, "hide").click()
    before = state(page)
    page.locator("#language").click()
    settle(page)
    drawn(page)
    expect(tool(page, "undo")).to_have_text("Undo")
    assert state(page)["shown"] == before["shown"]
    tool(page, "undo").click()
    assert state(page)["hidden"] == []


def test_an_empty_explorer_begins_with_a_search(page: Page, site: str, shoot: Shoot) -> None:
    explore(page, site, "")
    shoot("explore-start")
    box = page.locator(".graph-empty input")
    box.fill("长春破产法庭")
    page.locator(".graph-empty .suggestions li").first.click()
    selected(page, BANKRUPTCY)
    assert len(state(page)["nodes"]) > 5
    expect(page.locator(".graph-empty")).to_be_hidden()


def test_the_graph_is_kept_until_it_is_cleared(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    before = state(page)
    page.locator('#nav [data-view="home"]').click()
    settle(page)
    page.locator('#nav [data-view="explore"]').click()
    drawn(page)
    assert state(page)["shown"] == before["shown"]
    tool(page, "clear").click()
    expect(page.locator(".graph-empty")).to_be_visible()
    assert page.url.endswith("#/explore")
    page.keyboard.press("Control+z")
    expect(page.locator(".graph-empty")).to_be_hidden()
    assert state(page)["shown"] == before["shown"]
