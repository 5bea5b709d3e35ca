"""Who is of which region, by what the graph says, by full names and by the table of divisions; nothing is guessed.

It is the definition of the questions ``region-agreements`` and ``region-cooperation``: of a region is who stands in it,
serves it or has jurisdiction over it, who is a part of such a one, or whose full name begins with that of the province
or city. Beyond them, a court that appeals to another is in the territory (not at the seat) of that other, a member of a
group that stands in one place stands there, and who is of a city is of its province.
"""

from functools import cached_property

from kg.lookup.ends import Ends
from kg.lookup.gazetteer import Gazetteer
from kg.lookup.part import Parts


class Territory(Ends):
    """The regions of institutions in one version; what was found once is kept."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.gazetteer = Gazetteer(self)
        self._stands: dict[str, tuple[frozenset[str], ...]] = {}

    def acts(self, iri: str) -> bool:
        """Whether a resource is an institution, a unit, or a group of them."""
        return any(self.is_a(iri, klass) for klass in ("Institution", "InstitutionGroup", "Unit"))

    def parties(self, iri: str) -> list[str]:
        """Who acts where an institution does: itself, and the members of a group, each once."""
        return [*dict.fromkeys((iri, *(end for end in self.ends("hasMember").get(iri, ()) if self.acts(end))))]

    def regions(self, iri: str) -> frozenset[str]:
        """The places and regional initiatives that an institution is of; empty where nothing tells."""
        return frozenset().union(*self.stands(iri))

    def stands(self, iri: str) -> tuple[frozenset[str], ...]:
        """The regions of an institution at each place where it stands: a group of several places stands in each.

        What else tells its regions holds at every one of them. Empty where nothing tells.
        """
        if iri not in self._stands:
            places = self.ends("locatedIn").get(iri, []) if self.is_a(iri, "InstitutionGroup") else []
            near = [place for here in self.along(iri, "partOf") for place in self._near(here, iri)]
            rest = [place for place in near if place not in places or len(places) < 2]
            rest += [*self._group_stands(iri), *self.by_name(iri)]
            each = [self._around([place, *rest]) for place in places] if len(places) > 1 else [self._around(rest)]
            self._stands[iri] = tuple(dict.fromkeys(stand for stand in each if stand))
        return self._stands[iri]

    def _around(self, near: list[str]) -> frozenset[str]:
        found = {up for place in near for up in self.along(place, "partOf", "locatedIn") if self.is_a(up, "Place")}
        return frozenset(found.union(*(self.gazetteer.above(place) for place in found)))

    def _near(self, here: str, start: str) -> list[str]:
        """The places that a link of a chain of parts names; the link itself may be a place."""
        near = [here] if here != start else []
        for prop in ("locatedIn", "serves", "hasJurisdiction"):
            near += self.ends(prop).get(here, ())
        for court in self.along(here, "appealsTo")[1:]:
            near += self.ends("hasJurisdiction").get(court, ())
        return near

    def _group_stands(self, iri: str) -> list[str]:
        """Where the groups that have this member stand; a group that stands in several places tells nothing of it."""
        groups = self.ends("hasMember", inverse=True).get(iri, ())
        stands = (self.ends("locatedIn").get(group, []) for group in groups)
        return [place for places in stands if len(places) == 1 for place in places]

    def by_name(self, iri: str) -> list[str]:
        """The places that the full name of an institution begins with.

        The province or city, 省 and 市 left out or not: 长春知识产权法庭 is of 长春市, 吉林市中级人民法院 by its name
        not of 吉林省. And the division of an office, with what holds it: 农安县人民法院 is of 农安县, so of 长春市.
        """
        name = self.label(iri)
        found = [place for place, full in self._named.get(name[:2], ()) if _begins(name, full)]
        return [*dict.fromkeys((*self.gazetteer.of_office(name), *found))]

    @cached_property
    def _named(self) -> dict[str, list[tuple[str, str]]]:
        """Provinces and cities with their names, by the first two characters."""
        found: dict[str, list[tuple[str, str]]] = {}
        for place in self.places:
            name = self.label(place)
            if len(name) > 2 and name[-1] in "省市":
                found.setdefault(name[:2], []).append((place, name))
        return found


def _begins(name: str, place: str) -> bool:
    stem = place[:-1]
    return name.startswith(place) or (name.startswith(stem) and name[len(stem) :][:1] not in ("省", "市"))
