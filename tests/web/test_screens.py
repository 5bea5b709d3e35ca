"""The main screens as pictures, for the README and for whoever looks at them: each is drawn, and fits its window.

``KG_SCREENS=DIR pytest tests/web/test_screens.py`` keeps them; the small ones in ``DIR/readme`` are for the README.
"""

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from kg.cli.main import run
from tests.web.browser import Shoot, overflow, settle, visit

Theme = Literal["light", "dark"]
TRIBUNAL = "court/长春破产法庭"
MODEL = "mechanism/执行指挥中心“421”工作模式"
PAIR = "a=court/长春破产法庭&b=court/长春金融法庭"
HEIGHT = {1280: 800, 390: 844}
KILOBYTES = 250  # of a picture in the README


def _typed(page: Page) -> None:
    page.locator(".hero").get_by_role("combobox").press_sequentially("changchunpochan", delay=10)
    expect(page.locator(".hero [role=option]").first).to_be_visible()


def _evidence(page: Page) -> None:
    page.locator(".fact .passage").first.click()
    expect(page.locator("#evidence .passage-card").first).to_be_visible()


def _expanding(page: Page) -> None:
    page.locator("[data-action=expand]").click()
    expect(page.locator(".graph-expand .expand-row").first).to_be_visible()


def _tool(name: str, wanted: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.locator(f"[data-tool={name}]").click()
        expect(page.locator(wanted).first).to_be_visible()

    return press


def _tab(name: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.locator(f".explore-tabs [data-tab={name}]").click()

    return press


def _ways(page: Page) -> None:
    page.locator("[data-tool=paths]").click()
    page.locator(".graph-paths").get_by_role("combobox").last.fill("长春知识产权法庭")
    page.locator(".graph-paths [role=option][data-id='court/长春知识产权法庭']").click()
    page.locator(".graph-paths [data-key=find]").click()
    expect(page.locator(".path-ways")).to_be_visible()


def _help(page: Page) -> None:
    page.locator("#help").click()
    expect(page.locator("dialog[open]")).to_be_visible()


def _cell(page: Page) -> None:
    page.locator(".matrix .cell").first.click()
    expect(page.locator(".detail .edge-list li").first).to_be_visible()


class Screen(NamedTuple):
    """A screen: name, address, width, language, theme, what to wait for, what to do then; ``small``: in the README."""

    name: str
    address: str
    width: int = 1280
    lang: str = "zh"
    theme: str = "light"
    wanted: str = "#view h1"
    act: Callable[[Page], None] | None = None
    small: bool = False


GRAPH, EXPLORE = '.explore:not([data-nodes="0"])', f"#/explore?ids={TRIBUNAL}"
SCREENS = (
    Screen("home", "#/home", small=True),
    Screen("home-en-390", "#/home", 390, "en"),
    Screen("home-dark", "#/home", theme="dark"),
    Screen("suggestions", "#/home", act=_typed),
    Screen("entity", f"#/entity?id={TRIBUNAL}"),
    Screen("entity-en-dark", f"#/entity?id={TRIBUNAL}", lang="en", theme="dark"),
    Screen("entity-390", f"#/entity?id={TRIBUNAL}", 390),
    Screen("evidence", f"#/entity?id={TRIBUNAL}", act=_evidence),
    Screen("evidence-en-390", f"#/entity?id={TRIBUNAL}", 390, "en", act=_evidence),
    Screen("explore", EXPLORE, wanted=GRAPH, small=True),
    Screen("explore-en-dark", EXPLORE, lang="en", theme="dark", wanted=GRAPH),
    Screen("explore-390", EXPLORE, 390, wanted=GRAPH),
    Screen("explore-start", "#/explore", wanted=".graph-empty button"),
    Screen("explore-expand", EXPLORE, wanted=GRAPH, act=_expanding),
    Screen("explore-filters", EXPLORE, wanted=GRAPH, act=_tool("filters", ".graph-filters input")),
    Screen("explore-paths", EXPLORE, wanted=GRAPH, act=_ways),
    Screen("explore-export-en", EXPLORE, lang="en", wanted=GRAPH, act=_tool("export", "[data-format=gexf]")),
    Screen("explore-list", EXPLORE, wanted=GRAPH, act=_tab("list")),
    Screen("explore-page-390", EXPLORE, 390, wanted=GRAPH, act=_tab("page")),
    Screen("overview", "#/explore?o=1", wanted=GRAPH, small=True),
    Screen("overview-en-dark", "#/explore?o=1", lang="en", theme="dark", wanted=GRAPH),
    Screen("regions", "#/regions", act=_cell),
    Screen("regions-en-390", "#/regions", 390, "en"),
    Screen("map", "#/map", small=True),
    Screen("map-en-dark-390", "#/map", 390, "en", "dark"),
    Screen("anatomy", f"#/anatomy?id={MODEL}"),
    Screen("anatomy-picture-en", f"#/anatomy?id={MODEL}&show=picture", lang="en"),
    Screen("compare", f"#/compare?{PAIR}"),
    Screen("compare-en-390", f"#/compare?{PAIR}", 390, "en"),
    Screen("query", "#/query"),
    Screen("query-named", "#/query?name=courts-by-kind&run=1", wanted="#view tbody tr"),
    Screen("query-sparql-en-dark", "#/query?mode=sparql", lang="en", theme="dark"),
    Screen("help", "#/home", act=_help),
    Screen("list-of-courts", "#/list?class=Court"),
)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screen(page: Page, site: str, shoot: Shoot, screen: Screen, tmp_path: Path) -> None:
    page.set_viewport_size({"width": screen.width, "height": HEIGHT[screen.width]})
    visit(page, site, screen.address, screen.lang, screen.theme)
    page.wait_for_selector(screen.wanted)
    if screen.act:
        screen.act(page)
        settle(page)
    page.mouse.move(1, 1)
    page.wait_for_timeout(300)  # transitions end, and labels are laid out
    taken = shoot(screen.name)
    assert overflow(page) == 0
    picture = Image.open(taken).convert("RGB")
    assert drawn(picture).colours > 50
    assert drawn(picture).ink > 0.02
    canvas = page.locator(".graph-stage canvas")
    if screen.wanted == GRAPH and canvas.is_visible():
        data = canvas.evaluate("canvas => canvas.toDataURL()").partition(",")[2]
        graph = drawn(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))
        assert graph.colours > 20
        assert graph.ink > 0.005
    if screen.small:
        keep_small(picture, taken)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_of_kg_view(page: Page, graph_dir: str, tmp_path: Path, shoot: Shoot, theme: Theme) -> None:
    path = tmp_path / "page.html"
    assert run(["view", "长春破产法庭", "--depth", "2", "-o", str(path), "--graph", graph_dir]) == 0
    page.set_viewport_size({"width": 1280, "height": HEIGHT[1280]})
    page.emulate_media(color_scheme=theme)
    page.goto(path.as_uri())
    page.wait_for_function("window.kgView && kgView.labels().length > 0")
    taken = shoot("page" if theme == "light" else f"page-{theme}")
    picture = Image.open(taken).convert("RGB")
    assert drawn(picture).ink > 0.02
    if theme == "light":
        keep_small(picture, taken)


class Drawn(NamedTuple):
    """How many colours a picture has, and the share of its pixels that do not have the commonest."""

    colours: int
    ink: float


def drawn(picture: Image.Image) -> Drawn:
    """What is on a picture."""
    counts = [count for count, _ in picture.getcolors(picture.width * picture.height) or []]
    return Drawn(len(counts), 1 - max(counts) / sum(counts))


def keep_small(picture: Image.Image, taken: Path) -> None:
    """Write a picture for the README, of 256 colours, beside the one that was taken."""
    folder = taken.parent / "readme"
    folder.mkdir(exist_ok=True)
    picture.quantize(256, dither=Image.Dither.NONE).save(folder / taken.name, optimize=True)
    assert (folder / taken.name).stat().st_size <= KILOBYTES * 1024
