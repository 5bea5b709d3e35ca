"""Templates: text with the columns of a row in it, ``{省}{法院}``; compiled to functions of a row."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Row = Sequence[str]
Cell = Callable[[Row], str]

_PART = re.compile(r"\{\{|\}\}|\{([^{}]+)\}|[{}]")


def column_key(name: str) -> str:
    """A column's name as templates find it: without blanks, as headers are often broken over lines."""
    return "".join(name.split())


@dataclass(frozen=True, slots=True)
class Template:
    """A template: texts and columns in turn, as ``parts`` of (text, column, whether the column may be empty).

    ``{列}`` is the cell of a column; where that is empty, the whole template is. ``{列?}`` may be empty and
    counts as an empty text. ``{{`` and ``}}`` are braces.
    """

    text: str
    line: int
    parts: tuple[tuple[str, str, bool], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it names, each once, in its order."""
        return tuple(dict.fromkeys(column for _, column, _ in self.parts if column))

    @property
    def constant(self) -> str | None:
        """Its text where it names no column, else None."""
        return None if self.columns else "".join(text for text, _, _ in self.parts)

    @property
    def may_be_empty(self) -> bool:
        """Whether it is made of nothing but columns that may be empty."""
        return bool(self.parts) and all(optional and not text for text, _, optional in self.parts)

    def bind(self, positions: Mapping[str, int]) -> Cell:
        """A function from the cells of a row to the text: empty where a column is that must not be."""
        parts = [(text, positions.get(column, -1), optional) for text, column, optional in self.parts]
        if len(parts) == 1 and not parts[0][0]:
            position = parts[0][1]
            return lambda row: row[position]

        def render(row: Row) -> str:
            found = ""
            for text, position, optional in parts:
                cell = row[position] if position >= 0 else ""
                if position >= 0 and not cell and not optional:
                    return ""
                found += text + cell
            return found

        return render


def parse_template(text: str, line: int) -> Template:
    """Read a template; ValueError where a brace stands alone or a column has no name."""
    parts: list[tuple[str, str, bool]] = []
    before, end = "", 0
    for match in _PART.finditer(text):
        before += text[end : match.start()]
        end = match.end()
        found = match.group()
        if found in ("{{", "}}"):
            before += found[0]
        elif match[1] is None or not column_key(match[1].removesuffix("?")):
            hint = "write {列} for a column, and {{ for a brace"
            raise ValueError(f"{text!r} has a brace without its other one: {hint}")
        else:
            name = column_key(match[1])
            parts.append((before, name.removesuffix("?"), name.endswith("?")))
            before = ""
    before += text[end:]
    if before:
        parts.append((before, "", False))
    return Template(text, line, tuple(parts))
