"""What a sync has to do, worked out before anything is written: create, change, delete, by label and type."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, cast

from kg.errors import StoreError
from kg.mirror.connect import Connection
from kg.mirror.delta import compare, pairs
from kg.mirror.differ import CHANGE, CREATE, DELETE, Difference, differences
from kg.mirror.elements import Edge, Node
from kg.mirror.found import OURS
from kg.mirror.names import IRI, LITERALS, SID
from kg.mirror.queries import GONE_NODES, Statement, delete_edge, statement
from kg.mirror.source import Source
from kg.mirror.spool import Spool
from kg.mirror.stray import stray_edges, stray_nodes
from kg.mirror.summary import summary_of

_SOME = 5_000


class Count(NamedTuple):
    """One line of a plan: ``kind`` is label or type, and how many a sync would create, change and delete."""

    kind: str
    name: str
    create: int
    change: int
    delete: int


class Counts(Counter[tuple[str, str, str]]):
    """Counts of kind, name and verb."""

    def take(self, found: Difference) -> None:
        """Count a difference."""
        self.add(found.verb, found.kept)

    def add(self, verb: str, element: Node | Edge) -> None:
        """Count a node under its own classes, or a relationship under its type."""
        if isinstance(element, Edge):
            self["type", element.type, verb] += 1
        else:
            for name in element.shown_as():
                self["label", name, verb] += 1

    def rows(self) -> list[Count]:
        """The counts by label and type, in order of their names."""
        names = sorted({(kind, name) for kind, name, _ in self})
        return [Count(k, n, *(self[k, n, verb] for verb in (CREATE, CHANGE, DELETE))) for k, n in names]


class Work:
    """The statements of one sync, waiting in a spool by stage, and their counts.

    ``again`` is whether the sides must be compared once more: a node that stood twice took relationships along.
    """

    def __init__(self, spool: Spool) -> None:
        self.counts = Counts()
        self.again = False
        self._spool = spool
        self._made: dict[str, list[object]] = defaultdict(list)

    def take(self, found: Difference, source: Source) -> None:
        """Count a difference, and put what mends it away."""
        self.counts.take(found)
        self.again |= found.double
        if isinstance(found.here, Edge) and found.verb == CREATE:
            self._made[found.here.type].append(found.here.sid)
        self._put(statement(found, source))

    def make_room(self, connection: Connection) -> None:
        """Let relationships go that have the key of one that is to be made: they have lost one of their ends."""
        for kind, sids in self._made.items():
            self.delete_edges(stray_edges(connection, kind, sids))

    def delete_edges(self, elements: Iterable[str]) -> None:
        """Let relationships go that no subject of the store leads to."""
        for element in elements:
            self._put(delete_edge(element))

    def _put(self, found: Statement) -> None:
        stage, query, row = found
        self._spool.add(f"{stage}|{query}", (row,))

    def statements(self) -> Iterator[Statement]:
        """What is to be written, stage by stage."""
        for key in self._spool.groups():
            stage, _, query = key.partition("|")
            for (row,) in self._spool.rows(key):
                yield stage, query, cast("dict[str, object]", row)


def prepare(connection: Connection, source: Source, spool: Spool) -> Work:
    """Compare both sides and work out what is to be done; StoreError where someone else's data is in the way."""
    work = Work(spool)
    with summary_of(source) as pending:
        iris = compare(connection, source, pending)
    for pair in pairs(connection, source, iris):
        for found in differences(pair):
            work.take(found, source)
    for element, node in stray_nodes(connection):
        work.take(Difference(DELETE, None, node, element, double=True), source)
    work.make_room(connection)
    _check_foreign(connection, source, work)
    return work


def is_empty(connection: Connection) -> bool:
    """Whether nothing of a mirror stands in the database."""
    return not list(connection.rows(f"MATCH (n:{OURS}) WHERE n.{IRI} IS NOT NULL RETURN 1 LIMIT 1"))


def _check_foreign(connection: Connection, source: Source, work: Work) -> None:
    """Raise StoreError where a node that is to go carries relationships of someone else's.

    One of the mirror's own, whose other end can no longer be told to be the mirror's, goes too.
    """
    query = (
        f"UNWIND $ids AS id MATCH (n)-[r]-(m) WHERE elementId(n) = id AND "
        f"(NOT type(r) IN $types OR m.{LITERALS} IS NULL AND (NOT (m:{OURS}) OR m.{IRI} IS NULL)) "
        f"RETURN n.{IRI}, type(r), elementId(r), type(r) IN $types AND r.{SID} IS NOT NULL"
    )
    types = sorted(source.table.predicates)
    gone = (row["id"] for stage, _, row in work.statements() if stage == GONE_NODES)
    stray: list[str] = []
    while batch := list(islice(gone, _SOME)):
        for iri, kind, element, ours in connection.rows(query, {"ids": batch, "types": types}):
            if not ours:
                raise StoreError(
                    f"{connection.where}: {iri} is no longer in the graph, but a relationship {kind} that is not the"
                    " mirror's holds on to it: delete that first, then run again"
                )
            stray.append(element)
    work.delete_edges(stray)
