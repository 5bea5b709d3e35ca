"""Literals from canonical N-Triples text to the values that Neo4j holds."""

import re
from decimal import Decimal
from typing import NamedTuple

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Literal(NamedTuple):
    """The text of a literal, and its language; its datatype follows from the property."""

    text: str
    language: str


def _char(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SHORT.get(found[3], found[3])


def read_literal(term: str) -> Literal:
    """A literal from its N-Triples text."""
    end = term.rfind('"')
    text = term[1:end]
    if "\\" in text:
        text = _ESCAPE.sub(_char, text)
    return Literal(text, term[end + 2 :] if term[end + 1 : end + 2] == "@" else "")


def native(text: str, kind: str) -> str | int | float:
    """The value of a canonical text as ``float``, ``integer`` or ``string``."""
    return float(text) if kind == "float" else int(text) if kind == "integer" else text


def exact(text: str, kind: str) -> bool:
    """Whether the native value is the very number: a float has some 15 digits, an integer of Neo4j 64 bits."""
    if kind == "float":
        return Decimal(repr(float(text))) == Decimal(text)
    return kind != "integer" or abs(int(text)) < 1 << 63
