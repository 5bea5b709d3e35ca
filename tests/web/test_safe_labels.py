"""Labels from data are text and nothing else: markup, quotes, right-to-left marks, templates, 10,000 characters."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.cli.main import run
from kg.model.iris import segment
from tests.web.browser import NARROW, Shoot, overflow, visit
from tests.web.conftest import serving

LONG = "长" * 9_990
SCRIPT = "<script>alert(1)</script>人民法院"
QUOTES = '"\' onmouseover="alert(2)" x=\'`人民法院'
IMAGE = '<img src=x onerror="alert(3)">机制'
TURNED = "\u202e\u2067院法民人\u2069\u200f人民法院"
TEMPLATE = '{{constructor.constructor("alert(4)")()}}${alert(4)}协议'
ADDRESS = "javascript:alert(5)平台"
LENGTHY = "很长" * 600 + "人民法院"
NAMES = {
    SCRIPT: "BasicCourt", QUOTES: "BasicCourt", IMAGE: "Mechanism", TURNED: "BasicCourt", TEMPLATE: "Agreement",
    ADDRESS: "Platform", LENGTHY: "BasicCourt", f"{LONG}人民法院": "Court",
}  # fmt: skip
KINDS = {
    "BasicCourt": "court",
    "Mechanism": "mechanism",
    "Agreement": "agreement",
    "Platform": "platform",
    "Court": "court",
}
VIEWS = ("home", "explore", "regions", "map", "anatomy", "compare", "query", "entity", "list")


def quoted(text: str) -> str:
    """A text as YAML and JSON read it."""
    return json.dumps(text, ensure_ascii=False)


def facts() -> str:
    """A facts file in which every name, alias, English name, metric and printed figure is hostile."""
    lines = ["document: hostile", "resources:"]
    for name, klass in NAMES.items():
        # A key of more than 1,024 characters needs the question mark.
        lines.append(f"  ? {quoted(name)}")
        alias, english = quoted(f"别名{name[:900]}"), quoted(f"<b>EN</b> {name[:900]}")
        lines.append(f"  : {{class: {klass}, en: {english}, aliases: [{alias}]}}")
    said = ["statements:"]
    courts = [name for name, klass in NAMES.items() if klass == "BasicCourt"]
    for start, court in enumerate(courts):
        at = f"at: {start * 10}-{start * 10 + 9}"
        for prop, target in (
            ("cooperatesWith", f"{LONG}人民法院"),
            ("established", IMAGE),
            ("signed", TEMPLATE),
            ("uses", ADDRESS),
        ):
            said.append(f"  - {{s: {quoted(court)}, p: {prop}, o: {quoted(target)}, {at}}}")
        metric = quoted(f"<i>数</i>{court[:200]}")
        figure = f"of: {quoted(court)}, metric: {metric}, value: 5, unit: 件, period: 2022"
        said.append(f"  - {{observation: {{{figure}}}, {at}}}")
        claim = f"of: {quoted(court)}, scope: 全省, wording: 首创, field: 诉讼服务"
        said.append(f"  - {{claim: {{{claim}}}, {at}}}")
    return "\n".join(lines + said) + "\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a graph of hostile labels."""
    folder = tmp_path_factory.mktemp("hostile")
    file = Path(folder) / "hostile.yaml"
    file.write_text(facts(), encoding="utf-8")
    assert run(["build", str(file), "--graph", str(folder / "graph")]) == 0
    with serving(str(folder / "graph")) as server:
        yield server.url


def address(view: str, name: str) -> str:
    """The address of a view about a resource."""
    made = segment(f"{name}").replace("%", "%25").replace("&", "%26")
    found = f"{KINDS[NAMES[name]]}/{made}"
    about = {
        "explore": f"ids={found}", "anatomy": f"id={found}", "compare": f"a={found}", "entity": f"id={found}",
        "list": f"class={NAMES[name]}",
    }  # fmt: skip
    return f"#/{view}" + (f"?{about[view]}" if view in about else "")


def unharmed(page: Page) -> None:
    """Nothing of a label has become an element, an attribute that acts, or an address of script."""
    assert page.evaluate("document.querySelectorAll('body script, img[src=x], main b:not(.search b)').length") == 0
    assert page.evaluate("document.querySelectorAll('[onmouseover], [onerror], a[href^=javascript]').length") == 0
    assert overflow(page) <= 0


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_labels_are_text_on_every_view(page: Page, hostile: str, view: str, shoot: Shoot) -> None:
    subjects = [SCRIPT, IMAGE, QUOTES, TURNED, TEMPLATE, ADDRESS] if view in ("entity", "explore") else [SCRIPT]
    for lang in ("zh", "en"):
        for name in subjects:
            visit(page, hostile, address(view, name), lang)
            unharmed(page)
            if view == "entity":
                expect(page.locator("h1")).to_have_text(f"<b>EN</b> {name}" if lang == "en" else name)
    shoot(f"hostile-{view}")
    page.set_viewport_size(NARROW)
    visit(page, hostile, address(view, SCRIPT))
    unharmed(page)


def test_hostile_suggestions_and_evidence(page: Page, hostile: str, shoot: Shoot) -> None:
    visit(page, hostile)
    for typed, found in (("<script>", SCRIPT), ("onerror", IMAGE), ("alert(2)", QUOTES)):
        page.locator(".hero").get_by_role("combobox").fill(typed)
        expect(page.get_by_role("option", name=found).first).to_be_visible()
        unharmed(page)
    shoot("hostile-suggestions")
    visit(page, hostile, address("entity", SCRIPT))
    for section in ("facts", "figures", "claims"):
        page.locator(f".entity-{section}").get_by_role("button", name="证据").first.click()
        expect(page.locator("#evidence article").first).to_be_visible()
        unharmed(page)
    shoot("hostile-evidence")


def test_a_turned_name_turns_nothing_beside_it(page: Page, hostile: str) -> None:
    visit(page, hostile, address("entity", IMAGE))
    row = page.locator(".values li", has_text="院法民人")
    link, button = row.locator("a").bounding_box(), row.locator("button").bounding_box()
    assert link
    assert button
    assert button["x"] >= link["x"] + link["width"]


def test_a_name_of_ten_thousand_characters_keeps_its_place(page: Page, hostile: str, shoot: Shoot) -> None:
    visit(page, hostile, address("entity", SCRIPT))
    neighbour = page.locator(".fact", has_text="合作").locator("a").first
    assert neighbour.inner_text() == f"{LONG[:160]}…"
    box = neighbour.bounding_box()
    assert box
    assert box["height"] < 400
    visit(page, hostile, address("entity", LENGTHY))
    expect(page.locator("h1")).to_have_text(LENGTHY)
    title = page.locator("h1").bounding_box()
    assert title
    assert title["height"] < 400
    unharmed(page)
    shoot("hostile-long")
