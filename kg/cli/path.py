"""``kg path``."""

import click

from kg.cli.options import format_option, graph_option, one, open_reader
from kg.cli.output import note, write_rows
from kg.errors import UsageError
from kg.lookup.paths import MAX_LENGTH, label_way, paths
from kg.lookup.show import evidence


@click.command("path")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("--avoid", multiple=True, metavar="NAME", help="Not through this resource; may be given several times.")
@click.option(
    "--max",
    "longest",
    type=click.IntRange(1, MAX_LENGTH),
    default=6,
    show_default=True,
    help="At most so many steps.",
)
@click.option("--count", type=click.IntRange(1, 50), default=1, show_default=True, help="So many of the shortest ways.")
@click.option("--all", "all_ways", is_flag=True, help="Topics and other hubs are ways too.")
@graph_option
@format_option
def command(
    start: str, end: str, avoid: tuple[str, ...], longest: int, count: int, all_ways: bool,
    graph: str | None, form: str | None,
) -> int:  # fmt: skip
    """The shortest ways from A to B, one row a statement, with its passages.

    Topics and resources with hundreds of ties lead from everything to everything; they are not ways unless --all
    says so.

    \b
    Example:
      kg path 长春破产法庭 最高人民法院
      kg path 四川天府新区人民法院 重庆两江新区人民法院 --count 3 --avoid 成渝地区双城经济圈
    """
    reader = open_reader(graph)
    ends = [one(reader, start), one(reader, end)]
    avoided = frozenset(one(reader, name) for name in avoid)
    if avoided.intersection(ends):
        raise UsageError("--avoid names an end of the way: it cannot be avoided")
    if ends[0] == ends[1]:
        note("both names mean the same resource")
        return 1
    ways = paths(reader, *ends, avoid=avoided, longest=longest, count=count, all_ways=all_ways)
    rows = [{"way": str(n), **row} for n, way in enumerate(ways, 1) for row in label_way(reader, way, evidence)]
    return write_rows(rows, form)
