"""The reader of a table by its format."""

from loaders.mapping import TableSpec
from loaders.rows import Rows


def open_rows(spec: TableSpec) -> Rows:
    """The reader of a table; InputError where it cannot be opened or has no header."""
    if spec.format == "xlsx":
        # Late, because openpyxl takes longer to import than a table of a thousand rows to read.
        from loaders.sheet import SheetRows

        return SheetRows(spec)
    if spec.format == "jsonl":
        from loaders.jsonl import JsonRows

        return JsonRows(spec)
    from loaders.delimited import DelimitedRows

    return DelimitedRows(spec)
