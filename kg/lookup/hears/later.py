"""The courts of later instances above one that is assigned the first: by the graph, else by the directory."""

from datetime import date
from typing import NamedTuple

from kg.lookup.hears import courts as hears_courts
from kg.lookup.hears import graph
from kg.lookup.hears.model import ASSIGNED, CANDIDATE, REGULAR, Row
from kg.lookup.hears.plain import official
from kg.model.iris import CG
from kg.names.directory import courts
from kg.store.reader import Reader


class Upper(NamedTuple):
    """A court above: name, IRI (empty outside the graph), name in the directory (or empty), where that is from."""

    name: str
    iri: str
    official: str
    source: str


def later(reader: Reader, row: Row, instance: str, basis: tuple[str, ...], day: date) -> list[Row]:
    """The rows for a later instance of a row of a court that is assigned the first instance, or one not said.

    ``basis`` are the articles of law about that instance. Enforcement is with the court of first instance, an appeal
    goes to the court above it, and so does an application for retrial, or one court higher after an appeal.
    """
    if instance == "execution":
        reason = f"{row.reason}; the court of first instance enforces"
        return [row._replace(instance=instance, basis=(*row.basis, *basis), reason=reason)]
    said = row.instance == "first"
    own = [] if said else [row._replace(role=CANDIDATE, reason=f"{row.reason}; the sources do not say the instance")]
    above = f"hears appeals from {row.court}, which is {row.reason}"
    ups = [_upper(row, up, instance, basis, above) for up in uppers(reader, row.iri, day)]
    if instance == "second":
        certain = said and row.role == ASSIGNED and len(ups) == 1
        return [*own, *(up._replace(role=REGULAR) if certain else up for up in ups)]
    lower = [up._replace(reason=f"{up.reason}; where the decision of first instance took effect") for up in ups]
    above_them = (hears_courts.above(courts()[up.official], day) for up in ups if up.official in courts())
    tops = [Upper(top.name, "", top.name, "directory of courts") for top in above_them if top]
    why = "where the decision on appeal took effect"
    return [*own, *lower, *(_upper(row, top, instance, basis, why) for top in tops)]


def _upper(row: Row, up: Upper, instance: str, basis: tuple[str, ...], reason: str) -> Row:
    passages, source = row.passages, f"{row.source}; {up.source}"
    return Row(CANDIDATE, up.name, instance, basis, "", "", passages, source, reason, up.iri, up.official)


def uppers(reader: Reader, iri: str, day: date) -> list[Upper]:
    """The courts that hear appeals from one of the graph, or from the court that it is a part of."""
    told = [term.value for term in reader.objects(iri, CG + "appealsTo")]
    for whole in reader.objects(iri, CG + "partOf"):
        told += [term.value for term in reader.objects(whole.value, CG + "appealsTo")]
    if told:
        return [Upper(reader.label(up), up, official(reader, up), "graph: appealsTo") for up in dict.fromkeys(told)]
    court = hears_courts.named(graph.names(reader, iri))
    if court and not court.appeals_to:
        court = courts().get(court.part_of)
    up = hears_courts.above(court, day) if court else None
    return [Upper(up.name, "", up.name, "directory of courts")] if up else []
