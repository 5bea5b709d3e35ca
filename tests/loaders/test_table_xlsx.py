"""XLSX: what cells are as text, sheets and header rows, and workbooks that cannot be read."""

import datetime
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg.errors import InputError
from kg.model.facts import Claim, Source
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from loaders.table import Table

Write = Callable[[str, str | bytes], str]
Compile = Callable[[Source], list[Statement]]
MAPPING = """document: t
table: t.xlsx
resources:
  agreement: {name: "{协议}", class: Agreement}
statements:
  - {s: agreement, p: signedOn, o: "{日期}"}
nodes:
  - {observation: {of: agreement, metric: 件数, value: "{件数}"}}
"""


def _book(path: Path, rows: Sequence[Sequence[Any]], formats: dict[str, str] | None = None, title: str = "一") -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet(title, 0)
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    book.save(path)
    book.close()


@pytest.mark.parametrize(
    ("cell", "number_format", "text"),
    [
        (datetime.datetime(2024, 3, 5), "yyyy-mm-dd", "2024-03-05"),
        (datetime.datetime(2024, 3, 5), 'yyyy"年"m"月"d"日";@', "2024-03-05"),
        (datetime.datetime(2024, 3, 1), 'yyyy"年"m"月";@', "2024-03"),
        (datetime.datetime(2024, 3, 1), "mmm-yy", "2024-03"),
        (datetime.datetime(2024, 1, 1), 'yyyy"年"', "2024"),
        (datetime.datetime(2024, 3, 5, 14, 30), "yyyy/m/d h:mm", "2024-03-05"),
        (datetime.date(2024, 3, 5), "m/d", "2024-03-05"),
        (2024, "General", "2024"),
        (2024.0, "0.00", "2024"),
        ("2024年3月", "@", "2024-03"),
    ],
)
def test_dates(
    cell: object, number_format: str, text: str, tmp_path: Path, write: Write, vocabulary: Vocabulary
) -> None:
    _book(tmp_path / "t.xlsx", [["协议", "日期", "件数"], ["甲协议", cell, None]], {"B2": number_format})
    facts = list(Table(write("m.yaml", MAPPING), vocabulary).facts())
    assert facts[1:] == [Claim("甲协议", "signedOn", text, "row=2", 2)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12.0, "12"),
        (98.52, "98.52"),
        (0.1 + 0.2, "0.3"),
        (-3.5, "-3.5"),
        (1e15, "1000000000000000"),
        (0.00001, "0.00001"),
        (1234567.25, "1234567.25"),
        ("1,234", "1234"),
        ("１２３", "123"),
    ],
)
def test_numbers(cell: object, text: str, tmp_path: Path, write: Write, vocabulary: Vocabulary) -> None:
    _book(tmp_path / "t.xlsx", [["协议", "日期", "件数"], ["甲协议", None, cell]])
    (_, node) = Table(write("m.yaml", MAPPING), vocabulary).facts()
    assert ("value", text) in node.fields  # type: ignore[union-attr]


def test_sheet_and_header_and_rows(tmp_path: Path, write: Write, vocabulary: Vocabulary) -> None:
    rows: list[list[Any]] = [["清单"], [], ["协议", "日\n期", "件数"], ["甲协议"], [], ["乙协议", None, 1]]
    _book(tmp_path / "t.xlsx", rows, title="二月")
    table = Table(write("m.yaml", MAPPING + "sheet: 二月\nheader: 3\n"), vocabulary)
    assert [fact.fragment for fact in table.facts()] == ["row=4", "row=6", "row=6"]
    assert not table.rejects


def test_rejects(tmp_path: Path, write: Write, vocabulary: Vocabulary, compiled: Compile) -> None:
    rows: list[list[Any]] = [
        ["协议", "日期", "件数"],
        ["甲协议", None, "#DIV/0!"],
        ["乙协议", None, 1, "注"],
        ["", 2024],
        ["丙协议"],
    ]
    _book(tmp_path / "t.xlsx", rows)
    table = Table(write("m.yaml", MAPPING), vocabulary)
    assert {statement.line for statement in compiled(table)} == {5}
    assert [(r.line, r.column, r.value, r.reason) for r in table.rejects] == [
        (2, "件数", "#DIV/0!", "an error of Excel"),
        (3, "", "注", "a cell beyond the 3 columns of the header"),
        (4, "协议", "", "no name for agreement"),
    ]


def test_no_sheet(tmp_path: Path, write: Write, vocabulary: Vocabulary) -> None:
    _book(tmp_path / "t.xlsx", [["协议"]], title="2024年")
    with pytest.raises(InputError, match=r"t.xlsx:1: no sheet 2025年: did you mean 2024年\?$"):
        Table(write("m.yaml", MAPPING + "sheet: 2025年\n"), vocabulary)


def test_no_header(tmp_path: Path, write: Write, vocabulary: Vocabulary) -> None:
    _book(tmp_path / "t.xlsx", [["协议", "日期", "件数"]])
    with pytest.raises(InputError, match=r"t.xlsx:2: no header: the row of the column names is empty or missing$"):
        Table(write("m.yaml", MAPPING + "header: 2\n"), vocabulary)


def _zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_broken_workbooks(tmp_path: Path, write: Write, vocabulary: Vocabulary) -> None:
    path = tmp_path / "t.xlsx"
    _book(path, [["协议", "日期", "件数"], *([f"协议{number}", None, number] for number in range(2000))])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    mapping = write("m.yaml", MAPPING)
    cut = {**members, sheet: members[sheet][: len(members[sheet]) // 2]}
    wild = {**members, sheet: re.sub(rb't="n"><v>\d+', b't="s"><v>99999', members[sheet])}
    for broken in (cut, wild, {"a.txt": b"x"}, {**members, "xl/workbook.xml": b"<workbook"}):
        _zip(path, broken)
        with pytest.raises(InputError, match=r"t.xlsx:1: broken workbook \(\w+\): an old .xls, or one with a "):
            list(Table(mapping, vocabulary).facts())
    for content in (b"", b"\xd0\xcf\x11\xe0" + b"x" * 999, path.read_bytes()[:-100]):
        write("t.xlsx", content)
        with pytest.raises(InputError, match=r"t.xlsx:1: broken workbook \(BadZipFile\): "):
            Table(mapping, vocabulary)


def test_too_many_shared_texts(tmp_path: Path, write: Write, vocabulary: Vocabulary) -> None:
    path = tmp_path / "t.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as out,
    ):
        for _ in range(513):
            out.write(b" " * 1024 * 1024)
    assert path.stat().st_size < 1024 * 1024
    with pytest.raises(InputError, match=r"t\.xlsx:1: 513 MiB of shared texts are too many: save it as CSV$"):
        Table(write("m.yaml", MAPPING), vocabulary)
