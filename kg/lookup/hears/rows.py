"""The rows of one assignment of the graph: its court or group, the court above, who ceded it, what it leaves open."""

from kg.lookup.hears import courts as hears_courts
from kg.lookup.hears import graph
from kg.lookup.hears.graph import Assignment
from kg.lookup.hears.later import later
from kg.lookup.hears.model import ASSIGNED, CANDIDATE, CEDED, GROUP, Days, Force, Row, force
from kg.lookup.hears.plain import official
from kg.store.reader import Reader


def force_of(reader: Reader, each: Assignment, on: Days) -> Force:
    """Whether an assignment holds on a day; one without a date not before its court opened."""
    found = force(each.since, each.until, on)
    if found == "in force" and not each.since:
        return force(opened(reader, each), "", on)  # it cannot be older than its court
    return found


def opened(reader: Reader, each: Assignment) -> str:
    """When the court of an assignment opened by the directory; empty where it does not say."""
    court = hears_courts.named(graph.names(reader, each.court))
    return court.since if court else ""


def _row(reader: Reader, each: Assignment, role: str, iri: str, reason: str) -> Row:
    return Row(
        role,
        reader.label(iri),
        each.instance,
        tuple(graph.basis_name(reader, basis) for basis in each.basis),
        each.since,
        each.until,
        graph.short(each.passages),
        graph.titles(reader, each.passages),
        reason,
        iri,
        official(reader, iri),
    )


def rows_of(reader: Reader, each: Assignment, instance: str, law: tuple[str, ...], on: Days) -> list[Row]:
    """The rows of an assignment: court, group or members, the court above for a later instance, ceding courts."""
    matter = f"{reader.label(each.matter)}, {'、'.join(reader.label(place) for place in each.territories)}"
    what = f"assigned {matter}"
    heads = heads_of(reader, each, what)
    if instance != "first" and each.instance not in (instance, "all"):
        parts = [[row] if row.role == GROUP else later(reader, row, instance, law, on.last) for row in heads]
        heads = [row for part in parts for row in part]
    return [*heads, *(_row(reader, each, CEDED, court, f"gave up {matter}") for court in each.ceding)]


def heads_of(reader: Reader, each: Assignment, what: str) -> list[Row]:
    """The court of an assignment; for a group its members, as candidates, and itself where they are not all named.

    A group is its one named member only where the sources print that it has one.
    """
    if not graph.is_group(reader, each.court):
        return [_row(reader, each, ASSIGNED, each.court, what)]
    named, group = graph.members(reader, each.court), reader.label(each.court)
    numbers = {number for _, _, number in graph.sizes(reader, each.court)}
    if numbers == {"1"} and len(named) == 1:
        return [_row(reader, each, ASSIGNED, named[0], f"{what}, as {group}")]
    which = f"{what}, as one of {group}; which of them hears the place is not said"
    rows = [_row(reader, each, CANDIDATE, court, which) for court in named]
    if named and (not numbers or numbers == {str(len(named))}):
        return rows
    told = f"the sources name {len(named)} of its courts" if named else "the sources do not list its courts"
    return [_row(reader, each, GROUP, each.court, f"{what}; {told}"), *rows]


def notes_of(reader: Reader, each: Assignment) -> list[str]:
    """What an assignment leaves open, in words."""
    who = reader.label(each.court)
    notes = []
    if any(row.role == GROUP for row in heads_of(reader, each, "")):
        sizes = "; ".join(f"{size} ({passage})" for size, passage, _ in graph.sizes(reader, each.court))
        many = f"; how many, as printed: {sizes}" if sizes else ""
        which = "all courts" if graph.members(reader, each.court) else "the courts"
        notes.append(f"not known which court: the sources do not list {which} of {who}{many}")
    if not each.ceding:
        notes.append(f"the sources do not name the courts that ceded {reader.label(each.matter)} to {who}")
    if not each.instance:
        notes.append(f"the sources do not say for which instance {who} is assigned {reader.label(each.matter)}")
    if not each.since:
        start = opened(reader, each)
        known = f"; it opened in {start} by the directory of courts" if start else ""
        notes.append(f"the sources do not say since when {who} is assigned {reader.label(each.matter)}{known}")
    return notes
