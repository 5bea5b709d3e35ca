"""What a picture says of its nodes and edges when one is clicked: names, facts, figures, dates and their passages."""

from typing import Any

from kg.lookup.describe import NODES
from kg.lookup.documents import Documents
from kg.lookup.part import Edge, Node, Part, Parts
from kg.lookup.show import show
from kg.model.iris import DCTERMS, DOCUMENTS, parse_passage
from kg.names.pinyin import pinyin
from kg.view.colours import FAMILIES, family

Json = dict[str, Any]
_EVERY = 1_000_000  # lines of a resource's page
_SOUNDED = 120  # characters of a name that are searched in pinyin


class Details:
    """The words behind a picture; every passage and document stands in it once, and is pointed to by number."""

    def __init__(self, parts: Parts, documents: Documents | None) -> None:
        """``documents`` gives the sentences of passages; without it they are left out."""
        self.parts = parts
        self.documents = documents
        self._passages: dict[str, int] = {}
        self._documents: dict[str, int] = {}

    def of(self, part: Part) -> Json:
        """Nodes, edges, and the classes, properties, passages and documents that they speak of."""
        place = {node.id: number for number, node in enumerate(part.nodes)}
        nodes = [self._node(node) for node in part.nodes]
        edges = [self._edge(edge, place) for edge in part.edges]
        said = {fact[0] for node in nodes for fact in node["facts"]}
        terms = sorted({edge.prop for edge in part.edges} | said)
        classes = sorted({node.klass for node in part.nodes} | {more[0] for node in nodes for more in node["more"]})
        passages = [self._passage(graph) for graph in self._passages]  # these number the documents
        return {
            "nodes": nodes,
            "edges": edges,
            "classes": {name: [*self.parts.labels(name), family(name)] for name in classes},
            "properties": {name: self.parts.labels(name) for name in terms},
            "families": {name: found._asdict() for name, found in FAMILIES.items()},
            "passages": passages,
            "documents": [self._document(name) for name in self._documents],
        }

    def _node(self, node: Node) -> Json:
        found: Json = {"id": node.id, "label": node.label, "class": node.klass, "degree": node.degree}
        found |= {key: value for key, value in (("english", node.english), ("since", node.since)) if value}
        aliases: list[Any] = []
        facts: list[Any] = []
        figures: list[Any] = []
        more: list[Any] = []
        for line in show(self.parts.reader, node.iri, _EVERY):
            at = self._numbers(line.passages)
            if line.property == "alias":
                aliases.append([line.value, at])
            elif line.property in {"name", "english", "class"}:
                continue
            elif not line.iri:
                facts.append([line.property, line.value, at])
            elif line.property == "hasObservation":
                figures.append([line.value, at])
            elif line.direction == "←" and line.property in NODES:
                more.append([line.property, line.value, at])
        names = [node.label, *(alias[0] for alias in aliases)]
        sounds = sorted({sound for name in names for sound in pinyin(name[:_SOUNDED]) if sound})
        return found | {"aliases": aliases, "sounds": sounds, "facts": facts, "figures": figures, "more": more}

    def _edge(self, edge: Edge, place: dict[str, int]) -> Json:
        found: Json = {"s": place[edge.source], "t": place[edge.target], "p": edge.prop}
        found |= {key: value for key, value in (("since", edge.since), ("until", edge.until)) if value}
        return found | {"at": self._numbers(edge.passages)}

    def _numbers(self, graphs: tuple[str, ...]) -> list[int]:
        return [self._passages.setdefault(graph, len(self._passages)) for graph in graphs]

    def _passage(self, graph: str) -> Json:
        passage = parse_passage(graph)
        document, fragment = (passage.document, passage.fragment) if passage else (graph.removeprefix(DOCUMENTS), "")
        found: Json = {"d": self._documents.setdefault(document, len(self._documents)), "f": fragment}
        sentence = self.documents.sentence(graph) if self.documents and fragment else ""
        return found | ({"s": sentence} if sentence else {})

    def _document(self, name: str) -> Json:
        iri = DOCUMENTS + name
        first = {
            key: next((self._text(term) for term in self.parts.reader.objects(iri, DCTERMS + prop)), "")
            for key, prop in (("publisher", "publisher"), ("date", "date"))
        }
        title = self.parts.reader.label(iri)
        return {"id": name, "title": title if self.parts.reader.exists(iri) else name, **first}

    def _text(self, term: Any) -> str:
        value: str = term.value
        return self.parts.reader.label(value) if type(term).__name__ == "NamedNode" else value


def left_out(parts: Parts, classes: dict[str, int], nodes: int, edges: int) -> Json:
    """What was left out, with the classes by their labels, most first."""
    ranked = sorted(classes.items(), key=lambda item: (-item[1], item[0]))
    return {"nodes": nodes, "edges": edges, "classes": [[*parts.labels(name), count] for name, count in ranked]}
