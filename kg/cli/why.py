"""``kg why``."""

import click

from kg.cli.options import format_option, graph_option, one, open_reader
from kg.cli.output import note, write_rows
from kg.lookup.documents import Documents
from kg.lookup.why import why


@click.command("why")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--documents", metavar="DIR", help="Folder of the source documents: shows the sentences, spans in 【】.")
@graph_option
@format_option
def command(first: str, second: str, documents: str | None, graph: str | None, form: str | None) -> int:
    """The statements that tie A and B, directly or through one adoption, recognition, claim …, one row a passage.

    \b
    Example:
      kg why 长春市中级人民法院 长春智慧破产系统
      kg why 长春破产法庭 长春智慧破产系统 --documents DIR
    """
    reader = open_reader(graph)
    ends = (one(reader, first), one(reader, second))
    if ends[0] == ends[1]:
        note("both names mean the same resource")
        return 1
    rows = why(reader, *ends, Documents(reader, documents) if documents else None)
    if not rows:
        note(f"no statement ties them directly; a longer way: kg path {first} {second}")
    if documents and rows and not all(row["sentence"] for row in rows):
        note(f"the text of some documents is not in {documents}, or is not the text that the facts were read from")
    return write_rows(rows, form, None if documents else ("subject", "property", "object", "document", "passage"))
