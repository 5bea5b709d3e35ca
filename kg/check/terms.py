"""Terms of statements, in canonical N-Triples text, as terms of rdflib, and back."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib.term import Node

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([a-zA-Z-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def _unescape(match: re.Match[str]) -> str:
    if match[3]:
        return _PLAIN.get(match[3], match[3])
    return chr(int(match[1] or match[2], 16))


def lexical(text: str) -> tuple[str, str, str]:
    """A literal in N-Triples text as lexical form, language and datatype IRI; ValueError where it is none."""
    match = _LITERAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no literal in N-Triples")
    body = match[1]
    return (_ESCAPE.sub(_unescape, body) if "\\" in body else body), match[2] or "", match[3] or ""


class Terms:
    """Translates terms, each once. rdflib builds a term 20 times slower than a dict finds it again."""

    def __init__(self) -> None:
        # Late, because rdflib takes 0.2 s to import and only a check needs it.
        from rdflib.term import Literal, URIRef

        self._literal, self._uri = Literal, URIRef
        self._made: dict[str, Node] = {}
        self._text: dict[Node, str] = {}

    def term(self, text: str) -> "Node":
        """The rdflib term of a text."""
        made = self._made.get(text)
        if made is None:
            made = self._made[text] = self._make(text)
            self._text[made] = text
        return made

    def _make(self, text: str) -> "Node":
        if text.startswith("<"):
            return self._uri(text[1:-1])
        body, language, datatype = lexical(text)
        if language:
            return self._literal(body, lang=language)
        # Without ``normalize`` the lexical form stays: 2022-13 must be seen as it was written.
        return self._literal(body, datatype=self._uri(datatype) if datatype else None, normalize=False)

    def text(self, node: object) -> str:
        """The text of a term that `term` has made; an empty text for None, else an IRI's own text."""
        if node is None:
            return ""
        known = self._text.get(node)  # type: ignore[call-overload]
        return known if known is not None else f"<{node}>"
