"""What a name fits in the index of courts, and what of that it fits best."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kg.names.court import Court
from kg.names.divisions import divisions
from kg.names.forms import tribunals
from kg.names.forms.narrow import existed
from kg.names.forms.shorts import KIND, OWN, Head, heads, place_forms
from kg.names.forms.stems import Entry, cut, index

_ABOVE: tuple[Head, ...] = ("high", "intermediate")


class Hit(NamedTuple):
    """An entry that a text fits: what stands before the own name, and whether the head is that of a full name."""

    entry: Entry
    before: str
    full: bool


class Found(NamedTuple):
    """All that a text fits; courts of the own name elsewhere; the divisions that the text names as well as a county."""

    hits: list[Hit]
    elsewhere: list[Court]
    divisions: tuple[str, ...]


def find(plain: str) -> Found:
    """All that a clean name fits, whatever it fits best."""
    known = index()
    hits = [Hit(entry, "", True) for entry in known.whole.get(plain, ())]
    elsewhere: list[Court] = []
    shared: list[str] = []
    for head, stem, full in heads(plain):
        if head == "tribunal":
            for before, entry in tribunals.by_place(stem):
                if before in entry.above:
                    hits.append(Hit(entry, before, True))
            break
        for before, entries in cut(known.stems[head], stem):
            for entry in entries:
                if before in entry.above:
                    hits.append(Hit(entry, before, full))
                elif len(stem) - len(before) > 1 and not entry.former and _place(before):
                    elsewhere.append(entry.court)
        if head == "court":
            shared += _named_alike(stem)
    return Found(hits, elsewhere, tuple(dict.fromkeys(shared)))


def _named_alike(stem: str) -> Iterator[str]:
    """The codes of provinces and prefectures that a short name is one of too: 通化 is a county and a city."""
    stems = index().stems
    for head in _ABOVE:
        for before, entries in cut(stems[head], stem):
            for entry in entries:
                division = divisions().get(entry.court.division)
                if division and before in entry.above and stem[len(before) :] in place_forms(division.name)[1:]:
                    yield division.code


def _place(text: str) -> bool:
    """Whether a text ends with the name of a province or prefecture: 密 in 密云县 does not."""
    stems = index().stems
    return text.endswith(("省", "市", "州", "盟")) or any(
        text[at:] in stems[head] for head in _ABOVE for at in range(len(text) - 1)
    )


def sift(hits: Sequence[Hit], on: date | None, formerly: bool = False) -> list[Hit]:
    """Of what a text fits, what it fits best: names of that day, full names for a full head, the special to the kind.

    ``formerly`` keeps the former names that others have today.
    """
    left = [hit for hit in hits if existed(hit.entry.court.since, hit.entry.court.until, on)] or list(hits)
    now = [hit for hit in left if formerly or hit.entry.former is None or _had(hit, on)]
    # 东乡县人民法院 was the whole name of one court, and is a short form of another's: neither gives way
    then = [hit for hit in left if hit not in now and (_whole(hit) or not now)]
    if any(map(_whole, now)) or not now:
        left = [hit for hit in now or then if _whole(hit)] or now or then
    else:
        left = now + then
    special = {hit.before for hit in left if hit.entry.rank != KIND and (hit.before or not hit.entry.kind)}
    left = [hit for hit in left if hit.entry.rank != KIND or hit.before not in special]
    # 吉林高新法院 is that of the city, as in its official name, and not any of the province
    placed = {hit.before for hit in left if hit.before and hit.before == hit.entry.start}
    left = [hit for hit in left if not hit.entry.kind or hit.before not in placed or hit.before == hit.entry.start]
    best: dict[str, Hit] = {}
    for hit in left:
        other = best.get(hit.entry.court.name)
        if other is None or _clear(hit) < _clear(other):
            best[hit.entry.court.name] = hit
    return list(best.values())


def _clear(hit: Hit) -> tuple[bool, bool, int]:
    return hit.entry.kind and not hit.before, hit.entry.former is not None, hit.entry.rank


def _whole(hit: Hit) -> bool:
    return hit.full and hit.entry.rank == OWN


def _had(hit: Hit, on: date | None) -> bool:
    """Whether a hit is by a former name that its court had on that day."""
    former = hit.entry.former
    return former is not None and on is not None and bool(former.until) and existed(former.since, former.until, on)
