"""China's divisions through time: names and codes by year, what became of those that are gone, and what lay above.

Two tables, which ``requirements/divisions_history.sh`` writes and whose headers say how they are to be read:
``division_history.tsv`` (every name that a code has stood for since 1981) and ``division_changes.tsv`` (where the
divisions went that left the tables, with the decision). A year means the table of its 31 December.
"""

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple, cast

from kg.names.table import rows

_HERE = os.path.dirname(os.path.abspath(__file__))
HISTORY = os.path.join(_HERE, "division_history.tsv")
CHANGES = os.path.join(_HERE, "division_changes.tsv")
Kind = Literal["continued", "merged", "divided", "gone"]
_FIRST = 1981  # the first table: what stands in it may be older


class Span(NamedTuple):
    """A name under a code: the first and the last yearly table with it, both included; None: still in the newest."""

    code: str
    name: str
    since: int
    until: int | None


class Change(NamedTuple):
    """What became of a division that the table of ``year`` no longer has under this code and name.

    ``to`` are codes of that table, the one that continues or has swallowed it first. ``date`` (ISO) and ``document``
    are those of the decision, empty where not known; it takes effect on that day or later.
    """

    year: int
    code: str
    name: str
    kind: Kind
    to: tuple[str, ...]
    date: str
    document: str


@cache
def spans() -> Mapping[str, tuple[Span, ...]]:
    """The names of every code, oldest first."""
    found: dict[str, tuple[Span, ...]] = {}
    for code, name, since, until in rows(HISTORY, 4):
        found[code] = (*found.get(code, ()), Span(code, name, int(since), int(until) if until else None))
    return found


@cache
def changes() -> Mapping[tuple[str, int], Change]:
    """What became of divisions, by code and by the first year without them."""
    return {
        (code, int(year)): Change(int(year), code, name, cast("Kind", kind), tuple(to.split()), day, document)
        for year, code, name, kind, to, day, document in rows(CHANGES, 7)
    }


@cache
def _came_from() -> Mapping[tuple[str, int], Change]:
    """The change by which a division got a code and a name: by code and first year."""
    return {(change.to[0], change.year): change for change in changes().values() if change.kind == "continued"}


def named_in(code: str, year: int | None = None) -> Span | None:
    """What a code stands for in the table of a year, or in the newest; None where that table has no such code."""
    for span in reversed(spans().get(code, ())):
        if span.until is None if year is None else span.since <= year <= (span.until or year):
            return span
    return None


def change_of(span: Span) -> Change | None:
    """What became of a division after a span; None where the span lasts."""
    return None if span.until is None else changes().get((span.code, span.until + 1))


def next_of(span: Span) -> Span | None:
    """What holds the whole of a division after a span: its continuation or what it was merged into; None where none."""
    change = change_of(span)
    return named_in(change.to[0], change.year) if change and change.kind in {"continued", "merged"} else None


def previous_of(span: Span) -> Span | None:
    """What a division was before a span: it continues it; None where the division began with the span."""
    change = _came_from().get((span.code, span.since))
    return named_in(change.code, span.since - 1) if change else None


def in_force(span: Span, on: date | None = None) -> bool:
    """Whether a code stands for a name on a day, or in the newest table.

    The decision's day parts the old name from the new one. Where it is not known both count as in force in the year
    of the change, because the tables tell the year only.
    """
    if on is None:
        return span.until is None
    change = change_of(span)
    ended = "9999" if span.until is None else change.date if change and change.date else f"{span.until + 1}-12-31"
    return begun(span) <= on.isoformat() < ended


@cache
def _days() -> Mapping[tuple[str, int], str]:
    return {(code, change.year): change.date for change in changes().values() for code in change.to if change.date}


def begun(span: Span) -> str:
    """The day (ISO) from which a code stood for a name: the decision's, or the first of the year of the first table."""
    return "" if span.since == _FIRST else _days().get((span.code, span.since), f"{span.since}-01-01")


def then(span: Span, on: date | None = None) -> Span | None:
    """The name and code on a day (None: today) of the division that a span is of.

    Forward as far as one division holds all of it, back as far as it is continued. None where no one division does,
    or where there was no such division yet.
    """
    step = previous_of if on is not None and on.isoformat() < begun(span) else next_of
    found: Span | None = span
    while found is not None and not in_force(found, on):
        found = step(found)
    return found


def successor(code: str, year: int) -> str | None:
    """The code in the newest table of the division that had this one in the table of a year.

    Itself where it still stands, else that of its continuation or of what it was merged into (九台市 220181 is 九台区
    220113, 崇文区 is 东城区); None where it was divided, or the table of that year has no such code.
    """
    span = named_in(code, year)
    found = then(span) if span else None
    return found.code if found else None


def lineage(code: str) -> tuple[Span, ...]:
    """One division through its renamings and its changed codes, oldest first: that which had the code last.

    A division that was merged into another is not part of the other's lineage. Empty where no table has the code.
    """
    chain: list[Span] = []
    span: Span | None = spans()[code][-1] if code in spans() else None
    while span is not None:
        chain.insert(0, span)
        span = previous_of(span)
    while chain and (change := change_of(chain[-1])) and change.kind == "continued":
        if (span := named_in(change.to[0], change.year)) is None:
            break
        chain.append(span)
    return tuple(chain)


def above(code: str) -> tuple[str, ...]:
    """The codes that may stand above one, nearest first: its prefecture's and its province's by their digits.

    >>> above("220104")
    ('220100', '220000')
    """
    return tuple(up for up in dict.fromkeys((code[:4] + "00", code[:2] + "0000")) if up != code)


def parent(code: str, on: int | None = None) -> str | None:
    """The code above one in the table of a year, or in the newest.

    None for a province, and where the table has no such code. Counties that a province governs itself, such as 429004
    仙桃市, stand under the province.
    """
    if named_in(code, on) is None:
        return None
    return next((up for up in above(code) if named_in(up, on)), None)
