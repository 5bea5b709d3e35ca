"""What the tests of pictures share: pages that ``kg view`` wrote, and the parts of the seeds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.cli.main import run
from kg.lookup.part import Parts
from kg.store.reader import Reader

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
View = Callable[..., Path]


@pytest.fixture(scope="session")
def parts(graph_dir: str) -> Iterator[Parts]:
    """The parts of the packaged seeds."""
    reader = Reader(graph_dir)
    yield Parts(reader)
    reader.close()


@pytest.fixture(scope="session")
def view(graph_dir: str, tmp_path_factory: pytest.TempPathFactory) -> View:
    """Write a page, once for the same options: ``view("长春破产法庭", "--depth", "2")``; ``graph`` is another graph."""
    folder = tmp_path_factory.mktemp("pages")
    written: dict[tuple[str, ...], Path] = {}

    def call(*args: str, graph: str = graph_dir) -> Path:
        key = (graph, *args)
        if key not in written:
            path = folder / f"page{len(written)}.html"
            assert run(["view", *args, "--graph", graph, "-o", str(path)]) == 0
            written[key] = path
        return written[key]

    return call


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph whose names are markup, quotes, right-to-left marks, and ten thousand characters."""
    folder = tmp_path_factory.mktemp("hostile")
    text = (Path(__file__).parent / "hostile.yaml").read_text("utf-8").replace("LONG", "长" * 10_000)
    (folder / "hostile.yaml").write_text(text, "utf-8")
    assert run(["build", str(folder / "hostile.yaml"), "--graph", str(folder / "graph")]) == 0
    return str(folder / "graph")


def opened(page: Page, path: Path) -> Page:
    """Open a page from its file, and wait until it is drawn."""
    page.goto(path.as_uri())
    page.wait_for_function("window.kgView && kgView.labels().length > 0")
    return page


def number(page: Page, label: str) -> int:
    """The number of the node of a name."""
    found = page.evaluate("name => kgView.data.nodes.findIndex(node => node.label === name)", label)
    assert isinstance(found, int)
    assert found >= 0
    return found


def click(page: Page, kind: str, which: int) -> None:
    """Click a node or an edge of the picture."""
    spot = page.evaluate("([kind, number]) => kgView.spot(kind, number)", [kind, which])
    page.locator("#mynetwork canvas").click(position={"x": spot["x"], "y": spot["y"]})


def colour_at(page: Page, which: int) -> str:
    """The colour of the picture in the middle of a node, as ``#rrggbb``."""
    found = page.evaluate(
        """number => {
          const { x, y } = kgView.spot("node", number), ratio = network.canvas.pixelRatio;
          const pen = document.querySelector("#mynetwork canvas").getContext("2d");
          const [r, g, b] = pen.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data;
          return "#" + [r, g, b].map(part => part.toString(16).padStart(2, "0")).join("");
        }""",
        which,
    )
    assert isinstance(found, str)
    return found
