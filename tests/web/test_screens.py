"""The main screens as pictures, for the README and for whoever looks at them: each is drawn, and fits its window.

``KG_SCREENS=DIR pytest tests/web/test_screens.py`` keeps them; the small ones in ``DIR/readme`` are for the README.
"""

import base64
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Shoot, overflow, settle, visit

TRIBUNAL = "court/长春破产法庭"
MODEL = "mechanism/执行指挥中心“421”工作模式"
PAIR = "a=court/长春破产法庭&b=court/长春金融法庭"
HEIGHT = {1280: 800, 390: 844}
KILOBYTES = 150  # of a picture in the README
# Of a picture: its size, its 256 commonest colours, each pixel as one of these (the nearest), how many colours it has
# at all, and the thousandths of its pixels that do not have the commonest.
_READ = """async (data) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${data}`;
  await picture.decode();
  const { width, height } = picture;
  const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  context.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1]).map(([pixel]) => pixel);
  const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const palette = ordered.slice(0, 256).map(parts);
  const away = (one, other) => one.reduce((sum, part, at) => sum + (part - other[at]) ** 2, 0);
  const nearest = (pixel) => {
    const found = palette.map((colour) => away(parts(pixel), colour));
    return found.indexOf(Math.min(...found));
  };
  const places = new Map(ordered.map((pixel, at) => [pixel, at < 256 ? at : nearest(pixel)]));
  const indices = Uint8Array.from(pixels, (pixel) => places.get(pixel));
  const text = Array.from({ length: height }, (_, row) =>
    btoa(String.fromCharCode(...indices.subarray(row * width, (row + 1) * width))));
  const ink = Math.round(1000 * (1 - counts.get(ordered[0]) / pixels.length));
  return { width, height, palette: palette.flat(), rows: text, colours: counts.size, ink };
}"""


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
    Screen("explore-en-dark", EXPLORE, lang="en", theme="dark", wanted=GRAPH, small=True),
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
    Screen("anatomy-picture-en", f"#/anatomy?id={MODEL}&show=picture", lang="en", small=True),
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
    picture = page.evaluate(_READ, base64.b64encode(taken.read_bytes()).decode())
    assert picture["colours"] > 50
    assert picture["ink"] > 20
    canvas = page.locator(".graph-stage canvas")
    if screen.wanted == GRAPH and canvas.is_visible():
        graph = page.evaluate(_READ, canvas.evaluate("canvas => canvas.toDataURL()").partition(",")[2])
        assert graph["colours"] > 20
        assert graph["ink"] > 5
    if screen.small:
        data = paletted(picture)
        assert len(data) <= KILOBYTES * 1024
        folder = taken.parent / "readme"
        folder.mkdir(exist_ok=True)
        (folder / taken.name).write_bytes(data)


def paletted(picture: dict[str, Any]) -> bytes:
    """A PNG of 256 colours (PNG specification, colour type 3): a quarter of the bytes."""
    head = struct.pack(">IIBBBBB", picture["width"], picture["height"], 8, 3, 0, 0, 0)
    rows = b"".join(b"\0" + base64.b64decode(row) for row in picture["rows"])
    chunks = ((b"IHDR", head), (b"PLTE", bytes(picture["palette"])), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
