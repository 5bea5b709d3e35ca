"""Which of several courts a text means, by what its context names; and which of them there were on a day."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import MUNICIPALITIES

if TYPE_CHECKING:
    from kg.names.text.context import Context

# How near the context is to a court: it names the court, its division, its city, its province, or nothing of these.
NAMED, THERE, CITY, PROVINCE, ELSEWHERE = 4, 3, 2, 1, 0


def city(code: str) -> str:
    """What the codes of a city have in common: four digits, two in a municipality, none for a province or nothing."""
    if code[:2] in MUNICIPALITIES:
        return code[:2]
    return code[:4] if code[2:4] not in ("", "00") else ""


def _codes(court: Court) -> tuple[str, ...]:
    superior = courts().get(court.superior)
    return tuple(code for code in (court.division, superior.division if superior else "") if code)


def nearness(codes: Sequence[str], context: "Context") -> int:
    """How near a context is to something in divisions of these codes; never `NAMED`."""
    if codes and codes[0] in context.places and codes[0][4:] != "00":
        return THERE
    cities = {city(code) for code in context.places} - {""}
    if any(city(code) in cities for code in codes):
        return CITY
    provinces = {code[:2] for code in context.places}
    return PROVINCE if any(code[:2] in provinces for code in codes) else ELSEWHERE


def near(court: Court, context: "Context") -> int:
    """How near a context is to a court."""
    named = (*context.courts, context.topic) if context.topic else context.courts
    if any(other.name == court.name for other in named):
        return NAMED
    return nearness(_codes(court), context)


def nearest(options: Sequence[Court], context: "Context | None") -> tuple[tuple[Court, ...], int]:
    """The courts to which a context is nearest, and how near; all of them where it says nothing.

    Where several are equally near, the city of the document's own court (`Context.topic`) decides, and nothing else:
    the more frequent or the later of two cities is no reason.
    """
    if context is None:
        return tuple(options), ELSEWHERE
    scores = [near(court, context) for court in options]
    best = max(scores, default=ELSEWHERE)
    if best == THERE:  # 伊宁县 against 伊宁市; but 北京市朝阳区 says nothing against 长春, where that is named as well
        cities = {city(court.division) for court, score in zip(options, scores, strict=True) if score >= CITY}
        best = THERE if len(cities) == 1 else CITY
        scores = [min(score, best) for score in scores]
    left = tuple(court for court, score in zip(options, scores, strict=True) if score == best)
    if len(left) > 1 and best and context.topic:
        home = city(context.topic.division)
        there = tuple(court for court in left if home and home in map(city, _codes(court)))
        left = there or left
    return left, best


def existed(since: str, until: str, on: date | None) -> bool:
    """Whether a day (or today, for None) lies between two dates of any precision, which count; empty ones are open."""
    if on is None:
        return not until
    day = on.isoformat()
    return (not since or since <= day[: len(since)]) and (not until or day[: len(until)] <= until)
