"""What `kg.lookup.hears.ask` answers, and the words and dates that it is asked with."""

import calendar
import datetime
from typing import Literal, NamedTuple

from kg.errors import UsageError
from kg.lookup.frames import Rows, Value, rows_of
from kg.model.literals import date as checked_date

Status = Literal["known", "candidates", "not known"]
Force = Literal["in force", "perhaps", "before", "after"]

COLUMNS = ("role", "court", "instance", "basis", "from", "to", "passages", "source", "reason", "official", "iri")

# Roles of rows.
ASSIGNED = "assigned court"
GROUP = "group, members not named"
CEDED = "ceded by"
REGULAR = "regular court"
LISTED = "court for listed cases"
CANDIDATE = "candidate"
ALSO = "the sources also say"

# What people write for an instance: the words of the graph, those of the law, and those of every day.
_WORDS = {
    "first": ("first", "1", "一审", "第一审", "初审"),
    "second": ("second", "2", "appeal", "二审", "第二审", "终审", "上诉"),
    "retrial": ("retrial", "再审", "审判监督"),
    "execution": ("execution", "enforcement", "执行"),
}
_INSTANCE = {word: name for name, words in _WORDS.items() for word in words}


class Row(NamedTuple):
    """One court, or group of courts, and why it stands there.

    ``role`` is one of those above, ``instance`` one of first, second, retrial, execution, all, or empty where the
    sources do not say; ``since`` and ``until`` are dates as precise as the sources, ``passages`` the passages of the
    graph in short, ``source`` where the rule is from: documents of the graph, or a text of law; ``reason`` one short
    sentence; ``iri`` the resource of the graph and ``official`` the name in the directory of courts, empty where it
    is not in there.
    """

    role: str
    court: str
    instance: str = ""
    basis: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    passages: tuple[str, ...] = ()
    source: str = ""
    reason: str = ""
    iri: str = ""
    official: str = ""

    def row(self) -> dict[str, Value]:
        """The row for people: lists of texts for what there may be several of."""
        return {
            "role": self.role,
            "court": self.court,
            "instance": self.instance,
            "basis": list(self.basis),
            "from": self.since,
            "to": self.until,
            "passages": list(self.passages),
            "source": self.source,
            "reason": self.reason,
            "official": self.official,
            "iri": self.iri,
        }


class Hearing(NamedTuple):
    """Who hears a matter of a place: ``known``, several ``candidates``, or ``not known``; rows, and notes in words."""

    status: Status
    place: str
    matter: str
    instance: str
    on: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def courts(self) -> tuple[str, ...]:
        """The courts that hear it: empty unless it is known."""
        heard = (row.court for row in self.rows if row.role in (ASSIGNED, REGULAR))
        return tuple(dict.fromkeys(heard)) if self.status == "known" else ()

    def table(self) -> Rows:
        """The rows as dicts, which become a DataFrame."""
        return rows_of([row.row() for row in self.rows], COLUMNS)


class Days(NamedTuple):
    """The days that a date of any precision may mean, both included: 2022-09 is all of September."""

    first: datetime.date
    last: datetime.date


def instance_of(text: str) -> str:
    """The instance that a word means: 一审 is ``first``; UsageError where it is none."""
    found = _INSTANCE.get(text.strip().casefold())
    if found is None:
        raise UsageError(f"no instance {text}: first (一审), second (二审), retrial (再审) or execution (执行)")
    return found


def days(text: str) -> Days:
    """The days of a date such as 2022, 2022-09 or 2022-09-26; UsageError where it is none."""
    try:
        checked_date(text)
    except ValueError as error:
        raise UsageError(f"{text} is {error}") from None
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    first = datetime.date(year, month, day)
    if len(parts) == 1:
        return Days(first, datetime.date(year, 12, 31))
    if len(parts) == 2:
        return Days(first, first.replace(day=calendar.monthrange(year, month)[1]))
    return Days(first, first)


def force(since: str, until: str, on: Days) -> Force:
    """Whether what holds from one date to another, both included, holds on a day; an empty date is open."""
    start, end = (days(since) if since else None), (days(until) if until else None)
    if start and on.last < start.first:
        return "before"
    if end and on.first > end.last:
        return "after"
    certain = (not start or on.first >= start.last) and (not end or on.last <= end.last)
    return "in force" if certain else "perhaps"
