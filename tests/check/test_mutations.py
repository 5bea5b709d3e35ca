"""The compiler and the shapes refuse the same: classes, domains, ranges, literal forms, required fields.

Every property is tried with every class as its subject and as its object, every node with each field dropped,
doubled and falsified. Where only SHACL can object, the table says so (``BOTH`` or ``SHACL``) and why.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.check.fields import WholeNodes
from kg.check.shacl import check_shapes
from kg.check.shapes import load_rules
from kg.model.facts import Claim, Declaration, Fact, NodeClaim, Reject, SourceInfo
from kg.model.iris import ALT_LABEL, BASE, PREF_LABEL, RDF_TYPE, XSD, Passage, resource_iri
from kg.model.literals import writer
from kg.model.statements import Statement, iri, literal
from kg.model.vocabulary import Klass, Property, Vocabulary
from kg.rdf.compile import Compiler
from kg.rdf.ontology import load_vocabulary
from kg.rdf.registry import Registry
from loaders.facts import FactsFile
from loaders.sources import read_sources

TOP = Path(__file__).parents[2]
EVERY = Path(__file__).with_name("every.yaml")
SEEDS = [TOP / "seeds" / f"{name}.yaml" for name in read_sources(str(TOP / "seeds" / "sources.yaml"))]
FEW = ["Tribunal", "Provision", "Topic", "RegionalInitiative"]
BOTH, SHACL, NEITHER = "both", "SHACL only", "neither"
FRAGMENT = "char=0,9"
WRONG_TEXT = {XSD + "date": "某日", XSD + "decimal": "许多", XSD + "integer": "许多"}
OTHER_TEXT = {XSD + "date": ("1999", "1998"), XSD + "decimal": ("7", "8"), XSD + "integer": ("100", "10")}


class Mutation(NamedTuple):
    """Facts (or a statement that no fact can give), the shape that must object, and who else must."""

    what: str
    shape: str
    by: str
    facts: tuple[Claim | NodeClaim, ...] = ()
    statements: tuple[tuple[str, str, str], ...] = ()


class Facts:
    """Facts as a source."""

    def __init__(self, document: str, facts: list[Fact]) -> None:
        self.info = SourceInfo(document)
        self.file = f"{document}.yaml"
        self.rejects: list[Reject] = []
        self._facts = facts

    def facts(self) -> Iterator[Fact]:
        return iter(self._facts)


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def declarable() -> list[Klass]:
    """The classes that a facts file may declare."""
    never = {"", "document", "court-kind"}
    return [k for k in vocabulary().classes.values() if k.iri_kind not in never and not k.facts_key]


def fresh(klass: str) -> tuple[str, str]:
    """Two resources of a class that the mutations bring with them."""
    return f"试用{klass}甲", f"试用{klass}乙"


def fresh_declarations() -> list[Fact]:
    names = [(name, k.name) for k in declarable() for name in fresh(k.name)]
    return [Declaration(name, (klass,), "", (), "", 90_000 + i) for i, (name, klass) in enumerate(names)]


def of_class(wanted: frozenset[str]) -> str:
    """A resource that fits a range: a fresh one, or a concept."""
    for klass in declarable():
        if vocabulary().fits((klass.name,), wanted):
            return fresh(klass.name)[1]
    return next(c.name for c in vocabulary().concepts.values() if vocabulary().fits((c.klass,), wanted))


def datatype(prop: Property) -> str:
    return next((d for d in WRONG_TEXT if d in prop.datatypes), XSD + "string")


def right(prop: Property, other_than: str = "") -> str:
    """An object that a property takes, other than a given one."""
    numbers = {
        "documentNumber": ("乙中法〔1999〕1号", "丙法〔1998〕2号"),
        "caseNumber": ("(1999)乙01民初1号",),
    }
    if not prop.is_literal:
        choices: tuple[str, ...] = (of_class(prop.range),)
    elif prop.allowed:
        choices = tuple(sorted(prop.allowed))
    else:
        choices = numbers.get(prop.name) or OTHER_TEXT.get(datatype(prop), ("别的", "另外的"))
    return next(choice for choice in choices if choice != other_than)


def plain() -> Iterator[Property]:
    """The properties that facts files state plainly."""
    nodes = {k.name for k in vocabulary().classes.values() if k.facts_key}
    for prop in vocabulary().properties.values():
        if not prop.domain <= nodes and not (prop.range and prop.range <= nodes):
            yield prop


def class_mutations(prop: Property, classes: list[str]) -> Iterator[Mutation]:
    """A property with every class as subject and as object, right and wrong."""
    fits = vocabulary().fits
    subject = of_class(prop.domain)
    for klass in classes:
        by = NEITHER if fits((klass,), prop.domain) else BOTH
        claim = Claim(fresh(klass)[0], prop.name, right(prop), FRAGMENT, 0)
        yield Mutation(f"{klass} {prop.name} …", f"{prop.name}-subject", by, (claim,))
        if not prop.is_literal:
            by = NEITHER if fits((klass,), prop.range) else BOTH
            claim = Claim(subject, prop.name, fresh(klass)[0], FRAGMENT, 0)
            yield Mutation(f"… {prop.name} {klass}", f"{prop.name}-object", by, (claim,))
    claim = Claim("无此名", prop.name, right(prop), FRAGMENT, 0)
    yield Mutation(f"undeclared {prop.name} …", f"{prop.name}-subject", BOTH, (claim,))
    if not prop.is_literal:
        claim = Claim(subject, prop.name, "无此物", FRAGMENT, 0)
        yield Mutation(f"… {prop.name} undeclared", f"{prop.name}-object", BOTH, (claim,))


def self_mutations() -> Iterator[Mutation]:
    for name in ("partOf", "hasPart", "appealsTo"):
        own = of_class(vocabulary().properties[name].domain)
        yield Mutation(f"{name} itself", f"{name}-self", BOTH, (Claim(own, name, own, FRAGMENT, 0),))


def literal_mutations(prop: Property) -> Iterator[Mutation]:
    """A literal of a plain property: wrong form, empty, twice, wrong datatype, wrong pattern."""
    shape, subject = f"{prop.name}-value", of_class(prop.domain)

    def claim(text: str) -> Claim:
        return Claim(subject, prop.name, text, FRAGMENT, 0)

    yield Mutation(f"{prop.name} empty", shape, BOTH, (claim(""),))
    if datatype(prop) in WRONG_TEXT:
        yield Mutation(f"{prop.name} of wrong form", shape, BOTH, (claim(WRONG_TEXT[datatype(prop)]),))
        yield Mutation(f"{prop.name} 2022-13", shape, BOTH, (claim("2022-13"),))
        if not any("EDTF" in d for d in prop.datatypes):
            yield Mutation(f"{prop.name} an interval", shape, BOTH, (claim("2021/2022"),))
    # The compiler gives a text the datatype of the range: no fact can have another one.
    wrong = literal("12", datatype=XSD + "decimal")
    triple = (term_of(subject, {}), iri(prop.iri), wrong)
    yield Mutation(f"{prop.name} of wrong datatype", shape, SHACL, statements=(triple,))
    if prop.name in ("documentNumber", "caseNumber"):  # patterns stand in the shapes alone
        yield Mutation(f"{prop.name} without its pattern", shape, SHACL, (claim("随便写的"),))
    if prop.name in load_rules().single_valued:  # to count, the compiler would have to remember the document
        two = right(prop), right(prop, right(prop))
        yield Mutation(f"{prop.name} twice", shape, SHACL, tuple(map(claim, two)))


def node_mutations(base: NodeClaim) -> Iterator[Mutation]:
    """A node with each field dropped, doubled and falsified, and with fields of other nodes."""
    klass = vocabulary().node_class(base.key)
    assert klass is not None
    rules = load_rules()
    for prop in vocabulary().properties.values():
        shape = f"{klass.name}-{prop.name}"
        key = prop.facts_key or prop.name
        others = tuple(field for field in base.fields if field[0] != key)

        def changed(*texts: str, key: str = key, others: tuple[tuple[str, str], ...] = others) -> tuple[NodeClaim]:
            return (base._replace(fields=(*others, *((key, text) for text in texts)), unsaid=""),)

        if klass.name not in prop.domain:
            if not prop.domain.isdisjoint(rules.single):
                yield Mutation(f"{base.key} with {key}", "-field-subject", BOTH, changed(right(prop)))
            continue
        if prop.name in rules.required.get(klass.name, ()):
            yield Mutation(f"{base.key} without {key}", shape, BOTH, changed())
        if prop.name in rules.single.get(klass.name, ()):
            own = dict(base.fields).get(key) or (right(prop) if prop.is_literal else fresh("Place")[0])
            yield Mutation(f"{base.key} with two {key}", shape, BOTH, changed(own, right(prop, own)))
        if not prop.is_literal:
            yield from field_class_mutations(base.key, prop, changed)
            continue
        # The loader refuses an empty text; an empty unit that came all the same is left out by the compiler.
        empty = SHACL if key == "unit" else BOTH
        yield Mutation(f"{base.key} with empty {key}", shape, empty, changed(""))
        if prop.allowed:
            yield Mutation(f"{base.key} with {key} not allowed", shape, BOTH, changed("随便"))
        elif datatype(prop) in WRONG_TEXT:
            yield Mutation(f"{base.key} with bad {key}", shape, BOTH, changed(WRONG_TEXT[datatype(prop)]))
        if prop.name == "value":  # bounds stand in the shapes alone
            yield Mutation("a negative figure", shape, SHACL, changed("-3"))


def field_class_mutations(key: str, prop: Property, changed: Callable[[str], tuple[NodeClaim]]) -> Iterator[Mutation]:
    yield Mutation(f"{key} with {prop.name} undeclared", f"{prop.name}-object", BOTH, changed("无此物"))
    for klass in declarable():
        by, shape = BOTH, f"{prop.name}-object"
        if vocabulary().fits((klass.name,), prop.range):
            by = NEITHER
        if by == NEITHER and key == "assignment" and prop.name == "court":
            # One property has one range; that an assignment wants a court is said by the shape of the node.
            wanted = frozenset({"Court", "InstitutionGroup"})
            by = NEITHER if vocabulary().fits((klass.name,), wanted) else SHACL
            shape = "JurisdictionAssignment-court"
        yield Mutation(f"{key} with {prop.name} {klass.name}", shape, by, changed(fresh(klass.name)[0]))


def name_mutations() -> Iterator[Mutation]:
    """Names come from declarations, whose loader refuses blanks and emptiness; the rest no fact can say."""
    term, pref, alt = term_of(fresh("Place")[0], {}), iri(PREF_LABEL), iri(ALT_LABEL)
    for what, shape, predicate, name in (
        ("two canonical names", "resource-name", pref, literal("别名", language="zh")),
        ("a name in Japanese", "resource-name", pref, literal("裁判所", language="ja")),
        ("an empty alias", "resource-alias", alt, literal("", language="zh")),
        ("a padded alias", "resource-alias", alt, literal(" 别名", language="zh")),
    ):
        yield Mutation(what, shape, SHACL, statements=((term, predicate, name),))
    place = iri(BASE + "place/无名之地")
    nameless = (place, iri(RDF_TYPE), iri(vocabulary().classes["Place"].iri))
    english = (place, pref, literal("nowhere", language="en"))
    yield Mutation("no Chinese name", "resource-chinese-name", SHACL, statements=(nameless, english))


def observation_mutations() -> Iterator[Mutation]:
    """``hasObservation`` is written by the build alone."""
    court = fresh("BasicCourt")
    claim = Claim(court[0], "hasObservation", court[1], FRAGMENT, 0)
    yield Mutation("hasObservation a court", "hasObservation-object", BOTH, (claim,))
    claim = Claim("无此名", "hasObservation", court[1], FRAGMENT, 0)
    yield Mutation("undeclared hasObservation …", "hasObservation-subject", BOTH, (claim,))


def all_mutations(facts: list[Fact], classes: list[str]) -> list[Mutation]:
    found = [*self_mutations(), *name_mutations(), *observation_mutations()]
    for prop in plain():
        found += class_mutations(prop, classes)
        if prop.is_literal:
            found += literal_mutations(prop)
    bases = {fact.key: fact for fact in reversed(facts) if isinstance(fact, NodeClaim)}
    for base in bases.values():
        found += node_mutations(base)
    return found


def term_of(name: str, classes: dict[str, tuple[str, ...]]) -> str:
    """The term of a name, declared or not: SHACL is to see what the compiler would not let through."""
    own = {name: (k.name,) for k in declarable() for name in fresh(k.name)}
    concept = vocabulary().concepts.get(name)
    if name in classes or name in own:
        return iri(resource_iri(vocabulary().kind(classes.get(name) or own[name]), name))
    return iri(concept.iri if concept else f"{BASE}x/{name}")


def naive(fact: Claim | NodeClaim, graph: str, classes: dict[str, tuple[str, ...]]) -> list[Statement]:
    """A fact as statements, with no question asked."""

    def term(prop: Property, text: str) -> str:
        if not prop.is_literal:
            return term_of(text, classes)
        try:
            if text:
                return writer(prop.datatypes)(text)
        except ValueError:
            pass
        return literal(text)

    properties = vocabulary().properties
    if isinstance(fact, Claim):
        prop = properties[fact.predicate]
        row = (term_of(fact.subject, classes), iri(prop.iri), term(prop, fact.object), graph, fact.line)
        return [Statement(*row)]
    klass = vocabulary().node_class(fact.key)
    assert klass is not None
    node = iri(f"{BASE}{klass.iri_kind}/{fact.line}")
    keys = {p.facts_key or p.name: p for p in properties.values()}
    rows = [Statement(node, iri(RDF_TYPE), iri(klass.iri), graph, fact.line)]
    return rows + [
        Statement(node, iri(keys[key].iri), term(keys[key], text), graph, fact.line) for key, text in fact.fields
    ]


# Each mutation with whether the compiler objected and which shapes did.
Verdicts = list[tuple[Mutation, bool, frozenset[str]]]


def judge(document: str, facts: list[Fact], classes: list[str]) -> Verdicts:
    """All mutations in one build: each in lines of its own, so that a verdict is found by its line."""
    base = [*fresh_declarations(), *facts]
    numbered = []
    for line, mutation in enumerate(all_mutations(facts, classes), 100_000):
        numbered.append((line, mutation, [fact._replace(line=line) for fact in mutation.facts]))
    mutated: list[Fact] = [fact for _, _, changed in numbered for fact in changed]
    source = WholeNodes(Facts(document, base + mutated), vocabulary())
    strict = Compiler(vocabulary(), Registry(vocabulary()), source)
    list(strict.statements())
    compiled = {reject.line for reject in strict.rejects}
    shapes: dict[int, set[str]] = {}
    for reject in check_shapes(vocabulary(), lenient(document, base, numbered), {document: "x.yaml"}):
        shapes.setdefault(reject.line, set()).add(reject.reason.split(":")[0].removeprefix("rule "))
    return [(m, line in compiled, frozenset(shapes.get(line, ()))) for line, m, _ in numbered]


def lenient(
    document: str, base: list[Fact], numbered: list[tuple[int, Mutation, list[Claim | NodeClaim]]]
) -> list[Statement]:
    graph = iri(Passage(document, FRAGMENT).iri)
    compiler = Compiler(vocabulary(), Registry(vocabulary()), Facts(document, base))
    statements = list(compiler.statements())
    classes = {fact.name: fact.classes for fact in base if isinstance(fact, Declaration)}
    for line, mutation, changed in numbered:
        for fact in changed:
            statements += naive(fact, graph, classes)
        statements += [Statement(*triple, graph, line) for triple in mutation.statements]
    return statements


@cache
def verdicts(path: Path) -> Verdicts:
    """Of our own file with every class; of a seed with a few, spread over the branches of the ontology."""
    if not path.exists():
        pytest.skip(f"{path.name} is not there")
    facts = list(FactsFile(str(path), vocabulary()).facts())
    every = [klass.name for klass in declarable()]
    return judge(path.stem, facts, every if path == EVERY else FEW)


FILES = pytest.mark.parametrize("path", [EVERY, *SEEDS], ids=lambda path: path.stem)


def test_every_property_and_node_is_used() -> None:
    facts = list(FactsFile(str(EVERY), vocabulary()).facts())
    compiler = Compiler(vocabulary(), Registry(vocabulary()), Facts("every", facts))
    predicates = {s.predicate for s in compiler.statements()}
    assert not compiler.rejects
    assert {p.name for p in vocabulary().properties.values() if iri(p.iri) not in predicates} == set()
    keys = {fact.key for fact in facts if isinstance(fact, NodeClaim)}
    assert keys == {k.facts_key for k in vocabulary().classes.values() if k.facts_key}


def test_the_unchanged_file_passes_both() -> None:
    source = WholeNodes(FactsFile(str(EVERY), vocabulary()), vocabulary())
    compiler = Compiler(vocabulary(), Registry(vocabulary()), source)
    statements = list(compiler.statements())
    assert compiler.rejects == []
    assert check_shapes(vocabulary(), statements, {}) == []


@FILES
def test_shapes_object_to_every_mutation(path: Path) -> None:
    missed = [
        (mutation.what, mutation.shape, sorted(shapes))
        for mutation, _, shapes in verdicts(path)
        if mutation.by != NEITHER and not any(shape.endswith(mutation.shape) for shape in shapes)
    ]
    assert missed == []


@FILES
def test_the_compiler_objects_to_what_the_table_says(path: Path) -> None:
    wrong = [
        (mutation.what, mutation.by, compiled)
        for mutation, compiled, _ in verdicts(path)
        if compiled != (mutation.by == BOTH)
    ]
    assert wrong == []


@FILES
def test_shapes_accept_what_the_compiler_accepts(path: Path) -> None:
    """A class that both allow draws no objection to the class."""
    refused = [
        (mutation.what, sorted(shapes))
        for mutation, _, shapes in verdicts(path)
        if mutation.by == NEITHER and mutation.shape in shapes
    ]
    assert refused == []


def test_every_shape_is_broken_by_some_mutation() -> None:
    broken = {shape for _, _, shapes in verdicts(EVERY) for shape in shapes}
    text = (TOP / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
    named = {line.split()[0].removeprefix("shape:") for line in text.splitlines() if line.startswith("shape:")}
    # Terms of statements are IRIs and literals: there is no blank node to forbid.
    assert named - broken == {"resource-iri"}
