"""The explorer in a real browser on the packaged seeds: open, expand, collapse, pin, hide, filter, undo, keys, list."""

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Shoot
from tests.web.explorer import (
    BANKRUPTCY,
    CHANGCHUN,
    action,
    api,
    click,
    evidence_is_open,
    explore,
    grow,
    labels,
    overlapping,
    selected,
    state,
    tool,
    where,
)

INTERNET = "court/长春互联网法庭"


def crowded(shown: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of nodes whose boxes (128 × 74 at zoom 1, with the label) lie on one another."""
    return [
        (a, b)
        for (a, p), (b, q) in combinations(shown.items(), 2)
        if abs(p["x"] - q["x"]) < 127 and abs(p["y"] - q["y"]) < 73
    ]


def test_a_resource_opens_with_its_telling_neighbours(page: Page, site: str, shoot: Shoot) -> None:
    explore(page, site, f"s={CHANGCHUN}")
    found = state(page)
    assert 10 < len(found["nodes"]) <= 26
    assert "Topic" not in found["classes"].values()
    assert found["selected"] == CHANGCHUN
    degree = sum(one["count"] for one in api(site, "relations", id=CHANGCHUN)["relations"])
    touching = [edge for edge in found["edges"] if CHANGCHUN in edge.split(" ")]
    expect(page.locator(".graph-note")).to_contain_text(f"{degree - len(touching)} 个未显示")
    expect(page.locator(".explore-page .entity-title")).to_have_text("长春市中级人民法院")
    assert crowded(found["shown"]) == []
    assert overlapping(labels(page)) == []
    shoot("explore-changchun")
    explore(page, site, f"s={BANKRUPTCY}")
    shoot("explore-bankruptcy")


def test_several_resources_open_with_the_edges_among_them(page: Page, site: str) -> None:
    explore(page, site, f"ids={BANKRUPTCY};{CHANGCHUN};{INTERNET}")
    found = state(page)
    assert set(found["nodes"]) == {BANKRUPTCY, CHANGCHUN, INTERNET}
    assert f"{BANKRUPTCY} partOf {CHANGCHUN}" in found["edges"]


def test_what_is_not_there_is_said(page: Page, site: str, faults: list[str]) -> None:
    page.goto(f"{site}/#/explore?s=court/没有这个法院")
    expect(page.locator("#view .failure")).to_contain_text("没有这个法院")
    assert all("404" in fault for fault in faults)
    faults.clear()


def test_expanding_asks_first_and_fetches_one_relation(page: Page, site: str, shoot: Shoot) -> None:
    explore(page, site, f"s={CHANGCHUN}")
    before = state(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/neighbours" in request.url else None)
    action(page, "expand").click()
    rows = page.locator(".graph-expand .expand-row")
    relations = api(site, "relations", id=CHANGCHUN)["relations"]
    expect(rows).to_have_count(len(relations))
    assert asked == []
    counts = {(one["property"], one["direction"]): one["count"] for one in relations}
    established = page.locator('.graph-expand [data-key="established out"]')
    expect(established.locator(".count")).to_contain_text(f"/ {counts['established', 'out']}")
    after = grow(page, "established out")
    assert len(asked) == 1
    assert "property=established" in asked[0]
    assert "direction=out" in asked[0]
    all_of = counts["established", "out"]
    expect(established.locator(".count")).to_have_text(f"{all_of} / {all_of}")
    expect(established).to_be_disabled()
    kept = {name: (place["x"], place["y"]) for name, place in after["shown"].items() if name in before["shown"]}
    assert kept == {name: (place["x"], place["y"]) for name, place in before["shown"].items()}
    assert crowded(after["shown"]) == []
    page.keyboard.press("Escape")
    expect(page.locator(".graph-expand")).to_be_hidden()
    assert overlapping(labels(page)) == []
    shoot("explore-expanded")


def test_a_large_relation_comes_in_pages(page: Page, site: str) -> None:
    """120 neighbours, as no resource of the seeds has them: 50, 50, 20."""
    hub: dict[str, Any] = {
        "id": CHANGCHUN, "label": "甲", "english": "", "class": "BasicCourt", "class_zh": "基层法院",
        "class_en": "Basic court", "since": "", "degree": 120,
    }  # fmt: skip
    others = [{**hub, "id": f"case/{n:03}", "label": f"案{n}", "class": "Case", "degree": 1} for n in range(120)]
    edges = [
        {"id": f"{CHANGCHUN} heard {o['id']}", "source": CHANGCHUN, "target": o["id"], "property": "heard",
         "zh": "审理", "en": "heard", "passages": [], "documents": [], "since": "", "until": ""} for o in others
    ]  # fmt: skip
    relation = {"property": "heard", "zh": "审理", "en": "heard", "direction": "out", "count": 120,
                "classes": [{"name": "Case", "zh": "案件", "en": "Case", "count": 120}]}  # fmt: skip

    def neighbours(route: Any) -> None:
        query = dict(pair.split("=") for pair in route.request.url.partition("?")[2].split("&"))
        start = int(query.get("offset", 0))
        stop = start + int(query["limit"])
        route.fulfill(json={"part": {"nodes": [hub, *others[start:stop]], "edges": edges[start:stop]}, "total": 120})

    def part(route: Any) -> None:
        ids = set(route.request.post_data_json["ids"])
        nodes = [one for one in [hub, *others] if one["id"] in ids]
        route.fulfill(json={"nodes": nodes, "edges": [e for e in edges if e["target"] in ids], "unknown": []})

    page.route("**/api/relations?*", lambda route: route.fulfill(json={"id": CHANGCHUN, "relations": [relation]}))
    page.route("**/api/neighbours?*", neighbours)
    page.route("**/api/part", part)
    explore(page, site, f"ids={CHANGCHUN};case/000&s={CHANGCHUN}")
    sizes = [len(grow(page, "heard out")["shown"]) for _ in range(3)]
    assert sizes == [51, 101, 121]  # one of the first fifty was there
    assert crowded(state(page)["shown"]) == []
    expect(page.locator(".expand-row")).to_be_disabled()


def test_collapse_undo_and_redo(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    first = state(page)
    click(page, CHANGCHUN)
    second = grow(page, "established out")
    page.keyboard.press("Escape")
    action(page, "collapse").click()
    collapsed = state(page)
    # What 长春破产法庭 brought stays, what only 长春中院 brought goes.
    assert set(collapsed["shown"]) == set(first["shown"])
    tool(page, "undo").click()
    assert state(page)["shown"] == second["shown"]
    page.keyboard.press("Control+z")
    assert state(page)["shown"] == first["shown"]
    expect(tool(page, "undo")).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    assert state(page)["shown"] == second["shown"]
    tool(page, "redo").click()
    assert state(page)["shown"] == collapsed["shown"]
    expect(tool(page, "redo")).to_be_disabled()


def test_dragging_pins_and_tidy_leaves_what_is_pinned(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    before = state(page)["shown"]
    x, y = where(page, CHANGCHUN)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y + 40, steps=4)
    page.mouse.move(x - 30, y + 90, steps=4)
    page.mouse.up()
    dragged = state(page)["shown"]
    assert dragged[CHANGCHUN]["pin"]
    assert dragged[CHANGCHUN]["y"] > before[CHANGCHUN]["y"] + 50
    assert [name for name in before if before[name] != dragged[name]] == [CHANGCHUN]
    tool(page, "tidy").click()
    tidied = state(page)["shown"]
    assert tidied[CHANGCHUN] == dragged[CHANGCHUN]
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert state(page)["shown"] == before
    # The same nodes are laid out in the same way whatever was done before.
    page.keyboard.press("Control+Shift+z")
    tool(page, "tidy").click()
    assert state(page)["shown"] == tidied


def test_hide_remove_and_filter(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    before = state(page)
    click(page, CHANGCHUN)
    action(page, "hide").click()
    assert CHANGCHUN not in state(page)["nodes"]
    assert not any(CHANGCHUN in edge.split(" ") for edge in state(page)["edges"])
    tool(page, "filters").click()
    page.locator('[data-key="unhide"]').click()
    assert state(page)["nodes"] == before["nodes"]

    page.locator('[data-key="class Case"]').uncheck()
    assert "Case" not in state(page)["classes"].values()
    page.locator('[data-key="property heard"]').uncheck()
    assert not any(" heard " in edge for edge in state(page)["edges"])
    documents = [row["id"] for row in api(site, "status")["documents"]]
    there = [one for one in documents if page.locator(f'[data-key="document {one}"]').count()]
    assert len(there) > 1
    page.locator(f'[data-key="document {there[0]} only"]').click(force=True)
    shown = state(page)
    assert shown["off"]["document"] == sorted(there[1:])
    for edge in shown["edges"]:
        source, prop, target = edge.split(" ")
        said = api(site, "evidence", source=source, property=prop, target=target)["passages"]
        assert there[0] in {passage["document"] for passage in said}
    page.locator('[data-key="lonely"]').check()
    touched = {end for edge in state(page)["edges"] for end in edge.split(" ")[::2]}
    assert set(state(page)["nodes"]) == touched
    page.locator('[data-key="reset"]').click()
    assert (state(page)["nodes"], state(page)["edges"]) == (before["nodes"], before["edges"])
    for _ in range(6):
        page.keyboard.press("Control+z")
    assert state(page)["hidden"] == [CHANGCHUN]


def test_the_legend_filters_a_family(page: Page, site: str) -> None:
    explore(page, site, f"s={BANKRUPTCY}")
    cases = page.locator('.legend-item[data-key="case"]')
    expect(cases).to_have_attribute("aria-pressed", "true")
    cases.click()
    expect(cases).to_have_attribute("aria-pressed", "false")
    assert not {"Case", "Event"} & set(state(page)["classes"].values())
    cases.click()
    assert {"Case", "Event"} <= set(state(page)["classes"].values())


def test_as_of_hides_what_is_later(page: Page, site: str, shoot: Shoot) -> None:
    explore(page, site, "ids=" + ";".join(one["id"] for one in _dated(site)))
    found = state(page)
    assert found["dates"] == sorted(found["dates"])
    assert {"2020", "2020-07-10", "2021", "2022-09-26"} <= set(found["dates"])
    typed = page.locator(".asof-date")
    typed.fill("2021-06")
    typed.press("Enter")
    since = {one["id"]: one["since"] for one in _dated(site)}
    assert set(state(page)["nodes"]) == {name for name, date in since.items() if date[:4] <= "2021"}
    assert state(page)["asOf"] == "2021-06"
    shoot("explore-as-of")
    slider = page.locator('.graph-asof input[type="range"]')
    expect(slider).to_have_attribute("aria-valuetext", "2021-06")
    slider.focus()
    page.keyboard.press("Home")
    assert state(page)["asOf"] == "2020"
    # 2020-07-10 lies within 2020, and 2020 is a whole year.
    assert set(state(page)["nodes"]) == {name for name, date in since.items() if date[:4] == "2020"}
    page.keyboard.press("End")
    assert state(page)["asOf"] == ""
    typed.fill("昨天")
    typed.press("Enter")
    expect(page.locator("#asof-error")).to_contain_text("2022-09-26")
    assert state(page)["asOf"] == ""


def _dated(site: str) -> list[dict[str, Any]]:
    return [one for one in api(site, "overview")["nodes"] if one["since"]]


def test_undated_can_be_hidden(page: Page, site: str) -> None:
    agreement = next(one["id"] for one in _dated(site) if one["class"] == "Agreement")
    signed = [edge for edge in api(site, "overview")["edges"] if agreement in (edge["source"], edge["target"])]
    court = next(end for edge in signed for end in (edge["source"], edge["target"]) if end.startswith("court/"))
    explore(page, site, f"ids={agreement};{court};{BANKRUPTCY};{CHANGCHUN}")
    assert len(state(page)["nodes"]) == 4
    page.locator(".graph-asof .graph-check input").check()
    # A court has no date itself, but stays where something dated is tied to it.
    assert set(state(page)["nodes"]) == {agreement, court}
    page.keyboard.press("Control+z")
    assert len(state(page)["nodes"]) == 4


@pytest.mark.parametrize(
    ("date", "limit", "after", "before"),
    [
        ("2022", "2022-05-01", False, False),
        ("2023", "2022-05-01", True, False),
        ("2022-06", "2022-05-31", True, False),
        ("2022-05", "2022-05-31", False, False),
        ("2021-12-31", "2022", False, True),
        ("2022", "2022", False, False),
        ("", "2022", False, False),
    ],
)
def test_a_coarse_date_is_a_period(page: Page, site: str, date: str, limit: str, after: bool, before: bool) -> None:
    explore(page, site, "")
    found = page.evaluate(
        """async ([date, limit]) => {
          const { isAfter, isBefore } = await import("/static/graph_dates.js");
          return [isAfter(date, limit), isBefore(date, limit)];
        }""",
        [date, limit],
    )
    assert found == [after, before]


def test_shortest_paths_are_lit(page: Page, site: str, shoot: Shoot) -> None:
    start, end = "court/成都市中级人民法院", BANKRUPTCY
    explore(page, site, f"ids={BANKRUPTCY};{CHANGCHUN}")
    tool(page, "paths").click()
    for at, text in enumerate(("成都市中级人民法院", "长春破产法庭")):
        box = page.locator(".graph-paths input").nth(at)
        box.fill(text)
        page.locator(".graph-paths .suggestions li", has_text=text).first.click()
    page.locator('[data-key="find"]').click()
    ways = page.locator('.path-way:not([data-key="way -1"])')
    wanted: dict[str, str | int] = {"from": start, "to": end, "count": 10}
    answer = api(site, "path", **wanted)
    expect(ways).to_have_count(len(answer["ways"]))
    many, long = len(answer["ways"]), len(answer["ways"][0])
    expect(page.locator(".path-ways > p")).to_contain_text(f"{many} 条最短路径，各 {long} 步")
    found = state(page)
    assert found["path"] == {"from": start, "to": end, "at": -1}
    assert found["ways"] == [[edge["id"] for edge in way] for way in answer["ways"]]
    assert {end for edge in found["ways"][0] for end in edge.split(" ")[::2]} <= set(found["nodes"])
    assert crowded(found["shown"]) == []
    drawn_labels = labels(page)
    assert overlapping(drawn_labels) == []
    on_the_ways = {end for way in found["ways"] for edge in way for end in edge.split(" ")[::2]}
    assert on_the_ways <= {label["id"] for label in drawn_labels}  # none lies hidden under another
    shoot("explore-path")
    ways.first.click()
    assert state(page)["path"]["at"] == 0
    page.locator('[data-key="clear"]').click()
    assert state(page)["path"] is None
    page.keyboard.press("Control+z")
    assert state(page)["path"]["at"] == 0


def test_two_without_a_path_are_told(page: Page, site: str, faults: list[str]) -> None:
    alone = "court/梨树县人民法院"
    page.route("**/api/path?*", lambda route: route.fulfill(status=404, json={"error": "no way"}))
    explore(page, site, f"ids={BANKRUPTCY};{alone}")
    click(page, BANKRUPTCY)
    action(page, "from").click()
    page.mouse.click(*where(page, alone))
    expect(page.locator(".graph-paths [role=alert]")).to_contain_text("没有路径")
    assert len(state(page)["shown"]) == 2
    assert all("404" in fault for fault in faults)
    faults.clear()


def test_edges_open_their_evidence_and_parallel_ones_lie_apart(page: Page, site: str, shoot: Shoot) -> None:
    explore(page, site, f"ids={INTERNET};{CHANGCHUN}")
    edges = state(page)["edges"]
    assert len(edges) == 2
    (x1, y1), (x2, y2) = (where(page, edge) for edge in edges)
    assert (x1 - x2) ** 2 + (y1 - y2) ** 2 > 15**2
    for edge in edges:
        click(page, edge)
        evidence_is_open(page)
        prop = next(one for one in api(site, "status")["properties"] if one["name"] == edge.split(" ")[1])
        expect(page.locator("#evidence .statement-property")).to_contain_text(prop["zh"])
    shoot("explore-evidence")
    click(page, CHANGCHUN)
    expect(page.locator("#evidence")).to_be_hidden()


def test_links_of_the_page_grow_the_graph(page: Page, site: str) -> None:
    explore(page, site, f"ids={BANKRUPTCY};{CHANGCHUN}&s={BANKRUPTCY}")
    page.locator(".explore-page a", has_text="吉粮进出口重整案").first.click()
    selected(page, "case/吉粮进出口重整案")
    assert f"{BANKRUPTCY} heard case/吉粮进出口重整案" in state(page)["edges"]
    expect(page.locator(".explore-page .entity-title")).to_have_text("吉粮进出口重整案")
