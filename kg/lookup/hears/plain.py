"""What the sources say plainly of a court and a matter, without a territory: told, and not claimed for a place."""

from typing import NamedTuple

from kg.lookup.hears import courts as hears_courts
from kg.lookup.hears import divisions as hears_divisions
from kg.lookup.hears import graph
from kg.lookup.hears.graph import Said
from kg.lookup.hears.matter import Matter
from kg.lookup.hears.model import ALSO, CANDIDATE, Row
from kg.lookup.hears.place import Where
from kg.names.court import Court
from kg.store.reader import Reader


class Plain(NamedTuple):
    """Rows of courts whose own area holds the place, which may hear it, and rows of others."""

    claimed: tuple[Row, ...]
    others: tuple[Row, ...]


def plain(reader: Reader, here: Where, matter: Matter) -> Plain:
    """The courts that are said to have jurisdiction over a matter or to be about it, outside any territory."""
    claimed, others = [], []
    unplaced = (
        Said(each.court, each.matter, each.passages)
        for each in graph.assignments(reader, matter.line)
        if not each.territories
    )
    for said in (*unplaced, *graph.plainly(reader, matter.line)):
        what = f"has jurisdiction over {reader.label(said.matter)}"
        court = _court(reader, said)
        if court and _holds(court, here):
            reason = f"by the sources it {what}, and its area holds the place; which cases it hears is not said"
            claimed.append(_row(reader, said, CANDIDATE, reason))
        elif not _elsewhere(court, here):
            others.append(_row(reader, said, ALSO, f"it {what}; for which places is not said"))
    near = (said for said in graph.tribunals(reader, matter.line) if not _elsewhere(_court(reader, said), here))
    others += [
        _row(reader, said, ALSO, f"it is about {reader.label(said.matter)}; what it hears is not said") for said in near
    ]
    return Plain(tuple(claimed), tuple(others))


def _row(reader: Reader, said: Said, role: str, reason: str) -> Row:
    name, passages = reader.label(said.court), graph.short(said.passages)
    source = graph.titles(reader, said.passages)
    return Row(role, name, "", (), "", "", passages, source, reason, said.court, official(reader, said.court))


def _court(reader: Reader, said: Said) -> Court | None:
    return hears_courts.named(graph.names(reader, said.court))


def official(reader: Reader, iri: str) -> str:
    """The name in the directory of a court of the graph; empty where the directory has none of its names."""
    court = hears_courts.named(graph.names(reader, iri))
    return court.name if court else ""


def _holds(court: Court, here: Where) -> bool:
    """Whether the division of a court, or of the court that it is a part of, holds a place."""
    seat = hears_courts.seat(court)
    return bool(seat) and hears_divisions.identity(seat) in map(hears_divisions.identity, here.codes)


def _elsewhere(court: Court | None, here: Where) -> bool:
    """Whether a court is known to be one of another province, or the place to be in none."""
    seat = hears_courts.seat(court) if court else ""
    return bool(seat) and (not here.codes or seat[:2] != here.codes[0][:2])
