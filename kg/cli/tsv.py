"""Rows as tab-separated values, without the library of the command line."""

from collections.abc import Mapping, Sequence


def tsv_lines(rows: Sequence[Mapping[str, object]], names: Sequence[str]) -> list[str]:
    """A line of names and one a row (IANA text/tab-separated-values): tabs and line ends inside become spaces."""
    lines = ["\t".join(names)] if names else []
    for row in rows:
        cells = (text(row.get(name)) for name in names)
        lines.append("\t".join(cell.translate({9: " ", 10: " ", 13: " "}) for cell in cells))
    return lines


def text(value: object) -> str:
    """A value in one cell: lists are joined by spaces."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(text(item) for item in value)
    return str(value)
