"""rdflib-neo4j 1.1 as it is meant to be used, and what is left of the statements when it is done.

It cannot be given N-Quads: rdflib reads them into a Dataset, which refuses its store. It gets each triple once, sorted
by subject, which is what its buffer wants: N-Triples, with the settings that keep the most.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import groupby
from typing import NamedTuple

from benchmarks.measure import PYTHON
from kg.mirror.connect import Connection
from kg.mirror.names import name_table
from kg.mirror.project import Quad, read_quad
from kg.mirror.terms import read_literal
from kg.model.iris import PREF_LABEL, PREFIXES, RDF_TYPE

BATCH = 5_000  # its default; 50,000 was no faster
_LOAD = """
import json, os, sys
from neo4j import GraphDatabase
from rdflib import Graph, Namespace
from rdflib_neo4j import HANDLE_MULTIVAL_STRATEGY, HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig
settings = json.loads(sys.argv[2])
config = Neo4jStoreConfig(
    custom_prefixes={name: Namespace(iri) for name, iri in settings["prefixes"].items()},
    batching=True,
    batch_size=settings["batch"],
    handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.SHORTEN,
    handle_multival_strategy=HANDLE_MULTIVAL_STRATEGY.ARRAY,
    multival_props_names=settings["several"],
)
auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
with GraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth, notifications_min_severity="OFF") as driver:
    graph = Graph(store=Neo4jStore(config=config, neo4j_driver=driver))
    graph.parse(sys.argv[1], format="nt")
    graph.close(True)
"""


class Tally(NamedTuple):
    """Distinct statements, statements each in each of its passages, and language tags."""

    statements: int
    passages: int
    languages: int


def require() -> None:
    """SystemExit where the peer is not installed, or the driver is the slow one."""
    if not find_spec("rdflib_neo4j"):
        raise SystemExit("the peer is missing: pip install rdflib-neo4j==1.1")
    if not find_spec("neo4j._rust"):
        raise SystemExit("all are measured with the fast driver: pip install neo4j-rust-ext")


def command(triples: str, batch: int = BATCH) -> list[str]:
    """The command that loads a file of N-Triples."""
    several = {n.iri for n in name_table().names if n.value.endswith("[]")} | {PREF_LABEL}
    names = [_short(iri).partition("__") for iri in sorted(several)]
    settings = {"prefixes": PREFIXES, "batch": batch, "several": [(prefix, local) for prefix, _, local in names]}
    return [PYTHON, "-c", _LOAD, triples, json.dumps(settings)]


def _short(iri: str) -> str:
    """What the peer calls a term: ``skos__prefLabel``."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    return f"{prefixes[iri[:cut]]}__{iri[cut:]}"


class _Held:
    """What stands in the peer's database: texts by subject and name, and ends of relationships."""

    def __init__(self, connection: Connection) -> None:
        self.names = {iri: _short(iri) for iri in ({n.iri for n in name_table().names} | {RDF_TYPE})}
        self.nodes: dict[str, tuple[set[str], dict[str, object]]] = {}
        self.edges: dict[tuple[str, str, str], dict[str, object]] = {}
        for uri, labels, properties in connection.rows("MATCH (n:Resource) RETURN n.uri, labels(n), properties(n)"):
            self.nodes[uri] = (set(labels), {name: value for name, value in properties.items() if name != "uri"})
        query = "MATCH (a)-[r]->(b) RETURN a.uri, type(r), b.uri, properties(r)"
        for start, kind, end, properties in connection.rows(query):
            self.edges[start, kind, end] = properties

    def find(self, quad: Quad) -> tuple[bool, dict[str, object]]:
        """Whether a statement is there, its language and datatype aside; and all properties beside it."""
        labels, properties = self.nodes.get(quad.subject[1:-1], (set(), {}))
        name = self.names[quad.predicate[1:-1]]
        if quad.predicate == f"<{RDF_TYPE}>":
            return self.names[quad.object[1:-1]] in labels, properties
        if quad.object[0] == '"':
            return read_literal(quad.object).text in _texts(properties.get(name)), properties
        found = self.edges.get((quad.subject[1:-1], name, quad.object[1:-1]))
        return found is not None, found or {}


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def tallies(connection: Connection, quads: Iterable[bytes]) -> tuple[Tally, Tally]:
    """What the sorted N-Quads say, and what of it stands in the peer's database."""
    held = _Held(connection)
    wanted, found = [0, 0, 0], [0, 0, 0]
    for statement, passages in _grouped(quads):
        there, properties = held.find(statement)
        texts = {text for value in properties.values() for text in _texts(value)} if there else set()
        graphs = [graph[1:-1] for graph in passages]
        text, language = read_literal(statement.object) if statement.object[0] == '"' else ("", "")
        wanted = [wanted[0] + 1, wanted[1] + len(graphs), wanted[2] + bool(language)]
        found[0] += there
        found[1] += sum(graph in texts for graph in graphs)
        found[2] += bool(language) and f"{text}@{language}" in texts
    return Tally(*wanted), Tally(*found)


def _grouped(quads: Iterable[bytes]) -> Iterator[tuple[Quad, list[str]]]:
    for _, group in groupby(map(read_quad, quads), key=lambda quad: quad[:3]):
        found = list(group)
        yield found[0], [quad.graph for quad in found]
