"""What can be wrong when a server is started: one line each, and what to do."""

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import KgError, StoreError, UsageError
from kg.server import config, java
from kg.server.admin import admin
from kg.server.config import megabytes
from kg.server.home import ServerHome, Settings, local_connection
from kg.server.logs import last_words, why
from kg.server.process import Process, alive, read_process, start_time, write_process
from kg.server.run import start, stop
from tests.server.conftest import Program

Java = Callable[..., Path]


def refused(home: ServerHome, said: str, port: int = 0, heap: int = 0) -> None:
    """A start is refused with one line that matches."""
    with pytest.raises(KgError, match=said) as error:
        start(home, wait=30, port=port, heap=heap)
    assert "\n" not in str(error.value)
    assert not home.running


def test_no_programs(home: ServerHome, empty_library: Path, fake_java: Java) -> None:
    fake_java()
    refused(home, r"Neo4j 5.26.26 in .*: not installed: kg neo4j install --version 5.26.26$")


def test_half_an_install(home: ServerHome, fake_library: Path, fake_java: Java) -> None:
    fake_java()
    (fake_library / "manifest.json").unlink()
    refused(home, "half an install: kg neo4j install")
    assert not home.installed


def test_no_java(home: ServerHome, fake_library: Path, programs: Program) -> None:
    refused(home, "no Java is found; Neo4j 5.26.26 wants Java 17 or 21: .*apt install openjdk-17-jre-headless")


@pytest.mark.parametrize("version", ["11.0.2", "1.8.0_402", "25.0.3"])
def test_wrong_java(version: str, home: ServerHome, fake_library: Path, fake_java: Java) -> None:
    path = fake_java(version)
    number = version.removeprefix("1.").split(".")[0]
    refused(home, f"wants Java 17 or 21, found is Java {number} in {path}: install it")


def test_java_is_looked_for_elsewhere(tmp_path: Path, fake_java: Java, monkeypatch: pytest.MonkeyPatch) -> None:
    old, homes = fake_java("11.0.2"), tmp_path / "jvm"
    for name, number in (("a", "25.0.1"), ("b", "21.0.4")):
        (homes / name / "bin").mkdir(parents=True)
        found = homes / name / "bin" / "java"
        found.write_text(old.read_text("utf-8").replace("11.0.2", number), "utf-8")
        found.chmod(0o755)
    monkeypatch.setattr(java, "ELSEWHERE", (f"{homes}/*/bin/java",))
    assert java.find_java("5.26.26")[:2] == (str(homes / "b/bin/java"), 21)
    assert java.find_java("2026.08.1")[:2] == (str(homes / "a/bin/java"), 25)
    monkeypatch.setenv("JAVA_HOME", str(homes / "b"))
    assert java.find_java("2026.08.1")[:2] == (str(homes / "b/bin/java"), 21)
    monkeypatch.setenv("JAVA_HOME", str(homes / "none"))
    assert java.find_java("5.26.26").version == 21


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_port_is_taken(home: ServerHome, fake_library: Path, fake_java: Java, taken: int) -> None:
    fake_java()
    line = rf"port {taken} is taken by another program: stop that one, or: kg neo4j start --port N"
    refused(home, line, port=taken)
    assert home.port == 0, "what was refused is not kept"
    home.keep(replace(home.settings, port=taken))
    refused(home, line)


