"""What a name was understood to mean: the answer of `kg.names.resolve.resolve`, with its reason."""

from typing import Literal, NamedTuple

from kg.names.court import Court

Kind = Literal["one", "list", "candidates", "group", "nothing"]


class Candidate(NamedTuple):
    """A court that a text may mean. ``reason`` is one short English sentence."""

    court: Court
    reason: str


class Resolution(NamedTuple):
    """The courts that a text names, or why there is no single answer.

    ``courts`` holds what is certain: one court for ``one``, several for ``list``, none otherwise. ``candidates`` are
    the courts that the text may mean, for ``candidates`` and for the members of a list that stay open. ``group`` says
    in words which courts a ``group`` is, and for ``candidates`` which group the text may mean instead (通化法院: the
    court of 通化县, or all courts of 通化市). ``reason`` says how the text was understood, in one short sentence.
    """

    kind: Kind
    courts: tuple[Court, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    group: str = ""
    reason: str = ""


def one(court: Court, reason: str) -> Resolution:
    """The answer that is one court."""
    return Resolution("one", (court,), reason=reason)


def several(courts: tuple[Court, ...], candidates: tuple[Candidate, ...], reason: str) -> Resolution:
    """The answer to a list: the members that are certain, and what the others may be."""
    return Resolution("list", courts, candidates, reason=reason)


def choice(candidates: tuple[Candidate, ...], reason: str) -> Resolution:
    """The answer where a text fits several courts."""
    return Resolution("candidates", candidates=candidates, reason=reason)


def collective(group: str, reason: str) -> Resolution:
    """The answer to the name of a group whose members the text does not list."""
    return Resolution("group", group=group, reason=reason)


def nothing(reason: str) -> Resolution:
    """The answer where a text names no court of the directory."""
    return Resolution("nothing", reason=reason)
