"""The page of queries in a real browser: named questions, SPARQL, results as table, file and graph."""

import csv
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest
from playwright.sync_api import Page, expect

from kg.lookup.catalogue import catalogue
from kg.model.iris import PREFIXES
from tests.web.browser import NARROW, Shoot, overflow, serious, settle, visit
from tests.web.conftest import DOCUMENTS

COOPERATION = "CONSTRUCT { ?a cg:cooperatesWith ?b } WHERE { ?a cg:cooperatesWith ?b }"
VIEWS = {
    "query": "#/query",
    "query-form": "#/query?name=who-hears",
    "query-result": "#/query?name=created-by&p.court=court/长春市中级人民法院&run=1",
    "query-sparql": f"#/query?mode=sparql&q={quote(COOPERATION)}&run=1",
    "query-cypher": "#/query?mode=cypher",
}


def ask(page: Page, query: str) -> None:
    """Type a query into the editor and run it by keyboard."""
    page.locator("#query-editor").fill(query)
    page.locator("#query-editor").press("Control+Enter")
    expect(page.locator(".answer h2, .error-place .error")).to_be_visible()


def table(page: Page) -> list[list[str]]:
    rows: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('.result-table tbody tr')].map(r => [...r.cells].map(c => c.innerText.trim()))"
    )
    return rows


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("lang", "theme", "narrow"), [("zh", "light", False), ("en", "dark", True)])
def test_page_is_usable_by_everybody(
    page: Page, site: str, shoot: Shoot, view: str, lang: str, theme: str, narrow: bool
) -> None:
    if narrow:
        page.set_viewport_size(NARROW)
    visit(page, site, VIEWS[view], lang=lang, theme=theme)
    shoot(f"{view}-{lang}-{theme}-{'390' if narrow else '1280'}", full=narrow)
    assert overflow(page) == 0
    assert serious(page) == []


def test_every_named_question_has_its_form(page: Page, site: str) -> None:
    """The list has every question of the catalogue, and a filter that finds by either language."""
    visit(page, site, "#/query")
    links = page.locator(".query-list a")
    expect(links).to_have_count(len(catalogue()))
    page.locator("#query-filter").fill("jurisdiction")
    seen = page.locator(".query-list li:not([hidden])")
    assert 0 < seen.count() < len(catalogue())
    page.locator("#query-filter").fill("xyzzy")
    expect(seen).to_have_count(0)
    expect(page.get_by_text("没有符合的问题。")).to_be_visible()


@pytest.mark.parametrize("name", ["who-hears", "compare-figures", "common-neighbours", "year-events"])
def test_form_has_every_parameter(page: Page, site: str, name: str) -> None:
    query = next(one for one in catalogue() if one.name == name)
    visit(page, site, f"#/query?name={name}")
    for param in query.params:
        field = page.locator(f'[data-param="{param.name}"]')
        expect(field.locator("label").first).to_contain_text(param.zh)
        expect(field.locator("select" if param.type == "class" else "input")).to_be_visible()


def test_named_question_from_form_to_graph(page: Page, site: str) -> None:
    """Suggestion, answer, evidence, permalink, graph: what a researcher does."""
    visit(page, site, "#/query?name=created-by")
    box = page.locator('[data-param="court"]').get_by_role("combobox")
    box.fill("长春中院")
    page.locator('[data-param="court"]').get_by_role("option").first.click()
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.locator(".answer h2")).to_be_focused()
    rows = table(page)
    assert len(rows) > 5
    kept = page.evaluate("location.hash")
    assert "p.court=court/长春市中级人民法院" in unquote(kept)
    page.reload()
    settle(page)
    assert table(page) == rows
    expect(box).to_have_value("长春市中级人民法院")
    if DOCUMENTS.is_dir():
        page.locator(".passage-link").first.click()
        expect(page.locator("#evidence mark").first).not_to_be_empty()
    href = unquote(page.get_by_role("link", name=re.compile("以图显示")).get_attribute("href") or "")
    assert href.startswith("#/explore?ids=")
    assert len(href.split(";")) > 5


