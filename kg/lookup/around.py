"""What is said of a resource with the passages of each statement, read in one go; and n-ary nodes, read once each."""

from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.lookup.changes import short
from kg.lookup.describe import NODES, sentence
from kg.lookup.labels import Labels
from kg.lookup.part import Parts
from kg.model.iris import CG, RDF_TYPE, parse_passage
from kg.store.reader import Reader, Value

Json = dict[str, Any]
Graphs = list[str]

_KEPT = 50_000  # nodes, of some two kilobytes each
# The fields of a node in words, in the order in which they are told.
_TOLD = {
    "Observation": ("of", "metric", "comparison", "direction", "comparator", "value", "multiplier", "unit", "period",
                    "periodAsPrinted"),
    "Adoption": ("court", "role", "mechanism", "since"),
    "Recognition": ("of", "programme", "batch", "rank", "by", "on"),
    "PriorityClaim": ("of", "scope", "wording", "field", "by", "on"),
    "JurisdictionAssignment": ("court", "matter", "instance", "territory", "ceding", "from", "to", "basis"),
}  # fmt: skip


class Around(NamedTuple):
    """The statements that begin (``out``) and end (``into``) at a resource, each with its passages (IRIs, sorted)."""

    out: dict[tuple[str, Value], Graphs]
    into: dict[tuple[str, str], Graphs]


class Nary(NamedTuple):
    """An n-ary node: IRI, class, the terms of its fields by local name, and all passages that say it."""

    iri: str
    klass: str
    terms: dict[str, list[Value]]
    passages: Graphs


def around(reader: Reader, iri: str) -> Around:
    """All that is said of a resource (IRI); each side is one pass over the store, whatever the number of passages."""
    into: dict[tuple[str, str], Graphs] = {}
    for quad in reader.store.quads_for_pattern(None, None, ox.NamedNode(iri), None):
        if isinstance(graph := quad.graph_name, ox.NamedNode) and isinstance(start := quad.subject, ox.NamedNode):
            into.setdefault((start.value, quad.predicate.value), []).append(graph.value)
    for graphs in into.values():
        graphs.sort()
    return Around(_out(reader, iri), into)


def _out(reader: Reader, iri: str) -> dict[tuple[str, Value], Graphs]:
    found: dict[tuple[str, Value], Graphs] = {}
    for quad in reader.store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
        if isinstance(graph := quad.graph_name, ox.NamedNode) and isinstance(term := quad.object, Value):
            found.setdefault((quad.predicate.value, term), []).append(graph.value)
    for graphs in found.values():
        graphs.sort()
    return found


class Naries:
    """The n-ary nodes of a version; those that were read are kept."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.reader = parts.reader
        self.labels = Labels(parts.reader)
        self._found: dict[str, Nary | None] = {}

    def read_all(self) -> None:
        """Read all nodes now, where there are not too many to keep: a page then looks at the store for itself alone."""
        if len(self.parts.nary) <= _KEPT:
            for iri in self.parts.nary:
                self.get(iri)

    def get(self, iri: str) -> Nary | None:
        """The n-ary node of an IRI, or None where the resource is something else."""
        if iri not in self.parts.nary:
            return None
        if iri not in self._found:
            self._found[iri] = self._read(iri)
        return self._found[iri]

    def _read(self, iri: str) -> Nary | None:
        klass = ""
        terms: dict[str, list[Value]] = {}
        passages: set[str] = set()
        for (predicate, term), graphs in _out(self.reader, iri).items():
            passages.update(graphs)
            if predicate == RDF_TYPE and term.value.startswith(CG) and term.value[len(CG) :] in NODES:
                klass = term.value[len(CG) :]
            elif predicate.startswith(CG):
                terms.setdefault(predicate[len(CG) :], []).append(term)
        if not klass:
            return None
        kept = {name: sorted(values, key=lambda term: term.value) for name, values in terms.items()}
        return Nary(iri, klass, kept, sorted(passages))

    def texts(self, node: Nary, language: str = "zh") -> dict[str, list[str]]:
        """The fields of a node as texts, resources by their names in a language."""
        label = self.labels.en if language == "en" else self.labels.zh
        return {
            name: sorted(term.value if isinstance(term, ox.Literal) else label(term.value) for term in terms)
            for name, terms in node.terms.items()
        }

    def words(self, node: Nary, about: str = "") -> str:
        """A node in one Chinese line; ``about`` (an IRI) is the resource on whose page it stands, not named again."""
        return sentence(self.texts(node), node.klass, self.labels.zh(about) if about else "")

    def english(self, node: Nary, about: str = "") -> str:
        """A node in one line under English labels; what the graph holds in Chinese alone stays Chinese."""
        texts, own = self.texts(node, "en"), self.labels.en(about) if about else ""
        who, told = "", []
        for name in _TOLD[node.klass]:
            values = ", ".join(text for text in texts.get(name, []) if text != own)
            if values and name in ("of", "court"):
                who = f"{values} — "
            elif values:
                told.append(f"{self.labels.en(CG + name)}: {values}")
        return who + "; ".join(told)


@lru_cache(maxsize=1 << 16)
def _passage(graph: str) -> Json:
    passage = parse_passage(graph)
    document, fragment = (passage.document, passage.fragment) if passage else ("", "")
    return {"document": document, "fragment": fragment, "short": short(graph)}


def document_of(graph: str) -> str:
    """The id of the document that a passage (the IRI of a graph) is of; empty where it is none."""
    return str(_passage(graph)["document"])


def passages_json(graphs: Graphs) -> list[Json]:
    """Passages (IRIs of graphs) as ``document``, ``fragment``, ``short``; the dicts are shared: not to be changed."""
    return [_passage(graph) for graph in graphs]
