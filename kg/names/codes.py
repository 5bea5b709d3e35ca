"""The court of a code, without loading the directory.

``courts.tsv`` is searched as text: a cold look-up takes the reading of one file, not the parsing of its records.
"""

from functools import cache

from kg.names.court import Court, CourtCode
from kg.names.directory import TABLE, record

Found = tuple[tuple[Court, CourtCode], ...]


@cache
def _table() -> bytes:
    with open(TABLE, "rb") as file:
        return file.read()


def in_years(code: CourtCode, year: int) -> bool:
    """Whether case numbers of a year have the code: both years of its validity count, open ends do not limit."""
    return not ((code.since and year < int(code.since[:4])) or (code.until and year > int(code.until[:4])))


@cache
def by_code(code: str, year: int | None = None) -> Found:
    """The courts that have a code (法院代字), such as 吉0104, with what the directory says of the code.

    With a year only those whose case numbers of that year have it. Several where the directory knows several (a code
    that passed from one court to another, one court with two names); none where it knows none. A tribunal or circuit
    court that shares the code of the court that it is a part of is left out.
    """
    if not code or not code.isalnum():
        return ()
    table, wanted = _table(), code.encode()
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
