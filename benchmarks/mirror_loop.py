"""The base of the mirror benchmark: a bare hand-written UNWIND/CREATE loop of the rows that the mirror writes.

``python -m benchmarks.mirror_loop GRAPH`` with ``NEO4J_URI``, ``NEO4J_USERNAME`` and ``NEO4J_PASSWORD``. The rows are
made beforehand, in memory; the clock runs from the first batch to the last. The constraints (unique ``iri``, unique
``sid``) stand before and have a clock of their own.
"""

import gc
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from neo4j import GraphDatabase

from kg.mirror.elements import Edge
from kg.mirror.names import RESOURCE, TERM
from kg.mirror.source import Source
from kg.store.reader import Reader

BATCH = 5_000
Rows = dict[str, list[dict[str, object]]]


def _prepared(graph: str) -> tuple[Rows, Rows, set[str]]:
    """Rows of nodes by label set, rows of relationships by type and bases of their ends; and the types."""
    bases: dict[str, str] = {}
    nodes: Rows = defaultdict(list)
    edges = []
    for element in Source(Reader(graph)).elements():
        if isinstance(element, Edge):
            edges.append(element)
        else:
            bases[element.iri] = element.base
            nodes[":".join(f"`{label}`" for label in element.labels)].append(dict(element.properties))
    rows: Rows = defaultdict(list)
    for edge in edges:
        match = f"MATCH (a:{bases[edge.start]} {{iri: row.s}}) MATCH (b:{bases[edge.end]} {{iri: row.o}})"
        query = f"{match} CREATE (a)-[:`{edge.type}` {{sid: row.i, passages: row.p}}]->(b)"
        rows[query].append({"s": edge.start, "o": edge.end, "i": edge.sid, "p": edge.passages})
    return nodes, rows, {edge.type for edge in edges}


def _constraints(types: set[str]) -> Iterator[str]:
    for label in (RESOURCE, TERM):
        yield f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.iri IS UNIQUE"
    for name in sorted(types):
        yield f"CREATE CONSTRAINT FOR ()-[r:`{name}`]-() REQUIRE r.sid IS UNIQUE"


def main(graph: str) -> None:
    """Print, as JSON: seconds of the loop, seconds of the constraints, nodes and relationships written."""
    nodes, edges, types = _prepared(graph)
    gc.collect()
    gc.freeze()  # the rows are no garbage: the loop is not to be slowed down by looking through them
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with GraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth, notifications_min_severity="OFF") as driver:
        driver.verify_connectivity()
        began = time.perf_counter()
        for statement in _constraints(types):
            driver.execute_query(statement, database_="neo4j")
        driver.execute_query("CALL db.awaitIndexes(300)", database_="neo4j")
        ready = time.perf_counter()
        for labels, rows in nodes.items():
            for at in range(0, len(rows), BATCH):
                query = f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row"
                driver.execute_query(query, rows=rows[at : at + BATCH], database_="neo4j")
        for match, rows in edges.items():
            for at in range(0, len(rows), BATCH):
                query = f"UNWIND $rows AS row {match}"
                driver.execute_query(query, rows=rows[at : at + BATCH], database_="neo4j")
        done = time.perf_counter()
    counts = {"nodes": sum(map(len, nodes.values())), "relationships": sum(map(len, edges.values()))}
    print(json.dumps({"loop": done - ready, "constraints": ready - began, **counts}))


if __name__ == "__main__":
    main(sys.argv[1])
