"""Graphs of a few lines for one test: facts written down, built and opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.cli.main import run
from kg.lookup.part import Parts
from kg.store.reader import Reader


@contextmanager
def parts_of(folder: Path, classes: dict[str, str], triples: list[tuple[str, str, str]]) -> Iterator[Parts]:
    """The parts of a graph of resources (their classes by name) and statements, one passage each."""
    lines = ["document: invented", "resources:"]
    lines += [f"  {name}: {{class: {klass}}}" for name, klass in classes.items()]
    lines.append("statements:")
    lines += [f"  - {{s: {s}, p: {p}, o: {o}, at: {n * 10}-{n * 10 + 9}}}" for n, (s, p, o) in enumerate(triples)]
    path = folder / "invented.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    graph = str(folder / "graph")
    assert run(["build", str(path), "--graph", graph]) == 0
    reader = Reader(graph)
    yield Parts(reader)
    reader.close()
