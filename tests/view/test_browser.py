"""The page as a person uses it: opened from its file, the network cut off."""

import re
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kg.view.colours import FAMILIES
from tests.view.conftest import DOCUMENTS, View, click, colour_at, number, opened
from tests.web.browser import NARROW, WIDE, Shoot, overflow, serious

COURT = "长春市中级人民法院"
BANKRUPTCY = "长春破产法庭"
SELECTIONS = {
    "name": [BANKRUPTCY, "--depth", "2"],
    "whole": [],
    "region": ["--region", "川渝"],
    "document": ["--document", "jilin-reform-cases"],
    "query": ["--query", "agreements"],
    "path": ["--path", BANKRUPTCY, "最高人民法院"],
}


@pytest.fixture
def court(page: Page, view: View) -> Page:
    """The picture of two steps around a tribunal."""
    return opened(page, view(*SELECTIONS["name"]))


def boxes(page: Page) -> list[dict[str, Any]]:
    """The labels that are shown: text and box, in pixels of the picture."""
    found = page.evaluate("kgView.labels()")
    assert isinstance(found, list)
    return found


def overlapping(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (a["text"], b["text"])
        for a, b in combinations(labels, 2)
        if a["x"] < b["x"] + b["w"]
        and b["x"] < a["x"] + a["w"]
        and a["y"] < b["y"] + b["h"]
        and b["y"] < a["y"] + a["h"]
    ]


def misread(page: Page) -> list[str]:
    """The names of nodes that are neither whole nor cut with … at the end of a line."""
    names = page.evaluate("kgView.data.nodes.map(n => document.documentElement.lang === 'en' && n.english || n.label)")

    def whole(text: str, name: str) -> bool:
        first, _, second = text.partition("\n")
        start = "".join(first.removesuffix("…").split())
        rest = "".join(name.split())
        return rest.startswith(start) and (
            rest == start + "".join(second.split()) or text.endswith("…") or first.endswith("…")
        )

    return [at["text"] for at in boxes(page) if at["kind"] == "node" and not whole(at["text"], names[at["number"]])]


def panel(page: Page) -> Any:
    return page.locator("#panel")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", SELECTIONS)
def test_the_first_screen(page: Page, view: View, shoot: Shoot, name: str, size: Any) -> None:
    page.set_viewport_size(size)
    opened(page, view(*SELECTIONS[name]))
    labels = boxes(page)
    stage = page.locator("#mynetwork").bounding_box()
    assert stage
    assert overlapping(labels) == []
    assert misread(page) == []
    nodes = [label for label in labels if label["kind"] == "node"]
    assert len(nodes) >= min(page.evaluate("kgView.data.nodes.length"), 12)
    assert all(re.search("[\u4e00-\u9fff]", label["text"]) for label in nodes)
    for label in labels:
        assert label["x"] >= 0
        assert label["y"] >= 0
        assert label["x"] + label["w"] <= stage["width"]
        assert label["y"] + label["h"] <= stage["height"]
    assert overflow(page) == 0
    shoot(f"view-{name}-{size['width']}")


def test_labels_never_overlap_after_a_zoom(court: Page) -> None:
    first = {label["text"] for label in boxes(court)}
    for _ in range(3):
        court.locator("#in-button").click()
        assert overlapping(boxes(court)) == []
    assert {label["text"] for label in boxes(court)} - first
    court.locator("#mynetwork").hover()
    court.mouse.wheel(0, 400)
    court.wait_for_timeout(400)
    assert overlapping(boxes(court)) == []
    court.locator("#fit-button").click()
    court.wait_for_timeout(300)
    assert overlapping(boxes(court)) == []


def test_the_picture_stands_still(court: Page) -> None:
    before = court.evaluate("network.getPositions()")
    court.wait_for_timeout(1000)
    assert court.evaluate("network.getPositions()") == before
    assert court.evaluate("network.physics.physicsEnabled") is False


