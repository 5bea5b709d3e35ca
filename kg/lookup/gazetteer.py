"""Which administrative division a place of the graph is: by its exact full name, and by nothing else."""

import re
from functools import cached_property
from typing import NamedTuple

from kg.lookup.ends import Ends
from kg.names.divisions import Division, above, named

# Courts, procuratorates and governments have the full name of their division before the word 人民.
_OFFICE = re.compile("(.{2,}?[省市区县旗州盟])(?:高级|中级)?人民")
_SHOWN = 4  # divisions of one name that a reason lists


class Match(NamedTuple):
    """The division of a place; None with the reason in both languages where it is none, or not told which."""

    division: Division | None
    zh: str = ""
    en: str = ""


class Gazetteer:
    """The divisions of the places of one version."""

    def __init__(self, ends: Ends) -> None:
        self._ends = ends
        self._matches: dict[str, Match] = {}

    def match(self, place: str) -> Match:
        """The division of a place (an IRI); where several have its name, the one below what holds the place."""
        if place not in self._matches:
            self._matches[place] = self._find(place)
        return self._matches[place]

    def _find(self, place: str) -> Match:
        if self._ends.is_a(place, "RegionalInitiative"):
            return Match(None, "区域战略不是行政区划", "a regional initiative is no administrative division")
        found = named(self._ends.label(place))
        if not found:
            return Match(None, "行政区划表中没有这个全称", "no administrative division has this full name")
        holders = [each for up in self._ends.along(place, "partOf", "locatedIn")[1:] for each in self._holders(up)]
        if len(found) > 1:
            found = tuple(each for each in found if any(up in holders for up in above(each.code))) or found
        if len(found) > 1:
            names = "、".join(_full(each) for each in found[:_SHOWN]) + ("等" if len(found) > _SHOWN else "")
            return Match(None, f"同名区划不止一个：{names}", f"several divisions have this name: {names}")
        wrong = next((up for up in holders if up.code[:2] != found[0].code[:2]), None)
        if wrong:
            zh = f"图谱说它属于{wrong.name}，区划表说它是{_full(found[0])}"
            return Match(None, zh, f"the graph puts it in {wrong.name}, the table of divisions knows {_full(found[0])}")
        return Match(found[0])

    def _holders(self, place: str) -> tuple[Division, ...]:
        """The one division that a place above has the name of; none where several have it."""
        found = named(self._ends.label(place))
        return found if len(found) == 1 else ()

    def above(self, place: str) -> list[str]:
        """The places of the graph whose divisions hold that of a place, nearest first."""
        division = self.match(place).division
        return [iri for up in above(division.code) for iri in self._by_code.get(up.code, ())] if division else []

    def of_office(self, name: str) -> list[str]:
        """The places of the graph that a court, procuratorate or government has in its name, nearest first.

        白山市中级人民法院 is of 白山市 and of what holds it; which one 朝阳区人民法院 is of, its name does not tell.
        """
        office = _OFFICE.match(name)
        found = named(office[1]) if office else ()
        if len(found) != 1:
            return []
        return [iri for each in (found[0], *above(found[0].code)) for iri in self._by_code.get(each.code, ())]

    @cached_property
    def _by_code(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self._ends.places:
            division = self.match(place).division
            if division:
                found.setdefault(division.code, []).append(place)
        return found


def _full(division: Division) -> str:
    """A division with the names of those above it: 吉林省长春市朝阳区."""
    return "".join(up.name for up in reversed(above(division.code))) + division.name
