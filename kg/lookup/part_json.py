"""Nodes, edges and parts as JSON: plain dicts, with labels in both languages."""

from typing import Any

from kg.lookup.changes import short
from kg.lookup.part import Edge, Node, Part, Parts
from kg.model.iris import parse_passage

Json = dict[str, Any]


def passage_json(graph: str) -> Json:
    """A passage (the IRI of its named graph): ``document``, ``fragment``, and ``short`` for people."""
    passage = parse_passage(graph)
    document, fragment = (passage.document, passage.fragment) if passage else ("", "")
    return {"document": document, "fragment": fragment, "short": short(graph)}


def node_json(parts: Parts, node: Node) -> Json:
    """A node: ``id``, names, class with its labels, date, degree."""
    zh, en = parts.labels(node.klass)
    return {
        "id": node.id,
        "label": node.label,
        "english": node.english,
        "class": node.klass,
        "class_zh": zh,
        "class_en": en,
        "since": node.since,
        "degree": node.degree,
    }


def edge_json(parts: Parts, edge: Edge) -> Json:
    """An edge: ends, property with its labels, passages, the ids of their documents, dates."""
    zh, en = parts.labels(edge.prop)
    passages = [passage_json(graph) for graph in edge.passages]
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "property": edge.prop,
        "zh": zh,
        "en": en,
        "passages": passages,
        "documents": sorted({passage["document"] for passage in passages}),
        "since": edge.since,
        "until": edge.until,
    }


def part_json(parts: Parts, part: Part) -> Json:
    """A part: ``nodes`` and ``edges``."""
    return {"nodes": [node_json(parts, n) for n in part.nodes], "edges": [edge_json(parts, e) for e in part.edges]}
