"""The graph as a networkx MultiDiGraph, and as GraphML and GEXF for Gephi, yEd and others."""

import re
from typing import TYPE_CHECKING, Any

from kg.lookup.describe import NODES, describe
from kg.lookup.resources import JOIN, Resource, Resources
from kg.store.rdf_text import Sink
from kg.store.reader import Reader

if TYPE_CHECKING:
    import networkx as nx

# XML 1.0 has no such characters, not even as references.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Words that GEXF keeps for itself among the attributes of nodes and edges.
_GEXF_WORDS = frozenset({"id", "start", "end", "viz", "pid", "parents", "slices", "spells", "weight", "type"})


def network(reader: Reader, klass: str = "") -> "nx.MultiDiGraph[str]":
    """All resources as nodes and their statements as edges; with ``klass`` those of one class.

    A node (its key is the IRI) has ``label``, ``english``, ``class``, ``kind`` and its literals by the
    property's local name; an edge (its key is the property's local name) has ``property``, ``label`` and
    ``passages``. All are texts; several values are joined by ``；``. Raises NotFound for an unknown class.
    """
    import networkx as nx

    resources = Resources(reader)
    if klass:
        resources.check_class(klass)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="CourtGraph 法院图谱")
    edges: list[tuple[str, str, str]] = []
    for resource in resources.all():
        if not klass or resources.is_a(resource.classes, klass):
            graph.add_node(resource.iri, **_attributes(reader, resource))
            edges += [(resource.iri, target, prop) for prop, target in resource.edges]
    for source, target, prop in edges:
        if target in graph:
            passages = " ".join(resources.passages(source, prop, target))
            label = reader.label(f"https://w3id.org/courtgraph/ontology#{prop}")
            graph.add_edge(source, target, key=prop, property=prop, label=label, passages=passages)
    return graph


def _attributes(reader: Reader, resource: Resource) -> dict[str, str]:
    node = next((name for name in resource.classes if name in NODES), "")
    found = {
        "label": resource.label or (describe(reader, resource.iri, node) if node else resource.iri),
        "english": resource.english,
        "class": resource.classes[0],
        "kind": resource.kind,
    }
    if resource.aliases:
        found["aliases"] = JOIN.join(resource.aliases)
    return found | {name: JOIN.join(values) for name, values in resource.literals.items()}


def write_network(reader: Reader, form: str, out: Sink) -> None:
    """Write the whole network as ``graphml`` or ``gexf``, in a fixed order."""
    import networkx as nx

    graph = _clean(network(reader), renamed=_GEXF_WORDS if form == "gexf" else frozenset())
    if form == "graphml":
        lines = nx.generate_graphml(graph, named_key_ids=True)
    else:
        # The writer puts the day of the export into the file; equal graphs give equal files without it.
        lines = (re.sub(r' lastmodifieddate="[^"]*"', "", line) for line in nx.generate_gexf(graph))
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    for line in lines:
        out.write(f"{line}\n".encode())


def _clean(graph: "nx.MultiDiGraph[str]", renamed: frozenset[str]) -> "nx.MultiDiGraph[str]":
    """The same network with attributes that XML can hold, and none that the format keeps for itself."""

    def clean(data: dict[str, Any]) -> dict[str, str]:
        return {f"{k}_" if k in renamed else k: _NO_XML.sub("\ufffd", str(v)) for k, v in data.items()}

    for _, data in graph.nodes(data=True):
        fresh = clean(data)
        data.clear()
        data.update(fresh)
    for _, _, data in graph.edges(data=True):
        fresh = clean(data)
        data.clear()
        data.update(fresh)
    return graph
