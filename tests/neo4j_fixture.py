"""One Neo4j for all tests of a run: installed once for all runs, started in a folder of its own, never left behind."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from neo4j import Driver, GraphDatabase
from platformdirs import user_cache_dir

from kg.errors import StoreError
from kg.mirror.connect import Connection, Target
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.server.home import ServerHome
from kg.server.install import install
from kg.server.java import find_java
from kg.server.library import flaw, library
from kg.server.run import start, stop
from kg.server.versions import DEFAULT
from kg.store.reader import Reader

# Ends the server when its standard input ends, which is when the process of the tests has ended, however it did.
_WATCH = r"""cat >/dev/null; kill -9 $(sed -n 's/.*"pid": *\([0-9]*\).*/\1/p' "$0/server.pid")"""


@contextmanager
def watched(home: ServerHome) -> Iterator[ServerHome]:
    """Let no server in this home outlive the block, not even where the tests are killed."""
    with subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, home.folder],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as watch:
        try:
            yield home
        finally:
            stop(home)
            watch.kill()


def _missing(version: str) -> str:
    """Why there can be no server on this machine; empty where there can."""
    try:
        find_java(version)
    except StoreError as error:
        return str(error)
    return "no Maven is found" if flaw(library(version)) and not shutil.which("mvn") else ""


def need(version: str) -> None:
    """Install a version; skip the tests where Java or Maven is missing, but fail where ``CI`` is set."""
    missing = _missing(version)
    if missing and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    install(version)


@pytest.fixture(scope="session")
def neo4j_library() -> Iterator[str]:
    """Where the tests keep Neo4j's programs from one run to the next: ``KG_NEO4J_LIB``, else the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        place = os.environ.get("KG_NEO4J_LIB") or os.path.join(user_cache_dir("courtgraph", False), "neo4j-lib")
        patch.setenv("KG_NEO4J_LIB", place)
        yield place


@pytest.fixture(scope="session")
def neo4j_server(neo4j_library: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerHome]:
    """A Neo4j that runs; it is the default one (``KG_NEO4J_HOME``) as long as the tests last."""
    need(DEFAULT)
    folder = tmp_path_factory.mktemp("neo4j")
    with pytest.MonkeyPatch.context() as patch, watched(ServerHome(str(folder / "home"))) as home:
        patch.setenv("KG_NEO4J_HOME", home.folder)
        # What is best for a life of minutes beside the tests: a sixth less processor time, measured over the mirror's.
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        start(home, wait=300)
        patch.delenv("JAVA_TOOL_OPTIONS")
        yield home
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def neo4j_target(neo4j_server: ServerHome) -> Target:
    """The server of the tests, running; a module that asks for it may delete all that the database holds."""
    start(neo4j_server, wait=300)  # a test may have ended it
    return Target(neo4j_server.uri, neo4j_server.user, neo4j_server.password)


@pytest.fixture(scope="module")
def neo4j_seeds(neo4j_target: Target, graph_dir: str) -> Iterator[Connection]:
    """A mirror of the packaged seeds, to be read only."""
    with Connection(neo4j_target) as connection:
        empty(connection.driver)
        reader = Reader(graph_dir)
        sync(connection, Source(reader), lambda *_: None)
        reader.close()
        yield connection


def empty(driver: Driver) -> None:
    """Delete all nodes and relationships, all constraints, and all indexes but those that every database has."""

    def names(query: str) -> list[str]:
        return [row["name"] for row in driver.execute_query(query, database_="neo4j").records]

    for name in names("SHOW CONSTRAINTS YIELD name"):
        driver.execute_query(f"DROP CONSTRAINT `{name}`", database_="neo4j")
    for name in names("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
        driver.execute_query(f"DROP INDEX `{name}`", database_="neo4j")
    with driver.session(database="neo4j") as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


@pytest.fixture
def clean_database(neo4j_server: ServerHome) -> Iterator[Driver]:
    """A driver for the server of the tests, whose database is empty."""
    start(neo4j_server, wait=300)  # a test may have ended it
    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        empty(driver)
        yield driver
