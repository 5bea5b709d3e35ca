"""When a picture stands in Chromium: the explorer's against the same page without data, the overview against pyvis.

All sides draw with the same vis-network, and the same script looks on. A picture stands with the last frame that
brought nodes or moved the camera, once no stabilisation is under way and nothing of the kind has followed for a second
(which is not counted). pyvis may go on moving its nodes afterwards: that is not held against it. The clock begins with
the navigation; each run has a fresh profile with nothing in its cache, one after the other in the same Chromium. The
server has laid out the overview by then, and pyvis has written its page: what that takes is told beside it.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.web_data import WebGraph
from benchmarks.web_server import Running
from benchmarks.web_told import Row, ratio

if TYPE_CHECKING:  # the other benchmarks do without it
    from playwright.sync_api import Browser, Page, Route

WIDTH, HEIGHT = 1280, 800
VIEW = 300  # nodes of the explorer's view
LIMIT = 120.0  # seconds after which a picture that does not stand yet counts as this long
_CUT = re.compile(r'<link[^>]*"https?:[^>]*>|<script[^>]*"https?:[^>]*></script>')

_WATCH = """(() => {
  const paint = (window.__paint = { nodes: 0 });
  let Watched;
  const library = {};
  Object.defineProperty(library, "Network", { enumerable: true, get: () => Watched, set(Network) {
    Watched = class extends Network {
      constructor(...given) {
        super(...given);
        let done = false;
        this.on("stabilizationIterationsDone", () => { done = true; });
        this.on("stabilized", () => { paint.still = performance.now(); });
        let camera = "";
        this.on("afterDrawing", () => queueMicrotask(() => { // after what the page itself draws over it
          const now = performance.now(), nodes = this.body.nodeIndices.length;
          if (nodes) paint.first ??= now;
          else paint.empty ??= now;
          const { x, y } = this.getViewPosition(), looks = `${x} ${y} ${this.getScale()}`;
          if ((nodes > paint.nodes || looks !== camera) && (done || !this.physics.physicsEnabled)) {
            paint.stands = now;
            paint.nodes = nodes;
            camera = looks;
          }
        }));
      }
    };
  } });
  window.vis = library;
})()"""
_QUIET = 1.0  # seconds without a change until a picture counts as standing


class Painted(NamedTuple):
    """Seconds from the navigation until the first frame of the graph, and until the picture stands."""

    first: float
    stands: float


@contextmanager
def chromium() -> "Iterator[Browser]":
    """The Chromium of the system; SystemExit where there is none."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
    path = next(filter(None, map(shutil.which, names)), None)
    if not path:
        raise SystemExit("no chromium on the path: install one, for instance apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def _fresh(browser: "Browser", origin: str) -> "Iterator[Page]":
    """A watched page with an empty cache that reaches one origin only."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
    context.set_default_timeout(LIMIT * 1000)
    context.route(lambda url: not url.startswith(origin), _refuse)
    page = context.new_page()
    page.add_init_script(_WATCH)
    yield page
    context.close()


def _refuse(route: "Route") -> None:
    route.abort()


def picture(browser: "Browser", url: str, nodes: int) -> Painted:
    """Open a page and wait until so many nodes stand; the limit where they do not."""
    with _fresh(browser, url.partition("#")[0]) as page:
        page.goto(url, wait_until="commit")
        end = monotonic() + LIMIT
        while monotonic() < end:
            sleep(0.1)
            paint, now = page.evaluate("() => [window.__paint, performance.now()]")
            if "stands" in paint and paint["nodes"] >= nodes and now - paint["stands"] > _QUIET * 1000:
                return Painted(paint.get("first", paint["stands"]) / 1000, paint["stands"] / 1000)
        return Painted(LIMIT, LIMIT)


def pyvis_page(path: str, part: Mapping[str, Any]) -> None:
    """Write what pyvis makes of nodes and edges, with physics as it comes.

    Its links to other hosts are cut out: without a network they would only cost it time.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]

    network = Network(height=f"{HEIGHT}px", width="100%", directed=True, cdn_resources="in_line")
    for node in part["nodes"]:
        network.add_node(node["id"], label=node["label"], title=node["label"], group=node["class"])
    for edge in part["edges"]:
        network.add_edge(edge["source"], edge["target"], title=edge["property"])
    html = network.generate_html()
    with open(path, "w", encoding="utf-8") as file:
        file.write(_CUT.sub("", html))


