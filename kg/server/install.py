"""Installing the programs of Neo4j: by Maven, aside, and put in place only when whole."""

import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable

from kg.errors import StoreError
from kg.server.jvm import java_environment
from kg.server.library import flaw, library, sizes, write_manifest
from kg.server.locks import alone
from kg.server.rehearsal import rehearse
from kg.server.versions import DEFAULT, parsed

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.w3id.courtgraph</groupId><artifactId>neo4j-lib</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""
_LIMIT = 3600.0  # seconds: a slow line takes its time


def install(
    version: str = DEFAULT,
    *,
    again: bool = False,
    rehearsal: bool = True,
    report: Callable[[str], None] = lambda _message: None,
) -> bool:
    """Install a version's programs; returns False where they were wholly there, and ``again`` is not wanted.

    ``rehearsal`` makes later starts quicker, and takes half a minute. Raises UsageError where that is no version,
    StoreError where Maven is missing or fails, and where the folder cannot be written.
    """
    parsed(version)
    folder = library(version)
    done = False
    if again or flaw(folder):
        with alone(os.path.join(os.path.dirname(folder), ".lock"), wait=_LIMIT):
            if again or flaw(folder):  # nobody else did it meanwhile
                _replace(folder, version, report)
                done = True
    if rehearsal and os.access(folder, os.W_OK):
        rehearse(version, report=report)
    return done


def _replace(folder: str, version: str, report: Callable[[str], None]) -> None:
    """Make an install aside, and put it in place of whatever is there."""
    maven = shutil.which("mvn")
    if not maven:
        raise StoreError("no Maven is found, which installs Neo4j: apt install maven, then again")
    aside = f"{folder}.part-{os.getpid()}"
    try:
        _sweep(folder)
        os.makedirs(aside)
        report(f"Maven gets Neo4j {version}, some 120 MB where they are not on this machine yet")
        _by_maven(maven, aside, version, report)
        _check(aside, version)
        write_manifest(aside, version)
        _put(aside, folder)
    except OSError as error:
        step = "make room, or set KG_NEO4J_LIB"
        raise StoreError(f"{error.filename or folder}: {error.strerror or error}: {step}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _by_maven(maven: str, folder: str, version: str, report: Callable[[str], None]) -> None:
    with open(os.path.join(folder, "pom.xml"), "w", encoding="utf-8") as file:
        file.write(_POM.format(version=version))
    log = os.path.join(folder, "maven.log")
    # Maven's option for a pom elsewhere would be -f; standing in the folder avoids names that its script may break on.
    command = [maven, "--batch-mode", "dependency:copy-dependencies", "-DoutputDirectory=lib"]
    begun, said = time.monotonic(), 0
    with open(log, "wb") as out:
        try:
            process = subprocess.Popen(
                command, cwd=folder, env=java_environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
        except OSError as error:
            raise StoreError(f"{maven} cannot be run: {error.strerror}") from error
        with process:
            try:
                while process.poll() is None:
                    waited = time.monotonic() - begun
                    if waited > _LIMIT:
                        raise StoreError(
                            f"Maven is not done after {_LIMIT / 60:.0f} minutes: try again, it goes on from there"
                        )
                    if waited > 15 * (said + 1):
                        said += 1
                        report(f"Maven is at work, {waited:.0f} s")
                    time.sleep(0.1)
            finally:
                if process.poll() is None:
                    process.terminate()
    if process.returncode:
        raise StoreError(f"Maven failed: {_complaint(log)}: check the network and the settings of Maven, then again")


def _complaint(log: str) -> str:
    """The first error that Maven names; the rest of them are hints of where to read more."""
    with open(log, encoding="utf-8", errors="replace") as file:
        lines = [line.strip() for line in file]
    errors = [line.removeprefix("[ERROR]").strip() for line in lines if line.startswith("[ERROR]")]
    return ([line for line in errors if line] or [line for line in lines if line] or ["it said nothing"])[0][:400]


def _check(folder: str, version: str) -> None:
    """Raises StoreError where a jar is damaged, or the server itself is not among them."""
    jars = sizes(folder)
    if f"neo4j-{version}.jar" not in jars:
        raise StoreError(f"Maven copied {len(jars)} jars, but no neo4j-{version}.jar: is there such a version?")
    for name in jars:
        if not zipfile.is_zipfile(os.path.join(folder, "lib", name)):
            raise StoreError(f"{name} is damaged in Maven's own store: delete it there (~/.m2/repository), then again")


def _put(aside: str, folder: str) -> None:
    """Put a whole install in place of whatever was there."""
    old = f"{folder}.old-{os.getpid()}"
    if os.path.lexists(folder):
        os.replace(folder, old)
    os.replace(aside, folder)
    shutil.rmtree(old, ignore_errors=True)


def _sweep(folder: str) -> None:
    """Remove what installs that were killed have left; the lock is held."""
    root, name = os.path.split(folder)
    for entry in os.listdir(root):
        if entry.startswith((f"{name}.part-", f"{name}.old-")):
            shutil.rmtree(os.path.join(root, entry), ignore_errors=True)
