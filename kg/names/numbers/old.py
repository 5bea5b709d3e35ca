"""A case number of the form before 2016, as a value; `kg.names.numbers.old_numbers` reads them."""

import re
from dataclasses import dataclass, field

from kg.names.court import Court
from kg.names.numbers.text import ORDINAL, numeral


@dataclass(frozen=True, slots=True)
class OldNumber:
    """A number of the form before 2016: （2014）民一终字第174号.

    ``chars``: the characters that stood for the court, as printed, often none. ``body``: division, nature and stage
    as printed (民五(商)初). ``part``: of a serial such as 3—2, the second part, 0 for none. ``suffix``: 1 for 之一.
    ``court`` is there where a habit that was observed leaves one court; else ``candidates``, which may be none, and
    ``reason`` says why.
    """

    year: int
    chars: str
    body: str
    serial: int
    part: int = 0
    suffix: int = 0
    text: str = field(default="", compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)
    end: int = field(default=0, compare=False, repr=False)
    court: Court | None = field(default=None, compare=False, repr=False)
    candidates: tuple[Court, ...] = field(default=(), compare=False, repr=False)
    reason: str = field(default="", compare=False, repr=False)
    warnings: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def state(self) -> str:
        """``ok`` where the court is known, else ``ambiguous``."""
        return "ok" if self.court else "ambiguous"

    @property
    def division(self) -> str:
        """The division of the court, with what stands in brackets: 民一, 民五(商); empty where none is written."""
        found = re.match(rf"[刑民行商知经少](?:[{ORDINAL}](?:\([^()]+\))?|\([^()]+\))", self.body)
        return found.group() if found else ""

    @property
    def type(self) -> str:
        """Nature and stage without the division: 民终 of 民一终."""
        return re.sub(rf"(?<=^.)[{ORDINAL}]?(?:\([^()]+\))?", "", self.body) if self.division else self.body

    def format(self) -> str:
        """The number as such numbers were mostly written: full-width brackets, 字第, no leading zeros."""
        part = f"-{self.part}" if self.part else ""
        suffix = f"之{numeral(self.suffix)}" if self.suffix else ""
        return f"（{self.year}）{self.chars}{self.body}字第{self.serial}{part}号{suffix}"
