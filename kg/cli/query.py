"""``kg query``."""

import click

from kg.cli.options import format_option, graph_option, open_reader
from kg.cli.output import note, notes, write_rows
from kg.errors import UsageError
from kg.lookup.catalogue import FREE, NamedQuery, Param, catalogue, named_query
from kg.store.ask import TIMEOUT


def _values(pairs: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {pair}: write NAME=VALUE, such as --param court=长春市中级人民法院")
        if name in values:
            raise UsageError(f"--param {name} is given twice")
        values[name] = value
    return values


def _param(param: Param) -> str:
    default = "" if param.default is None else f" = {param.default}"
    return f"{param.name} ({param.type}){default}: {param.zh} / {param.en}; example: {param.example}"


def _listed(query: NamedQuery) -> dict[str, object]:
    return {"name": query.name, "zh": query.zh, "en": query.en, "params": [_param(p) for p in query.params]}


def _list(form: str | None) -> int:
    rows = [_listed(query) for query in catalogue()]
    if form not in {"json", "jsonl"}:
        for row in rows:
            row["params"] = " | ".join(row["params"])  # type: ignore[arg-type]
    return write_rows(rows, form, ("name", "zh", "en", "params"))


@click.command("query")
@click.argument("name", metavar="list|NAME")
@click.option(
    "--param",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"A parameter; {FREE} leaves an optional one free.",
)
@click.option("--iri", is_flag=True, help="Show the IRIs of resources beside their names.")
@click.option("--sparql", is_flag=True, help="Show the query itself instead of asking it.")
@click.option(
    "--timeout",
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="The query is ended after so long.",
)
@graph_option
@format_option
def command(
    name: str,
    pairs: tuple[str, ...],
    iri: bool,
    sparql: bool,
    timeout: float,
    graph: str | None,
    form: str | None,
) -> int:
    """Ask a named question of the catalogue. kg query list shows all of them with their parameters.

    Resources may be given by any name that kg show takes. The passages that say it stand beside each row.

    \b
    Example:
      kg query list
      kg query created-by --param court=长春中院
      kg query article-calls-for --param article=11 --format json
    """
    if name == "list":
        return _list(form)
    query = named_query(name)
    if sparql:
        click.echo(query.text, nl=False)
        return 0
    # Heavier than the catalogue, which a list needs alone.
    from kg.lookup.named import ask_named, bind, with_iris

    reader = open_reader(graph)
    bound = bind(reader, query, _values(pairs))
    notes(bound.notes)
    found = ask_named(reader, query, bound.bindings, timeout)
    if not found.rows:
        note(f"{name}: nothing found")
    if iri:
        rows = with_iris(found)
        return write_rows(rows, form, list(rows[0]) if rows else found.columns)
    return write_rows(found.rows, form, found.columns)
