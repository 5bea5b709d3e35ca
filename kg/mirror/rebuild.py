"""Rebuilds the store's N-Quads from Neo4j alone: relationships with their passages, and the lines of the nodes."""

from collections.abc import Iterator

from kg.errors import StoreError
from kg.mirror.connect import Connection
from kg.mirror.elements import Edge, Node
from kg.mirror.found import subjects
from kg.mirror.meta import COMPLETE, Meta, read_meta
from kg.mirror.names import LITERALS, Name, NameTable
from kg.store.rdf_text import Sink
from kg.store.sorting import sorted_lines


def write_quads(connection: Connection, out: Sink) -> int:
    """Write the statements as sorted N-Quads, as ``kg export --format nquads`` does; returns how many.

    The name table is the one that the database keeps: neither the store nor the ontology is needed. Raises
    StoreError where there is no mirror, or only a part of one.
    """
    meta = read_meta(connection)
    if meta is None:
        raise StoreError(f"{connection.where}: no mirror there: make one with: kg mirror sync")
    if meta.state != COMPLETE:
        raise StoreError(f"{connection.where}: a sync was cut short there: run kg mirror sync first")
    table = _table(meta)
    count = 0
    with sorted_lines(_lines(connection, table)) as lines:
        for line in lines:
            out.write(line)
            count += 1
    return count


def _table(meta: Meta) -> NameTable:
    rows = (line.split(" ") for line in meta.table)
    return NameTable(tuple(Name(kind, name, iri) for kind, name, iri, *_ in rows), {})


def _lines(connection: Connection, table: NameTable) -> Iterator[bytes]:
    for node, edges in subjects(connection, table):
        yield from _node_lines(node)
        for edge in edges:
            yield from _edge_lines(edge, table.predicates[edge.type])


def _node_lines(node: Node) -> Iterator[bytes]:
    lines = node.properties.get(LITERALS)
    for line in lines if isinstance(lines, list) else []:
        statement, *graphs = str(line).split("\t")
        for graph in graphs:
            yield f"<{node.iri}> {statement} {graph} .\n".encode()


def _edge_lines(edge: Edge, predicate: str) -> Iterator[bytes]:
    for passage in edge.passages if isinstance(edge.passages, list) else []:
        yield f"<{edge.start}> <{predicate}> <{edge.end}> <{passage}> .\n".encode()
