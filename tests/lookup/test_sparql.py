"""Rows of text, and of Python values."""

import datetime
from decimal import Decimal

import pytest

from kg.errors import UsageError
from kg.lookup.sparql import select, solve
from kg.store.reader import Reader

VALUES = """SELECT * { VALUES (?a ?b ?c ?d ?e ?f ?g ?h) {
 (5 2.50 1e0 true "2022-09-26"^^xsd:date "2022-09"^^xsd:gYearMonth cg:Court UNDEF) } }"""


def test_values(reader: Reader) -> None:
    row = solve(reader.folder, VALUES).values()[0]
    assert row == {
        "a": 5, "b": Decimal("2.5"), "c": 1.0, "d": True, "e": datetime.date(2022, 9, 26), "f": "2022-09",
        "g": "https://w3id.org/courtgraph/ontology#Court", "h": None,
    }  # fmt: skip
    assert isinstance(row["b"], Decimal)


def test_texts(reader: Reader) -> None:
    row = select(reader.folder, VALUES)[0]
    assert row["a"] == "5"
    assert row["h"] == ""


def test_ask(reader: Reader) -> None:
    found = solve(reader.folder, "ASK { ?s cg:heard ?o }")
    assert found.verdict is True
    assert found.rows() == [{"answer": "true"}]
    assert solve(reader.folder, "SELECT ?answer { BIND(1 AS ?answer) }").verdict is None


def test_triples_are_no_rows(reader: Reader) -> None:
    with pytest.raises(UsageError, match="SELECT"):
        solve(reader.folder, "CONSTRUCT WHERE { ?s cg:heard ?o }")


def test_columns_stand_without_rows(reader: Reader) -> None:
    found = solve(reader.folder, "SELECT ?x ?y { ?x cg:nothing ?y }")
    assert found.values().columns == ("x", "y")
    assert found.rows() == []
