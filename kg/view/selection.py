"""Which part of the graph a picture shows, and what it is called."""

from collections import Counter
from typing import NamedTuple

from kg.errors import NotFound
from kg.lookup.part import Node, Part, Parts
from kg.model.iris import BASE, CG, DOCUMENTS, RDF_TYPE
from kg.store.reader import Reader

LIMIT = 1500
_ALL = 1_000_000


class Selection(NamedTuple):
    """A part with its title in Chinese and English, the ids that it is about, and how names were understood."""

    part: Part
    zh: str
    en: str
    about: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class LeftOut(NamedTuple):
    """What a picture does not show: resources, statements, and the resources by class (local name)."""

    nodes: int
    edges: int
    classes: dict[str, int]


def around(parts: Parts, iri: str, depth: int) -> Selection:
    """What lies within so many steps of a resource; NotFound where it is nothing that is drawn."""
    if not parts.drawn(iri):
        raise NotFound(f"{parts.reader.label(iri)} is no resource that is drawn: try kg show")
    node = parts.node(iri)
    steps = "step" if depth == 1 else "steps"
    return Selection(
        parts.within(iri, depth, _ALL),
        f"{node.label} · {depth} 步之内",
        f"{node.english or node.label} · within {depth} {steps}",
        (node.id,),
    )


def between(parts: Parts, one: str, other: str, count: int, longest: int) -> Selection:
    """The shortest ways between two resources."""
    _, part = parts.way(one, other, count, longest, False)
    a, b = parts.node(one), parts.node(other)
    return Selection(part, f"{a.label} — {b.label}", f"{a.english or a.label} — {b.english or b.label}", (a.id, b.id))


def of_document(parts: Parts, document: str) -> Selection:
    """What one source document says: its statements and their ends; NotFound where there is no such document."""
    iri = DOCUMENTS + document
    names = sorted(found.removeprefix(DOCUMENTS) for found in _documents(parts.reader))
    if document not in names:
        raise NotFound(f"no document {document[:80]}; there are: {'、'.join(names)[:400]}")
    edges = [e for e in parts.whole().edges if any(_said_by(graph, iri) for graph in e.passages)]
    ends = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    nodes = tuple(parts.node(BASE + end) for end in sorted(ends))
    name = parts.reader.label(iri)
    return Selection(Part(nodes, tuple(edges)), name, f"{name} ({document})")


def _documents(reader: Reader) -> list[str]:
    import pyoxigraph as ox

    return reader.subjects(RDF_TYPE, ox.NamedNode(CG + "SourceDocument"))


def _said_by(graph: str, document: str) -> bool:
    return graph == document or graph.startswith(document + "#")


def of_query(parts: Parts, name: str, params: dict[str, str]) -> Selection:
    """The resources in the answer of a named question, and what ties them; NotFound where there are none."""
    from kg.lookup.catalogue import named_query
    from kg.lookup.named import ask_named, bind

    query = named_query(name)
    bound = bind(parts.reader, query, params)
    found = ask_named(parts.reader, query, bound.bindings)
    iris: dict[str, None] = {}
    for row in found.iris:
        for cell in row.values():
            iris.update(dict.fromkeys(cell if isinstance(cell, list) else [cell]))
    about = [term.strip("<>") for term in bound.bindings.values()]
    drawn = [iri for iri in about if parts.drawn(iri)]
    part = parts.induced([*drawn, *iris]) if found.rows else Part((), ())
    said = "，".join(f"{key} = {value}" for key, value in params.items())
    tail = f"（{said}）" if said else ""
    return Selection(
        part, query.zh + tail, query.en + tail, tuple(i.removeprefix(BASE) for i in drawn), (*bound.notes,)
    )


def everything(parts: Parts) -> Selection:
    """The whole graph."""
    return Selection(parts.whole(), "法院图谱 · 全图", "CourtGraph · the whole graph")


def core(part: Part, limit: int, keep: tuple[str, ...] = ()) -> tuple[Part, LeftOut]:
    """The most connected resources of a part, at most ``limit``, with ``keep`` (ids) among them; and what is left out.

    Most connected is what is left longest when the least tied are taken away again and again (the cores of Seidman
    1983), then who has most ties.
    """
    if len(part.nodes) <= limit:
        return part, LeftOut(0, 0, {})
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in part.nodes)
    graph.add_edges_from((e.source, e.target) for e in part.edges if e.source != e.target)
    depth = nx.core_number(graph)
    first = set(keep)

    def rank(node: Node) -> tuple[bool, int, int, str]:
        return (node.id not in first, -depth[node.id], -graph.degree(node.id), node.id)

    ranked = sorted(part.nodes, key=rank)
    kept = {node.id for node in ranked[:limit]}
    nodes = tuple(node for node in part.nodes if node.id in kept)
    edges = tuple(edge for edge in part.edges if edge.source in kept and edge.target in kept)
    gone = Counter(node.klass for node in ranked[limit:])
    return Part(nodes, edges), LeftOut(len(part.nodes) - len(nodes), len(part.edges) - len(edges), dict(gone))
