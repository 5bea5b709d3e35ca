"""The look-ups as they are typed: formats, terminals, pipes, locales, exit codes."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import time
import unicodedata

import pytest

from kg.cli.output import FORMATS
from tests.cli.process import KG, environment, kg, on_terminal
from tests.conftest import Kg

COURT, MECHANISM = "甲市中级人民法院", "智慧立案机制"
LOOK_UPS = {
    "show": ["show", "甲中院"],
    "find": ["find", "立案"],
    "related": ["related", "甲中院"],
    "path": ["path", "立案提示机制", "甲市两级法院"],
    "why": ["why", "乙法院", MECHANISM],
    "timeline": ["timeline"],
    "compare": ["compare", "甲中院", "乙法院"],
}
verbs = pytest.mark.parametrize("args", LOOK_UPS.values(), ids=LOOK_UPS)


def read(form: str, text: str) -> list[dict[str, str]]:
    """Rows of a format, by a reader that is not the house's."""
    if form == "json":
        found = json.loads(text)
        assert isinstance(found, list)
        return found
    if form == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    if form == "csv":
        return list(csv.DictReader(io.StringIO(text, newline="")))
    head, *rows = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def wide(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@verbs
def test_the_formats_agree(kg_run: Kg, args: list[str]) -> None:
    done = {form: kg_run(*args, "--format", form) for form in FORMATS}
    assert {d.code for d in done.values()} == {0}
    rows = {form: read(form, done[form].out) for form in ("json", "jsonl", "csv", "tsv")}
    assert rows["json"] == rows["jsonl"] != []
    assert rows["csv"] == rows["tsv"]
    columns = list(rows["csv"][0])
    assert [{name: row[name] for name in columns} for row in rows["json"]] == rows["csv"]
    cells = {cell for row in rows["csv"] for cell in row.values()}
    assert all(cell in done["table"].out for cell in cells)


@verbs
def test_a_pipe_gets_tsv(kg_run: Kg, args: list[str]) -> None:
    assert kg_run(*args).out == kg_run(*args, "--format", "tsv").out


@verbs
def test_data_goes_to_stdout_and_notes_to_stderr(kg_run: Kg, args: list[str]) -> None:
    done = kg_run(*args)
    assert "kg: " not in done.out
    assert all(line.startswith("kg: ") for line in done.err.splitlines())


@verbs
def test_columns_are_padded_by_display_width(kg_run: Kg, args: list[str]) -> None:
    head, rule, *rows = kg_run(*args, "--format", "table").out.splitlines()
    # Where a column begins in the head, a cell begins in every row, and blanks stand before it.
    starts = [match.start() for match in re.finditer(r"\S+", head)]
    if args[0] == "compare":
        starts = [wide(head[:start]) for start in starts]
    assert set(rule.strip()) == {"─"}
    for row in rows:
        columns = "".join(char + ("\0" if wide(char) == 2 else "") for char in row)
        assert all(columns[start - 1 : start].strip() == "" for start in starts if start)


def test_a_terminal_gets_a_table_within_its_width(toy: str) -> None:
    for width in (40, 100):
        code, shown = on_terminal("show", "甲中院", "--graph", toy, width=width)
        assert code == 0
        assert "─" in shown
        assert "\t" not in shown
        plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
        assert max(wide(line) for line in plain.splitlines()) <= width
    assert COURT in plain


def test_no_color(toy: str) -> None:
    assert "\x1b[" in on_terminal("show", "甲中院", "--graph", toy)[1]
    plain = on_terminal("show", "甲中院", "--graph", toy, NO_COLOR="1")[1]
    assert not re.search(r"\x1b\[(3|4|9|10)\d", plain)
    assert "\x1b" not in kg("show", "甲中院", "--format", "table", "--graph", toy).stdout.decode()


def test_a_terminal_gets_what_was_asked_for(toy: str) -> None:
    code, shown = on_terminal("show", "甲中院", "--format", "jsonl", "--graph", toy)
    assert code == 0
    assert {"property", "label", "value", "evidence", "iri"} == set(json.loads(shown.splitlines()[0]))


NAMES = {
    "show": ["show", "-"],
    "find": ["find", "-"],
    "related": ["related", "-"],
    "path": ["path", "-", "智慧立案机制"],
    "why": ["why", "-", "智慧立案机制"],
    "timeline": ["timeline", "-"],
    "compare": ["compare", "-", "乙法院"],
}


@pytest.mark.parametrize("args", NAMES.values(), ids=NAMES)
def test_a_dash_reads_stdin(toy: str, args: list[str]) -> None:
    typed = [COURT if arg == "-" else arg for arg in args]
    done = kg(*args, "--graph", toy, stdin=f"{COURT}\n".encode())
    assert done.returncode == 0
    assert done.stdout == kg(*typed, "--graph", toy).stdout != b""


def test_stdin_gives_a_line_a_name(toy: str) -> None:
    done = kg("why", "-", "-", "--graph", toy, stdin="甲中院\r\n智慧立案机制\n".encode())
    assert done.stdout == kg("why", "甲中院", MECHANISM, "--graph", toy).stdout != b""


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe\n"])
def test_stdin_that_is_no_name(toy: str, data: bytes) -> None:
    done = kg("show", "-", "--graph", toy, stdin=data)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


CODES = [
    (["show", "甲中院"], 0, ""),
    (["find", "霓虹"], 1, "no name contains 霓虹"),
    (["show", "霓虹"], 1, "kg find"),
    (["show", "甲市高级人民法院"], 1, "did you mean 甲市中级人民法院"),
    (["why", "甲中院", "戊公司清算案"], 1, "kg path 甲中院 戊公司清算案"),
    (["why", "甲中院", COURT], 1, "the same resource"),
    (["compare", "甲中院", COURT], 1, "the same resource"),
    (["path", "甲中院", COURT], 1, "the same resource"),
    (["path", "立案提示机制", "甲市两级法院", "--max", "2"], 1, "--all"),
    (["timeline", "--since", "2031"], 1, ""),
    (["timeline", "丙区人民法院"], 1, ""),
    (["show"], 2, "NAME"),
    (["show", ""], 2, "empty"),
    (["shwo", "甲中院"], 2, "did you mean show?"),
    (["zzz"], 2, "kg --help"),
    (["show", "--fromat", "json", "甲中院"], 2, "--format"),
    (["related", "--propety", "heard", "甲中院"], 2, "--property"),
    (["related", "甲中院", "-p", "estalished"], 2, "did you mean established?"),
    (["related", "甲中院", "-p", "nothing-like-it"], 2, "kg status"),
    (["show", "甲中院", "--format", "xml"], 2, "jsonl"),
    (["find", "法院", "--class", "Curt"], 2, "did you mean Court?"),
    (["timeline", "--since", "2022-13"], 2, "2022-09"),
    (["timeline", "--until", "2022-02-30"], 2, "not a day of the calendar"),
    (["path", "甲中院", "乙法院", "--max", "0"], 2, "--max"),
    (["path", "甲中院", "乙法院", "--avoid", "甲中院"], 2, "--avoid"),
    (["find", "法院", "--limit", "0"], 2, "--limit"),
    (["show", "甲中院", "--limit", "-1"], 2, "--limit"),
    (["related", "甲中院", "--limit", "0"], 2, "--limit"),
    (["related", "甲中院", "--direction", "up"], 2, "both"),
    (["show", "区人民法院"], 3, "these names have it"),
    (["why", "甲中院", "区人民法院"], 3, "these names have it"),
    (["path", "甲中院", "乙法院", "--avoid", "District"], 3, "these names have it"),
]


@pytest.mark.parametrize(("args", "code", "words"), CODES, ids=[" ".join(args) for args, _, _ in CODES])
def test_exit_codes(kg_run: Kg, args: list[str], code: int, words: str) -> None:
    done = kg_run(*args)
    assert done.code == code
    assert words in done.err
    if code:
        assert len(done.out.splitlines()) <= 1, "nothing found, and yet rows"
    assert "\n" not in done.err.strip() or code in (2, 3) or "→" in done.err


def test_candidates_are_rows_on_stderr(kg_run: Kg) -> None:
    done = kg_run("show", "区人民法院")
    lines = done.err.splitlines()
    assert len(lines) == 3
    assert done.out == ""
    assert {line.split("\t")[0].strip() for line in lines[1:]} == {"乙区人民法院", "丙区人民法院"}
    assert all(line.split("\t")[3].startswith("https://w3id.org/courtgraph/court/") for line in lines[1:])
    # What a candidate's line ends with can be given back.
    assert kg_run("show", lines[1].split("\t")[3]).code == 0


def test_no_graph(kg_run: Kg, tmp_path: object) -> None:
    for args in LOOK_UPS.values():
        done = kg_run(*args, graph=f"{tmp_path}/none")
        assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)
        assert "kg build" in done.err


