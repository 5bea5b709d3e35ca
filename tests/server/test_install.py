"""Installing: whole or not at all, once for all, and what is said where it cannot be."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError, UsageError
from kg.server.home import ServerHome
from kg.server.install import install
from kg.server.library import flaw, library, require
from kg.server.versions import DEFAULT, entry_class, java_range, parsed, takes_over
from tests.server.conftest import Program, jar

COPY = '/bin/mkdir -p lib && /bin/cp "{jars}"/* lib/'


@pytest.fixture
def jars(tmp_path: Path) -> Path:
    """What a Maven of the tests copies."""
    for name in (f"neo4j-{DEFAULT}.jar", "other-1.jar"):
        jar(tmp_path / "jars" / name)
    return tmp_path / "jars"


def test_maven_installs_and_again_does_nothing(
    neo4j_server: ServerHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real Maven; what it gets was stored by it when the server of the tests was installed."""
    expected = sorted(os.listdir(os.path.join(neo4j_server.library, "lib")))
    monkeypatch.setenv("KG_NEO4J_LIB", str(tmp_path / "库 lib"))
    assert install(rehearsal=False)
    folder = Path(library(DEFAULT))
    assert sorted(os.listdir(folder / "lib")) == expected
    assert len(expected) > 200
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert not install(rehearsal=False)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert "repositor" not in (folder / "pom.xml").read_text("utf-8")


def test_install_is_put_in_place_whole(empty_library: Path, programs: Program, jars: Path) -> None:
    programs("mvn", COPY.format(jars=jars))
    (empty_library / DEFAULT / "lib").mkdir(parents=True)
    (empty_library / f"{DEFAULT}.part-1").mkdir()
    assert flaw(library(DEFAULT)) == "half an install"
    assert install(rehearsal=False)
    assert flaw(library(DEFAULT)) == ""
    assert sorted(os.listdir(empty_library)) == [".lock", DEFAULT]
    assert not install(rehearsal=False)
    assert install(again=True, rehearsal=False)


def test_rehearsal_that_fails_is_a_note(empty_library: Path, programs: Program, jars: Path) -> None:
    programs("mvn", COPY.format(jars=jars))
    said: list[str] = []
    assert install(report=said.append)
    assert said[-1].startswith("no quicker starts: no Java is found")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo '[INFO] x'; echo '[ERROR] no route'; echo '[ERROR] [Help 1]'; exit 1", "failed: no route:"),
        ("echo 'Error: JAVA_HOME is not defined correctly.'; exit 1", "JAVA_HOME is not defined correctly"),
        ("exit 1", "it said nothing"),
        ("/bin/mkdir lib", f"no neo4j-{DEFAULT}.jar"),
        (f"/bin/mkdir lib; echo x >lib/neo4j-{DEFAULT}.jar", "is damaged in Maven's own store"),
    ],
)  # fmt: skip
def test_maven_fails(script: str, said: str, empty_library: Path, programs: Program, jars: Path) -> None:
    programs("mvn", script)
    with pytest.raises(StoreError, match=said) as error:
        install()
    assert "\n" not in str(error.value)
    assert os.listdir(empty_library) == [".lock"]


def test_no_maven(empty_library: Path, programs: Program) -> None:
    with pytest.raises(StoreError, match=r"no Maven is found, .*apt install maven"):
        install()


def test_killed_install_is_begun_anew(empty_library: Path, programs: Program, jars: Path) -> None:
    programs("mvn", f"{COPY.format(jars=jars)}; echo $$ >pid; exec /bin/sleep 60")
    script = "from kg.server.install import install; install(rehearsal=False)"
    with subprocess.Popen([sys.executable, "-c", script], cwd=os.getcwd()) as process:
        while not (found := list(empty_library.glob(f"{DEFAULT}.part-*/pid"))) or not found[0].read_text():
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    os.kill(int(found[0].read_text()), signal.SIGKILL)
    assert flaw(library(DEFAULT)) == "not installed"
    programs("mvn", COPY.format(jars=jars))
    assert install(rehearsal=False)
    assert sorted(os.listdir(empty_library)) == [".lock", DEFAULT]


def test_flaws_are_named(fake_library: Path) -> None:
    assert flaw(str(fake_library)) == ""
    extra = fake_library / "lib" / "extra.jar"
    extra.write_bytes(b"")
    assert flaw(str(fake_library)) == "half an install"
    extra.unlink()
    other = fake_library / "lib" / "other-1.jar"
    size = other.stat().st_size
    os.truncate(other, 7)
    assert flaw(str(fake_library)) == f"other-1.jar has 7 bytes instead of {size}"
    other.unlink()
    assert flaw(str(fake_library)) == "other-1.jar is missing"
    with pytest.raises(StoreError, match=rf"other-1.jar is missing: kg neo4j install --version {DEFAULT}"):
        require(DEFAULT)
    (fake_library / "manifest.json").write_text("[", "utf-8")
    assert flaw(str(fake_library)) == "manifest.json cannot be read"


@pytest.mark.parametrize("version", ["", "5.26", "latest", "4.4.40", "../5.26.26", "5.26.26\n", "５.26.26"])
def test_what_is_no_version(version: str) -> None:
    with pytest.raises(UsageError):
        install(version)


def test_versions() -> None:
    assert (parsed("5.26.26"), parsed("2026.08.1")) == ((5, 26, 26), (2026, 8, 1))
    assert (java_range("5.26.26"), java_range("2025.01.0")) == ((17, 21), (21, 99))
    assert entry_class("2026.08.1").endswith(".Neo4jCommunity")
    assert takes_over("5.26.26", "5.26.30")
    assert not takes_over("5.26.26", "5.26.25")
    assert not takes_over("5.26.26", "2026.08.1")