def test_needed_parameter_is_asked_for(page: Page, site: str) -> None:
    visit(page, site, "#/query?name=created-by")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("法院或机构")
    expect(page.locator('[data-param="court"]').get_by_role("combobox")).to_be_focused()


def test_example_answers(page: Page, site: str) -> None:
    """The example of a parameter is one click away and answers."""
    visit(page, site, "#/query?name=adopters-of")
    page.locator('[data-param="mechanism"] button.link').click()
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.locator(".answer h2")).to_be_visible()
    assert table(page)


def test_ambiguous_name_offers_candidates(page: Page, site: str, faults: list[str]) -> None:
    """A name of several resources is an error line with buttons; one of them answers the question."""
    names = ("朝阳法院", "高新法院", "中级人民法院", "长春法庭", "中院", "法庭", "调解")
    answers = {name: httpx.get(f"{site}/api/resolve", params={"q": name}) for name in names}
    found = [name for name, said in answers.items() if said.status_code == 409 and len(said.json()["candidates"]) > 1]
    assert found, "no name of the seeds is ambiguous any more: choose another"
    visit(page, site, f"#/query?name=created-by&p.court={found[0]}&run=1")
    chips = page.locator(".candidates .chip")
    expect(page.locator(".answer .error")).to_be_visible()
    assert chips.count() > 1
    chips.first.click()
    expect(page.locator(".answer h2")).to_be_visible()
    assert "p.court=" in page.evaluate("location.hash")
    faults.clear()  # the browser itself reports the answer 409


def test_unknown_name_offers_the_nearest(page: Page, site: str, faults: list[str]) -> None:
    """A name that the graph does not have comes with those that it may have meant, one click away."""
    visit(page, site, "#/query?name=created-by&p.court=长春市中级人民法元&run=1")
    expect(page.locator(".answer .error")).to_contain_text("长春市中级人民法元")
    page.locator(".candidates .chip", has_text="长春市中级人民法院").first.click()
    expect(page.locator(".answer h2")).to_be_visible()
    assert table(page)
    faults.clear()  # the browser itself reports the answer 404


def test_unknown_place_can_be_left_out(page: Page, site: str, faults: list[str]) -> None:
    """Where the documents know no such place, the page says so, and one click asks without that condition."""
    visit(page, site, "#/query?name=who-hears&p.place=四平&p.on=2022-09-27&run=1")
    expect(page.locator(".answer .error")).to_contain_text("“四平”")
    assert any("404" in fault for fault in faults)
    faults.clear()
    expect(page.locator(".wider a")).to_have_count(1)  # the date is not what is wrong
    page.get_by_role("link", name="不限“地方”再查").click()
    expect(page.locator(".result-table tbody tr").first).to_be_visible()
    kept = unquote(page.evaluate("location.hash"))
    assert "四平" not in kept
    assert "p.on=2022-09-27" in kept


def test_nothing_found_is_no_denial(page: Page, site: str) -> None:
    """An empty answer says that the documents are silent, and offers to ask with one condition less."""
    visit(page, site, "#/query?name=who-hears&p.matter=环境资源&p.place=梨树县&run=1")
    card = page.locator(".answer .card")
    expect(card).to_contain_text("不等于事实上没有")
    expect(card.locator("a")).to_have_text(["不限“案件类别”再查", "不限“地方”再查"])


def test_table_sorts_and_address_keeps_it(page: Page, site: str) -> None:
    visit(page, site, "#/query?mode=sparql")
    ask(page, "SELECT ?n ?s WHERE { VALUES (?n ?s) { (10 'b') (9 'a') (100 'c') } }")
    head = page.get_by_role("columnheader", name="n", exact=True)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert [row[0] for row in table(page)] == ["9", "10", "100"]
    head.get_by_role("button").click()
    assert [row[0] for row in table(page)] == ["100", "10", "9"]
    page.reload()
    settle(page)
    assert [row[0] for row in table(page)] == ["100", "10", "9"]
    head.get_by_role("button").click()
    assert [row[0] for row in table(page)] == ["10", "9", "100"]


