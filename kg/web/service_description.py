"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.model.iris import DOCUMENTS, ONTOLOGY_GRAPH, RDF_TYPE, RDFS, SOURCES_GRAPH
from kg.store.manifest import Manifest

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_TRIPLES = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_GRAPHS = (
    "The default graph has every triple of the named graphs once. A named graph is the passage of a document that says "
    "its triples (RFC 5147), or a document, for what it declares; only the latter are listed. Updates and SERVICE are "
    "refused."
)


def describe(endpoint: str, manifest: Manifest, seconds: float, rows: int) -> bytes:
    """The description as N-Triples, sorted; ``endpoint`` is the URL that was asked."""
    return b"".join(sorted(f"{triple} .\n".encode() for triple in set(_triples(endpoint, manifest, seconds, rows))))


def _triples(endpoint: str, manifest: Manifest, seconds: float, rows: int) -> Iterator[ox.Triple]:
    service, dataset, default = (ox.NamedNode(f"{endpoint}#{part}") for part in ("service", "dataset", "default"))

    def say(subject: ox.NamedNode, predicate: str, term: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(predicate), term)

    def text(value: str) -> ox.Literal:
        return ox.Literal(value, language="en")

    yield say(service, RDF_TYPE, ox.NamedNode(SD + "Service"))
    yield say(service, SD + "endpoint", ox.NamedNode(endpoint))
    yield say(service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query"))
    yield say(service, SD + "defaultDataset", dataset)
    limits = f"A query is ended after {seconds:g} s; more than {rows} rows or triples are refused."
    yield say(service, RDFS + "comment", text(limits))
    for name in (*_RESULTS, *_TRIPLES):
        yield say(service, SD + "resultFormat", ox.NamedNode(FORMATS + name))
    yield say(dataset, RDF_TYPE, ox.NamedNode(SD + "Dataset"))
    yield say(dataset, RDFS + "comment", text(_GRAPHS))
    yield say(dataset, SD + "defaultGraph", default)
    yield say(default, RDF_TYPE, ox.NamedNode(SD + "Graph"))
    for iri in (ONTOLOGY_GRAPH, SOURCES_GRAPH, *(DOCUMENTS + document for document in manifest.documents)):
        named = ox.NamedNode(f"{endpoint}#graph-{iri.rpartition('/')[2]}")
        yield say(dataset, SD + "namedGraph", named)
        yield say(named, RDF_TYPE, ox.NamedNode(SD + "NamedGraph"))
        yield say(named, SD + "name", ox.NamedNode(iri))
