"""``kg cypher``."""

import click

from kg.cli.options import format_option, neo4j_options, open_connection, param_values, query_text
from kg.cli.output import write_rows
from kg.errors import UsageError
from kg.store.ask import TIMEOUT

_EXTENSIONS = (".cypher", ".cql")
_EXAMPLE = "name=长春破产法庭"


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
    text, params = query_text(query, _EXTENSIONS, "({\n"), read_params(param_values(pairs, _EXAMPLE))
    with open_connection(uri, user, password, database) as connection:
        found = ask(connection, text, params, timeout)
    write = plain if form in {"json", "jsonl"} else shown
    rows = [{name: write(value) for name, value in zip(found.columns, row, strict=True)} for row in found.rows]
    return write_rows(rows, form, found.columns)
