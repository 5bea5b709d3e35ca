"""What a text was read as when it was read as a case number: the number, several, or why there is none."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, Union

from kg.names.court import Court, CourtCode, Level
from kg.names.numbers.text import numeral

if TYPE_CHECKING:
    from kg.names.numbers.old import OldNumber

State = Literal["malformed", "unknown code", "unknown type", "ambiguous", "masked", "not a number"]


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number (案号) by 法〔2015〕137号 and 法〔2018〕335号: （2023）最高法知民终1511号之一.

    ``year``: the year in which the case was received. ``code``: the court code. ``special``: 知 or nothing. ``type``:
    the type characters. ``serial``: the number in the year. ``suffix``: 1 for 之一, 0 for none.

    How it was read is not part of the number: ``text`` as it stood from ``start`` to ``end`` (code points, end
    exclusive), the court with what is known of its code, and warnings. Two numbers are equal where the first six are.
    """

    state: ClassVar[str] = "ok"

    year: int
    code: str
    special: str
    type: str
    serial: int
    suffix: int = 0
    text: str = field(default="", compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)
    end: int = field(default=0, compare=False, repr=False)
    court: Court | None = field(default=None, compare=False, repr=False)
    court_code: CourtCode | None = field(default=None, compare=False, repr=False)
    warnings: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def format(self) -> str:
        """The number as article 3 has it written: full-width brackets, no white space, no leading zeros."""
        suffix = f"之{numeral(self.suffix)}" if self.suffix else ""
        return f"（{self.year}）{self.code}{self.special}{self.type}{self.serial}号{suffix}"

    @property
    def level(self) -> Level | None:
        """The level of the court; where the court is not known, that which the length of the code says (article 5)."""
        return self.court.level if self.court else level(self.code)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Several numbers that stood together: a list (1、2号), a range (1-3号), or one after the other."""

    numbers: tuple["CaseNumber | OldNumber", ...]
    text: str = field(default="", compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)
    end: int = field(default=0, compare=False, repr=False)

    @property
    def state(self) -> str:
        """``ok``, or ``ambiguous`` where the court of one is not known."""
        return "ok" if all(number.state == "ok" for number in self.numbers) else "ambiguous"

    def format(self) -> str:
        """All numbers in full, set apart by 、."""
        return "、".join(number.format() for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No number that could be understood in full; ``state`` says what kind of answer it is, ``reason`` why.

    ``at``: where in the text the reason lies (code points). What is known all the same: ``year``, ``code``, ``level``,
    ``court``, ``type``, ``serial``; 0, "" or None for what is not. ``masked``: which parts are masked, of year, code,
    type, serial. ``candidates``: the courts that an ambiguous number may be of.
    """

    state: State
    reason: str
    at: int = 0
    year: int = 0
    code: str = ""
    special: str = ""
    type: str = ""
    serial: int = 0
    level: Level | None = None
    court: Court | None = None
    court_code: CourtCode | None = None
    candidates: tuple[Court, ...] = ()
    masked: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    text: str = ""
    start: int = 0
    end: int = 0


Answer = Union[CaseNumber, "OldNumber", Numbers, Unresolved]


def level(code: str) -> Level | None:
    """The level that the length of a court code says: 最高法, 吉, 吉01, 吉0104 (articles 4 and 5); None for no code."""
    if code == "最高法":
        return "supreme"
    digits = len(code) - 1
    return "high" if digits == 0 else "intermediate" if digits == 2 else "basic" if digits == 4 else None
