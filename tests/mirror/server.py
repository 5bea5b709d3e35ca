"""What the tests of the mirror share: graphs of bare quads, a server that may be killed, a wire that may be cut."""

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.mirror.connect import Connection, Target
from kg.mirror.names import IRI, LOCK, META, RESOURCE, TERM
from kg.mirror.rebuild import write_quads
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.verify import verify
from kg.model.statements import Statement
from kg.server.bolt import answers
from kg.server.config import free_port
from kg.server.java import find_java
from kg.server.jvm import java_environment, jvm
from kg.server.library import require
from kg.server.versions import DEFAULT, entry_class
from kg.store.bulk import BulkLoader
from kg.store.export import write_export
from kg.store.layout import Layout
from kg.store.manifest import Manifest
from kg.store.names_index import build_names
from kg.store.publish import publish, stage
from kg.store.reader import Reader

MANY = bool(os.environ.get("KG_SLOW"))  # as ``make test-all`` asks: more draws where chance decides
KG = [sys.executable, "-m", "kg"]
OURS = f"n:{RESOURCE}|{TERM}"
_CONF = """server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=64m
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
db.tx_log.preallocate=false
"""


def quiet(_stage: str, _count: int) -> None:
    """Take progress and say nothing."""


# ---- graphs ----


def graph_of(folder: str, lines: Iterable[str]) -> Reader:
    """A graph folder of bare quads, without compiler and checks; the lines are canonical N-Quads."""
    layout = Layout(folder)
    with stage(layout) as place:
        loader = BulkLoader(place)
        statements = [statement(line) for line in dict.fromkeys(lines)]
        loader.add(statements)
        loader.finish()
        loader.store.flush()
        loader.close()
        manifest = Manifest(digest=loader.digest.hex(), statements=len(statements))
        del loader.store
        build_names(place, iter(()))
        manifest.write(place)
        publish(layout, place, manifest.digest)
    return Reader(folder)


def statement(line: str) -> Statement:
    """A line of canonical N-Quads as the statement of a build."""
    subject, predicate, rest = line.rstrip("\n").removesuffix(" .").split(" ", 2)
    term, graph = rest.rsplit(" ", 1)
    return Statement(subject, predicate, term, graph, 0)


def quads(reader: Reader) -> list[str]:
    """The lines of a graph's N-Quads, sorted."""
    return exported(reader).decode().split("\n")[:-1]


def exported(reader: Reader) -> bytes:
    """What ``kg export --format nquads`` writes."""
    out = io.BytesIO()
    write_export(reader.store, "nquads", out)
    return out.getvalue()


def mirrored(connection: Connection) -> bytes:
    """What ``kg mirror export`` writes."""
    out = io.BytesIO()
    write_quads(connection, out)
    return out.getvalue()


def check_equal(connection: Connection, reader: Reader) -> None:
    """The mirror is the graph: verified, exported to the same bytes, and nothing is left to write."""
    source = Source(reader)
    proof = verify(connection, source)
    assert proof.faults == []
    assert proof.equal
    assert mirrored(connection) == exported(reader)
    assert sync(connection, source, quiet).writes == 0


# ---- what stands in a database ----


def dump(connection: Connection, *, foreign: bool = False) -> list[str]:
    """All nodes and relationships as texts, sorted; or those alone that the mirror does not call its own."""
    ours = f"((n:{RESOURCE} OR n:{TERM}) AND n.{IRI} IS NOT NULL) OR n:{META} OR n:{LOCK}"
    nodes = f"MATCH (n) {f'WHERE NOT ({ours})' if foreign else ''} RETURN elementId(n), labels(n), properties(n)"
    edges = "MATCH (n)-[r]->(m) RETURN elementId(r), elementId(n), type(r), elementId(m), properties(r)"
    if foreign:
        other = ours.replace("n:", "m:").replace("n.", "m.")
        edges = edges.replace(" RETURN", f" WHERE NOT ({ours}) OR NOT ({other}) RETURN")
    rows = [list(row) for query in (nodes, edges) for row in connection.rows(query)]
    return sorted(repr([sorted(v.items()) if isinstance(v, dict) else v for v in row]) for row in rows)


def state(connection: Connection) -> tuple[list[str], str]:
    """All that a write would change: nodes, relationships, schema, and the last transaction that was committed."""
    schema = [
        f"{list(row)}"
        for what in ("INDEXES", "CONSTRAINTS")
        for row in connection.rows(
            f"SHOW {what} YIELD name, type, labelsOrTypes, properties RETURN name, type, labelsOrTypes, properties"
        )
    ]
    return dump(connection) + sorted(schema), bookmark(connection)


def bookmark(connection: Connection) -> str:
    """Names the last transaction that was committed: every write and every change of the schema makes another."""
    with connection.driver.session(database=connection.database, default_access_mode="READ") as session:
        session.run("RETURN 1").consume()
        return "".join(session.last_bookmarks().raw_values)


