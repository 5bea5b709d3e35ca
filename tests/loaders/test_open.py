"""What is given to a build: facts files, mappings, and what is neither."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model.vocabulary import Vocabulary
from loaders.facts import FactsFile
from loaders.open import open_source, open_sources
from loaders.table import Table

Write = Callable[[str, str | bytes], str]
FACTS = "document: one\nresources: {}\nstatements: []\n"
MAPPING = 'document: two\ntable: t.csv\nresources:\n  court: {name: "{法院}", class: BasicCourt}\n'


def test_facts_files_and_mappings_are_told_apart(write: Write, vocabulary: Vocabulary) -> None:
    write("t.csv", "法院\n甲县人民法院\n")
    write("sources.yaml", "one: {title: 题名, publisher: 甲报, date: 2024-03, hash: x, file: a.txt}\n")
    facts, table = open_sources([write("a.yaml", FACTS), write("b.yaml", MAPPING)], vocabulary)
    assert isinstance(facts, FactsFile)
    assert facts.info.title == "题名"
    assert isinstance(table, Table)


NEITHER = [
    (
        "t.csv",
        "法院\n",
        ": a table needs a mapping, a YAML file with table: t.csv: give that instead (see docs/tables.md)",
    ),
    (
        "t.XLSX",
        "",
        ": a table needs a mapping, a YAML file with table: t.XLSX: give that instead (see docs/tables.md)",
    ),
    (
        "a.yaml",
        "a: b\n",
        (
            ":1: neither a facts file (document, resources, statements) nor a table's mapping (table: …): "
            "see docs/tables.md"
        ),
    ),
    (
        "sources.yaml",
        "a: {title: b}\n",
        (":1: it goes with facts files and holds no facts: give the facts files beside it"),
    ),
]


@pytest.mark.parametrize(("name", "text", "message"), NEITHER)
def test_neither(name: str, text: str, message: str, write: Write, vocabulary: Vocabulary) -> None:
    path = write(name, text)
    with pytest.raises(InputError) as caught:
        open_source(path, vocabulary)
    assert str(caught.value) == path + message


SOURCES = [
    ("one: x\n", "1: one: write the keys title, publisher, date, hash, file, and no others"),
    ("one:\n  titel: x\n", "2: one: write the keys title, publisher, date, hash, file, and no others"),
    ("A B: {title: x}\n", "1: 'A B' is no id: use a-z, 0-9, - and ."),
    ("one:\n  title: [x]\n", "2: one: title is a text, not a list or mapping"),
    (
        "one:\n  title: x\n  date: 2024-2-3\n",
        "3: one: the date '2024-2-3' is not a date of the form 2022, 2022-09 or 2022-09-26",
    ),
]


@pytest.mark.parametrize(("text", "message"), SOURCES)
def test_broken_sources(text: str, message: str, write: Write, vocabulary: Vocabulary) -> None:
    sources = write("sources.yaml", text)
    with pytest.raises(InputError) as caught:
        open_sources([write("a.yaml", FACTS)], vocabulary)
    assert str(caught.value) == f"{sources}:{message}"


def test_a_folder_is_no_file(tmp_path: Path, vocabulary: Vocabulary) -> None:
    with pytest.raises(InputError, match=r"cannot be read: Is a directory$"):
        open_source(str(tmp_path), vocabulary)
