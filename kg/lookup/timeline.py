"""What happened when: every statement with a date, in order."""

import re

import pyoxigraph as ox

from kg.lookup.describe import title
from kg.lookup.show import evidence
from kg.model.iris import CG, EDTF, RDFS, XSD
from kg.store.reader import DEFAULT, Reader

_DATED = frozenset({XSD + "date", XSD + "gYear", XSD + "gYearMonth", EDTF})
# A figure's period says what it counts, not that something happened then.
_NO_EVENT = frozenset({CG + "period"})


def timeline(
    reader: Reader, about: str = "", *, since: str = "", until: str = "", figures: bool = False
) -> list[dict[str, str]]:
    """Dated statements in order of date; ``about`` (an IRI) keeps those of a resource and of what it is tied to.

    ``since`` and ``until`` are dates of any precision (2022, 2022-09); a date counts where it may lie within. With
    ``figures`` the periods of figures count too.
    """
    near = _near(reader, about) if about else set()
    rows = []
    for predicate in predicates(reader, figures):
        for quad in reader.store.quads_for_pattern(None, ox.NamedNode(predicate), None, DEFAULT):
            subject, term = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(term, ox.Literal):
                continue
            if (about and subject.value not in near) or not _within(term.value, since, until):
                continue
            rows.append(_row(reader, subject.value, predicate, term))
    return sorted(rows, key=lambda row: (row["date"].strip("./"), row["what"], row["property"]))


def predicates(reader: Reader, figures: bool) -> list[str]:
    """The properties of this graph whose range is a date, by the ontology in it."""
    ranges = (RDFS + "range", "http://schema.org/rangeIncludes")
    found = {p for of in ranges for datatype in _DATED for p in reader.subjects(of, ox.NamedNode(datatype))}
    return sorted(found if figures else found - _NO_EVENT)


def _near(reader: Reader, iri: str) -> set[str]:
    """A resource and its neighbours, topics and classes apart."""
    around = {term.value for _, term in reader.out(iri) if isinstance(term, ox.NamedNode)}
    return {iri, *around, *(subject for subject, _ in reader.into(iri))}


def _within(text: str, since: str, until: str) -> bool:
    """Whether a date or interval may lie between two dates, all of any precision."""
    first, _, last = text.partition("/")
    first, last = ("" if first == ".." else first), ("9999" if last == ".." else last or first)
    if since and last[: len(since)] < since[: len(last)]:
        return False
    return not until or not first or first[: len(until)] <= until[: len(first)]


def _row(reader: Reader, subject: str, predicate: str, term: ox.Literal) -> dict[str, str]:
    first_class = next(iter(reader.classes(subject)), "")
    return {
        "date": term.value,
        "what": title(reader, subject),
        "class": reader.label(CG + first_class) if first_class else "",
        "property": re.sub(".*#", "", predicate),
        "label": reader.label(predicate),
        "evidence": evidence(reader.passages(subject, predicate, term)),
        "iri": subject,
    }
