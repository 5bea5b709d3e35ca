"""``kg case-number``."""

import os
import sys
from collections.abc import Iterator

import click

from kg.cli.cards import write_cards
from kg.cli.options import format_option
from kg.cli.output import chosen, write_rows
from kg.errors import UsageError
from kg.names.numbers.report import COLUMNS, Row, exit_code, rows


def _texts(arguments: tuple[str, ...]) -> Iterator[str]:
    """The texts given, whatever the locale; ``-`` stands for stdin, one a line, empty lines left out."""
    for argument in arguments:
        if argument == "-":
            yield from _lines()
            continue
        try:
            yield os.fsencode(argument).decode("utf-8")
        except UnicodeError:
            raise UsageError("the text is not UTF-8: write it in UTF-8") from None


def _lines() -> Iterator[str]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeError:
            raise UsageError(f"stdin, line {number}: not UTF-8: write it anew in UTF-8") from None
        if text:
            yield text


# What a table of several numbers has room for.
_SHORT = ("number", "state", "court", "level", "procedure", "appeals_to", "warnings")


@click.command("case-number")
@click.argument("texts", metavar="TEXT…", nargs=-1, required=True)
@format_option
def command(texts: tuple[str, ...], form: str | None) -> int:
    """Court, level, procedure and appeal court of a case number (案号), and by which rule; - reads stdin, one a line.

    A table shows one number field by field, of several only the first columns; the other formats have all of them.

    A text may hold several numbers, lists (1、2号) and ranges (1-3号): each number is a row. The column code_status
    says how the court code is known: official (in the rule itself), observed (in a public text), derived (article 5).

    Exit codes: 0 all read, 1 not a case number, 2 wrong usage, 3 ambiguous (before 2016 the characters of courts were
    not unique), 5 malformed, 6 court code or type not known, 7 masked. Of several numbers the most severe counts, in
    the order 0, 7, 3, 6, 5, 1.

    \b
    Example:
      kg case-number （2020）吉0184民初5156号
      kg case-number "(2023)最高法知民终1511号" （2016）粤03民辖终3827、3828号
      cut -f2 cases.tsv | kg case-number - --format jsonl
    """
    found: list[Row] = [row for text in _texts(texts) for row in rows(text)]
    if not found:
        raise UsageError("stdin is empty: give case numbers, one a line")
    if chosen(form) == "table" and len(found) > 1:
        write_rows(found, form, _SHORT)
    else:
        write_cards(found, form, COLUMNS)
    return exit_code([row["state"] for row in found])
