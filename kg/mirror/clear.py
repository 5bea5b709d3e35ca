"""Takes the mirror out of a database, and leaves all else as it is."""

from collections import Counter

from kg.errors import StoreError
from kg.mirror import schema
from kg.mirror.connect import Connection
from kg.mirror.found import OURS
from kg.mirror.meta import SYNCING, check_ours, locked, read_meta
from kg.mirror.names import IRI, LITERALS, LOCK, META
from kg.mirror.write import Progress

_BATCH = 20_000
# The last condition is for nodes whose label or IRI somebody took away.
_MINE = f"((n:{OURS}) AND n.{IRI} IS NOT NULL OR n.{LITERALS} IS NOT NULL)"


def clear(connection: Connection, progress: Progress) -> dict[str, int]:
    """Delete the nodes and relationships of the mirror, its own two nodes, its constraints and indexes.

    Raises StoreError where someone else's relationship holds on to one of its nodes, or nodes stand there that look
    like the mirror's and are not; then nothing is deleted.
    """
    counts: Counter[str] = Counter()
    meta = read_meta(connection)
    if meta is None:
        check_ours(connection)
    else:
        with locked(connection):
            _check_foreign(connection, [line.split(" ")[1] for line in meta.table if line.startswith("type ")])
            # Whoever trusts what the database says of itself must not trust this one any more.
            connection.write(f"MATCH (m:{META}) SET m.state = $state", {"state": SYNCING})
            while True:
                counters = connection.write(f"MATCH (n) WHERE {_MINE} WITH n LIMIT {_BATCH} DETACH DELETE n")
                counts["nodes_deleted"] += counters.nodes_deleted
                counts["relationships_deleted"] += counters.relationships_deleted
                progress("nodes deleted", counters.nodes_deleted)
                if not counters.nodes_deleted:
                    break
    schema.drop(connection)
    connection.write(f"MATCH (n:{META}|{LOCK}) DELETE n")
    return dict(counts)


def _check_foreign(connection: Connection, types: list[str]) -> None:
    """Raise StoreError where a relationship ends at one of the mirror's nodes, and is not the mirror's."""
    query = (
        f"MATCH (n)-[r]-(m) WHERE {_MINE} AND (NOT {_MINE.replace('n:', 'm:').replace('n.', 'm.')} "
        f"OR NOT type(r) IN $types) RETURN n.{IRI}, type(r) LIMIT 1"
    )
    for iri, kind in connection.rows(query, {"types": types}):
        raise StoreError(
            f"{connection.where}: a relationship {kind} that is not the mirror's holds on to {iri}:"
            " delete that first, then run again"
        )
