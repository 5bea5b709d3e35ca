"""Finds resources by a part of a name: Chinese, English, pinyin or initials."""

import pyoxigraph as ox

from kg.lookup.resolve import candidate
from kg.model.iris import CG, RDFS
from kg.store.reader import Reader

_SUBCLASS = RDFS + "subClassOf"


def find(reader: Reader, text: str, *, klass: str = "", limit: int = 20) -> list[dict[str, str]]:
    """Resources one of whose names contains the text, best first; ``klass`` keeps those of one class.

    A class is given by its local name or label; a subclass counts as its class by the ontology in the graph.
    UsageError for a class that is none.
    """
    wanted = _subclasses(reader, klass) if klass else set()
    hits = reader.names.containing(text, limit if not klass else limit * 20)
    kept = [hit for hit in hits if not klass or wanted.intersection(reader.classes(hit.iri))]
    return [candidate(reader, hit.iri) for hit in kept[:limit]]


def _subclasses(reader: Reader, klass: str) -> set[str]:
    from kg.lookup.named import class_iri  # heavier than a look-up by name alone

    found: set[str] = set()
    new = {class_iri(reader, klass)}
    while new:
        found |= new
        new = {below for above in new for below in reader.subjects(_SUBCLASS, ox.NamedNode(above))} - found
    return {iri.removeprefix(CG) for iri in found}
