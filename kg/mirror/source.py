"""The store's side of the mirror: all nodes and relationships of one version, in one pass or one by one."""

from collections.abc import Iterator
from itertools import groupby
from typing import cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.mirror.elements import Edge, Node, triple_sid
from kg.mirror.names import RESOURCE, TERM, NameTable, name_table
from kg.mirror.project import Projected, Projector, bare_node
from kg.model.iris import DCTERMS, RDF_TYPE, SOURCES_GRAPH
from kg.store.reader import Reader
from kg.store.sorting import sorted_lines


class Source:
    """One version of a graph, as the mirror shows it."""

    def __init__(self, reader: Reader, table: NameTable | None = None) -> None:
        self.reader = reader
        self.table = table or name_table()
        self.digest = reader.manifest.digest
        self._projector = Projector(self.table, self._dates())
        self._bases: dict[str, str] = {}

    def _dates(self) -> dict[str, str]:
        """The dates of the source documents, by IRI."""
        date, graph = ox.NamedNode(DCTERMS + "date"), ox.NamedNode(SOURCES_GRAPH)
        quads = self.reader.store.quads_for_pattern(None, date, None, graph)
        return {str(quad.subject)[1:-1]: str(quad.object).split('"')[1] for quad in quads}

    def elements(self) -> Iterator[Node | Edge]:
        """All nodes, then all relationships; an end of which nothing is said is made before what needs it."""
        known: set[str] = set()
        for found in self.nodes():
            known.add(found.node.iri)
            yield found.node
        waiting: list[Edge] = []
        for edge in self.edges():
            if edge.start in known and edge.end in known:
                yield edge
            else:
                waiting.append(edge)
        for iri in sorted({end for edge in waiting for end in (edge.start, edge.end)} - known):
            yield bare_node(iri)
        yield from waiting

    def nodes(self) -> Iterator[Projected]:
        """Every subject of which literals or classes are said, in order of its IRI, without its relationships."""
        with sorted_lines(self._node_lines()) as lines:
            yield from self._projector.subjects(lines)

    def _node_lines(self) -> Iterator[bytes]:
        types = self.table.types
        for predicate in self._predicates():
            if predicate not in types or predicate in self.table.both:
                only = "FILTER (isLiteral(?o))" if predicate in types else ""
                for subject, term, graph in self._said(predicate, only):
                    yield f"{subject} <{predicate}> {term} {graph} .\n".encode()

    def edges(self) -> Iterator[Edge]:
        """Every relationship, type by type. StoreError where a text stands in place of a resource."""
        for predicate, kind in sorted(self.table.types.items(), key=lambda item: item[1]):
            only = "FILTER (isIRI(?o))" if predicate in self.table.both else ""
            quads = (f"{s} {o} {g}\n".encode() for s, o, g in self._said(predicate, only))
            with sorted_lines(quads) as lines:
                for _, group in groupby(lines, key=lambda line: line[: line.rindex(b" ")]):
                    yield self._edge(kind, predicate, [line.decode() for line in group])

    def _edge(self, kind: str, predicate: str, lines: list[str]) -> Edge:
        """A relationship from its sorted lines of subject, object and graph."""
        subject, _, rest = lines[0].partition(" ")
        if rest[0] != "<":
            raise StoreError(f"{subject} <{predicate}> {rest[:80]}: a text where a resource belongs: kg build again")
        term = rest.partition(" ")[0]
        passages = [line[line.rindex(" ") + 2 : -2] for line in lines]
        return Edge(kind, subject[1:-1], term[1:-1], triple_sid(subject, f"<{predicate}>", term), passages)

    def _said(self, predicate: str, only: str) -> Iterator[ox.QuerySolution]:
        """Subject, object and graph of a predicate; a predicate at a time, so that no term is read in vain."""
        query = f"SELECT ?s ?o ?g {{ GRAPH ?g {{ ?s <{predicate}> ?o }} {only} }}"
        return iter(cast("ox.QuerySolutions", self.reader.store.query(query)))

    def _predicates(self) -> list[str]:
        """All predicates of the store, sorted: those of the manifest, where it counts every statement."""
        manifest = self.reader.manifest
        if sum(manifest.properties.values()) == manifest.statements:
            return sorted(manifest.properties)
        found = self.reader.store.query("SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o } }")
        return sorted(str(row["p"])[1:-1] for row in cast("ox.QuerySolutions", found))

    def one(self, iri: str) -> Projected | None:
        """One subject, or the bare node of an end; None where the store does not know the IRI, or it is none."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return None
        store = self.reader.store
        quads = store.quads_for_pattern(node, None, None, None)
        lines = sorted(f"{q} .\n".encode() for q in quads if isinstance(q.graph_name, ox.NamedNode))
        found = next(self._projector.subjects(lines), None)
        if found is None and any(
            q.predicate.value in self.table.types for q in store.quads_for_pattern(None, None, node)
        ):
            found = Projected(bare_node(iri), [], [])
        return found

    def base(self, iri: str) -> str:
        """The label under which the IRI of a node is unique: ``Resource`` or ``Term``."""
        if iri not in self._bases:
            classes = self.reader.objects(iri, RDF_TYPE)
            labels = (self.table.labels.get(term.value, "") for term in classes)
            house = any(RESOURCE in self.table.ancestors.get(label, ()) for label in labels)
            self._bases[iri] = RESOURCE if house else TERM
        return self._bases[iri]
