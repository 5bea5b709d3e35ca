"""Sheets of XLSX workbooks, read as a stream; a row's number is the one at its left edge.

Only the texts that cells share are held in memory, as the format has them in a file of their own. Of a
formula the value is read that the workbook was saved with. Dates keep the precision that their format shows.
"""

import datetime
import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from kg.errors import InputError
from kg.model.vocabulary import nearest
from loaders.mapping import TableSpec
from loaders.rows import Refuse, short, too_long

# All that openpyxl and what it builds on raise at a file that is damaged, or no workbook.
_BROKEN = (
    BadZipFile, InvalidFileException, zlib.error, SyntaxError, EOFError, NotImplementedError,
    KeyError, IndexError, ValueError, TypeError, AttributeError,
)  # fmt: skip
# A workbook of a few MB can unpack to a hundred times as much.
_MAX_SHARED = 512 * 1024 * 1024
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_Cell = Any


class SheetRows:
    """The rows of one sheet: the one that the mapping names, or the only one, or the first."""

    def __init__(self, spec: TableSpec) -> None:
        """Read the header; InputError where the workbook is broken, or has no such sheet or row."""
        self.spec = spec
        with self._sheet() as sheet:
            for number, row in enumerate(sheet.iter_rows(max_row=spec.header), 1):
                if number == spec.header:
                    self.columns = [_header(cell) for cell in row]
                    while self.columns and not self.columns[-1]:
                        self.columns.pop()
                    if self.columns:
                        return
        place = f"{spec.path}:{spec.header}"
        raise InputError(f"{place}: no header: the row of the column names is empty or missing")

    @contextmanager
    def _sheet(self) -> Iterator[Any]:
        """The sheet, open; whatever is wrong with the workbook meanwhile is one InputError."""
        path, book = self.spec.path, None
        try:
            with open(path, "rb") as file:
                self._check_size(ZipFile(file))
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # about styles and extensions, which are no data
                    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
                sheet = self._chosen(book)
                sheet.reset_dimensions()  # programs write wrong ones, and rows would be cut short
                yield sheet
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
        except _BROKEN as error:
            hint = "an old .xls, or one with a password, is no XLSX: save it as .xlsx"
            raise InputError(f"{path}:1: broken workbook ({type(error).__name__}): {hint}") from error
        finally:
            if book is not None:
                book.close()

    def _check_size(self, archive: ZipFile) -> None:
        for member in archive.infolist():
            if member.filename.endswith("sharedStrings.xml") and member.file_size > _MAX_SHARED:
                size = member.file_size >> 20
                reason = f"{size} MiB of shared texts are too many: save it as CSV"
                raise InputError(f"{self.spec.path}:1: {reason}")

    def _chosen(self, book: Any) -> Any:
        names = [sheet.title for sheet in book.worksheets]
        wanted = self.spec.sheet
        if wanted and wanted not in names:
            hint = nearest(wanted, names) or "sheets: " + ", ".join(names)
            raise InputError(f"{self.spec.path}:1: no sheet {wanted}: {hint}")
        if not names:
            raise InputError(f"{self.spec.path}:1: the workbook has no sheet with cells")
        return book[wanted] if wanted else book.worksheets[0]

    def read(self, pick: Sequence[int], refuse: Refuse) -> Iterator[tuple[int, list[str]]]:
        """See `loaders.rows.Rows`. A row with cells beyond the header, or an error of Excel, is refused."""
        width, columns = len(self.columns), self.columns
        with self._sheet() as sheet:
            for number, row in enumerate(sheet.iter_rows(), 1):
                if number <= self.spec.header:
                    continue
                beyond = [cell for cell in row[width:] if cell.value is not None]
                if beyond:
                    reason = f"a cell beyond the {width} columns of the header"
                    refuse(number, "", short(_text(beyond[0])), reason, "name its column, or empty it")
                    continue
                cells = []
                for index in pick:
                    cell: _Cell = row[index] if index < len(row) else EMPTY_CELL
                    value = cell.value
                    if value is None:
                        cells.append("")
                    elif cell.data_type == "e":
                        refuse(number, columns[index], str(value), "an error of Excel", "mend the formula")
                        break
                    else:
                        cells.append(value.strip() if isinstance(value, str) else _text(cell))
                else:
                    long = too_long(cells)
                    if long is not None:
                        shown = short(cells[long])
                        refuse(number, columns[pick[long]], shown, "a cell of over 64 KiB", "")
                    elif any(cells) or any(cell.value is not None for cell in row):
                        yield number, cells


def _header(cell: _Cell) -> str:
    return "" if cell.value is None else _text(cell).strip()


def _text(cell: _Cell) -> str:
    """The value of a cell as text: whole numbers without a point, dates in ISO form."""
    value = cell.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime(_precision(cell.number_format))
    return str(value)


def _number(value: float) -> str:
    """A number in 15 significant digits, which is all that Excel has: 0.1 + 0.2 is 0.3."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" not in text:
        return text
    return f"{value:.20f}".rstrip("0").rstrip(".") if abs(value) < 1 else str(int(value))


@lru_cache(maxsize=256)
def _precision(number_format: str) -> str:
    """What a number format shows of a date, for strftime: day, month or year (ECMA-376 part 1, 18.8.31)."""
    shown = _LITERAL.sub("", number_format.partition(";")[0]).lower()
    if "y" not in shown or "d" in shown or "h" in shown:
        return "%Y-%m-%d"
    return "%Y-%m" if "m" in shown else "%Y"
