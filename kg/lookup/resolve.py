"""From what a person types to one resource; what is ambiguous is never guessed."""

import re
from typing import NamedTuple

from kg.errors import Ambiguous, NotFound, UsageError
from kg.model.iris import BASE
from kg.store.reader import Reader

_ASCII = re.compile(r"[ -~]+")
_SHOWN = 80
# A part of initials is three letters that come together by chance.
_ENGLISH = 2
_CANDIDATES = 20
_INITIALS = 4  # as in kg.store.names_index, whose import an exact name does not need


class Found(NamedTuple):
    """A resource, and how its name was understood: empty where it was typed as it stands."""

    iri: str
    note: str


def candidate(reader: Reader, iri: str) -> dict[str, str]:
    """A resource as a row: name, English name, classes, IRI."""
    english = reader.label(iri, "en")
    name = reader.label(iri)
    classes = [reader.label(_class_iri(c)) for c in reader.classes(iri)]
    return {
        "name": name,
        "english": english if english != name else "",
        "class": "、".join(classes),
        "iri": iri,
    }


def _class_iri(name: str) -> str:
    return f"{BASE}ontology#{name}"


def resolve(reader: Reader, text: str) -> Found:
    """The one resource that a text names: its IRI, name, alias, English name, or one of these in pinyin.

    Raises Ambiguous with the candidates where several are named, or where the text is only a part of a name: that
    one name alone has it in this graph does not make it what was meant. Raises NotFound with the nearest names where
    nothing is named, UsageError where the text is empty or cannot be encoded.
    """
    text = text.strip()
    if not text or not _encodable(text):
        raise UsageError("the name is not UTF-8" if text else "the name is empty")
    if text.startswith(BASE) and _exists(reader, text):
        return Found(text, "")
    exact = reader.named(text)
    if len(exact) == 1:
        return Found(exact[0], "")
    exact = exact or _tolerant(reader, text)
    if len(exact) == 1:
        return Found(exact[0], f"{text} → {reader.label(exact[0])}")
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    if exact:
        raise Ambiguous(f"{shown} names {len(exact)} resources: say which", _rows(reader, exact))
    parts = _with_part(reader, text)
    if parts:
        raise Ambiguous(f"nothing is called {shown}, but these names have it: say which", _rows(reader, parts))
    raise NotFound(f"nothing is called {shown}{_nearest(reader, text)}")


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _exists(reader: Reader, text: str) -> bool:
    try:
        return reader.exists(text)
    except ValueError:  # not an IRI at all
        return False


def _rows(reader: Reader, iris: list[str]) -> list[dict[str, str]]:
    return [candidate(reader, iri) for iri in iris[:_CANDIDATES]]


def _tolerant(reader: Reader, text: str) -> list[str]:
    """Resources by a folded name or pinyin: names before aliases, aliases before English, English before pinyin."""
    hits = reader.names.exact(text)
    if not hits and _ASCII.fullmatch(text):
        hits = reader.names.exact(re.sub(r"[^A-Za-z0-9]", "", text))
    best = min((hit.kind for hit in hits), default=0)
    return sorted({hit.iri for hit in hits if hit.kind == best})


def _with_part(reader: Reader, text: str) -> list[str]:
    """Resources with this text in a name; a Chinese one comes before English or pinyin that happens to have it."""
    parts = [hit for hit in reader.names.containing(text, _CANDIDATES) if hit.kind != _INITIALS]
    own = [hit for hit in parts if hit.kind < _ENGLISH]
    return list(dict.fromkeys(hit.iri for hit in own or parts))


def _nearest(reader: Reader, text: str) -> str:
    near = [reader.label(hit.iri) for hit in reader.names.near(text, 3)]
    return f"; did you mean {'、'.join(near)}?" if near else "; try: kg find PART-OF-A-NAME"
