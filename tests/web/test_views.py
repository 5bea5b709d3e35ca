"""The views of regions, map, mechanisms and comparison in a real browser, on the packaged seeds."""

import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import NARROW, Shoot, overflow, serious, settle, visit
from tests.web.conftest import DOCUMENTS

MECHANISM = "mechanism/执行指挥中心“421”工作模式"
TRIBUNALS = "a=court/长春破产法庭&b=court/长春金融法庭"
VIEWS = {
    "regions": "#/regions",
    "map": "#/map",
    "anatomy": f"#/anatomy?id={MECHANISM}",
    "anatomy-picture": f"#/anatomy?id={MECHANISM}&show=picture",
    "anatomy-start": "#/anatomy",
    "compare": f"#/compare?{TRIBUNALS}",
    "compare-start": "#/compare",
}


def api(site: str, path: str, **params: str) -> Any:
    """What the server itself says."""
    answer = httpx.get(f"{site}/api/{path}", params=params, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def address(page: Page) -> str:
    return unquote(page.evaluate("location.hash"))


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds; the page's own ``wait_for_function`` evaluates text, which our CSP forbids."""
    end = time.monotonic() + 15
    while not holds() and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert holds()


def expect_evidence(page: Page) -> None:
    """The panel of evidence is open, with the sentence marked where the documents are at hand."""
    panel = page.locator("#evidence")
    expect(panel.locator(".passage-card").first).to_be_visible()
    if DOCUMENTS.is_dir():
        expect(panel.locator("mark").first).not_to_be_empty()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("lang", "theme", "narrow"), [("zh", "light", False), ("en", "dark", True)])
def test_view_is_usable_by_everybody(
    page: Page, site: str, shoot: Shoot, view: str, lang: str, theme: str, narrow: bool
) -> None:
    """No serious fault for axe, nothing wider than the window, in both languages, themes and sizes."""
    if narrow:
        page.set_viewport_size(NARROW)
    visit(page, site, VIEWS[view], lang=lang, theme=theme)
    expect(page.locator("#view h1")).not_to_be_empty()
    shoot(f"{view}-{lang}-{theme}-{'390' if narrow else '1280'}", full=narrow)
    assert overflow(page) == 0
    assert serious(page) == []


def test_regions_cell_shows_agreements_and_evidence(page: Page, site: str) -> None:
    """The fullest cell of the matrix opens what the server counts, with evidence, and the address keeps it."""
    cell = max(api(site, "regions")["cells"], key=lambda one: (one["a"] != one["b"], one["count"]))
    visit(page, site, "#/regions")
    page.locator(f'.matrix .cell[data-a="{cell["a"]}"][data-b="{cell["b"]}"]').click()
    detail = page.locator(".detail")
    expect(detail.locator(".edge-list li")).to_have_count(len(cell["edges"]))
    for agreement in cell["agreements"]:
        expect(detail.get_by_role("link", name=agreement["label"]).first).to_be_visible()
    kept = address(page)
    assert f"a={cell['a']}" in kept
    assert f"b={cell['b']}" in kept
    page.reload()
    settle(page)
    expect(detail.locator(".edge-list li")).to_have_count(len(cell["edges"]))
    expect(page.locator('.matrix .cell[aria-pressed="true"]')).to_have_count(2 if cell["a"] != cell["b"] else 1)
    detail.locator(".edge-list .passage").first.click()
    expect_evidence(page)


def test_regions_by_keyboard(page: Page, site: str) -> None:
    """Arrow keys go from full cell to full cell, Enter opens one; the matrix is one stop of the Tab key."""
    visit(page, site, "#/regions?order=name")
    cells = page.locator(".matrix .cell")
    assert cells.count() > 2
    assert page.locator('.matrix .cell[tabindex="0"]').count() == 1
    page.locator('.matrix .cell[tabindex="0"]').focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != first
    page.keyboard.press("Enter")
    expect(page.locator(".detail .edge-list li").first).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_regions_row_shows_all_of_a_region(page: Page, site: str) -> None:
    found = api(site, "regions")
    region = found["cells"][0]["a"]
    wanted = {edge["id"] for cell in found["cells"] if region in (cell["a"], cell["b"]) for edge in cell["edges"]}
    visit(page, site, "#/regions")
    page.locator(f'.matrix .region-name[data-a="{region}"]').click()
    expect(page.locator(".detail .edge-list li")).to_have_count(len(wanted))


