"""``kg doctor``: what is in place is ok, what is not says what to do."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from kg.store.doctor import Check, checkup
from kg.store.layout import MANIFEST, NAMES, Layout


@pytest.fixture
def copy(toy: str, tmp_path: Path) -> str:
    """A copy of the small graph that may be damaged."""
    folder = str(tmp_path / "graph")
    shutil.copytree(toy, folder, symlinks=True)
    return folder


def problems(folder: str, *, deep: bool = False) -> dict[str, Check]:
    return {check.check: check for check in checkup(folder, deep=deep) if check.state != "ok"}


def test_all_is_well(toy: str) -> None:
    checks = list(checkup(toy, deep=True))
    assert {check.state for check in checks} == {"ok"}
    assert {"Python", "libraries", "graph folder", "name index", "counts", "digest"} <= {c.check for c in checks}


def test_no_graph(tmp_path: Path) -> None:
    found = problems(str(tmp_path / "none"))
    assert found["graph folder"].next == "kg build"
    assert found["graph"].next == "kg build"


def test_counts_that_differ(copy: str) -> None:
    path = os.path.join(Layout(copy).current(), MANIFEST)
    with open(path, encoding="utf-8") as file:
        manifest = json.load(file)
    manifest["classes"] = {name: count + 1 for name, count in manifest["classes"].items()}
    manifest["statements"] += 1
    with open(path, "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    assert set(problems(copy, deep=True)) == {"counts", "digest"}


def test_a_damaged_manifest(copy: str) -> None:
    Path(Layout(copy).current(), MANIFEST).write_text("{", encoding="utf-8")
    assert problems(copy)["manifest"].next == "kg build"


def test_an_empty_name_index(copy: str) -> None:
    path = os.path.join(Layout(copy).current(), NAMES)
    base = sqlite3.connect(path)
    base.executescript("DELETE FROM form")
    base.close()
    assert "name index" in problems(copy)


def test_a_missing_store(copy: str) -> None:
    shutil.rmtree(os.path.join(Layout(copy).current(), "db"))
    assert "graph" in problems(copy)
