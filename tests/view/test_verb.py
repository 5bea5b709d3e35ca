"""``kg view``: its answers, its errors, and what it says on stderr."""

from pathlib import Path

import pytest

import kg.view.selection
from tests.cli.process import kg as process
from tests.conftest import Kg


def test_it_writes_a_page(kg_run: Kg, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("what was there before", "utf-8")
    done = kg_run("view", "甲中院", "--depth", "1", "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert f"wrote {path}:" in done.err
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("<!doctype html>")
    assert "智慧立案机制" in text
    assert list(tmp_path.iterdir()) == [path]


def test_stdout(kg_run: Kg) -> None:
    done = kg_run("view", "甲中院", "-o", "-", "--title", "题 & <b>", "--lang", "en")
    assert done.code == 0
    assert done.out.startswith("<!doctype html>")
    assert '<html lang="en">' in done.out
    assert "<title>题 &amp; &lt;b&gt;</title>" in done.out


def test_the_locale_does_not_matter(toy: str, tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    done = process("view", "甲中院", "--graph", toy, "-o", str(path), LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "智慧立案机制" in path.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["甲", "-o", "x.html"], 3, "say which"),
        (["无此名", "-o", "x.html"], 1, "nothing is called"),
        (["甲中院"], 2, "-o"),
        (["甲中院", "--region", "甲市", "-o", "x.html"], 2, "give one of"),
        (["--param", "court=甲中院", "-o", "x.html"], 2, "--query"),
        (["--region", "甲市", "--depth", "1", "-o", "x.html"], 2, "--depth"),
        (["甲中院", "--count", "2", "-o", "x.html"], 2, "--count"),
        (["--query", "no-such", "-o", "x.html"], 2, "no query"),
        (["--path", "甲中院", "甲市中级人民法院", "-o", "x.html"], 2, "same resource"),
        (["--region", "无此地", "-o", "x.html"], 1, "nothing is called"),
        (["--document", "none", "-o", "x.html"], 1, "there are: "),
        (["--query", "agreements", "--param", "with=甲市破产法庭", "-o", "x.html"], 1, "nothing to draw"),
        (["甲中院", "-o", "no/such/folder/x.html"], 4, "there is no folder no/such/folder"),
        (["甲中院", "-o", "."], 4, "is a folder"),
        (["甲中院", "--documents", "no-such", "-o", "x.html"], 4, "no-such"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_errors(
    kg_run: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = kg_run("view", *args)
    assert done.code == code
    assert said in done.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written(kg_run: Kg) -> None:
    done = kg_run("view", "甲中院", "-o", "/proc/page.html")
    assert done.code == 4
    assert len(done.err.splitlines()) == 1
    assert "/proc/page.html" in done.err


@pytest.mark.parametrize(
    "args",
    [
        ["--region", "甲市"],
        ["--query", "created-by", "--param", "court=甲中院"],
        ["--path", "丁公司重整案", "甲中院"],
        ["--document", "toy"],
        [],
    ],
    ids=" ".join,
)
def test_every_selection(kg_run: Kg, args: list[str]) -> None:
    done = kg_run("view", *args, "-o", "-")
    assert done.code == 0
    assert "甲市中级人民法院" in done.out


def test_it_says_what_it_left_out(kg_run: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.view.selection, "LIMIT", 10)
    path = tmp_path / "page.html"
    done = kg_run("view", "-o", str(path))
    assert done.code == 0
    assert "shows the 10 most connected resources; left out: " in done.err
    assert "wrote" in done.err
    assert '"left":{"nodes":0' not in path.read_text("utf-8")
