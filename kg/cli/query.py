"""``kg query``."""

import time
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option, graph_option, neo4j_options, open_connection, open_reader, param_values
from kg.cli.output import note, notes, write_rows
from kg.errors import UsageError
from kg.lookup.catalogue import FREE, NamedQuery, Param, catalogue, named_query
from kg.store.ask import TIMEOUT

if TYPE_CHECKING:
    from kg.lookup.named import NamedRows

SPARQL, CYPHER, BOTH = "sparql", "cypher", "both"
_DIFFERENT = 4
_EXAMPLE = "court=长春市中级人民法院"


def _param(param: Param) -> str:
    default = "" if param.default is None else f" = {param.default}"
    return f"{param.name} ({param.type}){default}: {param.zh} / {param.en}; example: {param.example}"


def _listed(query: NamedQuery) -> dict[str, object]:
    params = [_param(param) for param in query.params]
    return {"name": query.name, "zh": query.zh, "en": query.en, "engines": list(query.engines), "params": params}


def _list(form: str | None) -> int:
    rows = [_listed(query) for query in catalogue()]
    if form not in {"json", "jsonl"}:
        for row in rows:
            row["params"] = " | ".join(row["params"])  # type: ignore[arg-type]
    return write_rows(rows, form, ("name", "zh", "en", "engines", "params"))


def _show(query: NamedQuery, engine: str) -> int:
    """Show the question itself, in one language."""
    text = query.cypher if engine == CYPHER else query.text
    if not text:
        raise UsageError(f"{query.name} is asked in {query.engines[0]} alone: --{query.engines[0]} shows it")
    click.echo(text, nl=False)
    return 0


def _check(query: NamedQuery, engines: tuple[str, ...]) -> None:
    """Raise UsageError where a question cannot be asked so."""
    if not set(engines) <= set(query.engines):
        raise UsageError(f"{query.name} is asked in {query.engines[0]} alone: --engine {query.engines[0]}")


def _both(one: "NamedRows", two: "NamedRows", form: str | None) -> int:
    """The rows, where the engines agree; else those that only one of them has, and which."""
    from kg.mirror.ask import differences

    found = differences(one, two)
    if not found:
        note("the engines agree")
        return write_rows(one.rows, form, one.columns)
    write_rows([{"only": (SPARQL, CYPHER)[side], **row} for side, row in found], form, ("only", *one.columns))
    note(f"the engines differ in {len(found):,} rows: see that the mirror is current: kg mirror verify")
    return _DIFFERENT


@click.command("query")
@click.argument("name", metavar="list|NAME")
@click.option(
    "--param",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"A parameter; {FREE} leaves an optional one free.",
)
@click.option(
    "--engine",
    type=click.Choice((SPARQL, CYPHER, BOTH)),
    default=SPARQL,
    show_default=True,
    help="The store in SPARQL, its mirror in Neo4j in Cypher, or both, with their times, compared.",
)
@click.option("--iri", is_flag=True, help="Show the IRIs of resources beside their names.")
@click.option("--sparql", is_flag=True, help="Show the query itself instead of asking it.")
@click.option("--cypher", is_flag=True, help="Show the query in Cypher instead of asking it.")
@click.option(
    "--timeout",
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="The query is ended after so long.",
)
@neo4j_options
@graph_option
@format_option
def command(
    name: str,
    pairs: tuple[str, ...],
    engine: str,
    iri: bool,
    sparql: bool,
    cypher: bool,
    timeout: float,
    uri: str,
    user: str,
    password: str,
    database: str,
    graph: str | None,
    form: str | None,
) -> int:
    """Ask a named question of the catalogue. kg query list shows all of them with their parameters.

    Resources may be given by any name that kg show takes. The passages that say it stand beside each row. Names
    are looked up in the store, whichever engine answers; with --engine both, rows that only one of them has are
    shown, and the exit code is 4.

    \b
    Example:
      kg query list
      kg query created-by --param court=长春中院
      kg query article-calls-for --param article=11 --format json
      kg query agreements --engine both
    """
    if name == "list":
        return _list(form)
    query = named_query(name)
    if sparql or cypher:
        return _show(query, CYPHER if cypher else SPARQL)
    if not timeout > 0:
        raise UsageError("--timeout is a number of seconds above 0")
    engines = (SPARQL, CYPHER) if engine == BOTH else (engine,)
    _check(query, engines)
    # Heavier than the catalogue, which a list needs alone.
    from kg.lookup.named import ask_named, bind, with_iris

    reader = open_reader(graph)
    bound = bind(reader, query, param_values(pairs, _EXAMPLE))
    notes(bound.notes)
    found: list[NamedRows] = []
    for each in engines:
        begun = time.monotonic()
        if each == SPARQL:
            found.append(ask_named(reader, query, bound.bindings, timeout))
        else:
            from kg.mirror.twin import ask_cypher

            with open_connection(uri, user, password, database) as connection:
                begun = time.monotonic()
                found.append(ask_cypher(connection, reader, query, bound.bindings, timeout))
        if engine == BOTH:
            note(f"{each}: {len(found[-1].rows):,} rows in {time.monotonic() - begun:.2f} s")
    if not any(answer.rows for answer in found):
        note(f"{name}: nothing found")
    if engine == BOTH:
        return _both(found[0], found[1], form)
    (answer,) = found
    if iri:
        rows = with_iris(answer)
        return write_rows(rows, form, list(rows[0]) if rows else answer.columns)
    return write_rows(answer.rows, form, answer.columns)
