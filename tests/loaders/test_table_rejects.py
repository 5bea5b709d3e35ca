"""Rows that are not taken: each with file, row, column, value, reason and hint, and the next row is read."""

import json
from collections.abc import Callable

import pytest

from kg.model.facts import Reject, Source
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from loaders.table import Table

Write = Callable[[str, str | bytes], str]
Compile = Callable[[Source], list[Statement]]
MAPPING = """document: t
table: {table}
resources:
  court: {{name: "{{法院}}", class: "{{级别}}", classes: {{中院: IntermediateCourt, 基层: BasicCourt}}}}
  others: {{name: "{{友院}}", class: BasicCourt, split: 、, optional: true}}
statements:
  - {{s: court, p: cooperatesWith, o: others}}
  - {{s: court, p: hasJurisdiction, o: "{{领域}}"}}
  - {{s: court, p: establishedOn, o: "{{成立}}"}}
nodes:
  - {{observation: {{of: court, metric: 收案数, value: "{{收案}}", unit: 件, comparator: "{{约数?}}"}}}}
"""
COLUMNS = ["法院", "级别", "友院", "领域", "成立", "收案", "约数"]
GOOD = ["丁县人民法院", "基层", "", "", "", "", ""]
LONG = "长" * 30_000

CELLS = [
    (["", "中院"], "法院", "", "no name for court", "fill it in, or write optional: true under court"),
    (
        ["甲\u200b院", "中院"],
        "法院",
        "甲\u200b院",
        "the character U+200B in a name: it is not seen, or breaks the line",
        "",
    ),
    (["甲院", ""], "级别", "", "no class for court", "fill it in"),
    (["甲院", "中元"], "级别", "中元", "中元 is not under classes", "did you mean 中院?"),
    (["甲院", "初级"], "级别", "初级", "初级 is not under classes", "write it under classes"),
    (
        ["甲院", "中院", "", "破厂"],
        "领域",
        "破厂",
        "破厂 is not declared under resources",
        "did you mean 破产?",
    ),
    (
        ["甲院", "中院", "", "", "去年"],
        "成立",
        "去年",
        "establishedOn: '去年' is not a date of the form 2022, 2022-09 or 2022-09-26",
        "",
    ),
    (
        ["甲院", "中院", "", "", "2024年2月30日"],
        "成立",
        "2024-02-30",
        "establishedOn: '2024-02-30' is not a day of the calendar",
        "",
    ),
    (
        ["甲院", "中院", "", "", "", "1,23"],
        "收案",
        "1,23",
        "value: '1,23' is not a plain decimal number, such as 14762 or 98.52",
        "",
    ),
    (
        ["甲院", "中院", "", "", "", "12", "约"],
        "约数",
        "约",
        "comparator does not take 约",
        "one of about, atLeast, atMost, near, over, under",
    ),
    ([LONG, "中院"], "法院", "长" * 80 + "…", "a cell of over 64 KiB", ""),
]


def _read(table: Table, compiled: Compile) -> list[Reject]:
    statements = compiled(table)
    assert {s.line for s in statements if s.line not in {r.line for r in table.rejects}}, "the good row was not read"
    return table.rejects


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize(("cells", "column", "value", "reason", "hint"), CELLS)
def test_cells(
    cells: list[str],
    column: str,
    value: str,
    reason: str,
    hint: str,
    form: str,
    write: Write,
    vocabulary: Vocabulary,
    compiled: Compile,
) -> None:
    rows = [cells + [""] * (len(COLUMNS) - len(cells)), GOOD]
    if form == "csv":
        lines = [",".join(f'"{cell}"' for cell in row) for row in [COLUMNS, *rows]]
    else:
        lines = [json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) for row in rows]
    path = write(f"t.{form}", "\n".join(lines) + "\n")
    table = Table(write("m.yaml", MAPPING.format(table=f"t.{form}")), vocabulary)
    row = 2 if form == "csv" else 1
    assert _read(table, compiled) == [Reject(path, row, column, value, reason, hint)]


