"""``kg case-number`` as it is typed: exit codes, stdin, several numbers, encodings, formats, what it imports."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest

from kg.cli.output import FORMATS
from kg.names.numbers.report import COLUMNS, EXITS
from tests.cli.process import KG, environment, kg, on_terminal
from tests.cli.test_imports import heavy, imported

OK = "（2020）吉0104民初5156号"
MASKED = "（2024）京0105民初×××号"
AMBIGUOUS = "(2013)长民初字第123号"
NO_TYPE = "（2020）吉01民审12号"
NO_CODE = "（2020）吉9999民初1号"
MALFORMED = "（2020）吉099民初1号"
NONE = "《劳动合同法》第24条"


def rows(*args: str, stdin: str | bytes = b"") -> tuple[int, list[dict[str, str]]]:
    done = kg("case-number", *args, "--format", "jsonl", stdin=stdin)
    assert done.stderr == b"", done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize(
    ("text", "code", "state"),
    [
        (OK, 0, "ok"),
        (NONE, 1, "not a number"),
        (AMBIGUOUS, 3, "ambiguous"),
        (MALFORMED, 5, "malformed"),
        ("", 5, "malformed"),
        (NO_TYPE, 6, "unknown type"),
        (NO_CODE, 6, "unknown code"),
        (MASKED, 7, "masked"),
    ],
)
def test_every_exit_code(text: str, code: int, state: str) -> None:
    got, found = rows(text)
    assert (got, [row["state"] for row in found]) == (code, [state])
    assert EXITS[state] == code


def test_usage_is_exit_code_2() -> None:
    for args in ([], ["--format", "xml", OK], ["--wrong", OK]):
        done = kg("case-number", *args)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([OK, MASKED], 7),
        ([MASKED, AMBIGUOUS, OK], 3),
        ([AMBIGUOUS, NO_CODE, MASKED], 6),
        ([NO_TYPE, MALFORMED, NO_CODE], 5),
        ([MALFORMED, NONE, OK, AMBIGUOUS], 1),
    ],
)
def test_of_several_the_most_severe_counts(texts: list[str], code: int) -> None:
    got, found = rows(*texts)
    assert got == code
    assert len(found) == len(texts)
    assert kg("case-number", "-", stdin="\n".join(texts)).returncode == code


def test_a_full_answer() -> None:
    code, (row,) = rows("2020吉0104民初05156號之二")
    assert code == 0
    assert row["number"] == "（2020）吉0104民初5156号之二"
    assert row["text"] == "2020吉0104民初05156號之二"
    assert (row["court"], row["level"]) == ("长春市朝阳区人民法院", "basic")
    assert (row["procedure"], row["procedure_en"]) == ("民事第一审", "Civil, first instance")
    assert row["appeals_to"] == "吉林省长春市中级人民法院"
    assert "民事诉讼法 2023 art. 171" in row["appeals"]
    assert row["rule"] == "法〔2015〕137号 art. 3, 5 (code), annex (民初)"
    assert row["code_status"] == "derived"
    assert "article 5" in row["code_source"]
    assert row["warnings"] == "the serial is written with leading zeros"


@pytest.mark.parametrize(
    ("text", "to", "why"),
    [
        ("（2020）吉01民终5号", "", "second instance is final (民事诉讼法 2023 art. 10)"),
        ("（2020）吉01刑初5号", "吉林省高级人民法院", "刑事诉讼法 2018 art. 227"),
        ("（2020）吉0104行初5号", "吉林省长春市中级人民法院", "行政诉讼法 2017 art. 85"),
        ("（2020）吉民初5号", "最高人民法院", "first instance"),
        ("（2020）最高法民初5号", "", "no court stands above"),
        ("（2020）吉01知民初5号", "吉林省高级人民法院", "最高人民法院关于知识产权法庭若干问题的规定"),
        ("（2020）吉01破申5号", "吉林省高级人民法院", "企业破产法 art. 12"),
        ("（2020）吉01清申5号", "吉林省高级人民法院", "法〔2016〕237号"),
        ("（2020）吉0104民特5号", "", "one instance"),
        ("（2020）吉0104执5号", "", "no ordinary appeal"),
        ("（2020）吉0104民撤5号", "吉林省长春市中级人民法院", "first instance"),
        # the court above was another one then, or may have been in the year of the change; a new code tells
        ("（2019）吉0381民初5号", "吉林省四平市中级人民法院", "until 2020-06-05, since then 吉林省长春市中级人民法院"),
        ("（2020）吉0381民初5号", "? 吉林省四平市中级人民法院 | 吉林省长春市中级人民法院", "until 2020-06-05"),
        ("（2020）吉0184民初5号", "吉林省长春市中级人民法院", "first instance"),
        ("（2018）津0105民初5号", "天津市第一中级人民法院", "until 2019-04-01"),
        ("（2018）冀0629刑初5号", "河北省保定市中级人民法院", "until 2019"),
        ("（2021）冀0629刑初5号", "河北雄安新区中级人民法院", "first instance"),
        ("（2016）川2081民初5号", "? 四川省资阳市中级人民法院 | 四川省成都市中级人民法院", "until 2016-05-03"),
    ],
)
def test_where_appeals_go(text: str, to: str, why: str) -> None:
    code, (row,) = rows(text)
    assert (code, row["appeals_to"]) == (0, to)
    assert why in row["appeals"]


def test_a_basic_court_hears_no_appeals() -> None:
    code, (row,) = rows("（2021）吉0102民终1号")
    assert (code, row["warnings"]) == (0, "a basic court hears no appeals: the court code or the type may be wrong")
    assert rows("（2021）吉01民终1号")[1][0]["warnings"] == ""


def test_what_is_known_of_a_masked_number() -> None:
    _, (row,) = rows(MASKED)
    assert (row["court"], row["level"], row["procedure"]) == ("北京市朝阳区人民法院", "basic", "民事第一审")
    assert row["warnings"] == "masked: serial"


def test_the_place_of_the_fault_is_told() -> None:
    _, (row,) = rows(MALFORMED)
    assert row["warnings"].startswith("malformed: 吉099: ")
    assert row["warnings"].endswith("(at character 7)")


def test_candidates_are_marked_as_such() -> None:
    _, (row,) = rows(AMBIGUOUS)
    assert row["court"].startswith("? ")
    assert row["code_source"] == "the characters of courts were not unique before 2016"


def test_lists_and_several_numbers_are_rows() -> None:
    code, found = rows("（2016）粤03民辖终3827、3828号", "甲案（2020）吉01民初1号，乙案（2020）吉0104民初2号。")
    assert code == 0
    assert [row["number"] for row in found] == [
        "（2016）粤03民辖终3827号",
        "（2016）粤03民辖终3828号",
        "（2020）吉01民初1号",
        "（2020）吉0104民初2号",
    ]


def test_stdin_one_a_line() -> None:
    text = f"\ufeff{OK}\r\n\n  {MASKED}\t\n{NONE}"
    code, found = rows("-", stdin=text.encode())
    assert code == 1
    assert [row["state"] for row in found] == ["ok", "masked", "not a number"]
    assert rows(OK, "-", stdin=NO_CODE)[0] == 6


def test_an_empty_stdin() -> None:
    for stdin in (b"", b"\n\n", b"\xef\xbb\xbf\n"):
        done = kg("case-number", "-", stdin=stdin)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode() == "kg: stdin is empty: give case numbers, one a line\n"


def test_what_is_not_utf_8() -> None:
    done = kg("case-number", "-", stdin=f"{OK}\n".encode() + OK.encode("gb18030"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "kg: stdin, line 2: not UTF-8: write it anew in UTF-8\n"
    for args in ([OK.encode("gb18030")], [OK.encode("utf-16-le").replace(b"\0", b"\1")]):
        told = subprocess.run(
            [*KG, "case-number", *args], capture_output=True, check=False, env=environment(LANG="C.UTF-8")
        )
        assert told.returncode == 2
        assert told.stderr.decode() == "kg: the text is not UTF-8: write it in UTF-8\n"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_any_locale(locale: str) -> None:
    done = kg("case-number", OK, LANG=locale, LC_ALL=locale)
    assert done.returncode == 0
    assert OK in done.stdout.decode()


def test_a_large_stdin() -> None:
    code, found = rows("-", stdin=f"{OK}\n" * 5_000 + "（" * 200_000 + "\n" + "1、" * 100_000 + "\n")
    assert code == 1
    assert [row["state"] for row in found] == ["ok"] * 5_000 + ["not a number"] * 2


def test_the_formats_agree() -> None:
    told = {form: kg("case-number", OK, MASKED, "--format", form) for form in FORMATS}
    assert {done.returncode for done in told.values()} == {7}
    lines = told["tsv"].stdout.decode().splitlines()
    tsv = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]
    assert tuple(lines[0].split("\t")) == COLUMNS
    assert list(csv.DictReader(io.StringIO(told["csv"].stdout.decode(), newline=""))) == tsv
    found = json.loads(told["json"].stdout)
    assert found == [json.loads(line) for line in told["jsonl"].stdout.decode().splitlines()]
    assert [{name: row[name] for name in COLUMNS} for row in found] == tsv
    assert OK in told["table"].stdout.decode()
    assert kg("--format", "jsonl", "case-number", OK, MASKED).stdout == told["jsonl"].stdout


def test_on_a_terminal_one_number_is_shown_field_by_field() -> None:
    code, shown = on_terminal("case-number", OK, width=80)
    assert code == 0
    lines = [line.split() for line in re.sub("\x1b\\[[0-9;]*m", "", shown).splitlines()]
    assert ["court", "长春市朝阳区人民法院"] in lines
    assert ["level", "basic"] in lines
    assert not any(line[:1] == ["warnings"] for line in lines)  # there are none


def test_on_a_terminal_several_are_a_table() -> None:
    code, shown = on_terminal("case-number", OK, MASKED, width=200)
    assert code == 7
    assert {"长春市朝阳区人民法院", "北京市朝阳区人民法院"} <= set(shown.split())
    assert "code_source" not in shown


def test_the_plain_way_writes_what_the_whole_one_does() -> None:
    plain = "import sys; from kg.cli.case_number_plain import run; sys.exit(run(sys.argv[1:]))"
    texts = [OK, MASKED, AMBIGUOUS, NO_TYPE, MALFORMED, NONE, "（2020）\t吉01民初\n1号", "（2020）吉01民初1、3号"]
    for args in ([text] for text in texts):
        one = subprocess.run(
            [sys.executable, "-c", plain, "case-number", *args],
            capture_output=True,
            check=False,
            env=environment(LANG="C.UTF-8"),
        )
        other = kg("case-number", *args)
        assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)


@pytest.mark.parametrize(
    "args", [[], ["case-number"], ["case-number", "-"], ["case-number", OK, "--format", "csv"], ["show", OK]]
)
def test_the_plain_way_leaves_all_else_alone(args: list[str]) -> None:
    code = "import sys; from kg.cli.case_number_plain import run; print(run(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, check=True, env=environment(LANG="C.UTF-8")
    )
    assert done.stdout == b"None\n"


def test_a_reader_that_has_gone_is_no_error() -> None:
    plain = "import sys; from kg.cli.case_number_plain import run; sys.exit(run(sys.argv[1:]))"
    for command in ([sys.executable, "-c", plain], KG):
        with subprocess.Popen(
            [*command, "case-number", *[OK] * 500],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(LANG="C.UTF-8"),
        ) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            child.stdout.close()
            assert child.stderr.read() == b""
        assert child.returncode == 0


def test_it_imports_neither_store_nor_anything_heavy() -> None:
    modules = imported("import sys\nfrom kg.cli.main import run\nassert run(sys.argv[1:]) == 0", "case-number", OK)
    assert heavy(modules) == []
    assert {
        name
        for name in modules
        if name.startswith(("pyoxigraph", "kg.store", "kg.lookup", "kg.rdf", "json", "sqlite3"))
    } == set()
    assert "kg.names.numbers.old_numbers" not in modules
    plain = imported("import sys\nfrom kg.cli.case_number_plain import run\nrun(sys.argv[1:])", "case-number", OK)
    assert {name for name in plain if name.startswith(("click", "kg.cli.main"))} == set()


def test_help_tells_the_exit_codes() -> None:
    text = kg("case-number", "--help").stdout.decode()
    for code in sorted(set(EXITS.values()) | {2}):
        assert f" {code} " in text