@pytest.mark.parametrize(
    "typed", [COURT, "长春中院", "changchunzhongyuan", "CCZY", "Changchun Intermediate", "长春 中院"]
)
def test_search(court: Page, typed: str) -> None:
    court.keyboard.press("/")
    court.keyboard.type(typed)
    expect(court.get_by_role("option").first).to_contain_text(COURT)
    court.keyboard.press("Enter")
    expect(panel(court).locator("h2")).to_have_text(COURT)
    expect(panel(court)).to_be_focused()
    assert court.evaluate("kgView.picked()") == {"kind": "node", "number": number(court, COURT)}


def test_search_by_keys_and_in_vain(court: Page, shoot: Shoot) -> None:
    box = court.get_by_role("combobox")
    box.fill("ccz")
    shoot("view-search")
    second = court.get_by_role("option").nth(1).locator(".said").inner_text().split("\n")[0]
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(court.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(panel(court).locator("h2")).to_have_text(second)
    box.fill("没有这个名字")
    expect(court.locator("#found")).to_have_text("没有匹配的节点")
    box.press("Escape")
    expect(court.locator("#found")).to_be_hidden()


def test_filter_by_class(court: Page, shoot: Shoot) -> None:
    which = number(court, COURT)
    assert colour_at(court, which) == FAMILIES["court"].light
    legend = court.locator("#legend")
    assert legend.locator("label", has_text="法院").first.locator(".count").inner_text() == str(
        court.evaluate("kgView.data.nodes.filter(n => kgView.data.classes[n.class][2] === 'court').length")
    )
    court.locator('[data-name="family:court"]').uncheck()
    assert colour_at(court, which) != FAMILIES["court"].light
    assert not [label for label in boxes(court) if label["number"] == which and label["kind"] == "node"]
    click(court, "node", which)
    assert court.evaluate("kgView.picked()?.number") != which
    shoot("view-filter-class")
    court.get_by_role("combobox").fill(COURT)
    expect(court.get_by_role("option").first).to_contain_text("已筛去")
    court.keyboard.press("Enter")  # who is looked for is shown again
    assert court.evaluate("kgView.picked()") == {"kind": "node", "number": which}


def test_filter_by_property(court: Page) -> None:
    tie = court.evaluate("kgView.data.edges.findIndex(edge => edge.p === 'heard')")
    court.locator('[data-name="heard"]').uncheck()
    click(court, "edge", tie)
    assert court.evaluate("kgView.picked()") != {"kind": "edge", "number": tie}
    court.locator("#legend section").nth(1).get_by_text("全不选").click()
    assert court.evaluate("kgView.data.edges.every((_, id) => network.body.edges[id].options.hidden)")
    court.locator("#legend section").nth(1).get_by_text("全选", exact=True).click()
    click(court, "edge", tie)
    assert court.evaluate("kgView.picked()") == {"kind": "edge", "number": tie}


def test_a_node_and_its_evidence(court: Page, shoot: Shoot) -> None:
    click(court, "node", number(court, BANKRUPTCY))
    found = panel(court)
    expect(found.locator("h2")).to_have_text(BANKRUPTCY)
    expect(found).to_contain_text("Changchun Bankruptcy Tribunal")
    expect(found).to_contain_text("化解债务 610.42亿元")
    first = found.locator(".evidence").first
    first.locator("summary").click()
    expect(first).to_contain_text("长春五家专业法庭")
    expect(first.locator(".where")).to_have_text(re.compile(r"第 \d+–\d+ 字 · changchun-tribunals"))
    shoot("view-node")
    found.get_by_role("button", name=COURT).first.click()
    expect(found.locator("h2")).to_have_text(COURT)
    court.keyboard.press("Escape")
    expect(found).to_be_hidden()


def test_an_edge_and_its_sentence(page: Page, view: View, shoot: Shoot) -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip(f"no source documents in {DOCUMENTS}")
    opened(page, view(*SELECTIONS["name"], "--documents", str(DOCUMENTS)))
    start = number(page, BANKRUPTCY)
    tie = page.evaluate("at => kgView.data.edges.findIndex(edge => edge.s === at && edge.p === 'heard')", start)
    click(page, "edge", tie)
    found = panel(page)
    expect(found.locator("h2")).to_have_text("审理")
    expect(found.locator(".passages .where").first).to_contain_text("changchun-tribunals")
    expect(found.locator("blockquote mark").first).to_have_text(re.compile("案"))
    shoot("view-edge")


def test_without_documents_no_sentence_is_there(court: Page) -> None:
    assert court.evaluate("kgView.data.passages.every(passage => !('s' in passage))")


def test_parallel_edges_are_apart_and_each_is_clicked(court: Page) -> None:
    ends = [number(court, BANKRUPTCY), number(court, COURT)]
    ties = court.evaluate(
        "ends => [...kgView.data.edges.keys()].filter(id => ends.includes(kgView.data.edges[id].s)"
        " && ends.includes(kgView.data.edges[id].t))",
        ends,
    )
    assert len(ties) >= 2
    spots = [court.evaluate("id => kgView.spot('edge', id)", tie) for tie in ties]
    assert all(abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) > 8 for a, b in combinations(spots, 2))
    for tie in ties:
        click(court, "edge", tie)
        assert court.evaluate("kgView.picked()") == {"kind": "edge", "number": tie}
        expect(panel(court).locator(".passages li").first).to_be_visible()
        court.keyboard.press("Escape")
        court.locator("#fit-button").click()


