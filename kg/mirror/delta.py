"""Where the two sides differ: both are read whole, subject by subject, and compared by digest."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kg.mirror.connect import Connection
from kg.mirror.elements import MODULUS
from kg.mirror.found import Stored, stored, subjects
from kg.mirror.names import IRI
from kg.mirror.project import Projected
from kg.mirror.source import Source
from kg.mirror.summary import Pending, Summary
from kg.mirror.sums import Sums

_TOGETHER = 500  # subjects that are looked at side by side in one go


class Side(NamedTuple):
    """What stands in Neo4j: the digest of each subject, IRIs that stand there twice, and the sums."""

    digests: dict[str, int]
    doubles: set[str]
    sums: Sums


class Pair(NamedTuple):
    """A subject that differs: as the store has it, and all nodes of its IRI in Neo4j."""

    iri: str
    here: Projected | None
    there: list[Stored]


def read_side(connection: Connection, source: Source) -> Side:
    """Read the mirror whole."""
    side = Side({}, set(), Sums())
    for node, edges in subjects(connection, source.table):
        iri = node.properties[IRI]
        if not isinstance(iri, str):  # a stray
            continue
        value = (side.sums.take(node) + sum(side.sums.take(edge) for edge in edges)) % MODULUS
        if iri in side.digests:
            side.doubles.add(iri)
        side.digests[iri] = value
    return side


def differing(side: Side, summary: Summary) -> list[str]:
    """The IRIs of the subjects that are not the same on both sides, sorted. ``side`` is used up."""
    found = set(side.doubles)
    if not side.doubles and not summary.sums.differing(side.sums):
        return []
    for iri, value in summary.subjects():
        if side.digests.pop(iri, None) != value:
            found.add(iri)
    return sorted(found.union(side.digests))


def pairs(connection: Connection, source: Source, iris: Sequence[str]) -> Iterator[Pair]:
    """Both sides of some subjects, element by element."""
    rest = iter(iris)
    while batch := list(islice(rest, _TOGETHER)):
        there: dict[str, list[Stored]] = {}
        for found in stored(connection, source.table, batch):
            there.setdefault(found.node.iri, []).append(found)
        for iri in batch:
            yield Pair(iri, source.one(iri), there.get(iri, []))


def compare(connection: Connection, source: Source, pending: Pending) -> list[str]:
    """The IRIs of the subjects that differ, from reading both sides."""
    return differing(read_side(connection, source), pending.get())
