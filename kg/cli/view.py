"""``kg view``."""

import os
import sys
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_option, one, open_reader, param_values
from kg.cli.output import note, notes
from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    from kg.lookup.part import Parts
    from kg.store.reader import Reader
    from kg.view.selection import LeftOut, Selection

_EXAMPLE = "court=长春市中级人民法院"


@click.command("view")
@click.argument("name", required=False)
@click.option("--depth", type=click.IntRange(0, 6), default=2, show_default=True, help="So many steps around the name.")
@click.option("--query", "question", metavar="NAME", help="What a named question answers (see kg query list).")
@click.option("--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A parameter of the named question.")
@click.option("--path", "way", nargs=2, metavar="A B", help="The shortest ways from A to B.")
@click.option(
    "--count", type=click.IntRange(1, 50), default=5, show_default=True, help="With --path: so many of the ways."
)
@click.option("--region", metavar="TEXT", help="Institutions of a region, and whom they cooperate with: 川渝, 重庆.")
@click.option("--document", metavar="ID", help="What one source document says.")
@click.option("--documents", metavar="DIR", help="Folder of the source documents: their sentences go into the page.")
@click.option("-o", "--output", "path", required=True, metavar="FILE", help="The page to write; - is stdout.")
@click.option("--title", default="", metavar="TEXT", help="Title of the page.")
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language it begins in.")
@graph_option
def command(
    name: str | None, depth: int, question: str | None, pairs: tuple[str, ...], way: tuple[str, str] | None,
    count: int, region: str | None, document: str | None, documents: str | None, path: str, title: str, lang: str,
    graph: str | None,
) -> int:  # fmt: skip
    """A picture of the graph, or of a part of it, as one HTML file that needs no network.

    The page has a legend, filters, a search box and, on a click, the evidence of a node or an edge. Beyond 1,500
    resources it shows the most connected and says what it left out. Without a name or one of --query, --path,
    --region, --document it is the whole graph.

    \b
    Example:
      kg view 长春破产法庭 --depth 2 -o page.html
      kg view --region 川渝 --documents DIR -o chuanyu.html
      kg view --query agreements -o agreements.html
      kg view --path 长春破产法庭 最高人民法院 -o way.html
      kg view -o whole.html
    """
    given = [text for text in (name, question, way, region, document) if text is not None]
    if len(given) > 1:
        raise UsageError("give one of NAME, --query, --path, --region and --document, or none for the whole graph")
    if pairs and question is None:
        raise UsageError("--param is a parameter of --query NAME")
    if _typed("depth") and name is None:
        raise UsageError("--depth counts steps around a NAME: give one")
    if _typed("count") and way is None:
        raise UsageError("--count counts the ways of --path A B")
    _check_folder(path)
    # Heavier than what the wrong uses above need.
    from kg.lookup.documents import Documents
    from kg.lookup.part import Parts
    from kg.view.selection import LIMIT, core

    reader = open_reader(graph)
    texts = Documents(reader, documents) if documents else None
    parts = Parts(reader)
    chosen = _select(parts, reader, name, depth, question, pairs, way, count, region, document)
    notes(list(chosen.notes))
    if not chosen.part.nodes:
        note("nothing found: there is nothing to draw")
        return 1
    shown, left = core(chosen.part, LIMIT, chosen.about)
    if left.nodes:
        note(_left_text(parts, left, len(shown.nodes)))
    from kg.view.build import build

    text = build(parts, chosen._replace(part=shown), left, texts, title, lang)
    _write(path, text)
    if path != "-":
        note(f"wrote {path}: {len(shown.nodes):,} resources, {len(shown.edges):,} statements")
    return 0


def _typed(option: str) -> bool:
    """Whether an option was given, not only has its default."""
    return click.get_current_context().get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE


def _select(
    parts: "Parts", reader: "Reader", name: str | None, depth: int, question: str | None, pairs: tuple[str, ...],
    way: tuple[str, str] | None, count: int, region: str | None, document: str | None,
) -> "Selection":  # fmt: skip
    from kg.view import selection

    if name is not None:
        return selection.around(parts, one(reader, name), depth)
    if question is not None:
        return selection.of_query(parts, question, param_values(pairs, _EXAMPLE))
    if way is not None:
        ends = [one(reader, end) for end in way]
        if ends[0] == ends[1]:
            raise UsageError("--path: both names mean the same resource")
        return selection.between(parts, ends[0], ends[1], count, 6)
    if region is not None:
        from kg.view.region import of_region

        return of_region(parts, region)
    if document is not None:
        return selection.of_document(parts, document)
    return selection.everything(parts)


def _left_text(parts: "Parts", left: "LeftOut", shown: int) -> str:
    ranked = sorted(left.classes.items(), key=lambda item: (-item[1], item[0]))
    kinds = ", ".join(f"{count:,} {parts.labels(name)[1]}" for name, count in ranked[:6])
    more = "" if len(ranked) <= 6 else f" and {len(ranked) - 6} other classes"
    return (
        f"shows the {shown:,} most connected resources; left out: {left.nodes:,} resources ({kinds}{more}) "
        f"and {left.edges:,} statements"
    )


def _check_folder(path: str) -> None:
    """Raise StoreError, before any work, where the page cannot stand at this place."""
    if not path:
        raise UsageError("-o: the name of the file is empty; - is stdout")
    folder = os.path.dirname(path) or "."
    if path != "-" and not os.path.isdir(folder):
        raise StoreError(f"{path}: there is no folder {folder}: make it, or choose another place with -o FILE")
    if path != "-" and os.path.isdir(path):
        raise StoreError(f"{path}: is a folder: name a file in it with -o FILE")


def _write(path: str, text: str) -> None:
    data = text.encode("utf-8")
    if path == "-" or (os.path.exists(path) and not os.path.isfile(path)):
        _write_into(path, data)
        return
    from kg.store.atomic import replacing

    with replacing(os.path.realpath(path)) as file:
        file.write(data)


def _write_into(path: str, data: bytes) -> None:
    """Write to stdout, a device or a pipe, which is never replaced; StoreError where it takes no more."""
    try:
        if path != "-":
            with open(path, "wb") as device:
                device.write(data)
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # whoever read it has seen enough
    except OSError as error:
        where = "stdout" if path == "-" else path
        raise StoreError(f"{where}: {error.strerror or error}: choose another place, or make room") from error
