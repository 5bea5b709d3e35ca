"""axe finds no serious or critical fault: every view, both languages, both themes, and what opens over them.

A theme is colours and nothing else: in the dark one axe looks at contrast alone, and in one language. Narrow and
English and dark at once are the views in the tests of each view (``usable_by_everybody``).
"""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import NARROW, serious, settle, visit

COURT = "court/长春市中级人民法院"
MODEL = "mechanism/执行指挥中心“421”工作模式"
ADDRESSES = {
    "home": "#/home",
    "entity": f"#/entity?id={COURT}",
    "mechanism": f"#/entity?id={MODEL}",
    "class": "#/list?class=Tribunal",
    "document": "#/list?document=changchun-tribunals",
    "explore": f"#/explore?ids={COURT}",
    "explore-empty": "#/explore",
    "regions": "#/regions",
    "map": "#/map",
    "anatomy": f"#/anatomy?id={MODEL}",
    "compare": f"#/compare?a={COURT}&b=court/白山市中级人民法院",
    "query": "#/query",
    "unknown": "#/nowhere",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ADDRESSES)
def test_views(page: Page, site: str, view: str, lang: str) -> None:
    visit(page, site, ADDRESSES[view], lang)
    assert serious(page) == []
    if lang == "en":
        return
    page.locator("#theme").click()
    settle(page)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert serious(page, "color-contrast") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_opens_over_a_view(page: Page, site: str, theme: str) -> None:
    visit(page, site, theme=theme)
    page.locator(".hero").get_by_role("combobox").fill("长春")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert serious(page) == []
    visit(page, site, ADDRESSES["entity"], theme=theme)
    page.locator(".fact").get_by_role("button", name="证据").first.click()
    expect(page.locator("#evidence article").first).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert serious(page) == []


@pytest.mark.parametrize("view", ["home", "entity", "class", "explore", "query"])
def test_narrow(page: Page, site: str, view: str) -> None:
    page.set_viewport_size(NARROW)
    visit(page, site, ADDRESSES[view])
    assert serious(page) == []


def test_axe_finds_a_fault_that_is_there(page: Page, site: str) -> None:
    visit(page, site)
    page.locator("#theme").click()
    page.evaluate("() => { document.querySelector('h1').style.color = 'rgb(40, 40, 40)'; }")
    assert any(line.startswith("color-contrast (serious)") for line in serious(page, "color-contrast"))
    page.evaluate("""() => {
      const button = document.createElement("button");
      document.querySelector("#view").append(button);
    }""")
    assert any(line.startswith("button-name (critical)") for line in serious(page))
