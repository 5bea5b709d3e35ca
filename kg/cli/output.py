"""Rows in every format: a table on a terminal, tab-separated values in a pipe, and what ``--format`` asks for."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

import click

FORMATS = ("table", "json", "jsonl", "csv", "tsv")
Row = Mapping[str, object]


def chosen(form: str | None) -> str:
    """The format to write: the one asked for, else a table on a terminal and TSV in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "tsv")


def write_rows(rows: Sequence[Row], form: str | None, columns: Sequence[str] | None = None) -> int:
    """Write rows to stdout; returns the exit code: 0, or 1 where there are none.

    ``columns`` names those that tables, CSV and TSV show, in order; JSON has all of them.
    """
    form = chosen(form)
    names = list(columns or (rows[0] if rows else ()))
    if form == "json":
        import json

        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif form == "jsonl":
        import json

        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        _csv(rows, names)
    elif form == "tsv":
        _tsv(rows, names)
    elif rows:
        _table(rows, names)
    return 0 if rows else 1


def _tsv(rows: Sequence[Row], names: list[str]) -> None:
    from kg.cli.tsv import tsv_lines

    if lines := tsv_lines(rows, names):
        click.echo("\n".join(lines))


def _csv(rows: Sequence[Row], names: list[str]) -> None:
    import csv
    import io

    from kg.cli.tsv import text

    out = io.StringIO()
    writer = csv.writer(out)  # RFC 4180
    if names:
        writer.writerow(names)
    writer.writerows([text(row.get(name)) for name in names] for row in rows)
    click.echo(out.getvalue(), nl=False)


def _table(rows: Sequence[Row], names: list[str]) -> None:
    """A table padded by display width; on a terminal as wide as it is, elsewhere as wide as it needs."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.cli.tsv import text

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else 100_000, markup=False, highlight=False, emoji=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(text(row.get(name))) for name in names))
    with console.capture() as capture:
        console.print(table)
    shown = capture.get()
    click.echo(shown if terminal else "\n".join(line.rstrip() for line in shown.splitlines()), nl=not terminal)


def stdout_bytes() -> BinaryIO:
    """Stdout for bytes; what was written as text goes out before."""
    sys.stdout.flush()
    return sys.stdout.buffer


def note(message: str) -> None:
    """A note for the person, on stderr."""
    if message:
        click.echo(f"kg: {message}", err=True)


def notes(messages: Iterable[str]) -> None:
    """Several notes."""
    for message in messages:
        note(message)
