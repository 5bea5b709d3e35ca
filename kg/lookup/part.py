"""A part of the graph as people look at it: resources as nodes, the plain statements between them as edges.

N-ary nodes, terms of the ontology and source documents are not drawn: what an n-ary node ties together, a plain
property says too (the shortcuts of the ontology), and its fields are read on the page of the resource.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import NotFound
from kg.lookup.describe import NODES
from kg.lookup.paths import Way, paths
from kg.lookup.resources import Resources
from kg.model.iris import BASE, CG, DOCUMENTS, PREFIXES, RDF_TYPE
from kg.store.reader import DEFAULT, Reader

# The dates by which a resource came to be; the earliest counts.
BEGINNINGS = ("establishedOn", "signedOn", "issuedOn", "heldOn", "decidedOn", "inForceFrom")
# Shown, but not gone through: they tie everything to everything.
DEAD_ENDS = ("topic/", "court-kind/", "concept/", "scheme/")
_NOT_DRAWN = NODES | {"Shortcut", "SourceDocument"}


class Node(NamedTuple):
    """A resource in a picture. ``id`` is its IRI without the base, ``klass`` the local name of its class.

    ``since`` is the date from which it is there, empty where none is said; ``degree`` the number of its edges in
    the whole graph.
    """

    id: str
    iri: str
    label: str
    english: str
    klass: str
    since: str
    degree: int


class Edge(NamedTuple):
    """A statement between two resources (ids; ``prop`` is a local name), with the passages that say it as IRIs.

    ``since`` and ``until`` are the dates of the n-ary node that says more of it, empty where there is none.
    """

    source: str
    target: str
    prop: str
    passages: tuple[str, ...]
    since: str
    until: str

    @property
    def id(self) -> str:
        """The edge's own name: source, property, target."""
        return f"{self.source} {self.prop} {self.target}"


