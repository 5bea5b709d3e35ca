"""Order-free sums of digests, taken alike on both sides: over the store's projection, and over what Neo4j holds."""

from dataclasses import dataclass, field

from kg.mirror.elements import MODULUS, Edge, Node, digest
from kg.mirror.names import LITERALS
from kg.model.iris import BASE, DOCUMENTS

NODES, RELATIONSHIPS = "all nodes", "all relationships"


@dataclass
class Sums:
    """Sums and counts, by what they are taken over: ``label Court``, ``type HAS_PART``, ``document ID``."""

    sums: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def take(self, element: Node | Edge) -> int:
        """Add a node or a relationship; returns its digest."""
        value = digest(element)
        if isinstance(element, Edge):
            self._add(RELATIONSHIPS, value)
            self._add("type " + element.type, value)
            documents = _documents(element.passages)
        else:
            self._add(NODES, value)
            for name in element.shown_as():
                self._add("label " + name, value)
            documents = _literal_documents(element.properties.get(LITERALS))
        for name in documents:
            self._add("document " + name, value)
        return value

    def _add(self, key: str, value: int) -> None:
        self.sums[key] = (self.sums.get(key, 0) + value) % MODULUS
        self.counts[key] = self.counts.get(key, 0) + 1

    def differing(self, other: "Sums") -> list[str]:
        """The keys whose sums or counts differ, sorted."""
        keys = self.sums.keys() | other.sums.keys()
        mine, theirs = self.sums, other.sums
        return sorted(k for k in keys if mine.get(k) != theirs.get(k) or self.counts.get(k) != other.counts.get(k))


def document_name(graph: str) -> str:
    """The document of a named graph, in short: its id, or ``ontology`` or ``sources``."""
    return graph.partition("#")[0].removeprefix(DOCUMENTS).removeprefix(BASE)


def _documents(passages: object) -> set[str]:
    if not isinstance(passages, list):
        return set()
    return {document_name(passage) for passage in passages if isinstance(passage, str)}


def _literal_documents(lines: object) -> set[str]:
    if not isinstance(lines, list):
        return set()
    graphs = {graph for line in lines if isinstance(line, str) for graph in line.split("\t")[1:]}
    return {document_name(graph[1:-1]) for graph in graphs}
