"""What the tests of the server share: programs that are not what they seem, and an install that is none."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.server import java
from kg.server.home import ServerHome
from kg.server.library import library, write_manifest
from kg.server.versions import DEFAULT

Program = Callable[[str, str], Path]

JAVA = """if [ "$1" = -version ]; then echo 'openjdk version "{version}" 2025-01-01' >&2; exit 0; fi
for word in "$@"; do printf '%s\\n' "$word"; done >>"$0.words"
case "$*" in *AdminTool*) exit 0;; esac
{server}
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """An empty search path, and a way to put a shell script on it: ``programs("java", "exit 1")``."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(java, "ELSEWHERE", ())

    def put(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
        return path

    return put


@pytest.fixture
def fake_java(programs: Program) -> Callable[..., Path]:
    """A Java that gives its version, writes down its words, does what the tool should, and fails as a server."""

    def put(version: str = "17.0.9", server: str = "exit 1") -> Path:
        return programs("java", JAVA.format(version=version, server=server))

    return put


def jar(path: Path) -> None:
    """Write a small jar."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")


@pytest.fixture
def empty_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library without any programs."""
    monkeypatch.setenv("KG_NEO4J_LIB", str(tmp_path / "lib"))
    return tmp_path / "lib"


@pytest.fixture
def fake_library(empty_library: Path) -> Path:
    """An install that is whole by its manifest, of two small jars."""
    folder = Path(library(DEFAULT))
    for name in (f"neo4j-{DEFAULT}.jar", "other-1.jar"):
        jar(folder / "lib" / name)
    write_manifest(str(folder), DEFAULT)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> ServerHome:
    """A home that nothing was done with."""
    return ServerHome(os.fspath(tmp_path / "home"))
