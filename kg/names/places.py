"""Places by name: every division that a text may name, today or on a day, and never one picked from several.

Names at any level and their short forms, alone or after those above them (长春朝阳, 吉林省四平市铁西区, 四平铁西), in
traditional characters too, and names that a division no longer bears, which are answered with what it is today.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache, partial
from typing import NamedTuple

from kg.names.divisions import short_forms
from kg.names.fold import squeeze
from kg.names.history import Span, above, begun, change_of, in_force, named_in, next_of, spans, then
from kg.names.traditional import simplified

_LONGEST = 40  # characters; 新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿克陶县 has 24


class Place(NamedTuple):
    """A division that a text may mean: code and names of the day asked for; ``full_name`` with those above it.

    ``reason`` says in English how the text fits. ``former``: on that day the division did not bear the name. A
    division that is no more, and that no single other holds, stands as it last was, and ``reason`` says so.
    """

    code: str
    name: str
    full_name: str
    reason: str
    former: bool


@cache
def _forms() -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for each in spans().values():
        for span in each:
            for form in (span.name, *short_forms(span.name)):
                found.setdefault(form, []).append(span)
    return found


def _ups(span: Span) -> Iterator[Span]:
    """What stood above a division while it bore a name."""
    until = span.until or 9999
    for code in above(span.code):
        for up in spans().get(code, ()):
            if up.since <= until and span.since <= (up.until or 9999):
                yield up


def _under(head: str, span: Span) -> bool:
    """Whether a text names, in order, divisions above a span and nothing else."""
    for up in _ups(span):
        for form in (up.name, *short_forms(up.name)):
            if head == form or (head.endswith(form) and _under(head.removesuffix(form), up)):
                return True
    return False


def _full(span: Span, on: date | None) -> str:
    ups = [up for up in _ups(span) if in_force(up, on)] if in_force(span, on) else list(_ups(span))
    names = {up.code: up.name for up in ups}  # the last name of each
    return "".join(names[code] for code in reversed(above(span.code)) if code in names) + span.name


def _place(span: Span, form: str, on: date | None) -> Place | None:
    now = then(span, on)
    if now == span:
        reason = "its name" if form == span.name else f"short for {span.name}"
        return Place(span.code, span.name, _full(span, on), reason, former=False)
    if now is not None and on is not None and on.isoformat() < begun(span):
        return Place(now.code, now.name, _full(now, on), f"{span.name} ({span.code}) from {span.since} on", former=True)
    last = span
    if now is None:
        while (step := next_of(last)) is not None:
            last = step
    change = change_of(last)
    if change is None:
        return None  # a division that there was not yet
    decided = f"{change.year}, {change.document}" if change.document else f"{change.year}"
    if now is not None:
        return Place(now.code, now.name, _full(now, on), f"formerly {span.name} ({span.code}), {decided}", former=True)
    heirs = "、".join(heir.name for heir in map(partial(named_in, year=change.year), change.to) if heir)
    reason = f"{last.name} ({last.code}) is no more ({decided})" + (f": it went to {heirs}" if heirs else "")
    return Place(last.code, last.name, _full(last, on), reason, former=True)


@lru_cache(maxsize=4096)
def _places(text: str, on: date | None) -> tuple[Place, ...]:
    if not 2 <= len(text) <= _LONGEST:
        return ()
    forms = _forms()
    ranked: dict[int, dict[str, tuple[int, Place]]] = {}
    for start in range(len(text) - 1):
        form = text[start:]
        for span in forms.get(form, ()):
            if start and not _under(text[:start], span):
                continue
            if place := _place(span, form, on):
                # A full name of the day goes first; a short form of the day and a full name of before are equals.
                rank = (form != span.name) + place.former
                best = ranked.setdefault(rank, {})
                best[place.code] = max(best.get(place.code, (0, place)), (span.since, place))  # the latest name
    found = [place for _, place in ranked[min(ranked)].values()] if ranked else []
    return tuple(sorted(found, key=lambda place: (not place.code.endswith("0000"), place.code[4:] != "00", place.code)))


def places(text: str, on: date | None = None) -> tuple[Place, ...]:
    """The divisions that a text is a name of, on a day or today: provinces first, then prefectures, counties by code.

    A short form goes for every division that it is short for: 吉林 is a province and a city. A former name counts
    where no division bears it as its full name on that day. Nothing but the name may stand in the text, and what is
    above must be so: 吉林省朝阳市 is none, 四平市公主岭市 is 长春市公主岭市 of today.
    """
    return _places(simplified(squeeze(text)), on)
