"""Figures and dates as documents print them: Arabic and Chinese numerals, separators, full width."""

import re
from decimal import Decimal

from kg.names.fold import squeeze

_ARABIC = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_CHINESE = re.compile(f"[{''.join((*_DIGITS, *_TENS, *_BIG))}]+")
# 3至5月, 26、27日: the unit may stand after the other end of a range.
_RANGE = r"(?=(?:[-—~至到、]\d{1,2})?"


def chinese_number(text: str) -> int | None:
    """The number of a Chinese numeral: 三百二十 is 320, 二〇二二 is 2022; None where it is none."""
    if text and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char in _BIG:
            below = section + digit
            # 三万亿 multiplies what came before; 一亿二千万 adds to it.
            total = (total + below) * _BIG[char] if char == "亿" else total + below * _BIG[char]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None


def numbers(text: str) -> set[Decimal]:
    """All numbers that a text prints.

    Each is read with and without the white space of the text: a line may break inside a number. A Chinese
    numeral gives its number also without 万 or 亿 at its end, which may belong to the unit (三万件).
    """
    found: set[Decimal] = set()
    for form in {text, squeeze(text), squeeze(text).replace(",", "")}:
        found |= {Decimal(token.replace(",", "")) for token in _ARABIC.findall(form)}
    for token in _CHINESE.findall(squeeze(text)):
        for numeral in {token, token.rstrip("万亿")}:
            number = chinese_number(numeral)
            found |= set() if number is None else {Decimal(number)}
    return found


def figure_stands(value: str, text: str) -> bool:
    """Whether a figure (a plain decimal) stands in a text, as any of its printed forms."""
    return Decimal(value) in numbers(text)


def missing_dates(date: str, text: str) -> list[str]:
    """The parts of a date or interval that a squeezed text does not print: ``["2022年", "9月"]``.

    ``2022-09-26`` stands in 2022年9月26日, in 二〇二二年九月二十六日 and in 2022-09-26 or 2022.9.26.
    """
    missing = []
    for end in date.split("/"):
        if end != "..":
            missing += [part for part, pattern in _parts(end) if not re.search(pattern, text, re.ASCII)]
    return list(dict.fromkeys(missing))


def _parts(date: str) -> list[tuple[str, str]]:
    names = ("年", "月", "日")
    rules = [_year, _month, _day]
    return [
        (f"{int(digits)}{name}", rule(int(digits)))
        for digits, name, rule in zip(date.split("-"), names, rules, strict=False)
    ]


def _year(year: int) -> str:
    chinese = "".join("[零〇○]" if digit == "0" else "零一二三四五六七八九"[int(digit)] for digit in str(year))
    return rf"(?<!\d){year}(?!\d)|{chinese}"


def _month(month: int) -> str:
    return rf"(?<!\d)0?{month}{_RANGE}月)|(?<=\d[-./])0?{month}(?!\d)|(?<!十){_numeral(month)}月"


def _day(day: int) -> str:
    chinese = rf"(?<![一二三四五六七八九十]){_numeral(day)}[日号]"
    return rf"(?<!\d)0?{day}{_RANGE}[日号])|(?<=\d[-./])0?{day}(?!\d)|{chinese}"


def _numeral(number: int) -> str:
    """A number from 1 to 39 in Chinese: 9 is 九, 26 is 二十六."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else "零一二三"[tens]) + "十"
    return head + ("零一二三四五六七八九"[ones] if ones else "")
