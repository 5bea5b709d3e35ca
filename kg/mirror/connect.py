"""The way to a Neo4j: where it is, and the few kinds of calls that the mirror makes."""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from kg.errors import StoreError, UsageError
from kg.mirror.errors import told

if TYPE_CHECKING:
    import neo4j


_UNHEARD = logging.NullHandler()
_SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})
FETCH = 5_000  # records that the server sends at a time


class Target(NamedTuple):
    """Which Neo4j, and as whom; ``database`` empty: the user's own."""

    uri: str
    user: str
    password: str
    database: str = ""


def find_target(uri: str = "", user: str = "", password: str = "", database: str = "") -> Target:
    """The Neo4j that is meant: by what is given, else ``NEO4J_URI`` and its like, else the one of ours that runs.

    Raises StoreError where there is none.
    """
    uri = uri or os.environ.get("NEO4J_URI", "")
    database = database or os.environ.get("NEO4J_DATABASE", "")
    if uri:
        user = user or os.environ.get("NEO4J_USERNAME", "neo4j")
        return Target(uri, user, password or os.environ.get("NEO4J_PASSWORD", ""), database)
    from kg.server.home import local_connection

    ours = local_connection()
    if ours is None:
        raise StoreError("no Neo4j is known: start one with: kg neo4j start, or give --uri, --user and --password")
    return Target(*ours, database)


class Connection:
    """A Neo4j that answers. Reads stream; writes are transactions that are tried again where that is right."""

    def __init__(self, target: Target) -> None:
        """Connect; StoreError where nobody answers or the password is wrong, UsageError where the address is none."""
        from neo4j import GraphDatabase

        # The driver logs what it tries again; without anybody who wants to know, Python would put that on stderr.
        logging.getLogger("neo4j").addHandler(_UNHEARD)
        self.where = target.uri
        self.database = target.database or None
        # The driver knows a scheme more, http, which cannot do what we need.
        if target.uri.partition("://")[0] not in _SCHEMES:
            raise UsageError(f"{target.uri}: no address of a Neo4j: give one such as bolt://127.0.0.1:7687")
        auth = (target.user, target.password) if target.user else None
        # Hints of the planner are for people who tune queries, not for those who read our notes.
        with told(self.where), ExitStack() as stack:
            self.driver = GraphDatabase.driver(
                target.uri, auth=auth, notifications_min_severity="OFF", user_agent="courtgraph", connection_timeout=10
            )
            stack.enter_context(self.driver)
            try:
                self.driver.verify_connectivity()
            except ValueError as error:  # such as a port that is no number
                raise UsageError(f"{target.uri}: {' '.join(str(error).split())}") from error
            stack.pop_all()  # it stays open, since it answers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self.driver.close()

    def rows(
        self, query: str, params: Mapping[str, object] | None = None, timeout: float | None = None
    ) -> "Iterator[neo4j.Record]":
        """The records of a reading query, as they come; TimeLimit where it takes longer than ``timeout`` seconds."""
        import neo4j

        with (
            told(self.where),
            self.driver.session(database=self.database, default_access_mode="READ", fetch_size=FETCH) as session,
        ):
            yield from session.run(neo4j.Query(query, timeout=timeout), dict(params or {}))

    def write(self, query: str, params: Mapping[str, object] | None = None) -> "neo4j.SummaryCounters":
        """Run a writing query in a transaction of its own; what it changed, by the server's own counters."""
        import neo4j

        with told(self.where):
            summary = self.driver.execute_query(
                query,
                dict(params or {}),
                database_=self.database,
                result_transformer_=neo4j.Result.consume,
            )
        return summary.counters

    def schema(self, statements: Sequence[str]) -> None:
        """Run statements that change the schema, in one transaction: all of them, or none."""
        with (
            told(self.where),
            self.driver.session(database=self.database) as session,
            session.begin_transaction() as transaction,
        ):
            for statement in statements:
                transaction.run(statement).consume()
            transaction.commit()
