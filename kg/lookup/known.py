"""What a name that the graph does not have means by the directory of courts, or as a number written another way.

The directory is heavier than a whole look-up by an exact name: it is asked only where the graph has nothing, and only
about what may be the name of a court.
"""

import re
from typing import NamedTuple

from kg.model.iris import BASE
from kg.names.court import Court
from kg.names.divisions import above
from kg.store.reader import Reader

_COURTS = BASE + "court/"
_LATIN = re.compile("[\u0000-\u024f\u1e00-\u1eff\u2010-\u201f\uff01-\uff5e\u3000]+")
_MAY_BE_COURT = re.compile("院|法庭")
_LONGEST = 100


class Known(NamedTuple):
    """Courts of the directory that a text may mean: one, or several. ``reason`` says how it was understood."""

    courts: tuple[Court, ...]
    reason: str


def courts_meant(text: str) -> Known:
    """The courts of the directory that a text may mean; none where it is no name of a court, or names a whole group."""
    if len(text) > _LONGEST:
        return Known((), "")
    if _LATIN.fullmatch(text):
        from kg.names.english.latin import latin

        return Known(latin(text), "its name in Latin letters")
    if not _MAY_BE_COURT.search(text):
        return Known((), "")
    from kg.names.resolve import resolve

    found = resolve(text)
    if found.kind == "group":
        return Known((), "")
    courts = dict.fromkeys((*found.courts, *(candidate.court for candidate in found.candidates)))
    return Known(tuple(courts), found.reason)


def _names(court: Court) -> list[str]:
    """The names by which another list of courts may have a court: with and without each place above it."""
    places = [up.name for up in above(court.division)][::-1] if court.division else []
    own = court.name
    for place in places:
        own = own.removeprefix(place)
    names = [court.name, own]
    for number, place in enumerate(places):
        names += [place + own, "".join(places[number:]) + own]
    names += [former.name for former in court.former_names]
    return list(dict.fromkeys(names))


def in_graph(reader: Reader, court: Court) -> list[str]:
    """The resources of a graph that are a court of the directory, by its official name in any length, or a former one.

    The first name that the graph has decides; a name that means no court there is passed over.
    """
    for name in _names(court):
        found = [iri for iri in reader.named(name) if iri.startswith(_COURTS)]
        if found:
            return found
    return []


def number_meant(text: str) -> str:
    """The usual form of the number of a case or a document; empty where a text is no such number, or more than one."""
    if not re.search("[号號]", text) or len(text) > _LONGEST:
        return ""
    from kg.names.numbers import document_number
    from kg.names.numbers.answers import Numbers, Unresolved
    from kg.names.numbers.case_number import parse

    document = document_number.parse(text)
    if document:
        return document.format()
    case = parse(text)
    return "" if isinstance(case, Numbers | Unresolved) or case.text != text.strip() else case.format()
