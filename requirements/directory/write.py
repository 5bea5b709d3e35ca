"""The table ``courts.tsv``: order, cells, and nothing half written."""

import os
from collections.abc import Iterable, Sequence

from kg.names.court import LEVELS, Court, CourtCode, FormerName
from kg.names.directory import COLUMNS


def _former(names: Iterable[FormerName]) -> str:
    return ";".join("@".join((one.name, one.since, one.until)) for one in names)


def _codes(codes: Iterable[CourtCode]) -> str:
    return ";".join("@".join((one.code, one.status, one.since, one.until, one.source)) for one in codes)


def line(court: Court) -> str:
    """A court as its line: what `kg.names.directory.record` reads."""
    cells = (
        court.name,
        court.level,
        ";".join(court.kinds),
        court.division,
        court.superior,
        court.appeals_to,
        court.part_of,
        ";".join(court.short_names),
        _former(court.former_names),
        _codes(court.codes),
        court.since,
        court.until,
        court.source,
        ";".join(court.examples),
        _former(court.former_superiors),
    )
    return "\t".join(cells)


def order(court: Court) -> tuple[object, ...]:
    """From the supreme court down, province by province, each prefecture before its counties."""
    supreme = court.level == "supreme"
    place = court.division or "990000"
    return (not supreme, place[:2], bool(court.part_of), place, LEVELS.index(court.level), court.name)


def table(courts: Iterable[Court]) -> str:
    """The whole table: the names of the columns, then the courts in order."""
    rows = [line(court) for court in sorted(courts, key=order)]
    return "\n".join(["\t".join(COLUMNS), *rows, ""])


def sources(rows: Sequence[tuple[str, str]]) -> str:
    """The table of sources."""
    return "\n".join(["key\tsource", *("\t".join(row) for row in rows), ""])


def replace(path: str, text: str) -> None:
    """Writes a file whole or not at all."""
    with open(path + ".new", "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(path + ".new", path)
