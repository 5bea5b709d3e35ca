"""``kg export``."""

import os
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_option, open_reader
from kg.cli.output import note, stdout_bytes
from kg.errors import UsageError
from kg.store.export import RDF_FORMATS, write_export

if TYPE_CHECKING:
    from kg.store.rdf_text import Sink
    from kg.store.reader import Reader

NETWORKS = ("graphml", "gexf")
FORMATS = (*RDF_FORMATS, *NETWORKS, "csv")


def _write(reader: "Reader", form: str, named: bool, out: "Sink") -> None:
    if form in NETWORKS:
        from kg.lookup.network import write_network

        write_network(reader, form, out)
    else:
        write_export(reader.store, form, out, named=named)


def _tables(reader: "Reader", folder: str) -> int:
    from kg.mirror.bulk import write_tables
    from kg.mirror.source import Source

    if folder == "-":
        raise UsageError("--format csv writes many tables: give a folder with -o FOLDER")
    tables = write_tables(Source(reader), folder)
    note(f"{tables.nodes} nodes and {tables.relationships} relationships; to import them: {tables.command()}")
    return 0


@click.command("export")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="See above.")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE|-",
    help="Where to write; a folder for csv (default: stdout).",
)
@click.option("--named", is_flag=True, help="jsonld: with the named graphs, which are the passages.")
@click.option(
    "--version",
    "version",
    default="current",
    metavar="VERSION",
    help="current, previous, or the beginning of a digest.",
)
@graph_option
def command(form: str, output: str, named: bool, version: str, graph: str | None) -> int:
    """Write the graph in a format of RDF, for networks, or for Neo4j. Equal graphs give equal bytes.

    \b
    nquads    every statement with its passage, sorted: all there is to know
    trig      the same, grouped by passage
    turtle    each triple once, without its passages; so are ntriples and jsonld
    graphml   nodes and edges for networkx, yEd, Cytoscape
    gexf      the same for Gephi
    csv       tables for neo4j-admin database import, the same as kg mirror bulk

    A file is written beside its place and moved onto it when it is whole.

    \b
    Example:
      kg export --format nquads -o courts.nq
      kg export --format turtle | head
      kg export --format csv -o ./tables
    """
    from kg.data import default_graph_dir
    from kg.store.atomic import replacing
    from kg.store.reader import Reader

    if named and form != "jsonld":
        raise UsageError("--named is for jsonld: nquads and trig have the passages in any case, the others never")
    reader = open_reader(graph) if version == "current" else Reader(graph or default_graph_dir(), version)
    if form == "csv":
        return _tables(reader, output)
    if output == "-":
        _write(reader, form, named, stdout_bytes())
        stdout_bytes().flush()
        return 0
    if os.path.isdir(output):
        raise UsageError(f"{output} is a folder: give a file with -o FILE")
    with replacing(output) as file:
        _write(reader, form, named, file)
    note(f"wrote {output}, {os.path.getsize(output):,} bytes")
    return 0
