"""Bad input: one clear line with file and line, the nearest right spelling, exit code 4, and the old graph intact.

With ``KG_BAD_INPUT_RECORD=FILE`` what was printed for each case is written to a file, as a table in Markdown.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.store.layout import Layout
from kg.store.reader import Reader
from tests.cli.process import environment
from tests.conftest import Kg

GOOD = """document: one
resources:
  甲市中级人民法院: {class: IntermediateCourt, aliases: [甲中院]}
  乙区人民法院: {class: BasicCourt, aliases: [乙法院]}
  丙机制: {class: Mechanism}
statements:
  - {s: 甲市中级人民法院, p: established, o: 丙机制, at: 0-12}
  - {s: 乙区人民法院, p: adopted, o: 丙机制, at: 12-24}
  - {observation: {of: 乙区人民法院, metric: 收案数, value: 5, unit: 件, period: 2022}, at: 24-36}
"""
Make = Callable[[Path], object]


def text(old: str, new: str) -> Make:
    """The good file with one text in place of another."""
    assert old in GOOD
    return lambda path: path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")


def whole(content: str | bytes) -> Make:
    """A file of some content."""
    return lambda path: path.write_bytes(content.encode() if isinstance(content, str) else content)


def sparse(size: int) -> Make:
    """A file of so many bytes, of which none is written."""

    def make(path: Path) -> None:
        path.touch()
        os.truncate(path, size)

    return make


BOMB = "".join(
    f"{c}: &{c} [{','.join(['*' + chr(ord(c) - 1)] * 9)}]\n" if c > "a" else "a: &a [x, x]\n" for c in "abcdef"
)
# What is wrong: how the file is made, the line that is told (0: none), and words of the message.
CASES: dict[str, tuple[Make, int, str]] = {
    "broken YAML": (text("at: 0-12}", "at: 0-12"), 8, "broken YAML"),
    "a quotation mark left open": (text("o: 丙机制, at: 0", "o: '丙机制, at: 0"), 7, "broken YAML"),
    "a tab": (text("  丙机制", "\t丙机制"), 5, "a tab: indent with spaces"),
    "a full-width colon": (text("{s: 甲市", "{s：甲市"), 7, "full-width"),
    "no space after the colon": (text("{s: 甲市", "{s:甲市"), 7, "write a space after the colon"),
    "an unknown key at the top": (text("document: one", "document: one\nauthor: x"), 2, "unknown key author"),
    "a misspelt key at the top": (text("statements:", "statments:"), 6, "did you mean statements?"),
    "an unknown key of a resource": (text("aliases: [甲", "alias: [甲"), 3, "did you mean aliases?"),
    "an unknown key of a statement": (text("at: 0-12", "at: 0-12, whom: x"), 7, "unknown key whom"),
    "a misspelt key of a node": (text("period: 2022", "perriod: 2022"), 9, "did you mean period?"),
    "a field of a node missing": (text("metric: 收案数, ", ""), 9, "observation without metric"),
    "an unknown class": (text("class: BasicCourt", "class: BasicCort"), 4, "did you mean BasicCourt?"),
    "a class that cannot be declared": (text("class: Mechanism", "class: Observation"), 5, "cannot be declared"),
    "an unknown property": (text("p: adopted", "p: adoptd"), 8, "did you mean adopted?"),
    "a property of another class": (text("p: adopted", "p: heard"), 8, "heard takes Case"),
    "an undeclared resource": (text("s: 乙区人民法院", "s: 乙区人民法院庭"), 8, "did you mean 乙区人民法院?"),
    "an alias for a name": (text("s: 乙区人民法院", "s: 乙法院"), 8, "write the name 乙区人民法院"),
    "a missing passage": (text("丙机制, at: 12-24", "丙机制"), 8, "no passage"),
    "a reversed span": (text("12-24", "24-12"), 8, "turn it round"),
    "an empty span": (text("12-24", "12-12"), 8, "ends where it begins"),
    "a span of words": (text("12-24", "第二段"), 8, "write at: 375-403"),
    "overlapping spans": (text("at: 12-24", "at: [12-24, 20-30]"), 8, "overlap"),
    "a duplicate key": (text("p: adopted,", "p: adopted, p: adopted,"), 8, "a second time"),
    "a resource declared twice": (text("  丙机制:", "  乙区人民法院: {class: Court}\n  丙机制:"), 5, "first in line 4"),
    "a wrong date": (text("period: 2022", "period: 2022-13"), 9, "not a date"),
    "no day of the calendar": (text("period: 2022", "period: 2022-02-30"), 9, "not a day of the calendar"),
    "a wrong number": (text("value: 5", "value: 5万"), 9, "not a plain decimal number"),
    "a number of too many digits": (text("value: 5", f"value: {'9' * 25}"), 9, "more digits"),
    "an unknown role": (
        text(
            "observation: {of: 乙区人民法院, metric: 收案数, value: 5, unit: 件, period: 2022}",
            "adoption: {court: 乙区人民法院, mechanism: 丙机制, role: adoptor}",
        ),
        9,
        "did you mean adopter?",
    ),
    "an alias that is another's name": (text("[乙法院]", "[甲市中级人民法院]"), 4, "the name of another resource"),
    "an alias twice": (text("[乙法院]", "[甲中院]"), 4, "an alias of 甲市中级人民法院 too"),
    "a resource that nothing is said of": (text("  丙机制:", "  丁机制: {class: Mechanism}\n  丙机制:"), 5, "丁机制"),
    "no document": (text("document: one\n", ""), 1, "no document"),
    "a document of a wrong name": (text("document: one", "document: 一/二"), 1, "a-z"),
    "a document not in sources.yaml": (text("document: one", "document: on"), 1, "did you mean one?"),
    "an empty file": (whole(""), 1, "empty"),
    "a file of comments": (whole("# nothing\n"), 1, "empty"),
    "a list": (whole("- a\n- b\n"), 1, "no mapping"),
    "another YAML": (whole("name: x\non: push\n"), 1, "docs/tables.md"),
    "GB18030": (whole(GOOD.encode("gb18030")), 3, "GB18030"),
    "UTF-16": (whole(GOOD.encode("utf-16")), 1, "UTF-16"),
    "a NUL byte": (whole(GOOD.replace("件", "\0", 1)), 9, "NUL"),
    "a control character": (whole(GOOD.replace("件", "\x07", 1)), 9, "control characters"),
    "a line of 50 MB": (whole(GOOD.encode() + b"# " + b"x" * 50_000_000), 10, "at most 65536"),
    "70 MiB": (sparse(70 << 20), 0, "too large"),
    "a YAML bomb": (whole(BOMB), 1, "an anchor (&a)"),
    "an alias of YAML": (text("o: 丙机制", "o: *x"), 7, "alias"),
    "deep nesting": (whole("a: " + "[" * 60_000), 1, "nested deeper than 8"),
    "a Python tag": (text("document: one", "document: !!python/object/apply:os.system [id]"), 1, "a tag"),
    "a merge key": (text("{class: Mechanism}", "{<<: {a: b}, class: Mechanism}"), 5, "merge key"),
    "a second document of YAML": (text("resources:", "---\nresources:"), 2, "one file holds one"),
    "a symlink loop": (lambda path: path.symlink_to(path), 0, "Too many levels of symbolic links"),
    "a symlink to nothing": (lambda path: path.symlink_to(path.parent / "none"), 0, "No such file"),
    "a folder": (lambda path: path.mkdir(), 0, "Is a directory"),
    "a missing file": (lambda path: None, 0, "No such file"),
}
# Faults that bring another with them: without the key there are no statements.
LINES = {"a misspelt key at the top": 2}


@pytest.fixture(scope="module")
def record() -> Iterator[list[str]]:
    """What was printed for each case, written to a file at the end where one is asked for."""
    lines: list[str] = []
    yield lines
    wanted = os.environ.get("KG_BAD_INPUT_RECORD")
    if wanted:
        head = "# Bad input, and what is printed\n\n| input | stderr |\n|---|---|\n"
        Path(wanted).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder of facts with its ``sources.yaml``, and the graph of the good file."""
    folder = tmp_path_factory.mktemp("standing")
    (folder / "sources.yaml").write_text("one: {title: 题名}\n", encoding="utf-8")
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    assert run(["build", str(folder / "good.yaml"), "--graph", str(folder / "graph")]) == 0
    return str(folder)


