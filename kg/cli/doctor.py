"""``kg doctor``."""

import click

from kg.cli.options import format_option, graph_option
from kg.cli.output import write_rows


@click.command("doctor")
@click.option("--deep", is_flag=True, help="Also read every statement, and take the digest again.")
@graph_option
@format_option
def command(deep: bool, graph: str | None, form: str | None) -> int:
    """Is everything in place? One line a check, and what to do where there is a problem (exit code 4).

    Python, libraries and data of the installation; the graph folder with its rights and the room on the
    disk; the manifest, the ontology, the name index and the counts of the current version.

    \b
    Example:
      kg doctor
      kg doctor --deep
    """
    from kg.data import default_graph_dir
    from kg.store.doctor import checkup

    rows = [check._asdict() for check in checkup(graph or default_graph_dir(), deep=deep)]
    write_rows(rows, form)
    return 0 if all(row["state"] == "ok" for row in rows) else 4
