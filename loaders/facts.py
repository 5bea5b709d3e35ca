"""Facts files: the source code of the graph, one YAML file a document (see ``seeds/``).

A file has three keys: ``document`` (the id of the source), ``resources`` (each declared once, with class,
aliases and English name) and ``statements`` (one a line, each with its passage ``at``).
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from kg.errors import InputError
from kg.model.facts import Claim, Declaration, Fact, NodeClaim, Reject, SourceInfo
from kg.model.iris import DOCUMENT_ID, spans_fragment
from kg.model.vocabulary import Vocabulary, nearest
from loaders.sources import read_sources
from loaders.strict_yaml import Mapping, Node, Scalar, Sequence, read_yaml

__all__ = ["HEAD", "RESOURCE", "STATEMENT", "FactsFile", "read_sources"]

HEAD = ("document", "resources", "statements")
RESOURCE = ("class", "en", "aliases", "here")
STATEMENT = ("s", "p", "o", "at", "unsaid")
_CLAIM_KEYS = frozenset(STATEMENT)
_SHAPE = "a statement is {s: …, p: …, o: …, at: …}"
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


class FactsFile:
    """A facts file as a source of facts; what is wrong in it is in ``rejects`` once `facts` has been read."""

    def __init__(
        self,
        path: str,
        vocabulary: Vocabulary,
        sources: dict[str, SourceInfo] | None = None,
        root: Mapping | None = None,
    ) -> None:
        """Read a file, or take its ``root`` where it was read; InputError where it has no ``document``."""
        self.file = path
        self.rejects: list[Reject] = []
        self._root = read_yaml(path) if root is None else root
        self._node_keys = frozenset(k.facts_key for k in vocabulary.classes.values() if k.facts_key)
        self.info = self._info(sources or {})

    def _info(self, sources: dict[str, SourceInfo]) -> SourceInfo:
        document = self._root.items.get("document")
        if not isinstance(document, Scalar):
            raise InputError(f"{self.file}:1: no document: begin with document: and the id of the source")
        if not re.fullmatch(DOCUMENT_ID, document.text):
            place = f"{self.file}:{document.line}"
            raise InputError(f"{place}: {document.text!r} is no id: use a-z, 0-9, - and .")
        if sources and document.text not in sources:
            hint = nearest(document.text, sources)
            reason = f"the document {document.text} is not in sources.yaml"
            self._reject(document.line, "document", document.text, reason, hint)
        return sources.get(document.text, SourceInfo(document.text))

    def facts(self) -> Iterator[Fact]:
        """Declarations first, then statements in the order of the file."""
        for key, line in self._root.key_lines.items():
            if key not in HEAD:
                self._reject(line, key, key, f"unknown key {key}", nearest(key, HEAD))
        yield from self._resources()
        statements = self._root.items.get("statements")
        if not isinstance(statements, Sequence) or not statements.items:
            line = statements.line if statements else self._root.line
            self._reject(line, "statements", "", "no statements", "statements: is a list, one a line")
            return
        for node in statements.items:
            claim = _plain_claim(node)
            if claim:
                yield claim
            else:
                yield from self._statement(node)

    def _reject(self, line: int, column: str, value: str, reason: str, hint: str = "") -> None:
        self.rejects.append(Reject(self.file, line, column, value, reason, hint))

    def _resources(self) -> Iterator[Declaration]:
        node = self._root.items.get("resources")
        if not isinstance(node, Mapping):
            line = node.line if node else self._root.line
            self._reject(line, "resources", "", "no resources", "declare them")
            return
        owners: dict[str, str] = {}
        lines = node.key_lines
        for name, body in node.items.items():
            line = lines[name]
            if not isinstance(body, Mapping):
                self._reject(line, "resources", name, f"{name}: no class", "write {class: …}")
                continue
            fact = self._declaration(name, line, body)
            for alias in fact.aliases:
                if owners.setdefault(alias, name) != name:
                    reason = f"the alias {alias} is an alias of {owners[alias]} too"
                    self._reject(line, "aliases", alias, reason, "one alias means one resource in a file")
            yield fact

    def _declaration(self, name: str, line: int, body: Mapping) -> Declaration:
        for key, key_line in body.key_lines.items():
            if key not in RESOURCE:
                self._reject(key_line, key, name, f"unknown key {key}", nearest(key, RESOURCE))
        english = body.items.get("en", Scalar("", line))
        if not isinstance(english, Scalar):
            self._reject(english.line, "en", name, f"{name}: en is one text")
        aliases = [self._clean(alias, line, "aliases") for alias in _texts(body.items.get("aliases"))]
        if len(set(aliases)) < len(aliases) or name in aliases:
            self._reject(line, "aliases", name, f"{name}: an alias stands twice, or is the name itself")
        return Declaration(
            name=self._clean(name, line, "resources"),
            classes=tuple(_texts(body.items.get("class"))),
            english=english.text if isinstance(english, Scalar) else "",
            aliases=tuple(dict.fromkeys(a for a in aliases if a != name)),
            fragment="",
            line=line,
            here=tuple(_texts(body.items.get("here"))),
        )

    def _clean(self, text: str, line: int, column: str) -> str:
        """A name in Unicode's composed form without outer white space; anything else is a reject."""
        clean = unicodedata.normalize("NFC", text).strip()
        if clean != text or not clean:
            reason = f"the name {text!r} is empty, padded or not composed"
            self._reject(line, column, text, reason, f"write {clean}" if clean else "give it a name")
        return clean

    def _statement(self, node: Node) -> Iterable[Fact]:
        if not isinstance(node, Mapping):
            self._reject(node.line, "statements", "", _SHAPE)
            return ()
        items = node.items
        if items.keys() <= _CLAIM_KEYS:
            key = ""
        else:
            key = next((k for k in items if k in self._node_keys), "")
            self._known_keys(node, key)
        fragment = self._passage(node)
        unsaid = "".join(_texts(items["unsaid"])) if "unsaid" in items else ""
        if not fragment:
            return ()
        if key:
            return self._node_claim(key, node, fragment, unsaid)
        return self._claims(node, fragment, unsaid)

    def _known_keys(self, node: Mapping, key: str) -> None:
        known: Collection[str] = (key, "at", "unsaid") if key else STATEMENT
        for name, line in node.key_lines.items():
            if name not in known:
                hint = nearest(name, [*known, *self._node_keys])
                self._reject(line, name, name, f"unknown key {name}", hint or "keys: " + ", ".join(known))

    def _claims(self, node: Mapping, fragment: str, unsaid: str) -> Iterable[Claim]:
        parts = []
        for key in ("s", "p", "o"):
            texts = _texts(node.items.get(key))
            if not texts or "" in texts:
                self._reject(node.line, key, "", f"no {key}", _SHAPE)
                return ()
            parts.append(texts)
        subjects, predicates, objects = parts
        if len(predicates) > 1:
            self._reject(node.line, "p", ", ".join(predicates), "several properties", "one a line")
            return ()
        return [Claim(s, predicates[0], o, fragment, node.line, unsaid) for s in subjects for o in objects]

    def _node_claim(self, key: str, node: Mapping, fragment: str, unsaid: str) -> Iterable[NodeClaim]:
        body = node.items[key]
        if not isinstance(body, Mapping):
            self._reject(node.line, key, "", f"{key} is {{of: …, …}}")
            return ()
        fields = []
        for name, value in body.items.items():
            if type(value) is Scalar and value.text:
                fields.append((name, value.text))
                continue
            texts = _texts(value)
            if not texts or "" in texts:
                self._reject(body.key_lines[name], name, "", f"{name} is empty", "leave the key out")
            fields += [(name, text) for text in texts]
        return (NodeClaim(key, tuple(fields), fragment, node.line, unsaid),)

    def _passage(self, node: Mapping) -> str:
        """The fragment of the passage, or an empty text with a reject."""
        texts = _texts(node.items.get("at"))
        if not texts:
            hint = "write at: START-END, in characters of the document"
            self._reject(node.line, "at", "", "no passage", hint)
            return ""
        spans: list[tuple[int, int]] = []
        for text in texts:
            match = _SPAN.fullmatch(text)
            if not match:
                self._reject(node.line, "at", text, f"{text!r} is no span", "write at: 375-403")
                return ""
            start, end = int(match[1]), int(match[2])
            if start >= end:
                self._reject(node.line, "at", text, "a span ends where it begins, or before", "turn it round")
                return ""
            # In the order of reading, which scrambled columns can turn against the order of the file.
            if any(start < other[1] and other[0] < end for other in spans):
                self._reject(node.line, "at", ", ".join(texts), "spans of one passage overlap")
                return ""
            spans.append((start, end))
        return spans_fragment(spans)


def _plain_claim(node: Node) -> Claim | None:
    """The commonest line by far, four texts, taken straight; None for every other, right or wrong."""
    if not isinstance(node, Mapping) or len(node.items) != 4:
        return None
    get = node.items.get
    s, p, o, at = get("s"), get("p"), get("o"), get("at")
    if isinstance(s, Scalar) and isinstance(p, Scalar) and isinstance(o, Scalar) and isinstance(at, Scalar):
        match = _SPAN.fullmatch(at.text)
        if match and s.text and p.text and o.text:
            start, end = int(match[1]), int(match[2])
            if start < end:
                return Claim(s.text, p.text, o.text, spans_fragment(((start, end),)), node.line)
    return None


def _texts(node: Node | None) -> list[str]:
    """A text or a list of texts as a list; what is none in a list is an empty text, and refused as one."""
    if type(node) is Scalar:
        return [node.text]
    if isinstance(node, Sequence):
        return [item.text if isinstance(item, Scalar) else "" for item in node.items]
    return []
