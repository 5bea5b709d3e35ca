"""The page of a resource."""

from decimal import Decimal

import pytest

from kg.lookup.resolve import resolve
from kg.lookup.show import Line, evidence, show
from kg.model.iris import BASE, DOCUMENTS
from kg.store.reader import Reader

COURT, MECHANISM = f"{BASE}court/甲市中级人民法院", f"{BASE}mechanism/智慧立案机制"


def page(reader: Reader, iri: str) -> list[tuple[str, str, str]]:
    return [(line.direction, line.property, line.value) for line in show(reader, iri)]


def test_a_court(reader: Reader) -> None:
    assert page(reader, COURT) == [
        ("→", "name", "甲市中级人民法院"),
        ("→", "english", "Jia Intermediate People's Court"),
        ("→", "alias", "甲中院"),
        ("→", "class", "中级法院 IntermediateCourt"),
        ("→", "established", "智慧立案机制"),
        ("→", "established", "甲市破产法庭"),
        ("→", "hasObservation", "受理案件数 5件（2022）"),
        ("→", "hasObservation", "结案率 98.50%以上（2022）"),
        ("→", "issued", "甲市立案规定"),
        ("→", "signed", "甲乙司法协作协议"),
        ("←", "hasMember", "甲市两级法院"),
        ("←", "partOf", "甲市破产法庭"),
    ]


def test_each_line_has_its_passages(reader: Reader) -> None:
    lines = {(line.property, line.value): line for line in show(reader, COURT)}
    row = lines["established", "智慧立案机制"].row()
    assert row["evidence"] == "toy#char=0,10 toy#char=200,210"
    assert row["iri"] == MECHANISM
    assert lines["established", "甲市破产法庭"].row()["evidence"] == "toy#char=10,20&char=30,40"
    assert lines["name", "甲市中级人民法院"].row()["evidence"] == "toy"
    assert all(line.passages for line in lines.values())


def test_nodes_are_told_where_they_are_news(reader: Reader) -> None:
    lines = page(reader, MECHANISM)
    assert ("←", "Adoption", "乙区人民法院 采用（2021）") in lines
    assert ("→", "claimsPriority", "智慧立案机制 全省首创（诉讼服务）") not in lines
    assert [value for _, name, value in lines if "Priority" in name] != []
    assert ("←", "JurisdictionAssignment", "破产一审 甲市（2021-07-01起）") in page(reader, f"{BASE}court/甲市破产法庭")


def test_limit_is_of_what_others_say(reader: Reader) -> None:
    own = [line for line in show(reader, COURT, 0) if line.direction == "←"]
    assert own == []
    assert len(show(reader, COURT, 1)) == len(show(reader, COURT, 0)) + 1
    assert show(reader, f"{BASE}court/none") == []


def test_rows() -> None:
    line = Line("←", "heard", "审理", "甲法院", "i", (f"{DOCUMENTS}d#char=1,2", f"{DOCUMENTS}d#row=7"))
    assert line.row() == {
        "property": "← heard",
        "label": "← 审理",
        "value": "甲法院",
        "evidence": "d#char=1,2 d#row=7",
        "iri": "i",
    }
    assert evidence([]) == ""


@pytest.mark.parametrize("name", ["长春破产法庭", "长春市中级人民法院", "破产", "四川天府新区人民法院"])
def test_pages_of_the_seeds(seeds: Reader, name: str) -> None:
    iri = resolve(seeds, name).iri
    lines = show(seeds, iri)
    assert lines[0].value == name
    assert lines == show(seeds, iri)
    assert all(line.value and line.label and line.passages for line in lines)
    # What a person reads is no IRI.
    assert [line for line in lines if "w3id.org" in line.value + line.property + line.label] == []
    out = sum(1 for _ in seeds.out(iri))
    assert sum(line.direction == "→" for line in lines) == out


def test_figures_of_the_seeds_are_read_as_they_stand(seeds: Reader) -> None:
    lines = show(seeds, resolve(seeds, "长春破产法庭").iri)
    figures = {line.value for line in lines if line.property == "hasObservation"}
    assert "化解债务 610.42亿元" in figures
    query = """SELECT (SUM(?v) AS ?sum) {
      ?o cg:of ?c ; cg:metric '化解债务' ; cg:value ?v . ?c skos:prefLabel '长春破产法庭'@zh }"""
    prefixes = {"cg": f"{BASE}ontology#", "skos": "http://www.w3.org/2004/02/skos/core#"}
    (row,) = seeds.query(query, prefixes=prefixes)  # type: ignore[misc]
    assert Decimal(row["sum"].value) == Decimal("610.42")
