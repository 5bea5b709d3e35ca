"""``kg case-number`` in its plainest form, without the library of the command line, whose import is most of the time.

It answers what needs no option: texts that are given as arguments, rows as TSV. All else goes the usual way.
"""

import sys
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int | None:
    """Answer ``kg case-number TEXT…`` into a pipe; the exit code, or None where it takes the whole command line.

    ``arguments`` are those after ``kg``. What is written is what `kg.cli.case_number` writes.
    """
    if len(arguments) < 2 or arguments[0] != "case-number" or any(text.startswith("-") for text in arguments[1:]):
        return None
    if sys.stdout is None or sys.stdout.isatty() or (sys.stdout.encoding or "").lower() not in {"utf-8", "utf8"}:
        return None
    if any("\udc80" <= char <= "\udcff" for text in arguments[1:] for char in text):
        return None  # not UTF-8: an error for the whole command line to tell
    from kg.cli.tsv import tsv_lines
    from kg.errors import StoreError
    from kg.names.numbers.report import COLUMNS, exit_code, rows

    try:
        found = [row for text in arguments[1:] for row in rows(text)]
    except StoreError:
        return None  # a table of the installation is missing or damaged: as above
    try:
        sys.stdout.write("\n".join(tsv_lines(found, COLUMNS)) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has gone: kg … | head
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return exit_code([row["state"] for row in found])
