"""Golden answers: what each named question answers on the seeds, with the reader's reason why it is right.

A file ``golden/NAME.tsv`` begins with ``# param: name=value`` lines and one ``# reason:``; then columns and rows,
the values of a list parted by `` | ``. After a change of the facts, ``python golden.py GRAPH NAME…`` writes the
rows anew under the header that stands; read them against the documents, and the reason too.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from kg.lookup.catalogue import named_query
from kg.lookup.named import Shown, ask_named, bind
from kg.store.reader import Reader

FOLDER = Path(__file__).parent / "golden"
BETWEEN = " | "


class Golden(NamedTuple):
    """Parameters, reason, and rows with the columns first."""

    params: dict[str, str]
    reason: str
    rows: list[list[str]]


def names() -> list[str]:
    """The questions that have a golden answer."""
    return sorted(path.stem for path in FOLDER.glob("*.tsv"))


def read(name: str) -> Golden:
    """The golden answer of a question."""
    params: dict[str, str] = {}
    reason = ""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("# param: "):
            key, _, value = line.removeprefix("# param: ").partition("=")
            params[key] = value
        elif line.startswith("# reason: "):
            reason = line.removeprefix("# reason: ")
    return Golden(params, reason, [line.split("\t") for line in lines if not line.startswith("# ")])


def _text(cell: Shown) -> str:
    return cell if isinstance(cell, str) else BETWEEN.join(sorted(cell))


def answer(graph: str, name: str, params: dict[str, str]) -> list[list[str]]:
    """What a graph answers, in the form of a golden answer; what is collected is sorted."""
    reader, query = Reader(graph), named_query(name)
    found = ask_named(reader, query, bind(reader, query, params).bindings)
    reader.close()
    return [list(found.columns), *([_text(row[column]) for column in found.columns] for row in found.rows)]


def write(graph: str, name: str) -> None:
    """Write the rows of a golden answer anew; its header stays."""
    golden = read(name)
    head = [f"# param: {key}={value}" for key, value in golden.params.items()] + [f"# reason: {golden.reason}"]
    body = ["\t".join(row) for row in answer(graph, name, golden.params)]
    (FOLDER / f"{name}.tsv").write_text("\n".join([*head, *body]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for wanted in sys.argv[2:] or names():
        write(sys.argv[1], wanted)
