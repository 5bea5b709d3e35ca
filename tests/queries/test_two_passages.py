"""A statement that two passages make is one statement, whoever counts: the store, rdflib, the verbs."""

from decimal import Decimal

import pyoxigraph as ox
import pytest

import kg
from kg.lookup.sparql import select
from kg.model.iris import PREFIXES
from kg.store.reader import Reader
from tests.conftest import Kg

PATTERN = "?c skos:prefLabel '甲市中级人民法院'@zh ; cg:established ?m . ?m a cg:Mechanism"
ROWS = f"SELECT ?m {{ {PATTERN} }}"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ {PATTERN} }}"
SUM = "SELECT (SUM(?v) AS ?n) { ?o cg:metric '受理案件数' ; cg:value ?v }"
PASSAGES = f"SELECT ?g {{ GRAPH ?g {{ ?c cg:established ?m }} {PATTERN} }}"


def test_the_store(reader: Reader) -> None:
    def first(query: str) -> list[str]:
        rows = reader.store.query(query, prefixes=PREFIXES)
        assert isinstance(rows, ox.QuerySolutions)
        return [row[0].value for row in rows]

    assert len(first(ROWS)) == 1
    assert first(COUNT) == ["1"]
    assert first(SUM) == ["5"]
    assert len(first(PASSAGES)) == 2


def test_rdflib(toy: str) -> None:
    with kg.open(toy) as graph:
        dataset = graph.rdf()
        assert len(list(dataset.query(ROWS))) == 1
        assert [int(row[0]) for row in dataset.query(COUNT)] == [1]  # type: ignore[index,arg-type]
        assert [Decimal(str(row[0])) for row in dataset.query(SUM)] == [Decimal(5)]  # type: ignore[index]
        assert len(list(dataset.query(PASSAGES))) == 2


def test_select(reader: Reader) -> None:
    assert len(select(reader.folder, ROWS)) == 1
    assert select(reader.folder, COUNT) == [{"n": "1"}]
    assert select(reader.folder, SUM) == [{"n": "5"}]
    assert len(select(reader.folder, PASSAGES)) == 2


@pytest.mark.parametrize(("query", "value"), [(COUNT, "1"), (SUM, "5")])
def test_kg_sparql(kg_run: Kg, query: str, value: str) -> None:
    assert kg_run("sparql", query).tsv == [["n"], [value]]


def test_kg_query(kg_run: Kg) -> None:
    rows = kg_run("query", "created-by", "--param", "court=甲中院", "--format", "json").json
    mine = [row for row in rows if row["what"] == "智慧立案机制"]
    assert len(mine) == 1
    assert mine[0]["passage"] == ["toy#char=0,10", "toy#char=200,210"]
    figures = kg_run("query", "figures-of", "--param", "of=甲中院", "--format", "json").json
    assert [row["value"] for row in figures] == ["5", "98.5"] or [row["value"] for row in figures] == [
        "98.5",
        "5",
    ]