def test_map_shows_every_place_and_opens_one(page: Page, site: str) -> None:
    """Every place is a disc and a line of the list; a click shows its courts, and the address reopens them."""
    found = api(site, "map")
    visit(page, site, "#/map")
    assert page.locator(".map-place").count() == len(found["places"])
    assert len(re.findall("M", page.locator(".map-dots").get_attribute("d") or "")) == len(found["backdrop"])
    place = max(found["places"], key=lambda one: len(one["courts"]))
    # at its rim: a province may stand on the same spot
    page.locator(".map-place", has_text=place["label"]).locator("circle").first.click(position={"x": 14, "y": 2})
    courts = page.locator(".detail .plain-list").first.locator("li")
    expect(courts).to_have_count(len(place["courts"]))
    expect(page.locator(".detail h2")).to_have_text(place["label"])
    until(page, lambda: "at=" in address(page))
    kept = address(page)
    assert f"place={place['id']}" in kept
    page.reload()
    settle(page)
    expect(courts).to_have_count(len(place["courts"]))
    assert address(page) == kept


def test_map_link_shows_who_and_evidence(page: Page, site: str) -> None:
    found = api(site, "map")
    link = max(found["links"], key=lambda one: len(one["edges"]))
    visit(page, site, f"#/map?a={link['a']}&b={link['b']}")
    expect(page.locator(".detail .edge-list li")).to_have_count(len(link["edges"]))
    expect(page.locator(".map-tie.chosen")).to_have_count(1)
    page.locator(".detail .edge-list .passage").first.click()
    expect_evidence(page)


def test_map_moves_by_mouse_wheel_keys_and_buttons(page: Page, site: str) -> None:
    """Each way of moving changes where the map is; a drag is no click."""
    visit(page, site, "#/map")
    frame = page.locator(".map-frame")
    box = frame.bounding_box()
    assert box
    where = "document.querySelector('.map-svg > g').getAttribute('transform')"
    seen = [page.evaluate(where)]

    def changed() -> None:
        now = page.evaluate(where)
        assert now not in seen
        seen.append(now)

    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -300)
    until(page, lambda: page.evaluate(where) != seen[-1])
    changed()
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 260, steps=4)
    page.mouse.up()
    changed()
    assert page.locator(".map-place.chosen").count() == 0
    frame.focus()
    for key in ("ArrowLeft", "+", "-"):
        page.keyboard.press(key)
        if key != "-":
            changed()
    for button in ("放大", "向东", "全国"):
        page.get_by_role("button", name=button, exact=True).click()
        changed()
    page.get_by_role("button", name="全部法院", exact=True).click()
    assert page.evaluate(where) == seen[0]


