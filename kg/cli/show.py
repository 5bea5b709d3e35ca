"""``kg show``."""

import click

from kg.cli.options import format_option, graph_option, one, open_reader
from kg.cli.output import write_rows
from kg.lookup.show import show


@click.command("show")
@click.argument("name")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=200,
    show_default=True,
    help="At most so many lines of what others say of it.",
)
@graph_option
@format_option
def command(name: str, limit: int, graph: str | None, form: str | None) -> int:
    """Everything that the graph says of one resource, each line with its passages.

    NAME may be a full name, an alias, English, pinyin (cczy), another form of a court's name, the number of a document
    or case, an IRI, or - for stdin. A part of a name lists the names that have it (exit 3).

    \b
    Example:
      kg show 长春破产法庭
      kg show 长春中院 --format json
      kg show 法发〔2020〕22号
    """
    reader = open_reader(graph)
    rows = [line.row() for line in show(reader, one(reader, name), limit)]
    return write_rows(rows, form, ("property", "label", "value", "evidence"))
