"""The evidence of one statement: its passages, the sentences where the texts are at hand, and the n-ary nodes."""

import pyoxigraph as ox

from kg.errors import NotFound
from kg.lookup.around import Json, around, passages_json
from kg.lookup.documents import Documents
from kg.lookup.entity import Pages
from kg.lookup.part import short
from kg.model.iris import BASE, CG, local_name, parse_passage, passage_spans
from kg.store.reader import Value

MOST = 200  # passages of one statement that are shown


def evidence(
    pages: Pages, source: str, prop: str, target: str, *, literal: bool = False, documents: Documents | None = None
) -> Json:
    """Who says a statement, and where: the answer of ``/api/evidence``.

    ``source`` and ``target`` are ids or IRIs, ``prop`` a local name or an IRI; with ``literal`` the target is the text
    of a literal of any language and datatype. Each passage has its document, spans (code points, end exclusive) and,
    with ``documents``, its sentences. Raises NotFound where the graph does not say so.
    """
    subject = pages.parts.full(source)
    obj = None if literal else pages.parts.full(target)
    said = around(pages.reader, subject)
    graphs: set[str] = set()
    predicates: set[str] = set()
    for (predicate, term), stands in said.out.items():
        if prop in (predicate, local_name(predicate)) and _is(term, target, obj):
            graphs.update(stands)
            predicates.add(predicate)
    if not graphs:
        raise NotFound(f"the graph does not say: {source[:80]} {prop[:80]} {target[:80]}")
    predicate = min(predicates)
    return {
        "source": _end(pages, subject),
        "property": local_name(predicate),
        "zh": pages.labels.zh(predicate),
        "en": pages.labels.en(predicate),
        "target": _end(pages, obj) if obj else {"id": "", "label": target, "english": ""},
        "passages": [_passage(pages, graph, documents) for graph in sorted(graphs, key=_place)[:MOST]],
        "count": len(graphs),
        "nodes": _nodes(pages, subject, obj) if obj else [],
    }


def _is(term: Value, text: str, iri: str | None) -> bool:
    return term.value == (text if iri is None else iri) and isinstance(term, ox.Literal) == (iri is None)


def _end(pages: Pages, iri: str) -> Json:
    label, english = pages.name(iri)
    return {"id": short(iri), "label": label, "english": english}


def _place(graph: str) -> tuple[str, list[tuple[int, int]], str]:
    passage = parse_passage(graph)
    return (passage.document, passage_spans(passage), graph) if passage else ("", [], graph)


def _passage(pages: Pages, graph: str, documents: Documents | None) -> Json:
    passage = parse_passage(graph)
    (found,) = passages_json([graph])
    source = pages.sources.json(found["document"])
    about = {name: source[name] for name in ("title", "publisher", "date")}
    spans = [list(span) for span in passage_spans(passage)] if passage else []
    sentences = [part._asdict() for part in documents.sentences(graph)] if documents else []
    return found | about | {"spans": spans, "sentences": sentences}


def _nodes(pages: Pages, one: str, other: str) -> list[Json]:
    """The n-ary nodes that name both resources, or are one of the two, with their passages."""
    near = [{iri, *(start for start, _ in around(pages.reader, iri).into)} for iri in (one, other)]
    found = [node for iri in sorted(near[0] & near[1]) if (node := pages.naries.get(iri))]
    rows = [
        {
            "id": node.iri.removeprefix(BASE),
            "class": node.klass,
            "class_zh": pages.labels.zh(CG + node.klass),
            "class_en": pages.labels.en(CG + node.klass),
            "text": pages.naries.words(node),
            "english": pages.naries.english(node),
            "passages": passages_json(node.passages),
        }
        for node in found
    ]
    return sorted(rows, key=lambda row: (row["class"], row["text"]))
