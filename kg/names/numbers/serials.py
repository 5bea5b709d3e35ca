"""The end of a case number: serial, 号, 之一; lists (1、2号), ranges (1-3号), masks."""

import re
from functools import cache
from typing import Final, NamedTuple

from kg.names.numbers.text import DIGIT, ORDINAL, masked, ordinal, squeeze

MOST: Final = 10_000  # numbers in one list or range
LONGEST: Final = 8  # digits of a serial; article 10(2) of 法〔2015〕137号 gives 刑核 eight, no other number has more
_D = rf"{DIGIT}+(?:[^\S\n]*\n\s*{DIGIT}+)?"  # documents break lines inside numbers
_ORD = rf"之\s*(?:[{ORDINAL}]{{1,3}}|[0-9]{{1,3}})"
_JOIN = r"\s*(?:\||以及|及|和|与|至|到|-|/)\s*"
_DIGITS = frozenset("0123456789")
_GOES_ON = frozenset("之|以及和与至到-/ \t\n\r\f\v")
_TO = ("至", "到", "-")
_NO_ORDINAL = "之 is followed by no ordinal from 一 to 九十九"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All that may stand from the first serial to 号 and 之一, and one piece of it; made when they are needed."""
    item = rf"{_D}(?:\s*号(?:\s*{_ORD})?)?"
    return re.compile(
        rf"\(?\s*(?P<items>(?:{item}{_JOIN})*{_D})\s*(?:\)\s*)?号(?P<suffixes>(?:\s*{_ORD}(?:\s*\|\s*{_ORD})*)?)"
    ), re.compile(rf"(?P<digits>{_D})(?:\s*号)?(?:\s*(?P<suffix>{_ORD}))?(?P<join>{_JOIN})?")


class Serials(NamedTuple):
    """What stands behind the type: serials with their suffixes (0 for none), or the problem and where it lies."""

    items: tuple[tuple[int, int], ...]
    end: int
    masked: bool = False
    zeros: bool = False
    part: int = 0
    problem: str = ""
    at: int = 0


def read(text: str, at: int, ranges: bool = True) -> Serials | None:
    """The serials at a place of a folded text; None where there is none that ends in 号.

    Without ``ranges`` (the form before 2016) a dash sets the part of a serial apart: 3-2 is the second ruling in 3.
    """
    if (alone := _alone(text, at)) is not None:
        return alone
    whole, pieces = _patterns()
    found = whole.match(text, at)
    if not found:
        return None
    items: list[tuple[int, int]] = []
    zeros, part, begun = False, 0, False
    for piece in pieces.finditer(text, found.start("items"), found.end("items")):
        digits, where = squeeze(piece["digits"]), piece.start()
        if masked(digits):
            return Serials((), found.end(), masked=True)
        if (problem := _problem(digits)) is not None:
            return Serials((), found.end(), problem=problem, at=where)
        serial, suffix = int(digits), _suffix(piece["suffix"])
        zeros = zeros or digits.startswith("0")
        if suffix is None:
            return Serials((), found.end(), problem=_NO_ORDINAL, at=where)
        if begun and not ranges:
            part = serial
        elif begun:
            first = items[-1][0]
            if (problem := _no_range(first, serial, len(items))) is not None:
                return Serials((), found.end(), problem=problem, at=where)
            items += [(each, 0) for each in range(first + 1, serial + 1)]
        else:
            items.append((serial, suffix))
        begun = (piece["join"] or "").strip() in _TO
    read_so_far = Serials(tuple(items), found.end(), zeros=zeros, part=part)
    return _with_suffixes(read_so_far, found)


def _with_suffixes(serials: Serials, found: re.Match[str]) -> Serials:
    """Serials with what stands behind 号: each 之一, 之二 is a number of the last serial."""
    parts = found["suffixes"].split("|")
    suffixes = [ordinal(each.strip().lstrip("之").strip()) for each in parts if each.strip()]
    if None in suffixes:
        return Serials((), serials.end, problem=_NO_ORDINAL, at=found.start("suffixes"))
    items = serials.items
    if suffixes:
        items = (*items[:-1], *((items[-1][0], each) for each in suffixes if each))
    if len(items) > MOST:
        return Serials((), serials.end, problem=f"a list of more than {MOST} numbers", at=found.start())
    return serials._replace(items=items)


def _no_range(first: int, last: int, before: int) -> str | None:
    """Why two serials are no range; ``before`` is how many numbers the list has already."""
    if last <= first:
        return f"the range runs backwards, {first} to {last} (rulings of one case are 之一, 之二)"
    return f"a range of more than {MOST} numbers" if before + last - first > MOST else None


def _alone(text: str, at: int) -> Serials | None:
    """One plain serial with 号, and nothing behind it that could go on: most numbers, without a pattern."""
    end = at
    while end < at + LONGEST and text[end : end + 1] in _DIGITS:
        end += 1
    if end == at or text[at] == "0" or text[end : end + 1] != "号" or text[end + 1 : end + 2] in _GOES_ON:
        return None
    return Serials(((int(text[at:end]), 0),), end + 1)


def _problem(digits: str) -> str | None:
    kept = digits.lstrip("0")
    if not kept:
        return "the serial is 0"
    return f"the serial has {len(kept)} digits, more than {LONGEST}" if len(kept) > LONGEST else None


def _suffix(text: str | None) -> int | None:
    """The number of 之一; 0 where there is none, None where it is no ordinal."""
    return ordinal(text.removeprefix("之").strip()) if text else 0
