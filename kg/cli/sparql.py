"""``kg sparql``."""

import io
import os

import click

from kg.cli.options import graph_option, query_text
from kg.cli.output import FORMATS, write_rows
from kg.errors import UsageError
from kg.lookup.sparql import solutions, triples
from kg.store.ask import TIMEOUT, Answer, ask

RDF_FORMATS = ("ntriples", "turtle")
_EXTENSIONS = (".rq", ".sparql")


def _write_triples(answer: Answer, form: str | None) -> int:
    found = triples(answer.body)
    if form in FORMATS:
        rows = [
            dict(zip(("subject", "predicate", "object"), (str(t) for t in triple), strict=True)) for triple in found
        ]
        return write_rows(rows, form)
    if form == "turtle" or (form is None and os.isatty(1)):
        import pyoxigraph as ox

        from kg.store.rdf_text import write_rdf

        out = io.BytesIO()
        write_rdf(found, ox.RdfFormat.TURTLE, out)
        click.echo(out.getvalue(), nl=False)
    else:
        click.echo(answer.body, nl=False)
    return 0 if found else 1


@click.command("sparql")
@click.argument("query", metavar="QUERY|FILE|-")
@click.option(
    "--timeout",
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="The query is ended after so long.",
)
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, *RDF_FORMATS]),
    help="Rows: table on a terminal, tsv in a pipe. Triples: turtle on a terminal, ntriples in a pipe.",
)
def command(query: str, timeout: float, graph: str | None, form: str | None) -> int:
    """Ask in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

    QUERY may be a file ending .rq or .sparql, or - for stdin. Ordinary patterns see each statement once;
    GRAPH ?passage { … } gives the passages that say it. Known without declaration are cg:, rdf:, rdfs:,
    skos:, xsd:, dcterms:, owl: and schema:. The query runs in a process of its own, which ends with the time
    limit; it reads this graph only (no SERVICE), and writes nothing. ASK ends with 1 for no.

    \b
    Example:
      kg sparql 'SELECT ?case { ?court skos:prefLabel "长春破产法庭"@zh ; cg:heard ?case }'
      kg sparql 'SELECT * { GRAPH ?passage { ?court cg:established ?what } } LIMIT 5' --format jsonl
      kg sparql question.rq --timeout 120
    """
    from kg.data import default_graph_dir
    from kg.store.layout import Layout

    if timeout <= 0:
        raise UsageError("--timeout is a number of seconds above 0")
    text = query_text(query, _EXTENSIONS, "{\n")
    answer = ask(Layout(graph or default_graph_dir()).current(), text, timeout=timeout)
    if answer.media == "n-triples":
        return _write_triples(answer, form)
    if form in RDF_FORMATS:
        raise UsageError(f"--format {form} is for CONSTRUCT and DESCRIBE: this query gives rows")
    found = solutions(answer)
    code = write_rows(found.rows(), form, found.names)
    return 1 if found.verdict is False else code
