"""Tables as sources of facts: CSV, TSV, JSON Lines and XLSX through a mapping (`loaders.mapping`).

They are streams. Every row is a passage of its own, ``row=17``, and declares what it names. A row that cannot
be read, or does not name what it must, is a reject, and reading goes on; memory stays flat at any length.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.errors import InputError
from kg.model.facts import Fact, Reject
from kg.model.vocabulary import Vocabulary, nearest
from loaders.jsonl import LIST_SEPARATOR
from loaders.mapping_lines import TableMapping, read_mapping
from loaders.plan import Plan
from loaders.readers import open_rows
from loaders.rows import short
from loaders.slots import BadRowError, Names
from loaders.strict_yaml import Mapping
from loaders.template import column_key


class Rejects(list[Reject]):
    """The rejects of a table. The compiler names a key of the mapping; here its columns take its place."""

    def __init__(self, columns_of: Callable[[str, str], str]) -> None:
        super().__init__()
        self._columns_of = columns_of

    def append(self, reject: Reject) -> None:
        """Add what the compiler refuses of the row that is being read."""
        column = self._columns_of(reject.column, reject.value) or reject.column
        super().append(replace(reject, column=column, value=short(reject.value)))


class Table:
    """A table through its mapping; what is wrong in its rows is in ``rejects`` once `facts` has been read."""

    def __init__(self, path: str, vocabulary: Vocabulary, root: Mapping | None = None) -> None:
        """Read a mapping (or take its ``root``, where it was read) and the header of its table.

        Raises InputError where the mapping is broken, does not fit the vocabulary, or names columns that the
        table does not have, and where the table cannot be opened.
        """
        mapping = read_mapping(path, vocabulary, root)
        self.info = mapping.head.info
        self.file = mapping.head.table.path
        self.rejects: list[Reject] = Rejects(self._columns_of)
        self._rows = open_rows(mapping.head.table)
        used = _used(mapping, self._rows.columns)
        self._names = list(used)
        self._pick = list(used.values())
        self._plan = Plan(mapping, {name: index for index, name in enumerate(used)}, vocabulary)
        self._lists = _lists(mapping, self._names) if mapping.head.table.format == "jsonl" else []
        self._current: tuple[list[str], list[Names]] = [], []

    def facts(self) -> Iterator[Fact]:
        """The facts row by row; of each the resources, then the statements, then the nodes."""
        plan, lists = self._plan, self._lists
        for number, cells in self._rows.read(self._pick, self._refuse):
            try:
                if lists:
                    self._single(cells)
                row = plan.slots.vector(cells)
                split = plan.split(row)
                found = plan.facts(row, split, f"row={number}", number)
            except BadRowError as bad:
                self._refuse(number, bad.column, short(bad.value), bad.reason, bad.hint)
                continue
            self._current = row, split
            yield from found

    def _refuse(self, row: int, column: str, value: str, reason: str, hint: str) -> None:
        # Not append(), which would look for the column.
        self.rejects += [Reject(self.file, row, column, value, reason, hint)]

    def _columns_of(self, field: str, text: str) -> str:
        return self._plan.columns_of(field, text, *self._current)

    def _single(self, cells: list[str]) -> None:
        """BadRowError where a list stands in a cell that is not split."""
        for index in self._lists:
            if LIST_SEPARATOR in cells[index]:
                shown = cells[index].replace(LIST_SEPARATOR, "、")
                hint = "write split: 、 for a resource of several names"
                raise BadRowError(self._names[index], shown, "a list where one text is wanted", hint)


def _used(mapping: TableMapping, header: list[str]) -> dict[str, int]:
    """The columns that a mapping uses, and where each stands; InputError for none, and for two."""
    head, table = mapping.head, mapping.head.table.path
    columns: dict[str, list[int]] = {}
    for index, name in enumerate(header):
        columns.setdefault(column_key(unicodedata.normalize("NFC", name)), []).append(index)
    used = {}
    for template in mapping.templates():
        for name in template.columns:
            found = columns.get(name, [])
            place = f"{head.path}:{template.line}"
            if not found:
                known = [column for column in columns if column]
                hint = nearest(name, known) or "columns: " + ", ".join(known[:20])
                raise InputError(f"{place}: {table} has no column {name}: {hint}")
            if len(found) > 1:
                raise InputError(f"{place}: {table} has {len(found)} columns {name}: rename all but one")
            used[name] = found[0]
    return used


def _lists(mapping: TableMapping, names: list[str]) -> list[int]:
    """The columns whose cells are one text, and must not be a list."""
    resources = mapping.head.resources.values()
    split = {c for r in resources if r.split for c in r.name.columns}
    split |= {c for r in resources if r.split_aliases for t in r.aliases for c in t.columns}
    return [index for index, name in enumerate(names) if name not in split]
