"""What the rule gets wrong, or cannot know: the rows of ``courts_exceptions.tsv``, by the code of the division.

``none``: the division has no court of its own. ``name``: the court's name is not the one by rule. ``superior``: the
court above, where the code does not say it. ``code``: a court code read with the court's name (status ``observed``),
with its years. ``replaces``: the same, and the derived code that it contradicts is left out. ``formerly``: the code of
the division that this one was before, where the name does not show it. ``open``: the division is gone, its court is
not. ``listed``: the division is young, but a source names its court. ``since``, ``until``: the day on which the court
itself began or ended. ``changed``: the day on which it took its present name.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

OF_COURTS = frozenset({"name", "superior", "open", "listed", "since", "until", "changed"})
KINDS = OF_COURTS | {"code", "replaces", "none", "formerly"}


class Row(NamedTuple):
    """One row: the division's code, what is said of it, with which value, from when, till when, and by whom."""

    division: str
    what: str
    value: str
    since: str
    until: str
    source: str


Exceptions = Mapping[str, tuple[Row, ...]]


def read(path: str) -> Exceptions:
    """The rows by the code of the division; exits where a row says something unknown or names no source."""
    found = defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for row in rows:
            one = Row(*row)
            if one.what not in KINDS or not one.source:
                raise SystemExit(f"{path}: {row}: say one of {', '.join(sorted(KINDS))}, and with a source")
            found[one.division].append(one)
    return {division: tuple(each) for division, each in found.items()}


def of(exceptions: Exceptions, division: str, *what: str) -> list[Row]:
    """The rows of a division that say one of these things."""
    return [one for one in exceptions.get(division, ()) if one.what in what]
