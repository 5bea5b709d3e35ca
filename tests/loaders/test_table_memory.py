"""Memory is flat: ten times the rows take no more of it."""

import gc
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model.vocabulary import Vocabulary
from kg.rdf.compile import Compiler
from kg.rdf.registry import Registry
from loaders.table import Table

Write = Callable[[str, str | bytes], str]
MAPPING = """document: t
table: {table}
resources:
  court: {{name: "{{法院}}", class: BasicCourt}}
nodes:
  - {{observation: {{of: court, metric: 收案数, value: "{{件数}}"}}}}
"""
COLUMNS = ("法院", "件数")


def _row(number: int) -> tuple[str, ...]:
    return f"第{number % 1000}县人民法院", str(number % 1000)


def _table(folder: Path, form: str, rows: int) -> str:
    name = f"{rows}.{form}"
    with (folder / name).open("w", encoding="utf-8") as file:
        if form == "csv":
            file.write(",".join(COLUMNS) + "\n")
        for number in range(rows):
            cells = _row(number)
            row = ",".join(cells) if form == "csv" else json.dumps(dict(zip(COLUMNS, cells, strict=True)))
            file.write(row + "\n")
    path = folder / f"{rows}.{form}.yaml"
    path.write_text(MAPPING.format(table=name), encoding="utf-8")
    return str(path)


def _peak(path: str, vocabulary: Vocabulary, *, compiled: bool) -> int:
    """Peak memory in bytes while a table is read to its end, or compiled."""
    gc.collect()
    tracemalloc.start()
    table = Table(path, vocabulary)
    for _ in Compiler(vocabulary, Registry(vocabulary), table).statements() if compiled else table.facts():
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not table.rejects
    return peak


@pytest.mark.parametrize(
    ("form", "rows", "compiled"), [("csv", 20_000, False), ("jsonl", 2_000, False), ("csv", 2_000, True)]
)
def test_memory_is_flat(form: str, rows: int, compiled: bool, tmp_path: Path, vocabulary: Vocabulary) -> None:
    small, large = (
        _peak(_table(tmp_path, form, number), vocabulary, compiled=compiled) for number in (rows, 10 * rows)
    )
    assert large < small * 1.1 + 500_000
