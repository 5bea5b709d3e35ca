"""The shortest ways between two resources.

Topics, kinds of court and other hubs tie everything to everything; they are not ways unless ``all_ways`` says so.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import NotFound
from kg.lookup.describe import title
from kg.model.iris import BASE, CG
from kg.store.reader import DEFAULT, Reader

HUB_KINDS = ("topic/", "court-kind/", "scheme/", "concept/", "ontology", "document/")
HUB_DEGREE = 400
MAX_LENGTH = 8


class Step(NamedTuple):
    """One statement on a way, in its own direction; ``forward`` is whether the way goes along it."""

    subject: str
    predicate: str
    object: str
    forward: bool


Way = tuple[Step, ...]


class _Search:
    """A breadth-first search from both ends; each round grows the smaller frontier by one step."""

    def __init__(self, reader: Reader, avoid: frozenset[str], all_ways: bool) -> None:
        self.reader = reader
        self.avoid = avoid
        self.all_ways = all_ways
        self.hubs: set[str] = set()

    def passable(self, iri: str) -> bool:
        """Whether a way may go through a resource of this kind and name."""
        if iri in self.avoid or not iri.startswith(BASE):
            return False
        return self.all_ways or not iri[len(BASE) :].startswith(HUB_KINDS)

    def is_hub(self, iri: str) -> bool:
        """Whether a resource has too many ties to be a way."""
        if not self.all_ways and next(islice(self._edges(iri), HUB_DEGREE, None), None):
            self.hubs.add(iri)
            return True
        return False

    def steps(self, iri: str, is_end: bool) -> list[tuple[str, Step]]:
        """The neighbours of a resource with the step to each; nothing from a hub, unless it is an end itself."""
        every = is_end or self.all_ways
        edges = list(self._edges(iri) if every else islice(self._edges(iri), HUB_DEGREE + 1))
        if not every and len(edges) > HUB_DEGREE:
            self.hubs.add(iri)
            return []
        return sorted(edges)

    def _edges(self, iri: str) -> Iterator[tuple[str, Step]]:
        node, match = ox.NamedNode(iri), self.reader.store.quads_for_pattern
        for quad in match(node, None, None, DEFAULT):
            predicate = quad.predicate.value
            if predicate.startswith(CG) and isinstance(term := quad.object, ox.NamedNode):
                other = term.value
                yield other, Step(iri, predicate, other, True)
        for quad in match(None, None, node, DEFAULT):
            predicate = quad.predicate.value
            if predicate.startswith(CG) and isinstance(term := quad.subject, ox.NamedNode):
                other = term.value
                yield other, Step(other, predicate, iri, False)


def paths(
    reader: Reader,
    start: str,
    end: str,
    *,
    avoid: frozenset[str] = frozenset(),
    longest: int = 6,
    count: int = 3,
    all_ways: bool = False,
) -> list[Way]:
    """The shortest ways between two resources (IRIs), all of one length, at most ``count``, in a fixed order.

    What a way must not go through (``avoid``, topics, hubs) may still be where it begins or ends.
    Raises NotFound where no way of at most ``longest`` steps leads from one to the other; says which hubs it did
    not go through.
    """
    ends = (start, end)
    search = _Search(reader, avoid.difference(ends), all_ways)
    sides: tuple[dict[str, list[Way]], dict[str, list[Way]]] = ({start: [()]}, {end: [()]})
    seen: tuple[dict[str, int], dict[str, int]] = ({start: 0}, {end: 0})
    lengths = [0, 0]
    # To go on from a hub costs as much as from many others; most searches then never do.
    costs = [HUB_DEGREE if search.is_hub(iri) else 1 for iri in ends]
    search.hubs.clear()
    while sum(lengths) < longest and sides[0] and sides[1]:
        side = 0 if costs[0] <= costs[1] else 1
        lengths[side] += 1
        grown = _grow(search, sides[side], seen[side], lengths[side], ends)
        costs[side] = len(grown)
        sides = (grown, sides[1]) if side == 0 else (sides[0], grown)
        ways = list(_join(search, *sides, ends))
        if ways:
            return sorted(ways, key=_rank)[:count]
    hubs = "".join(f" and {hub}" for hub in sorted(map(reader.label, search.hubs))[:3])
    why = "" if all_ways else f"; topics{hubs} are not ways: try --all"
    raise NotFound(f"no way of at most {longest} steps from {reader.label(start)} to {reader.label(end)}{why}")


def _grow(
    search: _Search, frontier: dict[str, list[Way]], seen: dict[str, int], length: int, ends: tuple[str, str]
) -> dict[str, list[Way]]:
    grown: dict[str, list[Way]] = {}
    for iri, ways in frontier.items():
        for other, step in search.steps(iri, iri in ends):
            if other not in ends and not search.passable(other):
                continue
            if seen.setdefault(other, length) == length:
                found = grown.setdefault(other, [])
                # Enough to choose from; all of them would be too many between well-tied courts.
                found += [(*way, step) for way in ways[: max(0, 8 - len(found))]]
    return grown


def _join(
    search: _Search, left: dict[str, list[Way]], right: dict[str, list[Way]], ends: tuple[str, str]
) -> Iterator[Way]:
    for iri in left.keys() & right.keys():
        if iri not in ends and search.is_hub(iri):
            continue
        for head in left[iri]:
            for tail in right[iri]:
                yield (*head, *(_turn(step) for step in reversed(tail)))


def _turn(step: Step) -> Step:
    return step._replace(forward=not step.forward)


def _rank(way: Way) -> tuple[int, tuple[Step, ...]]:
    return (len(way), way)


def label_way(reader: Reader, way: Way, evidence: Callable[[tuple[str, ...]], str]) -> list[dict[str, str]]:
    """A way as rows: number, subject, property, object, evidence."""
    rows = []
    for number, step in enumerate(way, 1):
        passages = tuple(reader.passages(step.subject, step.predicate, ox.NamedNode(step.object)))
        rows.append(
            {
                "step": str(number),
                "subject": title(reader, step.subject),
                "property": step.predicate.removeprefix(CG),
                "object": title(reader, step.object),
                "direction": "→" if step.forward else "←",
                "evidence": evidence(passages),
            }
        )
    return rows
