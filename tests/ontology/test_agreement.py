"""The shapes say the same as the ontology: domains, ranges, datatypes and closed lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ONTOLOGY = Path(__file__).parents[2] / "ontology"
CG = Namespace("https://w3id.org/courtgraph/ontology#")
SCHEMA = Namespace("http://schema.org/")
SHAPE = Namespace("https://w3id.org/courtgraph/shape/")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")


@cache
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "court.ttl")


@cache
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


def of_kind(kind: URIRef) -> list[URIRef]:
    return sorted(p for p in ontology().subjects(RDF.type, kind) if isinstance(p, URIRef))


def declared(prop: Node, single: URIRef, several: URIRef) -> set[Node]:
    return {*ontology().objects(prop, single), *ontology().objects(prop, several)}


def domain(prop: Node) -> set[Node]:
    return declared(prop, RDFS.domain, SCHEMA.domainIncludes)


def range_(prop: Node) -> set[Node]:
    return declared(prop, RDFS.range, SCHEMA.rangeIncludes)


def closure(classes: set[Node]) -> set[Node]:
    below = (sub for cls in classes for sub in ontology().transitive_subjects(RDFS.subClassOf, cls))
    return {cls for cls in below if cls is not None}


def listed(shape: Node, parameter: URIRef) -> set[Node]:
    """The values of sh:class or sh:datatype, stated directly or as alternatives of sh:or."""
    found = set(shapes().objects(shape, parameter))
    for alternatives in shapes().objects(shape, SH["or"]):
        for alternative in shapes().items(alternatives):
            found |= set(shapes().objects(alternative, parameter))
    return found


def targeting(prop: Node, target: URIRef) -> list[Node]:
    """The shapes without a path (class rules) that a property's subjects or objects must meet."""
    found = shapes().subjects(target, prop)
    return [s for s in found if (s, SH.path, None) not in shapes() and listed(s, SH["class"])]


@pytest.mark.parametrize("prop", of_kind(OWL.ObjectProperty) + of_kind(OWL.DatatypeProperty))
def test_subject_rule_is_the_domain(prop: URIRef) -> None:
    (shape,) = targeting(prop, SH.targetSubjectsOf)
    assert closure(listed(shape, SH["class"])) == closure(domain(prop))


@pytest.mark.parametrize("prop", of_kind(OWL.ObjectProperty))
def test_object_rule_is_the_range(prop: URIRef) -> None:
    (shape,) = targeting(prop, SH.targetObjectsOf)
    assert closure(listed(shape, SH["class"])) == closure(range_(prop))


@pytest.mark.parametrize("prop", of_kind(OWL.DatatypeProperty))
def test_value_rule_is_the_range_and_the_closed_list(prop: URIRef) -> None:
    rules = list(shapes().subjects(SH.path, prop))
    assert rules
    values = {str(v) for v in ontology().objects(prop, CG.allowedValue)}
    for rule in rules:
        assert listed(rule, SH.datatype) == range_(prop)
        if values:
            pattern = str(shapes().value(rule, SH.pattern))
            assert set(pattern.removeprefix("^(").removesuffix(")$").split("|")) == values


@pytest.mark.parametrize("node_class", sorted(map(str, ontology().subjects(RDFS.subClassOf, CG.Node))))
def test_identifying_fields_belong_to_the_class_and_are_single(node_class: str) -> None:
    fields = set(ontology().objects(URIRef(node_class), CG.identifiedBy))
    assert fields
    for field in fields:
        assert URIRef(node_class) in domain(field)
        on_class = set(shapes().subjects(SH.targetClass, URIRef(node_class)))
        (rule,) = on_class & set(shapes().subjects(SH.path, field))
        assert (rule, SH.maxCount, Literal(1)) in shapes()


@pytest.mark.parametrize("shortcut", sorted(map(str, ontology().subjects(RDF.type, CG.Shortcut))))
def test_shortcut_writes_only_what_the_shapes_accept(shortcut: str) -> None:
    def value(prop: URIRef) -> Node | None:
        return ontology().value(URIRef(shortcut), prop)

    node, written = value(CG.shortcutOf), value(CG.shortcutWrites)
    start, end = value(CG.shortcutFrom), value(CG.shortcutTo)
    assert node is not None
    assert written is not None
    assert start is not None
    assert node in domain(start)
    assert end is None or node in domain(end)
    own = SHAPE[f"{str(node).removeprefix(CG)}-{str(start).removeprefix(CG)}"]
    subjects = listed(own, SH["class"]) or range_(start)
    assert closure(subjects) <= closure(domain(written))
    assert closure({node} if end is None else range_(end)) <= closure(range_(written))
    role = value(CG.shortcutWhenRole)
    assert role is None or role in set(ontology().objects(CG.role, CG.allowedValue))


def test_dates_and_numbers_have_the_agreed_datatypes() -> None:
    assert range_(CG.value) == {XSD.decimal}
    assert range_(CG.multiplier) == {XSD.integer}
    assert range_(CG.issuedOn) == {XSD.gYear, XSD.gYearMonth, XSD.date}
    assert range_(CG.heldOn) == range_(CG.issuedOn) | {URIRef("http://id.loc.gov/datatypes/edtf/EDTF")}
