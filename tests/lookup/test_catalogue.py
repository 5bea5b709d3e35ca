"""The header of a named question, and how its parameters are bound."""

import re
from typing import cast

import pytest

from kg.errors import Ambiguous, NotFound, StoreError, UsageError
from kg.lookup.catalogue import NamedQuery, Param, catalogue, named_query, parse_query, query_names
from kg.lookup.named import ask_named, bind
from kg.model.iris import BASE, CG, XSD
from kg.store.reader import Reader

TEXT = """# zh: 问
# en: question
# param court (resource): 法院 / court; example: 甲中院
# param since (date) = *: 自 / since; example: 2022-09
# param count (number) = 3: 数 / number; example: 2.5
# param klass (class) = *: 类 / class; example: Court
# param word (text) = *: 词 / word; example: 首创
# collect: passage, party

SELECT ?court ?since ?count ?klass ?word WHERE { ?court a ?klass }
"""
QUERY = parse_query("question", TEXT)


def test_header() -> None:
    assert (QUERY.zh, QUERY.en, QUERY.collect) == ("问", "question", ("passage", "party"))
    assert QUERY.params[0] == Param("court", "resource", None, "法院", "court", "甲中院")
    assert [param.default for param in QUERY.params] == [None, "*", "3", "*", "*"]


@pytest.mark.parametrize(
    "text",
    ["# zh: 问\nSELECT", "# zh: 问\n# en: q\n# parm court (resource): 法院 / court; example: 甲\n",
     "# zh: 问\n# en: q\n# param court (thing): 法院 / court; example: 甲\n"],
)  # fmt: skip
def test_wrong_headers(text: str) -> None:
    with pytest.raises(StoreError, match="queries/wrong"):
        parse_query("wrong", text)


def test_types(reader: Reader) -> None:
    values = {"court": "甲中院", "since": "2022-09", "count": "2.50", "klass": "法院", "word": '首"创'}
    bound = bind(reader, QUERY, values)
    assert bound.bindings == {
        "court": f"<{BASE}court/甲市中级人民法院>",
        "since": f'"2022-09"^^<{XSD}gYearMonth>',
        "count": f'"2.5"^^<{XSD}decimal>',
        "klass": f"<{CG}Court>",
        "word": '"首\\"创"',
    }


def test_defaults(reader: Reader) -> None:
    assert bind(reader, QUERY, {"court": "乙法院"}).bindings["count"] == f'"3"^^<{XSD}integer>'
    assert set(bind(reader, QUERY, {"court": "乙法院"}).bindings) == {"court", "count"}


def test_a_document_by_its_id(reader: Reader) -> None:
    query = named_query("passages-of")
    assert bind(reader, query, {"document": "toy"}).bindings == {"document": f"<{BASE}document/toy>"}


def test_what_is_missing_or_wrong(reader: Reader) -> None:
    with pytest.raises(UsageError, match="--param court=甲中院"):
        bind(reader, QUERY, {})
    with pytest.raises(UsageError, match="did you mean court"):
        bind(reader, QUERY, {"curt": "甲中院"})
    with pytest.raises(UsageError, match="since"):
        bind(reader, QUERY, {"court": "甲中院", "since": "soon"})
    with pytest.raises(UsageError, match="did you mean Court"):
        bind(reader, QUERY, {"court": "甲中院", "klass": "Curt"})
    with pytest.raises(NotFound):
        bind(reader, QUERY, {"court": "没有这个法院"})
    with pytest.raises(Ambiguous):
        bind(reader, QUERY, {"court": "区人民法院"})


def test_unknown_question() -> None:
    with pytest.raises(UsageError, match="did you mean created-by"):
        named_query("created_by")


def test_every_question_has_a_good_header() -> None:
    found = catalogue()
    assert [query.name for query in found] == query_names()
    assert len(found) >= 12
    for query in (query for query in found if query.text):
        select = query.text.partition("SELECT")[2].partition("WHERE")[0].split()
        assert {f"?{param.name}" for param in query.params} <= set(select), query.name
        assert {f"?{name}" for name in query.collect} <= set(select) | {"?passage"}, query.name
        # The store takes a bound variable for unbound where only an expression names it.
        assert not any(f"BOUND(?{param.name})" in query.text for param in query.params), query.name


@pytest.mark.parametrize("query", [query for query in catalogue() if query.cypher], ids=lambda query: query.name)
def test_cypher_takes_the_same_parameters(query: NamedQuery) -> None:
    text = re.sub(r"^\s*//.*$", "", query.cypher, flags=re.MULTILINE)
    # Each is used, and no other: what has no value there would be an error of the server.
    assert set(re.findall(r"\$`?(\w+)", text)) == {param.name for param in query.params}


def test_cypher_alone() -> None:
    query = parse_query("alone", "", TEXT.replace("# ", "// ").partition("SELECT")[0] + "RETURN $court AS court")
    assert query.engines == ("cypher",)
    assert query.params == QUERY.params
    assert QUERY.engines == ("sparql",)
    assert parse_query("question", TEXT, "RETURN 1 AS one").engines == ("sparql", "cypher")
    with pytest.raises(StoreError, match=r"queries/wrong\.cypher"):
        parse_query("wrong", "", "// zh: 问\nRETURN 1")
    with pytest.raises(UsageError, match="--engine cypher"):
        ask_named(cast("Reader", None), query, {})
