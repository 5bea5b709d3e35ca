"""``kg find``."""

import click

from kg.cli.options import format_option, graph_option, open_reader, stdin_name
from kg.cli.output import note, write_rows
from kg.lookup.find import find


@click.command("find")
@click.argument("text")
@click.option("--class", "klass", default="", metavar="CLASS", help="Only of this class or a subclass, such as Court.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@graph_option
@format_option
def command(text: str, klass: str, limit: int, graph: str | None, form: str | None) -> int:
    """Find resources by a part of a name: Chinese, English, pinyin or initials. The best come first.

    \b
    Example:
      kg find 破产
      kg find cczy
      kg find 协议 --class Agreement --format jsonl
    """
    reader = open_reader(graph)
    text = stdin_name(text)
    rows = find(reader, text, klass=klass, limit=limit)
    if not rows:
        note(f"no name contains {text}")
    return write_rows(rows, form, ("name", "english", "class"))
