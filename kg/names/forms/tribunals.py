"""Tribunals by name: 最高人民法院第三巡回法庭, 长春破产法庭, 榆树法院新立法庭.

A tribunal is part of a court (Organic Law 2018, articles 19 and 26), so its name begins with that court's, with the
place's, or with nothing. The directory holds those that a source names; of others nothing is known, and the court that
they belong to is not the answer to their name.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.forms.above import places_above
from kg.names.forms.shorts import KIND, OWN, heads, own_forms
from kg.names.forms.stems import Entry

_HOST = re.compile(r"(.*(?:法院|[中高]院|最高[法院]|[中高]法))(.+)")


@cache
def _tribunals() -> dict[str, list[Entry]]:
    """Tribunals by their own name without 法庭: 第三巡回, 知识产权, 新立."""
    found: dict[str, list[Entry]] = {}
    for court in courts().values():
        if not court.name.endswith("法庭"):
            continue
        stem, host = court.name.removesuffix("法庭"), courts().get(court.part_of)
        above = places_above(*(each.division for each in (court, host) if each and each.division))
        inside = _HOST.fullmatch(stem)
        starts = [place for place in above if stem.startswith(place)]
        own = inside[2] if inside else stem[len(max(starts, key=len)) :]
        for form, rank in own_forms(own).items():
            if rank == KIND:
                continue
            # 第三巡回法庭 is one; 破产法庭 is a kind, and 新立法庭 a name that a tribunal elsewhere may have as well
            alone = court.level == "supreme" and own.startswith("第")
            found.setdefault(form, []).append(Entry(court, rank if own == stem else OWN, not alone, None, above))
    return found


def host_and_own(text: str) -> tuple[str, str] | None:
    """The parts of a tribunal's name that begins with a court's: 榆树法院 and 新立 for 榆树法院新立法庭."""
    stem = next((stem for head, stem, _ in heads(text) if head == "tribunal"), text)
    match = _HOST.fullmatch(stem)
    return (match[1], match[2]) if match else None


def within(own: str, host: Court) -> Iterator[Entry]:
    """The tribunals of a court that have an own name."""
    for entry in _tribunals().get(own, ()):
        if entry.court.part_of == host.name or (host.level == "supreme" and entry.court.level == "supreme"):
            yield entry


def by_place(stem: str) -> Iterator[tuple[str, Entry]]:
    """The tribunals that a name without 法庭 may mean, with the places that stand before it: 长春 for 长春破产."""
    for at in range(len(stem)):
        for entry in _tribunals().get(stem[at:], ()):
            yield stem[:at], entry
