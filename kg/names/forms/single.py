"""One court by one name, in whatever form it is written; several candidates or nothing where that is not certain."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.names import plates
from kg.names.clean import clean
from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import divisions
from kg.names.forms import tribunals
from kg.names.forms.above import provinces
from kg.names.forms.hits import Found, Hit, find, sift
from kg.names.forms.narrow import CITY, ELSEWHERE, NAMED, THERE, existed, nearest, nearness
from kg.names.forms.refusals import ABROAD, CLASSES, not_a_court, unknown
from kg.names.forms.shorts import KIND, OWN, heads, is_kind
from kg.names.forms.stems import index
from kg.names.resolution import Candidate, Resolution, choice, collective, nothing, one

if TYPE_CHECKING:
    from kg.names.text.context import Context

_LONGEST = 60  # characters of the longest name with both plates and all places; what is longer is no name
_BRACKETS = re.compile(r"(.+?)\((?:以下)?(?:简称|又称|原)?:?(.+?)\)(.*)")


def single(text: str, context: "Context | None" = None, on: date | None = None) -> Resolution:
    """The court that a name means. Never a guess: what fits two courts gives candidates, unless the context decides.

    ``context`` is what was named before; ``on`` the day that the text is of: a name that a court had on that day counts
    before one that another court had earlier. A tribunal that the directory does not hold is nothing, not its court.
    The short name of a place with 法院 (杭州法院) is the group of its courts. Raises nothing, whatever the text.
    """
    plain = clean(text)
    if len(plain) > _LONGEST:
        return nothing("too long for the name of a court")
    if "(" in plain:
        match = _BRACKETS.fullmatch(plain)
        found = find(plain)
        if match and not found.hits:
            return _bracketed(match[1], match[2], match[3], context, on)
        return _decide(plain, found, context, on)
    reason = "" if plain in index().whole else not_a_court(plain, text)
    if reason:
        return nothing(reason)
    exact = courts().get(plain)
    if exact and existed(exact.since, exact.until, on):
        return one(exact, "its official name")
    inside = tribunals.host_and_own(plain)
    if inside and plain.endswith("庭"):
        return _inside(*inside, context, on)
    return _decide(plain, find(plain), context, on)


def _decide(plain: str, found: Found, context: "Context | None", on: date | None) -> Resolution:
    hits = {hit.entry.court.name: hit for hit in sift(found.hits, on)}
    if not hits:
        return _none(plain, found)
    left, score = nearest([hit.entry.court for hit in hits.values()], context)
    if context and score < CITY:  # 桥西区人民法院 in a document about 邢台, whose 桥西区 has another name since 2020
        older = {hit.entry.court.name: hit for hit in sift(found.hits, on, formerly=True)}
        there, nearer = nearest([hit.entry.court for hit in older.values()], context)
        if nearer > score:
            hits, left, score = older, there, nearer
    groups = () if any(hit.entry.rank == OWN for hit in hits.values()) else found.divisions
    # The group is as near as its city: 通化法院 in a document about 通化市 stays open.
    alike = [code for code in groups if not context or nearness((code,), context) >= min(score, CITY)]
    if len(left) > 1 and all(plates.same(left[0], other) for other in left):
        left = left[:1]
    hit = hits[left[0].name]
    vague = hit.entry.rank == KIND or (hit.entry.kind and not _placed(hit))
    certain = not vague or score == NAMED or (score >= CITY and hit.entry.rank != KIND)
    if len(left) == 1 and certain and (score >= THERE or not alike):
        return one(left[0], _reason(plain, hit, score if len(hits) > 1 or vague else ELSEWHERE) + _over(left[0], on))
    if vague and score < CITY and _is_class(plain):
        return nothing(unknown(plain))
    several = tuple(Candidate(court, _reason(plain, hits[court.name], score)) for court in left)
    group = _group(alike)
    why = "a kind of court without its place" if vague else "more than one court is called so"
    if group:
        why = f"it may mean all the {group} as well"
    return Resolution("candidates", candidates=several, group=group, reason=why)


def _placed(hit: Hit) -> bool:
    """Whether a kind of court stands after its place: 海南海事法院 is not the name of 海口海事法院."""
    only = provinces(hit.entry.court.division)
    return bool(hit.before) and (hit.before not in only or hit.entry.start in only or hit.before == hit.entry.start)


def _over(court: Court, on: date | None) -> str:
    """What to add where there is no such court (today, or on a day)."""
    if existed(court.since, court.until, on):
        return ""
    if court.until and (on is None or on.isoformat() > court.until):
        return f"; it existed until {court.until}"
    return f"; it exists since {court.since}"


def _is_class(plain: str) -> bool:
    return any(stem in CLASSES for _, stem, _ in heads(plain))


def _reason(plain: str, hit: Hit, score: int) -> str:
    entry = hit.entry
    former = next((former for former in entry.court.former_names if former.name == plain), entry.former)
    if former:
        why = f"{former.name} was its name" + (f" until {former.until}" if former.until else "")
    elif plain == entry.court.name:
        why = "its official name"
    elif plain in entry.court.short_names:
        why = "another name of it that the directory holds"
    elif entry.rank == KIND:
        why = "a court of this kind, with a name of its own besides"
    else:
        why = "its own name" if entry.rank == OWN else "a short form of its name"
        why += f", after {hit.before}" if hit.before else ""
    by = {NAMED: "the court itself", THERE: "its division", CITY: "its city"}.get(
        score, "its province" if score else ""
    )
    return f"{why}; the context names {by}" if by else why


def _group(codes: Sequence[str]) -> str:
    """The courts of provinces and prefectures in words; empty for none."""
    return "courts of " + " or of ".join(divisions()[code].name for code in codes) if codes else ""


def _none(plain: str, found: Found) -> Resolution:
    if found.divisions and not plain.endswith("人民法院"):  # 杭州法院
        return collective(_group(found.divisions), "the courts of a place together, not one of them")
    there = dict.fromkeys(court.name for court in found.elsewhere)
    if there and not _is_class(plain) and not ABROAD.match(plain):
        names = "、".join(list(there)[:3]) + (" …" if len(there) > 3 else "")
        return nothing(f"no court of this name there; the own name is that of {names}")
    return nothing(unknown(plain))


def _inside(host_name: str, own: str, context: "Context | None", on: date | None) -> Resolution:
    """A tribunal by the name of its court: 榆树法院新立法庭."""
    hosts = single(host_name, context, on)
    options = hosts.courts or tuple(candidate.court for candidate in hosts.candidates)
    if not options:
        return nothing(f"{host_name}: {hosts.reason}")
    hits = [entry for host in options for entry in tribunals.within(own, host)]
    if len(hits) == 1:
        return one(hits[0].court, f"a tribunal of {hits[0].court.part_of}")
    if hits:
        several = tuple(Candidate(entry.court, f"a tribunal of {entry.court.part_of}") for entry in hits)
        return choice(several, "more than one tribunal is called so")
    names = "、".join(host.name for host in options)
    return nothing(f"the directory has no tribunal {own} of {names}; it holds those that a source names")


def _bracketed(name: str, inner: str, rest: str, context: "Context | None", on: date | None) -> Resolution:
    """A name with brackets: a second plate, an explanation, or a part of the name: 两江新区(自贸区)法院."""
    if rest:
        outer = single(name + rest, context, on)
        if is_kind(inner) or outer.kind == "nothing":
            return outer
        return nothing(f"what stands in the brackets, {inner}, is not understood")
    outer, within = single(name, context, on), single(inner, context, on)
    if outer.kind == "nothing" and within.kind == "one":
        return one(within.courts[0], f"the name in the brackets: {within.reason}")
    if outer.kind == "one" and within.kind == "one":
        if plates.same(outer.courts[0], within.courts[0]):
            return one(outer.courts[0], f"one court, with the names {outer.courts[0].name} and {within.courts[0].name}")
        both = (*outer.courts, *within.courts)
        why = "one of two names that the directory holds as two courts"
        return choice(tuple(Candidate(court, why) for court in both), why)
    if outer.kind == "candidates" and within.kind == "nothing":
        placed = single(inner + name, context, on)
        return placed if placed.kind == "one" else outer
    return outer
