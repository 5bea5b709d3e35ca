"""Order-free sums of digests, taken alike on both sides: over the store's projection, and over what Neo4j holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.mirror.elements import Edge, Node, digest, total
from kg.mirror.names import LITERALS
from kg.model.iris import BASE, DOCUMENTS

NODES, RELATIONSHIPS = "all nodes", "all relationships"
_MODULUS = 1 << 128


@dataclass
class Sums:
    """Sums and counts, by what they are taken over: ``label Court``, ``type HAS_PART``, ``document ID``."""

    sums: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def take(self, node: Node, edges: Iterable[Edge]) -> int:
        """Add a node and the relationships that leave it; returns the digest of them all."""
        value = digest(node)
        parts = [value]
        self._add(NODES, value)
        for name in node.shown_as():
            self._add("label " + name, value)
        for name in _literal_documents(node.properties.get(LITERALS)):
            self._add("document " + name, value)
        for edge in edges:
            value = digest(edge)
            parts.append(value)
            self._add(RELATIONSHIPS, value)
            self._add("type " + edge.type, value)
            for name in _documents(edge.passages):
                self._add("document " + name, value)
        return total(parts)

    def _add(self, key: str, value: int) -> None:
        self.sums[key] = (self.sums.get(key, 0) + value) % _MODULUS
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
