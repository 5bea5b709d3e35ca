"""Cypher from outside: what may be asked, with which parameters, and the rows of the answer.

A query is planned before it is run, and what its plan would do decides whether it is: Neo4j says itself whether a plan
reads, writes, changes the schema or the server. Then it runs in a transaction for reading with a time limit, in which
the server refuses to write, whatever the plan said.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import StoreError, UsageError
from kg.lookup.named import NamedRows, Shown
from kg.mirror.connect import Connection
from kg.mirror.errors import told
from kg.store.ask import TIMEOUT

if TYPE_CHECKING:
    from neo4j import ResultSummary
    from neo4j.exceptions import Neo4jError

LARGEST = 1_000_000  # rows of an answer
LONGEST = 1_000_000.0  # seconds
_KINDS = {
    "w": "the query writes: ask with MATCH … RETURN",
    "rw": "the query writes: ask with MATCH … RETURN",
    "s": "the query is for the schema or the administration of the server: ask with MATCH … RETURN",
}
# Operators of plans that only read, says the server, and still do more than to read this graph.
_OPERATORS = {
    "LoadCSV": "no LOAD CSV here: the graph is asked alone, and no file or other machine",
    "TerminateTransactions": "the query ends transactions of others: ask with MATCH … RETURN",
}
_EXPLAIN = "EXPLAIN\n"  # on a line of its own, so that columns stay as they are
_PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)[\s\S]*$")
_EXPECTED = re.compile(r"[:,] expected\b.*", re.DOTALL)


class CypherRows(NamedTuple):
    """The answer to a query: its columns, and rows of values as the driver gives them."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


def read_params(pairs: Mapping[str, str]) -> dict[str, object]:
    """Parameters from texts: what is JSON (``2022``, ``[1, 2]``, ``"2022"``, ``true``) is that, all else a text.

    Raises UsageError for a whole number that takes more than 64 bits.
    """
    return {name: _value(name, text) for name, text in pairs.items()}


def _value(name: str, text: str) -> object:
    try:
        value: object = json.loads(text, parse_constant=_no_json)
    except (ValueError, RecursionError):
        return text
    _check_whole(name, value)
    return value


def _no_json(name: str) -> object:
    raise ValueError(name)


def _check_whole(name: str, value: object) -> None:
    if isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 63:
            raise UsageError(f"{name}: a whole number takes at most 64 bits: give it in quotes, as a text")
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            _check_whole(name, item)


def ask(
    connection: Connection, query: str, params: Mapping[str, object] | None = None, timeout: float = TIMEOUT
) -> CypherRows:
    """Ask a query that only reads; ``timeout`` in seconds, which the server itself keeps.

    ``EXPLAIN`` before the query gives its plan, an operator a row. Raises UsageError for what is no Cypher, would
    write, or lacks a parameter, TimeLimit where it takes longer, StoreError where it has more than `LARGEST` rows
    or the server fails.
    """
    import neo4j
    from neo4j.exceptions import Neo4jError

    given = dict(params or {})
    _check(query, given, timeout)
    with (
        told(connection.where),
        connection.driver.session(database=connection.database, default_access_mode="READ") as session,
    ):
        try:
            plan = session.run(neo4j.Query(_EXPLAIN + query, timeout=timeout), given).consume()
            _allow(plan)
            result = session.run(neo4j.Query(query, timeout=timeout), given)
            found = CypherRows(tuple(result.keys()), [])
            for record in result:
                if len(found.rows) == LARGEST:
                    raise StoreError(f"the answer has more than {LARGEST:,} rows: add LIMIT, or count them")
                found.rows.append(tuple(record.values()))
            summary = result.consume()
        except Neo4jError as error:
            words = explain(error)
            if words:
                raise UsageError(words) from error
            raise
    return _planned(summary.plan) if summary.plan else found


