"""What changed between two graphs, in words of the domain: resources, statements, values, passages."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

import pyoxigraph as ox

from kg.lookup.describe import NODES, Fields, sentence
from kg.model.iris import ALT_LABEL, BASE, CG, DOCUMENTS, PREF_LABEL, RDF_TYPE, local_name, parse_passage

# The fields by which a changed node is still the same to people.
_SAME = {
    "Observation": ("of", "metric", "period", "periodAsPrinted", "comparison"),
    "Adoption": ("court", "mechanism", "role"),
    "Recognition": ("of", "programme"),
    "PriorityClaim": ("of", "scope", "field"),
    "JurisdictionAssignment": ("court", "matter", "territory"),
}
_NAMES = {PREF_LABEL: "name", ALT_LABEL: "alias", RDF_TYPE: "class"}
# What the build writes beside a node goes with the node.
_BESIDE_NODES = frozenset({CG + "hasObservation"})
_Term = ox.NamedNode | ox.Literal
_Facts = dict[tuple[str, _Term], list[str]]


class Change(NamedTuple):
    """One change. ``kind`` is ``resource``, ``node``, ``statement``, ``value`` or ``passage``.

    ``sign`` is ``+`` for what is new, ``-`` for what is gone, ``~`` for what is otherwise; ``old`` and
    ``new`` are the object, the class or the value on either side; ``passages`` are those of the new side,
    or of the old one for what is gone.
    """

    sign: str
    kind: str
    subject: str
    property: str
    old: str
    new: str
    passages: tuple[str, ...]
    iri: str

    def row(self) -> dict[str, str]:
        """The change as a row of texts."""
        return self._asdict() | {"passages": "; ".join(short(p) for p in self.passages)}

    def text(self) -> str:
        """The change on one line: ``+ 甲 established 乙 [changchun-tribunals 375-403]``."""
        where = f" [{'; '.join(short(p) for p in self.passages)}]" if self.passages else ""
        if self.kind == "resource":
            return f"{self.sign} {self.subject} ({self.new or self.old})"
        if self.kind == "node":
            what = f"{self.old} → {self.new}" if self.sign == "~" else self.new or self.old
            return f"{self.sign} {self.property}: {what}{where}"
        if self.kind == "value":
            return f"~ {self.subject} {self.property}: {self.old} → {self.new}{where}"
        if self.kind == "passage":
            also = "also" if self.sign == "+" else "no longer"
            return f"{self.sign} {self.subject} {self.property} {self.new}: {also} at{where}"
        return f"{self.sign} {self.subject} {self.property} {self.new or self.old}{where}"


def short(graph: str) -> str:
    """A passage for people: ``changchun-tribunals 375-403``, ``register row 17``, or the graph's own name."""
    passage = parse_passage(graph)
    if passage is None:
        return local_name(graph)
    spans = passage.fragment.replace("&char=", ",char=").replace(",char=", "\0").removeprefix("char=")
    place = ",".join(span.replace(",", "-") for span in spans.split("\0")).replace("row=", "row ")
    return f"{passage.document} {place}".strip()


def name(term: _Term) -> str:
    """A term by what its IRI says: names of resources are in their IRIs, so that a file needs no look-up."""
    if isinstance(term, ox.Literal):
        return f"{term.value}@{term.language}" if term.language not in (None, "zh") else term.value
    for start in (CG, DOCUMENTS):
        if term.value.startswith(start):
            return term.value[len(start) :]
    return unquote(local_name(term.value))


def _facts(lines: list[bytes]) -> _Facts:
    found: _Facts = {}
    for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS):
        if isinstance(quad.object, _Term) and isinstance(quad.graph_name, ox.NamedNode):
            found.setdefault((quad.predicate.value, quad.object), []).append(quad.graph_name.value)
    return {key: sorted(graphs) for key, graphs in found.items()}


def _subject(lines: list[bytes]) -> str:
    return lines[0].split(b" ", 1)[0].decode()[1:-1]


def _classes(facts: _Facts) -> list[str]:
    return sorted(name(term) for predicate, term in facts if predicate == RDF_TYPE)


class _Node(NamedTuple):
    iri: str
    klass: str
    values: Fields
    passages: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return (self.klass, *("\t".join(self.values.get(key, [])) for key in _SAME[self.klass]))


