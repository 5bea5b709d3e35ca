"""JSON Lines (https://jsonlines.org): one JSON object a line, read as a stream; the first line is row 1.

Numbers keep the digits that they are written with; null is an empty cell; a list of texts is a cell of
several names, for a resource with ``split``.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.errors import InputError
from loaders.mapping import TableSpec
from loaders.rows import MAX_CELL, Refuse, short, too_long
from loaders.text_lines import TextLines

# Between the texts of a list: the unit separator of ISO 646, which no name may hold.
LIST_SEPARATOR = "\x1f"
# A key that none of so many objects has is taken for a slip of the pen.
_SAMPLE = 1000
_Object = dict[str, object]


class JsonRows:
    """The objects of a JSON Lines file. Columns are the keys of its first 1000 objects."""

    def __init__(self, spec: TableSpec) -> None:
        """Collect the columns; InputError where there is no object in the file."""
        self.spec = spec
        keys: dict[str, None] = {}
        for line in islice(TextLines(spec.path, spec.encoding), _SAMPLE):
            found = _object(line)
            if isinstance(found, dict):
                keys.update(dict.fromkeys(found))
        if not keys:
            reason = f"no JSON object in the first {_SAMPLE} lines: is it JSON Lines?"
            raise InputError(f"{spec.path}:1: {reason}")
        self.columns = list(keys)

    def read(self, pick: Sequence[int], refuse: Refuse) -> Iterator[tuple[int, list[str]]]:
        """See `loaders.rows.Rows`. A line that is no JSON object, or has one within another, is refused."""
        names = [self.columns[index] for index in pick]
        for number, line in enumerate(TextLines(self.spec.path, self.spec.encoding), 1):
            found = _object(line)
            if not isinstance(found, dict):
                if found:
                    refuse(number, "", short(line.strip()), found, "write one object a line")
                continue
            cells = []
            for name in names:
                cell = _cell(found.get(name))
                if cell is None:
                    shown = short(json.dumps(found[name], ensure_ascii=False))
                    refuse(number, name, shown, "neither a text nor a number", "write a text, or a list")
                    break
                cells.append(cell)
            else:
                if len(line) * 4 > MAX_CELL:
                    long = too_long(cells)
                    if long is not None:
                        refuse(number, names[long], short(cells[long]), "a cell of over 64 KiB", "")
                        continue
                if any(cells) or any(found.values()):
                    yield number, cells


def _object(line: str) -> _Object | str:
    """The object in a line, or why there is none; an empty text for a blank line."""
    if not line.strip():
        return ""
    try:
        found = json.loads(line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_pairs)
    except RecursionError:
        return "JSON nested too deeply"
    except ValueError as error:
        return f"broken JSON: {error}"
    return found if isinstance(found, dict) else "no JSON object"


def _pairs(pairs: list[tuple[str, object]]) -> _Object:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key in found if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"the key {twice} stands twice")
    return found


def _cell(value: object) -> str | None:
    """A JSON value as a cell, or None where it cannot be one."""
    if isinstance(value, str):
        # Half a surrogate pair and NUL can be written as escapes, and can be stored nowhere.
        bad = "\0" in value or (not value.isascii() and _unpaired(value))
        return None if bad else value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        inner = [_cell(item) for item in value]
        return None if None in inner else LIST_SEPARATOR.join(item for item in inner if item)
    return None


def _unpaired(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
