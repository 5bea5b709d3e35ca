"""What of a document's text the graph covers: every passage with the statements that stand in it."""

import re
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import NotFound
from kg.lookup.describe import NODES, title
from kg.model.iris import CG, DOCUMENTS, RDF_TYPE, parse_passage, passage_spans
from kg.store.reader import Reader

GAP = 60
_WHITE = re.compile(r"\s+")


class Covered(NamedTuple):
    """A passage of a document: its spans in code points, and its statements in words."""

    iri: str
    spans: tuple[tuple[int, int], ...]
    statements: tuple[str, ...]


class Gap(NamedTuple):
    """A stretch that no statement touches: start and end in code points, and its text without white space."""

    start: int
    end: int
    text: str


def covered(reader: Reader, document: str) -> list[Covered]:
    """The passages of a document (by its id), in the order of their first span.

    Raises NotFound where the graph has no passage of such a document.
    """
    prefix = DOCUMENTS + document + "#char="
    graphs = [g.value for g in reader.store.named_graphs() if isinstance(g, ox.NamedNode)]
    found = []
    for graph in graphs:
        passage = parse_passage(graph) if graph.startswith(prefix) else None
        if passage:
            found.append(Covered(graph, tuple(passage_spans(passage)), statements(reader, graph)))
    if not found:
        raise NotFound(f"the graph has no passage of {document}: kg status lists the documents")
    return sorted(found, key=lambda c: (c.spans, c.iri))


def statements(reader: Reader, graph: str) -> tuple[str, ...]:
    """The statements of a passage in words; a node is one statement, and its fields are not told again."""
    rows = set()
    for quad in reader.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, predicate = quad.subject.value, quad.predicate.value
        klass = next((c for c in reader.classes(subject) if c in NODES), "")
        if klass:
            rows.add(f"{reader.label(CG + klass)} {title(reader, subject)}")
        elif predicate not in (RDF_TYPE, CG + "hasObservation"):
            term = quad.object
            value = title(reader, term.value) if isinstance(term, ox.NamedNode) else str(getattr(term, "value", ""))
            rows.add(f"{reader.label(subject)} {reader.label(predicate)} {value}")
    return tuple(sorted(rows))


def mask(text: str, passages: list[Covered]) -> list[int]:
    """For every character of a text, how many passages hold it."""
    depth = [0] * len(text)
    for passage in passages:
        for start, end in passage.spans:
            for position in range(start, min(end, len(text))):
                depth[position] += 1
    return depth


def share(text: str, passages: list[Covered]) -> float:
    """The share of characters, white space apart, that a passage holds: 0 to 1."""
    depth = mask(text, passages)
    counted = [bool(d) for d, char in zip(depth, text, strict=True) if not char.isspace()]
    return sum(counted) / len(counted) if counted else 0.0


def gaps(text: str, passages: list[Covered], longer_than: int = GAP) -> list[Gap]:
    """The stretches without a statement that are longer than so many characters, white space apart."""
    depth = mask(text, passages)
    found, start = [], 0
    for position in range(len(text) + 1):
        if position == len(text) or depth[position]:
            plain = _WHITE.sub("", text[start:position])
            if len(plain) > longer_than:
                found.append(Gap(start, position, plain))
            start = position + 1
    return found


def marked(text: str, passages: list[Covered], opening: str = "【", closing: str = "】") -> str:
    """The text with every covered stretch between two marks."""
    depth = mask(text, passages)
    out, inside = [], False
    for char, level in zip(text, depth, strict=True):
        if bool(level) != inside:
            out.append(closing if inside else opening)
            inside = not inside
        out.append(char)
    return "".join(out) + (closing if inside else "")
