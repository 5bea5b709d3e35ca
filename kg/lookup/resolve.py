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
_INITIALS, _NUMBER = 4, 5  # as in kg.store.names_index, whose import an exact name does not need


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
    """The one resource that a text names: its IRI, name, alias, English name, one of these in pinyin, or its number.

    What the graph does not have is looked up in the directory of courts (`kg.names`), which knows more names of its
    courts. Raises Ambiguous with the candidates where several are named, or where the text is only a part of a name:
    that one name alone has it in this graph does not make it what was meant, nor does it that one alone of the courts
    of the country that are called so is in it. Raises NotFound with the nearest names where nothing is named,
    UsageError where the text is empty or cannot be encoded.
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
    known, why_not = _understood(reader, text, shown)
    if known:
        return known
    parts = _with_part(reader, text)
    if parts:
        raise Ambiguous(f"nothing is called {shown}, but these names have it: say which", _rows(reader, parts))
    raise NotFound(f"nothing is called {shown}{why_not or _nearest(reader, text)}")


def _understood(reader: Reader, text: str, shown: str) -> tuple[Found | None, str]:
    """What a name that the graph does not have means by the directory of courts; else why the graph has nothing.

    Raises Ambiguous where the directory knows several courts of the name, and some of them are in the graph.
    """
    from kg.lookup.known import courts_meant, in_graph, number_meant  # heavier than a look-up by an exact name

    number = number_meant(text)
    if number and (found := _tolerant(reader, number)):
        if len(found) > 1:
            raise Ambiguous(f"{shown} names {len(found)} resources: say which", _rows(reader, found))
        return Found(found[0], f"{text} → {number}: {reader.label(found[0])}"), ""
    courts, reason = courts_meant(text)
    if not courts:
        return None, ""
    there = list(dict.fromkeys(iri for court in courts for iri in in_graph(reader, court)))
    if len(courts) == 1 and len(there) == 1:
        return Found(there[0], f"{text} → {reader.label(there[0])} ({reason})"), ""
    if there:
        many = f"{len(courts)} courts of the directory, {len(there)} of them in this graph"
        raise Ambiguous(f"{shown} may mean {many if len(courts) > 1 else 'several'}: say which", _rows(reader, there))
    if len(courts) == 1:
        name = "" if courts[0].name == text else f"{courts[0].name}, "
        return None, f": it is {name}a court of the directory, not in this graph; try: kg court {shown}"
    return None, f": it may be any of {len(courts)} courts of the directory, none in this graph; try: kg court {shown}"


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
    own = [hit for hit in parts if hit.kind < _ENGLISH or hit.kind == _NUMBER]
    return list(dict.fromkeys(hit.iri for hit in own or parts))


def _nearest(reader: Reader, text: str) -> str:
    from difflib import SequenceMatcher

    # The index counts what they share; of these, the ones that are most alike: 甲市中级人民法院 for 甲市高级人民法院.
    hits = [(SequenceMatcher(None, text[:_SHOWN], hit.folded).ratio(), hit) for hit in reader.names.near(text, 9)]
    near = [reader.label(hit.iri) for _, hit in sorted(hits, key=lambda pair: -pair[0])[:3]]
    return f"; did you mean {'、'.join(near)}?" if near else "; try: kg find PART-OF-A-NAME"
