"""The server of the tests as it runs: who can reach it, with which password, and what the verbs say of it."""

import json
import os
import stat
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError

from kg.errors import StoreError
from kg.server.admin import admin
from kg.server.home import ServerHome, local_connection
from kg.server.run import start
from tests.cli.process import kg

LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}  # 127.0.0.1, also as IPv6 writes it
LISTENS = "0A"


def sockets(pid: int) -> list[list[str]]:
    """The network sockets of a process: protocol, address, port, state (proc_pid_net(5))."""
    own = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            own.add(os.readlink(entry))
        except FileNotFoundError:
            continue
    found = []
    for protocol in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{protocol}").read_text("ascii").splitlines()[1:]:
            fields = line.split()
            if f"socket:[{fields[9]}]" in own:
                found.append([protocol, *fields[1].split(":"), fields[3]])
    return found


def test_only_bolt_listens_and_only_to_this_machine(neo4j_server: ServerHome) -> None:
    assert neo4j_server.process
    found = sockets(neo4j_server.process.pid)
    assert [int(port, 16) for _, _, port, state in found if state == LISTENS] == [neo4j_server.port]
    assert {address for _, address, _, _ in found} <= LOOPBACK
    assert not [protocol for protocol, *_ in found if protocol.startswith("udp")]


def test_password_is_wanted_and_only_the_owner_can_read_it(neo4j_server: ServerHome, clean_database: Driver) -> None:
    mode = os.stat(neo4j_server.password_file).st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert len(neo4j_server.password) >= 32
    assert not os.path.exists(neo4j_server.at("arguments"))
    assert clean_database.execute_query("RETURN 1 AS one", database_="neo4j").records[0]["one"] == 1
    for wrong in ("neo4j", neo4j_server.password[:-1]):
        with GraphDatabase.driver(neo4j_server.uri, auth=("neo4j", wrong)) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()


def test_nothing_is_reported_to_anybody(clean_database: Driver) -> None:
    query = "SHOW SETTINGS YIELD name, value WHERE name = 'dbms.usage_report.enabled' RETURN value"
    assert clean_database.execute_query(query, database_="neo4j").records[0]["value"] == "false"


def test_status_tells_all_but_the_password(neo4j_server: ServerHome) -> None:
    done = kg("neo4j", "status", "--home", neo4j_server.folder, "--format", "json")
    rows = {row["name"]: row["value"] for row in json.loads(done.stdout)}
    assert done.returncode == 0
    assert rows["state"] == "running"
    assert (rows["uri"], rows["user"], rows["home"]) == (neo4j_server.uri, "neo4j", neo4j_server.folder)
    assert neo4j_server.password.encode() not in done.stdout
    shown = kg("neo4j", "status", "--home", neo4j_server.folder, "--show-password", "--format", "tsv")
    assert f"password\t{neo4j_server.password}\n" in shown.stdout.decode()


def test_second_start_says_that_it_runs(neo4j_server: ServerHome) -> None:
    before = neo4j_server.process
    done = kg("neo4j", "start", "--home", neo4j_server.folder)
    assert done.returncode == 0
    assert f"is already running at {neo4j_server.uri}" in done.stderr.decode()
    assert not start(neo4j_server)
    assert neo4j_server.process == before


def test_it_is_the_default_connection(neo4j_server: ServerHome) -> None:
    assert local_connection() == (neo4j_server.uri, "neo4j", neo4j_server.password)


def test_tool_is_refused_while_it_runs(neo4j_server: ServerHome) -> None:
    with pytest.raises(StoreError, match="is running: kg neo4j stop"):
        admin(neo4j_server, ["database", "info"], "info")
