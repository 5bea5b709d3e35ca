"""Why the graph says so: the statements that tie two resources, and the passages that say them."""

import pyoxigraph as ox

from kg.lookup.describe import NODES, title
from kg.lookup.documents import Documents
from kg.model.iris import CG, DOCUMENTS, parse_passage
from kg.store.reader import Reader

_Triple = tuple[str, str, str]


def why(reader: Reader, one: str, other: str, documents: Documents | None = None) -> list[dict[str, str]]:
    """One row a passage for every statement that ties two resources (IRIs): directly, or through one n-ary node.

    With ``documents`` each row has the sentence with the span marked.
    """
    triples = [*_direct(reader, one, other), *_direct(reader, other, one)]
    for node in sorted(_nodes(reader, one) & _nodes(reader, other)):
        triples += _direct(reader, node, one) + _direct(reader, node, other)
        triples += _direct(reader, one, node) + _direct(reader, other, node)
    rows = [row for triple in dict.fromkeys(triples) for row in _rows(reader, triple, documents)]
    return sorted(rows, key=lambda row: (row["document"], _start(row["passage"]), row["property"], row["subject"]))


def _direct(reader: Reader, subject: str, obj: str) -> list[_Triple]:
    return [(subject, p, obj) for p, t in reader.out(subject) if isinstance(t, ox.NamedNode) and t.value == obj]


def _nodes(reader: Reader, iri: str) -> set[str]:
    """The n-ary nodes that name a resource."""
    around = {subject for subject, _ in reader.into(iri)}
    return {node for node in around if NODES.intersection(reader.classes(node))}


def _start(passage: str) -> int:
    digits = passage.partition("=")[2].partition(",")[0]
    return int(digits) if digits.isdigit() else 0


def _rows(reader: Reader, triple: _Triple, documents: Documents | None) -> list[dict[str, str]]:
    rows = []
    for graph in reader.passages(triple[0], triple[1], ox.NamedNode(triple[2])):
        passage = parse_passage(graph)
        row = {
            "subject": title(reader, triple[0]),
            "property": triple[1].removeprefix(CG),
            "object": title(reader, triple[2]),
            "document": passage.document if passage else graph,
            "title": reader.label(DOCUMENTS + passage.document) if passage else "",
            "passage": passage.fragment if passage else "",
        }
        if documents:
            row["sentence"] = documents.sentence(graph)
        rows.append(row)
    return rows
