"""What may go wrong during a sync: a wire that is cut, others at work, names that are Cypher.

Whatever it was, a sync that is run again brings the database to what the graph says, with nothing lost or doubled.
"""

import random
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.mirror.connect import Connection, Target
from kg.mirror.meta import locked
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.model.iris import BASE, CG, PREF_LABEL, RDF_TYPE
from kg.store.reader import Reader
from tests.mirror.server import (
    Wire,
    check_equal,
    graph_of,
    kg,
    one_line,
    quiet,
    state,
)
from tests.mirror.turns import folder_of, recover, start, wait_for_lock

# Names that would do harm where a name is not a parameter.
CYPHER = ("甲'}) DETACH DELETE n //", '"', "`", "}", "a\nb\r\n", "$rows", "\\", "`) REMOVE n:Resource //", "\x00")


def test_a_server_that_does_not_come_back_is_one_line(
    database: Connection, turns: list[Reader], neo4j_target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    import neo4j

    driver, wire = neo4j.GraphDatabase.driver, Wire(neo4j_target)
    # As ever, but for two seconds instead of thirty.
    monkeypatch.setattr(neo4j.GraphDatabase, "driver", partial(driver, max_transaction_retry_time=2))
    sync(database, Source(turns[0]), quiet)
    wire.cut_after("down", 300_000)
    wire.last = True
    told = sync_over(wire, turns[1])
    assert "\n" not in told
    assert "no Neo4j answers" in told or "the connection was cut" in told
    wait_for_lock(database)
    recover(database, turns[1])


# ---- a wire that is cut ----


def sync_over(wire: Wire, reader: Reader) -> str:
    """Sync; returns the error, if there was one."""
    try:
        with Connection(wire.target) as connection:
            sync(connection, Source(reader), quiet)
    except StoreError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_connection_cut_in_mid_batch(
    database: Connection, turns: list[Reader], neo4j_target: Target, direction: str
) -> None:
    wire = Wire(neo4j_target)
    try:
        sync(database, Source(turns[0]), quiet)
        with Connection(wire.target) as connection:
            sync(connection, Source(turns[1]), quiet)
        whole = wire.seen[direction]
        seen = Counter[str]()
        for point in range(5):
            reader = turns[(point + 2) % 3]
            wire.cut_after(direction, whole * (2 * point + 1) // 10)
            told = sync_over(wire, reader)
            assert "\n" not in told
            assert not told or "the connection was cut" in told or "no Neo4j answers" in told
            seen["told" if told else "went on"] += 1
            wire.cut_after()
            wait_for_lock(database)
            recover(database, reader)
        assert wire.cuts >= 4, (wire.cuts, seen)
        print(direction, dict(seen))  # noqa: T201
    finally:
        wire.close()


def test_a_connection_cut_is_one_line(database: Connection, turns: list[Reader], neo4j_target: Target) -> None:
    wire = Wire(neo4j_target)
    try:
        sync(database, Source(turns[0]), quiet)
        for verb, args in (("verify", ["--graph", folder_of(turns[0])]), ("export", [])):
            wire.cut_after("down", 60_000)
            assert "the connection was cut" in one_line(kg(wire.target, "mirror", verb, *args))
    finally:
        wire.close()


# ---- others at work ----


def test_a_second_sync_says_so(database: Connection, turns: list[Reader], neo4j_target: Target) -> None:
    with locked(database):
        before = state(database)
        line = one_line(kg(neo4j_target, "mirror", "sync", "--graph", folder_of(turns[0])))
        assert "another sync is at work" in line
        assert state(database) == before
    assert kg(neo4j_target, "mirror", "sync", "--graph", folder_of(turns[0])).returncode == 0
    check_equal(database, turns[0])


def test_two_syncs_at_once_end_equal(database: Connection, turns: list[Reader], neo4j_target: Target) -> None:
    for turn in (0, 1, 2):
        children = [start(neo4j_target, turns[turn]) for _ in range(3)]
        for child in children:
            out, error = child.communicate(timeout=120)
            assert child.returncode in (0, 4), error
            if child.returncode:
                assert out == b""
                assert "another sync is at work" in error.decode()
                assert len(error.decode().splitlines()) == 1
        assert 0 in {child.returncode for child in children}
        check_equal(database, turns[turn])


def test_a_second_writer_is_waited_for(database: Connection, turns: list[Reader], neo4j_target: Target) -> None:
    """Somebody holds locks on what must change, for a while: the sync waits, and ends equal."""
    sync(database, Source(turns[0]), quiet)
    with database.driver.session() as session:
        transaction = session.begin_transaction()
        transaction.run("MATCH (n:Court) SET n.label = 'held'").consume()
        child = start(neo4j_target, turns[1])
        time.sleep(3)
        assert child.poll() is None
        transaction.rollback()
        _, error = child.communicate(timeout=60)
    assert child.returncode == 0, error
    check_equal(database, turns[1])


def test_a_deadlock_with_a_second_writer_is_tried_again(
    database: Connection, turns: list[Reader], neo4j_target: Target
) -> None:
    """Others change the same nodes in the opposite order, again and again, as long as the sync runs."""
    sync(database, Source(turns[0]), quiet)
    stop, deadlocks = threading.Event(), Counter[str]()
    iris = [row[0] for row in database.rows("MATCH (n:Court) RETURN n.iri")]

    def write(seed: int) -> None:
        from neo4j.exceptions import Neo4jError

        chance = random.Random(seed)
        with Connection(neo4j_target) as connection, connection.driver.session() as session:
            while not stop.is_set():
                try:
                    with session.begin_transaction() as transaction:
                        for iri in chance.sample(iris, 12):
                            query = "MATCH (n:Resource {iri: $iri}) SET n.label_en = n.label_en"
                            transaction.run(query, {"iri": iri}).consume()
                            time.sleep(0.005)
                        transaction.commit()
                except Neo4jError as error:
                    deadlocks[str(error.code)] += 1

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(3)]
    for writer in writers:
        writer.start()
    try:
        threading.Timer(4, stop.set).start()
        for turn in (1, 2, 0, 1):
            done = kg(neo4j_target, "mirror", "sync", "--graph", folder_of(turns[turn]))
            if done.returncode:
                assert "another writer holds what is needed" in one_line(done)
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    recover(database, turns[1])


# ---- names that are Cypher ----


def test_names_that_are_cypher_change_nothing_but_text(database: Connection, tmp_path: Path) -> None:
    from kg.model.iris import segment
    from kg.model.statements import literal

    database.write("CREATE (:Note {text: 'mine'})")
    said = []
    for number, name in enumerate(CYPHER):
        subject = f"<{BASE}court/{segment(name)}>"
        graph = f"<{BASE}document/d#char={number},9>"
        said += [
            f"{subject} <{RDF_TYPE}> <{CG}Court> {graph} .",
            f"{subject} <{PREF_LABEL}> {literal(name, language='zh')} {graph} .",
            f"{subject} <{CG}partOf> <{BASE}court/甲> {graph} .",
        ]
    reader = graph_of(str(tmp_path / "graph"), said)
    sync(database, Source(reader), quiet)
    assert {row[0] for row in database.rows("MATCH (n:Court) RETURN n.label")} == {*CYPHER}
    assert len(list(database.rows("MATCH (n:Note) RETURN n"))) == 1
    check_equal(database, reader)
    # And labels and types that somebody else made up.
    for query in (
        "MATCH (n:Court) SET n:`a``b'} ) //`",
        "MATCH (n:Court) SET n.`x``y'}` = 1",
        "MATCH (n:Court) CREATE (n)-[:`T``'})`]->(n)",
    ):
        database.write(query)
        sync(database, Source(reader), quiet)
        check_equal(database, reader)
    assert len(list(database.rows("MATCH ()-[r:`T``'})`]->() RETURN r"))) == len(CYPHER)
    reader.close()
