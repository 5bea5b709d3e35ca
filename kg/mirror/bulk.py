"""Tables for ``neo4j-admin database import full``: one for each set of labels, one for each type of relationships.

Fields are quoted texts or nothing (RFC 4180), so that an empty text is not taken for none; the values of a list are
parted by U+001F. Nodes are numbered, which the importer joins faster than IRIs.
"""

import os
import shlex
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from typing import IO, NamedTuple

from kg.errors import StoreError
from kg.mirror.elements import Node
from kg.mirror.meta import COMPLETE, meta_values
from kg.mirror.names import LOCK, META, PASSAGES, SID
from kg.mirror.source import Source
from kg.mirror.spool import Spool
from kg.mirror.summary import summarized

DELIMITER = "\x1f"
ARGUMENTS = "import.args"
_OPTIONS = ("--array-delimiter=U+001F", "--id-type=integer", "--strict=true")
_ENDS = (":START_ID", ":END_ID", SID, f"{PASSAGES}:string[]")
_KINDS = {str: "", int: ":long", float: ":double", bool: ":boolean"}


class Tables(NamedTuple):
    """What was written: the folder, the importer's arguments with file names relative to it, and counts."""

    folder: str
    arguments: list[str]
    nodes: int
    relationships: int

    def command(self) -> str:
        """The command line that makes a database of the tables."""
        return f"cd {shlex.quote(self.folder)} && neo4j-admin database import full neo4j @{ARGUMENTS}"

    def absolute(self) -> list[str]:
        """The arguments with full paths."""
        found = []
        for argument in self.arguments:
            head, equals, file = argument.rpartition("=")
            found.append(f"{head}{equals}{os.path.join(self.folder, file)}" if file.endswith(".csv") else argument)
        return found


def write_tables(source: Source, folder: str) -> Tables:
    """Write the tables into a folder, which is made where it is missing and must be empty otherwise.

    Raises StoreError where the folder cannot be written, or a text has the character that parts lists, or a
    list is of one empty text, which the importer would lose.
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
    """Relationships go to their table at once; nodes wait until it is known which columns their labels need."""
    numbers: dict[str, int] = {}
    columns: dict[tuple[str, ...], dict[str, str]] = {}
    relationships, several = 0, False
    with ExitStack() as stack:
        types: dict[str, IO[str]] = {}
        for element in summarized(source):
            if isinstance(element, Node):
                number = numbers.setdefault(element.iri, len(numbers))
                _fit(columns.setdefault(element.labels, {}), element)
                spool.add(" ".join(element.labels), (number, dict(element.properties)))
                several = several or any(map(_has_lines, element.properties.values()))
                continue
            if element.type not in types:
                types[element.type] = stack.enter_context(_opened(folder, f"{element.type}.csv", _ENDS))
            ends = numbers[element.start], numbers[element.end]
            types[element.type].write(f"{ends[0]},{ends[1]},{_field(element.sid)},{_field(element.passages)}\n")
            relationships += 1
    # Half the speed of the importer, so only where a text needs it.
    arguments = [*_OPTIONS, f"--multiline-fields={str(several).lower()}"]
    for place, (labels, names) in enumerate(sorted(columns.items())):
        arguments.append(f"--nodes={':'.join(labels)}={_nodes(folder, place, names, spool.rows(' '.join(labels)))}")
    arguments.append(f"--nodes={_own(source, folder, len(numbers))}")
    arguments += [f"--relationships={kind}={kind}.csv" for kind in sorted(types)]
    with open(os.path.join(folder, ARGUMENTS), "w", encoding="utf-8") as file:
        file.writelines(f'"{argument}"\n' for argument in arguments)
    return Tables(folder, arguments, len(numbers), relationships)


def _nodes(folder: str, place: int, names: Mapping[str, str], rows: Iterable[tuple[object, ...]]) -> str:
    """Write the table of the nodes of one set of labels; returns its file's name."""
    name = f"nodes-{place:03}.csv"
    with _opened(folder, name, [":ID", *(f"{key}{kind}" for key, kind in names.items())]) as file:
        for number, properties in rows:
            assert isinstance(properties, dict)
            file.write(",".join([str(number), *(_field(properties.get(key)) for key in names)]) + "\n")
    return name


def _opened(folder: str, name: str, head: Iterable[str]) -> IO[str]:
    path = os.path.join(folder, name)
    file = open(path, "w", encoding="utf-8", newline="", buffering=1 << 20)  # noqa: SIM115 (the caller closes it)
    file.write(",".join(head) + "\n")
    return file


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
    with _opened(folder, "mirror.csv", head) as file:
        for row in ([number, META, *values.values()], lock):
            file.write(",".join(map(_field, row)) + "\n")
    return "mirror.csv"


def _has_lines(value: object) -> bool:
    texts = value if isinstance(value, list) else [value]
    return any(isinstance(text, str) and ("\n" in text or "\r" in text) for text in texts)


def _field(value: object) -> str:
    if isinstance(value, str):
        if DELIMITER in value:
            raise StoreError(f"{value[:60]!r} has the character U+001F, which parts lists: take kg mirror sync")
        return '"' + value.replace('"', '""') + '"' if '"' in value else f'"{value}"'
    if isinstance(value, list):
        text = DELIMITER.join(map(str, value))
        if not text:
            raise StoreError("a list has one text, which is empty: the importer takes that for none: kg mirror sync")
        if text.count(DELIMITER) != len(value) - 1:
            raise StoreError(f"{text[:60]!r} has the character U+001F, which parts lists: take kg mirror sync")
        return '"' + text.replace('"', '""') + '"'
    return "" if value is None else repr(value)
