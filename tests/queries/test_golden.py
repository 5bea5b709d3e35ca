"""Each named question answers on the seeds exactly what a reader of the documents found right."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kg.lookup.catalogue import catalogue


def _golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden_answers", Path(__file__).parent / "golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


golden = _golden()


@pytest.mark.parametrize("name", golden.names())
def test_answers_as_read(graph_dir: str, name: str) -> None:
    wanted = golden.read(name)
    assert golden.answer(graph_dir, name, wanted.params) == wanted.rows


@pytest.mark.parametrize("name", golden.names())
def test_says_why(name: str) -> None:
    found = golden.read(name)
    assert len(found.reason) > 20
    assert len(found.rows) > 1
    assert all(len(row) == len(found.rows[0]) for row in found.rows)


def test_every_question_has_a_golden_answer() -> None:
    # What Cypher alone asks is tested with a Neo4j: tests/mirror/test_twins.py.
    assert golden.names() == [query.name for query in catalogue() if query.text]
