"""All resources of a graph, one at a time, with what is said of each, for networks and tables."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import NotFound
from kg.model.iris import ALT_LABEL, BASE, CG, DOCUMENTS, PREF_LABEL, RDF_TYPE, RDFS
from kg.model.vocabulary import nearest
from kg.store.reader import Reader

# Between the values of one attribute where a format has no lists.
JOIN = "；"
_NO_RESOURCES = frozenset({"Shortcut", "SourceDocument"})


class Resource(NamedTuple):
    """A resource: names, classes (local names, superclasses last), kind of its IRI, literals, and edges.

    ``literals`` are by local name of the property, sorted; ``edges`` are (property, IRI), sorted.
    """

    iri: str
    label: str
    english: str
    aliases: list[str]
    classes: list[str]
    kind: str
    literals: dict[str, list[str]]
    edges: list[tuple[str, str]]


class Resources:
    """The resources of a version; the ontology's own terms are none."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @cached_property
    def ancestors(self) -> dict[str, list[str]]:
        """Every class of the house with itself and its superclasses, nearest first, by local name."""
        parents: dict[str, list[str]] = {}
        pattern = self.reader.store.quads_for_pattern
        owl_class = ox.NamedNode("http://www.w3.org/2002/07/owl#Class")
        for quad in pattern(None, ox.NamedNode(RDF_TYPE), owl_class, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(CG):
                above = self.reader.objects(quad.subject.value, RDFS + "subClassOf")
                names = [term.value[len(CG) :] for term in above if term.value.startswith(CG)]
                parents[quad.subject.value[len(CG) :]] = names
        return {name: _line(name, parents) for name in parents}

    def check_class(self, klass: str) -> None:
        """Raise NotFound with the nearest class where a class (local name) is none."""
        if klass not in self.ancestors:
            raise NotFound(f"no class {klass}; {nearest(klass, self.ancestors) or 'see: kg status'}")

    def is_a(self, classes: list[str], klass: str) -> bool:
        """Whether one of the classes is a class or a subclass of it."""
        return any(klass in self.ancestors.get(name, [name]) for name in classes)

    def classes(self, iri: str) -> list[str]:
        """The classes of a resource; empty where the IRI is one of a term or a document."""
        found = [name for name in self.reader.classes(iri) if name not in _NO_RESOURCES]
        return found if iri.startswith(BASE) and not iri.startswith((CG, DOCUMENTS)) else []

    def all(self) -> Iterator[Resource]:
        """All resources, in order of IRI."""
        pattern = self.reader.store.quads_for_pattern
        typed = pattern(None, ox.NamedNode(RDF_TYPE), None, ox.DefaultGraph())
        subjects = {quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)}
        for iri in sorted(subjects):
            classes = self.classes(iri)
            if classes:
                yield self._read(iri, classes)

    def _read(self, iri: str, classes: list[str]) -> Resource:
        found = Resource(iri, "", "", [], classes, iri[len(BASE) :].partition("/")[0], {}, [])
        label = english = ""
        for predicate, term in self.reader.out(iri):
            if isinstance(term, ox.NamedNode):
                if predicate.startswith(CG):
                    found.edges.append((predicate[len(CG) :], term.value))
            elif predicate == PREF_LABEL:
                label, english = (term.value, english) if term.language == "zh" else (label, term.value)
            elif predicate == ALT_LABEL:
                found.aliases.append(term.value)
            elif predicate.startswith(CG):
                found.literals.setdefault(predicate[len(CG) :], []).append(term.value)
        found.aliases.sort()
        found.edges.sort()
        literals = {name: sorted(values) for name, values in sorted(found.literals.items())}
        return found._replace(label=label, english=english, literals=literals)

    def passages(self, iri: str, prop: str, target: str) -> list[str]:
        """The passages that say an edge, in short: ``changchun-tribunals#char=375,403``, sorted."""
        graphs = self.reader.passages(iri, CG + prop, ox.NamedNode(target))
        return [graph.removeprefix(DOCUMENTS) for graph in graphs]


def _line(name: str, parents: dict[str, list[str]]) -> list[str]:
    line = [name]
    for at in line:
        line += [parent for parent in parents.get(at, []) if parent not in line]
    return line
