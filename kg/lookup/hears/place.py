"""Where a text is: a division on a day with all that holds it, a zone with a court, or a place of the graph."""

from datetime import date
from typing import NamedTuple

from kg.errors import Ambiguous, NotFound, UsageError
from kg.lookup.hears import divisions
from kg.lookup.hears.courts import of_an_area, ordinary, seat
from kg.lookup.hears.model import Days
from kg.model.iris import CG
from kg.model.vocabulary import nearest
from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import named
from kg.names.places import Place, places
from kg.store.reader import Reader

_UP = (CG + "partOf", CG + "locatedIn")
_CLASSES = frozenset({"Place", "RegionalInitiative"})
# Names of what holds every division.
_COUNTRY = ("全国", "中国", "中华人民共和国")


class Where(NamedTuple):
    """A place: name, codes of the division and what holds it (nearest first), places of the graph that hold it.

    ``codes`` is empty for a place that is no division; ``zone`` is the court of a zone. ``within`` are the places of
    the graph that it is or lies in. ``moved``: within the time asked for it came under another city or province.
    """

    name: str
    codes: tuple[str, ...]
    within: frozenset[str]
    zone: Court | None
    notes: tuple[str, ...]
    moved: bool = False

    @property
    def level(self) -> str:
        """``province``, ``prefecture`` or ``county``; empty for what is no division."""
        return divisions.level(self.codes[0]) if self.codes and not self.zone else ""


def where(reader: Reader, text: str, on: Days) -> Where:
    """The one place that a text names on a day.

    Raises Ambiguous with the candidates, NotFound with what is near, UsageError where the text is empty.
    """
    text = text.strip()
    if not text:
        raise UsageError("the place is empty: give one such as 四平")
    day = on.last
    found = _each_once(places(text, day))
    if len(found) > 1:
        rows = [{"name": place.full_name, "code": place.code, "reason": place.reason} for place in found]
        raise Ambiguous(f"{text} names {len(found)} places: say which", rows)
    if found:
        return _division(reader, found[0], on)
    zone = _zone(text)
    if zone:
        codes = divisions.chain(seat(zone), day) if seat(zone) else ()
        note = f"{text} is taken for the zone of {zone.name}, by the name of that court"
        return Where(text, codes, holding(reader, codes, day), zone, (note,))
    own = [iri for iri in reader.named(text) if _CLASSES.intersection(reader.classes(iri))]
    if len(own) == 1:
        note = f"{text} is no administrative division: no regular court is told by it"
        return Where(reader.label(own[0]), (), _upward(reader, own), None, (note,))
    raise NotFound(f"no place is called {text}; {_near(text)}")


def _each_once(found: tuple[Place, ...]) -> list[Place]:
    """One entry for a division that several of its names or codes fit."""
    return list({divisions.identity(place.code): place for place in reversed(found)}.values())[::-1]


def _division(reader: Reader, place: Place, on: Days) -> Where:
    day = on.last
    codes = divisions.chain(place.code, day)
    name = divisions.full_name(codes, day) or place.full_name
    notes = [f"{place.full_name}: {place.reason}"] if place.former else []
    before = divisions.chain(place.code, on.first)
    if before != codes:
        was = divisions.full_name(before, on.first)
        notes.append(f"{was} until within the time asked for, then {name}: ask for a day")
    now = divisions.full_name(divisions.chain(place.code, None), None)
    if now and now != name:
        notes.append(f"{name} ({day}) is {now} today")
    return Where(name, codes, holding(reader, codes, day), None, tuple(notes), before[1:] != codes[1:])


def _zone(text: str) -> Court | None:
    """The court of a zone whose name is that of the zone with 人民法院 or 法院 after it."""
    wanted = {text + "人民法院", text + "法院"}
    found = [
        court
        for court in courts().values()
        if of_an_area(court) and not ordinary(court) and not wanted.isdisjoint((court.name, *court.short_names))
    ]
    return found[0] if len(found) == 1 else None


def holding(reader: Reader, codes: tuple[str, ...], day: date) -> frozenset[str]:
    """The places of the graph that are divisions of a chain, and what they lie in."""
    found = [iri for at in range(len(codes)) for iri in _places_of(reader, codes[at:], day)]
    country = [iri for name in _COUNTRY for iri in reader.named(name) if "Place" in reader.classes(iri)]
    return _upward(reader, [*found, *(country if codes else [])])


def _places_of(reader: Reader, codes: tuple[str, ...], day: date | None) -> list[str]:
    """The places of the graph that are the first division of a chain, under any of its names."""
    names = {divisions.name_on(codes[0], day), divisions.name_on(codes[0], None)}
    uppers = [divisions.name_on(code, day) for code in codes[1:]]
    found = []
    for name in names - {""}:
        full = [name]
        for up in uppers:
            full += [up + each for each in full]
        for form in full:
            near = (iri for iri in reader.named(form) if "Place" in reader.classes(iri))
            found += [iri for iri in near if form != name or _is_it(reader, iri, name, uppers)]
    return found


def _is_it(reader: Reader, iri: str, name: str, uppers: list[str]) -> bool:
    """Whether a place with a bare name is this division: no other has the name, or the graph says what it lies in."""
    if len(named(name)) == 1:
        return True
    above = {reader.label(up) for up in _upward(reader, [iri]) if up != iri}
    return not above.isdisjoint(uppers)


def _upward(reader: Reader, iris: list[str]) -> frozenset[str]:
    line = list(dict.fromkeys(iris))
    for here in line:
        ups = (up.value for prop in _UP for up in reader.objects(here, prop))
        line += [up for up in dict.fromkeys(ups) if up not in line]
    return frozenset(line)


def lies_in(reader: Reader, place: str, here: Where) -> bool:
    """Whether a place of the graph is a part of where we are: told by the graph, or by the name of the division."""
    if place in here.within or not here.codes:
        return False
    own = _places_of(reader, here.codes, None)
    if not _upward(reader, [place]).isdisjoint(own):
        return True
    found = named(reader.label(place))
    mine = divisions.identity(here.codes[0])
    return len(found) == 1 and mine in map(divisions.identity, divisions.chain(found[0].code, None)[1:])


def _near(text: str) -> str:
    from kg.names.divisions import divisions as table

    return nearest(text, {division.name for division in table().values()}) or "give a division, such as 四平市"
