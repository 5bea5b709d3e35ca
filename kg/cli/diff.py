"""``kg diff``."""

from collections import Counter

import click

from kg.cli.options import graph_option
from kg.cli.output import FORMATS, note, write_rows

_KINDS = ("resource", "node", "statement", "value", "passage")
_WORDS = {"+": "added", "-": "removed", "~": "changed"}


def _summary(counts: Counter[tuple[str, str]]) -> str:
    parts = []
    for kind in _KINDS:
        for sign, word in _WORDS.items():
            number = counts[kind, sign]
            if number:
                parts.append(f"{number} {kind}{'' if number == 1 else 's'} {word}")
    return ", ".join(parts)


@click.command("diff")
@click.argument("old")
@click.argument("new", default="current")
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="text: one line a change.",
)
def command(old: str, new: str, graph: str | None, form: str) -> int:
    """What changed from OLD to NEW, in words: resources, statements, values and passages.

    Each side is current, previous, the beginning of a version's digest, a graph folder, or a file of kg
    export --format nquads. Both are read sorted and side by side, so their size does not matter. A node
    (figure, adoption, recognition, claim, assignment) that changed in a detail stands with its old and its
    new form. Exit codes: 0 they differ, 1 they are equal.

    \b
    Example:
      kg diff previous
      kg diff last-year.nq current --format jsonl
    """
    from kg.data import default_graph_dir
    from kg.lookup.changes import changes
    from kg.store.sides import paired, side_lines

    folder = graph or default_graph_dir()
    (one, old_lines), (other, new_lines) = side_lines(old, folder), side_lines(new, folder)
    if one and one == other:
        note(f"equal: both have the digest {one}")
        return 1
    counts: Counter[tuple[str, str]] = Counter()
    rows: list[dict[str, str]] = []
    with paired(old_lines, new_lines) as pairs:
        for change in changes(pairs):
            counts[change.kind, change.sign] += 1
            if form == "text":
                click.echo(change.text())
            else:
                rows.append(change.row())
    note(_summary(counts) or "equal")
    if form != "text":
        write_rows(rows, form, ("sign", "kind", "subject", "property", "old", "new", "passages"))
    return 0 if counts else 1
