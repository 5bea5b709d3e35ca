"""Broken mappings and tables that cannot be read: one line each, with file, line and the nearest spelling."""

from collections.abc import Callable

import pytest

from kg.errors import InputError
from kg.model.vocabulary import Vocabulary
from loaders.table import Table

Write = Callable[[str, str | bytes], str]
GOOD = """document: t
table: t.csv
resources:
  court: {name: "{法院}", class: BasicCourt}
statements:
  - {s: court, p: hasJurisdiction, o: 破产}
nodes:
  - {observation: {of: court, metric: 收案数, value: "{收案}", unit: 件}}
"""
BROKEN = [
    ("document: t", "documnet: t", "1: the mapping has no key documnet: did you mean document?"),
    ("document: t", "document: 我的", "1: '我的' is no id: use a-z, 0-9, - and ."),
    (
        "document: t",
        "document: t\ndate: 2024-2-30",
        ("2: the date '2024-2-30' is not a date of the form 2022, 2022-09 or 2022-09-26"),
    ),
    ("document: t", "title: t", "1: the mapping needs the key document"),
    ("t.csv", "t.xls", "2: t.xls is no format: write format: with one of csv, tsv, jsonl, xlsx"),
    ("t.csv", "t.csv\nformat: cvs", "3: cvs is no format: write format: with one of csv, tsv, jsonl, xlsx"),
    ("t.csv", "t.csv\nsheet: 一", "3: sheet means nothing for csv: take it away"),
    (
        "t.csv",
        "t.csv\nencoding: latin1",
        ("3: latin1 is no encoding that is read: write one of utf-8, gb18030, gbk, gb2312, utf-16"),
    ),
    ("t.csv", "t.csv\nheader: 0", "3: header is a whole number from 1, not '0'"),
    ("t.csv", "t.csv\ndelimiter: '||'", "3: delimiter is one character, or tab, not '||'"),
    ("{法院}", "甲院", '4: the name 甲院 is the same in every row: write a column, "{列}"'),
    ('"{法院}"', "{法院}", '4: name is a text; a template needs quotes: "{列}"'),
    (
        "{法院}",
        "{法院",
        "4: '{法院' has a brace without its other one: write {列} for a column, and {{ for a brace",
    ),
    ("{法院}", "{法园}", "4: {folder}t.csv has no column 法园: did you mean 法院?"),
    ("{收案}", "{结案}", "8: {folder}t.csv has no column 结案: did you mean 收案?"),
    ("class: BasicCourt", "class: BasicCuort", "4: unknown class BasicCuort: did you mean BasicCourt?"),
    (
        "class: BasicCourt",
        "class: Observation",
        ("4: Observation cannot be declared: it is abstract, a node, or a term of the schemes"),
    ),
    ("class: BasicCourt", "clas: BasicCourt", "4: the resource court has no key clas: did you mean class?"),
    ("BasicCourt}", "BasicCourt, optional: maybe}", "4: optional is true or false, not 'maybe'"),
    ("BasicCourt}", "BasicCourt, split: 、, en: x}", "4: en does not go with split: whose would it be?"),
    (
        "BasicCourt}",
        "'{级}', classes: {高: HihgCourt}}",
        "4: unknown class HihgCourt: did you mean HighCourt?",
    ),
    (
        "p: hasJurisdiction",
        "p: hasJurisdicton",
        ("6: unknown property hasJurisdicton: did you mean hasJurisdiction?"),
    ),
    ("p: hasJurisdiction", "p: metric", "6: metric belongs to nodes: write it under nodes"),
    ("s: court", "s: cuort", "6: cuort is no key of resources and no concept: did you mean court?"),
    ("o: 破产", "o: 破厂", "6: 破厂 is no key of resources and no concept: did you mean 破产?"),
    (
        "o: 破产",
        "o: court",
        ("6: hasJurisdiction takes Place or RegionalInitiative or Topic, and court is BasicCourt"),
    ),
    (
        "p: hasJurisdiction, o: 破产",
        "p: establishedOn, o: 去年",
        ("6: o: '去年' is not a date of the form 2022, 2022-09 or 2022-09-26"),
    ),
    (
        "p: hasJurisdiction, o: 破产",
        "p: signedOn, o: 2022",
        ("6: signedOn is said of Agreement, and court is BasicCourt"),
    ),
    (", o: 破产", "", "6: a statement needs the key o"),
    ("o: 破产", "o: 破产, at: 1-2", "6: a statement has no key at: keys: s, p, o"),
    ("{observation:", "{observations:", "8: a node has no key observations: did you mean observation?"),
    ("metric:", "metrics:", "8: the node observation has no key metrics: did you mean metric?"),
    ("unit: 件", "comparator: ovr", "8: comparator does not take ovr: did you mean over?"),
    ('"{收案}"', "many", "8: value: 'many' is not a plain decimal number, such as 14762 or 98.52"),
    ("statements:\n  -", "statements:\n  x:", "6: statements is a list, one a line"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), BROKEN)
