"""A map: places of the graph at the coordinates of their divisions, the courts there, and what ties them.

No outline is drawn by us: the country shows by a faint dot for each of its counties.
"""

from collections.abc import Iterator
from typing import Any

from kg.lookup.part import Parts
from kg.lookup.part_json import node_json
from kg.lookup.regions import cell_json, cells
from kg.lookup.territory import Territory
from kg.lookup.ties import ties
from kg.names.divisions import leaves

Json = dict[str, Any]
_LEVELS = ("county", "city", "province")
_NOWHERE = ("没有陈述说明它在何处", "no statement tells where it is")
_OFF_MAP = ("所在地没有坐标：{}", "its place has no coordinates: {}")
STATED = ("locatedIn", "hasJurisdiction")


class Spots:
    """Where institutions are on the map: at the nearest place of the graph whose division is known."""

    def __init__(self, territory: Territory) -> None:
        self.territory = territory
        self._found: dict[str, tuple[tuple[str, ...], str]] = {}

    def level(self, place: str) -> int:
        """0 for a county, 1 for a city, 2 for a province; -1 for a place that is no division."""
        division = self.territory.gazetteer.match(place).division
        if division is None:
            return -1
        return 2 if division.code.endswith("0000") else 1 if division.code.endswith("00") else 0

    def of(self, iri: str) -> tuple[tuple[str, ...], str]:
        """The places where an institution is, and by what: ``locatedIn``, ``hasJurisdiction``, ``name``.

        What it is a part of is asked too. A group may be in several places; nobody else is. Where nothing tells, there
        are no places.
        """
        if iri not in self._found:
            self._found[iri] = next(self._ways(iri), ((), ""))
        return self._found[iri]

    def _ways(self, iri: str) -> Iterator[tuple[tuple[str, ...], str]]:
        several = self.territory.is_a(iri, "InstitutionGroup")
        for prop in STATED:
            for here in self.territory.along(iri, "partOf"):
                ends = self.territory.ends(prop).get(here, ())
                found = dict.fromkeys(near for near in map(self._nearest, ends) if near)
                if len(found) == 1 or (found and several):
                    yield tuple(found), prop
        found = dict.fromkeys(place for place in self.territory.by_name(iri) if self.level(place) >= 0)
        lowest = min(map(self.level, found), default=-1)
        nearest = tuple(place for place in found if self.level(place) == lowest)
        if len(nearest) == 1:
            yield nearest, "name"

    def _nearest(self, place: str) -> str:
        """A place, or the nearest that holds it, whose division is known; empty where there is none."""
        line = self.territory.along(place, "partOf", "locatedIn")
        return next((up for up in line if self.territory.is_a(up, "Place") and self.level(up) >= 0), "")

    def stands(self, iri: str) -> tuple[frozenset[str], ...]:
        """The places of an institution, one by one, as `kg.lookup.ties.pairs` wants them."""
        return tuple(frozenset({place}) for place in self.of(iri)[0])


def backdrop() -> list[tuple[float, float]]:
    """Longitude and latitude of every county, in degrees with two decimals (a kilometre), sorted."""
    return sorted({(round(each.lon, 2), round(each.lat, 2)) for each in leaves()})


def country(parts: Parts) -> Json:
    """The map as JSON: ``backdrop``, ``places`` with their courts, ``links`` between them, ``unplaced`` with reasons.

    A court says ``by`` what it is where it is: ``locatedIn``, ``hasJurisdiction``, ``name``; a place its ``level``:
    ``county``, ``city``, ``province``.
    """
    territory = Territory(parts)
    spots = Spots(territory)
    courts: dict[str, list[Json]] = {}
    lost: list[Json] = []
    for court in territory.of_class("Court"):
        places, by = spots.of(court)
        for place in places:
            courts.setdefault(place, []).append(node_json(parts, parts.node(court)) | {"by": by})
        if not places:
            lost.append(_unplaced(parts, court, *_why(territory, court)))
    shown = []
    for place in territory.places:
        match = territory.gazetteer.match(place)
        node = node_json(parts, parts.node(place))
        if match.division:
            at = {"lon": match.division.lon, "lat": match.division.lat, "level": _LEVELS[spots.level(place)]}
            shown.append(node | at | {"courts": courts.get(place, [])})
        else:
            lost.append(_unplaced(parts, place, match.zh, match.en))
    # A tie of a city with its own province is no line on a map.
    holds = {place: {place, *territory.gazetteer.above(place)} for place in territory.places}
    links = [
        cell
        for cell in cells(ties(territory), spots.stands)
        if cell.one not in holds[cell.other] and cell.other not in holds[cell.one]
    ]
    return {
        "backdrop": backdrop(),
        "places": shown,
        "links": [cell_json(parts, cell) for cell in links],
        "unplaced": lost,
    }


def _why(territory: Territory, court: str) -> tuple[str, str]:
    """Why a court is not on the map."""
    told = {place for here in territory.along(court, "partOf") for place in territory.ends("locatedIn").get(here, ())}
    if not told:
        return _NOWHERE
    names = sorted((territory.label(place), territory.parts.reader.label(place, "en")) for place in told)
    return _OFF_MAP[0].format("、".join(zh for zh, _ in names)), _OFF_MAP[1].format(", ".join(en for _, en in names))


def _unplaced(parts: Parts, iri: str, zh: str, en: str) -> Json:
    return node_json(parts, parts.node(iri)) | {"reason_zh": zh, "reason_en": en}
