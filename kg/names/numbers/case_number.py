"""Case numbers (案号): read, write, find in running text.

Grammar: 法〔2015〕137号 as amended by 法〔2018〕335号, articles 2 to 10
(``docs/case-numbers.md`` says what was read of it).
Brackets of any kind or none, any width, white space between the parts, traditional characters are one number.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.names.numbers.answers import Answer, CaseNumber, Numbers, Unresolved
from kg.names.numbers.scan import FIRST_COURTS, Head, scan
from kg.names.numbers.text import DIGIT, LETTER, SUPREME, fold, masked

if TYPE_CHECKING:
    from datetime import date

    from kg.names.numbers.old import OldNumber

# Where a number may begin: a year in brackets; a bare one before a code or 字第; a code with digits and no year at all.
_HEAD = re.compile(
    rf"\(\s*(?P<year>{DIGIT}[0-9x ]{{0,7}}?)\s*(?:(?P<nian>年)\s*)?\)"
    rf"|(?P<open>\(\s*)?(?<![0-9])(?P<bare>[0-9]{{1,3}}{DIGIT}{{1,3}})\s*(?:(?P<close>\))?(?P<after>年?)(?<=[)年])\s*)?"
    rf"(?={SUPREME}|x|(?!年|月|日){LETTER}(?:\s*{DIGIT}|{LETTER}{{0,11}}字\s*第|\s*{LETTER}{{1,4}}\s*{DIGIT}+\s*号))"
    rf"|(?P<none>(?:{SUPREME}|{LETTER}{DIGIT}{{2,5}})(?=\s*{LETTER}{{1,4}}\s*{DIGIT}+\s*号))"
)


def find_all(text: str, today: "date | None" = None) -> Iterator[Answer]:
    """Every case number in a text, in order, with those that are masked, malformed, or of no known court or type.

    ``start`` and ``end`` are code points of the text. Nothing is raised for any text. ``today`` is the day by which
    a year lies in the future; the present one where it is not given.
    """
    year, folded, at = _year(today), fold(text), 0
    while found := _HEAD.search(folded, at):
        head = _head(found)
        answer = scan(folded, head, year)
        at = found.end() if found.end() > at else at + 1
        if answer is not None:
            answer = _with_text(answer, text)
            at = max(at, answer.end)
            yield answer


def parse(text: str, today: "date | None" = None) -> Answer:
    """What a text is, read as one case number: the number, several, or why it is none.

    Text around the number is allowed; ``start`` and ``end`` say what was read. Several expressions give `Numbers` where
    all are numbers, else the first that is none. Nothing is raised for any text.
    """
    if not text.strip():
        return Unresolved("malformed", "the text is empty", text=text, end=len(text))
    answers = list(find_all(text, today))
    if not answers:
        return _nothing(text)
    if len(answers) == 1:
        return answers[0]
    numbers: list[CaseNumber | OldNumber] = []
    for answer in answers:
        if isinstance(answer, Unresolved):
            return answer
        numbers += answer.numbers if isinstance(answer, Numbers) else (answer,)
    start, end = answers[0].start, answers[-1].end
    return Numbers(tuple(numbers), text[start:end], start, end)


def each_number(answer: Answer) -> tuple[Answer, ...]:
    """The numbers of a list or range one by one; any other answer alone."""
    return answer.numbers if isinstance(answer, Numbers) else (answer,)


def _year(today: "date | None") -> int:
    if today is not None:
        return today.year
    import time

    return time.localtime().tm_year


def _head(found: re.Match[str]) -> Head:
    if found["none"]:
        return Head("", found.start(), found.start(), "no year stands before the court code")
    year = (found["year"] or found["bare"]).replace(" ", "")
    problem = ""
    if found["nian"] or found["after"]:
        problem = "年 stands behind the year"
    elif not masked(year) and len(year) != 4:
        problem = f"the year has {len(year)} digits, not four"
    elif not masked(year) and int(year) < FIRST_COURTS:
        problem = f"{year}: there are no numbers of the People's Courts before {FIRST_COURTS}"
    warning = "one bracket of the year is missing" if bool(found["open"]) != bool(found["close"]) else ""
    return Head(year, found.start(), found.end(), problem, warning)


def _with_text(answer: Answer, text: str) -> Answer:
    part = text[answer.start : answer.end]
    if isinstance(answer, Numbers):
        numbers = tuple(replace(number, text=part) for number in answer.numbers)
        return replace(answer, text=part, numbers=numbers)
    return replace(answer, text=part)


def _nothing(text: str) -> Unresolved:
    """Why a text holds no case number."""
    whole = {"text": text, "end": len(text)}
    folded = fold(text)
    if re.fullmatch(rf"\s*{LETTER}{{1,6}}?[刑民行商知]{LETTER}{{1,3}}字\s*第\s*[0-9]+\s*号\s*", folded):
        return Unresolved("malformed", "no year (form before 2016)", **whole)  # type: ignore[arg-type]
    if re.search(rf"{LETTER}\s*\([0-9]{{4}}\)\s*(?:第\s*)?[0-9]+\s*号", folded):
        return Unresolved("not a number", "a document number, not a case number", **whole)  # type: ignore[arg-type]
    return Unresolved("not a number", "no case number", **whole)  # type: ignore[arg-type]


__all__ = ["Answer", "CaseNumber", "Numbers", "Unresolved", "each_number", "find_all", "parse"]
