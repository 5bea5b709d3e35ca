"""``kg compare``."""

import click

from kg.cli.options import format_option, graph_option, one, open_reader
from kg.cli.output import note, write_rows
from kg.lookup.compare import compare


@click.command("compare")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@graph_option
@format_option
def command(first: str, second: str, graph: str | None, form: str | None) -> int:
    """Two mechanisms, courts or others side by side: what both have, and what only one has.

    \b
    Example:
      kg compare 长春破产法庭 长春金融法庭
    """
    reader = open_reader(graph)
    ends = (one(reader, first), one(reader, second))
    if ends[0] == ends[1]:
        note("both names mean the same resource")
        return 1
    return write_rows(compare(reader, *ends), form)
