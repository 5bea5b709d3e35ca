"""Brings Neo4j to what the store says, by content: what is equal is not written."""

from collections.abc import Iterable
from typing import NamedTuple

from kg.mirror import schema
from kg.mirror.connect import Connection
from kg.mirror.differ import CREATE
from kg.mirror.elements import Edge, Node
from kg.mirror.meta import COMPLETE, SYNCING, check_meta, locked, read_meta, write_meta
from kg.mirror.names import RESOURCE, TERM
from kg.mirror.queries import Statement, create_edge, create_node
from kg.mirror.source import Source
from kg.mirror.spool import Spool
from kg.mirror.summary import summarized
from kg.mirror.work import Count, Counts, is_empty, prepare
from kg.mirror.write import Progress, Writer


class Synced(NamedTuple):
    """What a sync did: counts by label and type, what the server counted itself, and the store's digest.

    ``trusted`` is whether the database was believed and not read.
    """

    rows: list[Count]
    counters: dict[str, int]
    digest: str
    trusted: bool = False

    @property
    def writes(self) -> int:
        """How many things the server says that it changed."""
        return sum(self.counters.values())


def plan(connection: Connection, source: Source) -> list[Count]:
    """What a sync would do; nothing is written. StoreError where the database cannot take this mirror."""
    check_meta(connection, read_meta(connection), source.table)
    if is_empty(connection):
        return _all_new(source)
    with Spool() as spool:
        return prepare(connection, source, spool).counts.rows()


def _all_new(source: Source) -> list[Count]:
    counts = Counts()
    for element in source.elements():
        counts.add(CREATE, element)
    return counts.rows()


def sync(connection: Connection, source: Source, progress: Progress, *, trust: bool = False) -> Synced:
    """Bring the database to what the store says; run again after any interruption, it goes on.

    With ``trust`` a database that says that it holds this very store is believed, and not read. Raises StoreError
    where the database holds another ontology's mirror, or another sync is at work, or the connection breaks.
    """
    check_meta(connection, read_meta(connection), source.table)
    with locked(connection):
        meta = read_meta(connection)
        check_meta(connection, meta, source.table)
        done = meta is not None and meta.state == COMPLETE and meta.digest == source.digest
        if trust and done:
            return Synced([], {}, source.digest, trusted=True)
        with Writer(connection, progress) as writer:
            if is_empty(connection):
                write_meta(connection, source.table, source.digest, SYNCING)
                schema.ensure(connection, source.table)
                counts, done = _load(source, writer), False
            else:
                counts, wrote = _mend(connection, source, writer)
                done = done and not wrote
            schema.ensure(connection, source.table)
            if not done:
                write_meta(connection, source.table, source.digest, COMPLETE)
    return Synced(counts.rows(), dict(writer.counters), source.digest)


def _load(source: Source, writer: Writer) -> Counts:
    """Fill an empty database: nodes as they are read, then relationships as they are read."""
    counts = Counts()
    terms: set[str] = set()
    last: type[Node | Edge] = Node
    for element in summarized(source):
        counts.add(CREATE, element)
        if type(element) is not last:  # what is made rests on what was made before
            writer.flush()
            last = type(element)
        if isinstance(element, Edge):
            start, end = (TERM if iri in terms else RESOURCE for iri in (element.start, element.end))
            writer.add(*_staged(create_edge(element, start, end)))
        else:
            if element.base == TERM:
                terms.add(element.iri)
            writer.add(*_staged(create_node(element)))
    writer.flush()
    return counts


def _mend(connection: Connection, source: Source, writer: Writer) -> tuple[Counts, bool]:
    """Make both sides equal; returns what was done, and whether it was anything."""
    counts, again, wrote = Counts(), True, False
    while again:
        with Spool() as spool:
            work = prepare(connection, source, spool)
            counts.update(work.counts)
            again = work.again
            if work.counts and not wrote:
                wrote = True
                write_meta(connection, source.table, source.digest, SYNCING)
            _write(connection, source, work.statements(), writer)
    return counts, wrote


def _write(connection: Connection, source: Source, statements: Iterable[Statement], writer: Writer) -> None:
    """Write stage by stage; the constraints stand before anything is made."""
    last = ""
    for stage, query, row in statements:
        if stage != last:
            writer.flush()
            if stage.startswith("3"):
                schema.ensure(connection, source.table)
            last = stage
        writer.add(stage[2:], query, row)
    writer.flush()


def _staged(found: Statement) -> Statement:
    stage, query, row = found
    return stage[2:], query, row
