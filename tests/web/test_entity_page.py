"""The page of a resource: facts, evidence with the marked sentence, figures, claims, documents, dossier, lists."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kg.cli.main import run
from tests.web.browser import Shoot, settle, visit
from tests.web.conftest import DOCUMENTS, Serve

COURT = "court/长春市中级人民法院"
TRIBUNAL = "court/长春破产法庭"
MODEL = "mechanism/执行指挥中心“421”工作模式"
FILES = {"changchun-tribunals": "000_64a9758742a74b63.txt"}
needs_texts = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason=f"no source documents in {DOCUMENTS}")


def entity(page: Page, site: str, name: str) -> Any:
    """What the server says of a resource."""
    return page.request.get(f"{site}/api/entity", params={"id": name}).json()


def test_facts_are_those_of_the_server(page: Page, site: str, shoot: Shoot) -> None:
    found = entity(page, site, TRIBUNAL)
    visit(page, site, f"#/entity?id={TRIBUNAL}")
    expect(page.locator("h1")).to_have_text(found["label"])
    expect(page).to_have_title(f"{found['label']} · CourtGraph 法院图谱")
    assert page.locator(".fact dt").count() == len(found["facts"])
    for fact, row in zip(found["facts"], page.locator(".fact").all(), strict=True):
        expect(row.locator("dt")).to_contain_text(fact["zh"])
        said = row.locator(".values > li").all_text_contents()
        assert [text.rstrip("0123456789 ") for text in said] == [
            value["text"].rstrip("0123456789 ") for value in fact["values"]
        ]
    link = page.locator(".values a").first
    wanted = link.text_content()
    link.click()
    settle(page)
    expect(page.locator("h1")).to_have_text(wanted or "")
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    expect(page.locator("h1")).to_have_text(found["label"])
    shoot("entity-tribunal", full=True)


def test_english_names_in_english(page: Page, site: str) -> None:
    found = entity(page, site, TRIBUNAL)
    visit(page, site, f"#/entity?id={TRIBUNAL}", "en")
    expect(page.locator("h1")).to_have_text(found["english"])
    expect(page.locator(".entity-other")).to_have_text(found["label"])
    named = next(value for fact in found["facts"] for value in fact["values"] if value.get("english"))
    expect(page.locator(".values a", has_text=named["english"]).first).to_be_visible()


@needs_texts
def test_the_sentence_is_shown_with_its_span_marked(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site, f"#/entity?id={TRIBUNAL}")
    fact = next(f for f in entity(page, site, TRIBUNAL)["facts"] if f["values"][0]["passages"][0]["document"] in FILES)
    place = fact["values"][0]["passages"][0]
    row = page.locator(".fact", has=page.locator("dt", has_text=fact["zh"])).first
    button = row.get_by_role("button", name="证据").first
    button.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="证据")
    expect(panel.locator("h2")).to_be_focused()
    start, end = map(int, place["fragment"].split("&")[0].removeprefix("char=").split(","))
    text = (DOCUMENTS / FILES[place["document"]]).read_text(encoding="utf-8")[start:end]
    expect(panel.locator("mark").first).to_have_text("".join(text.split()))
    expect(panel.locator("article")).to_have_count(len(fact["values"][0]["passages"]))
    expect(panel.locator("article").first).to_contain_text(f"{start:,}–{end:,}")
    expect(page.locator("#status")).to_contain_text("证据已打开")
    shoot("evidence")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()


@needs_texts
@pytest.mark.parametrize("section", ["figures", "claims", "timeline"])
def test_figures_claims_and_dates_have_evidence(page: Page, site: str, section: str) -> None:
    visit(page, site, f"#/entity?id={TRIBUNAL}")
    page.locator(f".entity-{section}").get_by_role("button", name="证据").first.click()
    panel = page.get_by_role("complementary", name="证据")
    expect(panel.locator("article mark").first).to_be_visible()
    panel.get_by_role("button", name="复制引注").first.click()
    expect(page.locator("#status")).to_have_text("引注已复制")
    said = panel.locator("article").first.locator("mark").first.inner_text()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith(f"“{said}")
    assert "《" in cited
    assert "https://w3id.org/courtgraph/document/" in cited


@needs_texts
def test_what_was_clicked_stays_in_its_place(page: Page, site: str) -> None:
    """The panel makes two columns one; the claim that was asked about must not go off the screen."""
    visit(page, site, f"#/entity?id={COURT}")
    button = page.locator(".entity-claims").get_by_role("button", name="证据").first
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    assert before
    button.click()
    expect(page.locator("#evidence mark").first).to_be_visible()
    after = button.bounding_box()
    assert after
    assert abs(after["y"] - before["y"]) < 3
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    closed = button.bounding_box()
    assert closed
    assert abs(closed["y"] - before["y"]) < 3


@needs_texts
def test_a_sentence_that_is_cut_says_so(page: Page, site: str) -> None:
    """Each quoted sentence ends as one ends, or with dots."""
    visit(page, site, f"#/entity?id={COURT}")
    buttons = page.locator(".entity-figures").get_by_role("button", name="证据")
    for index in range(min(5, buttons.count())):
        buttons.nth(index).click()
        quotes = page.locator("#evidence blockquote")
        expect(quotes.first).to_be_visible()
        for quote in quotes.all_inner_texts():
            assert re.search(r"(……|[。！？；：.!?;][”’」』）)]*)$", quote.strip()), quote
            assert "**" not in quote
        page.keyboard.press("Escape")


def test_without_texts_the_panel_says_what_to_do(page: Page, start: Serve) -> None:
    site = start().url
    visit(page, site, f"#/entity?id={TRIBUNAL}")
    page.locator(".fact").get_by_role("button", name="证据").first.click()
    panel = page.get_by_role("complementary", name="证据")
    expect(panel.locator(".hint")).to_contain_text("kg serve --documents")
    expect(panel.locator("article")).not_to_have_count(0)
    expect(panel.locator("mark")).to_have_count(0)


def test_long_lists_open(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site, f"#/entity?id={COURT}")
    shoot("entity-court", full=True)
    fact = max(entity(page, site, COURT)["facts"], key=lambda one: len(one["values"]))
    row = page.locator(".fact", has=page.locator("dt", has_text=fact["zh"])).first
    assert row.locator(".values > li:visible").count() < len(fact["values"])
    row.locator(".more").click()
    assert row.locator(".values > li:visible").count() == len(fact["values"])
    row.locator(".more").click()
    assert row.locator(".values > li:visible").count() < len(fact["values"])
    page.get_by_role("navigation", name="本页内容").get_by_role("button", name="首创主张").click()
    expect(page.locator("#claims-title")).to_be_focused()


def test_back_comes_back_to_the_place(page: Page, site: str) -> None:
    visit(page, site, f"#/entity?id={COURT}")
    page.locator(".fact", has_text="位于").locator("a").first.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 300
    page.locator(".fact", has_text="位于").locator("a").first.click()
    expect(page.locator("h1")).to_have_text("长春市")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator("h1")).to_have_text("长春市中级人民法院")
    page.wait_for_function(f"Math.abs(scrollY - {place}) < 3")


def test_claims_name_their_rivals(page: Page, site: str) -> None:
    visit(page, site, f"#/entity?id={TRIBUNAL}")
    claims = entity(page, site, TRIBUNAL)["claims"]
    assert page.locator(".claim").count() == len(claims)
    rivalled = next(index for index, claim in enumerate(claims) if claim["rivals"])
    for rival in claims[rivalled]["rivals"]:
        expect(page.locator(".claim").nth(rivalled).locator(".rivals")).to_contain_text(rival["label"])
        why = {"field": "同一领域、同一范围", "scope": "同一事物、另一范围"}[rival["why"]]
        expect(page.locator(".claim").nth(rivalled).locator(".rivals")).to_contain_text(why)


def test_ways_on(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site, f"#/entity?id={MODEL}")
    shoot("entity-mechanism", full=True)
    actions = page.get_by_role("group", name="操作")
    hrefs = {
        name: actions.get_by_role("link", name=name).get_attribute("href")
        for name in ("在图中查看", "查看结构", "与另一个对比")
    }
    addresses = (f"#/explore?ids={MODEL}", f"#/anatomy?id={MODEL}", f"#/compare?a={MODEL}")
    assert tuple(hrefs.values()) == addresses
    actions.get_by_role("button", name="复制链接").click()
    expect(page.locator("#status")).to_have_text("链接已复制")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{site}/#/entity?id={MODEL}"
    page.goto("about:blank")
    page.goto(address)
    settle(page)
    expect(page.locator("h1")).to_have_text("执行指挥中心“421”工作模式")


@pytest.mark.parametrize(
    ("name", "first"), [("中文", "# 长春破产法庭"), ("English", "# Changchun Bankruptcy Tribunal")]
)
def test_the_dossier_is_a_file(page: Page, site: str, name: str, first: str) -> None:
    visit(page, site, f"#/entity?id={TRIBUNAL}")
    with page.expect_download() as got:
        page.get_by_role("link", name=f"{name}档案").click()
    text = Path(got.value.path()).read_text(encoding="utf-8")
    assert text.startswith(first)
    assert got.value.suggested_filename == "长春破产法庭.md"


def test_charts_have_a_text_and_a_table(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site)
    page.evaluate("""async () => {
        const { barChart, lineChart } = await import("/static/charts.js");
        const items = [1, 2, 4, -1].map((value, n) => ({ label: String(2020 + n), value, text: `${value}万件` }));
        document.querySelector("#view").replaceChildren(
          barChart({ title: "受理案件数", unit: "万件", items }), lineChart({ title: "结案率", items }));
    }""")  # fmt: skip
    bars, line = page.locator("figure").all()
    expect(bars.get_by_role("img", name="受理案件数")).to_be_visible()
    heights = [float(bar.get_attribute("height") or 0) for bar in bars.locator("rect").all()]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 2, 4, 1])
    assert line.locator("circle").count() == 4
    assert "2022 4万件" in (line.locator("desc").text_content() or "")
    bars.locator("summary").click()
    assert bars.locator("tbody tr").all_inner_texts() == ["2020\t1万件", "2021\t2万件", "2022\t4万件", "2023\t-1万件"]
    shoot("charts")


PERIODS = """\
document: periods
resources:
  甲市中级人民法院: {class: IntermediateCourt}
  甲市: {class: Place}
