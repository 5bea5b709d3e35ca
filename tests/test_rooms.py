"""The rules of the house that a test can see: floors, circles, sizes."""

import ast
from pathlib import Path
from statistics import median

import networkx as nx
import pytest

TOP = Path(__file__).parent.parent
MODULES = sorted([*TOP.glob("kg/**/*.py"), *TOP.glob("loaders/**/*.py")])
# A room may use those below it, and itself.
FLOORS = [
    {"kg.errors", "kg.data"},
    {"kg.model"},
    {"kg.names"},
    {"kg.rdf", "loaders"},
    {"kg.store", "kg.check", "kg.server"},
    {"kg.lookup"},
    {"kg.view", "kg.mirror"},
    {"kg.web"},
    {"kg.cli", "kg.api"},
]
LOADERS_MAY = {"kg.errors", "kg.data", "kg.model", "kg.names", "loaders"}


def name(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(TOP).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    """The modules of the house that a module imports, anywhere in it but for type checking."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & {name(module) for module in MODULES}


def room(module: str) -> str:
    """The room that a module stands in."""
    return ".".join(module.split(".")[: 1 if module.startswith("loaders") else 2])


def floor(module: str) -> int:
    """The floor of a room."""
    return next(number for number, rooms in enumerate(FLOORS) if room(module) in rooms)


@pytest.mark.parametrize("path", [p for p in MODULES if name(p) not in {"kg", "kg.__main__"}], ids=name)
def test_a_room_uses_only_floors_below(path: Path) -> None:
    mine = name(path)
    above = {other for other in imported(path) if other != "kg" and floor(other) > floor(mine)}
    assert not above
    if room(mine) == "loaders":
        assert {room(other) for other in imported(path)} <= LOADERS_MAY


def test_there_are_no_circles() -> None:
    graph = nx.DiGraph((name(path), other) for path in MODULES for other in imported(path) if other != name(path))
    graph.remove_nodes_from([n for n in graph if n in {"kg", "kg.lookup", "kg.store", "kg.cli", "kg.check"}])
    assert list(nx.simple_cycles(graph)) == []


def test_no_module_is_large() -> None:
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert max(sizes.values()) <= 400
    assert median(sizes.values()) <= 120
