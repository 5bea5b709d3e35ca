"""N-ary nodes: their IRIs, their statements, and the one-hop properties that go with them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from kg.model.facts import NodeClaim
from kg.model.iris import BASE, RDF_TYPE
from kg.model.literals import split_unit
from kg.model.statements import Statement, iri, literal
from kg.model.vocabulary import Klass, Property, Vocabulary, nearest
from kg.rdf.registry import Resource

_TYPE = iri(RDF_TYPE)
_Fields = dict[str, list[str]]
_new = tuple.__new__
_unit = lru_cache(maxsize=1024)(split_unit)


class Context(Protocol):
    """What a node needs of the source that it stands in."""

    def resource(self, name: str, line: int, column: str) -> Resource | None:
        """The resource that a name means, or None with a reject."""
        ...

    def literal(self, prop: Property, text: str, line: int, column: str) -> str:
        """The canonical literal of a text, or an empty text with a reject."""
        ...

    def reject(self, line: int, column: str, value: str, reason: str, hint: str = "") -> None:
        """Note what is refused."""
        ...


def node_iri(klass: Klass, terms: Mapping[str, Sequence[str]]) -> str:
    """The IRI of a node: its kind and 16 hex digits of BLAKE2b over its identifying fields, by name."""
    lines = [f"{name}\t{term}\n" for name in klass.identified_by for term in sorted(terms.get(name, ()))]
    digest = hashlib.blake2b("".join(lines).encode(), digest_size=8).hexdigest()
    return f"{BASE}{klass.iri_kind}/{digest}"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A shortcut, ready to write; ``role`` is the literal it asks for, or empty."""

    source: str
    target: str
    predicate: str
    role: str


@dataclass(slots=True)
class _Plan:
    """A class of nodes: its type term, its properties by name (sorted) and by key, its shortcuts."""

    klass: Klass
    type_term: str
    terms: dict[str, str]
    cuts: list[_Cut]
    keys: dict[str, Property | None] = field(default_factory=dict)


class NodeCompiler:
    """Compiles n-ary facts of all sources alike."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.by_key = {k.facts_key: k for k in vocabulary.classes.values() if k.facts_key}
        self.classes = frozenset(k.name for k in self.by_key.values())
        self._plans = {key: self._plan(klass) for key, klass in self.by_key.items()}

    def _plan(self, klass: Klass) -> _Plan:
        properties = self.vocabulary.properties
        terms = {name: iri(prop.iri) for name, prop in sorted(properties.items())}
        cuts = [
            _Cut(cut.source, cut.target, terms[cut.writes], literal(cut.when_role) if cut.when_role else "")
            for cut in self.vocabulary.shortcuts
            if cut.of == klass.name
        ]
        own = {name: term for name, term in terms.items() if klass.name in properties[name].domain}
        return _Plan(klass, iri(klass.iri), own, cuts)

    def owns(self, prop: Property) -> bool:
        """Whether a property is written for nodes alone, never as a plain statement."""
        return prop.domain <= self.classes or (bool(prop.range) and prop.range <= self.classes)

    def compile(self, fact: NodeClaim, context: Context, graph: str) -> list[Statement]:
        """The statements of a node and of its shortcuts; nothing, and rejects, where a field is wrong."""
        plan = self._plans[fact.key]
        terms = self._terms(plan, fact, context)
        if terms is None:
            return []
        node, line = iri(node_iri(plan.klass, terms)), fact.line
        found = [_new(Statement, (node, _TYPE, plan.type_term, graph, line))]
        for name, predicate in plan.terms.items():
            if name in terms:
                found += [_new(Statement, (node, predicate, term, graph, line)) for term in terms[name]]
        for cut in plan.cuts:
            if cut.role and [cut.role] != terms.get("role", [])[:1]:
                continue
            for source in terms.get(cut.source, ()):
                for target in terms.get(cut.target, ()) if cut.target else (node,):
                    found.append(_new(Statement, (source, cut.predicate, target, graph, line)))
        return found

    def _property(self, plan: _Plan, key: str) -> Property | None:
        if key not in plan.keys:
            plan.keys[key] = self.vocabulary.node_property(plan.klass.name, key)
        return plan.keys[key]

    def _terms(self, plan: _Plan, fact: NodeClaim, context: Context) -> _Fields | None:
        terms: _Fields = {}
        whole = True
        for key, text in self._split_units(fact):
            prop = self._property(plan, key)
            if prop is None:
                self._unknown(plan, key, text, fact, context)
                whole = False
                continue
            if prop.is_literal:
                term = context.literal(prop, text, fact.line, key)
            else:
                term = self._resource(prop, text, fact, context, key)
            if not term:
                whole = False
            elif prop.name not in terms:
                terms[prop.name] = [term]
            elif term not in terms[prop.name]:
                terms[prop.name].append(term)
        return terms if whole else None

    def _unknown(self, plan: _Plan, key: str, text: str, fact: NodeClaim, context: Context) -> None:
        keys = self.vocabulary.node_keys(plan.klass.name)
        hint = nearest(key, keys) or "keys: " + ", ".join(keys)
        context.reject(fact.line, key, text, f"{fact.key} has no key {key}", hint)

    def _resource(self, prop: Property, text: str, fact: NodeClaim, context: Context, key: str) -> str:
        found = context.resource(text, fact.line, key)
        if found is None:
            return ""
        if not self.vocabulary.fits(found.classes, prop.range):
            wanted, got = " or ".join(sorted(prop.range)), ", ".join(found.classes)
            context.reject(fact.line, key, text, f"{key} takes {wanted}, not {got}")
            return ""
        return found.term

    def _split_units(self, fact: NodeClaim) -> Sequence[tuple[str, str]]:
        """The fields, a printed unit (万元) as unit and multiplier, and the value also as it was printed."""
        if fact.key != "observation" or any(key == "multiplier" for key, _ in fact.fields):
            return fact.fields
        fields = _as_printed(fact.fields)
        for pair in fact.fields:
            if pair[0] != "unit":
                fields.append(pair)
                continue
            unit, factor = _unit(pair[1])
            fields += [("unit", unit)] if unit else []
            fields += [("multiplier", factor)] if factor else []
        return fields


def _as_printed(given: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The printed form where the canonical value would lose it: 5.30亿元 is not told as 5.3亿元.

    Only what the fields say themselves: with a comparator the printed words are not known, and not written.
    """
    own = dict(given)
    value = own.get("value", "")
    if value[-1:] == "0" and "." in value and not own.keys() & {"printed", "comparator"}:
        return [("printed", value + own.get("unit", ""))]
    return []