def test_map_by_list_alone(page: Page, site: str) -> None:
    """Who sees no picture reaches place, tie and evidence through buttons."""
    found = api(site, "map")
    tied = {end for link in found["links"] for end in (link["a"], link["b"])}
    place = next(one for one in found["places"] if one["id"] in tied)
    visit(page, site, f"#/map?place={place['id']}")
    page.locator(".detail .row-button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".detail .edge-list li").first).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_map_lists_what_has_no_place(page: Page, site: str) -> None:
    found = api(site, "map")
    visit(page, site, "#/map")
    if not found["unplaced"]:
        expect(page.locator(".unplaced")).to_have_count(0)
        return
    page.locator(".unplaced summary").click()
    expect(page.get_by_role("link", name=found["unplaced"][0]["label"]).first).to_be_visible()


def test_map_projection_is_true_to_scale(page: Page, site: str) -> None:
    """At the parallel of the map a degree of longitude is as long as its cosine of a degree of latitude."""
    visit(page, site, "#/map")
    found = page.evaluate(
        """async () => {
          const { project, unproject, PARALLEL } = await import("/static/map_picture.js");
          const [x, y] = project([1, -1]);
          return { x, y, parallel: PARALLEL, back: unproject(project([125.3, 43.9])) };
        }"""
    )
    assert found["x"] == pytest.approx(0.8090, abs=1e-4)
    assert found["y"] == 1
    assert found["back"] == pytest.approx([125.3, 43.9])
    assert f"{found['parallel']}°" in page.locator(".map-box").inner_text()


def count(node: dict[str, Any]) -> int:
    return 1 + sum(count(child) for child in node["children"])


def test_anatomy_is_a_tree_with_evidence(page: Page, site: str) -> None:
    """All parts that the server knows are items of an ARIA tree, each branch with its evidence."""
    root = api(site, "anatomy", id=MECHANISM)
    visit(page, site, VIEWS["anatomy"])
    items = page.get_by_role("treeitem")
    expect(items).to_have_count(count(root))
    expect(page.locator(".tree .passage")).to_have_count(count(root) - 1)
    page.locator(".tree .passage").first.click()
    expect_evidence(page)


def test_anatomy_by_keyboard_and_permalink(page: Page, site: str) -> None:
    """Left closes a branch, right opens it, and the address keeps what is closed."""
    root = api(site, "anatomy", id=MECHANISM)
    visit(page, site, VIEWS["anatomy"])
    page.locator('[role="treeitem"][tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    first = root["children"][0]
    assert first["children"], "the first part of the example has parts"
    page.keyboard.press("ArrowLeft")
    branch = page.locator('[data-path="0"]')
    expect(branch).to_have_attribute("aria-expanded", "false")
    expect(branch).to_be_focused()
    left = count(root) - count(first) + 1
    expect(page.get_by_role("treeitem")).to_have_count(left)
    assert "closed=0" in address(page)
    page.reload()
    settle(page)
    expect(page.get_by_role("treeitem")).to_have_count(left)
    page.locator('[data-path="0"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("treeitem")).to_have_count(count(root))
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement === [...document.querySelectorAll('[role=treeitem]')].at(-1)")


def test_anatomy_picture_is_a_file_that_others_can_read(page: Page, site: str, tmp_path: Path) -> None:
    """The picture has a box for each part; saved, it is SVG that an XML parser reads, with every label."""
    root = api(site, "anatomy", id=MECHANISM)
    visit(page, site, VIEWS["anatomy-picture"])
    expect(page.locator(".picture-box")).to_have_count(count(root))
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 SVG").click()
    path = tmp_path / "picture.svg"
    saved.value.save_as(path)
    tree = ET.parse(path)
    assert tree.getroot().tag == "{http://www.w3.org/2000/svg}svg"
    titles = [title.text for title in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert len(titles) == count(root)
    assert root["label"] in titles


def test_anatomy_starts_from_a_search(page: Page, site: str) -> None:
    """Without a mechanism there is a search box, and a list of those with the most parts."""
    visit(page, site, "#/anatomy")
    expect(page.locator(".choices li").first).to_be_visible()
    page.locator("#view").get_by_role("combobox").fill("421")
    page.locator("#view").get_by_role("option").first.click()
    expect(page.get_by_role("tree")).to_be_visible()
    assert MECHANISM in address(page)


def test_compare_shows_what_the_server_says(page: Page, site: str) -> None:
    """Every value of the answer stands in its column, with its evidence."""
    found = api(site, "compare", a="court/长春破产法庭", b="court/长春金融法庭")
    visit(page, site, VIEWS["compare"])
    rows = page.locator(".compare-table tbody tr")
    expect(rows).to_have_count(len(found["rows"]))
    for at, key in ((1, "a"), (2, "both"), (3, "b")):
        column = page.locator(f".compare-table tbody tr > :nth-child({at + 1})")
        shown = " ".join(column.all_inner_texts())
        for row in found["rows"]:
            for value in row[key][:12]:
                assert value["text"] in shown
    page.locator(".compare-table td .passage").first.click()
    expect_evidence(page)


def test_compare_filters_and_swaps(page: Page, site: str) -> None:
    found = api(site, "compare", a="court/长春破产法庭", b="court/长春金融法庭")
    visit(page, site, VIEWS["compare"])
    page.get_by_label("显示", exact=True).select_option("shared")
    rows = page.locator(".compare-table tbody tr")
    expect(rows).to_have_count(sum(1 for row in found["rows"] if row["both"]))
    page.reload()
    settle(page)
    expect(rows).to_have_count(sum(1 for row in found["rows"] if row["both"]))
    page.get_by_role("button", name="对调").click()
    until(page, lambda: "a=court/长春金融法庭" in address(page))
    expect(page.locator(".compare-table thead th").nth(1)).to_contain_text("长春金融法庭")


def test_compare_starts_from_two_searches(page: Page, site: str) -> None:
    visit(page, site, "#/compare")
    for at, name in ((0, "长春破产法庭"), (1, "长春金融法庭")):
        box = page.locator("#view").get_by_role("combobox").nth(at)
        box.fill(name)
        page.locator("#view").get_by_role("option", name=name).first.click()
        settle(page)
    expect(page.locator(".compare-table")).to_be_visible()
    page.go_back()
    settle(page)
    expect(page.locator(".compare-table")).to_have_count(0)


UNMARKED = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest("script, style, noscript, pre, textarea, [role=status]")) continue;
    const spoken = element.closest("[lang]").lang;
    if (/\\p{Script=Han}/u.test(walker.currentNode.data) && !spoken.startsWith("zh"))
      found.push(`${element.tagName}: ${walker.currentNode.data}`);
    if (spoken.startsWith("zh") && /[a-z]{4}/i.test(walker.currentNode.data))
      found.push(`${element.tagName} is no Chinese: ${walker.currentNode.data}`);
  }
  return found;
}"""


@pytest.mark.parametrize(
    "view",
    [
        *VIEWS.values(),
        "#/query",
        "#/query?name=figures-of&p.of=court/长春破产法庭&run=1",
        "#/query?name=who-hears&p.place=四平&run=1",
        "#/entity?id=court/长春破产法庭",
        "#/regions?a=place/四川省&b=place/重庆市",
        "#/map?place=place/吉林省",
    ],
)
def test_chinese_in_english_is_marked_as_chinese(page: Page, site: str, faults: list[str], view: str) -> None:
    """A screen reader set to English reads names and wordings that have no English form as Chinese, and only them."""
    visit(page, site, view, lang="en")
    assert page.evaluate(UNMARKED) == []
    if "四平" in view:
        faults.clear()  # a name that is in no document is a 404


def test_regions_say_who_is_left_out(page: Page, site: str) -> None:
    """Institutions that cooperate and have no region are listed below the matrix; none is dropped in silence."""
    lost = api(site, "regions")["unplaced"]
    visit(page, site, "#/regions")
    expect(page.locator(".unplaced li")).to_have_count(len(lost))
    for one in lost[:3]:
        expect(page.locator(".unplaced li a", has_text=one["label"]).first).to_be_attached()


def test_map_says_by_what_a_court_is_placed(page: Page, site: str) -> None:
    """Placing by name is said above the map and at each such court; the disc of a province is nobody's address."""
    places = api(site, "map")["places"]
    place = next(one for one in places if one["level"] == "province" and any(c["by"] == "name" for c in one["courts"]))
    visit(page, site, f"#/map?place={place['id']}")
    expect(page.locator(".lead")).to_contain_text("据名称")
    expect(page.locator(".detail")).to_contain_text(f"圆点是“{place['label']}”的代表点")
    by_name = sum(1 for court in place["courts"] if court["by"] == "name")
    expect(page.locator(".detail li", has_text="据名称")).to_have_count(by_name)


def test_anatomy_says_what_is_left_out(page: Page, site: str) -> None:
    """Where the server cut a branch, the tree and the picture say by how much, and do not call it complete."""
    root = api(site, "anatomy", id=MECHANISM) | {"more": 7}
    page.route("**/api/anatomy?*", lambda route: route.fulfill(json=root))
    visit(page, site, VIEWS["anatomy"])
    expect(page.get_by_role("treeitem").first.locator(".tree-row").first).to_contain_text("另有 7 项未列")
    visit(page, site, VIEWS["anatomy-picture"])
    expect(page.locator(".picture-more")).to_have_text("+7")
