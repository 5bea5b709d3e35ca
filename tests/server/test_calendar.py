"""A Neo4j by the calendar, where there is a Java for it and Maven has it at hand."""

import os
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from kg.errors import StoreError
from kg.server.home import ServerHome
from kg.server.install import install
from kg.server.java import find_java
from kg.server.library import flaw, library
from kg.server.run import start
from tests.neo4j_fixture import watched
from tests.server.test_server import LISTENS, sockets

VERSION = "2026.08.1"
REPORTS = ["dbms.usage_report.enabled", "dbms.fleet_manager.enabled", "server.fleet_discovery.enabled"]


def test_calendar_version_starts_too(neo4j_library: str, tmp_path: Path) -> None:
    try:
        find_java(VERSION)
    except StoreError as error:
        pytest.skip(str(error))
    stored = Path.home() / ".m2" / "repository" / "org" / "neo4j" / "neo4j" / VERSION
    if flaw(library(VERSION)) and not stored.exists() and "KG_TEST_NEO4J" not in os.environ:
        pytest.skip(f"Neo4j {VERSION} is not on this machine: KG_TEST_NEO4J=1 lets Maven get it")
    install(VERSION)
    with watched(ServerHome(str(tmp_path / "新 home"))) as home:
        home.use(VERSION)
        assert start(home, wait=300, heap=512, pagecache=128)
        with GraphDatabase.driver(home.uri, auth=(home.user, home.password)) as driver:
            query = "CALL dbms.components() YIELD name, versions RETURN versions[0] AS version ORDER BY name"
            found = [record["version"] for record in driver.execute_query(query, database_="neo4j").records]
            query = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN value"
            off = driver.execute_query(query, names=REPORTS, database_="neo4j").records
        assert VERSION in found
        assert [record["value"] for record in off] == ["false"] * len(REPORTS)
        assert home.process
        own = sockets(home.process.pid)
        assert [int(port, 16) for _, _, port, state in own if state == LISTENS] == [home.port]
        assert not [protocol for protocol, *_ in own if protocol.startswith("udp")]