def test_dark_and_light(court: Page, shoot: Shoot) -> None:
    which = number(court, COURT)
    assert colour_at(court, which) == FAMILIES["court"].light
    court.emulate_media(color_scheme="dark")
    court.wait_for_selector("[data-theme=dark]")
    assert colour_at(court, which) == FAMILIES["court"].dark
    assert court.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 31)"
    shoot("view-dark")
    court.locator("#theme-button").click()
    assert colour_at(court, which) == FAMILIES["court"].light
    court.locator("#theme-button").click()
    assert colour_at(court, which) == FAMILIES["court"].dark


def test_paper_is_light_and_has_the_statements(court: Page, shoot: Shoot) -> None:
    which = number(court, COURT)
    court.emulate_media(color_scheme="dark", media="print")
    court.wait_for_selector("#printed table")
    assert colour_at(court, which) == FAMILIES["court"].light
    assert court.locator("#printed tr").count() == court.evaluate("kgView.data.edges.length")
    expect(court.locator("#printed")).to_contain_text("changchun-tribunals 第")
    for gone in (".search", ".tools", ".zoom", "#panel"):
        expect(court.locator(gone)).to_be_hidden()
    expect(court.locator("#legend")).to_be_visible()
    canvas = court.locator("#mynetwork canvas").bounding_box()
    assert canvas
    ratio = court.evaluate("(({ width, height }) => width / height)(document.querySelector('#mynetwork canvas'))")
    assert abs(canvas["width"] / canvas["height"] / ratio - 1) < 0.02  # circles stay round
    shoot("view-print", full=True)
    court.emulate_media(media="screen")
    court.wait_for_selector("[data-theme=dark]")
    assert colour_at(court, which) == FAMILIES["court"].dark
    assert court.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_english(court: Page, shoot: Shoot) -> None:
    court.get_by_role("button", name="English").click()
    expect(court.locator("h1")).to_have_text("Changchun Bankruptcy Tribunal · within 2 steps")
    expect(court.locator("#legend")).to_contain_text("Courts")
    assert court.evaluate("document.documentElement.lang") == "en"
    labels = boxes(court)
    assert overlapping(labels) == []
    assert misread(court) == []
    assert any("Bankruptcy" in label["text"] for label in labels)
    click(court, "node", number(court, BANKRUPTCY))
    expect(panel(court).locator("h2")).to_have_text("Changchun Bankruptcy Tribunal")
    expect(panel(court)).to_contain_text(BANKRUPTCY)
    shoot("view-english")
    court.get_by_role("button", name="中文").click()
    expect(panel(court).locator("h2")).to_have_text(BANKRUPTCY)


