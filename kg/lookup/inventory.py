"""What a graph holds, as JSON: its documents, and the classes and properties of its ontology that it uses."""

from typing import Any

import pyoxigraph as ox

from kg.lookup.describe import NODES
from kg.lookup.part import Parts
from kg.lookup.resources import Resources
from kg.model.iris import CG, DCTERMS, DOCUMENTS, RDF_TYPE, RDFS
from kg.store.reader import Reader

Json = dict[str, Any]
_OBJECT_PROPERTY = ox.NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
_DOMAINS = (RDFS + "domain", "http://schema.org/domainIncludes")
_NOT_DRAWN = NODES | {"Node", "Shortcut", "SourceDocument", "Passage"}


def inventory(parts: Parts) -> Json:
    """Digest, counts, ``documents``, ``classes`` with those above them, ``properties``; the largest first."""
    manifest = parts.reader.manifest
    return {
        "digest": manifest.digest,
        "statements": manifest.statements,
        "resources": manifest.resources,
        "documents": [_document(parts.reader, name, count) for name, count in _largest(manifest.documents)],
        "classes": _classes(parts),
        "properties": [
            _term(parts, iri, count) | {"edge": _is_edge(parts.reader, iri)}
            for iri, count in _largest(manifest.properties)
            if iri.startswith(CG)
        ],
    }


def _largest(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _document(reader: Reader, name: str, count: int) -> Json:
    iri = DOCUMENTS + name
    publisher, date = (
        next((term.value for term in reader.objects(iri, DCTERMS + prop)), "") for prop in ("publisher", "date")
    )
    title = reader.label(iri)
    return {
        "id": name,
        "title": "" if title == name else title,
        "publisher": publisher,
        "date": date,
        "statements": count,
    }


def _classes(parts: Parts) -> list[Json]:
    """The classes that have resources, and those above them, whose own count may be 0."""
    lines = Resources(parts.reader).ancestors
    counts = {iri.removeprefix(CG): n for iri, n in parts.reader.manifest.classes.items() if iri.startswith(CG)}
    above = {up: 0 for name in counts for up in lines.get(name, ())}
    return [
        _term(parts, CG + name, count)
        | {"parents": lines.get(name, [name])[1:], "drawn": _NOT_DRAWN.isdisjoint(lines.get(name, [name]))}
        for name, count in _largest(above | counts)
    ]


def _term(parts: Parts, iri: str, count: int) -> Json:
    name = iri.removeprefix(CG)
    zh, en = parts.labels(name)
    return {"name": name, "zh": zh, "en": en, "count": count}


def _is_edge(reader: Reader, iri: str) -> bool:
    """Whether a property ties resources that are drawn: those of n-ary nodes do not."""
    if _OBJECT_PROPERTY not in reader.objects(iri, RDF_TYPE):
        return False
    domains = {term.value.removeprefix(CG) for prop in _DOMAINS for term in reader.objects(iri, prop)}
    return not domains or not domains <= _NOT_DRAWN
