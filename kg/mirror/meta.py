"""What a database says of the mirror that it holds, and the lock that lets one sync at a time write.

One node ``:CourtGraphMirror`` keeps the digest of the store, the digest of the name table, and the table itself, so
that the database can be read back without us. Another, ``:CourtGraphLock``, is locked by a transaction that stays
open as long as a sync runs: when its process dies the server lets go of it, so that no lock is left behind.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from kg.errors import StoreError
from kg.mirror.connect import Connection
from kg.mirror.errors import told
from kg.mirror.found import OURS
from kg.mirror.names import IRI, LOCK, META, NameTable

COMPLETE, SYNCING = "complete", "syncing"
FORMAT = 1
_WAIT = 3.0  # seconds that a second sync waits for the first
_BUSY = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        "Neo.TransientError.Transaction.LockClientStopped",
        "Neo.ClientError.Transaction.TransactionMarkedAsFailed",
        "Neo.TransientError.Transaction.Terminated",
        "Neo.ClientError.Transaction.LockClientStopped",
    }
)
_BY_HAND = "take another database, or empty it: kg mirror clear"
_ELSEWHERE = "take another database, or delete what has the label Resource or Term there"


class Meta(NamedTuple):
    """The mirror's own node: digests of the store and of the name table, the table's lines, state, format."""

    digest: str
    names: str
    table: list[str]
    state: str
    format: int


def read_meta(connection: Connection) -> Meta | None:
    """The mirror's own node, or None where the database holds no mirror."""
    query = f"MATCH (m:{META} {{id: 'mirror'}}) RETURN m.digest, m.names, m.table, m.state, m.format"
    row = next(iter(list(connection.rows(query))), None)
    return Meta(row[0] or "", row[1] or "", row[2] or [], row[3] or "", row[4] or 0) if row else None


def check_ours(connection: Connection) -> None:
    """Raise StoreError where nodes stand in a database without a mirror that look like the mirror's."""
    query = f"MATCH (n:{OURS}) WHERE n.{IRI} IS NOT NULL RETURN n.{IRI} LIMIT 1"
    for (iri,) in connection.rows(query):
        raise StoreError(f"{connection.where}: {iri} stands there already, and no mirror wrote it: {_ELSEWHERE}")


def check_meta(connection: Connection, meta: Meta | None, table: NameTable) -> None:
    """Raise StoreError where the database holds another ontology's mirror, or nodes that look like ours."""
    if meta is None:
        check_ours(connection)
    elif meta.names != table.digest:
        raise StoreError(
            f"{connection.where}: the mirror there is of another ontology"
            f" (names {meta.names[:12]}, here {table.digest[:12]}): {_BY_HAND}"
        )
    elif meta.format != FORMAT:
        raise StoreError(f"{connection.where}: the mirror there has format {meta.format}, not {FORMAT}: {_BY_HAND}")


def meta_values(table: NameTable, digest: str, state: str) -> dict[str, object]:
    """What the mirror's own node says."""
    return {"digest": digest, "names": table.digest, "table": table.lines(), "state": state, "format": FORMAT}


def write_meta(connection: Connection, table: NameTable, digest: str, state: str) -> None:
    """Write the mirror's own node."""
    connection.write(
        f"MERGE (m:{META} {{id: 'mirror'}}) SET m += $values",
        {"values": meta_values(table, digest, state)},
    )


@contextmanager
def locked(connection: Connection) -> Iterator[None]:
    """Hold the lock of the mirror; StoreError where another sync holds it."""
    from neo4j.exceptions import Neo4jError

    connection.schema([f"CREATE CONSTRAINT courtgraph_lock IF NOT EXISTS FOR (n:{LOCK}) REQUIRE n.id IS UNIQUE"])
    connection.write(f"MERGE (:{LOCK} {{id: 'lock'}})")
    # A write locks the node until its transaction ends, and none of these is ever committed. It must be a property that
    # the database knows: to remove one that it has never heard of is no write, and locks nothing.
    lock = f"MATCH (n:{LOCK} {{id: 'lock'}}) SET n.id = 'lock'"
    with told(connection.where), connection.driver.session(database=connection.database) as session:
        try:
            with session.begin_transaction(timeout=_WAIT) as probe:
                probe.run(lock).consume()
        except Neo4jError as error:
            if error.code in _BUSY:
                raise StoreError(f"{connection.where}: another sync is at work: wait until it has ended") from None
            raise
        with session.begin_transaction() as holder:
            holder.run(lock).consume()
            yield
