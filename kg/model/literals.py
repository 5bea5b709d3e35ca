"""Literals in canonical form: the store rewrites what is not canonical, so the house does it first, or refuses."""

import datetime
import re
from collections.abc import Callable

from kg.model.iris import EDTF, XSD
from kg.model.statements import literal

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_INTEGER = re.compile(r"[+-]?\d+")
_YEAR = re.compile(r"(1[0-9]|2[01])\d\d")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MULTIPLIERS = {"万亿": 10**12, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万": 10**4}
# Units that begin with such a character and are no multiples of anything.
_NOT_MULTIPLIED = frozenset({"万", "亿"})


def decimal(text: str) -> str:
    """The canonical lexical form of an exact decimal: ``12.50`` gives ``12.5``, ``+5`` gives ``5``.

    Raises ValueError where the text is no plain decimal, or finer or larger than the store holds exactly
    (18 digits after the point, 20 before).
    """
    if not _DECIMAL.fullmatch(text) or not text.isascii():
        raise ValueError("not a plain decimal number, such as 14762 or 98.52")
    sign = "-" if text.startswith("-") else ""
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    if len(whole) > 20 or len(fraction) > 18:
        raise ValueError("more digits than the store keeps exactly (20 before the point, 18 after)")
    number = f"{whole}.{fraction}" if fraction else whole
    return number if number == "0" else sign + number


def integer(text: str) -> str:
    """The canonical lexical form of an integer; ValueError where the text is none or has over 18 digits."""
    if not _INTEGER.fullmatch(text) or not text.isascii():
        raise ValueError("not a whole number")
    number = str(int(text)) if len(text) <= 19 else ""
    if not number:
        raise ValueError("more than 18 digits")
    return number


def date(text: str) -> tuple[str, str]:
    """A date with its precision: the text and the datatype ``gYear``, ``gYearMonth`` or ``date`` of XSD.

    Raises ValueError where the text is no date of the calendar.
    """
    if _YEAR.fullmatch(text):
        return text, XSD + "gYear"
    if _MONTH.fullmatch(text):
        return text, XSD + "gYearMonth"
    if _DAY.fullmatch(text):
        try:
            datetime.date.fromisoformat(text)
        except ValueError:  # worded otherwise in every version of Python
            raise ValueError("not a day of the calendar") from None
        return text, XSD + "date"
    raise ValueError("not a date of the form 2022, 2022-09 or 2022-09-26")


def interval(text: str) -> tuple[str, str]:
    """A date, or an interval of two (EDTF level 0 and open ends): ``2022-09-26/..``.

    Raises ValueError where an end is no date, or the interval ends before it begins.
    """
    if "/" not in text:
        return date(text)
    start, _, end = text.partition("/")
    for side in (start, end):
        if side != "..":
            date(side)
    if start == end == "..":
        raise ValueError("an interval needs one end at least")
    if ".." not in (start, end) and end[: len(start)] < start[: len(end)]:
        raise ValueError("the interval ends before it begins")
    return text, EDTF


def split_unit(unit: str) -> tuple[str, str]:
    """A printed unit as unit and multiplier: ``万元`` gives ``("元", "10000")``, ``件`` gives ``("件", "")``."""
    for word, factor in _MULTIPLIERS.items():
        if unit.startswith(word) and unit not in _NOT_MULTIPLIED:
            return unit[len(word) :], str(factor)
    return unit, ""


def _typed(pair: tuple[str, str]) -> str:
    return literal(pair[0], datatype=pair[1])


_WRITERS: dict[str, Callable[[str], str]] = {
    XSD + "string": literal,
    XSD + "decimal": lambda text: literal(decimal(text), datatype=XSD + "decimal"),
    XSD + "integer": lambda text: literal(integer(text), datatype=XSD + "integer"),
    XSD + "date": lambda text: _typed(date(text)),
    EDTF: lambda text: _typed(interval(text)),
}


def writer(datatypes: frozenset[str]) -> Callable[[str], str]:
    """The function that writes a text as the canonical literal of a range: a set of datatype IRIs.

    A range with ``xsd:date`` takes years and months too; one with EDTF takes intervals besides.
    """
    for name in (EDTF, XSD + "date", XSD + "decimal", XSD + "integer"):
        if name in datatypes:
            return _WRITERS[name]
    return _WRITERS[XSD + "string"]
