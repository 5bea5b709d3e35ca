"""Finding a Java that a version of Neo4j runs on, and running it."""

import glob
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import StoreError
from kg.server.versions import java_range

# Where packages put their JDKs: Linux distributions, and macOS.
ELSEWHERE = ("/usr/lib/jvm/*/bin/java", "/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java")
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_BUILD = re.compile(r"\(build ([\w.+-]+)")


class Java(NamedTuple):
    """A Java: the path of its program, its version (17, 21…; 0 unknown), and the name of its build."""

    path: str
    version: int
    build: str = ""


def ask_java(path: str) -> Java:
    """A Java with its version, as it says itself; version 0 where it says nothing sensible."""
    try:
        done = subprocess.run(
            [path, "-version"], capture_output=True, text=True, check=False, timeout=30, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return Java(path, 0)
    said = done.stderr + done.stdout
    found, build = _VERSION.search(said), _BUILD.search(said)
    if done.returncode or not found:
        return Java(path, 0)
    return Java(path, int(found[1]), build[1] if build else found[1])


def _candidates() -> Iterator[str]:
    if os.environ.get("JAVA_HOME"):
        yield os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    on_path = shutil.which("java")
    if on_path:
        yield on_path
    for pattern in ELSEWHERE:
        yield from sorted(glob.glob(pattern))


def find_java(version: str) -> Java:
    """The first Java that fits a version of Neo4j: ``JAVA_HOME``, then the path, then where packages put theirs.

    Raises StoreError where there is none, and says which were looked at.
    """
    oldest, newest = java_range(version)
    wanted = f"Java {oldest} or {newest}" if newest < 99 else f"Java {oldest} or newer"
    seen: dict[str, Java] = {}
    for path in _candidates():
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen[real] = ask_java(path)
        if oldest <= seen[real].version <= newest:
            return seen[real]
    step = f"install it, for instance: apt install openjdk-{oldest}-jre-headless, or set JAVA_HOME"
    if not any(java.version for java in seen.values()):
        raise StoreError(f"no Java is found; Neo4j {version} wants {wanted}: {step}")
    others = ", ".join(f"Java {java.version} in {java.path}" for java in seen.values() if java.version)
    raise StoreError(f"Neo4j {version} wants {wanted}, found is {others}: {step}")
