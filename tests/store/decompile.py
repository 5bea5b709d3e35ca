"""Facts and stores in one normal form, each made its own way, so that one can be held against the other.

From the facts it is made by the rules of the design; from the store by reading its named graphs and nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

import pyoxigraph as ox

from kg.model.facts import Claim, NodeClaim
from kg.model.iris import ALT_LABEL, CG, DOCUMENTS, EDTF, PREF_LABEL, RDF_TYPE, XSD
from kg.model.vocabulary import Klass, Property, Vocabulary
from tests.store.random_facts import UNITS, Facts

# A resource is its name, a figure its value, a node its class with its identifying fields.
Term = tuple[object, ...]
Fields = frozenset[tuple[str, Term]]


class Normal(NamedTuple):
    """Declarations; statements as (subject, property, object, fragment); nodes as (class, fields, fragment)."""

    declarations: set[tuple[str, frozenset[str], str, frozenset[str]]]
    statements: set[tuple[str, str, Term, str]]
    nodes: set[tuple[str, Fields, str]]


def term(prop: Property, text: str) -> Term:
    """What a text means as an object of a property."""
    if not prop.is_literal:
        return ("resource", text)
    if XSD + "decimal" in prop.datatypes:
        return ("number", Decimal(text))
    if XSD + "integer" in prop.datatypes:
        return ("number", Decimal(int(text)))
    if EDTF in prop.datatypes or XSD + "date" in prop.datatypes:
        kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)] if "/" not in text else "EDTF"
        return ("date", kind, text)
    return ("text", text)


def identity(klass: Klass, fields: Iterable[tuple[str, Term]]) -> Term:
    """What makes a node the same node."""
    return ("node", klass.name, frozenset(pair for pair in fields if pair[0] in klass.identified_by))


def normal(facts: Facts, vocabulary: Vocabulary) -> Normal:
    """The normal form of facts."""
    found = Normal(set(), set(), set())
    for d in facts.declarations:
        found.declarations.add((d.name, frozenset(d.classes), d.english, frozenset(d.aliases)))
    whole: dict[tuple[Term, str], set[tuple[str, Term]]] = defaultdict(set)
    for fact in facts.statements:
        if isinstance(fact, Claim):
            value = term(vocabulary.properties[fact.predicate], fact.object)
            found.statements.add((fact.subject, fact.predicate, value, fact.fragment))
            continue
        klass = vocabulary.node_class(fact.key)
        assert klass
        fields = _fields(fact, klass, vocabulary)
        node = identity(klass, fields)
        whole[node, fact.fragment] |= fields
        found.statements.update((*said, fact.fragment) for said in _beside(klass, node, fields, vocabulary))
    for (node, fragment), fields in whole.items():
        found.nodes.add((str(node[1]), frozenset(fields), fragment))
    return found


def _fields(fact: NodeClaim, klass: Klass, vocabulary: Vocabulary) -> set[tuple[str, Term]]:
    """The fields of a node by property, a printed unit taken apart, and what the value would lose kept as printed."""
    pairs = list(fact.fields)
    given = dict(pairs)
    if fact.key == "observation" and "multiplier" not in given:
        if "unit" in given:
            pairs.remove(("unit", given["unit"]))
            unit, factor = UNITS[given["unit"]]
            pairs += [("unit", unit), *([("multiplier", factor)] if factor else [])]
        value = given.get("value", "")
        if "." in value and value.endswith("0") and not given.keys() & {"printed", "comparator"}:
            pairs.append(("printed", value + given.get("unit", "")))
    found = set()
    for key, text in pairs:
        prop = vocabulary.node_property(klass.name, key)
        assert prop
        found.add((prop.name, term(prop, text)))
    return found


def _beside(
    klass: Klass, node: Term, fields: set[tuple[str, Term]], vocabulary: Vocabulary
) -> Iterable[tuple[str, str, Term]]:
    """The plain statements that go with a node."""
    for cut in vocabulary.shortcuts:
        if cut.of != klass.name or (cut.when_role and ("role", ("text", cut.when_role)) not in fields):
            continue
        for source in (str(value[1]) for name, value in fields if name == cut.source):
            for target in [value for name, value in fields if name == cut.target] if cut.target else [node]:
                yield source, cut.writes, target


def decompile(store: ox.Store, document: str, vocabulary: Vocabulary) -> Normal:
    """The normal form of what the named graphs of a document say."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    home = DOCUMENTS + document
    for quad in store:
        if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.partition("#")[0] == home:
            graphs[quad.graph_name.value.partition("#")[2]].append(quad)
    names = {concept.iri: concept.name for concept in vocabulary.concepts.values()}
    declared = _declared(graphs.pop("", []))
    names |= {iri: entry[0] for iri, entry in declared.items()}
    found = Normal(set(declared.values()), set(), set())
    classes = {k.iri: k for k in vocabulary.classes.values() if k.facts_key}
    for fragment, quads in graphs.items():
        _passage(fragment, quads, names, classes, found)
    return found


def _declared(quads: list[ox.Quad]) -> dict[str, tuple[str, frozenset[str], str, frozenset[str]]]:
    by_subject: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        language = quad.object.language or "" if isinstance(quad.object, ox.Literal) else ""
        by_subject[quad.subject.value][quad.predicate.value, language].add(quad.object.value)
    found = {}
    for iri, said in by_subject.items():
        (name,) = said.pop((PREF_LABEL, "zh"))
        (english,) = said.pop((PREF_LABEL, "en"), {""})
        classes = {value.removeprefix(CG) for value in said.pop((RDF_TYPE, ""))}
        found[iri] = (name, frozenset(classes), english, frozenset(said.pop((ALT_LABEL, "zh"), set())))
        assert not said
    return found


def _passage(
    fragment: str, quads: list[ox.Quad], names: dict[str, str], classes: dict[str, Klass], found: Normal
) -> None:
    """The statements and nodes of one passage, added to what is found."""
    types: dict[str, Klass] = {}
    fields: dict[str, set[tuple[str, Term]]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == RDF_TYPE:
            types[quad.subject.value] = classes[quad.object.value]  # type: ignore[union-attr]
    nodes: dict[str, Term] = {}
    later = []
    for quad in quads:
        subject, predicate = quad.subject.value, quad.predicate.value.removeprefix(CG)  # type: ignore[union-attr]
        if subject not in types:
            later.append((subject, predicate, quad.object))
        elif quad.predicate.value != RDF_TYPE:
            fields[subject].add((predicate, _term(quad.object, names, {})))
    for iri, klass in types.items():
        nodes[iri] = identity(klass, fields[iri])
        found.nodes.add((klass.name, frozenset(fields[iri]), fragment))
    for subject, predicate, value in later:
        found.statements.add((names[subject], predicate, _term(value, names, nodes), fragment))


def _term(value: object, names: dict[str, str], nodes: dict[str, Term]) -> Term:
    if isinstance(value, ox.NamedNode):
        return nodes[value.value] if value.value in nodes else ("resource", names[value.value])
    assert isinstance(value, ox.Literal)
    datatype = value.datatype.value
    if datatype in (XSD + "decimal", XSD + "integer"):
        return ("number", Decimal(value.value))
    if datatype in (XSD + "gYear", XSD + "gYearMonth", XSD + "date", EDTF):
        return ("date", datatype.replace("/", "#").rpartition("#")[2], value.value)
    assert datatype == XSD + "string"
    return ("text", value.value)
