"""The page for people who know Neo4j: its names are current, and each query gives the rows that it shows."""

import re
from pathlib import Path

import pytest

import make_cypher
from kg.cli.main import VERBS
from kg.errors import StoreError
from kg.lookup.catalogue import query_names
from kg.mirror.connect import Connection, Target
from kg.mirror.names import name_table

TEXT = make_cypher.PAGE.read_text("utf-8")
QUERIES = make_cypher.queries(TEXT)


def test_names_are_current() -> None:
    assert make_cypher.fill_names(TEXT) == TEXT, "run: make docs"


def test_every_name_stands_in_a_table() -> None:
    tables = "\n".join(build() for build in make_cypher.TABLES.values())
    assert [n.name for n in name_table().names if f"| `{n.name}` |" not in tables] == []


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == len(set(QUERIES)) == len(re.findall(r"^### \d+\. ", TEXT, re.MULTILINE)) == 10


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(QUERIES.index(query) + 1))
def test_query_gives_the_rows_that_the_page_shows(query: str, neo4j_seeds: Connection) -> None:
    rows = make_cypher.answer(neo4j_seeds, query)
    assert rows.count("\n") > 1, "no rows"
    assert f"```cypher\n{query}```\n\n{rows}\n<!-- /ROWS -->" in TEXT, "run: make docs"


def test_verbs_and_questions_exist() -> None:
    assert set(re.findall(r"\bkg ([a-z]+) ", TEXT)) <= set(VERBS)
    assert set(re.findall(r"kg query ([a-z]+-[a-z-]+)", TEXT)) <= set(query_names())


def test_without_a_mirror_the_page_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> Target:
        raise StoreError("no Neo4j is known: start one with: kg neo4j start")

    monkeypatch.setattr(make_cypher, "find_target", none)
    assert make_cypher.write([]) == 0
    assert "left as it is" in capsys.readouterr().err
    assert make_cypher.PAGE.read_text("utf-8") == TEXT


def test_a_page_is_filled(neo4j_seeds: Connection, tmp_path: Path) -> None:
    page = "<!-- ROWS -->\n```cypher\nRETURN 1 AS one, ['a', 'b|c'] AS two, null AS three\n```\nold\n<!-- /ROWS -->\n"
    filled = make_cypher.fill_rows(page, neo4j_seeds)
    assert "| one | two | three |\n| --- | --- | --- |\n| 1 | a；b\\|c |  |" in filled
    assert "old" not in filled
    assert make_cypher.fill_rows(filled, neo4j_seeds) == filled