def _node(iri: str, facts: _Facts) -> _Node | None:
    klass = next((k for k in _classes(facts) if k in NODES), "")
    if not klass or not iri.startswith(BASE):
        return None
    values: Fields = {}
    for predicate, term in facts:
        if predicate.startswith(CG):
            values.setdefault(predicate[len(CG) :], []).append(name(term))
    passages = sorted({graph for graphs in facts.values() for graph in graphs})
    return _Node(iri, klass, {key: sorted(texts) for key, texts in sorted(values.items())}, tuple(passages))


def changes(pairs: Iterable[tuple[list[bytes], list[bytes]]]) -> Iterator[Change]:
    """The changes of subjects that differ, as `kg.store.sides.paired` gives them; changed nodes come last."""
    gone: dict[tuple[str, ...], list[_Node]] = {}
    fresh: dict[tuple[str, ...], list[_Node]] = {}
    for old_lines, new_lines in pairs:
        iri = _subject(old_lines or new_lines)
        old, new = _facts(old_lines), _facts(new_lines)
        node = _node(iri, new or old)
        if node and not (old and new):
            (fresh if new else gone).setdefault(node.key, []).append(node)
        else:
            yield from _of_subject(iri, old, new)
    yield from _of_nodes(gone, fresh)


def _of_nodes(gone: dict[tuple[str, ...], list[_Node]], fresh: dict[tuple[str, ...], list[_Node]]) -> Iterator[Change]:
    for key in sorted(gone.keys() | fresh.keys()):
        before, after = gone.get(key, []), fresh.get(key, [])
        if len(before) == len(after) == 1:
            old, new = before[0], after[0]
            words = sentence(old.values, old.klass), sentence(new.values, new.klass)
            yield Change("~", "node", "", key[0], *words, new.passages, new.iri)
            continue
        for node in before:
            yield Change("-", "node", "", key[0], sentence(node.values, node.klass), "", node.passages, node.iri)
        for node in after:
            yield Change("+", "node", "", key[0], "", sentence(node.values, node.klass), node.passages, node.iri)


def _of_subject(iri: str, old: _Facts, new: _Facts) -> Iterator[Change]:
    subject = name(ox.NamedNode(iri))
    told: set[tuple[str, _Term]] = set()
    if not old or not new:
        classes = "、".join(_classes(old or new))
        sign = "+" if new else "-"
        told = {key for key in (old or new) if key[0] in (RDF_TYPE, PREF_LABEL)}
        if classes:
            yield Change(sign, "resource", subject, "", "" if new else classes, classes if new else "", (), iri)
    removed, added = ([key for key in a if key not in b and key not in told] for a, b in ((old, new), (new, old)))
    for before, after in _values(removed, added):
        removed.remove(before)
        added.remove(after)
        prop = _property(after)
        yield Change("~", "value", subject, prop, name(before[1]), name(after[1]), tuple(new[after]), iri)
    for key in _order(removed):
        yield Change("-", "statement", subject, _property(key), name(key[1]), "", tuple(old[key]), iri)
    for key in _order(added):
        yield Change("+", "statement", subject, _property(key), "", name(key[1]), tuple(new[key]), iri)
    for key in _order(old.keys() & new.keys()):
        for sign, one, other in (("-", old[key], new[key]), ("+", new[key], old[key])):
            passages = tuple(graph for graph in one if graph not in other)
            if passages:
                text = name(key[1])
                yield Change(sign, "passage", subject, _property(key), text, text, passages, iri)


def _property(key: tuple[str, _Term]) -> str:
    return _NAMES.get(key[0]) or name(ox.NamedNode(key[0]))


def _order(keys: Iterable[tuple[str, _Term]]) -> list[tuple[str, _Term]]:
    return sorted((key for key in keys if key[0] not in _BESIDE_NODES), key=lambda key: (_property(key), name(key[1])))


def _values(
    removed: list[tuple[str, _Term]], added: list[tuple[str, _Term]]
) -> list[tuple[tuple[str, _Term], tuple[str, _Term]]]:
    """Literals that took each other's place: one gone and one new of the same property and language."""
    sides: dict[tuple[str, str], tuple[list[tuple[str, _Term]], list[tuple[str, _Term]]]] = {}
    for at, keys in enumerate((removed, added)):
        for key in keys:
            if isinstance(key[1], ox.Literal):
                sides.setdefault((key[0], key[1].language or ""), ([], []))[at].append(key)
    return [(one[0], other[0]) for one, other in sides.values() if len(one) == len(other) == 1]