class Paint:
    """The pictures of a server, run after run."""

    def __init__(self, graph: WebGraph, running: Running, folder: str) -> None:
        """Ask for the ids of the view and for the overview, and write what pyvis makes of the overview."""
        ids = [_id(running, name) for name in graph.around(graph.courts[len(graph.courts) // 2], VIEW)]
        self._nodes = len(ids)
        self._view = f"{running.url}/#/explore?ids={quote(';'.join(ids), safe='/;')}"
        self._empty = f"{running.url}/#/explore"
        self._whole = f"{running.url}/#/explore?o=1"
        began = monotonic()
        with urlopen(f"{running.url}/api/overview") as answer:
            self._part: dict[str, Any] = json.load(answer)
        middle = monotonic()
        self._page = os.path.abspath(os.path.join(folder, "pyvis.html"))
        pyvis_page(self._page, self._part)
        self._before = middle - began, monotonic() - middle
        self._views: list[tuple[Painted, Painted]] = []
        self._overviews: list[tuple[Painted, Painted]] = []

    def run(self, views: int, overviews: int) -> None:
        """So many runs of each after one that does not count, each beside its peer."""
        with chromium() as browser:
            for number in range(views + 1):
                pair = picture(browser, self._view, self._nodes), picture(browser, self._empty, 0)
                if number:
                    self._views.append(pair)
            wanted = len(self._part["nodes"])
            picture(browser, self._whole, wanted)
            for _ in range(overviews):
                ours, theirs = picture(browser, self._whole, wanted), picture(browser, f"file://{self._page}", wanted)
                self._overviews.append((ours, theirs))
                print(f"overview {ours}; pyvis {theirs}", flush=True)

    def rows(self) -> list[Row]:
        """The lines of the table: what is claimed, and the first frames."""
        view = f"a view of {self._nodes} nodes, {{}}; the same page without data"
        nodes, edges, left = (self._part[key] for key in ("nodes", "edges", "left_out"))
        size = f"{len(nodes):,} nodes, {len(edges):,} edges; left out {left['nodes']:,} and {left['edges']:,}"
        whole = f"the overview ({size}), {{}}: speed of pyvis with physics"
        ours, theirs = zip(*self._views, strict=True)
        mine, pyvis = zip(*self._overviews, strict=True)
        laid, wrote = self._before
        first = "laid out by the server, once for a version of the graph; pyvis writing its page"
        return [
            (whole.partition(":")[0].format(first), f"{laid:.2f} s", f"{wrote:.2f} s", "", ""),
            _row(view.format("stands"), [a.stands for a in ours], [b.stands for b in theirs], "≤ 3×"),
            _row(view.format("first frame"), [a.first for a in ours], [b.first for b in theirs], ""),
            _row(whole.format("stands"), [a.stands for a in mine], [b.stands for b in pyvis], "≥ 5×", faster=True),
            _row(whole.format("first frame"), [a.first for a in mine], [b.first for b in pyvis], "", faster=True),
        ]


def _row(what: str, ours: list[float], theirs: list[float], wanted: str, *, faster: bool = False) -> Row:
    over = "over " if max(theirs) >= LIMIT else ""
    told = ratio(theirs, ours, "≥ " if over else "") if faster else ratio(ours, theirs)
    return what, f"{median(ours):.2f} s", f"{over}{median(theirs):.2f} s", told, wanted


def _id(running: Running, name: str) -> str:
    with urlopen(f"{running.url}/api/resolve?q={quote(name)}") as answer:
        return str(json.load(answer)["id"])
