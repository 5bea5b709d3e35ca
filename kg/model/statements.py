"""Statements as the store holds them: four terms in canonical N-Triples text."""

import re
from typing import NamedTuple

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f]')


class Statement(NamedTuple):
    """Subject, predicate, object and named graph, each in canonical N-Triples text; and the line it came from."""

    subject: str
    predicate: str
    object: str
    graph: str
    line: int

    @property
    def triple(self) -> str:
        """The triple as a line of N-Triples without its end."""
        return f"{self.subject} {self.predicate} {self.object}"

    @property
    def quad(self) -> str:
        """The quad as a line of N-Quads with its end."""
        return f"{self.subject} {self.predicate} {self.object} {self.graph} .\n"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def iri(value: str) -> str:
    """An IRI in N-Triples text."""
    return f"<{value}>"


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """A literal in canonical N-Triples text (RDF 1.1 N-Triples, "Canonical N-Triples").

    Escapes as the store writes them, so that a line of ours is a line of its export, byte for byte.
    """
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escape, text)
    if language:
        return f'"{text}"@{language}'
    return f'"{text}"^^<{datatype}>' if datatype else f'"{text}"'
