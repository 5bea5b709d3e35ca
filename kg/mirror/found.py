"""The mirror's side: nodes and relationships as they stand in Neo4j, streamed.

Ours are the nodes with the label ``Resource`` or ``Term`` that have an ``iri``, and the relationships between them
whose type is in the name table. All else in the database is someone else's and is not read.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.mirror.connect import Connection
from kg.mirror.elements import Edge, Node, Subject
from kg.mirror.names import IRI, PASSAGES, RESOURCE, SID, TERM, NameTable

OURS = f"{RESOURCE}|{TERM}"
_EDGES = (
    f"COLLECT {{{{ MATCH (n)-[r]->(b:{OURS}) WHERE type(r) IN $types AND b.{IRI} IS NOT NULL "
    f"RETURN [type(r), b.{IRI}, r.{SID}, r.{PASSAGES}, "
    f"CASE WHEN size(keys(r)) = 2 THEN null ELSE properties(r) END{{more}}] }}}}"
)
# One record a subject: its relationships come in its row, so that they need neither the IRI nor a record each.
_ALL = f"MATCH (n:{OURS}) WHERE n.{IRI} IS NOT NULL RETURN labels(n), properties(n), " + _EDGES.format(more="")
_SOME = (
    f"UNWIND $iris AS iri MATCH (n:{OURS} {{{IRI}: iri}}) WITH DISTINCT n "
    "RETURN elementId(n), labels(n), properties(n), " + _EDGES.format(more=", elementId(r)")
)


class Stored(NamedTuple):
    """A node that stands in Neo4j, and its relationships, each with its element id."""

    element: str
    node: Node
    edges: list[tuple[str, Edge]]


def _edge(start: str, values: Sequence[object]) -> Edge:
    kind, end, sid, passages, every = values[:5]
    if every is None:
        return Edge(kind, start, end, sid, passages)  # type: ignore[arg-type]
    assert isinstance(every, dict)
    more = tuple(sorted((key, value) for key, value in every.items() if key not in (SID, PASSAGES)))
    return Edge(str(kind), start, str(end), sid, passages, more)


def subjects(connection: Connection, table: NameTable) -> Iterator[Subject]:
    """All nodes of the mirror, each with the relationships that leave it."""
    for labels, properties, edges in connection.rows(_ALL, {"types": sorted(table.predicates)}):
        start = properties[IRI]
        yield Subject(Node(tuple(sorted(labels)), properties), [_edge(start, values) for values in edges])


def stored(connection: Connection, table: NameTable, iris: Sequence[str]) -> Iterator[Stored]:
    """The nodes of some IRIs: none, one or several of each."""
    params = {"iris": list(iris), "types": sorted(table.predicates)}
    for element, labels, properties, edges in connection.rows(_SOME, params):
        start = properties[IRI]
        yield Stored(
            element,
            Node(tuple(sorted(labels)), properties),
            [(values[5], _edge(start, values)) for values in edges],
        )
