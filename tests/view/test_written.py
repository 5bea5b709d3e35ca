"""Where ``kg view -o`` writes: files are replaced whole, all else is written to."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.cli.main import run
from tests.cli.process import environment
from tests.conftest import Kg

VIEW = ("view", "甲中院", "--depth", "1", "-o")


def test_a_pipe_is_written_to_and_stays_one(toy: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert run([*VIEW, str(pipe), "--graph", toy]) == 0
    reader.join(60)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert b"".join(read).startswith(b"<!doctype html>")


def test_a_link_stays_one(toy: str, tmp_path: Path) -> None:
    page, link = tmp_path / "page.html", tmp_path / "link.html"
    page.write_text("old", encoding="utf-8")
    link.symlink_to(page)
    assert run([*VIEW, str(link), "--graph", toy]) == 0
    assert link.is_symlink()
    assert page.read_bytes().startswith(b"<!doctype html>")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_full_disk_is_one_line(kg_run: Kg, toy: str) -> None:
    done = kg_run(*VIEW, "/dev/full")
    assert (done.code, done.err.count("\n")) == (4, 1)
    assert "choose another place" in done.err
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "kg", *VIEW, "-", "--graph", toy]
        piped = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, env=environment())
    assert (piped.returncode, piped.stderr.count(b"\n")) == (4, 1)
    assert b"stdout: " in piped.stderr


def test_no_name_is_told(kg_run: Kg) -> None:
    done = kg_run(*VIEW, "")
    assert (done.code, done.err) == (2, "kg: -o: the name of the file is empty; - is stdout\n")
