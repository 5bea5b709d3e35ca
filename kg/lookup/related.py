"""What is tied to a resource: by property, direction and distance."""

import pyoxigraph as ox

from kg.lookup.describe import title
from kg.lookup.show import evidence
from kg.model.iris import BASE, CG
from kg.store.reader import Reader

DIRECTIONS = ("both", "out", "in")
_DEAD_ENDS = ("topic/", "court-kind/", "document/", "ontology")


def related(
    reader: Reader, iri: str, *, properties: frozenset[str] = frozenset(), direction: str = "both", depth: int = 1,
    limit: int = 500,
) -> list[dict[str, str]]:  # fmt: skip
    """Resources within ``depth`` steps of one (an IRI), each once, nearest first, with the statement that ties it.

    ``properties`` are local names, empty for all; ``direction`` is ``out``, ``in`` or ``both``. Topics are shown
    but not gone through: they tie everything to everything.
    """
    rows: list[dict[str, str]] = []
    seen, frontier = {iri}, [iri]
    for distance in range(1, depth + 1):
        grown: list[str] = []
        for here in frontier:
            for subject, predicate, obj in _edges(reader, here, properties, direction):
                other = obj if subject == here else subject
                if other in seen:
                    continue
                seen.add(other)
                rows.append(_row(reader, distance, here, subject, predicate, obj))
                if len(rows) >= limit:
                    return rows
                if not other.removeprefix(BASE).startswith(_DEAD_ENDS):
                    grown.append(other)
        frontier = grown
    return rows


def _edges(reader: Reader, here: str, properties: frozenset[str], direction: str) -> list[tuple[str, str, str]]:
    found = []
    if direction != "in":
        found += [(here, p, t.value) for p, t in reader.out(here) if isinstance(t, ox.NamedNode)]
    if direction != "out":
        found += [(s, p, here) for s, p in reader.into(here)]
    wanted = [e for e in found if e[1].startswith(CG) and (not properties or e[1][len(CG) :] in properties)]
    return sorted(wanted, key=lambda edge: (edge[1], edge[0], edge[2]))


def _row(reader: Reader, distance: int, here: str, subject: str, predicate: str, obj: str) -> dict[str, str]:
    other = obj if subject == here else subject
    passages = reader.passages(subject, predicate, ox.NamedNode(obj))
    klass = next(iter(reader.classes(other)), "")
    return {
        "distance": str(distance),
        "from": title(reader, here),
        "property": ("" if subject == here else "← ") + predicate[len(CG) :],
        "to": title(reader, other),
        "class": reader.label(CG + klass) if klass else "",
        "evidence": evidence(passages),
        "iri": other,
    }
