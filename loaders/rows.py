"""Rows of tables: what the reader of every format gives.

A row's number is that of RFC 7111: rows are counted from 1, and the header is one of them. In CSV and TSV
every record counts, blank ones too (one may go over several lines). In JSON Lines the first line is row 1.
In a workbook it is the number at the left edge of the sheet.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

MAX_CELL = 64 * 1024
_SHOWN = 80

Refuse = Callable[[int, str, str, str, str], None]
"""Called with row, column, value, reason and hint of a row that is not taken."""


class Rows(Protocol):
    """A table that can be read row by row."""

    columns: list[str]

    def read(self, pick: Sequence[int], refuse: Refuse) -> Iterator[tuple[int, list[str]]]:
        """Row numbers and the cells of some columns, without outer white space; empty rows are left out.

        Rows that cannot be read go to ``refuse``; InputError where the file cannot be read on.
        """
        ...


def short(text: str) -> str:
    """A value as rejects show it: no longer than 80 characters."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def too_long(cells: Sequence[str]) -> int | None:
    """The index of the first cell of over 64 KiB, or None."""
    for index, cell in enumerate(cells):
        if len(cell) * 4 > MAX_CELL and len(cell.encode("utf-8", "surrogatepass")) > MAX_CELL:
            return index
    return None