statements:
  - {s: 甲市中级人民法院, p: locatedIn, o: 甲市, at: 0-9}
  - {observation: {of: 甲市中级人民法院, metric: 受理案件数, value: 1, unit: 万件, period: 2021}, at: 10-19}
  - {observation: {of: 甲市中级人民法院, metric: 受理案件数, value: 1.5, unit: 万件, period: 2022}, at: 20-29}
  - {observation: {of: 甲市中级人民法院, metric: 受理案件数, value: 3, unit: 万件, period: 2023}, at: 30-39}
  - {observation: {of: 甲市中级人民法院, metric: 结案率, value: 98.5, unit: "%", period: 2023}, at: 40-49}
"""


def test_a_metric_of_several_periods_is_a_chart(page: Page, start: Serve, tmp_path: Path, shoot: Shoot) -> None:
    (tmp_path / "periods.yaml").write_text(PERIODS, encoding="utf-8")
    assert run(["build", str(tmp_path / "periods.yaml"), "--graph", str(tmp_path / "graph")]) == 0
    visit(page, start(graph=str(tmp_path / "graph")).url, "#/entity?id=court/甲市中级人民法院")
    chart = page.locator(".entity-figures figure")
    expect(chart.get_by_role("img", name="受理案件数")).to_be_visible()
    heights = [float(bar.get_attribute("height") or 0) for bar in chart.locator("rect").all()]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 1.5, 3])
    chart.locator("summary").click()
    assert chart.locator("tbody th").all_inner_texts() == ["2021", "2022", "2023"]
    sign = chart.get_by_role("button", name="证据").nth(2)
    box = sign.bounding_box()
    assert box
    assert box["height"] < 40
    sign.click()
    expect(page.locator("#evidence article")).to_contain_text("30–39")
    bar = page.locator(".stat-bar").evaluate("bar => bar.offsetWidth / bar.parentElement.clientWidth")
    assert 0.9 < bar < 1  # 98.5 % of the room, less its indent
    shoot("entity-chart")


def test_lists_of_a_class_and_of_a_document(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site, "#/home")
    page.locator(".home-classes a", has_text="规范性文件").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("规范性文件")
    found = page.request.get(f"{site}/api/overview", params={"class": "NormativeDocument"}).json()["nodes"]
    assert page.locator(".list-items li").count() == len(found)
    page.get_by_role("searchbox", name="在此列表中筛选").fill("意见")
    assert page.locator(".list-items li").count() == sum("意见" in node["label"] for node in found)
    address = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(address)  # the filter is part of the address
    settle(page)
    assert page.locator(".list-items li").count() == sum("意见" in node["label"] for node in found)
    visit(page, site, "#/entity?id=document/changchun-tribunals")
    expect(page.locator(".list-items a", has_text="长春破产法庭").first).to_be_visible()
    assert page.evaluate("location.hash") == "#/list?document=changchun-tribunals"
    shoot("list-document")