def test_port_that_is_not_for_us(home: ServerHome, monkeypatch: pytest.MonkeyPatch) -> None:
    def bind(self: socket.socket, address: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", bind)
    with pytest.raises(StoreError, match="port 80: Permission denied: kg neo4j start --port N"):
        config.check_port(80)


def test_too_little_memory(home: ServerHome, fake_library: Path, fake_java: Java) -> None:
    fake_java()
    refused(home, r"not enough memory: Neo4j wants 99000\d\d\d\d MB, \d+ MB are available: .*--heap", heap=990_000_000)


@pytest.mark.parametrize("size", ["", "1", "1t", "-1g", "63m", "1,5g", "０g"])
def test_what_is_no_size(size: str) -> None:
    with pytest.raises(UsageError, match="no size of memory"):
        megabytes(size)


def test_sizes() -> None:
    assert (megabytes("512m"), megabytes("2G")) == (512, 2048)


def test_home_that_cannot_be_written(tmp_path: Path, fake_library: Path, fake_java: Java) -> None:
    fake_java()
    (tmp_path / "file").write_bytes(b"")
    refused(ServerHome(str(tmp_path / "file" / "home")), f"{tmp_path}/file.*: Not a directory")


def test_server_that_ends_at_its_start(home: ServerHome, fake_library: Path, fake_java: Java) -> None:
    words = 'echo "2026 INFO  Starting..."; echo "Caused by: java.io.IOException: disk on fire"; echo "\tat x.y.Z"'
    path = fake_java(server=f"{words}; exit 1")
    refused(home, f"Neo4j ended at its start: IOException: disk on fire: see {home.folder}/logs/console.log")
    said = Path(f"{path}.words").read_text("utf-8")
    assert f"--home-dir={home.folder}" in said
    assert f"@{home.folder}/arguments" in said
    assert home.password not in said
    assert not os.path.exists(home.at("arguments"))


def test_server_that_never_answers(home: ServerHome, fake_library: Path, fake_java: Java) -> None:
    fake_java(server="trap '' TERM; while :; do /bin/sleep 0.2; done")
    with pytest.raises(StoreError, match="does not answer after 1 s: wait, see kg neo4j status"):
        start(home, wait=1)
    assert home.running
    said: list[str] = []
    assert stop(home, wait=0.5, report=said.append)
    assert said == ["it did not end within 0.5 s and was killed; the next start recovers what it holds"]
    assert not home.running


def test_home_of_another_version(home: ServerHome, fake_library: Path, fake_java: Java) -> None:
    fake_java()
    os.makedirs(home.at("data", "databases"))
    refused(home, "holds a Neo4j that kg did not make: choose another folder with --home")
    home.keep(Settings(version="5.26.26"))
    with pytest.raises(StoreError, match=r"holds data of Neo4j 5.26.26, not 2026.08.1: choose another folder"):
        home.use("2026.08.1")
    home.use("5.26.27")
    assert home.version == "5.26.27"


@pytest.mark.parametrize("text", ["", "[]", '{"colour": 1}', '{"port": "x"}'])
def test_damaged_settings(text: str, home: ServerHome) -> None:
    home.keep(Settings())
    Path(home.at("settings.json")).write_text(text, "utf-8")
    refused(home, r"settings\.json .*: delete it, and start with --port")


def test_number_of_another_process_is_not_taken_for_the_server(home: ServerHome) -> None:
    home.keep(Settings(port=1))
    path = home.at("server.pid")
    me = Process(os.getpid(), start_time(os.getpid()))
    write_process(path, me)
    assert read_process(path) == me
    write_process(path, me._replace(started=me.started + "0"))
    assert read_process(path) is None
    assert not home.running
    assert not stop(home)
    assert not alive(Process(me.pid, ""))
    Path(path).write_text("{", "utf-8")
    assert not home.running


def test_never_started(home: ServerHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_NEO4J_HOME", home.folder)
    assert ServerHome().folder == home.folder
    assert local_connection() is None
    with pytest.raises(StoreError, match="was never started: kg neo4j start"):
        _ = home.uri
    with pytest.raises(StoreError, match="password is missing: kg neo4j start makes it"):
        _ = home.password
    assert not os.path.exists(home.folder)
    os.makedirs(home.at("data", "databases", "system"))
    with pytest.raises(StoreError, match="password is missing: stop it and delete"):
        _ = home.password


def test_tool_that_fails(home: ServerHome, fake_library: Path, programs: Program) -> None:
    programs(
        "java", """[ "$1" = -version ] && { echo 'version "17"' >&2; exit; }; echo 'Unknown option: --x'; exit 2"""
    )
    with pytest.raises(
        StoreError, match=r"neo4j-admin \(import\) failed: Unknown option: --x: see .*/logs/import\.log"
    ):
        admin(home, ["database", "import"], "import")


def test_damaged_programs_are_to_be_installed_again(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("Caused by: java.lang.ClassNotFoundException: org.neo4j.X\n", "utf-8")
    assert why(str(tmp_path / "log")) == "ClassNotFoundException: org.neo4j.X: kg neo4j install --again"
    assert why(str(tmp_path / "none")) == f"it left no word: see {tmp_path}/none"


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("", ""),
        ("2026-11-21 13:53:38.014+0000 INFO  Starting...\n", "INFO  Starting..."),
        ("2026-11-21 13:53:38.014+0000 ERROR Failed to start\n\tat a.b\nStopped.\n", "ERROR Failed to start"),
        ("Exception in x\nCaused by: a.b.C: one\nCaused by: a.b.D: two\n\t... 3 more\nINFO Stopped.\n", "D: two"),
        ("Error occurred during initialization\nCould not reserve enough space\n", "Could not reserve enough space"),
        ('{"level": "ERROR", "message": "No", "stacktrace": "a.E: x\\n\\tat b\\nCaused by: a.F: y"}\n', "F: y"),
        ('{"level": "ERROR", "message": "No"}\n{"level": 1}\n', "ERROR No"),
        ("Unmatched argument\n\nUSAGE\n\nx [-h]\n  --verbose  Enable\n", "Unmatched argument"),
    ],
)  # fmt: skip
def test_last_words(log: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "log").write_text(log, "utf-8")
    assert last_words(str(tmp_path / "log")) == words
