"""Each named question answers: exactly on the small graph, and with its own examples on the seeds."""

import pytest

from kg.lookup.catalogue import NamedQuery, catalogue
from kg.lookup.named import ask_named, bind
from kg.store.reader import Reader
from tests.conftest import Kg

# What Cypher alone asks is tested with a Neo4j: tests/mirror/test_twins.py.
SPARQL = [query for query in catalogue() if query.text]

# question, parameters, what stands in one column
ANSWERS: list[tuple[str, dict[str, str], str, list[str]]] = [
    ("created-by", {"court": "甲中院"}, "what", ["甲市破产法庭", "智慧立案机制"]),
    ("mechanism-parts", {"mechanism": "智慧立案机制"}, "part", ["立案分流机制", "立案提示机制"]),
    ("mechanism-parts", {}, "part", ["立案分流机制", "立案提示机制", "立案提示机制"]),
    ("cooperation-parties", {"who": "甲市两级法院"}, "party",
     ["丙区人民法院", *["乙区人民法院"] * 3, *["甲市中级人民法院"] * 3]),
    ("cases-by-court", {}, "case", ["丁公司重整案", "戊公司清算案"]),
    ("cases-by-court", {"kind": "破产法庭"}, "case", ["丁公司重整案"]),
    ("cases-by-court", {"court": "乙法院"}, "case", ["戊公司清算案"]),
    ("figures-of", {"of": "甲中院"}, "metric", ["受理案件数", "结案率"]),
    ("priority-claims", {}, "of", ["智慧立案机制", "立案分流机制", "甲市破产法庭"]),
    ("priority-claims", {"scope": "全国"}, "of", ["甲市破产法庭"]),
    ("priority-claims", {"field": "诉讼服务", "scope": "全省"}, "of", ["智慧立案机制", "立案分流机制"]),
    ("documents-issued", {}, "number", ["甲中法〔2022〕3号"]),
    ("documents-issued", {"by": "乙法院"}, "number", []),
    ("agreements", {}, "signed", ["2022-05"]),
    ("agreements", {"with": "乙法院"}, "agreement", ["甲乙司法协作协议"]),
    ("agreements", {"with": "丙区人民法院"}, "agreement", []),
    ("awards", {}, "award", ["全省典型案例"]),
    ("awards", {"of": "甲市破产法庭"}, "batch", ["第一批"]),
    ("awards", {"of": "乙法院"}, "batch", []),
    ("article-calls-for", {"document": "甲市立案规定"}, "calls_for", ["智慧立案机制", "立案分流机制"]),
    ("article-calls-for", {"document": "甲市立案规定", "article": "2"}, "calls_for", ["智慧立案机制"]),
    ("adopters-of", {"mechanism": "智慧立案机制"}, "who",
     ["乙区人民法院", "乙区人民法院", "甲市中级人民法院"]),
    ("who-hears", {}, "court", ["甲市破产法庭"]),
    ("who-hears", {"matter": "重整", "place": "甲市", "on": "2022"}, "court", ["甲市破产法庭"]),
    ("who-hears", {"on": "2021-06-30"}, "court", []),
    ("who-hears", {"matter": "刑事"}, "court", []),
    ("jurisdiction-1-10", {"mechanism": "智慧立案机制"}, "aspect",
     ["1 创立", "5 覆盖", "5 覆盖", "6 成员", "6 成员", "8 组成"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "params", "column", "values"), ANSWERS)
def test_answers(kg_run: Kg, name: str, params: dict[str, str], column: str, values: list[str]) -> None:
    pairs = [part for key, value in params.items() for part in ("--param", f"{key}={value}")]
    done = kg_run("query", name, *pairs, "--format", "json")
    assert sorted(row[column] for row in done.json) == sorted(values)
    assert done.code == (0 if values else 1)


def test_all_named_above_exist() -> None:
    assert {name for name, *_ in ANSWERS} <= {query.name for query in catalogue()}


def test_rivals(kg_run: Kg) -> None:
    rows = kg_run("query", "priority-claims", "--param", "scope=全省", "--format", "json").json
    assert {row["of"]: row["rival"] for row in rows} == {
        "智慧立案机制": ["立案分流机制"],
        "立案分流机制": ["智慧立案机制"],
    }


def test_parties_are_collected(kg_run: Kg) -> None:
    (row,) = kg_run("query", "agreements", "--format", "json").json
    assert sorted(row["party"]) == ["乙区人民法院", "甲市中级人民法院"]
    assert row["passage"] == ["toy#char=60,70"]


def test_passages_in_order(kg_run: Kg) -> None:
    rows = kg_run("query", "passages-of", "--param", "document=toy", "--format", "json").json
    starts = [int(row["passage"].partition("=")[2].partition(",")[0]) for row in rows]
    assert starts == sorted(starts)
    assert "甲市中级人民法院 结案率 98.50%以上（2022）" in [row["subject"] for row in rows]


def examples(query: NamedQuery) -> list[dict[str, str]]:
    """The needed parameters with their examples; and once more with each optional one besides."""
    needed = {param.name: param.example for param in query.params if param.default is None}
    return [
        needed,
        *({**needed, param.name: param.example} for param in query.params if param.default is not None),
    ]


@pytest.mark.parametrize("query", SPARQL, ids=lambda query: query.name)
def test_the_seeds_answer_every_example(graph_dir: str, query: NamedQuery) -> None:
    reader = Reader(graph_dir)
    for values in examples(query):
        found = ask_named(reader, query, bind(reader, query, values).bindings)
        assert found.rows, values
        assert not [cell for row in found.rows for cell in row.values() if "w3id.org" in str(cell)]
        if "passage" in found.columns:
            assert all(row["passage"] for row in found.rows) or query.name == "agreements"


@pytest.mark.parametrize("query", SPARQL, ids=lambda query: query.name)
def test_optional_parameters_narrow(graph_dir: str, query: NamedQuery) -> None:
    reader = Reader(graph_dir)
    whole, *narrowed = (len(ask_named(reader, query, bind(reader, query, v).bindings).rows) for v in examples(query))
    assert all(count <= whole for count in narrowed)
    if query.name in {"cases-by-court", "priority-claims", "awards", "article-calls-for", "documents-issued"}:
        assert all(count < whole for count in narrowed[-1:])
