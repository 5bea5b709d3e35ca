"""Clients and servers killed in the middle of a sync, a server that may not write, and one whose disk is full.

Whatever it was, a sync that is run again brings the database to what the graph says, with nothing lost or doubled.
``KG_SLOW=1`` (``make test-all``) kills twice as often.
"""

import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.mirror.connect import Connection, Target
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.verify import verify
from kg.server.versions import DEFAULT
from kg.store.reader import Reader
from tests.mirror.server import MANY, Server, a_server, bookmark, check_equal, kg, one_line, quiet, state
from tests.mirror.turns import folder_of, recover, start, wait_for_lock
from tests.neo4j_fixture import need

CLIENT_KILLS, SERVER_KILLS = (100, 20) if MANY else (50, 10)


@pytest.fixture(scope="module")
def own(neo4j_library: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of these tests' own, which may be killed."""
    need(DEFAULT)
    with a_server(tmp_path_factory.mktemp("own") / "neo4j") as server:
        yield server


@pytest.fixture
def database(own: Server) -> Iterator[Connection]:
    """That server, connected."""
    with own.connect() as connection:
        yield connection


class Moments:
    """When to kill: from shortly before a sync begins to work until it has ended, spread over all of that.

    How long a sync takes is learnt on the way: a server becomes faster as it goes on, and machines have other work.
    """

    def __init__(self, target: Target, connection: Connection, readers: list[Reader], count: int) -> None:
        for reader in readers:  # the constraints, and the server's own warming up
            sync(connection, Source(reader), quiet)
        connection.write("MATCH (n) DETACH DELETE n")
        self._whole = {first: _seconds(target, readers[not first]) for first in (True, False)}
        self._idle = 0.9 * min(_seconds(target, readers[1], "--trust") for _ in range(2))
        self._chance = random.Random(count)
        # Each part of the time has its turn, in an order by chance.
        self._points = self._chance.sample(range(count), count)
        self._count = count

    def wait(self, *, first: bool) -> None:
        """Sleep until the next moment."""
        self._share = (self._points.pop() + self._chance.random()) / self._count
        time.sleep(self._idle + self._work(first) * self._share)

    def learn(self, *, first: bool, late: bool) -> None:
        """Whether the last moment was too late: the sync had done all."""
        if late or self._share > 0.9:
            self._whole[first] = self._idle + self._work(first) * (0.8 if late else 1.2)

    def _work(self, first: bool) -> float:
        return max(self._whole[first] - self._idle, 0.1)


def _seconds(target: Target, reader: Reader, *more: str) -> float:
    began = time.perf_counter()
    with start(target, reader, *more) as child:
        _, error = child.communicate()
    assert child.returncode == 0, error
    return time.perf_counter() - began


def test_the_client_killed_at_many_points(own: Server, database: Connection, turns: list[Reader]) -> None:
    moments, seen = Moments(own.target, database, turns, CLIENT_KILLS), Counter[str]()
    for point in range(CLIENT_KILLS):
        reader, first = turns[point % 3], point % 2 == 0
        if first:
            database.write("MATCH (n) DETACH DELETE n")
        before = bookmark(database)
        child = start(own.target, reader)
        moments.wait(first=first)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        wait_for_lock(database)
        found = left(database, reader, bookmark(database) != before)
        seen[found] += 1
        moments.learn(first=first, late=found == "all")
        recover(database, reader)
    check_equal(database, turns[(CLIENT_KILLS - 1) % 3])
    print("killed clients left:", dict(seen))  # noqa: T201 (shown with -rP)
    # Two in five as a rule; on a machine with other work the moments are learnt badly, and fewer fall in between.
    assert seen["half"] >= max(2, CLIENT_KILLS // 16), seen


def left(connection: Connection, reader: Reader, written: bool) -> str:
    """What somebody who was killed has left behind: all, half or nothing of it."""
    rows = list(connection.rows("MATCH (m:CourtGraphMirror) RETURN m.state, m.digest"))
    if [tuple(row) for row in rows] == [("complete", reader.manifest.digest)]:
        return "all"
    return "half" if written else "nothing"


def test_the_server_killed_at_many_points(own: Server, turns: list[Reader]) -> None:
    with own.connect() as connection:
        moments = Moments(own.target, connection, turns, SERVER_KILLS)
    seen = Counter[str]()
    for point in range(SERVER_KILLS):
        reader, first = turns[point % 3], point % 2 == 0
        if first:
            with own.connect() as connection:
                connection.write("MATCH (n) DETACH DELETE n")
        child = start(own.target, reader)
        moments.wait(first=first)
        ended = child.poll() is not None
        moments.learn(first=first, late=ended)
        own.end(signal.SIGKILL)
        own.start()
        out, error = child.communicate(timeout=120)
        seen["had ended" if ended else "told" if child.returncode else "went on"] += 1
        (told,) = error.decode().splitlines()
        assert told.startswith("kg: ")
        if child.returncode:
            assert (child.returncode, out) == (4, b"")
            assert own.target.uri in told
        with own.connect() as connection:
            wait_for_lock(connection)
            recover(connection, reader)
    print("clients of killed servers:", dict(seen))  # noqa: T201
    assert seen["told"] + seen["went on"] >= max(1, SERVER_KILLS // 5), seen


def test_a_database_that_is_read_only(own: Server, turns: list[Reader]) -> None:
    with own.connect() as connection:
        sync(connection, Source(turns[0]), quiet)
    own.end()
    own.start(server__databases__default_to_read_only="true")
    with own.connect() as connection:
        before = state(connection)
        assert verify(connection, Source(turns[0])).equal
        for args in (("sync", "--graph", folder_of(turns[1])), ("clear", "--yes")):
            assert "this database is read-only" in one_line(kg(own.target, "mirror", *args))
        planned = kg(own.target, "mirror", "plan", "--graph", folder_of(turns[1]))
        assert (planned.returncode, planned.stderr) == (0, "")
        assert kg(own.target, "mirror", "verify", "--graph", folder_of(turns[0])).returncode == 0
        assert state(connection) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 60 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a tmpfs cannot be mounted here (needs root): the full-disk test is skipped")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full(neo4j_library: str, small_disk: Path, turns: list[Reader], tmp_path: Path) -> None:
    need(DEFAULT)
    with a_server(small_disk / "neo4j") as server:
        with server.connect() as connection:
            sync(connection, Source(turns[0]), quiet)
        ballast = small_disk / "ballast"
        with open(ballast, "wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(1 << 16)):
                pass
        line = ""
        for turn in (1, 2, 0, 1, 2, 0):
            done = kg(server.target, "mirror", "sync", "--graph", folder_of(turns[turn]))
            if done.returncode:
                line = one_line(done)
                break
        assert "its disk is full" in line
        ballast.unlink()
        server.end(signal.SIGKILL)
        server.start()
        with server.connect() as connection:
            wait_for_lock(connection)
            recover(connection, turns[1])