def test_broken_mapping(right: str, wrong: str, message: str, write: Write, vocabulary: Vocabulary) -> None:
    assert right in GOOD
    write("t.csv", "法院,收案\n甲县人民法院,1\n")
    path = write("m.yaml", GOOD.replace(right, wrong, 1))
    with pytest.raises(InputError) as caught:
        Table(path, vocabulary)
    folder = path.removesuffix("m.yaml")
    assert str(caught.value) == f"{path}:{message.replace('{folder}', folder)}"


def test_good_mapping(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "法院,收案\n甲县人民法院,1\n")
    assert len(list(Table(write("m.yaml", GOOD), vocabulary).facts())) == 3


UNREADABLE = [
    (None, "", ": cannot be read: No such file or directory"),
    (b"", "", ":1: no header: the row of the column names is missing"),
    ("法院,收案,收案\n".encode(), "m.yaml:8: {table} has 2 columns 收案: rename all but one", ""),
    (
        "法院,收案\n甲院,1\n".encode("gb18030"),
        "",
        ":1: not UTF-8: it looks like GB18030: write encoding: gb18030",
    ),
    ("法院,收案\n".encode() + b"\xff\xff\n", "", ":2: not UTF-8: save the table as UTF-8"),
    ("法院,收案\n甲院,1\n".encode("utf-16"), "", ":1: not UTF-8: it is UTF-16: write encoding: utf-16"),
    ("法院,收案\n甲院,1\n乙\0院,2\n".encode(), "", ":3: a NUL byte: the file is no text"),
    ("法院,收案\n".encode() + b"x" * 9_000_000, "", ":2: a line of over 8 MiB"),
    (
        "法院,收案\n".encode() + b'"' + b"x\n" * 90_000,
        "",
        (
            ":2: a cell of over 128 KiB: is a quotation mark left open? "
            "double every quotation mark within a quoted cell, or write quote: none"
        ),
    ),
]


@pytest.mark.parametrize(
    ("content", "in_mapping", "message"),
    UNREADABLE,
    ids=["missing", "empty", "twice", "gb18030", "bytes", "utf-16", "nul", "long", "quote"],
)
def test_unreadable_table(
    content: bytes | None, in_mapping: str, message: str, write: Write, vocabulary: Vocabulary
) -> None:
    path = write("m.yaml", GOOD)
    table = path.replace("m.yaml", "t.csv")
    if content is not None:
        write("t.csv", content)
    with pytest.raises(InputError) as caught:
        list(Table(path, vocabulary).facts())
    folder = path.removesuffix("m.yaml")
    assert str(caught.value) == (folder + in_mapping.format(table=table) if in_mapping else table + message)


def test_line_of_what_does_not_decode_far_into_a_file(write: Write, vocabulary: Vocabulary) -> None:
    rows = "甲县人民法院,1\n".encode() * 120_000
    table = write("t.csv", "法院,收案\n".encode() + rows + b"\xb7\xa8,1\n")
    with pytest.raises(InputError, match=f"^{table}:120002: not UTF-8: "):
        list(Table(write("m.yaml", GOOD), vocabulary).facts())