def intact(graph: str, before: str) -> None:
    """Fails where the graph is not the one that was there, or does not answer."""
    layout = Layout(graph)
    assert layout.current() == before
    assert [name for name in os.listdir(layout.versions) if name.startswith(".")] == []
    reader = Reader(graph)
    assert reader.named("丙机制") != []
    reader.close()


def noted(record: list[str], name: str, lines: list[str], folder: str) -> None:
    shown = "<br>".join(line.replace(folder + "/", "").replace("|", "\\|")[:200] for line in lines)
    record.append(f"| {name} | {shown} |")


@pytest.mark.parametrize("name", CASES)
def test_one_line_for_every_fault(standing: str, kg_run: Kg, record: list[str], name: str) -> None:
    make, line, words = CASES[name]
    path = Path(standing) / "bad.yaml"
    before = Layout(f"{standing}/graph").current()
    make(path)
    try:
        done = kg_run("build", str(path), graph=f"{standing}/graph")
    finally:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    faults = [entry for entry in done.err.splitlines() if "nothing was built" not in entry]
    noted(record, name, faults, standing)
    assert done.code == 4
    assert done.out == ""
    assert "Traceback" not in done.err
    assert len(faults) == LINES.get(name, 1), faults
    place = re.escape(str(path)) + (f":{line}" if line else "") + r"\b"
    assert re.match(rf"kg: {place}", faults[0]), faults[0]
    assert words in faults[0], faults[0]
    assert len(faults[0]) < 400
    intact(f"{standing}/graph", before)


