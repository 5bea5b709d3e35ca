"""Rows that are records: on a terminal each stands as a card, a field a line, because a table would be too wide."""

from collections.abc import Sequence

import click

from kg.cli.output import Row, chosen, write_rows
from kg.cli.tsv import text


def write_cards(rows: Sequence[Row], form: str | None, columns: Sequence[str] | None = None) -> int:
    """As `kg.cli.output.write_rows`, but ``table`` gives cards with a blank line between; empty fields are left out."""
    if chosen(form) != "table":
        return write_rows(rows, form, columns)
    for number, row in enumerate(rows):
        if number:
            click.echo()
        cells = {name: text(row.get(name)) for name in columns or row}
        width = max(map(len, cells))  # names of columns are ASCII
        for name, cell in cells.items():
            if cell:
                click.echo(f"{name:<{width}}  {cell}")
    return 0 if rows else 1
