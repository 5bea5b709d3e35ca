"""``kg timeline``."""

import click

from kg.cli.options import format_option, graph_option, one, open_reader
from kg.cli.output import write_rows
from kg.errors import UsageError
from kg.lookup.timeline import timeline
from kg.model.literals import date


def _date(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value:
        try:
            date(value)
        except ValueError as error:
            raise UsageError(f"{value!r} is {error}") from error
    return value


@click.command("timeline")
@click.argument("name", required=False)
@click.option("--since", default="", metavar="DATE", callback=_date, help="From this year, month or day on.")
@click.option("--until", default="", metavar="DATE", callback=_date, help="Up to this year, month or day.")
@click.option("--figures", is_flag=True, help="With the periods of figures.")
@graph_option
@format_option
def command(name: str | None, since: str, until: str, figures: bool, graph: str | None, form: str | None) -> int:
    """What happened when, in the whole graph, or around one resource.

    \b
    Example:
      kg timeline
      kg timeline 四川天府新区人民法院 --since 2020 --until 2022
    """
    reader = open_reader(graph)
    about = one(reader, name) if name else ""
    rows = timeline(reader, about, since=since, until=until, figures=figures)
    return write_rows(rows, form, ("date", "what", "class", "label", "evidence"))
