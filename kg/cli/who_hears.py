"""``kg who-hears``."""

import click

from kg.cli.cards import write_cards
from kg.cli.options import format_option, graph_option, open_reader
from kg.cli.output import chosen, note, notes, write_rows

_COLUMNS = ("role", "court", "instance", "basis", "from", "to", "passages", "source", "reason")
_BRIEF = ("role", "court", "instance", "reason")
_CARDS = 4  # of more rows than these a table says the most on a screen
_CODES = {"known": 0, "not known": 1, "candidates": 3}


@click.command("who-hears")
@click.option("--place", required=True, metavar="PLACE", help="A province, city, district or county, also as it was.")
@click.option("--matter", required=True, metavar="MATTER", help="A kind of case, such as 环境资源, 知产, 民事.")
@click.option(
    "--instance",
    default="first",
    show_default=True,
    metavar="WORD",
    help="first, second, retrial, execution, or 一审, 二审, 再审, 执行.",
)
@click.option("--on", "on", default="", metavar="DATE", help="A day, month or year: 2023-01-01 (default: today).")
@graph_option
@format_option
def command(place: str, matter: str, instance: str, on: str, graph: str | None, form: str | None) -> int:
    """Which court hears a matter of a place at an instance, on a date, and by what.

    Assignments of jurisdiction in the graph come first, with document, passages and the courts that ceded it; where
    none holds, the ordinary rules of the procedural laws, with their articles. Nothing is guessed.

    \b
    What a row is:
      assigned court            a source assigns it the matter for a territory that holds the place
      group, members not named  a source assigns it to several courts and does not say which
      ceded by                  a court that gave it up
      regular court             the court that the law names where nothing else applies
      court for listed cases    what the article lists, or a narrower matter, or a part of the place
      candidate                 one of several; the reason says why it is open
      the sources also say      of the matter, not of the place

    Exit codes: 0 known, 1 not known (what is known stands on stdout), 2 wrong usage, 3 several candidates, or a place
    or matter that may be several.

    \b
    Example:
      kg who-hears --place 四平 --matter 知识产权
      kg who-hears --place 四平 --matter 环境资源 --instance first --on 2023-01-01
      kg who-hears --place 公主岭 --matter 民事 --instance 二审 --on 2019
    """
    from kg.lookup.hears.ask import who_hears

    found = who_hears(open_reader(graph), place, matter, instance, on or None)
    note(f"{found.place}, {found.matter}, {found.instance} instance, on {found.on}: {found.status}")
    notes(found.notes)
    rows = [row.row() for row in found.rows]
    if chosen(form) == "table" and len(rows) > _CARDS:
        write_rows(rows, form, _BRIEF)
    else:
        write_cards(rows, form, _COLUMNS)
    return _CODES[found.status]
