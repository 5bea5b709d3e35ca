"""The projection: what the store says of a subject, as a node and the relationships that leave it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from kg.mirror.elements import Edge, Node, literal_line, triple_sid
from kg.mirror.names import CLASSES, IRI, LITERALS, RESOURCE, TERM, Name, NameTable
from kg.mirror.terms import exact, native, read_literal
from kg.model.iris import RDF_TYPE

_TYPE = f"<{RDF_TYPE}>"


class Projected(NamedTuple):
    """A subject: its node, its relationships, and the statements that the mirror keeps but cannot show."""

    node: Node
    edges: list[Edge]
    hidden: list[tuple[str, str]]


class Quad(NamedTuple):
    """One line of the store's N-Quads, in N-Triples text."""

    subject: str
    predicate: str
    object: str
    graph: str


def read_quad(line: bytes) -> Quad:
    """A quad from its canonical line: no term but a literal has spaces, and that stands third."""
    subject, predicate, rest = line.decode().split(" ", 2)
    term, graph = rest[:-3].rsplit(" ", 1)
    return Quad(subject, predicate, term, graph)


class _Statement(NamedTuple):
    """A predicate and an object of one subject, with all graphs that say it, sorted."""

    predicate: str
    term: str
    graphs: list[str]


def _statements(quads: list[Quad]) -> Iterator[_Statement]:
    """The distinct statements of a subject; quads of one statement stand together."""
    for (predicate, term), group in groupby(quads, key=lambda quad: quad[1:3]):
        yield _Statement(predicate, term, sorted(quad.graph for quad in group))


class Projector:
    """Turns subjects into nodes and relationships; ``dates`` are those of the source documents, by IRI."""

    def __init__(self, table: NameTable, dates: Mapping[str, str]) -> None:
        self.table = table
        self.dates = dates
        self._types = {f"<{iri}>": name for iri, name in table.types.items()}
        self._labels = {f"<{iri}>": name for iri, name in table.labels.items()}
        self._label_sets: dict[tuple[str, ...], tuple[tuple[str, ...], list[str]]] = {}

    def subjects(self, lines: Iterable[bytes]) -> Iterator[Projected]:
        """The subjects of sorted lines, in their order."""
        for _, group in groupby(lines, key=lambda line: line[: line.index(b" ")]):
            yield self.project([read_quad(line) for line in group])

    def project(self, quads: list[Quad]) -> Projected:
        """The node and the relationships of one subject, from its quads in order of their lines."""
        subject = quads[0].subject
        kept: list[str] = []
        classes: list[str] = []
        shown: dict[Name, list[tuple[str, list[str]]]] = {}
        edges: list[Edge] = []
        hidden: list[tuple[str, str]] = []
        for predicate, term, graphs in _statements(quads):
            kind = self._types.get(predicate)
            if kind and term[0] == "<":
                passages = [graph[1:-1] for graph in graphs]
                edges.append(Edge(kind, subject[1:-1], term[1:-1], triple_sid(subject, predicate, term), passages))
                continue
            kept.append(literal_line(predicate, term, graphs))
            if predicate == _TYPE and term in self._labels:
                classes.append(term)
            elif not self._show(shown, predicate, term, graphs):
                hidden.append((predicate, term))
        labels, names = self._labelled(tuple(classes))
        properties: dict[str, object] = {IRI: subject[1:-1]}
        if kept:
            properties[LITERALS] = sorted(kept)
        if names:
            properties[CLASSES] = names
        for name, values in shown.items():
            properties[name.name] = self._value(name, values)
        return Projected(Node(labels, properties), edges, hidden)

    def _show(
        self, shown: dict[Name, list[tuple[str, list[str]]]], predicate: str, term: str, graphs: list[str]
    ) -> bool:
        """Note the value of a property; returns whether a property shows the statement exactly."""
        if term[0] != '"':
            return False
        text, language = read_literal(term)
        name = self.table.properties.get((predicate[1:-1], language))
        if name is None:
            return False
        shown.setdefault(name, []).append((text, graphs))
        return exact(text, name.value.removesuffix("[]"))

    def _value(self, name: Name, values: list[tuple[str, list[str]]]) -> object:
        """A list where the shapes allow several values; else the value of the latest document."""
        if name.value.endswith("[]"):
            return sorted(text for text, _ in values)
        text = values[0][0] if len(values) == 1 else max(values, key=self._rank)[0]
        return native(text, name.value)

    def _rank(self, value: tuple[str, list[str]]) -> tuple[tuple[str, str], str]:
        """Latest document first; documents of one date, or of none, in order of their names."""
        text, graphs = value
        documents = (graph[1:-1].partition("#")[0] for graph in graphs)
        return max((self.dates.get(document, ""), document) for document in documents), text

    def _labelled(self, classes: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
        """The labels of a node of these classes, and the names of the classes themselves; both sorted."""
        found = self._label_sets.get(classes)
        if found is None:
            own = sorted(self._labels[term] for term in classes)
            labels = {label for name in own for label in self.table.ancestors.get(name, (name,))}
            if RESOURCE not in labels:
                labels.add(TERM)
            found = self._label_sets[classes] = (tuple(sorted(labels)), own)
        return found


def bare_node(iri: str) -> Node:
    """The node of an IRI that nothing is said of: the other end of a statement, such as a class of ORG."""
    return Node((TERM,), {IRI: iri})
