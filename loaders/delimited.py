"""CSV (RFC 4180) and TSV, read as a stream."""

import csv
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from kg.errors import InputError
from loaders.mapping import TableSpec
from loaders.rows import MAX_CELL, Refuse, short, too_long
from loaders.text_lines import TextLines

# A record this long has a quotation mark left open, which swallows row after row.
_MAX_RECORD = 2 * 1024 * 1024
_QUOTE_HINT = "double every quotation mark within a quoted cell, or write quote: none"
_LONG = "a cell of over 64 KiB"
_Pick = Callable[[list[str]], Sequence[str]]


class DelimitedRows:
    """The rows of a CSV or TSV file; the header is row 1, unless ``header`` names another."""

    def __init__(self, spec: TableSpec) -> None:
        """Read the header; InputError where the file has none."""
        self.spec = spec
        for number, row in self._records(TextLines(spec.path, spec.encoding), _no_reject):
            if number == spec.header:
                self.columns = [cell.strip() for cell in row]
                return
        raise InputError(f"{spec.path}:{spec.header}: no header: the row of the column names is missing")

    def read(self, pick: Sequence[int], refuse: Refuse) -> Iterator[tuple[int, list[str]]]:
        """See `loaders.rows.Rows`. A row of more or fewer cells than the header is refused."""
        width = len(self.columns)
        get: _Pick = itemgetter(*pick) if len(pick) > 1 else lambda row: [row[i] for i in pick]
        lines = TextLines(self.spec.path, self.spec.encoding)
        strip = str.strip
        for number, row in self._records(lines, refuse):
            if number <= self.spec.header:
                continue
            if len(row) != width:
                if any(map(strip, row)):
                    reason = f"{len(row)} cells, and the header has {width}"
                    hint = f"is a {self.spec.delimiter!r} in a cell not quoted?"
                    refuse(number, "", short(self.spec.delimiter.join(row)), reason, hint)
                continue
            if lines.size * 4 > MAX_CELL:
                long = too_long(row)
                if long is not None:
                    refuse(number, self.columns[long], short(row[long]), _LONG, "")
                    continue
            cells = list(map(strip, get(row)))
            if any(cells) or any(map(strip, row)):
                yield number, cells

    def _records(self, lines: TextLines, refuse: Refuse) -> Iterator[tuple[int, list[str]]]:
        """All records with their numbers, blank ones too; what the csv module refuses is refused as a row."""
        quote = self.spec.quote
        reader = csv.reader(
            self._guarded(lines),
            delimiter=self.spec.delimiter,
            quotechar=quote or None,
            quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
            strict=True,
        )
        number = 0
        while True:
            number += 1
            lines.size = 0
            first = lines.line + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._refuse(number, first, lines, str(error), refuse)
                continue
            yield number, row

    def _guarded(self, lines: TextLines) -> Iterator[str]:
        """The lines, with an end to a record that swallows the file."""
        for line in lines:
            if lines.size > _MAX_RECORD:
                place = f"{self.spec.path}:{lines.line}"
                reason = "a record of over 2 MiB: is a quotation mark left open?"
                raise InputError(f"{place}: {reason} {_QUOTE_HINT}")
            yield line

    def _refuse(self, number: int, first: int, lines: TextLines, problem: str, refuse: Refuse) -> None:
        """A record that is no CSV: a reject where the next one is known to begin on the next line."""
        if problem.startswith("field larger"):
            if lines.line > first:
                place = f"{self.spec.path}:{first}"
                reason = "a cell of over 128 KiB: is a quotation mark left open?"
                raise InputError(f"{place}: {reason} {_QUOTE_HINT}")
            refuse(number, "", "", _LONG, "")
        elif problem.startswith("unexpected end"):
            reason = f"a quotation mark is opened in line {first} and never closed"
            refuse(number, "", "", reason, _QUOTE_HINT)
        else:
            refuse(number, "", "", f"broken quotation marks in line {lines.line}: {problem}", _QUOTE_HINT)


def _no_reject(_row: int, _column: str, _value: str, _reason: str, _hint: str) -> None:
    """The header is read once more with the rows; what is wrong before it is told then."""
