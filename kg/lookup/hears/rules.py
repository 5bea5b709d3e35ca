"""Rules of law about who hears what, from ``rules.tsv``: each with document, article, time and source."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from kg.lookup.hears.model import Days, force
from kg.names.table import rows

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules.tsv")
ANY = "*"  # the rule is of every matter that has rules of its own

# regular: the court of that level whose area holds the place hears it. listed: the court of that level, or the named
# court, hears what the article lists. court: the named court hears it in place of the regular one. capital: the
# intermediate court of the capital of the province may hear it. elsewhere: some court hears it that the place alone
# does not tell. like: the matters whose rules it shares.
Kind = Literal["regular", "listed", "court", "capital", "elsewhere", "like"]


class Rule(NamedTuple):
    """A rule: who (a level, or a court by name) hears a matter at an instance, in which places, since and until when.

    ``where`` is what the code of a division must begin with, empty for the whole country; ``says`` tells in words
    what the article says that a level does not.
    """

    matter: str
    kind: Kind
    instance: str
    who: str
    where: str
    since: str
    until: str
    document: str
    article: str
    says: str
    source: str

    @property
    def basis(self) -> str:
        """The document and article: 民事诉讼法（2023）第18条."""
        return f"{self.document}第{self.article}条" if self.article else self.document


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the table."""
    return tuple(Rule(row[0], cast("Kind", row[1]), *row[2:]) for row in rows(TABLE, len(Rule._fields)))


def _own(matter: str, seen: frozenset[str] = frozenset()) -> Iterator[Rule]:
    """The rules of a matter, with those that it shares with others."""
    for rule in rules():
        if rule.matter == matter:
            if rule.kind == "like" and rule.who not in seen:
                yield from _own(rule.who, seen | {matter})
            elif rule.kind != "like":
                yield rule


def rules_of(matters: Iterable[str], instance: str, where: str, on: Days) -> tuple[Rule, ...]:
    """The rules of the nearest of some matters (narrowest first) that has any then, there and at that instance.

    What is said of every matter comes last, and only where there is a rule of the matter's own.
    """
    for matter in matters:
        found = [rule for rule in _own(matter) if _fits(rule, instance, where, on)]
        if found:
            every = (rule for rule in rules() if rule.matter == ANY and _fits(rule, instance, where, on))
            return tuple(dict.fromkeys((*found, *every)))
    return ()


def is_ruled(matters: Iterable[str]) -> bool:
    """Whether any of some matters is one that rules speak of, at whatever time."""
    ruled = {rule.matter for rule in rules()}
    return any(matter in ruled for matter in matters)


def _fits(rule: Rule, instance: str, where: str, on: Days) -> bool:
    here = where.startswith(rule.where)
    return here and rule.instance == instance and force(rule.since, rule.until, on) in ("in force", "perhaps")
