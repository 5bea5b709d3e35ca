"""The name index and the context, used by many threads at once."""

import random
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.errors import StoreError
from kg.store.names_index import NameIndex
from kg.store.reader import Reader
from kg.web.context import PATIENCE, QUERIES, Context
from kg.web.errors import Busy
from kg.web.settings import Settings

THREADS = 16


def test_the_name_index_answers_threads_rightly(graph_dir: str) -> None:
    reader = Reader(graph_dir)
    index = reader.names
    with sqlite3.connect(f"file:{index._path}?mode=ro", uri=True) as base:
        texts = [row[0] for row in base.execute("SELECT DISTINCT folded FROM form WHERE kind < 3 ORDER BY 1 LIMIT 40")]
    base.close()
    questions: list[Callable[[str], object]] = [
        index.exact,
        lambda text: index.containing(text[:3], 20),
        lambda text: index.near(text, 3),
    ]
    wanted = {(number, text): ask(text) for number, ask in enumerate(questions) for text in texts}
    begin = threading.Barrier(THREADS)

    def all_of_them(seed: int) -> list[tuple[int, str]]:
        pairs = list(wanted)
        random.Random(seed).shuffle(pairs)
        begin.wait()
        return [(number, text) for number, text in pairs if questions[number](text) != wanted[number, text]]

    with ThreadPoolExecutor(THREADS) as pool:
        wrong = [pair for found in pool.map(all_of_them, range(THREADS)) for pair in found]
    assert wrong == []
    assert 1 <= len(index._idle) <= THREADS
    reader.close()
    assert index._idle == []


def test_a_damaged_name_index_is_one_error(tmp_path: object) -> None:
    index = NameIndex.__new__(NameIndex)
    index._path, index._idle = f"{tmp_path}/none", []
    with pytest.raises(StoreError, match="kg build"):
        index.exact("x")


def test_what_is_worked_out_once_is_the_same_for_all(toy: str) -> None:
    ctx = Context(Settings(graph_dir=toy))
    made: list[object] = []
    begin = threading.Barrier(THREADS)

    def make() -> object:
        made.append(object())
        return made[-1]

    def once(_: int) -> object:
        begin.wait()
        return ctx.once("it", make)

    with ThreadPoolExecutor(THREADS) as pool:
        found = set(pool.map(once, range(THREADS)))
    assert found == set(made)
    assert len(made) == 1
    with pytest.raises(ZeroDivisionError):
        ctx.once("fails", lambda: 1 / 0)
    assert ctx.once("fails", lambda: 1) == 1


def test_queries_take_turns(toy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PATIENCE > 0
    monkeypatch.setattr("kg.web.context.PATIENCE", 0.05)
    ctx = Context(Settings(graph_dir=toy))
    slots = [ctx.slot() for _ in range(QUERIES)]
    for slot in slots:
        slot.__enter__()
    newer = Context(Settings(graph_dir=toy), ctx.slots)
    for other in (ctx, newer):
        with pytest.raises(Busy, match="try again"), other.slot():
            pass
    slots.pop().__exit__(None, None, None)
    with newer.slot():
        pass
    for slot in slots:
        slot.__exit__(None, None, None)
