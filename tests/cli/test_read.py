"""``kg read``: where the draft goes, what is refused, and the exit codes."""

import os
from pathlib import Path

import pytest

from kg.cli.main import run
from tests.cli.process import kg

TEXT = "梨树县人民法院与长春中院签署协议。"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document."""
    path = tmp_path / "report 1.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_to_stdout(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(document)]) == 0
    out, err = capsys.readouterr()
    assert "document: report-1\n" in out
    assert "  梨树县人民法院: {class: BasicCourt" in out
    assert err == "kg: 4 resources, 2 statements; 0 to decide, in comments\n"


def test_to_a_file_that_check_takes(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "facts.yaml"
    assert run(["read", str(document), "-o", str(target), "--id", "mine"]) == 0
    assert "document: mine\n" in target.read_text("utf-8")
    assert run(["check", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert sorted(os.listdir(tmp_path)) == ["facts.yaml", "report 1.txt"]


def test_a_file_that_exists_stays(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "facts.yaml"
    target.write_text("mine")
    assert run(["read", str(document), "-o", str(target)]) == 2
    assert capsys.readouterr().err == f"kg: {target}: exists: give another file, or --force to overwrite it\n"
    assert target.read_text() == "mine"
    assert run(["read", str(document), "-o", str(target), "--force"]) == 0
    assert "梨树县人民法院" in target.read_text("utf-8")


def test_a_link_that_leads_nowhere_stays(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "facts.yaml"
    target.symlink_to(tmp_path / "gone")
    assert run(["read", str(document), "-o", str(target)]) == 2
    assert target.is_symlink()


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_the_document_is_never_overwritten(
    document: Path, force: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", str(document), "-o", str(document), *force]) == 2
    assert "is the document itself" in capsys.readouterr().err
    assert document.read_text("utf-8") == TEXT


def test_a_folder_that_is_not_there(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(document), "-o", str(tmp_path / "none" / "facts.yaml")]) == 4
    assert "none: no such folder: make it first" in capsys.readouterr().err
    assert run(["read", str(document), "-o", str(tmp_path)]) == 2


def test_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.txt"
    path.write_text("人民法院调解平台", encoding="utf-8")
    assert run(["read", str(path), "-o", str(tmp_path / "facts.yaml")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("names no court and no number that is certain: nothing was written\n")
    path.write_text("朝阳法院受理", encoding="utf-8")
    assert run(["read", str(path)]) == 1
    assert "1 thing that it may mean" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["one.txt"]


def test_a_draft_without_statements_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.txt"
    path.write_text("最高人民法院发布典型案例", encoding="utf-8")
    assert run(["read", str(path)]) == 0
    assert "no statement yet" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Großes", "a b", "", "-a", "a/b"])
def test_an_id_that_is_none(document: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(document), "--id", name]) == 2
    assert "use a-z, 0-9, - and ." in capsys.readouterr().err


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "gb.txt").write_bytes(TEXT.encode("gb18030"))
    (tmp_path / "empty.txt").touch()
    for name, reason in (
        ("gb.txt", "not UTF-8 (it looks like GB18030)"),
        ("empty.txt", "the document is empty"),
        ("none.txt", "No such file or directory"),
        (".", "Is a directory"),
    ):
        done = kg("read", str(tmp_path / name))
        assert (done.returncode, done.stdout) == (4, b"")
        assert done.stderr.count(b"\n") == 1
        assert reason in done.stderr.decode()


def test_from_stdin() -> None:
    done = kg("read", "-", stdin=TEXT)
    assert done.returncode == 0
    assert "document: stdin\n" in done.stdout.decode()
    assert kg("read", "-").returncode == 4