class Part(NamedTuple):
    """Some resources and the edges among them, both in a fixed order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class Relation(NamedTuple):
    """What a resource is tied by: a property in a direction (``out``, ``in``), and how many ends, by class too."""

    prop: str
    direction: str
    ends: int
    classes: dict[str, int]


_Triple = tuple[str, str, str]


def short(iri: str) -> str:
    """The id of a resource: its IRI without the base of the house."""
    return iri.removeprefix(BASE)


class Parts:
    """The parts of one version; what was looked up once is kept."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._nodes: dict[str, Node] = {}
        self._drawn: dict[str, str] = {}
        self._edges: dict[_Triple, Edge] = {}
        self._labels: dict[str, tuple[str, str]] = {}

    def full(self, name: str) -> str:
        """The IRI of an id or IRI; NotFound where the graph has no such resource, or it is no IRI at all."""
        iri = name if name.startswith(BASE) else BASE + name
        try:
            known = self.reader.exists(iri)
        except ValueError:
            known = False
        if not known:
            raise NotFound(f"the graph has no resource {name[:200]}: look for its name")
        return iri

    def labels(self, term: str) -> tuple[str, str]:
        """The Chinese and the English label of a class or property of the ontology (local name)."""
        if term not in self._labels:
            self._labels[term] = (self.reader.label(CG + term), self.reader.label(CG + term, "en"))
        return self._labels[term]

    def klass(self, iri: str) -> str:
        """The class that a resource is drawn as (local name); empty where it is not drawn."""
        if iri not in self._drawn:
            self._drawn[iri] = self._find_class(iri)
        return self._drawn[iri]

    def drawn(self, iri: str) -> bool:
        """Whether a resource is one that people see as a node."""
        return bool(self.klass(iri))

    def _find_class(self, iri: str) -> str:
        if not iri.startswith(BASE) or iri.startswith((CG, DOCUMENTS)):
            return ""
        found = self.reader.classes(iri)
        if not found or not _NOT_DRAWN.isdisjoint(found):
            return ""
        # The most special one: of two classes the one that is a kind of the other.
        lines = self._resources.ancestors
        return max(found, key=lambda name: (len(lines.get(name, ())), name))

    @cached_property
    def _resources(self) -> Resources:
        return Resources(self.reader)

    def node(self, iri: str) -> Node:
        """A resource as a node."""
        if iri not in self._nodes:
            dates = (t.value for p in BEGINNINGS for t in self.reader.objects(iri, CG + p))
            self._keep(iri, min(dates, default=""), sum(1 for _ in self._triples(iri)))
        return self._nodes[iri]

    def _keep(self, iri: str, since: str, degree: int) -> None:
        label, english = self.reader.label(iri), self.reader.label(iri, "en")
        english = english if english != label else ""
        self._nodes[iri] = Node(short(iri), iri, label, english, self.klass(iri), since, degree)

    def edge(self, triple: _Triple) -> Edge:
        """A statement (IRIs of subject and object, local name of the property) as an edge."""
        if triple not in self._edges:
            subject, prop, obj = triple
            self._tie(triple, self.reader.passages(subject, CG + prop, ox.NamedNode(obj)))
        return self._edges[triple]

    def _tie(self, triple: _Triple, passages: Iterable[str]) -> None:
        subject, prop, obj = triple
        since, until = self._dates.get(triple, ("", ""))
        self._edges[triple] = Edge(short(subject), short(obj), prop, tuple(passages), since, until)

    def edges_of(self, iri: str) -> list[Edge]:
        """All edges of one resource, sorted."""
        return [self.edge(triple) for triple in sorted(set(self._triples(iri)), key=_by_property)]

    def _triples(self, iri: str) -> Iterator[_Triple]:
        """The statements between a resource and others that are drawn; one of a resource with itself once."""
        node, match = ox.NamedNode(iri), self.reader.store.quads_for_pattern
        for quad in match(node, None, None, DEFAULT):
            prop, end = quad.predicate.value, quad.object
            if prop.startswith(CG) and isinstance(end, ox.NamedNode) and self.klass(end.value):
                yield iri, prop[len(CG) :], end.value
        for quad in match(None, None, node, DEFAULT):
            prop, start = quad.predicate.value, quad.subject
            if (
                prop.startswith(CG)
                and isinstance(start, ox.NamedNode)
                and start.value != iri
                and self.klass(start.value)
            ):
                yield start.value, prop[len(CG) :], iri

    def relations(self, iri: str) -> list[Relation]:
        """What a resource is tied by, with counts, sorted by property and direction."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        for subject, prop, obj in self._triples(iri):
            direction, end = ("out", obj) if subject == iri else ("in", subject)
            classes = found.setdefault((prop, direction), {})
            classes[self.klass(end)] = classes.get(self.klass(end), 0) + 1
        return [Relation(*key, sum(by.values()), dict(sorted(by.items()))) for key, by in sorted(found.items())]

    def neighbours(
        self, iri: str, prop: str = "", direction: str = "both", limit: int = 50, offset: int = 0
    ) -> tuple[Part, int]:
        """The neighbours of a resource by one property (all: empty) in one direction, and how many there are.

        Of the neighbours, in order of property and name, those from ``offset`` on, at most ``limit``, each with all
        its edges to the resource. The resource itself is always among the nodes.
        """
        ends = []
        for subject, name, obj in sorted(set(self._triples(iri)), key=_by_property):
            way = "out" if subject == iri else "in"
            if (not prop or name == prop) and direction in ("both", way):
                ends.append(obj if way == "out" else subject)
        ends = [end for end in dict.fromkeys(ends) if end != iri]
        shown = ends[offset : offset + limit]
        kept = {iri, *shown}
        edges = [e for e in self.edges_of(iri) if BASE + e.source in kept and BASE + e.target in kept]
        return Part(tuple(self.node(end) for end in (iri, *shown)), tuple(edges)), len(ends)

    def induced(self, iris: Iterable[str]) -> Part:
        """These resources (what is not drawn is left out) and all edges among them."""
        wanted = dict.fromkeys(iri for iri in iris if self.klass(iri))
        edges = [
            self.edge((iri, quad.predicate.value[len(CG) :], end.value))
            for iri in wanted
            for quad in self.reader.store.quads_for_pattern(ox.NamedNode(iri), None, None, DEFAULT)
            if isinstance(end := quad.object, ox.NamedNode) and end.value in wanted
            if quad.predicate.value.startswith(CG)
        ]
        return Part(tuple(self.node(iri) for iri in wanted), tuple(sorted(edges)))

    def within(self, iri: str, depth: int, limit: int) -> Part:
        """A resource and what lies within ``depth`` steps, nearest first, at most ``limit`` resources.

        Topics and kinds of court are shown but not gone through.
        """
        found, frontier = {iri: None}, [iri]
        for _ in range(depth):
            grown = dict.fromkeys(self._around(frontier, iri))
            fresh = list(islice((end for end in grown if end not in found), limit - len(found)))
            found.update(dict.fromkeys(fresh))
            frontier = fresh
        return self.induced(found)

    def _around(self, frontier: list[str], start: str) -> Iterator[str]:
        for here in frontier:
            if here == start or not short(here).startswith(DEAD_ENDS):
                for subject, _, obj in sorted(self._triples(here), key=_by_property):
                    yield obj if subject == here else subject

    def whole(self) -> Part:
        """All resources that are drawn, and all their edges: property by property in place of edge by edge."""
        passages: dict[_Triple, list[str]] = {}
        for prop in self.reader.subjects(RDF_TYPE, ox.NamedNode(PREFIXES["owl"] + "ObjectProperty")):
            for quad in self._quads(prop):
                graph, iri, end = quad.graph_name, quad.subject, quad.object
                if isinstance(graph, ox.NamedNode) and self._joins(iri, end):
                    passages.setdefault((iri.value, prop[len(CG) :], end.value), []).append(graph.value)
        for triple, graphs in passages.items():
            self._tie(triple, sorted(graphs))
        begun: dict[str, str] = {}
        for name in BEGINNINGS:
            for quad in self._quads(CG + name):
                iri, date = str(quad.subject.value), str(quad.object.value)
                begun[iri] = min(begun.get(iri, date), date)
        degrees = Counter(end for subject, _, obj in passages for end in {subject, obj})
        drawn = sorted({str(quad.subject.value) for quad in self._quads(RDF_TYPE) if self._joins(quad.subject)})
        for iri in drawn:
            self._keep(iri, begun.get(iri, ""), degrees[iri])
        edges = sorted(self._edges[triple] for triple in passages)
        return Part(tuple(self._nodes[iri] for iri in drawn), tuple(edges))

    def _quads(self, prop: str) -> Iterator[Any]:
        return self.reader.store.quads_for_pattern(None, ox.NamedNode(prop), None, None)

    def _joins(self, *ends: object) -> bool:
        return all(isinstance(end, ox.NamedNode) and self.klass(end.value) for end in ends)

    def way(self, one: str, other: str, count: int, longest: int, all_ways: bool) -> tuple[list[Way], Part]:
        """The shortest ways between two resources (see `kg.lookup.paths.paths`), and what lies on them."""
        avoid = self.nary  # a step to what is not drawn could not be shown
        found = paths(self.reader, one, other, avoid=avoid, count=count, longest=longest, all_ways=all_ways)
        on = dict.fromkeys(end for way in found for step in way for end in (step.subject, step.object))
        return found, self.induced([one, other, *on])

    @cached_property
    def nary(self) -> frozenset[str]:
        """The IRIs of all n-ary nodes."""
        kinds = (ox.NamedNode(CG + name) for name in NODES)
        return frozenset(iri for kind in kinds for iri in self.reader.subjects(RDF_TYPE, kind))

    @cached_property
    def _dates(self) -> dict[_Triple, tuple[str, str]]:
        """The dates of the plain statements that the build wrote beside n-ary nodes with dates."""
        found: dict[_Triple, tuple[str, str]] = {}
        for field, at in (("since", 0), ("on", 0), ("from", 0), ("to", 1)):
            for quad in self.reader.store.quads_for_pattern(None, ox.NamedNode(CG + field), None, DEFAULT):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    for triple in self._shortcuts_of(quad.subject.value):
                        old = found.get(triple, ("", ""))
                        new = quad.object.value
                        value = min(old[0] or new, new) if at == 0 else max(old[1], new)
                        found[triple] = (value, old[1]) if at == 0 else (old[0], value)
        return found

    def _shortcuts_of(self, node: str) -> Iterator[_Triple]:
        """The plain statements that stand beside an n-ary node."""
        classes = self.reader.classes(node)
        for klass, start, end, prop in self._rules:
            if klass in classes:
                for subject in self.reader.objects(node, CG + start):
                    for obj in self.reader.objects(node, CG + end):
                        yield subject.value, prop, obj.value

    @cached_property
    def _rules(self) -> list[tuple[str, str, str, str]]:
        """The shortcuts of the ontology between two fields: class of the node, start, end, property written."""
        rules = []
        quads = self.reader.store.quads_for_pattern(None, ox.NamedNode(CG + "shortcutWrites"), None, DEFAULT)
        for iri in sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}):
            parts = [self.reader.objects(iri, CG + f"shortcut{k}") for k in ("Of", "From", "To", "Writes")]
            if all(parts):
                klass, start, end, prop = (terms[0].value.removeprefix(CG) for terms in parts)
                rules.append((klass, start, end, prop))
        return rules


def _by_property(triple: _Triple) -> tuple[str, str, str]:
    return triple[1], triple[0], triple[2]
