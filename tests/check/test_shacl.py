"""SHACL over documents: the lines of violations, and that thinning out changes no verdict."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import SH, Graph

from kg.check.build import check_build
from kg.check.document import document_of
from kg.check.shacl import check_shapes
from kg.check.shapes import load_rules
from kg.model.iris import BASE, CG, PREF_LABEL, RDF_TYPE, local_name
from kg.model.statements import Statement, iri, literal
from kg.rdf.compile import Compiler
from kg.rdf.ontology import load_vocabulary
from kg.rdf.registry import Registry
from loaders.facts import FactsFile

TOP = Path(__file__).parents[2]
EVERY = Path(__file__).with_name("every.yaml")
FILES = {"one": "one.yaml", "two": "two.yaml"}


def term(kind: str, name: str) -> str:
    return iri(f"{BASE}{kind}/{name}")


COURT, CASE, AGREEMENT = term("court", "甲法院"), term("case", "丁案"), term("agreement", "协议")


def said(subject: str, predicate: str, obj: str, line: int, document: str = "one") -> Statement:
    return Statement(subject, iri(CG + predicate), obj, iri(f"{BASE}document/{document}#char=0,9"), line)


def declared(subject: str, klass: str, line: int, document: str = "one") -> list[Statement]:
    graph = iri(f"{BASE}document/{document}")
    name = literal(local_name(subject[1:-1]), language="zh")
    return [
        Statement(subject, iri(RDF_TYPE), iri(CG + klass), graph, line),
        Statement(subject, iri(PREF_LABEL), name, graph, line),
    ]


def declarations(document: str = "one") -> list[Statement]:
    rows = [(COURT, "BasicCourt"), (CASE, "Case"), (AGREEMENT, "Agreement")]
    return [s for i, (subject, klass) in enumerate(rows, 1) for s in declared(subject, klass, i, document)]


def found(statements: list[Statement]) -> list[tuple[str, int, str, str]]:
    rejects = check_shapes(load_vocabulary(), statements, FILES)
    return sorted((r.file, r.line, r.column, r.reason.split(":")[0].removeprefix("rule ")) for r in rejects)


def test_good_statements_pass() -> None:
    assert found([*declarations(), said(COURT, "heard", CASE, 9)]) == []


def test_a_wrong_class_is_told_at_every_line_of_it() -> None:
    lines = [said(CASE, "heard", CASE, 9), said(AGREEMENT, "heard", CASE, 10), said(CASE, "heard", CASE, 11)]
    assert found([*declarations(), *lines]) == [
        ("one.yaml", 9, "heard", "heard-subject"),
        ("one.yaml", 10, "heard", "heard-subject"),
        ("one.yaml", 11, "heard", "heard-subject"),
    ]


def test_what_stands_for_others_does_not_take_their_names() -> None:
    other = term("agreement", "另一协议")
    lines = [said(AGREEMENT, "heard", CASE, 9), said(other, "heard", CASE, 10)]
    rejects = check_shapes(load_vocabulary(), [*declarations(), *declared(other, "Agreement", 4), *lines], FILES)
    assert {(r.line, r.value) for r in rejects} == {(9, "协议"), (10, "另一协议")}


def test_a_wrong_class_says_what_the_resource_is() -> None:
    [reject] = check_shapes(load_vocabulary(), [*declarations(), said(COURT, "heard", AGREEMENT, 9)], FILES)
    assert str(reject).startswith("one.yaml:9 [heard]: rule heard-object: cg:heard: make the object a Case")
    assert reject.value == "协议"
    assert reject.hint == "协议 is Agreement"


def test_two_dates_in_a_document_are_told_at_the_second() -> None:
    dates = [literal(year, datatype="http://www.w3.org/2001/XMLSchema#gYear") for year in ("2021", "2022")]
    lines = [said(AGREEMENT, "signedOn", date, line) for line, date in enumerate(dates, 8)]
    [reject] = check_shapes(load_vocabulary(), [*declarations(), *lines], FILES)
    assert (reject.line, reject.column, reject.value) == (9, "signedOn", "2022")
    assert reject.hint == "协议 has 2021 in line 8, 2022 in line 9: keep one"


def test_two_dates_in_two_documents_are_no_error() -> None:
    dates = [literal(year, datatype="http://www.w3.org/2001/XMLSchema#gYear") for year in ("2021", "2022")]
    lines = [said(AGREEMENT, "signedOn", d, 9, doc) for d, doc in zip(dates, FILES, strict=True)]
    assert found([*declarations(), *declarations("two"), *lines]) == []


def test_two_english_names_are_told_once_for_all_documents() -> None:
    names = [
        Statement(COURT, iri(PREF_LABEL), literal(text, language="en"), iri(f"{BASE}document/{document}"), 1)
        for document, text in (("one", "Jia Court"), ("two", "Court of Jia"))
    ]
    [reject] = check_shapes(load_vocabulary(), [*declarations(), *names], FILES)
    assert (reject.file, reject.line) == ("two.yaml", 1)
    assert "Jia Court in one.yaml:1" in reject.hint


def test_a_resource_without_a_name_is_found() -> None:
    nameless = declared(term("place", "无名"), "Place", 7)[0]
    assert found([nameless]) == [("one.yaml", 7, "prefLabel", "resource-chinese-name")]


def test_an_untyped_resource_is_found() -> None:
    lines = [said(COURT, "heard", term("case", "未申报案"), 9)]
    assert found([*declarations(), *lines]) == [("one.yaml", 9, "heard", "heard-object")]


def test_only_class_shapes_are_thinned_out() -> None:
    rules = load_rules()
    assert rules.thin
    assert {"value", "signedOn", "court"} <= rules.in_full
    assert "established" not in rules.in_full
    assert rules.required["Observation"].keys() == {"of", "metric", "value"}
    assert rules.single_valued >= {"signedOn", "documentNumber"}
    assert "ceding" not in rules.single["JurisdictionAssignment"]


def broken() -> list[Statement]:
    """Our own facts, turned round: every statement of a property has subject and object swapped once."""
    vocabulary = load_vocabulary()
    compiler = Compiler(vocabulary, Registry(vocabulary), FactsFile(str(EVERY), vocabulary))
    statements = list(compiler.statements())
    turned = [
        s._replace(subject=s.object, object=s.subject, line=s.line + 1000)
        for s in statements
        if s.predicate.startswith(f"<{CG}") and s.object.startswith("<")
    ]
    literals = [s._replace(object=literal("另"), line=s.line + 2000) for s in statements if "^^" in s.object]
    return [*statements, *turned, *literals]


def test_thinning_out_changes_no_verdict() -> None:
    vocabulary, statements = load_vocabulary(), broken()
    thinned = check_shapes(vocabulary, statements, {})
    whole = check_shapes(vocabulary, statements, {}, replace(load_rules(), thin=False))
    assert len(whole) > 100
    assert set(thinned) == set(whole)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_verdicts_are_those_of_pyshacl_with_the_ontology() -> None:
    """The same statements, all of them, with court.ttl as ontology graph and schemes.ttl as data."""
    statements = broken()
    data = Graph().parse(TOP / "ontology" / "schemes.ttl")
    data.parse(data="".join(f"{s.triple} .\n" for s in statements), format="nt")
    shapes = Graph().parse(TOP / "ontology" / "shapes.ttl")
    _, report, _ = validate(data, shacl_graph=shapes, ont_graph=str(TOP / "ontology" / "court.ttl"))
    assert isinstance(report, Graph)
    plain = {local_name(str(shape)) for shape in report.objects(None, SH.sourceShape)}
    ours = {r.reason.split(":")[0].removeprefix("rule ") for r in check_shapes(load_vocabulary(), statements, {})}
    assert ours == plain


def test_document_of_a_graph() -> None:
    assert document_of(iri(f"{BASE}document/one#char=0,9")) == "one"
    assert document_of(iri(f"{BASE}document/one")) == "one"
    assert document_of(iri(f"{BASE}ontology")) == ""


def test_check_build_puts_rejects_in_the_order_of_files() -> None:
    vocabulary = load_vocabulary()
    compiler = Compiler(vocabulary, Registry(vocabulary), FactsFile(str(EVERY), vocabulary))
    statements = list(compiler.statements())
    assert check_build(vocabulary, statements, [compiler]) == []
    turned = [s._replace(subject=s.object, object=s.subject) for s in statements if "#appealsTo" in s.predicate]
    swapped = [s for s in statements if "#heard" in s.predicate]
    swapped = [s._replace(subject=s.object, object=s.subject) for s in swapped]
    rejects = check_build(vocabulary, [*statements, *swapped, *turned], [compiler])
    assert [r.line for r in rejects] == sorted(r.line for r in rejects)
    assert {r.file for r in rejects} == {str(EVERY)}