def test_the_graph_of_the_environment(toy: str) -> None:
    assert kg("show", "甲中院", KG_GRAPH=toy).stdout == kg("show", "甲中院", "--graph", toy).stdout != b""


LOCALES: list[dict[str, str]] = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "LANG": ""},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "gb18030"},
]


@pytest.mark.parametrize("env", LOCALES, ids=lambda env: " ".join(f"{k}={v}" for k, v in env.items()))
def test_every_locale(toy: str, env: dict[str, str]) -> None:
    plain = kg("show", "甲中院", "--graph", toy)
    found = kg("show", "甲中院", "--graph", toy, **env)
    assert (found.returncode, found.stdout) == (0, plain.stdout)
    assert COURT.encode() in found.stdout
    assert kg("show", "-", "--graph", toy, stdin="甲中院".encode(), **env).stdout == plain.stdout
    assert kg("find", "立案", "--graph", toy, **env).returncode == 0
    assert kg("show", "霓虹", "--graph", toy, **env).stderr == kg("show", "霓虹", "--graph", toy).stderr


def test_a_name_that_is_no_text(toy: str) -> None:
    for verb in ("show", "find", "related", "timeline"):
        done = kg(verb, os.fsdecode(b"\xff\xfe"), "--graph", toy)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert b"UTF-8" in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_that_leaves_is_no_error(graph_dir: str, form: str) -> None:
    args = ["related", "长春市中级人民法院", "--depth", "6", "--limit", "5000"]  # more than a pipe holds
    with subprocess.Popen(
        [*KG, *args, "--graph", graph_dir, "--format", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(LANG="C.UTF-8"),
    ) as child:
        assert child.stdout
        assert child.stderr
        assert child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


def test_ctrl_c(toy: str) -> None:
    """While it waits for a name; once it has begun to, a signal finds it in the verb."""
    with subprocess.Popen(
        [*KG, "show", "-", "--graph", toy],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(LANG="C.UTF-8"),
    ) as child:
        _until_it_reads(child.pid)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
    assert (child.returncode, out) == (130, b"")
    assert err.decode().strip() == "kg: interrupted"


def _until_it_reads(pid: int) -> None:
    for _ in range(2000):
        with open(f"/proc/{pid}/wchan", encoding="ascii") as file:
            where = file.read()
        if "pipe" in where:
            return
        time.sleep(0.005)
    raise AssertionError("it never waited for stdin")


def test_options_may_stand_before_the_verb(kg_run: Kg) -> None:
    after = kg_run("show", "甲中院", "--format", "json")
    before = kg_run("--format", "json", "show", "甲中院")
    assert before.out == after.out
    assert before.json[0]["property"] == "name"
    assert kg_run("--graph", "nowhere", "find", "甲").code in {0, 4}


def test_a_closed_stdout_is_no_fault(toy: str) -> None:
    command = ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *KG, "show", "甲中院", "--graph", toy]
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False, env=environment(LANG="C.UTF-8"))
    assert (done.returncode, done.stderr) == (0, b"")