def empty(connection: Connection) -> None:
    """Delete all that the database holds; constraints and indexes stay."""
    connection.write("MATCH (n) DETACH DELETE n")


# ---- the command line ----


def environment(target: Target, **more: str) -> dict[str, str]:
    """The environment in which ``kg`` finds a server."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
    return env | {"NEO4J_URI": target.uri, "NEO4J_USERNAME": target.user, "NEO4J_PASSWORD": target.password} | more


def kg(target: Target, *args: str, timeout: float = 120) -> "subprocess.CompletedProcess[str]":
    """Run the command line against a server."""
    return subprocess.run(
        [*KG, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(target),
        timeout=timeout,
        check=False,
    )


def one_line(done: "subprocess.CompletedProcess[str]", code: int = 4) -> str:
    """The one line that a verb ended with; it says what is wrong, and nothing else is written."""
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("kg: ")
    assert done.stdout == ""
    return lines[0]


# ---- a server of a test's own ----


class Server:
    """A Neo4j in a folder that a test may stop, kill and start again, with settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.target = Target(f"bolt://127.0.0.1:{self.port}", "", "")
        self._child: subprocess.Popen[bytes] | None = None

    def java(self, *args: str, heap: int = 300) -> list[str]:
        """A command line of Neo4j's programs, with the compiler that is best for a life of seconds."""
        program, *rest = jvm(find_java(DEFAULT), require(DEFAULT), heap)
        return [program, "-XX:TieredStopAtLevel=1", *rest, *args]

    def start(self, **settings: str) -> None:
        """Start, and wait until it answers; ``settings`` are those of ``neo4j.conf``, with ``__`` for a point."""
        self._configure(settings)
        places = [f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}", "--console-mode"]
        with open(self.folder / "console.log", "ab") as log:
            self._child = subprocess.Popen(
                self.java(entry_class(DEFAULT), *places),
                cwd=require(DEFAULT),
                env=java_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + 120
        while not answers("127.0.0.1", self.port):
            assert self._child.poll() is None, (self.folder / "console.log").read_text(encoding="utf-8")[-2000:]
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)

    def _configure(self, settings: Mapping[str, str]) -> None:
        (self.folder / "conf").mkdir(parents=True, exist_ok=True)
        lines = {"dbms__security__auth_enabled": "false", **settings}
        text = _CONF.format(port=self.port) + "".join(f"{k.replace('__', '.')}={v}\n" for k, v in lines.items())
        (self.folder / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")

    def end(self, number: int = signal.SIGTERM) -> None:
        """Stop or kill it."""
        if self._child:
            self._child.send_signal(number)
            self._child.wait()
            self._child = None

    def admin(self, *args: str) -> None:
        """Run ``neo4j-admin`` on the server, which is stopped."""
        self._configure({})
        env = java_environment(NEO4J_HOME=str(self.folder), NEO4J_CONF=str(self.folder / "conf"))
        done = subprocess.run(
            self.java("org.neo4j.cli.AdminTool", *args), cwd=require(DEFAULT), env=env, capture_output=True, check=False
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode()[-2000:]

    def connect(self) -> Connection:
        """Connect as soon as the database is there: Bolt answers a little earlier."""
        until = time.monotonic() + 60
        while True:
            connection = Connection(self.target)
            try:
                list(connection.rows("RETURN 1"))
            except Exception:
                connection.close()
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return connection


@contextmanager
def a_server(folder: Path, *, start: bool = True, **settings: str) -> Iterator[Server]:
    """A server for a while."""
    server = Server(folder)
    try:
        if start:
            server.start(**settings)
        yield server
    finally:
        server.end(signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


# ---- a wire that may be cut ----


class Wire:
    """Forwards a port to a server, and cuts all connections when so many bytes have gone in one direction."""

    def __init__(self, target: Target) -> None:
        self._to = ("127.0.0.1", int(target.uri.rpartition(":")[2]))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.target = target._replace(uri=f"bolt://127.0.0.1:{self._listener.getsockname()[1]}")
        self.limits: dict[str, int] = {}
        self.cuts = 0
        self.last = False  # whether nobody may connect after a cut
        self.seen = {"up": 0, "down": 0}
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, direction: str = "", count: int = 0) -> None:
        """Cut after so many bytes ``up`` (to the server) or ``down``; no direction: never."""
        self.seen = {"up": 0, "down": 0}
        self.limits = {direction: count} if direction else {}

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._to)
            except OSError:
                client.close()
                continue
            self._open |= {client, server}
            threading.Thread(target=self._pump, args=(client, server, "up"), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, "down"), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket, direction: str) -> None:
        try:
            while data := one.recv(4096):
                self.seen[direction] += len(data)
                if self.seen[direction] > self.limits.get(direction, 1 << 60):
                    self.cuts += 1
                    self.limits = {}
                    if self.last:
                        self.close()
                    break
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            self._open.discard(end)
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
