"""What may go wrong while a graph is built: killed, crowded out, two at once. The old graph answers all the while."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.reader import Reader

KG = [sys.executable, "-m", "kg"]
COURT = "甲市乙区人民法院"


def facts(folder: Path, document: str, cases: int) -> str:
    """A facts file of a court and its cases."""
    lines = [f"document: {document}", "resources:", f"  {COURT}: {{class: BasicCourt}}"]
    lines += [f"  {document}第{n}号案: {{class: Case}}" for n in range(cases)]
    lines += ["statements:"]
    lines += [f"  - {{s: {COURT}, p: heard, o: {document}第{n}号案, at: {n}-{n + 1}}}" for n in range(cases)]
    path = folder / f"{document}.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def kg(*args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    done = subprocess.run([*KG, *args], capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    if check:
        assert done.returncode == 0, done.stderr
    return done


def heard(graph: Path) -> int:
    """How many cases the court of the graph has heard."""
    with_header = kg("related", COURT, "-p", "heard", "--limit", "100000", "--graph", str(graph)).stdout
    return len(with_header.splitlines()) - 1


def leftovers(graph: Path) -> list[str]:
    """What a build has left behind that belongs to no version."""
    return [name for name in os.listdir(graph / "versions") if name.startswith(".")]


def kill_after(seconds: float, command: list[str]) -> None:
    """Kill a command at about this point of its life; where it was faster than that, a fresh one earlier."""
    for _ in range(12):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        if child.wait() == -signal.SIGKILL:
            return
        seconds *= 0.7
    pytest.fail("the build was never killed")


def test_a_build_killed_at_ten_points_leaves_the_old_graph(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    small, large = facts(tmp_path, "small", 3), facts(tmp_path, "large", 4000)
    kg("build", small, "--graph", str(graph))
    began = time.perf_counter()
    kg("build", large, "--graph", str(tmp_path / "other"))
    whole = time.perf_counter() - began
    for point in range(10):
        kill_after(whole * (point + 0.5) / 11, [*KG, "build", large, "--graph", str(graph)])
        assert heard(graph) in {3, 4000}
    kg("build", large, "--graph", str(graph))
    assert heard(graph) == 4000
    assert leftovers(graph) == []


def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    files = [facts(tmp_path, f"doc-{n}", 50 * n) for n in (1, 2, 3)]
    children = [
        subprocess.Popen([*KG, "build", file, "--graph", str(graph)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for file in files
    ]
    for child in children:
        _, error = child.communicate()
        assert child.returncode == 0, error.decode()
    assert heard(graph) in {50, 100, 150}
    assert leftovers(graph) == []
    assert len(os.listdir(graph / "versions")) <= 2


def test_an_open_reader_stays_right_through_replacement_and_deletion(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    kg("build", facts(tmp_path, "one", 5), "--graph", str(graph))
    reader = Reader(str(graph))
    court = reader.named(COURT)[0]
    for name, cases in (("two", 7), ("three", 9)):
        kg("build", facts(tmp_path, name, cases), "--graph", str(graph))
    assert not os.path.exists(reader.folder), "the version of the reader should be gone by now"
    assert len([p for p, _ in reader.out(court) if p.endswith("heard")]) == 5
    assert heard(graph) == 9


def test_the_version_before_stays_until_the_next_build(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    one, two = facts(tmp_path, "one", 5), facts(tmp_path, "two", 7)
    kg("build", one, "--graph", str(graph))
    before = os.readlink(graph / "current")
    kg("build", two, "--graph", str(graph))
    kg("build", two, "--graph", str(graph))
    assert (graph / before).is_dir()
    assert os.readlink(graph / "current") != before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a tmpfs cannot be mounted here (needs root): the full-disk test is skipped")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_line_and_the_old_graph_stays(small_disk: Path, tmp_path: Path) -> None:
    graph = small_disk / "graph"
    kg("build", facts(tmp_path, "small", 3), "--graph", str(graph))
    full = kg("build", facts(tmp_path, "large", 20_000), "--graph", str(graph), check=False)
    assert full.returncode == 4
    assert len(full.stderr.strip().splitlines()) == 1
    assert "No space left" in full.stderr or "disk is full" in full.stderr
    assert heard(graph) == 3
    assert leftovers(graph) == []


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = kg("build", facts(tmp_path, "small", 3), "--graph", str(tmp_path / "file" / "graph"), check=False)
    assert done.returncode == 4
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--graph" in done.stderr


def test_a_damaged_graph_is_one_line(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    kg("build", facts(tmp_path, "small", 3), "--graph", str(graph))
    for part in ("manifest.json", "names.sqlite", "db"):
        path = graph / "current" / part
        saved = tmp_path / "saved"
        shutil.move(os.path.realpath(path), saved)
        done = kg("show", COURT, "--graph", str(graph), check=False)
        assert done.returncode == 4
        assert len(done.stderr.strip().splitlines()) == 1
        assert "kg build" in done.stderr
        shutil.move(saved, os.path.realpath(graph / "current") + "/" + part)
    assert heard(graph) == 3
