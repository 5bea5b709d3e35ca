"""Who hears a matter of a place by law alone: the regular court, or the courts that it may be, with the articles."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kg.lookup.hears import courts as hears_courts
from kg.lookup.hears import divisions as hears_divisions
from kg.lookup.hears.area import at_level, near, place_name
from kg.lookup.hears.model import CANDIDATE, LISTED, REGULAR, Days, Row, force
from kg.lookup.hears.place import Where
from kg.lookup.hears.rules import ANY, Rule, is_ruled, rules_of
from kg.names.court import LEVELS, Court
from kg.names.directory import courts

_WHICH = "which part of {} is not said: one of the courts there"
_ZONES = "an address in a zone may belong to the court of the zone, whose bounds the directory does not know: {}"
_NAMED = 3  # courts that a reason names
_KINDS = "、".join(("民事", "刑事", "行政", "知识产权", "环境资源"))


class Found(NamedTuple):
    """Rows of courts by law, and notes: no rows where the law, or the directory, does not tell."""

    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def regular(self) -> tuple[Row, ...]:
        """The rows of the court that hears it, or that may be it."""
        return tuple(row for row in self.rows if row.role in (REGULAR, CANDIDATE))


def regular(matters: tuple[str, ...], instance: str, here: Where, on: Days) -> Found:
    """The courts that hear a matter (with what is broader, narrowest first) of a place at an instance by law."""
    if not here.codes:
        return Found()
    rules = rules_of(matters, instance, here.codes[0], on)
    if not rules:
        return Found((), (_no_rule(matters, instance, on),))
    notes = [f"{rule.basis}: {rule.says}" for rule in rules if rule.kind == "elsewhere"]
    own = tuple(rule for rule in rules if rule.kind == "regular")
    if notes:  # what is said of every matter is no answer then
        own = tuple(rule for rule in own if rule.matter != ANY)
    rows = [row for rule in rules if rule.kind == "court" for row in _instead(rule, on)]
    if own and not any(row.role == REGULAR for row in rows):
        found = _first(own, here, on.last) if instance == "first" else _later(matters, own, instance, here, on)
        rows, notes = [*found.rows, *rows], [*notes, *found.notes]
    rows += [row for rule in rules if rule.kind in ("listed", "capital") for row in _listed(rule, here, on.last)]
    return Found(tuple(_merged(rows)), tuple(dict.fromkeys(notes)))


def _no_rule(matters: tuple[str, ...], instance: str, on: Days) -> str:
    if is_ruled(matters):
        return f"no rule of the table tells who heard {matters[0]} at the {instance} instance on {on.last}"
    return f"{matters[0]} is no kind of case that a rule of the table speaks of: ask for one such as {_KINDS}"


def _basis(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.basis for rule in rules))


def _row(role: str, court: Court, instance: str, rules: tuple[Rule, ...], reason: str, day: date) -> Row:
    """A row of a court of the directory; the dates are those between which all its rules are in force."""
    rules = tuple(rule for rule in rules if rule.matter != ANY or rule.who == court.level)
    then = hears_courts.then_called(court, day.isoformat())
    reasons = [reason, f"then called {then}" if then else ""]
    since = max((rule.since for rule in rules), default="")
    until = min((rule.until for rule in rules if rule.until), default="")
    return Row(
        role,
        court.name,
        instance,
        _basis(rules),
        since,
        until,
        (),
        "law; directory of courts",
        "; ".join(part for part in reasons if part),
        official=court.name,
    )


def _first(rules: tuple[Rule, ...], here: Where, day: date) -> Found:
    """The court of first instance of the level that the rules name."""
    level = rules[0].who
    says = rules[0].says
    found: tuple[Court, ...]
    if here.zone:
        found = _of_zone(here.zone, level, day)
        reason = "the court of the zone, by its name; the directory does not know the bounds of the zone"
        return Found(tuple(_row(REGULAR, court, "first", rules, reason, day) for court in found))
    found = at_level(here, level, day)
    place = place_name(here, day)
    if not found and (found := near(here, level, day)):
        reason = f"the directory has no court of {place}, and this one in its city"
        return Found(tuple(_row(CANDIDATE, court, "first", rules, reason, day) for court in found), (reason,))
    if len(found) == 1:
        reason = says or f"the {level} court of {place}"
        row = _row(REGULAR, found[0], "first", rules, reason, day)
        return Found((row,), _zone_notes(found[0], day) if level == "basic" else ())
    if not found:
        return Found((), (f"the directory has no {level} court of {here.name} on {day}",))
    several = here.level != "county" and LEVELS.index(level) > _rank(here)
    reason = _WHICH.format(place) if several else f"{place} has several {level} courts"
    return Found(tuple(_row(CANDIDATE, court, "first", rules, reason, day) for court in found), (reason,))


def _rank(here: Where) -> int:
    """The place in `LEVELS` of the court that a division has: a province has a high court."""
    return {"province": 1, "prefecture": 2, "county": 3}[here.level]


def _later(matters: tuple[str, ...], rules: tuple[Rule, ...], instance: str, here: Where, on: Days) -> Found:
    """The court of a later instance: that above the court of first instance, or for enforcement that court itself."""
    first = regular(matters, "first", here, on)
    lower = [courts()[row.court] for row in first.regular if row.court in courts()]
    if not lower:
        return Found((), (f"who heard it first is not known, so neither is the {instance} instance", *first.notes))
    if instance == "execution":
        says = "; ".join(dict.fromkeys(rule.says for rule in rules if rule.says))
        reason = f"the court of first instance; {says}"
        role = REGULAR if len(lower) == 1 else CANDIDATE
        return Found(tuple(_row(role, court, instance, rules, reason, on.last) for court in lower), first.notes)
    ups = tuple(dict.fromkeys(up for court in lower if (up := hears_courts.above(court, on.last))))
    if instance == "second":
        unsure = any(hears_courts.unsure(court, up, on.last) for court in lower for up in ups)
        role = REGULAR if len(ups) == 1 and not unsure else CANDIDATE
        day = on.last.isoformat()
        names = "、".join(hears_courts.then_called(court, day) or court.name for court in lower)
        reason = f"hears appeals from {names if len(lower) <= _NAMED else 'the courts of first instance there'}"
        rows = [_row(role, up, instance, rules, reason, on.last) for up in ups]
        return Found(tuple(rows), () if rows and not unsure else _UNSURE if rows else _NO_UPPER)
    reasons = ("where the decision of first instance took effect", "where the decision of second instance took effect")
    tops = tuple(dict.fromkeys(top for up in ups if (top := hears_courts.above(up, on.last))))
    rows = [_row(CANDIDATE, up, instance, rules, reasons[0], on.last) for up in ups]
    rows += [_row(CANDIDATE, top, instance, rules, reasons[1], on.last) for top in tops]
    return Found(tuple(rows), tuple(dict.fromkeys(rule.says for rule in rules if rule.says)))


_UNSURE = ("which of the numbered intermediate courts it was before 2016 is known only where a change is dated",)
_NO_UPPER = ("the directory does not say where appeals from the court of first instance go",)


def _instead(rule: Rule, on: Days) -> list[Row]:
    """The court that a rule names in place of the regular one; only listed where the rule began or ended then."""
    named = courts().get(rule.who)
    role = REGULAR if force(rule.since, rule.until, on) == "in force" else LISTED
    return [_row(role, named, rule.instance, (rule,), f"{rule.basis}: {rule.says}", on.last)] if named else []


def _listed(rule: Rule, here: Where, day: date) -> list[Row]:
    """The courts that hear what an article lists: of a level, by name, or that of the provincial capital."""
    if rule.kind == "capital":
        found = hears_courts.of_division(here.codes[-1][:2] + "0100", "intermediate", day)
        return [_row(CANDIDATE, court, rule.instance, (rule,), rule.says, day) for court in found]
    if rule.who not in LEVELS:
        named = courts().get(rule.who)
        return [_row(LISTED, named, rule.instance, (rule,), f"{rule.basis}: {rule.says}", day)] if named else []
    if rule.who == "high" and here.level != "province":
        return []  # it is one more level up, and rare
    found = _of_zone(here.zone, rule.who, day) if here.zone else at_level(here, rule.who, day)
    return [_row(LISTED, court, rule.instance, (rule,), f"{rule.basis}: {rule.says}", day) for court in found]


def _of_zone(court: Court, level: str, day: date) -> tuple[Court, ...]:
    """The court of a level for a zone: that of the zone itself, or the one above it."""
    found = court if level == court.level else hears_courts.above(court, day)
    return (found,) if found and found.level == level else ()


def _merged(rows: list[Row]) -> list[Row]:
    """One row a court and role: where several laws list cases for it, with all of them."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        same = found.get((row.role, row.court))
        if same:
            basis = tuple(dict.fromkeys((*same.basis, *row.basis)))
            parts = dict.fromkeys(part for part in (same.reason, row.reason) if part)
            since, until = max(same.since, row.since), min(filter(None, (same.until, row.until)), default="")
            same = same._replace(basis=basis, since=since, until=until, reason="; ".join(parts))
        found[row.role, row.court] = same or row
    return list(found.values())


def _zone_notes(court: Court, day: date) -> tuple[str, ...]:
    """The courts of zones beside the court of a district: they take cases of addresses there.

    A zone may lie in several districts of its city; beside the court of a county stand those with a seat in it alone.
    """
    up = hears_courts.above(court, day)
    near = [each for each in (hears_courts.below(up, day) if up else ()) if not hears_courts.ordinary(each)]
    in_city = hears_divisions.name_on(court.division, day).endswith("区")
    zones = [each.name for each in near if in_city or each.division == court.division]
    return (_ZONES.format("、".join(zones)),) if zones else ()
