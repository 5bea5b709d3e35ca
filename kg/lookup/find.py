"""Finds resources by a part of a name: Chinese, English, pinyin or initials."""

import pyoxigraph as ox

from kg.lookup.resolve import candidate
from kg.model.iris import CG, RDFS
from kg.store.reader import Reader

_SUBCLASS = RDFS + "subClassOf"


def find(reader: Reader, text: str, *, klass: str = "", limit: int = 20) -> list[dict[str, str]]:
    """Resources one of whose names contains the text, best first; ``klass`` keeps those of one class.

    A class is given by its local name or label; a subclass counts as its class by the ontology in the graph. Where no
    name in the graph has the text, those count that have it in simplified characters, then the courts that the
    directory of courts knows by it: listing several is no guess. UsageError for a class that is none.
    """
    wanted = _subclasses(reader, klass) if klass else set()
    most = limit if not klass else limit * 20
    hits = reader.names.containing(text, most)
    iris = [hit.iri for hit in hits] or _in_simplified(reader, text, most) or by_directory(reader, text)
    kept = [iri for iri in iris if not klass or wanted.intersection(reader.classes(iri))]
    return [candidate(reader, iri) for iri in kept[:limit]]


def by_directory(reader: Reader, text: str) -> list[str]:
    """The courts of a graph that a text means by the directory of courts, or the case or document of a number."""
    from kg.lookup.known import courts_meant, in_graph, number_meant  # heavier than a look-up by name

    number = number_meant(text)
    if number and (hits := reader.names.exact(number)):
        return list(dict.fromkeys(hit.iri for hit in hits))
    return list(dict.fromkeys(iri for court in courts_meant(text.strip()).courts for iri in in_graph(reader, court)))


def _in_simplified(reader: Reader, text: str, most: int) -> list[str]:
    """The names in a graph that have a text of traditional characters in simplified ones."""
    from kg.names.traditional import simplified

    plain = simplified(text)
    return [hit.iri for hit in reader.names.containing(plain, most)] if plain != text else []


def _subclasses(reader: Reader, klass: str) -> set[str]:
    from kg.lookup.named import class_iri  # heavier than a look-up by name alone

    found: set[str] = set()
    new = {class_iri(reader, klass)}
    while new:
        found |= new
        new = {below for above in new for below in reader.subjects(_SUBCLASS, ox.NamedNode(above))} - found
    return {iri.removeprefix(CG) for iri in found}
