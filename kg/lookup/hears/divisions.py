"""Divisions through time as `kg.lookup.hears.ask` needs them: one division under all its codes, and what held it when.

A day is one of the calendar; None is the newest table.
"""

from datetime import date
from functools import cache

from kg.names.history import Span, above, in_force, lineage, spans


@cache
def identity(code: str) -> str:
    """One code for a division, whatever code it had when: the newest of its line, or the code itself."""
    spans = lineage(code)
    return spans[-1].code if spans else code


@cache
def span_on(code: str, day: date | None) -> Span | None:
    """Under which code and name a division stood on a day; before its first table, as it stood in that."""
    line = lineage(code)
    then = [span for span in line if in_force(span, day)]
    return then[-1] if then else next(iter(line if day else line[::-1]), None)


def code_on(code: str, day: date | None) -> str:
    """The code of a division on a day."""
    span = span_on(code, day)
    return span.code if span else code


def name_on(code: str, day: date | None) -> str:
    """The name of a division on a day; empty where no table has the code."""
    span = span_on(code, day)
    return span.name if span else ""


def parent_on(code: str, day: date | None) -> str:
    """The code of what holds a division on a day; empty for a province."""
    ups = (up for up in above(code_on(code, day)) if any(in_force(span, day) for span in spans().get(up, ())))
    return next(ups, "")


def chain(code: str, day: date | None) -> tuple[str, ...]:
    """A division and what holds it on a day, nearest first, by the codes of that day."""
    found = [code_on(code, day)]
    while up := parent_on(found[-1], day):
        found.append(up)
    return tuple(found)


def full_name(codes: tuple[str, ...], day: date | None) -> str:
    """A division with those above it, from its chain: 吉林省长春市朝阳区."""
    return "".join(name_on(code, day) for code in reversed(codes))


def level(code: str) -> str:
    """``province``, ``prefecture`` or ``county``, by the digits of a code (GB/T 2260)."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
