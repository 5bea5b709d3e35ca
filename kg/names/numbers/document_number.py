"""Document numbers (发文字号): 法发〔2020〕22号, 法释〔2020〕17号, 吉高法〔2022〕45号.

Series, year in brackets of any kind, 第 or not, number, 号. The issuer is told where it is established: series that
documents of the Supreme People's Court are seen to have, and the character of a province (法〔2015〕137号, article 4)
with 高法, with or without more behind (吉高法, 京高法发), for its high court. Of all others the series is kept and the
issuer is empty: of 法办, 法函, 法复, 法明传 too, whose issuer no source that was found tells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.names.numbers.text import PROVINCES, fold, squeeze

SUPREME_COURT = "最高人民法院"
# As on 法〔2015〕137号, 法〔2018〕335号, 法发〔2020〕22号, 法释〔2020〕17号.
SUPREME_SERIES = frozenset({"法", "法发", "法释"})
# Words that stand before a number in running text; without one of them 政法函〔2023〕42号 would hold a 法函.
_LEADS = (
    *(
        SUPREME_COURT,
        "根据",
        "依据",
        "按照",
        "依照",
        "参照",
        "适用",
        "以及",
        "印发",
        "发布",
        "公布",
        "制定",
        "关于",
        "同时",
    ),
    *"的以和与及见即为是由对按了号指称",
)
_HAN = "\u3400-\u9fff"
_YEAR_AND_NUMBER = r"\(\s*(?P<year>[0-9]{4})\s*\)\s*(?:第\s*)?(?P<number>[0-9]{1,5})\s*号"
_NUMBER = re.compile(rf"(?P<series>[{_HAN}](?:\s*[{_HAN}]){{0,15}})\s*{_YEAR_AND_NUMBER}")
_BEHIND = re.compile(_YEAR_AND_NUMBER)
_HIGH = re.compile(rf"[{PROVINCES}]高法[{_HAN}]{{0,3}}$")
_LONGEST = 24
_LONGEST_SERIES = 8
_FIRST_YEAR = 1949


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of a document: ``issuer`` (empty where not known), ``series``, ``year``, ``number`` in the year.

    ``text``, ``start`` and ``end`` (code points, end exclusive) say where it stood; they are not part of the number.
    """

    issuer: str
    series: str
    year: int
    number: int
    text: str = field(default="", compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)
    end: int = field(default=0, compare=False, repr=False)

    def format(self) -> str:
        """The number as it is written officially: 法发〔2020〕22号."""
        return f"{self.series}〔{self.year}〕{self.number}号"


@lru_cache(maxsize=4096)
def issuer(series: str) -> str:
    """Who issues a series: the name of the court, empty where no rule tells it."""
    if series in SUPREME_SERIES:
        return SUPREME_COURT
    if _HIGH.fullmatch(series):
        from kg.names.codes import by_code

        found = [court for court, _ in by_code(series[0])]
        return found[0].name if len(found) == 1 else ""
    return ""


def parse(text: str) -> DocumentNumber | None:
    """The number that a text is, and nothing else; None where it is none. Nothing is raised for any text."""
    folded = fold(text).strip()
    found = _NUMBER.fullmatch(folded)
    if not found:
        return None
    lead = len(text) - len(fold(text).lstrip())
    return _made(found, squeeze(found["series"]), text, lead, found.start())


def find_all(text: str) -> Iterator[DocumentNumber]:
    """Every document number in a text, in order.

    In running text nothing says where a series begins. It is a series of known issuer where punctuation, a quote, a
    line or a word such as 根据 stands before it; else all that stands between those marks and the bracket, unless that
    is longer than series are.
    """
    folded = fold(text)
    for found in _BEHIND.finditer(folded):
        series, start = _series(folded, found.start())
        if series:
            made = _made(found, series, text, 0, start)
            if made:
                yield made


def _series(folded: str, end: int) -> tuple[str, int]:
    """The series that ends at a place, and where it begins; empty where there is none."""
    start = end
    letters: list[tuple[str, int]] = []
    while (
        start and len(letters) < _LONGEST and ("\u3400" <= folded[start - 1] <= "\u9fff" or folded[start - 1].isspace())
    ):
        start -= 1
        if not folded[start].isspace():
            letters.append((folded[start], start))
    letters.reverse()
    run = "".join(letter for letter, _ in letters)
    bounded = start == 0 or folded[start - 1] in '"(,.;:|!-/'
    for cut in range(len(run)):
        first_of_line = cut > 0 and "\n" in folded[letters[cut - 1][1] : letters[cut][1]]
        led = (cut == 0 and bounded) or first_of_line or any(run[:cut].endswith(lead) for lead in _LEADS)
        if (led or _HIGH.fullmatch(run[cut:])) and issuer(run[cut:]):
            return run[cut:], letters[cut][1]
    skip = next((len(lead) for lead in _LEADS if run.startswith(lead)), 0)
    series = run[skip:]
    is_series = bounded and 0 < len(series) <= _LONGEST_SERIES and "法院" not in series
    return (series, letters[skip][1]) if is_series else ("", 0)


def _made(found: re.Match[str], series: str, text: str, lead: int, start: int) -> DocumentNumber | None:
    year, number = int(found["year"]), int(found["number"])
    if year < _FIRST_YEAR or not number:
        return None
    begin, end = start + lead, found.end() + lead
    return DocumentNumber(issuer(series), series, year, number, text[begin:end], begin, end)
