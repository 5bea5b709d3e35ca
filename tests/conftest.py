"""What the tests share: a graph of the packaged seeds, and a small one of invented facts."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.cli.main
from kg.cli.main import run
from kg.store.reader import Reader

pytest_plugins = ["tests.neo4j_fixture", "tests.web.browser"]
TOY = Path(__file__).parent / "data" / "toy.yaml"
Kg = Callable[..., "Done"]


class Done:
    """What a verb did: exit code, what it wrote to stdout and to stderr."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> list[dict[str, Any]]:
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found

    @property
    def tsv(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Share the tests out by file, where nothing else is asked for."""
    from tests.workers import ByUnit

    return ByUnit(config, log) if config.getoption("dist") == "load" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, in every worker alike."""
    if hasattr(config, "workerinput"):
        from tests.workers import longest_first, strays

        if found := strays(items):
            raise pytest.UsageError(f"tests/workers.py: USE_NEO4J lacks the file of {found[0]}")
        longest_first(items)


@pytest.fixture(scope="session")
def graph_dir(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph folder with the packaged seeds."""
    folder = str(tmp_path_factory.mktemp("seeds") / "graph")
    assert run(["build", "--graph", folder]) == 0
    return folder


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph folder with the invented facts of ``data/toy.yaml``."""
    folder = str(tmp_path_factory.mktemp("toy") / "graph")
    assert run(["build", str(TOY), "--graph", folder]) == 0
    return folder


@pytest.fixture
def reader(toy: str) -> Iterator[Reader]:
    """The small graph, opened."""
    found = Reader(toy)
    yield found
    found.close()


@pytest.fixture
def rebuilt(toy: str, tmp_path: Path) -> Callable[[dict[str, str]], str]:
    """Build the invented facts and then, as the next version, the same facts with some texts replaced."""

    def build(replaced: dict[str, str]) -> str:
        folder = str(tmp_path / "rebuilt")
        text = TOY.read_text(encoding="utf-8")
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        changed = tmp_path / "toy.yaml"
        changed.write_text(text, encoding="utf-8")
        assert run(["build", str(TOY), "--graph", folder]) == 0
        assert run(["build", str(changed), "--graph", folder]) == 0
        return folder

    return build


@pytest.fixture
def kg_run(toy: str, capfdbinary: pytest.CaptureFixture[bytes]) -> Kg:
    """Run a verb on the small graph: ``kg_run("find", "破产")``."""

    def call(*args: str, graph: str = toy) -> Done:
        wanted = ["--graph", graph] if graph and "list" not in args else []
        capfdbinary.readouterr()
        code = kg.cli.main.run([*args, *wanted])
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return call
