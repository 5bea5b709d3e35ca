"""The courts of a level whose area holds a place or lies in it, in the order of the directory."""

from collections.abc import Iterable
from datetime import date

from kg.lookup.hears import courts as hears_courts
from kg.lookup.hears import divisions as hears_divisions
from kg.lookup.hears.place import Where
from kg.names.court import Court
from kg.names.directory import courts


def at_level(here: Where, level: str, day: date) -> tuple[Court, ...]:
    """The courts of a level whose area holds a place; where the place is larger than such an area, those in it."""
    code = here.codes[0]
    if level == "high":
        return hears_courts.of_division(here.codes[-1], level, day)
    if here.level == "county":
        basic = hears_courts.of_division(code, "basic", day)
        return basic if level == "basic" else _above(basic, day)
    if here.level == "prefecture":
        middle = hears_courts.of_division(code, "intermediate", day)
        own = hears_courts.of_division(code, "basic", day)
        basic = _once((*own, *(each for up in middle for each in hears_courts.below(up, day))))
        return basic if level == "basic" else middle or _above(basic, day)
    middle = _in_province(code, day)
    return middle if level == "intermediate" else _once(b for up in middle for b in hears_courts.below(up, day))


def near(here: Where, level: str, day: date) -> tuple[Court, ...]:
    """The basic courts of the city that a district without a court of its own lies in: 三亚市城郊人民法院."""
    if here.level != "county" or level != "basic" or len(here.codes) < 2:
        return ()
    return hears_courts.of_division(here.codes[1], "basic", day)


def _once(found: Iterable[Court]) -> tuple[Court, ...]:
    return tuple(dict.fromkeys(found))


def _above(lower: Iterable[Court], day: date) -> tuple[Court, ...]:
    return _once(up for court in lower if (up := hears_courts.above(court, day)))


def _in_province(code: str, day: date) -> tuple[Court, ...]:
    """The intermediate courts of divisions in a province."""
    return tuple(
        court
        for court in courts().values()
        if court.level == "intermediate"
        and court.division[:2] == code[:2]
        and hears_courts.ordinary(court)
        and hears_courts.stands(court, day)
    )


def place_name(here: Where, day: date) -> str:
    """The name of a place without what holds it."""
    return hears_divisions.full_name(here.codes[:1], day)
