"""Why the graph says so: statements and passages between two resources."""

import hashlib
from pathlib import Path

import pytest

from kg.lookup.documents import Documents
from kg.lookup.resolve import resolve
from kg.lookup.why import why
from kg.model.iris import BASE
from kg.store.reader import Reader

COURT, OTHER = f"{BASE}court/甲市中级人民法院", f"{BASE}court/乙区人民法院"
MECHANISM = f"{BASE}mechanism/智慧立案机制"


def said(reader: Reader, one: str, other: str) -> list[tuple[str, str, str, str]]:
    return [(r["subject"], r["property"], r["object"], r["passage"]) for r in why(reader, one, other)]


def test_one_row_a_passage(reader: Reader) -> None:
    established = ("甲市中级人民法院", "established", "智慧立案机制")
    assert said(reader, COURT, MECHANISM) == [(*established, "char=0,10"), (*established, "char=200,210")]


def test_order_of_the_names_does_not_matter(reader: Reader) -> None:
    assert why(reader, COURT, MECHANISM) == why(reader, MECHANISM, COURT)


def test_through_a_node(reader: Reader) -> None:
    adoption = "乙区人民法院 采用 智慧立案机制（2021）"
    assert said(reader, OTHER, MECHANISM) == [
        ("乙区人民法院", "adopted", "智慧立案机制", "char=150,160"),
        (adoption, "court", "乙区人民法院", "char=150,160"),
        (adoption, "mechanism", "智慧立案机制", "char=150,160"),
        ("乙区人民法院", "uses", "智慧立案机制", "char=150,160"),
    ]


def test_a_torn_passage_is_one(reader: Reader) -> None:
    rows = said(reader, COURT, f"{BASE}court/甲市破产法庭")
    assert rows == [
        ("甲市中级人民法院", "established", "甲市破产法庭", "char=10,20&char=30,40"),
        ("甲市破产法庭", "partOf", "甲市中级人民法院", "char=10,20"),
    ]


def test_nothing_ties_them(reader: Reader) -> None:
    assert why(reader, COURT, f"{BASE}case/戊公司清算案") == []
    assert why(reader, COURT, f"{BASE}court/none") == []


def test_with_the_sentences(reader: Reader, tmp_path: Path) -> None:
    documents = Documents(reader, str(tmp_path))
    assert {row["sentence"] for row in why(reader, COURT, MECHANISM, documents)} == {""}
    documents.texts["toy"] = "甲市法院于前年设立了智慧立案。其后有它。" + "字" * 400
    first = why(reader, COURT, MECHANISM, documents)[0]
    assert first["sentence"] == "【甲市法院于前年设立了】智慧立案。"


@pytest.mark.parametrize(
    ("one", "other", "document"),
    [
        ("长春市中级人民法院", "长春智慧破产系统", "changchun-courts-2024"),
        ("长春破产法庭", "长春智慧破产系统", "changchun-tribunals"),
    ],
)
def test_statements_of_the_seeds_lead_to_the_store(seeds: Reader, one: str, other: str, document: str) -> None:
    rows = why(seeds, resolve(seeds, one).iri, resolve(seeds, other).iri)
    assert document in {row["document"] for row in rows}
    for row in rows:
        graph = f"{BASE}document/{row['document']}#{row['passage']}"
        found = seeds.store.query(f"ASK {{ GRAPH <{graph}> {{ ?s <{BASE}ontology#{row['property']}> ?o }} }}")
        assert found
        assert row["title"] != row["document"]


def test_documents_are_known_by_their_hash(seeds: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("别的文字", encoding="utf-8")
    documents = Documents(seeds, str(tmp_path))
    assert documents.text("changchun-tribunals") == ""
    assert hashlib.sha256("别的文字".encode()).hexdigest() in next(iter(documents._by_hash))
