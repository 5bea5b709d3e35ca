"""What the graph says of who hears what: assignments with basis, dates and passages, and plain statements."""

from typing import NamedTuple

import pyoxigraph as ox

from kg.lookup.describe import fields, figure
from kg.model.iris import ALT_LABEL, CG, DOCUMENTS, PREF_LABEL, RDF_TYPE, SKOS
from kg.names.natural import natural
from kg.store.reader import Reader

_ASSIGNMENT = ox.NamedNode(CG + "JurisdictionAssignment")
_SIZES = ("法院数", "成员数", "成员单位数")  # metrics by which sources say how many members a group has


class Assignment(NamedTuple):
    """A jurisdiction assignment: IRIs of court, matter and territories, dates, IRIs of basis and ceding courts.

    ``passages`` are those that say it, ``documents`` the titles of their documents.
    """

    iri: str
    court: str
    matter: str
    instance: str
    territories: tuple[str, ...]
    since: str
    until: str
    basis: tuple[str, ...]
    ceding: tuple[str, ...]
    passages: tuple[str, ...]


class Said(NamedTuple):
    """A plain statement that a court has jurisdiction over a matter."""

    court: str
    matter: str
    passages: tuple[str, ...]


def assignments(reader: Reader, matters: tuple[str, ...]) -> list[Assignment]:
    """The assignments of any of some matters (IRIs), in the order of the matters, then of dates."""
    found = []
    for matter in matters:
        nodes = reader.subjects(CG + "matter", ox.NamedNode(matter))
        own = [_read(reader, node, matter) for node in nodes if "JurisdictionAssignment" in reader.classes(node)]
        found += sorted(own, key=lambda each: (each.since, each.court, each.iri))
    return found


def _read(reader: Reader, node: str, matter: str) -> Assignment:
    def terms(name: str) -> tuple[str, ...]:
        return tuple(sorted((term.value for term in reader.objects(node, CG + name)), key=natural))

    def first(name: str) -> str:
        return next(iter(terms(name)), "")

    passages = reader.passages(node, RDF_TYPE, _ASSIGNMENT)
    return Assignment(
        node,
        first("court"),
        matter,
        first("instance"),
        terms("territory"),
        first("from"),
        first("to"),
        terms("basis"),
        terms("ceding"),
        tuple(passages),
    )


def narrower(reader: Reader, matter: str) -> tuple[str, ...]:
    """The topics (IRIs) that are narrower than one, nearest first."""
    line = [matter]
    for here in line:
        line += [down for down in reader.subjects(SKOS + "broader", ox.NamedNode(here)) if down not in line]
    return tuple(line[1:])


def plainly(reader: Reader, matters: tuple[str, ...]) -> list[Said]:
    """What is said plainly of some matters (IRIs) where no assignment says it of the same court."""
    found = []
    for matter in matters:
        term = ox.NamedNode(matter)
        assigned = {each.court for each in assignments(reader, (matter,))}
        found += [
            Said(court, matter, tuple(reader.passages(court, CG + "hasJurisdiction", term)))
            for court in reader.subjects(CG + "hasJurisdiction", term)
            if court not in assigned
        ]
    return found


def tribunals(reader: Reader, matters: tuple[str, ...]) -> list[Said]:
    """The tribunals and special courts that are of a kind and are said to be about a matter; not what they hear."""
    found = []
    for matter in matters:
        term = ox.NamedNode(matter)
        for court in reader.subjects(CG + "hasTopic", term):
            special = {"Tribunal", "SpecialCourt"}.intersection(reader.classes(court))
            heard = any(up.value in matters for up in reader.objects(court, CG + "hasJurisdiction"))
            if special and reader.objects(court, CG + "courtKind") and not heard:
                found.append(Said(court, matter, tuple(reader.passages(court, CG + "hasTopic", term))))
    return found


def members(reader: Reader, group: str) -> tuple[str, ...]:
    """The members of a group (IRIs) that the sources name."""
    return tuple(term.value for term in reader.objects(group, CG + "hasMember"))


def is_group(reader: Reader, iri: str) -> bool:
    """Whether an IRI is that of a group of institutions."""
    return "InstitutionGroup" in reader.classes(iri)


def sizes(reader: Reader, group: str) -> list[tuple[str, str, str]]:
    """How many members a group has: as printed, the passage, the number: ``("11家", "jilin…#char=485,505", "11")``."""
    found = []
    for node in reader.subjects(CG + "of", ox.NamedNode(group)):
        values = fields(reader, node)
        if values.get("metric", [""])[0] in _SIZES:
            graphs = reader.passages(node, CG + "of", ox.NamedNode(group))
            number = values.get("value", [""])[0]
            found += [(figure(values), graph.removeprefix(DOCUMENTS), number) for graph in graphs]
    return sorted(found, key=lambda each: natural(each[1]))


def names(reader: Reader, iri: str) -> tuple[str, ...]:
    """All Chinese names of a resource: the canonical one and the aliases."""
    terms = (*reader.objects(iri, PREF_LABEL), *reader.objects(iri, ALT_LABEL))
    return tuple(term.value for term in terms if isinstance(term, ox.Literal) and term.language != "en")


def short(passages: tuple[str, ...]) -> tuple[str, ...]:
    """Passages in short: ``changchun-tribunals#char=940,973``."""
    return tuple(sorted((passage.removeprefix(DOCUMENTS) for passage in passages), key=natural))


def titles(reader: Reader, passages: tuple[str, ...]) -> str:
    """The titles of the documents of some passages; the id of a document that has none."""
    documents = dict.fromkeys(passage.partition("#")[0] for passage in passages)
    return "; ".join(reader.label(document) for document in documents)


def basis_name(reader: Reader, iri: str) -> str:
    """A document or provision that something rests on; a document with its number, where the graph has one."""
    numbers = [term.value for term in reader.objects(iri, CG + "documentNumber")]
    name = reader.label(iri)
    return f"{name}（{'、'.join(numbers)}）" if numbers and numbers[0] not in name else name