def test_one_fault_is_told_once(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    """What a row says of a name whose declaration is refused is not refused once more."""
    rows = [COLUMNS, ["甲院", "中院", *GOOD[2:]], ["甲院", "基层", "乙院", "破产", "2020", "1", "over"], GOOD]
    path = write("t.csv", "\n".join(map(",".join, rows)))
    table = Table(write("m.yaml", MAPPING.format(table="t.csv")), vocabulary)
    reason = "甲院 is declared elsewhere as IntermediateCourt: give it one class"
    assert _read(table, compiled) == [Reject(path, 3, "级别", "甲院", reason, "")]


QUOTE = "double every quotation mark within a quoted cell, or write quote: none"
LINES = [
    ("甲院,中院,,,,", "甲院,中院,,,,", "6 cells, and the header has 7", "is a ',' in a cell not quoted?"),
    ("甲院,中院,,,,,,", "甲院,中院,,,,,,", "8 cells, and the header has 7", "is a ',' in a cell not quoted?"),
    ('"甲"院,中院,,,,,', "", "broken quotation marks in line 2: ',' expected after '\"'", QUOTE),
    ("甲" * 140_000 + ",中院,,,,,", "", "a cell of over 64 KiB", ""),
]


@pytest.mark.parametrize(("line", "value", "reason", "hint"), LINES)
def test_lines_of_csv(
    line: str, value: str, reason: str, hint: str, write: Write, vocabulary: Vocabulary, compiled: Compile
) -> None:
    path = write("t.csv", "\n".join([",".join(COLUMNS), line, ",".join(GOOD)]))
    table = Table(write("m.yaml", MAPPING.format(table="t.csv")), vocabulary)
    assert _read(table, compiled) == [Reject(path, 2, "", value, reason, hint)]


def test_quotation_mark_open_to_the_end(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    path = write("t.csv", "\n".join([",".join(COLUMNS), ",".join(GOOD), '"甲院,中院', "乙院,中院", ""]))
    table = Table(write("m.yaml", MAPPING.format(table="t.csv")), vocabulary)
    reason = "a quotation mark is opened in line 3 and never closed"
    assert _read(table, compiled) == [Reject(path, 3, "", "", reason, QUOTE)]


OBJECTS = [
    ("{", "{", "broken JSON: Expecting property name enclosed in double quotes"),
    ("[1]", "[1]", "no JSON object"),
    ("{}{}", "{}{}", "broken JSON: Extra data"),
    (
        '{"法院": "甲", "法院": "乙"}',
        '{"法院": "甲", "法院": "乙"}',
        "broken JSON: the key 法院 stands twice",
    ),
    ("[" * 200_000, "[" * 80 + "…", "JSON nested too deeply"),
]


@pytest.mark.parametrize(("line", "value", "reason"), OBJECTS, ids=["cut", "list", "two", "twice", "deep"])
def test_lines_of_json(
    line: str, value: str, reason: str, write: Write, vocabulary: Vocabulary, compiled: Compile
) -> None:
    good = json.dumps(dict(zip(COLUMNS, GOOD, strict=True)))
    path = write("t.jsonl", f"{good}\n{line}\n{good}\n")
    table = Table(write("m.yaml", MAPPING.format(table="t.jsonl")), vocabulary)
    (reject,) = _read(table, compiled)
    assert (reject.file, reject.line, reject.value, reject.hint) == (
        path,
        2,
        value,
        "write one object a line",
    )
    assert reject.reason.startswith(reason)


@pytest.mark.parametrize(
    ("value", "column", "shown", "reason"),
    [
        ({"a": "b"}, "领域", '{"a": "b"}', "neither a text nor a number"),
        ("\0", "领域", '"\\u0000"', "neither a text nor a number"),
        (["破产", "执行"], "领域", "破产、执行", "a list where one text is wanted"),
    ],
)
def test_values_of_json(
    value: object,
    column: str,
    shown: str,
    reason: str,
    write: Write,
    vocabulary: Vocabulary,
    compiled: Compile,
) -> None:
    good = dict(zip(COLUMNS, GOOD, strict=True))
    write("t.jsonl", "\n".join(json.dumps(row) for row in (good, {**good, column: value})))
    table = Table(write("m.yaml", MAPPING.format(table="t.jsonl")), vocabulary)
    (reject,) = _read(table, compiled)
    assert (reject.line, reject.column, reject.value, reject.reason) == (2, column, shown, reason)


def test_half_a_surrogate_pair_is_no_text(write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    good = json.dumps(dict(zip(COLUMNS, GOOD, strict=True)), ensure_ascii=False)
    write("t.jsonl", good + "\n" + good.replace("丁县", "\\ud800") + "\n")
    table = Table(write("m.yaml", MAPPING.format(table="t.jsonl")), vocabulary)
    (reject,) = _read(table, compiled)
    assert (reject.line, reject.column, reject.reason) == (2, "法院", "neither a text nor a number")