def test_csv_is_what_the_table_says(page: Page, site: str, tmp_path: Path) -> None:
    visit(page, site, "#/query?mode=sparql")
    ask(page, "SELECT ?a ?b WHERE { VALUES (?a ?b) { ('含,逗号' 'say \"yes\"') ('两\\n行' '=1+1') ('-5' '') } }")
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 CSV").click()
    path = tmp_path / "rows.csv"
    saved.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["a", "b"], ["含,逗号", 'say "yes"'], ["两\n行", "'=1+1"], ["-5", ""]]


def test_empty_columns_are_named_below(page: Page, site: str) -> None:
    """A column without any content takes no room, but the reader is told of it."""
    visit(page, site, "#/query?mode=sparql")
    ask(page, "SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 UNDEF) (2 UNDEF) } }")
    assert table(page) == [["1"], ["2"]]
    expect(page.locator(".table-foot")).to_contain_text("没有内容的列未显示：b")


def test_rows_are_cards_on_a_small_screen(page: Page, site: str) -> None:
    """At 390 pixels each value stands under the name of its column, all of it in sight, and can still be sorted."""
    page.set_viewport_size(NARROW)
    visit(page, site, "#/query?name=figures-of&p.of=court/吉林高新区人民法院&run=1")
    region = page.locator(".answer .scroll")
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    cell = page.locator(".result-table tbody td", has=page.locator(".passage-link")).first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"原文"'
    expect(page.get_by_role("row")).to_have_count(1 + page.locator(".result-table tbody tr").count())
    page.get_by_role("columnheader", name="数值").get_by_role("button").click()
    values = [
        float(text) for text in page.locator(".result-table td[data-label=数值]").all_inner_texts() if text.strip()
    ]
    assert values == sorted(values)


def test_codes_are_words_in_chinese(page: Page, site: str) -> None:
    """The codes of the data are said in the words of the command line."""
    from kg.lookup.describe import COMPARATORS, DIRECTIONS, INSTANCES, ROLES

    visit(page, site, "#/query")
    for column, codes in {
        "comparator": COMPARATORS,
        "direction": DIRECTIONS,
        "instance": INSTANCES,
        "role": ROLES,
    }.items():
        for code, word in codes.items():
            said = page.evaluate(
                "async ([c, t]) => (await import('/static/columns.js')).codeName(c, t)", [column, code]
            )
            assert said == word


def test_construct_is_table_and_graph(page: Page, site: str) -> None:
    visit(page, site, VIEWS["query-sparql"])
    assert len(table(page)) > 3
    first = page.locator(".result-table tbody a").first
    assert unquote(first.get_attribute("href") or "").startswith("#/entity?id=")
    expect(page.get_by_role("link", name=re.compile("以图显示"))).to_be_visible()


def test_ask_answers_yes_or_no(page: Page, site: str) -> None:
    visit(page, site, "#/query?mode=sparql")
    ask(page, "ASK { ?c a cg:PriorityClaim }")
    assert table(page) == [["是"]]
    ask(page, "ASK { ?c a cg:NoSuchClass }")
    expect(page.locator(".result-table td")).to_have_text("否")


def test_error_of_syntax_shows_its_place(page: Page, site: str, faults: list[str]) -> None:
    """The line of the error is shown, and a button puts the caret there; prefixes put in front do not shift it."""
    visit(page, site, "#/query?mode=sparql")
    ask(page, "SELECT ?s WHERE {\n  ?s a cg:Court .\n  ?s ?? ?o\n}")
    expect(page.locator(".error-place")).to_contain_text("第 3 行")
    page.get_by_role("button", name="到出错处").click()
    expect(page.locator("#query-editor")).to_be_focused()
    caret = page.evaluate("document.activeElement.value.slice(0, document.activeElement.selectionStart)")
    assert caret.count("\n") == 2
    faults.clear()  # the browser itself reports the answer 400


def test_markup_in_results_is_text(page: Page, site: str) -> None:
    visit(page, site, "#/query?mode=sparql")
    ask(page, "SELECT ?x WHERE { BIND('<img src=x onerror=alert(1)><script>alert(2)</script>' AS ?x) }")
    assert table(page) == [["<img src=x onerror=alert(1)><script>alert(2)</script>"]]
    assert page.locator(".result-table img, .result-table script").count() == 0


