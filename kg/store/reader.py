"""Opens a version read-only and answers the small questions that every look-up asks.

Only pyoxigraph is imported here; the name index (SQLite) is opened when an exact name is not enough.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model.iris import ALT_LABEL, CG, PREF_LABEL, RDF_TYPE, RDFS, local_name
from kg.store.layout import DB, Layout

if TYPE_CHECKING:
    from kg.store.manifest import Manifest
    from kg.store.names_index import NameIndex

DEFAULT = ox.DefaultGraph()
TYPE = ox.NamedNode(RDF_TYPE)
PREF = ox.NamedNode(PREF_LABEL)
ALT = ox.NamedNode(ALT_LABEL)
_LABEL = ox.NamedNode(RDFS + "label")

Value = ox.NamedNode | ox.Literal


class Reader:
    """One version of a graph, as it was when it was opened; a later build does not change it."""

    def __init__(self, graph_dir: str, version: str = "current") -> None:
        """Open a graph folder; StoreError where there is no graph or it is damaged."""
        layout = Layout(graph_dir)
        self.folder = layout.current() if version == "current" else layout.version(version)
        try:
            self.store = ox.Store.read_only(f"{self.folder}/{DB}")
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.folder}: {error}: build the graph again with: kg build") from error
        self._labels: dict[tuple[str, str], str] = {}

    @cached_property
    def names(self) -> "NameIndex":
        """The name index of this version."""
        from kg.store.names_index import NameIndex

        return NameIndex(self.folder)

    @cached_property
    def manifest(self) -> "Manifest":
        """The manifest of this version."""
        from kg.store.manifest import read_manifest

        return read_manifest(self.folder)

    def out(self, iri: str, limit: int | None = None) -> Iterator[tuple[str, Value]]:
        """Predicate and object of the triples that begin at a resource."""
        quads = self.store.quads_for_pattern(ox.NamedNode(iri), None, None, DEFAULT)
        for quad in islice(quads, limit):
            if isinstance(quad.object, Value):
                yield quad.predicate.value, quad.object

    def into(self, iri: str, limit: int | None = None) -> Iterator[tuple[str, str]]:
        """Subject and predicate of the triples that end at a resource."""
        quads = self.store.quads_for_pattern(None, None, ox.NamedNode(iri), DEFAULT)
        for quad in islice(quads, limit):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value, quad.predicate.value

    def objects(self, iri: str, predicate: str) -> list[Value]:
        """The objects of a resource and a property (a full IRI), sorted by text."""
        quads = self.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, DEFAULT)
        found = [quad.object for quad in quads if isinstance(quad.object, Value)]
        return sorted(found, key=lambda term: term.value)

    def subjects(self, predicate: str, term: Value) -> list[str]:
        """The resources that have a property with this object, sorted."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(predicate), term, DEFAULT)
        return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))

    def passages(self, subject: str, predicate: str, term: Value) -> list[str]:
        """The named graphs that a triple stands in: the passages that say it, as IRIs, sorted."""
        quads = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), term, None)
        graphs = [quad.graph_name for quad in quads]
        return sorted(graph.value for graph in graphs if isinstance(graph, ox.NamedNode))

    def exists(self, iri: str) -> bool:
        """Whether a resource has a type in this graph."""
        return next(self.store.quads_for_pattern(ox.NamedNode(iri), TYPE, None, DEFAULT), None) is not None

    def named(self, text: str) -> list[str]:
        """The resources whose Chinese or English name, or alias, is exactly this text, sorted."""
        found: set[str] = set()
        for predicate, language in ((PREF, "zh"), (ALT, "zh"), (PREF, "en")):
            term = ox.Literal(text, language=language)
            quads = self.store.quads_for_pattern(None, predicate, term, DEFAULT)
            found.update(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))
        return sorted(found)

    def label(self, iri: str, language: str = "zh") -> str:
        """The name of a resource or term in a language, else in any, else the end of its IRI."""
        key = (iri, language)
        if key not in self._labels:
            self._labels[key] = self._find_label(iri, language)
        return self._labels[key]

    def _find_label(self, iri: str, language: str) -> str:
        other = ""
        for predicate in (PREF, _LABEL):
            for quad in self.store.quads_for_pattern(ox.NamedNode(iri), predicate, None, DEFAULT):
                if isinstance(quad.object, ox.Literal):
                    if quad.object.language == language:
                        return quad.object.value
                    other = other or quad.object.value
        return other or local_name(iri)

    def learn_labels(self) -> None:
        """Read the names of all resources at once, for whoever will ask for most of them."""
        found: dict[str, dict[str | None, str]] = {}
        for quad in self.store.quads_for_pattern(None, PREF, None, DEFAULT):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                found.setdefault(quad.subject.value, {}).setdefault(quad.object.language, quad.object.value)
        for iri, names in found.items():
            for language in ("zh", "en"):
                self._labels[iri, language] = names.get(language) or next(iter(names.values()))

    def classes(self, iri: str) -> list[str]:
        """The local names of the classes of a resource, sorted."""
        return [term.value[len(CG) :] for term in self.objects(iri, RDF_TYPE) if term.value.startswith(CG)]

    def query(self, text: str, **options: object) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
        """Run a SPARQL query of the house itself, over the default graph, without a time limit."""
        return self.store.query(text, **options)  # type: ignore[arg-type]

    def close(self) -> None:
        """Let go of the files."""
        if "names" in self.__dict__:
            self.names.close()
        del self.store
