"""A server from its first import to its end, in a folder of a Chinese name with a space, in the locale C."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from kg.errors import StoreError
from kg.server.admin import admin
from kg.server.home import ServerHome
from kg.server.process import alive
from kg.server.run import start, stop
from kg.server.versions import DEFAULT
from tests.cli.process import KG, environment, kg
from tests.neo4j_fixture import need, watched


@pytest.fixture(scope="module")
def own(neo4j_library: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerHome]:
    """A home that no other test file touches."""
    need(DEFAULT)
    with watched(ServerHome(str(tmp_path_factory.mktemp("life") / "法院 图谱"))) as home:
        yield home


def names(home: ServerHome) -> list[str]:
    """The names of the nodes in the database."""
    with GraphDatabase.driver(home.uri, auth=(home.user, home.password)) as driver:
        found = driver.execute_query("MATCH (n:Court) RETURN n.name AS name ORDER BY name", database_="neo4j")
    return [record["name"] for record in found.records]


def test_import_before_the_first_start(own: ServerHome, tmp_path: Path) -> None:
    nodes = tmp_path / "法院 表.csv"
    nodes.write_text("id:ID,name,:LABEL\n1,长春破产法庭,Court\n2,成都互联网法庭,Court\n", "utf-8")
    admin(own, ["database", "import", "full", "neo4j", f"--nodes={nodes}", "--overwrite-destination"], "import")
    assert "IMPORT DONE" in Path(own.logs, "import.log").read_text("utf-8")
    with pytest.raises(StoreError, match=r"neo4j-admin \(import\) failed: .*import\.log") as error:
        admin(own, ["database", "import", "full", "neo4j", f"--nodes={nodes}x", "--overwrite-destination"], "import")
    assert "\n" not in str(error.value)


def test_two_starts_at_once_start_one_server(own: ServerHome) -> None:
    # ASCII is all that the locale C knows.
    command = [*KG, "neo4j", "start", "--home", own.folder, "--heap", "512m", "--pagecache", "128m", "--wait", "300"]
    two = [subprocess.Popen(command, stderr=subprocess.PIPE, env=environment(LC_ALL="C")) for _ in range(2)]
    said = [process.communicate()[1].decode() for process in two]
    assert [process.returncode for process in two] == [0, 0], said
    assert sorted("already running" in text for text in said) == [False, True]
    assert names(own) == ["成都互联网法庭", "长春破产法庭"]
    assert (own.settings.heap, own.settings.pagecache) == (512, 128)


def test_killed_server_recovers(own: ServerHome) -> None:
    start(own, wait=300, heap=512, pagecache=128)
    process = own.process
    assert process
    with GraphDatabase.driver(own.uri, auth=(own.user, own.password)) as driver:
        driver.execute_query("CREATE (:Court {name: $name})", name="上海金融法院", database_="neo4j")
        os.kill(process.pid, signal.SIGKILL)
    while alive(process):
        time.sleep(0.01)
    assert kg("neo4j", "status", "--home", own.folder, LC_ALL="C").returncode == 1
    assert start(own, wait=300)
    assert "上海金融法院" in names(own)
    assert own.process != process


def test_stop_and_stop_again(own: ServerHome) -> None:
    start(own, wait=300, heap=512, pagecache=128)
    for said in ("is stopped", "was not running"):
        done = kg("neo4j", "stop", "--home", own.folder, LC_ALL="C")
        assert (done.returncode, done.stderr.decode()) == (0, f"kg: the Neo4j in {own.folder} {said}\n")
    assert not own.running
    assert not stop(own)
    done = kg("neo4j", "status", "--home", own.folder, LC_ALL="C")
    assert (done.returncode, "state\tstopped" in done.stdout.decode()) == (1, True)


def test_damaged_database_is_told(own: ServerHome) -> None:
    stop(own)
    store = Path(own.at("data", "databases", "neo4j", "neostore"))
    whole = store.read_bytes()
    store.write_bytes(bytes(len(whole)))
    with pytest.raises(StoreError, match=r"its database does not start: .*debug\.log; the mirror can be made anew"):
        start(own, wait=300)
    stop(own)
    store.write_bytes(whole)
