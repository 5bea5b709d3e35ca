"""A fresh Neo4j for every variant of the mirror benchmark: a home of its own, the same memory for all.

Java is slow in its first seconds. Each server that is handed out has done the same small work before, and holds
nothing of it, so that no ratio is better only because the loop has paid for that.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from kg.mirror.connect import Connection, Target
from kg.server.home import ServerHome
from kg.server.install import install
from kg.server.run import start, stop
from kg.server.versions import DEFAULT

HEAP, PAGECACHE = 1024, 512  # MB: what kg neo4j start gives it
_WARM, _BATCH = 20_000, 5_000  # nodes, and as many relationships
_CONSTRAINTS = (
    "CREATE CONSTRAINT warm_node FOR (n:Warm) REQUIRE n.k IS UNIQUE",
    "CREATE CONSTRAINT warm_edge FOR ()-[r:WARM]-() REQUIRE r.k IS UNIQUE",
)
_MATCH = "MATCH (a:Warm {k: row.k}) MATCH (b:Warm {k: row.k})"
_WORK = (
    "UNWIND $rows AS row CREATE (n:Warm) SET n = row",
    f"UNWIND $rows AS row {_MATCH} CREATE (a)-[:WARM {{k: row.k, t: row.t}}]->(b)",
    "UNWIND $rows AS row MATCH (a:Warm {k: row.k}) DETACH DELETE a",
)


def ready() -> None:
    """Have the programs in place, as ``kg neo4j install`` leaves them."""
    install(DEFAULT, report=print)


@contextmanager
def fresh(folder: str, *, running: bool = True) -> Iterator[ServerHome]:
    """An empty database in a new home, which goes with the server at the end; or a home that is stopped."""
    shutil.rmtree(folder, ignore_errors=True)
    home = ServerHome(folder)
    home.use(DEFAULT)
    try:
        start(home, heap=HEAP, pagecache=PAGECACHE)
        if running:
            _warm(home)
        else:
            stop(home)
        yield home
    finally:
        stop(home)
        shutil.rmtree(folder, ignore_errors=True)


def connect(home: ServerHome) -> Connection:
    """A connection to a server."""
    return Connection(Target(home.uri, home.user, home.password))


def _warm(home: ServerHome) -> None:
    """Write, read and delete some nodes and relationships."""
    with connect(home) as connection:
        connection.schema(_CONSTRAINTS)
        for query in _WORK:
            for at in range(0, _WARM, _BATCH):
                rows = [{"k": f"第{n}号", "t": [f"{n}", "法院"]} for n in range(at, at + _BATCH)]
                connection.write(query, {"rows": rows})
            list(connection.rows("MATCH (n:Warm) RETURN n.k, labels(n), properties(n)"))
        connection.schema([f"DROP CONSTRAINT {statement.split()[2]}" for statement in _CONSTRAINTS])


def environment(home: ServerHome) -> dict[str, str]:
    """What tells a child which Neo4j is meant."""
    return {"NEO4J_URI": home.uri, "NEO4J_USERNAME": home.user, "NEO4J_PASSWORD": home.password}
