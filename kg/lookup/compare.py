"""Two resources side by side: what both have, what only one has."""

from typing import NamedTuple

import pyoxigraph as ox

from kg.lookup.describe import NODES
from kg.lookup.show import Line, show
from kg.model.iris import ALT_LABEL, BASE, CG, local_name
from kg.names.natural import natural
from kg.store.reader import Reader

_Key = tuple[str, str]
# What stands above two columns is not compared in them.
_HEADS = frozenset({"name", "english", "class"})
_LIMIT = 2000  # lines of a page that are compared


class Worth(NamedTuple):
    """A value of a property: its text in Chinese and English, and the IRI of the resource that it is, else empty."""

    text: str
    english: str
    iri: str


class Compared(NamedTuple):
    """A property of two resources: the values of both, of the first alone, of the second alone.

    ``property`` is the local name of what ties value and resource, ``direction`` ``out``, or ``in`` where it is the
    value that has it; ``zh`` and ``en`` say what it means: of an n-ary node, its class.
    """

    property: str
    zh: str
    en: str
    direction: str
    both: tuple[Worth, ...]
    one: tuple[Worth, ...]
    other: tuple[Worth, ...]


def compare(reader: Reader, one: str, other: str) -> list[dict[str, str]]:
    """One row a property: the values that both have, and those of each alone, joined by 、."""
    pages = [_by_property(show(reader, iri)) for iri in (one, other)]
    rows = []
    for key in sorted(pages[0].keys() | pages[1].keys(), key=_order):
        left, right = (page.get(key, {}) for page in pages)
        rows.append(
            {
                "property": key[0],
                "label": key[1],
                "both": "、".join(sorted(left.keys() & right.keys())),
                reader.label(one): "、".join(sorted(left.keys() - right.keys())),
                reader.label(other): "、".join(sorted(right.keys() - left.keys())),
            }
        )
    return rows


def compared(reader: Reader, one: str, other: str) -> list[Compared]:
    """One row a property, as `compare` has it, with the values apart and the resources that they are.

    Names and classes are left out.
    """
    pages = [_by_property(show(reader, iri, _LIMIT)) for iri in (one, other)]
    rows = []
    for key in sorted(pages[0].keys() | pages[1].keys(), key=_order):
        left, right = (page.get(key, {}) for page in pages)
        lines = left | right
        first = next(iter(lines.values()))
        if first.property not in _HEADS:
            shared = left.keys() & right.keys()
            names = (sorted(each, key=natural) for each in (shared, left.keys() - shared, right.keys() - shared))
            sides = (tuple(_worth(reader, lines[text]) for text in texts) for texts in names)
            rows.append(Compared(*_property(reader, first, (one, other)), *sides))
    return rows


def _property(reader: Reader, line: Line, ends: tuple[str, str]) -> tuple[str, str, str, str]:
    """The property of a line, its labels in both languages, and its direction."""
    direction = "in" if line.direction == "←" else "out"
    if line.property == "alias":
        return local_name(ALT_LABEL), line.label, "alias", direction
    english = reader.label(CG + line.property, "en")
    if direction == "in" and line.property in NODES:
        near = (p for p, term in reader.out(line.iri) if isinstance(term, ox.NamedNode) and term.value in ends)
        return local_name(next(near, line.property)), line.label, english, direction
    return line.property, line.label, english, direction


def _worth(reader: Reader, line: Line) -> Worth:
    iri = line.iri if line.iri.startswith(BASE) else ""
    named = iri and reader.label(iri) == line.value
    return Worth(line.value, reader.label(iri, "en") if named else line.value, iri)


def _order(key: _Key) -> tuple[bool, str]:
    return (key[0].startswith("←"), key[0])


def _by_property(lines: list[Line]) -> dict[_Key, dict[str, Line]]:
    found: dict[_Key, dict[str, Line]] = {}
    for line in lines:
        row = line.row()
        found.setdefault((row["property"], row["label"]), {})[line.value] = line
    return found