def test_a_telephone(page: Page, view: View, shoot: Shoot) -> None:
    page.set_viewport_size(NARROW)
    opened(page, view(*SELECTIONS["name"]))
    expect(page.locator("#legend")).to_be_hidden()
    page.locator("#legend-button").click()
    expect(page.locator("#legend")).to_be_visible()
    shoot("view-legend-390")
    page.locator("#legend-button").click()
    page.get_by_role("combobox").fill("pochan")
    page.get_by_role("option").first.click()
    expect(panel(page)).to_be_visible()
    at = page.evaluate("kgView.spot('node', kgView.picked().number)")
    stage, over = page.locator("#mynetwork").bounding_box(), panel(page).bounding_box()
    assert stage
    assert over
    assert 0 < at["y"] + stage["y"] < over["y"]  # what was found is not under the panel
    assert overflow(page) == 0
    shoot("view-panel-390")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(court: Page, scheme: Any) -> None:
    court.emulate_media(color_scheme=scheme)
    court.wait_for_selector(f"[data-theme={scheme}]")
    assert serious(court) == []
    click(court, "node", number(court, BANKRUPTCY))
    assert serious(court) == []


def test_names_are_text_and_nothing_else(page: Page, view: View, hostile: str, shoot: Shoot) -> None:
    title = "</title></script><script>fail('title')</script>\"'"
    opened(page, view("丙中级人民法院", "--depth", "1", "--title", title, graph=hostile))
    assert page.title() == title
    expect(page.locator("h1")).to_have_text(title)
    assert page.locator("script").count() == 4
    assert page.locator("img, body b").count() == 0
    for label in page.evaluate("kgView.data.nodes.map(node => node.label)"):
        click(page, "node", number(page, label))
        assert panel(page).locator("h2").text_content() == label
        page.keyboard.press("Escape")
        page.locator("#fit-button").click()
    click(page, "node", number(page, "丙中级人民法院"))
    expect(panel(page)).to_contain_text("<b onclick=fail('fact')> 5</script>件")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="English").click()
    page.get_by_role("combobox").fill("长" * 50)
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("combobox").press("Enter")
    expect(panel(page).locator("h2")).to_have_text("Long " + "长" * 10_000)
    assert all(len(label["text"]) < 100 and label["w"] < 240 for label in boxes(page))
    assert all(not re.search("[\u202a-\u202e\u200e\u200f]", label["text"]) for label in boxes(page))
    assert overflow(page) == 0
    shoot("view-hostile")


def test_it_says_on_the_page_what_it_left_out(
    page: Page, graph_dir: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, shoot: Shoot
) -> None:
    import kg.view.selection
    from kg.cli.main import run

    monkeypatch.setattr(kg.view.selection, "LIMIT", 300)
    path = tmp_path / "core.html"
    assert run(["view", "--graph", graph_dir, "-o", str(path)]) == 0
    opened(page, path)
    left = page.evaluate("kgView.data.left")
    assert left["nodes"] > 500
    expect(page.locator("#left")).to_contain_text(f"只画出联系最紧密的 300 个节点；未画出 {left['nodes']} 个节点（主题")
    expect(page.locator("#left")).to_contain_text(f"{left['edges']} 条关系")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#left")).to_contain_text(f"left out: {left['nodes']} nodes")
    shoot("view-core")


def test_the_policy_of_the_page_forbids_what_is_not_of_it(court: Page, faults: list[str]) -> None:
    court.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.broken = true";
          document.body.append(script);
          const image = new Image();
          image.src = "https://example.org/x.png";
          document.body.append(image);
        }"""
    )
    court.wait_for_timeout(200)
    assert court.evaluate("window.broken") is None
    assert len([fault for fault in faults if "Content Security Policy" in fault]) == 2
    faults.clear()
