"""``kg related``."""

import click

from kg.cli.options import format_option, graph_option, one, open_reader
from kg.cli.output import note, write_rows
from kg.errors import UsageError
from kg.lookup.related import DIRECTIONS, related
from kg.model.iris import CG
from kg.model.vocabulary import nearest
from kg.store.reader import Reader


def _properties(reader: Reader, names: tuple[str, ...]) -> frozenset[str]:
    """The properties asked for, by local name; a wrong one is an error with the nearest right one."""
    known = {key.removeprefix(CG) for key in reader.manifest.properties if key.startswith(CG)}
    for name in names:
        if name not in known:
            hint = nearest(name, known) or "see: kg status"
            raise UsageError(f"the graph has no property {name}: {hint}")
    return frozenset(names)


@click.command("related")
@click.argument("name")
@click.option(
    "--property",
    "-p",
    "names",
    multiple=True,
    metavar="P",
    help="Only by this property; may be given several times.",
)
@click.option(
    "--direction",
    type=click.Choice(DIRECTIONS),
    default="both",
    show_default=True,
    help="Statements of NAME (out), of others about it (in).",
)
@click.option("--depth", type=click.IntRange(1, 6), default=1, show_default=True, help="At most so many steps away.")
@click.option("--limit", type=click.IntRange(1), default=500, show_default=True, help="At most so many rows.")
@graph_option
@format_option
def command(
    name: str,
    names: tuple[str, ...],
    direction: str,
    depth: int,
    limit: int,
    graph: str | None,
    form: str | None,
) -> int:
    """What is tied to a resource, nearest first, each with the statement that ties it and its passages.

    \b
    Example:
      kg related 长春破产法庭
      kg related 长春市中级人民法院 -p established --direction out
      kg related 川渝自贸区法院 --depth 2 --format jsonl
    """
    reader = open_reader(graph)
    iri = one(reader, name)
    wanted = _properties(reader, names)
    rows = related(reader, iri, properties=wanted, direction=direction, depth=depth, limit=limit)
    if len(rows) >= limit:
        note(f"cut at {limit} rows: give --limit for more")
    return write_rows(rows, form, ("distance", "from", "property", "to", "class", "evidence"))
