"""A permalink of the explorer holds all that is shown: reopened, in another window, it is equal."""

import random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import watch
from tests.web.explorer import (
    BANKRUPTCY,
    CHANGCHUN,
    action,
    address,
    click,
    drawn,
    explore,
    grow,
    labels,
    state,
    tool,
    where,
)


def reopened(page: Page, faults: list[str]) -> dict[str, Any]:
    """The state of a new window of the same browser at the address of this one."""
    other = page.context.new_page()
    watch(other, faults)
    other.goto(page.url)
    other.wait_for_selector(".explore[data-nodes] canvas")
    drawn(other)
    labels(other)
    found = state(other)
    other.close()
    return found


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two states are equal; what was told about a step is none of the view."""
    assert one | {"note": ""} == other | {"note": ""}


def test_everything_is_kept(page: Page, site: str, faults: list[str]) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    click(page, CHANGCHUN)
    grow(page, "established out")
    page.keyboard.press("Escape")
    action(page, "pin").click()
    click(page, BANKRUPTCY)
    grow(page, "hasTopic out")
    page.keyboard.press("Escape")
    x, y = where(page, CHANGCHUN)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 25, y + 35, steps=5)
    page.mouse.up()
    click(page, "case/吉粮进出口重整案")
    action(page, "hide").click()
    tool(page, "filters").click()
    page.locator('[data-key="class Platform"]').uncheck()
    page.locator('[data-key="property uses"]').uncheck()
    page.locator('[data-key="document jilin-reform-cases"]').uncheck()
    page.locator('[data-key="lonely"]').check()
    page.locator(".asof-date").fill("2023-05")
    page.locator(".asof-date").press("Enter")
    tool(page, "filters").click()
    click(page, BANKRUPTCY)
    page.locator(".graph-zoom button").first.click()
    labels(page)
    before = state(page)
    assert before["shown"][CHANGCHUN]["pin"]
    assert before["shown"][CHANGCHUN]["by"] == [BANKRUPTCY]
    assert before["hidden"] == ["case/吉粮进出口重整案"]
    assert before["off"] == {"class": ["Platform"], "property": ["uses"], "document": ["jilin-reform-cases"]}
    assert (before["asOf"], before["lonely"], before["selected"]) == ("2023-05", True, BANKRUPTCY)
    same(reopened(page, faults), before)


def test_collapse_works_after_reopening(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    first = set(state(page)["shown"])
    click(page, CHANGCHUN)
    grow(page, "established out")
    page.keyboard.press("Escape")
    page.reload()
    drawn(page)
    expect(tool(page, "undo")).to_be_disabled()
    action(page, "collapse").click()
    assert set(state(page)["shown"]) == first


def test_a_path_is_kept(page: Page, site: str, faults: list[str]) -> None:
    explore(page, site, f"ids={BANKRUPTCY};{CHANGCHUN};court/成都市中级人民法院")
    click(page, BANKRUPTCY)
    action(page, "from").click()
    page.mouse.click(*where(page, "court/成都市中级人民法院"))
    page.locator('[data-key="way 1"]').click()
    before = state(page)
    assert before["path"] == {"from": BANKRUPTCY, "to": "court/成都市中级人民法院", "at": 1}
    assert len(before["ways"]) > 1
    labels(page)
    same(reopened(page, faults), state(page))


def test_an_edge_is_kept(page: Page, site: str, faults: list[str]) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    edge = f"{BANKRUPTCY} heard case/吉粮进出口重整案"
    click(page, edge)
    labels(page)
    before = state(page)
    page.reload()
    drawn(page)
    expect(page.locator("#evidence .passage-card").first).to_be_visible()
    assert state(page)["selected"] == edge
    same(reopened(page, faults), before)


def test_an_overview_is_kept(page: Page, site: str, faults: list[str]) -> None:
    explore(page, site, "o=1")
    tool(page, "filters").click()
    page.locator('[data-key="class Topic"]').uncheck()
    tool(page, "filters").click()
    page.locator(".explore-summary button").first.click()
    for _ in range(3):
        page.locator(".graph-zoom button").first.click()
    labels(page)
    before = state(page)
    assert before["mode"] == "overview"
    assert before["selected"]
    assert len(page.url) < 1000
    same(reopened(page, faults), before)


def test_the_button_copies_the_address_in_chinese(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    tool(page, "copy").click()
    expect(page.locator("#status")).to_have_text("链接已复制")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert BANKRUPTCY in copied
    assert copied == address(page).replace("/?lang=zh&theme=light", "/")


def test_back_and_forward_go_through_views(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    before = state(page)
    page.locator(".explore-whole").click()
    expect(page.locator("#view h1")).to_have_text("长春破产法庭")
    page.go_back()
    drawn(page)
    assert state(page)["shown"] == before["shown"]


def test_what_the_graph_no_longer_has_is_left_out(page: Page, site: str) -> None:
    explore(page, site, f"n={BANKRUPTCY}~10~20;court/已撤销的法院~100~200~1;{CHANGCHUN}~-300~40~0~1,0")
    found = state(page)
    assert list(found["shown"]) == [BANKRUPTCY, CHANGCHUN]
    assert found["shown"][CHANGCHUN] == {"x": -300, "y": 40, "pin": False, "by": ["court/已撤销的法院", BANKRUPTCY]}
    expect(page.locator(".graph-note")).to_contain_text("1 个条目不在")


@pytest.mark.parametrize(
    "query",
    [
        "n=;;;~~~",
        "n=~1~2",
        "s=%20%20",
        "d=2022-99&n=x~a~b",
        "z=1,2&p=~&n=a~1~2",
        "ids=;;",
        "z=NaN,NaN,0&o=2",
        "x=!!9;~",
    ],
)
def test_broken_addresses_break_nothing(page: Page, site: str, query: str, faults: list[str]) -> None:
    page.goto(f"{site}/#/explore?{query}")
    expect(page.locator(".graph-empty, #view .failure").first).to_be_visible()
    assert all("404" in fault or "400" in fault for fault in faults)
    faults.clear()


def test_views_are_written_and_read_without_loss(page: Page, site: str) -> None:
    """Random views, with marks in ids that separate the parts of an address."""
    explore(page, site, "")
    dice = random.Random(6)
    marks = "甲乙丙a1·“”（）!;~,%&=#+?/0123"

    def text() -> str:
        return "court/" + "".join(dice.choice(marks) for _ in range(dice.randint(1, 12)))

    views = []
    for _ in range(200):
        ids = list(dict.fromkeys(text() for _ in range(dice.randint(0, 12))))
        shown = {
            name: {"x": dice.randint(-9999, 9999), "y": dice.randint(-9999, 9999), "pin": dice.random() < 0.3,
                   "by": dice.sample(ids, dice.randint(0, min(3, len(ids))))} for name in ids
        }  # fmt: skip
        views.append({
            "mode": "graph", "shown": list(shown.items()), "hidden": dice.sample(ids, len(ids) // 3),
            "off": [["Court", text()], [], [text()]], "lonely": dice.random() < 0.5, "undated": dice.random() < 0.5,
            "asOf": dice.choice(["", "2021", "2021-05", "2021-05-06"]), "selected": dice.choice(["", *ids]),
            "path": {"from": text(), "to": text(), "at": dice.randint(-1, 3)} if dice.random() < 0.5 else None,
            "camera": {"x": dice.randint(-99, 99), "y": 0, "scale": 0.123} if dice.random() < 0.5 else None,
        })  # fmt: skip
    lost = page.evaluate(
        """async (views) => {
          const { read, write } = await import("/static/graph_link.js");
          const { format, parse } = await import("/static/state.js");
          const plain = (view) => JSON.stringify({
            ...view, shown: [...view.shown], hidden: [...view.hidden],
            off: Object.values(view.off).map((one) => [...one]),
          });
          return views.filter((given) => {
            const view = { ...given, shown: new Map(given.shown), hidden: new Set(given.hidden), off: {
              class: new Set(given.off[0]), property: new Set(given.off[1]), document: new Set(given.off[2]),
            } };
            const { params } = parse(format("explore", write(view)));
            const back = read(params);
            const order = Object.keys(back);
            const sorted = Object.fromEntries(order.map((key) => [key, view[key]]));
            return plain(sorted) !== plain(back);
          });
        }""",
        views,
    )
    assert lost == []
