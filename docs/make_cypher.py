"""Fills ``docs/cypher.md``: the names from the ontology, and under each query the rows that the seeds' mirror gives.

A block ``<!-- NAMES: labels -->`` … ``<!-- /NAMES -->`` holds a table of names (``labels``, ``types``, ``properties``,
``others``). A block ``<!-- ROWS -->`` … ``<!-- /ROWS -->`` holds a query in a ``cypher`` fence and, behind it, its
rows. The Neo4j is the one that ``NEO4J_URI`` names, else our own; where none runs, or it mirrors another graph than
the packaged seeds, the page is left as it is and the program says so. ``--check`` only says whether it is current.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from kg.cli.main import run
from kg.data import data_dir
from kg.errors import StoreError
from kg.mirror.ask import ask
from kg.mirror.connect import Connection, find_target
from kg.mirror.meta import read_meta
from kg.mirror.names import Name, name_table, upper_snake
from kg.mirror.values import shown
from kg.model.vocabulary import Property
from kg.rdf.ontology import load_vocabulary
from kg.store.reader import Reader
from make_ontology import main

PAGE = Path(__file__).parent / "cypher.md"
_ROWS = re.compile(r"<!-- ROWS -->\n```cypher\n(.*?)```\n.*?<!-- /ROWS -->", re.DOTALL)
_NAMES = re.compile(r"<!-- NAMES: (\w+) -->\n.*?<!-- /NAMES -->", re.DOTALL)
_SKIPPED = frozenset({"Passage", "Shortcut"})  # classes that no node of the graph has


def queries(text: str) -> list[str]:
    """The queries of a page whose rows it shows, in order."""
    return [match[1] for match in _ROWS.finditer(text)]


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(columns), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def answer(connection: Connection, query: str) -> str:
    """The rows of a query as a Markdown table; what a list holds is parted by ``；``."""
    found = ask(connection, query)
    cells = ([_cell(shown(value)) for value in row] for row in found.rows)
    return table(found.columns, cells)


def _cell(value: str | list[str] | None) -> str:
    return "；".join(value) if isinstance(value, list) else (value or "")


# ---- names ----


def labels() -> str:
    """The classes as labels, with the labels that a node of the class carries besides."""
    vocabulary, names = load_vocabulary(data_dir("ontology")), name_table()
    rows = []
    for klass in sorted(vocabulary.classes.values(), key=lambda klass: klass.name):
        if klass.name not in _SKIPPED:
            above = [name for name in names.ancestors[klass.name] if name != klass.name]
            rows.append([f"`{klass.name}`", klass.labels["zh"], klass.labels["en"], _code(above)])
    return table(("label", "中文", "English", "carries too"), rows)


def types() -> str:
    """The object properties as relationship types, with what they lead from and to."""
    found = (prop for prop in _properties() if not prop.is_literal)
    rows = (
        [f"`{upper_snake(p.name)}`", p.labels["zh"], p.labels["en"], _code(p.domain), _code(p.range)] for p in found
    )
    return table(("type", "中文", "English", "from", "to"), rows)


def properties() -> str:
    """The literal properties, with the kind of their values and the nodes that have them."""
    kinds = {name.iri: name.value for name in name_table().names if name.kind == "property"}
    rows = [
        [f"`{p.name}`", kinds[p.iri], p.labels["zh"], p.labels["en"], _code(p.domain)]
        for p in _properties()
        if p.is_literal
    ]
    return table(("property", "value", "中文", "English", "nodes"), rows)


def others() -> str:
    """The names that stand for terms of other vocabularies, and for what the ontology says of its own terms."""
    shown_above = labels() + types() + properties()
    rest = [name for name in name_table().names if f"| `{name.name}` |" not in shown_above]
    return table(("kind", "name", "stands for"), ([n.kind, f"`{n.name}`", _term(n)] for n in rest))


def _term(name: Name) -> str:
    return f"`{name.iri}`" + (f" in `{name.language}`" if name.language else "")


def _properties() -> list[Property]:
    return sorted(load_vocabulary(data_dir("ontology")).properties.values(), key=lambda prop: prop.name)


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


TABLES: dict[str, Callable[[], str]] = {
    "labels": labels, "types": types, "properties": properties, "others": others,
}  # fmt: skip


# ---- the page ----


def fill_names(text: str) -> str:
    """A page with the present names."""
    return _NAMES.sub(lambda m: f"<!-- NAMES: {m[1]} -->\n{TABLES[m[1]]()}\n<!-- /NAMES -->", text)


def fill_rows(text: str, connection: Connection) -> str:
    """A page with the present rows of its queries."""

    def block(match: re.Match[str]) -> str:
        return f"<!-- ROWS -->\n```cypher\n{match[1]}```\n\n{answer(connection, match[1])}\n<!-- /ROWS -->"

    return _ROWS.sub(block, text)


def check_seeds(connection: Connection) -> None:
    """Raise StoreError where the mirror is of another graph than the packaged seeds, or not whole."""
    with tempfile.TemporaryDirectory() as folder:
        graph = f"{folder}/graph"
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            code = run(["build", "--graph", graph])
        if code != 0:
            raise StoreError("the seeds cannot be built: run kg build and see why")
        reader = Reader(graph)
        digest = reader.manifest.digest
        reader.close()
    meta = read_meta(connection)
    if meta is None or meta.state != "complete" or meta.digest != digest:
        raise StoreError(f"{connection.where}: no whole mirror of the packaged seeds: kg build, then kg mirror sync")


def filled() -> dict[Path, str]:
    """The page with present names and rows; StoreError where no Neo4j mirrors the seeds."""
    with Connection(find_target()) as connection:
        check_seeds(connection)
        return {PAGE: fill_rows(fill_names(PAGE.read_text("utf-8")), connection)}


def write(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is current; without a mirror say so and leave it alone."""
    try:
        wanted = filled()
    except StoreError as error:
        print(f"cypher.md: left as it is, for its rows come from a mirror of the seeds: {error}", file=sys.stderr)
        return 0
    return main(wanted, arguments)


if __name__ == "__main__":
    sys.exit(write(sys.argv[1:]))
