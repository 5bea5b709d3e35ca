"""``kg cover``."""

import click

from kg.cli.options import format_option, graph_option, open_reader
from kg.cli.output import chosen, note, write_rows
from kg.errors import InputError, StoreError
from kg.lookup.cover import GAP, Covered, covered, gaps, marked, share
from kg.lookup.documents import Documents
from kg.model.iris import DOCUMENTS


@click.command("cover")
@click.argument("document")
@click.option("--documents", required=True, metavar="DIR", help="Folder of the source documents.")
@click.option("--gaps", "only_gaps", is_flag=True, help="Only the stretches that no statement touches, as rows.")
@click.option(
    "--longer-than",
    type=click.IntRange(0),
    default=GAP,
    show_default=True,
    help="Gaps of more characters than this.",
)
@click.option("--html", "page", metavar="FILE", help="Write a page: the text with its passages, and what each says.")
@graph_option
@format_option
def command(
    document: str, documents: str, only_gaps: bool, longer_than: int, page: str | None,
    graph: str | None, form: str | None,
) -> int:  # fmt: skip
    """A document's text with what the graph covers between 【 and 】, or the gaps, or a page to click through.

    \b
    Example:
      kg cover changchun-tribunals --documents DIR
      kg cover changchun-tribunals --documents DIR --gaps
      kg cover changchun-tribunals --documents DIR --html cover.html
    """
    reader = open_reader(graph)
    passages = covered(reader, document)
    text = Documents(reader, documents).text(document)
    if not text:
        raise InputError(f"{documents}: no file there has the hash of {document}: give the folder of its text")
    note(f"{document}: {len(passages)} passages, {share(text, passages):.1%} of characters covered")
    if page:
        return _write_page(page, reader.label(DOCUMENTS + document), text, passages)
    if only_gaps:
        found = gaps(text, passages, longer_than)
        rows = [{"start": g.start, "end": g.end, "characters": len(g.text), "text": g.text} for g in found]
        return write_rows(rows, form)
    colours = ("\x1b[7m", "\x1b[27m") if chosen(form) == "table" else ("【", "】")
    click.echo(marked(text, passages, *colours))
    return 0


def _write_page(path: str, title: str, text: str, passages: list[Covered]) -> int:
    from kg.view.cover_page import page

    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(page(title, text, passages))
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}: choose another file with --html FILE") from error
    note(f"wrote {path}")
    return 0
