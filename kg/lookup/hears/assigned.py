"""Who hears a matter of a place by the assignments of the graph, with basis, ceding courts, dates and passages."""

from typing import NamedTuple

from kg.lookup.hears import graph
from kg.lookup.hears.graph import Assignment
from kg.lookup.hears.matter import Matter
from kg.lookup.hears.model import ASSIGNED, CANDIDATE, GROUP, LISTED, REGULAR, Days, Force, Row, Status, days
from kg.lookup.hears.place import Where, lies_in
from kg.lookup.hears.rows import force_of, heads_of, notes_of, opened, rows_of
from kg.lookup.hears.rules import ANY, rules_of
from kg.store.reader import Reader

_UNSAID = frozenset({"", "all"})


class Special(NamedTuple):
    """What assignments say: status, rows, notes; ``open`` where the regular court must be looked at as well."""

    status: Status
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    open: bool


class _Held(NamedTuple):
    """An assignment whose territory holds the place, and whether it is in force then."""

    it: Assignment
    force: Force


def assigned(reader: Reader, here: Where, matter: Matter, instance: str, on: Days) -> Special:
    """What the assignments of a matter, or of a broader one, say of a place at an instance on a day."""
    law, elsewhere = _law(matter, here, instance, on)
    held = [
        _Held(each, force_of(reader, each, on))
        for each in graph.assignments(reader, matter.line)
        if here.within.intersection(each.territories) and _reaches(each, instance)
    ]
    now = [each.it for each in held if each.force == "in force"]
    perhaps = [each.it for each in held if each.force == "perhaps"]
    rivals = [each.it for each in held if each.force in ("before", "after") and _rival(each.it, now)]
    rows = [row for each in now for row in rows_of(reader, each, instance, law, on)]
    rows += [
        row._replace(role=CANDIDATE, reason="the dates that the sources give do not tell whether it held then")
        if row.role in (ASSIGNED, REGULAR)
        else row
        for each in perhaps
        for row in rows_of(reader, each, instance, law, on)
    ]
    rows += [
        row._replace(role=CANDIDATE, reason="by this source it did not hold then; another says that it did")
        for each in rivals
        for row in rows_of(reader, each, instance, law, on)
        if row.role in (ASSIGNED, REGULAR)
    ]
    notes = [note for each in (*now, *perhaps) for note in notes_of(reader, each)]
    notes += [_change(reader, each) for each in held if each.force in ("before", "after") and each.it not in rivals]
    notes += _differences(reader, now, rivals)
    if elsewhere and (instance != "first" or any(each.instance in _UNSAID for each in now)):
        rows = [row._replace(role=CANDIDATE) if row.role == REGULAR else row for row in rows]
        notes += elsewhere
    rows += _narrower(reader, here, matter, instance, on) + _smaller(reader, here, matter, instance, on)
    disputed = bool(perhaps or rivals)
    return Special(_status(rows, disputed), tuple(rows), tuple(notes), not now or disputed)


def _law(matter: Matter, here: Where, instance: str, on: Days) -> tuple[tuple[str, ...], list[str]]:
    """The articles by which a court of first instance leads to that of another instance; and what leads elsewhere."""
    rules = rules_of(matter.names, instance, here.codes[0], on) if here.codes else ()
    regular = (rule.basis for rule in rules if rule.kind == "regular" and rule.matter != ANY)
    basis = dict.fromkeys(regular if instance != "first" else ())
    return tuple(basis), [f"{rule.basis}: {rule.says}" for rule in rules if rule.kind == "elsewhere"]


def _reaches(each: Assignment, instance: str) -> bool:
    """Whether an assignment tells of an instance: of that one, of all, of the first below it, or it does not say."""
    return each.instance in _UNSAID or each.instance in ("first", instance)


def _rival(each: Assignment, now: list[Assignment]) -> bool:
    """Whether sources disagree on the time: one in force gives the same court the same, over a time that overlaps."""
    return any(
        each.court == other.court and each.matter == other.matter and _overlap(each, other)
        for other in now
        if set(each.territories) == set(other.territories)
    )


def _overlap(one: Assignment, other: Assignment) -> bool:
    def ends_before(first: Assignment, second: Assignment) -> bool:
        return bool(first.until and second.since) and days(first.until).last < days(second.since).first

    return not ends_before(one, other) and not ends_before(other, one)


def _narrower(reader: Reader, here: Where, matter: Matter, instance: str, on: Days) -> list[Row]:
    """Courts that are assigned only a part of the matter for a territory that holds the place."""
    found = graph.assignments(reader, graph.narrower(reader, matter.iri))
    return [
        row._replace(role=LISTED, reason=f"only for {reader.label(each.matter)}, a part of {matter.name}")
        for each in found
        if here.within.intersection(each.territories) and each.instance in (*_UNSAID, instance)
        if force_of(reader, each, on) == "in force"
        for row in heads_of(reader, each, "")
        if row.role in (ASSIGNED, GROUP)
    ]


def _smaller(reader: Reader, here: Where, matter: Matter, instance: str, on: Days) -> list[Row]:
    """Courts that are assigned the matter for a part of the place only."""
    found = []
    for each in graph.assignments(reader, matter.line):
        parts = [place for place in each.territories if lies_in(reader, place, here)]
        tells = each.instance in (*_UNSAID, instance) and force_of(reader, each, on) == "in force"
        if parts and tells and not here.within.intersection(each.territories):
            reason = f"only for {'、'.join(map(reader.label, parts))}, a part of {here.name}"
            heads = (row for row in heads_of(reader, each, "") if row.role in (ASSIGNED, GROUP))
            found += [row._replace(role=LISTED, reason=reason) for row in heads]
    return found


def _status(rows: list[Row], disputed: bool) -> Status:
    roles = [row.role for row in rows]
    if GROUP in roles:
        return "not known"
    heads = {row.court for row in rows if row.role in (ASSIGNED, REGULAR)}
    return "known" if len(heads) == 1 and CANDIDATE not in roles and not disputed else "candidates"


def _change(reader: Reader, held: _Held) -> str:
    who, what = reader.label(held.it.court), reader.label(held.it.matter)
    passages = " ".join(graph.short(held.it.passages))
    if held.force == "before":
        if not held.it.since:
            return f"{who}, to which sources assign {what} ({passages}), opened in {opened(reader, held.it)}"
        return f"from {held.it.since}: {who} for {what} ({passages})"
    return f"until {held.it.until}: {who} for {what} ({passages})"


def _differences(reader: Reader, now: list[Assignment], rivals: list[Assignment]) -> list[str]:
    """Where sources name different courts, or different dates."""
    notes = []
    courts = dict.fromkeys(each.court for each in now)
    if len(courts) > 1:
        said = "; ".join(f"{reader.label(e.court)} for {reader.label(e.matter)} ({_cite(e)})" for e in now)
        notes.append(f"the sources name several courts, and not which of them it is: {said}")
    for court, what in dict.fromkeys((each.court, each.matter) for each in now):
        same = [each for each in (*now, *rivals) if (each.court, each.matter) == (court, what)]
        if len({(each.since, each.until) for each in same}) > 1:
            said = "; ".join(f"{each.since or '…'} to {each.until or '…'} ({_cite(each)})" for each in same)
            notes.append(f"the sources disagree on the time: {said}")
    return notes


def _cite(each: Assignment) -> str:
    return " ".join(graph.short(each.passages))
