"""``kg check``: exit codes, what goes where, and the files it writes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, str], str]
Ran = subprocess.CompletedProcess[str]
FACTS = """document: one
resources:
  农安县人民法院: {class: BasicCourt}
  丁案: {class: Case}
statements:
  - {s: 农安县人民法院, p: heard, o: 丁案, at: 0-9}
"""


def kg(*args: str) -> Ran:
    command = [sys.executable, "-m", "kg", "check", *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_clean_files(write: Write) -> None:
    done = kg(write("one.yaml", FACTS))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kg: 5 statements in 1 file: 0 errors, 0 warnings, 0 notes\n"


def test_errors_are_lines_on_stdout(write: Write) -> None:
    path = write("one.yaml", FACTS.replace("p: heard", "p: signed"))
    done = kg(path)
    assert done.returncode == 4
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{path}:")
    assert any(line.startswith(f"{path}:6 [p]: ") for line in lines)


def test_rejects_are_written(write: Write, tmp_path: Path) -> None:
    target = tmp_path / "errors.jsonl"
    done = kg(write("one.yaml", FACTS.replace("丁案, at", "戊案, at")), "--rejects", str(target))
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(done.stdout.splitlines()) > 0
    assert {row["line"] for row in rows} == {4, 6}


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_rows_have_a_level(write: Write, form: str) -> None:
    done = kg(write("one.yaml", FACTS.replace("BasicCourt", "Place")), "--format", form)
    assert done.returncode == 4
    rows = json.loads(done.stdout) if form == "json" else [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["level"] for row in rows} == {"error"}
    assert {"file", "line", "column", "value", "reason", "hint"} < rows[0].keys()


def test_a_folder_that_is_none(write: Write) -> None:
    done = kg(write("one.yaml", FACTS), "--documents", "/nowhere")
    assert (done.returncode, done.stdout) == (4, "")
    assert "/nowhere: no such folder" in done.stderr


def test_help_has_an_example() -> None:
    done = kg("--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout
