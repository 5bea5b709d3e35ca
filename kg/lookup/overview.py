"""Which part of the whole graph an overview shows: by class, property and document, and how much of it."""

from typing import NamedTuple

from kg.errors import UsageError
from kg.lookup.part import Edge, Part, Parts
from kg.lookup.resources import Resources
from kg.model.iris import DOCUMENTS, parse_passage
from kg.model.vocabulary import nearest


class Filters(NamedTuple):
    """What an overview shows: classes and properties by local name, documents by id; all where nothing is said."""

    classes: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


def check(parts: Parts, filters: Filters) -> None:
    """Raise UsageError with the nearest name where a class, property or document is unknown."""
    manifest = parts.reader.manifest
    known = {
        "class": Resources(parts.reader).ancestors.keys(),
        "property": {iri.rpartition("#")[2] for iri in manifest.properties},
        "document": manifest.documents.keys(),
    }
    for (what, names), wanted in zip(known.items(), filters, strict=True):
        wrong = next((name for name in sorted(wanted) if name not in names), None)
        if wrong is not None:
            hint = nearest(wrong, dict.fromkeys(names, "")) or "see /api/status"
            raise UsageError(f"no {what} {wrong[:80]}; {hint}")


def chosen(parts: Parts, whole: Part, filters: Filters) -> Part:
    """The part of a whole that filters leave.

    A class keeps its resources, those of classes below it too, and the edges among them. A property or a document
    keeps its edges and their ends.
    """
    resources = Resources(parts.reader)
    nodes, edges = whole.nodes, whole.edges
    if filters.classes:
        lines = resources.ancestors
        nodes = tuple(n for n in nodes if not filters.classes.isdisjoint(lines.get(n.klass, [n.klass])))
    if filters.properties:
        edges = tuple(edge for edge in edges if edge.prop in filters.properties)
    if filters.documents:
        edges = tuple(edge for edge in edges if _said_in(edge, filters.documents))
    kept = {node.id for node in nodes}
    edges = tuple(edge for edge in edges if edge.source in kept and edge.target in kept)
    if filters.properties or filters.documents:
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        nodes = tuple(node for node in nodes if node.id in ends)
    return Part(nodes, edges)


def _said_in(edge: Edge, documents: frozenset[str]) -> bool:
    found = (parse_passage(graph) for graph in edge.passages if graph.startswith(DOCUMENTS))
    return any(passage is not None and passage.document in documents for passage in found)