def _check(query: str, params: Mapping[str, object], timeout: float) -> None:
    """What can be told without the server."""
    if not query.strip():
        raise UsageError("no Cypher: the query is empty")
    if not 0 < timeout <= LONGEST:
        raise UsageError("the time limit is a number of seconds above 0")
    try:
        f"{query}{json.dumps(params, ensure_ascii=False, default=str)}".encode()
    except (TypeError, ValueError):
        raise UsageError("no Cypher: the query is not UTF-8, or a parameter is no value of Cypher") from None
    # A text in which $name stands nowhere cannot ask for it.
    for name, value in params.items():
        if not re.search(rf"\$\s*`?{re.escape(name)}(?!\w)", query):
            raise UsageError(f"the query has no parameter ${name}: its parameters are written $NAME")
        _check_whole(name, value)


def _allow(plan: "ResultSummary") -> None:
    if plan.query_type != "r":
        raise UsageError(f"the mirror is read-only: {_KINDS.get(plan.query_type or '', _KINDS['w'])}")
    wrong = next((name for name in _operators(plan.plan) if name in _OPERATORS), None)
    if wrong:
        raise UsageError(_OPERATORS[wrong])


def _operators(plan: Mapping[str, object] | None) -> Iterator[str]:
    return (str(step["operatorType"]).partition("@")[0] for step, _ in _steps(plan))


def _steps(plan: Mapping[str, object] | None, depth: int = 0) -> Iterator[tuple[Mapping[str, object], int]]:
    if plan:
        yield plan, depth
        children = plan.get("children")
        for child in children if isinstance(children, list) else ():
            yield from _steps(child, depth + 1)


def _planned(plan: Mapping[str, object]) -> CypherRows:
    rows: list[tuple[object, ...]] = []
    for step, depth in _steps(plan):
        args = step.get("args")
        about = args if isinstance(args, dict) else {}
        operator = str(step["operatorType"]).partition("@")[0]
        rows.append((". " * depth + operator, about.get("Details"), about.get("EstimatedRows")))
    return CypherRows(("operator", "details", "estimated_rows"), rows)


def explain(error: "Neo4jError") -> str:
    """What is wrong with a query, on one line; an empty text where it is not the query that is wrong."""
    code, message = error.code or "", error.message or ""
    if code.endswith("Statement.ParameterMissing"):
        names = message.partition(":")[2].strip()
        return f"the query needs the parameter {names}: --param {names.split(',')[0]}=VALUE"
    if code.endswith("Statement.AccessMode"):
        return f"the mirror is read-only: {_KINDS['w']}"
    if "execution mode" in message:
        return "PROFILE is not for kg cypher: EXPLAIN shows the plan"
    if not code.startswith(("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")):
        return ""
    if "exactly one statement" in message:
        return "no Cypher: several statements: ask them one by one"
    words = " ".join(_EXPECTED.sub("", _PLACE.sub("", message)).split())[:300]
    if not code.endswith("SyntaxError"):
        return f"the query failed: {words}"
    place = _PLACE.search(message)
    if place is None:
        return f"no Cypher: {words}"
    # It was the plan that was asked for, with a line of our own before the query.
    return f"no Cypher: line {max(1, int(place[1]) - 1)}, column {place[2]}: {words}"


def differences(one: NamedRows, two: NamedRows) -> list[tuple[int, dict[str, Shown]]]:
    """Rows that only one of two answers has, in whatever order: 0 for the first answer, 1 for the second."""
    sides = [{_key(row): row for row in found.iris} for found in (one, two)]
    counts = [Counter(_key(row) for row in found.iris) for found in (one, two)]
    return [(at, sides[at][key]) for at in (0, 1) for key in counts[at] - counts[1 - at]]


def _key(row: Mapping[str, Shown]) -> str:
    """A row as a text that is the same for the same values; what was collected has no order."""
    cells = ((name, sorted(cell) if isinstance(cell, list) else cell) for name, cell in row.items())
    return json.dumps(sorted(cells), ensure_ascii=False)
