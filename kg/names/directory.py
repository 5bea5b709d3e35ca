"""The directory of courts: one row a court in ``courts.tsv``, which ``requirements/courts.sh`` writes.

The file is read whole and once; who wants one court by its code reads the file as text instead (`kg.names.codes`),
because a look-up must not wait for four thousand records.
"""

import os
from collections.abc import Mapping
from functools import cache
from typing import cast

from kg.names.court import Court, CourtCode, FormerName, Level, Status
from kg.names.table import content, rows

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "courts.tsv")
SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "court_sources.tsv")
COLUMNS = (
    "name",
    "level",
    "kinds",
    "division",
    "superior",
    "appeals_to",
    "part_of",
    "short_names",
    "former_names",
    "codes",
    "since",
    "until",
    "source",
    "examples",
    "former_superiors",
)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _former(cell: str) -> tuple[FormerName, ...]:
    return tuple(FormerName(*part.split("@")) for part in _parts(cell))


def _codes(cell: str) -> tuple[CourtCode, ...]:
    split = (part.split("@") for part in _parts(cell))
    return tuple(
        CourtCode(code, cast("Status", status), since, until, source) for code, status, since, until, source in split
    )


def record(line: str) -> Court:
    """A court from its line: cells are set apart by tabs, parts of a cell by ``;``, what they consist of by ``@``.

    Raises:
        ValueError: the line has another number of cells than ``COLUMNS``.
    """
    return _court(line.rstrip("\n").split("\t"))


def _court(row: list[str]) -> Court:
    cells = dict(zip(COLUMNS, row, strict=True))
    return Court(
        name=cells["name"],
        level=cast("Level", cells["level"]),
        kinds=_parts(cells["kinds"]),
        division=cells["division"],
        superior=cells["superior"],
        appeals_to=cells["appeals_to"],
        part_of=cells["part_of"],
        short_names=_parts(cells["short_names"]),
        former_names=_former(cells["former_names"]),
        codes=_codes(cells["codes"]),
        since=cells["since"],
        until=cells["until"],
        source=cells["source"],
        examples=_parts(cells["examples"]),
        former_superiors=_former(cells["former_superiors"]),
    )


@cache
def raw() -> bytes:
    """The table as it stands in the file, for who looks through it instead of reading its records."""
    return content(TABLE)


@cache
def courts() -> Mapping[str, Court]:
    """All courts by official name, in the order of the table: from the supreme court down, by province and code."""
    return {court.name: court for court in map(_court, rows(TABLE, len(COLUMNS)))}


@cache
def sources() -> Mapping[str, str]:
    """What the short keys in ``source`` stand for: key to a source in words, with its place."""
    return dict(rows(SOURCES, 2))
