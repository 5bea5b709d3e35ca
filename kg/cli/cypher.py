"""``kg cypher``."""

import os
import sys

import click

from kg.cli.options import format_option, neo4j_options, open_connection
from kg.cli.output import write_rows
from kg.errors import InputError, UsageError
from kg.store.ask import TIMEOUT

_EXTENSIONS = (".cypher", ".cql")


def read_cypher(text: str) -> str:
    """The query itself: the argument, the file that it names, or stdin for ``-``.

    Raises InputError for a file that cannot be read, UsageError for what is not UTF-8.
    """
    is_file = text.endswith(_EXTENSIONS) and not any(mark in text for mark in "({\n")
    try:
        if text == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        if not is_file:
            return os.fsencode(text).decode("utf-8")
        with open(text, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        raise InputError(f"{text}: {error.strerror or error}: give a file that can be read") from None
    except UnicodeError:
        raise (InputError if is_file else UsageError)(
            f"{text if is_file else 'the query'}: not UTF-8: write it anew in UTF-8"
        ) from None


def read_pairs(pairs: tuple[str, ...]) -> dict[str, str]:
    """Values by name, from ``NAME=VALUE``; UsageError for what is no such thing, or is given twice."""
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.removeprefix("$")
        if not equals or not name:
            raise UsageError(f"--param {pair}: write NAME=VALUE, such as --param name=长春破产法庭")
        if name in values:
            raise UsageError(f"--param {name} is given twice")
        values[name] = value
    return values


@click.command("cypher")
@click.argument("query", metavar="QUERY|FILE|-")
@click.option(
    "--param",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help='A parameter ($NAME in the query): JSON where it is JSON (2022, [1, 2], true, null, "2022"), else a text.',
)
@click.option(
    "--timeout",
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="The server ends the query after so long.",
)
@neo4j_options
@format_option
def command(
    query: str,
    pairs: tuple[str, ...],
    timeout: float,
    uri: str,
    user: str,
    password: str,
    database: str,
    form: str | None,
) -> int:
    """Ask the mirror in Neo4j in Cypher.

    QUERY may be a file ending .cypher or .cql, or - for stdin. It only reads: what would write, by its plan, is
    refused, and by the server too. Tables show nodes by their names; JSON has their labels and properties. Values
    belong in parameters, where nothing in them is Cypher; names of resources are taken as they stand (label,
    aliases, iri: see kg show). EXPLAIN before a query shows its plan.

    \b
    Example:
      kg cypher 'MATCH (:Court {label: "长春破产法庭"})-[r:HEARD]->(case) RETURN case, r.passages'
      kg cypher 'MATCH (c:Court)-[:SIGNED]->(a) WHERE c.label = $name RETURN a' --param name=长春知识产权法庭
      kg cypher question.cypher --format json --timeout 120
    """
    # Only what asks the server needs its driver.
    from kg.mirror.ask import ask, read_params
    from kg.mirror.values import plain, shown

    if not timeout > 0:
        raise UsageError("--timeout is a number of seconds above 0")
    text, params = read_cypher(query), read_params(read_pairs(pairs))
    with open_connection(uri, user, password, database) as connection:
        found = ask(connection, text, params, timeout)
    write = plain if form in {"json", "jsonl"} else shown
    rows = [{name: write(value) for name, value in zip(found.columns, row, strict=True)} for row in found.rows]
    return write_rows(rows, form, found.columns)
