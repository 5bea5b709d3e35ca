"""A rehearsal: start and stop the server once, so that Java keeps the classes for quicker starts."""

import os
import tempfile
from collections.abc import Callable

from kg.errors import KgError
from kg.server.home import ServerHome
from kg.server.java import find_java
from kg.server.jvm import archive
from kg.server.library import require
from kg.server.run import start, stop

_WAIT = 300.0
# What the first user would wait for: a constraint, an index, writing and reading.
_QUERIES = (
    "CREATE CONSTRAINT FOR (n:N) REQUIRE n.k IS UNIQUE",
    "CREATE FULLTEXT INDEX FOR (n:N) ON EACH [n.t] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
    "UNWIND range(1, 50) AS i CREATE (n:N {k: i, t: '法院'})",
    "UNWIND range(2, 50) AS i MATCH (a:N {k: i}), (b:N {k: 1}) MERGE (a)-[r:R {s: i}]->(b) SET r.p = ['x']",
    "MATCH (a)-[r]->(b) WHERE a.k > 2 RETURN labels(a) AS l, type(r) AS t, count(*) AS c ORDER BY c DESC",
    "MATCH (n:N) DETACH DELETE n",
)


def rehearse(version: str, *, report: Callable[[str], None] = lambda _message: None) -> bool:
    """Make the archive of classes for a version and the Java that it would run on; returns whether it is there.

    It only saves time: where it cannot be made, that is a note and no error.
    """
    try:
        folder, java = require(version), find_java(version)
        wanted = archive(folder, java)
        if os.path.isfile(wanted):
            return True
        report("a rehearsal, so that later starts are quicker")
        with tempfile.TemporaryDirectory(prefix="kg-neo4j-") as name:
            made = os.path.join(folder, f"classes.part-{os.getpid()}")
            _once(ServerHome(os.path.join(name, "home")), version, f"-XX:ArchiveClassesAtExit={made}")
        os.replace(made, wanted)
    except (KgError, OSError) as error:
        report(f"no quicker starts: {error}")
        return False
    return True


def _once(home: ServerHome, version: str, flag: str) -> None:
    home.use(version)
    try:
        start(home, wait=_WAIT, heap=256, pagecache=64, flags=[flag])
        _ask(home)
    finally:
        stop(home, wait=_WAIT)  # the archive is written at the end of the process


def _ask(home: ServerHome) -> None:
    try:
        from neo4j import GraphDatabase
        from neo4j.exceptions import Neo4jError
    except ModuleNotFoundError:
        return
    with GraphDatabase.driver(home.uri, auth=(home.user, home.password)) as driver:
        for query in _QUERIES:
            try:
                driver.execute_query(query, database_="neo4j")
            except Neo4jError:  # another version may word it otherwise
                continue
