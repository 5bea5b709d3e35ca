"""The court of a code, without loading the directory.

``courts.tsv`` is searched as text: a cold look-up takes the reading of one file, not the parsing of its records.
"""

from functools import lru_cache
from typing import Protocol

from kg.names.court import Court, CourtCode
from kg.names.directory import raw, record

Found = tuple[tuple[Court, CourtCode], ...]


class Dated(Protocol):
    """What holds since and until a day or a year, both empty where open or not known."""

    @property
    def since(self) -> str:
        """The first day or year, in ISO form."""

    @property
    def until(self) -> str:
        """The last one."""


def in_years(of: Dated, year: int) -> bool:
    """Whether a code (or a court, or a type of case) is of a year: both its years count, open ends do not limit."""
    return not ((of.since and year < int(of.since[:4])) or (of.until and year > int(of.until[:4])))


@lru_cache(maxsize=4096)
def by_code(code: str, year: int | None = None) -> Found:
    """The courts that have a code (法院代字), such as 吉0104, with what the directory says of the code.

    With a year only those whose case numbers of that year have it. Several where the directory knows several (a code
    that passed from one court to another, one court with two names); none where it knows none. A tribunal or circuit
    court that shares the code of the court that it is a part of is left out.
    """
    if not code or not code.isalnum():
        return ()
    table, wanted = raw(), code.encode()
    found: dict[str, tuple[Court, CourtCode]] = {}
    at = table.find(wanted + b"@")
    while at >= 0:
        start, end = table.rfind(b"\n", 0, at) + 1, table.find(b"\n", at)
        end = len(table) if end < 0 else end
        if table[at - 1 : at] in (b"\t", b";") and table[start : start + 1] != b"#":
            court = record(table[start:end].decode())
            for each in court.codes:
                if each.code == code and (year is None or in_years(each, year)):
                    found[court.name] = court, each
        at = table.find(wanted + b"@", end)
    whole = tuple(pair for pair in found.values() if not pair[0].part_of)
    return whole or tuple(found.values())
