"""What a document has named so far: the places and courts by which its shorter names are understood.

市中院 is a court only in a document about one city. A context holds what was named, in order, and says that a
province or city is the document's only where all that it names agrees; it never takes the more frequent of two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from kg.names.court import Court
from kg.names.fold import squeeze
from kg.names.text.scan import city_of, courts_in, places_in, province_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """What was named before a name: codes of places (GB/T 2260) and courts, each once, the most recent last.

    ``topic`` is the court that the document or section is about, where its heading says so.
    """

    places: tuple[str, ...] = ()
    courts: tuple[Court, ...] = ()
    topic: Court | None = None

    @classmethod
    def of(cls, text: str) -> "Context":
        """The context that a text gives: its places, and the courts that it names beyond doubt.

        A place or court that has two meanings (朝阳区, 朝阳法院) counts where those named before decide between them.
        """
        plain = squeeze(text)
        context = cls()
        inside: set[int] = set()
        named: dict[int, tuple[Court, ...]] = {}
        for start, end, several in courts_in(plain):
            # A court says where it is, but for those without a division (重庆两江新区 is none).
            inside.update(range(start, end) if several[0].division else ())
            named[end] = several
        places = {end: codes for start, end, codes in places_in(plain) if start not in inside}
        for end in sorted({*named, *places}):
            context = context.with_courts(named[end]) if end in named else context.with_places(places[end])
        return context

    def with_places(self, codes: Iterable[str]) -> "Context":
        """The context after a place was named; of several codes, the one in the city or province at hand, or none."""
        code = self.narrow(tuple(codes))
        return Context(_again(self.places, code), self.courts, self.topic) if code else self

    def with_courts(self, several: Iterable[Court]) -> "Context":
        """The context after a court was named; of several, the one in the city or province at hand, or none."""
        named = tuple(several)
        if len(named) > 1:
            code = self.narrow(tuple(dict.fromkeys(court.division for court in named)))
            named = tuple(court for court in named if code and court.division == code)
        if len(named) != 1:
            return self
        # The supreme court has its seat in 北京, and says nothing of where a document is about.
        (court,) = named
        known = court.division and court.level != "supreme"
        places = _again(self.places, court.division) if known else self.places
        return Context(places, _again(self.courts, court), self.topic)

    def about(self, topic: Court | None) -> "Context":
        """The context for a section that is about a court."""
        return Context(self.places, self.courts, topic)

    def narrow(self, codes: tuple[str, ...]) -> str:
        """The one of several codes that lies in a city named so far, else in a province; empty where none or several.

        A province and a city of it with one name (吉林) are the province: the text does not say more.
        """
        if len(codes) <= 1:
            return "".join(codes)
        if len({province_of(code) for code in codes}) == 1 and any(code.endswith("0000") for code in codes):
            return province_of(codes[0])
        for known, level in ((self.cities, city_of), (self.provinces, province_of)):
            inside = [code for code in codes if level(code) and level(code) in known]
            if inside:
                return inside[0] if len(inside) == 1 else ""
        return ""

    @property
    def cities(self) -> tuple[str, ...]:
        """The codes of the prefectures (and municipalities) named so far, each once, the most recent last."""
        return _last(city_of(code) for code in self.places)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The codes of the provinces named so far, each once, the most recent last."""
        return _last(province_of(code) for code in self.places)

    @property
    def city(self) -> str:
        """The code of the document's prefecture or municipality; empty where it names none, or several."""
        if self.topic and city_of(self.topic.division):
            return city_of(self.topic.division)
        return self.cities[0] if len(self.cities) == 1 else ""

    @property
    def province(self) -> str:
        """The code of the document's province; empty where it names none, or several."""
        if self.topic and self.topic.division:
            return province_of(self.topic.division)
        return self.provinces[0] if len(self.provinces) == 1 else ""


def _again(several: tuple[T, ...], one: T) -> tuple[T, ...]:
    """What was named so far, with one that is named now at the end; each once, however long the document."""
    if several and several[-1] == one:
        return several
    return (*(each for each in several if each != one), one)


def _last(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes without repetition, each where it stands last."""
    found: dict[str, None] = {}
    for code in codes:
        if code:
            found.pop(code, None)
            found[code] = None
    return tuple(found)
