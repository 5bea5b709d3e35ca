"""Tables for ``neo4j-admin database import full``: one for each set of labels, one for each type of relationships.

Fields are quoted texts or nothing (RFC 4180), so that an empty text is not taken for none; the values of a list are
parted by U+001F. Nodes are numbered, which the importer joins faster than IRIs.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.errors import StoreError
from kg.mirror.elements import Node
from kg.mirror.meta import COMPLETE, meta_values
from kg.mirror.names import LOCK, META, PASSAGES, SID
from kg.mirror.source import Source
from kg.mirror.spool import Spool
from kg.mirror.summary import summarized

DELIMITER = "\x1f"
ARGUMENTS = "import.args"
_OPTIONS = ("--array-delimiter=U+001F", "--id-type=integer", "--multiline-fields=true", "--strict=true")
_KINDS = {str: "", int: ":long", float: ":double", bool: ":boolean"}


class Tables(NamedTuple):
    """What was written: the folder, the importer's arguments with file names relative to it, and counts."""

    folder: str
    arguments: list[str]
    nodes: int
    relationships: int

    def command(self) -> str:
        """The command line that makes a database of the tables."""
        return f"cd '{self.folder}' && neo4j-admin database import full neo4j @{ARGUMENTS}"

    def absolute(self) -> list[str]:
        """The arguments with full paths."""
        found = []
        for argument in self.arguments:
            head, equals, file = argument.rpartition("=")
            found.append(f"{head}{equals}{os.path.join(self.folder, file)}" if file.endswith(".csv") else argument)
        return found


def write_tables(source: Source, folder: str) -> Tables:
    """Write the tables into a folder, which is made where it is missing and must be empty otherwise.

    Raises StoreError where the folder cannot be written, or a text has the character that parts lists.
    """
    try:
        os.makedirs(folder, exist_ok=True)
        if set(os.listdir(folder)) - {ARGUMENTS} and not os.path.exists(os.path.join(folder, ARGUMENTS)):
            raise StoreError(f"{folder} is not empty: choose another folder")
        with Spool() as spool:
            return _write(source, os.path.abspath(folder), spool)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}: choose another folder, or make room") from error


def _write(source: Source, folder: str, spool: Spool) -> Tables:
    numbers: dict[str, int] = {}
    columns: dict[tuple[str, ...], dict[str, str]] = {}
    for node, edges, _ in summarized(source):
        start = numbers.setdefault(node.iri, len(numbers))
        _fit(columns.setdefault(node.labels, {}), node)
        spool.add("node " + " ".join(node.labels), (start, dict(node.properties)))
        for edge in edges:
            spool.add("edge " + edge.type, (start, edge.end, edge.sid, edge.passages))
    arguments = list(_OPTIONS)
    counts = {"nodes": 0, "relationships": 0}
    for place, (labels, names) in enumerate(sorted(columns.items())):
        name = f"nodes-{place:03}.csv"
        head = [":ID", *(f"{key}{kind}" for key, kind in names.items())]
        rows = ([number, *(node.get(key) for key in names)] for number, node in spool.rows("node " + " ".join(labels)))  # type: ignore[attr-defined]
        counts["nodes"] += _table(folder, name, head, rows)
        arguments.append(f"--nodes={':'.join(labels)}={name}")
    arguments.append(f"--nodes={_own(source, folder, len(numbers))}")
    for key in [key for key in spool.groups() if key.startswith("edge ")]:
        kind = key[5:]
        head = [":START_ID", ":END_ID", SID, f"{PASSAGES}:string[]"]
        ends = ([start, numbers[str(end)], sid, passages] for start, end, sid, passages in spool.rows(key))
        counts["relationships"] += _table(folder, f"{kind}.csv", head, ends)
        arguments.append(f"--relationships={kind}={kind}.csv")
    with open(os.path.join(folder, ARGUMENTS), "w", encoding="utf-8") as file:
        file.writelines(f'"{argument}"\n' for argument in arguments)
    return Tables(folder, arguments, counts["nodes"], counts["relationships"])


def _fit(columns: dict[str, str], node: Node) -> None:
    """The columns that a node's properties need."""
    for name, value in node.properties.items():
        if name not in columns:
            columns[name] = ":string[]" if isinstance(value, list) else _KINDS[type(value)]


def _own(source: Source, folder: str, number: int) -> str:
    """The mirror's own two nodes."""
    values: Mapping[str, object] = {"id": "mirror", **meta_values(source.table, source.digest, COMPLETE)}
    kinds = {"table": ":string[]", "format": ":long"}
    head = [":ID", ":LABEL", *(name + kinds.get(name, "") for name in values)]
    lock: list[object] = [number + 1, LOCK, "lock", *(None for _ in list(values)[1:])]
    _table(folder, "mirror.csv", head, [[number, META, *values.values()], lock])
    return "mirror.csv"


def _table(folder: str, name: str, head: list[str], rows: Iterable[list[object]]) -> int:
    count = 0
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="", buffering=1 << 20) as file:
        file.write(",".join(head) + "\n")
        for count, line in enumerate(_lines(rows), 1):  # noqa: B007 (the last one is the count)
            file.write(line)
    return count


def _lines(rows: Iterable[list[object]]) -> Iterator[str]:
    for row in rows:
        yield ",".join([_field(value) for value in row]) + "\n"


def _field(value: object) -> str:
    if isinstance(value, str):
        if DELIMITER in value:
            raise StoreError(f"{value[:60]!r} has the character U+001F, which parts lists: take kg mirror sync")
        return '"' + value.replace('"', '""') + '"' if '"' in value else f'"{value}"'
    if isinstance(value, list):
        text = DELIMITER.join(map(str, value))
        if text.count(DELIMITER) != len(value) - 1:
            raise StoreError(f"{text[:60]!r} has the character U+001F, which parts lists: take kg mirror sync")
        return '"' + text.replace('"', '""') + '"'
    return "" if value is None else repr(value)
