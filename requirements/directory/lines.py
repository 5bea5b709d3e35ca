"""A division through time: one line from its first table to its last, through new names and new codes.

The yearly tables are each of 31 December, so a name that stands in the table of 2013 and not in that of 2014 ended
in the course of 2014; the change knows the day of the decision, and what became of the division.

A line is narrower than `kg.names.history.lineage`: a court goes on only where its division was not cut up, or where a
part kept the name.
"""

import re
from collections.abc import Mapping

from kg.names.court import Level
from kg.names.history import Span, change_of, spans

FIRST_TABLE = 1981
Line = tuple[Span, ...]
_KIND = re.compile(r"(?:自治州|自治县|自治旗|地区|[市县区盟旗])$")


def level(code: str) -> Level:
    """The level of the court that a division has (Organic Law of 2018, articles 20, 22, 24)."""
    if code.endswith("0000"):
        return "high"
    return "intermediate" if code.endswith("00") else "basic"


def stem(name: str) -> str:
    """The name without the word for the kind of division; 蓟县, of two characters, becomes 蓟."""
    return _KIND.sub("", name) or name


def ended(span: Span) -> str:
    """When a span ended: the day of the decision, or else the year; empty where it has not ended."""
    if span.until is None:
        return ""
    change = change_of(span)
    return change.date if change and change.date else str(span.until + 1)


def _next(span: Span, begun: Mapping[tuple[int, str], Span]) -> Span | None:
    """The span that continues one: the same code, the one code that the change names, or the one of the same name.

    Where a division went to several, none of its name, its court is taken to have ended.
    """
    if span.until is None:
        return None
    year, change = span.until + 1, change_of(span)
    if (year, span.code) in begun:
        return begun[year, span.code]
    following = [begun[year, code] for code in change.to if (year, code) in begun] if change else []
    following = [each for each in following if level(each.code) == level(span.code)]
    alike = [each for each in following if stem(each.name) == stem(span.name)]
    if change and change.kind == "continued" and len(change.to) == 1 == len(following):
        return following[0]
    return alike[0] if len(alike) == 1 else None


def lines(formerly: Mapping[str, str]) -> list[Line]:
    """Every division, as its spans from the oldest to the newest, in order of the newest code.

    Where two divisions would go on as one, the one that had its code already does, or else the first. ``formerly``
    gives, by the new code, the old one where neither name nor change says it (遵义县, 播州区).
    """
    every = [span for each in spans().values() for span in each]
    begun = {(span.since, span.code): span for span in every}
    before = {spans()[new][-1]: spans()[old][-1] for new, old in formerly.items()}
    for same in (True, False):
        for span in every:
            following = _next(span, begun)
            if following is not None and (following.code == span.code) is same:
                before.setdefault(following, span)
    followed = set(before.values())
    found = []
    for span in every:
        if span in followed:
            continue
        line = [span]
        while line[0] in before:
            line.insert(0, before[line[0]])
        found.append(tuple(line))
    return sorted(found, key=lambda line: (line[-1].code, line[-1].since))
