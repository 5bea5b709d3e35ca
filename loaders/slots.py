"""What of a row goes where: templates compiled, once, to functions on the vector of a row's texts.

The vector begins with the cells of the columns in use, goes on with the constants of the mapping, and ends
with what is computed from them, each in a slot of its own. A statement is then no more than a few indices.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model.vocabulary import nearest
from loaders.jsonl import LIST_SEPARATOR
from loaders.template import Cell, Template
from loaders.values import name_text, normaliser

Row = Sequence[str]
Names = tuple[str, ...]
# So many different texts are remembered with their plain form; more are forgotten, all at once.
_REMEMBERED = 16_384
_HINTS = 500


class BadRowError(ValueError):
    """A row that is not taken: the column, its text, why, and what to do."""

    def __init__(self, column: str, value: str, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.column = column
        self.value = value
        self.reason = reason
        self.hint = hint


class Nearest:
    """The nearest of some words, for so many texts and no more: it takes long for a column of a million."""

    def __init__(self, known: Iterable[str], otherwise: str = "") -> None:
        """Take the words, and the hint where none is near."""
        self._known = list(known)
        self._otherwise = otherwise
        self._found: dict[str, str] = {}

    def hint(self, text: str) -> str:
        """The hint for a text."""
        if text not in self._found:
            if len(self._found) >= _HINTS:
                return self._otherwise
            self._found[text] = nearest(text, self._known) or self._otherwise
        return self._found[text]


def called(template: Template) -> str:
    """The columns of a template as rejects name them."""
    return "、".join(template.columns)


@dataclass(slots=True)
class Slots:
    """The slots of one mapping, filled in as its lines are compiled; ``positions`` are those of columns."""

    positions: Mapping[str, int]
    constants: list[str]
    computed: list[Cell]
    known: dict[tuple[str, str], int]

    @classmethod
    def of(cls, positions: Mapping[str, int], texts: Sequence[str]) -> "Slots":
        """Slots for some columns and for all constant texts of a mapping."""
        constants = list(dict.fromkeys(texts))
        known = {("=", text): len(positions) + index for index, text in enumerate(constants)}
        return cls(positions, constants, [], known)

    def vector(self, cells: list[str]) -> list[str]:
        """The vector of a row; BadRowError where a text cannot be what it should be."""
        vector = cells + self.constants
        for function in self.computed:
            vector.append(function(vector))
        return vector

    def constant(self, text: str) -> int:
        """The slot of a constant text."""
        return self.known["=", text]

    def slot(self, template: Template, kind: str) -> int:
        """The slot of a template's text, made plain as its kind asks."""
        if template.constant is not None:
            return self.constant(template.constant)
        if kind == "text" and len(template.parts) == 1 and not template.parts[0][0]:
            return self.positions[template.columns[0]]
        return self.add(kind, template.text, plain(template, kind, self.positions))

    def add(self, kind: str, text: str, function: Cell) -> int:
        """The slot of a computed text; two that are the same share it."""
        key = (kind, text)
        if key not in self.known:
            self.known[key] = len(self.positions) + len(self.constants) + len(self.computed)
            self.computed.append(function)
        return self.known[key]


def plain(template: Template, kind: str, positions: Mapping[str, int]) -> Cell:
    """The function of a row for a template: its text, made plain. It raises BadRowError for a bad name."""
    get, make, memory = template.bind(positions), normaliser(kind), dict[str, str]()
    if kind == "text":
        return get

    def text(row: Row) -> str:
        raw = get(row)
        made = memory.get(raw)
        if made is None:
            try:
                made = make(raw)
            except ValueError as error:
                raise BadRowError(called(template), raw, str(error)) from error
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[raw] = made
        return made

    return text


def several(template: Template, separator: str, positions: Mapping[str, int]) -> Callable[[Row], Names]:
    """The function of a row for several names in one cell, each once; blanks between separators are none."""
    get, memory = template.bind(positions), dict[str, Names]()

    def names(row: Row) -> Names:
        raw = get(row)
        made = memory.get(raw)
        if made is None:
            parts = raw.replace(LIST_SEPARATOR, separator).split(separator)
            try:
                made = tuple(dict.fromkeys(filter(None, map(name_text, parts))))
            except ValueError as error:
                raise BadRowError(called(template), raw, str(error)) from error
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[raw] = made
        return made

    return names
