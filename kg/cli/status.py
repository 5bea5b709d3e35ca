"""``kg status``."""

import click

from kg.cli.options import format_option, graph_option, open_reader
from kg.cli.output import write_rows
from kg.lookup.status import status, versions


@click.command("status")
@click.option("--versions", "all_versions", is_flag=True, help="The versions that are there instead.")
@graph_option
@format_option
def command(all_versions: bool, graph: str | None, form: str | None) -> int:
    """Digest, checks and counts of the graph: by class, by property (statements), by source document.

    \b
    Example:
      kg status
      kg status --versions
      kg status --format json
    """
    if all_versions:
        from kg.data import default_graph_dir

        rows = [v._asdict() | {"current": "yes" if v.current else ""} for v in versions(graph or default_graph_dir())]
        return write_rows(rows, form)
    return write_rows([row._asdict() for row in status(open_reader(graph))], form)
