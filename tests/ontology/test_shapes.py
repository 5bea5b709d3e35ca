"""The shapes refuse what they must and accept what they must."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
CG = Namespace("https://w3id.org/courtgraph/ontology#")
SHAPE = Namespace("https://w3id.org/courtgraph/shape/")
EXAMPLE = "https://example.org/"
PREFIXES = f"""@prefix cg: <{CG}> . @prefix skos: <{SKOS}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""
NOT_CONSTRAINTS = {"path", "message", "qualifiedValueShape"}  # that one belongs to qualifiedMinCount

Row: TypeAlias = tuple[str, str]
Fired: TypeAlias = tuple[URIRef, URIRef]


@cache
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "court.ttl")


@cache
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


@cache
def named_shapes() -> tuple[URIRef, ...]:
    """Every shape that stands on its own; shapes inside sh:or and sh:qualifiedValueShape have no name."""
    subjects = set(shapes().subjects(SH.message))
    return tuple(sorted(s for s in subjects if isinstance(s, URIRef)))


def bad_rows() -> Iterator[Row]:
    for path in sorted((HERE / "bad").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, turtle = line.split(maxsplit=1)
                yield name, turtle


def with_types(graph: Graph) -> Graph:
    """Give each example resource x:Court2 the class cg:Court, and a name unless it is an n-ary node."""
    for node in set(graph.subjects()) | set(graph.objects()):
        match = re.fullmatch(rf"{EXAMPLE}.*/x/([A-Za-z]+)(\d*)", str(node))
        if match and isinstance(node, URIRef):
            cls = CG[match[1]]
            graph.add((node, RDF.type, cls))
            if CG.Node not in superclasses(cls):
                graph.add((node, SKOS.prefLabel, Literal("".join(match.groups()), lang="zh")))
    return graph


@cache
def superclasses(cls: URIRef) -> frozenset[Node]:
    return frozenset(c for c in ontology().transitive_objects(cls, RDFS.subClassOf) if c is not None)


def check(data: Graph) -> Graph:
    _, report, _ = validate(data, shacl_graph=shapes(), ont_graph=ontology(), inference="none")
    assert isinstance(report, Graph)
    return report


@cache
def refusals() -> tuple[list[set[URIRef]], set[Fired]]:
    """The shapes that refuse each bad row, and every constraint that was broken. One run for all rows."""
    data, owner = Graph(), dict[Node, int]()
    rows = list(bad_rows())
    for number, (_, turtle) in enumerate(rows):
        base = f"@prefix x: <{EXAMPLE}{number}/x/> . @prefix n: <{EXAMPLE}{number}/n/> .\n"
        row = with_types(Graph().parse(data=PREFIXES + base + turtle, format="turtle"))
        owner |= dict.fromkeys(set(row.subjects()) | set(row.objects()), number)
        data += row
    report = check(data)
    by_row: list[set[URIRef]] = [set() for _ in rows]
    fired = set[Fired]()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape, focus = report.value(result, SH.sourceShape), report.value(result, SH.focusNode)
        component = report.value(result, SH.sourceConstraintComponent)
        assert isinstance(shape, URIRef)
        assert isinstance(component, URIRef)
        assert focus is not None
        by_row[owner[focus]].add(shape)
        fired.add((shape, component))
    return by_row, fired


@pytest.mark.parametrize(("number", "name"), [(n, row[0]) for n, row in enumerate(bad_rows())])
def test_bad_row_is_refused_by_its_shape_alone(number: int, name: str) -> None:
    assert refusals()[0][number] == {SHAPE[name]}


@pytest.mark.parametrize("shape", named_shapes(), ids=lambda s: str(s).removeprefix(SHAPE))
def test_every_constraint_has_a_bad_row(shape: URIRef) -> None:
    parameters = {str(p) for p in shapes().predicates(shape) if str(p).startswith(str(SH))}
    for name in (parameter.removeprefix(str(SH)) for parameter in parameters):
        if not name.startswith("target") and name not in NOT_CONSTRAINTS:
            component = URIRef(f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent")
            assert (shape, component) in refusals()[1], name


def test_good_graph_passes_and_uses_every_property() -> None:
    data = with_types(Graph().parse(HERE / "good.ttl"))
    assert not list(check(data).objects(None, SH.resultMessage))
    kinds = OWL.ObjectProperty, OWL.DatatypeProperty
    assert {p for kind in kinds for p in ontology().subjects(RDF.type, kind)} <= set(data.predicates())


def test_every_shape_has_a_target_and_an_english_message() -> None:
    targets = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
    for shape in named_shapes():
        assert targets & set(shapes().predicates(shape)), shape
        messages = list(shapes().objects(shape, SH.message))
        assert [m.language for m in messages if isinstance(m, Literal)] == ["en"], shape
