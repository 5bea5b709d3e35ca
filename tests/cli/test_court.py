"""``kg court`` as it is typed: names, codes, Latin letters; formats and exit codes."""

import csv
import io
from pathlib import Path

import pytest

from kg.names.english.names import english
from kg.names.resolve import resolve
from tests.cli.process import kg
from tests.conftest import Done, Kg


@pytest.fixture
def court(kg_run: Kg) -> Kg:
    """The verb; it needs no graph."""

    def call(*args: str) -> Done:
        return kg_run("court", *args, graph="")

    return call


def named(done: Done) -> list[str]:
    """The courts that the rows name."""
    return [row["court"] for row in csv.DictReader(io.StringIO(done.out), delimiter="\t")]


def test_one_court_with_what_is_known_of_it(court: Kg) -> None:
    done = court("长春朝阳法院", "--format", "json")
    assert done.code == 0
    (row,) = done.json
    assert row["court"] == "长春市朝阳区人民法院"
    assert (row["answer"], row["level"], row["kinds"]) == ("one", "basic", ["普通法院"])
    assert row["appeals_to"] == row["superior"] == "吉林省长春市中级人民法院"
    assert row["codes"] == ["吉0104 (derived 2016–)"]
    assert row["source"]
    assert row["reason"]
    assert row["english"] == english(resolve("长春朝阳法院").courts[0]).name != ""


def test_former_names_and_other_plates(court: Kg) -> None:
    (row,) = court("九台市人民法院", "--on", "2013-01-01", "--format", "json").json
    assert row["court"] == "长春市九台区人民法院"
    assert any(name.startswith("九台市人民法院") and "2014" in name for name in row["former_names"])
    (row,) = court("阿拉尔市人民法院", "--format", "json").json
    assert row["other_plates"] == ["新疆生产建设兵团阿拉尔垦区人民法院"]


@pytest.mark.parametrize("text", ["吉0104", "changchun-chaoyang-fayuan", "长春市朝阳区人民法院"])
def test_codes_and_latin_letters(court: Kg, text: str) -> None:
    done = court(text)
    assert (done.code, named(done)) == (0, ["长春市朝阳区人民法院"])


def test_initials_and_unknown_letters(court: Kg) -> None:
    assert named(court("cczy")) == ["吉林省长春市中级人民法院"]
    assert named(court("京", "吉01")) == ["北京市高级人民法院", "吉林省长春市中级人民法院"]
    none = court("qqqqq")
    assert (none.code, named(none)) == (1, [])
    assert court("吉9999").code == 1


def test_a_list(court: Kg) -> None:
    done = court("北京一中院、二中院")
    assert (done.code, named(done)) == (0, ["北京市第一中级人民法院", "北京市第二中级人民法院"])


def test_candidates_are_listed_with_reasons(court: Kg) -> None:
    done = court("朝阳法院", "--format", "json")
    assert done.code == 3
    assert {row["answer"] for row in done.json} == {"candidate"}
    assert {"北京市朝阳区人民法院", "长春市朝阳区人民法院"} <= {row["court"] for row in done.json}
    assert all(row["reason"] for row in done.json)
    assert "--context" in done.err


def test_a_context_decides(court: Kg, tmp_path: Path) -> None:
    title = "长春市中级人民法院2024年工作综述"
    assert court("市中院").code == 1
    assert named(court("市中院", "--context", title)) == ["吉林省长春市中级人民法院"]
    path = tmp_path / "document.txt"
    path.write_text(title, encoding="utf-8-sig")
    done = court("朝阳法院", "--context-file", str(path))
    assert (done.code, named(done)) == (0, ["长春市朝阳区人民法院"])


def test_nothing_says_why_and_what_is_near(court: Kg) -> None:
    done = court("长春市火星区人民法院")
    assert (done.code, named(done)) == (1, [])
    assert "长春市" in done.err.partition("near: ")[2]
    assert "procuratorate" in court("最高人民检察院").err
    assert court("人民法院调解平台").code == 1
    group = court("全省法院", "--context", "吉林省高级人民法院")
    assert (group.code, named(group)) == (1, [])
    assert "courts of 吉林省" in group.err


def test_several_texts_end_with_the_highest_code(court: Kg) -> None:
    assert court("长春中院", "智慧法院").code == 1
    done = court("朝阳法院", "智慧法院", "长春中院")
    assert done.code == 3
    assert named(done)[-1] == "吉林省长春市中级人民法院"


@pytest.mark.parametrize("args", [[], [""], ["长春中院", "--on", "gestern"], ["长春中院", "--on", "2013-02-30"]])
def test_wrong_usage(court: Kg, args: list[str]) -> None:
    done = court(*args)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_a_context_that_cannot_be_read(court: Kg, tmp_path: Path) -> None:
    (tmp_path / "gbk.txt").write_bytes("长春".encode("gbk"))
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "gbk.txt"):
        done = court("长春中院", "--context-file", str(path))
        assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)


def test_stdin() -> None:
    done = kg("court", "-", stdin="长春中院\n")
    assert done.returncode == 0
    assert "吉林省长春市中级人民法院" in done.stdout.decode()
