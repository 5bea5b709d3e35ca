"""The tables of the package: missing and damaged ones are told in one line, on every way to them."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.names.table import content, rows
from tests.cli.process import environment

GOOD = "# of whom\nkey\tsource\na\tb\nc\t\n"


def test_rows_are_without_comments_and_head(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(GOOD, "utf-8")
    assert content(str(path)) == GOOD.encode()
    assert rows(str(path), 2) == [["a", "b"], ["c", ""]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"# only a comment\n",
        b"key\tsource\na\tb",
        b"key\tsource\na\n",
        b"key\tsource\n\xe5\tb\n",
        GOOD.encode()[:-9],
    ],
)
def test_a_damaged_table_is_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "table.tsv"
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"table\.tsv: the table is damaged: install courtgraph again$"):
        rows(str(path), 2)


@pytest.mark.parametrize("name", ["none.tsv", "."])
def test_a_table_that_cannot_be_read_is_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match=r": (No such file|Is a)[^\n]*: install courtgraph again$"):
        content(str(tmp_path / name))


@pytest.mark.parametrize(
    ("module", "args"),
    [
        ("kg.names.directory", ("case-number", "（2020）吉0104民初5156号")),
        ("kg.names.directory", ("case-number", "（2020）吉0104民初5156号", "--format", "json")),
        ("kg.names.numbers.case_types", ("case-number", "（2020）吉0104民初5156号")),
        ("kg.names.directory", ("court", "长春高新法院")),
        ("kg.names.divisions", ("court", "长春高新法院")),
        ("kg.names.english.names", ("court", "cczy")),
        ("kg.names.traditional", ("court", "長春高新法院")),
    ],
)
def test_the_command_line_tells_it_in_one_line(tmp_path: Path, module: str, args: tuple[str, ...]) -> None:
    path = tmp_path / "cut.tsv"
    path.write_bytes(b"key\tsource")
    code = f"import sys, {module}\n{module}.TABLE = sys.argv.pop(1)\nfrom kg.cli.entry import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), *args], capture_output=True, env=environment(), check=False
    )
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.decode() == f"kg: {path}: the table is damaged: install courtgraph again\n"
