"""Everything that the graph says of one resource, each line with its passages."""

from typing import NamedTuple

import pyoxigraph as ox

from kg.lookup.describe import NODES, describe
from kg.model.iris import ALT_LABEL, CG, DOCUMENTS, PREF_LABEL, RDF_TYPE, local_name
from kg.store.reader import Reader, Value

_NAMES = {PREF_LABEL: "name", ALT_LABEL: "alias", RDF_TYPE: "class"}
_NAME_LABELS = {"name": "名称", "english": "英文名", "alias": "别名", "class": "类"}
# What an adoption or a recognition says beyond the plain property beside it; without it the node is no news.
NEWS = {
    "Adoption": ("since",),
    "Recognition": ("batch", "rank", "on"),
    "PriorityClaim": ("scope", "wording"),
}


class Line(NamedTuple):
    """One line of a page: property (local name) and its label, value, the value's IRI, passages as IRIs.

    ``direction`` is ``→`` for what the resource says, ``←`` for what others say of it.
    """

    direction: str
    property: str
    label: str
    value: str
    iri: str
    passages: tuple[str, ...]

    def row(self) -> dict[str, str]:
        """The line as a row of texts."""
        arrow = "← " if self.direction == "←" else ""
        return {
            "property": arrow + self.property,
            "label": arrow + self.label,
            "value": self.value,
            "evidence": evidence(self.passages),
            "iri": self.iri,
        }


def evidence(passages: tuple[str, ...] | list[str]) -> str:
    """Passages in short: ``changchun-tribunals#char=375,403``, separated by spaces."""
    return " ".join(p.removeprefix(DOCUMENTS) for p in passages)


def show(reader: Reader, iri: str, limit: int = 200) -> list[Line]:
    """The page of a resource: names, classes, statements, nodes; what points to it, at most ``limit`` lines."""
    own = reader.label(iri)
    lines = [_out(reader, iri, predicate, term, own) for predicate, term in reader.out(iri)]
    lines += [line for line in (_into(reader, iri, s, p, own) for s, p in reader.into(iri, limit)) if line]
    return sorted(lines, key=_order)


def _order(line: Line) -> tuple[int, str, str, str]:
    rank = {"name": 0, "english": 1, "alias": 2, "class": 3}.get(line.property, 4 if line.direction == "→" else 6)
    return (rank, line.property, line.value, line.iri)


def _out(reader: Reader, iri: str, predicate: str, term: Value, own: str) -> Line:
    passages = tuple(reader.passages(iri, predicate, term))
    name = _NAMES.get(predicate) or local_name(predicate)
    if isinstance(term, ox.Literal):
        if term.language == "en" and name == "name":
            name = "english"
        return Line("→", name, _NAME_LABELS.get(name) or reader.label(predicate), term.value, "", passages)
    value = _value(reader, term.value, own)
    return Line("→", name, _NAME_LABELS.get(name) or reader.label(predicate), value, term.value, passages)


def _value(reader: Reader, iri: str, own: str) -> str:
    if iri.startswith(CG):
        return f"{reader.label(iri)} {iri[len(CG) :]}"
    klass = next((c for c in reader.classes(iri) if c in NODES), "")
    return describe(reader, iri, klass, own) if klass else reader.label(iri)


def _into(reader: Reader, iri: str, subject: str, predicate: str, own: str) -> Line | None:
    klass = next((c for c in reader.classes(subject) if c in NODES), "")
    if klass == "Observation":
        return None  # it stands on the page as hasObservation
    if klass in NEWS and not any(reader.objects(subject, CG + key) for key in NEWS[klass]):
        return None
    passages = tuple(reader.passages(subject, predicate, ox.NamedNode(iri)))
    if klass:
        text = describe(reader, subject, klass, own)
        return Line("←", klass, reader.label(CG + klass), text, subject, passages)
    name = local_name(predicate)
    return Line("←", name, reader.label(predicate), reader.label(subject), subject, passages)