@pytest.mark.parametrize("name", ["a misspelt key of a node", "GB18030", "deep nesting", "a line of 50 MB"])
def test_kg_check_says_the_same(standing: str, kg_run: Kg, name: str) -> None:
    make, line, words = CASES[name]
    path = Path(standing) / "bad.yaml"
    make(path)
    done = kg_run("check", str(path), graph="")
    path.unlink()
    assert done.code == 4
    lines = (done.out + done.err).splitlines()
    (fault,) = [entry for entry in lines if str(path) in entry and not entry.startswith("note: ")]
    assert words in fault
    assert f"{path}:{line}" in fault


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx", "table.jsonl"])
def test_a_table_without_a_mapping(tmp_path: Path, kg_run: Kg, record: list[str], name: str) -> None:
    (tmp_path / name).write_bytes(b"a,b\n")
    done = kg_run("build", str(tmp_path / name), graph=str(tmp_path / "graph"))
    noted(record, f"a table given itself ({name})", done.err.splitlines(), str(tmp_path))
    assert (done.code, done.err.count("\n")) == (4, 1)
    assert "needs a mapping" in done.err


def test_all_faults_of_a_file_are_told(standing: str, kg_run: Kg) -> None:
    path = Path(standing) / "bad.yaml"
    path.write_text(GOOD.replace("p: adopted", "p: adoptd").replace("value: 5", "value: x"), encoding="utf-8")
    done = kg_run("build", str(path), graph=f"{standing}/graph")
    path.unlink()
    *faults, last = done.err.splitlines()
    assert [re.search(r":(\d+) ", fault)[1] for fault in faults] == ["8", "9"]  # type: ignore[index]
    assert last.startswith("kg: 2 refused")
    assert "the old graph is as it was" in last


@pytest.fixture
def proven(tmp_path: Path) -> tuple[Path, Path]:
    """A made-up document with its entry in ``sources.yaml``, and the folder of its text."""
    said = "甲市中级人民法院设立丙机制。乙区人民法院采用丙机制。2022年乙区人民法院收案数5件。"
    said += "其后所说的是别的事。" * 60
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "one.txt").write_text(said, encoding="utf-8")
    hashed = hashlib.sha256(said.encode()).hexdigest()
    entry = f"one: {{title: 题名, file: one.txt, hash: 'sha256:{hashed}'}}\n"
    (tmp_path / "sources.yaml").write_text(entry, encoding="utf-8")
    return tmp_path, documents


SPANS = [
    ("12-24", "12-24", 0, ""),
    ("12-24", "12-2400", 8, "2400"),
    ("12-24", "9000-9012", 8, "9000"),
    ("12-24", "412-424", 8, "乙区人民法院"),
    ("value: 5", "value: 7", 9, "7"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), SPANS, ids=[new for _, new, _, _ in SPANS])
def test_passages_are_proven(
    proven: tuple[Path, Path], kg_run: Kg, record: list[str], old: str, new: str, line: int, words: str
) -> None:
    folder, documents = proven
    path = folder / "one.yaml"
    path.write_text(GOOD.replace("0-12", "0-14").replace("24-36", "26-43").replace(old, new), encoding="utf-8")
    done = kg_run("check", str(path), "--documents", str(documents), graph="")
    faults = done.out.splitlines()
    if not line:
        assert (done.code, faults) == (0, [])
        return
    noted(record, f"kg check --documents, {new}", faults, str(folder))
    assert done.code == 4
    assert len(faults) == 1, faults
    assert faults[0].startswith(f"{path}:{line}")
    assert words in faults[0]


AS_ANOTHER = """
import os, sys
from kg.cli.main import run
assert run(["check", "good.yaml"]) == 0  # all that it needs is read before the rights are given up
print("---", flush=True)
print("---", file=sys.stderr, flush=True)
if os.geteuid() == 0:
    os.setuid(65534)
sys.exit(run(["check", "bad.yaml"]))
"""


def test_no_permission(standing: str, record: list[str]) -> None:
    """As another user where this one may read everything."""
    path = Path(standing) / "bad.yaml"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    Path(standing).chmod(0o755)
    before = Layout(f"{standing}/graph").current()
    place = os.pathsep.join(os.path.abspath(entry or ".") for entry in sys.path)
    done = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER],
        capture_output=True,
        check=False,
        cwd=standing,
        env=environment(LANG="C.UTF-8", PYTHONPATH=place),
    )
    path.unlink()
    out, err = (stream.decode().partition("---\n")[2] for stream in (done.stdout, done.stderr))
    noted(record, "no permission", (out + err).splitlines()[:1], standing)
    assert done.returncode == 4, err
    assert "Traceback" not in err
    faults = [line for line in (out + err).splitlines() if "bad.yaml" in line]
    assert len(faults) == 1
    assert "bad.yaml: cannot be read: Permission denied" in faults[0]
    intact(f"{standing}/graph", before)
