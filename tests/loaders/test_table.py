"""Tables: golden folders (a mapping, its table, the statements that come of them), and what a row is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model.facts import Claim, Declaration, NodeClaim, Source
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from loaders.table import Table

Write = Callable[[str, str | bytes], str]
Compile = Callable[[Source], list[Statement]]
GOLDEN = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())
HEAD = "document: t\ntable: t.csv\nresources:\n  court: {name: '{法院}', class: BasicCourt}\n"


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda path: path.name)
def test_golden(folder: Path, vocabulary: Vocabulary, compiled: Compile) -> None:
    table = Table(str(folder / "mapping.yaml"), vocabulary)
    found = "".join(statement.quad for statement in compiled(table))
    assert not table.rejects
    assert found == (folder / "expected.nq").read_text("utf-8")


def test_head_of_mapping_is_the_source(vocabulary: Vocabulary) -> None:
    folder = next(path for path in GOLDEN if path.name == "csv-agreements")
    table = Table(str(folder / "mapping.yaml"), vocabulary)
    assert table.file == str(folder / "agreements.csv")
    info = table.info
    assert (info.document, info.title, info.publisher, info.date) == (
        "my-agreements",
        "我的协议清单",
        "甲大学",
        "2026-01-05",
    )


def test_the_documented_mapping_is_the_golden_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text("utf-8")
    mapping = (Path(__file__).parent / "golden" / "csv-agreements" / "mapping.yaml").read_text("utf-8")
    assert f"```yaml\n{mapping}```\n" in page


def test_facts_of_a_row(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "法院,案号\n 甲县人民法院 ,\n")
    mapping = HEAD + "nodes:\n  - {observation: {of: court, metric: 收案数, value: '{案号?}'}}\n"
    assert list(Table(write("m.yaml", mapping), vocabulary).facts()) == [
        Declaration("甲县人民法院", ("BasicCourt",), "", (), "row=2", 2),
        NodeClaim("observation", (("of", "甲县人民法院"), ("metric", "收案数")), "row=2", 2),
    ]


def test_names_are_composed_and_stripped(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "法院\nCafe\u0301\u3000\n")
    facts = list(Table(write("m.yaml", HEAD), vocabulary).facts())
    assert [fact.name for fact in facts if isinstance(fact, Declaration)] == ["Caf\u00e9"]


def test_rows_are_counted_with_header_blank_and_broken_lines(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", '题名\n法院,注\n\n甲县人民法院,"一\n二"\n乙县人民法院,\n丙县人民法院\n丁县人民法院,\n')
    table = Table(write("m.yaml", HEAD + "header: 2\n"), vocabulary)
    assert [(fact.fragment, fact.line) for fact in table.facts()] == [
        ("row=4", 4),
        ("row=5", 5),
        ("row=7", 7),
    ]
    assert [reject.line for reject in table.rejects] == [6]


def test_every_row_declares_what_it_names(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    write("t.csv", "法院\n甲县人民法院\n甲县人民法院\n")
    graphs = [s.graph[-6:-1] for s in compiled(Table(write("m.yaml", HEAD), vocabulary))]
    assert graphs == ["row=2", "row=2", "row=3", "row=3"]


def test_a_triple_stands_once_in_a_row(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    write("t.csv", "法院,又\n甲县人民法院,甲县人民法院\n")
    mapping = HEAD + (
        "  other: {name: '{又}', class: BasicCourt}\n"
        "statements:\n"
        "  - {s: [court, other], p: hasJurisdiction, o: 破产}\n"
        "  - {s: court, p: hasJurisdiction, o: 破产}\n"
    )
    table = Table(write("m.yaml", mapping), vocabulary)
    assert len(list(table.facts())) == 5
    found = [statement[:4] for statement in compiled(table)]
    assert len(found) == len(set(found)) == 3


def test_columns_are_found_without_blanks(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", '"审理\n法院", 法 院 \n甲县人民法院,乙县人民法院\n')
    mapping = HEAD.replace("{法院}", "{审理 法院}") + "statements:\n  - {s: court, p: appealsTo, o: '{法院}'}\n"
    facts = list(Table(write("m.yaml", mapping), vocabulary).facts())
    assert facts[1] == Claim("甲县人民法院", "appealsTo", "乙县人民法院", "row=2", 2)


def test_empty_rows_are_no_rows(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "法院,注\n,\n , \n\n甲县人民法院,\n,,,\n")
    table = Table(write("m.yaml", HEAD), vocabulary)
    assert [fact.line for fact in table.facts()] == [5]
    assert not table.rejects


def test_byte_order_mark_and_old_line_ends(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "\ufeff法院,注\r甲县人民法院,一\r乙县人民法院,二\r")
    assert [fact.line for fact in Table(write("m.yaml", HEAD), vocabulary).facts()] == [2, 3]


def test_utf_16_and_tab_as_delimiter(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "法院\t注\n甲县人民法院\t一\n".encode("utf-16"))
    mapping = HEAD + 'encoding: utf-16\ndelimiter: "\\t"\n'
    assert [fact.line for fact in Table(write("m.yaml", mapping), vocabulary).facts()] == [2]


def test_table_can_be_read_again(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "法院\n甲县人民法院\n")
    table = Table(write("m.yaml", HEAD), vocabulary)
    assert list(table.facts()) == list(table.facts())
