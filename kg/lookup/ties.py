"""Who works together: co-operation that is stated, and undertakings in which several have a hand.

A tie is between parties: institutions, and the members of groups. What ties two regions is decided by where the parties
are, by whatever ``where`` says: regions for the matrix, dots for the map.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.lookup.territory import Territory

# As in the question region-cooperation: what gives an institution a hand in a mechanism or agreement.
HANDS = ("signed", "established", "participatesIn", "leads", "adopted")
_ABOUT = ("covers", "serves")

Triple = tuple[str, str, str]
# For each place where a party stands, the regions that it is of there.
Where = Callable[[str], tuple[frozenset[str], ...]]
Here = dict[str, list[tuple[str, frozenset[str]]]]


class Tie(NamedTuple):
    """What ties parties: ``through`` is the undertaking (an IRI), empty where they simply co-operate.

    ``sides`` are the two sides of a co-operation, or the hands in an undertaking, each with the statement that says so
    (subject, local name of the property, object) and the parties that it means. ``regions`` are those that an
    undertaking is about; ``joint`` is whether it ties the regions of its parties: an agreement does, a mechanism only
    where it is about a regional initiative, since many adopt the same one without ever meeting.
    """

    through: str
    sides: tuple[tuple[Triple, tuple[str, ...]], ...]
    regions: tuple[str, ...]
    joint: bool


def ties(territory: Territory) -> list[Tie]:
    """All ties of a version, co-operation first, in a fixed order."""
    return [*_cooperation(territory), *_undertakings(territory)]


def _cooperation(territory: Territory) -> Iterator[Tie]:
    for one, others in sorted(territory.ends("cooperatesWith").items()):
        for other in others:
            triple = (one, "cooperatesWith", other)
            sides = tuple((triple, tuple(territory.parties(end))) for end in (one, other))
            yield Tie("", sides, (), True)


def _undertakings(territory: Territory) -> Iterator[Tie]:
    hands: dict[str, list[Triple]] = {}
    for prop in HANDS:
        for thing, who in territory.ends(prop, inverse=True).items():
            hands.setdefault(thing, []).extend((one, prop, thing) for one in who if territory.acts(one))
    places = frozenset(territory.places)
    for thing, triples in sorted(hands.items()):
        regions = {end for prop in _ABOUT for end in territory.ends(prop).get(thing, ()) if end in places}
        joint = territory.is_a(thing, "Agreement") or any(territory.is_a(r, "RegionalInitiative") for r in regions)
        if joint or regions:
            sides = tuple((triple, tuple(territory.parties(triple[0]))) for triple in triples)
            if len({party for _, parties in sides for party in parties}) > 1:
                yield Tie(thing, sides, tuple(sorted(regions)), joint)


def pairs(tie: Tie, where: Where) -> dict[tuple[str, str], list[Triple]]:
    """The pairs of regions that a tie joins, each in order of text, with the statements that do.

    Who belongs to both regions joins nothing; a pair of a region with itself is a tie within it.
    """
    at = [_by_region(parties, where) for _, parties in tie.sides]
    ways = [(_merged(at), _merged(at))] if tie.through else [(at[0], at[1]), (at[1], at[0])]
    regions = sorted({region for side in at for region in side}) if tie.joint else []
    found = {}
    for number, one in enumerate(regions):
        for other in regions[number:]:
            if any(_joins(left, right, one, other) for left, right in ways):
                said = (triple for (triple, _), side in zip(tie.sides, at, strict=True) if one in side or other in side)
                found[one, other] = list(dict.fromkeys(said))
    for region in tie.regions:
        found.setdefault((region, region), list(dict.fromkeys(triple for triple, _ in tie.sides)))
    return found


def _by_region(parties: tuple[str, ...], where: Where) -> Here:
    """Who is in which region, each with all the regions of the place where it is in that one."""
    found: Here = {}
    for party in parties:
        for stand in where(party):
            for region in stand:
                found.setdefault(region, []).append((party, stand))
    return found


def _merged(sides: list[Here]) -> Here:
    found: Here = {}
    for side in sides:
        for region, here in side.items():
            found.setdefault(region, []).extend(here)
    return found


def _joins(left: Here, right: Here, one: str, other: str) -> bool:
    first, second = left.get(one, ()), right.get(other, ())
    if one == other:  # within a region it takes two: nobody is tied to himself
        return bool(first and second) and len({party for party, _ in (*first, *second)}) > 1
    return any(other not in stand for _, stand in first) and any(one not in stand for _, stand in second)