def test_long_answers_are_shown_piece_by_piece(page: Page, site: str) -> None:
    visit(page, site, "#/query?mode=sparql")
    ask(page, "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 450")
    assert len(table(page)) == 200
    page.get_by_role("button", name=re.compile("再显示")).click()
    assert len(table(page)) == 400


def test_vocabulary_is_inserted_at_the_caret(page: Page, site: str) -> None:
    visit(page, site, "#/query?mode=sparql")
    page.locator("#query-editor").fill("")
    page.get_by_label("插入类……").select_option("cg:Court")
    assert page.locator("#query-editor").input_value() == "cg:Court "


def script(page: Page, site: str, body: str) -> Any:
    visit(page, site, "#/query")
    return page.evaluate(f"async () => {{ {body} }}")


def test_prefixes_are_those_of_the_command_line(page: Page, site: str) -> None:
    assert script(page, site, 'return (await import("/static/sparql_client.js")).PREFIXES') == PREFIXES


def test_every_column_of_the_catalogue_has_a_name(page: Page, site: str) -> None:
    """No question shows a Chinese reader the English key of a column."""
    columns = {
        name
        for query in catalogue()
        if query.text
        for name in re.findall(r"\?(\w+)", re.search(r"^SELECT(.*?)WHERE", query.text, re.M)[1])  # type: ignore[index]
    }
    visit(page, site, "#/query")
    unnamed = page.evaluate(
        """async (keys) => {
          const { columnName } = await import("/static/columns.js");
          return keys.filter((key) => columnName(key) === key);
        }""",
        sorted(columns),
    )
    assert unnamed == []


@pytest.mark.parametrize(
    ("message", "query", "line", "column"),
    [
        ("no SPARQL: line 2, at '}'", "SELECT * {\n?s ?p }", 2, 7),
        ("no SPARQL: line 2 ends too early, after '?s'", "SELECT * {\n?s", 2, 3),
        ("no SPARQL: line 1, at 'abcdefghijklmnopqrstuvwx'", "xx abcdefghijklmnopqrstuvwxyz", 1, 4),
        ("Invalid input 'X' (line 3, column 5 (offset: 20))", "a\nb\nc d X", 3, 5),
    ],
)
def test_place_of_an_error(page: Page, site: str, message: str, query: str, line: int, column: int) -> None:
    visit(page, site, "#/query")
    found = page.evaluate("async ([m, q]) => (await import('/static/query_text.js')).place(m, q)", [message, query])
    assert found == {"line": line, "column": column}


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("SELECT * { ?s a cg:Court }", ["cg"]),
        ("PREFIX cg: <x:> SELECT * { ?s a cg:Court ; skos:prefLabel ?l }", ["skos"]),
        ("SELECT * { ?s ?p 'cg:x' , <cg:y> } # skos:z", []),
        ("SELECT * { ?s ?p '1'^^xsd:integer ; !rdf:type ?o }", ["rdf", "xsd"]),
    ],
)
def test_prefixes_are_declared_where_used(page: Page, site: str, query: str, missing: list[str]) -> None:
    visit(page, site, "#/query")
    found = page.evaluate(
        "async (q) => (await import('/static/sparql_client.js')).declared(q)",
        query,
    )
    assert found["missing"] == missing
    assert found["query"].endswith(query)
    assert found["query"].count("\n") == query.count("\n")


def test_n_triples_are_read(page: Page, site: str) -> None:
    """Every kind of term and escape."""
    visit(page, site, "#/query")
    text = '<a:s> <a:p> "x\\"\\n\\u6CD5\\\\"@zh .\n_:b <a:p> "1"^^<a:int> .\n<a:s> <a:p> <a:法院> .\n'
    rows = page.evaluate("async (text) => (await import('/static/sparql_client.js')).triples(text)", text)
    assert [row["object"] for row in rows] == [
        {"type": "literal", "value": 'x"\n法\\', "xml:lang": "zh"},
        {"type": "literal", "value": "1", "datatype": "a:int"},
        {"type": "uri", "value": "a:法院"},
    ]
    assert rows[1]["subject"] == {"type": "bnode", "value": "b"}
