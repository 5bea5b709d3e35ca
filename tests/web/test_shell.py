"""The shell: search, suggestions, languages, themes, keys, addresses; and the small modules that all views share."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from kg.view import colours
from tests.web.browser import NARROW, Shoot, overflow, settle, visit

VIEWS = ("home", "explore", "regions", "map", "anatomy", "compare", "query", "entity", "list?class=Court")
SHARED = ("app", "header", "help", "home", "list", "search", "charts")
MODULES = (*SHARED, "entity", "entity_facts", "entity_parts", "evidence", *(f"view_{name}" for name in VIEWS[1:7]))


def module(page: Page, name: str, script: str, argument: Any = None) -> Any:
    """Run a function over a module of the explorer: ``(module, argument) => …``."""
    loaded = f"async (argument) => ({script})(await import('/static/{name}.js'), argument)"
    return page.evaluate(loaded, argument)


def test_home_starts_from_a_search_box(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site)
    status = page.request.get(f"{site}/api/status").json()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".hero").get_by_role("combobox")).to_be_visible()
    assert page.locator("canvas").count() == 0
    said = page.locator(".home-figures").inner_text().replace(",", "")
    assert str(status["statements"]) in said
    assert str(status["resources"]) in said
    most = max(status["classes"], key=lambda one: int(one["count"]) if "Node" not in one["parents"] else 0)
    expect(page.locator(".home-classes li").first).to_contain_text(most["zh"])
    expect(page.locator(".home-sources li")).to_have_count(len(status["documents"]))
    queries = page.request.get(f"{site}/api/queries").json()["queries"]
    words = {query["name"]: query["zh"] for query in queries}
    expect(page.locator(".home-questions a").first).to_have_text(words["created-by"])
    shoot("home-zh", full=True)


@pytest.mark.parametrize("typed", ["长春破产", "ccpcft", "changchunpochan", "Changchun Bankruptcy"])
def test_suggestions_in_chinese_pinyin_and_english(page: Page, site: str, typed: str, shoot: Shoot) -> None:
    visit(page, site)
    box = page.locator(".hero").get_by_role("combobox")
    box.press_sequentially(typed)
    wanted = page.locator(".hero [role=option][data-id='court/长春破产法庭']")
    expect(wanted).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    shoot(f"suggestions-{typed.split()[0]}")
    wanted.click()
    expect(page.locator("h1")).to_have_text("长春破产法庭")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#/entity?id=court/长春破产法庭"


def test_the_combobox_by_keyboard(page: Page, site: str) -> None:
    visit(page, site)
    page.keyboard.press("/")
    box = page.locator(".hero").get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type("长春中院")
    expect(page.locator(".hero [role=option]").first).to_be_visible()
    expect(page.locator("#status")).to_contain_text("条建议")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert active
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".hero [aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowUp")  # back to the text itself
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")  # and around to the last
    last = page.locator(".hero [role=option]").last.get_attribute("id")
    assert box.get_attribute("aria-activedescendant") == last
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".hero [role=listbox]")).to_be_hidden()
    page.keyboard.press("Enter")  # the best suggestion
    expect(page.locator("h1")).to_have_text("长春市中级人民法院")
    expect(page.locator("h1")).to_be_focused()


def test_what_is_not_there_is_said(page: Page, site: str) -> None:
    visit(page, site)
    box = page.locator(".hero").get_by_role("combobox")
    box.press_sequentially("无此法院甲乙丙丁戊")
    expect(page.locator(".hero .search-note")).to_contain_text("无此法院甲乙丙丁戊")
    box.press("Enter")
    expect(page.locator(".hero .search-note")).to_be_visible()
    assert page.evaluate("location.hash") == "#/home"


def test_the_start_asks_what_readers_ask(page: Page, site: str) -> None:
    visit(page, site)
    for name in ("created-by", "mechanism-parts", "adopters-of", "priority-claims", "cooperation-parties", "who-hears"):
        expect(page.locator(f'.home-questions a[href="#/query?name={name}"]')).to_be_visible()
    kinds = page.locator(".home-examples a").evaluate_all("(all) => all.map((one) => decodeURIComponent(one.hash))")
    assert any("court/" in kind for kind in kinds)
    assert any("mechanism/" in kind for kind in kinds)


def test_both_languages_and_themes_last(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site)
    page.goto(f"{site}/")
    settle(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("What courts say")
    expect(page.get_by_role("button", name="中文")).to_be_focused()
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Use the dark theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    settle(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    shoot("home-en-dark", full=True)


def test_the_system_theme_is_followed(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/")
    settle(page)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_every_text_is_in_both_languages(page: Page, site: str) -> None:
    visit(page, site)
    script = """async (i18n, names) => {
      for (const name of names) await import(`/static/${name}.js`);
      return i18n.untranslated();
    }"""
    assert module(page, "i18n", script, list(MODULES)) == []


def test_navigation_help_and_keys(page: Page, site: str, shoot: Shoot) -> None:
    visit(page, site)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="关闭")).to_be_focused()
    shoot("help")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("q")
    settle(page)
    expect(page.locator("#nav [aria-current=page]")).to_have_text("查询")
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="使用单键快捷键").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(dialog).to_have_count(0)


def test_an_unknown_view_says_so(page: Page, site: str) -> None:
    visit(page, site, "#/nowhere")
    expect(page.locator("h1")).to_have_text("没能打开")
    expect(page.locator("main")).to_contain_text("nowhere")
    page.get_by_role("link", name="回到首页").click()
    expect(page.locator(".hero")).to_be_visible()


def test_a_server_that_is_gone_is_one_clear_line(page: Page, site: str, faults: list[str]) -> None:
    visit(page, site, "#/regions")

    def gone(route: Route) -> None:
        route.abort()

    page.route("**/api/entity**", gone)
    page.evaluate("location.hash = '#/entity?id=court/长春破产法庭'")
    expect(page.locator("main")).to_contain_text("kg serve")
    page.unroute("**/api/entity**", gone)
    page.get_by_role("button", name="重试").click()
    expect(page.locator("h1")).to_have_text("长春破产法庭")
    assert all("ERR_FAILED" in fault for fault in faults)
    faults.clear()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_scrolls_sideways(page: Page, site: str, view: str, shoot: Shoot) -> None:
    address = "entity?id=court/长春市中级人民法院" if view == "entity" else view
    for lang in ("zh", "en"):
        for size in ({"width": 1280, "height": 800}, NARROW):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            visit(page, site, f"#/{address}", lang)
            assert overflow(page) <= 0, (lang, size)
    shoot(f"narrow-{view.split('?')[0]}")


def test_addresses_are_read_as_they_were_written(page: Page, site: str) -> None:
    visit(page, site)
    hostile = [
        "长春",
        "a&b=c",
        "100%",
        "%41",
        "# ? + /",
        '"<>',
        "“1+10”",
        "",
        "\u202e\u200b\ufeff",
        "😀",
        "a;b;c",
        "{|}^`\\",
    ]
    back = module(
        page, "state", "(state, texts) => texts.map((text) => state.parse(state.format('x', {k: text})))", hostile
    )
    assert [found["view"] for found in back] == ["x"] * len(hostile)
    assert [found["params"].get("k", "") for found in back] == hostile
    # and by way of the address bar
    by_bar = "(state, text) => { state.replace('x', { k: text }); return state.current(); }"
    for text in hostile:
        assert module(page, "state", by_bar, text) == {"view": "x", "params": {"k": text} if text else {}}
    readable = "#/entity?id=court/长春破产法庭"
    assert module(page, "state", "(state) => state.format('entity', { id: 'court/长春破产法庭' })") == readable
    assert module(page, "state", "(state) => state.parse('#/x?k=%E4%B8')") == {"view": "x", "params": {"k": "%E4%B8"}}


def test_elements_take_text_as_text(page: Page, site: str) -> None:
    visit(page, site)
    script = """({ h }, text) => {
      const attributes = { class: "x", title: text, hidden: false, "aria-hidden": false, style: { left: "3px" } };
      const made = h("p", attributes, text, null, [[text]]);
      const names = made.getAttributeNames();
      const { textContent, children, title, style } = made;
      return [textContent, children.length, names, title, made.getAttribute("aria-hidden"), style.left];
    }"""
    text = "<b>&\"'"
    names = ["class", "title", "aria-hidden", "style"]
    assert module(page, "dom", script, text) == [text * 2, 0, names, text, "false", "3px"]


def test_errors_of_the_server_are_errors_here(page: Page, site: str, faults: list[str]) -> None:
    visit(page, site)
    failed = module(page, "api", """async (api) => {
        try { await api.get("/api/entity", { id: "court/无此" }); } catch (error) {
          return { status: error.status, message: error.message, name: error.name }; } }""")  # fmt: skip
    assert failed["status"] == 404
    assert failed["name"] == "ApiError"
    assert "无此" in failed["message"]
    faults.clear()  # Chromium writes every 404 to the console


def test_colours_are_those_of_the_python_side(page: Page, site: str) -> None:
    visit(page, site)
    families = module(page, "colours", "(colours) => colours.FAMILIES")
    assert families == {name: found._asdict() for name, found in colours.FAMILIES.items()}
    names = [*colours.CLASSES, "Observation", "Nonsense"]
    assert module(page, "colours", "(colours, names) => names.map(colours.family)", names) == [
        *map(colours.family, names)
    ]
    drawn = module(
        page, "colours", "(c, names) => names.map((n) => [c.colour(n, 'light'), c.colour(n, 'dark')])", names
    )
    assert drawn == [[colours.colour(name), colours.colour(name, dark=True)] for name in names]
    for theme in ("light", "dark"):
        visit(page, site, theme=theme)
        style = {
            name: page.evaluate(f"getComputedStyle(document.body).getPropertyValue('--c-{name}')") for name in families
        }
        assert style == {name: found[theme] for name, found in families.items()}


def test_downloads_have_names_that_every_system_takes(page: Page, site: str) -> None:
    visit(page, site)
    names = ["../../etc/passwd", 'a:b*c?"<>|.csv', "长" * 200 + ".md", "", "\u202etxt.exe"]
    made = module(page, "download", "({ safe }, names) => names.map(safe)", names)
    assert made == [".._.._etc_passwd", "a_b_c_____.csv", "长" * 117 + ".md", "courtgraph", "_txt.exe"]
    with page.expect_download() as got:
        module(
            page, "download", "({ download }) => download('图.json', JSON.stringify({ 法院: 1 }), 'application/json')"
        )
    assert got.value.suggested_filename == "图.json"
    assert json.loads(got.value.path().read_text(encoding="utf-8")) == {"法院": 1}


def test_paper_shows_the_content_only(page: Page, site: str) -> None:
    visit(page, site, "#/entity?id=court/长春破产法庭")
    page.emulate_media(media="print")
    expect(page.locator(".head")).to_be_hidden()
    expect(page.locator(".entity-actions")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
