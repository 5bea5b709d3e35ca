"""The store's side of the mirror: all nodes and relationships of one version, in one pass or one by one."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.mirror.names import RESOURCE, TERM, NameTable, name_table
from kg.mirror.project import Projected, Projector, bare_node
from kg.model.iris import DCTERMS, RDF_TYPE, SOURCES_GRAPH
from kg.store.export import quad_lines
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

    def projected(self) -> Iterator[Projected]:
        """Every subject in order of its IRI, then a bare node for each end of which nothing is said."""
        subjects: set[str] = set()
        ends: set[str] = set()
        with sorted_lines(quad_lines(self.reader.store)) as lines:
            for found in self._projector.subjects(lines):
                subjects.add(found.node.iri)
                ends.update(edge.end for edge in found.edges)
                yield found
        for iri in sorted(ends - subjects):
            yield Projected(bare_node(iri), [], [])

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
