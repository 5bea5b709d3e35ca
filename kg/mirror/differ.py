"""What exactly differs in one subject: nodes and relationships to create, change or delete in Neo4j."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.mirror.delta import Pair
from kg.mirror.elements import Edge, Node, digest

CREATE, CHANGE, DELETE = "create", "change", "delete"


class Difference(NamedTuple):
    """One node or relationship: as it should be, as it is, its element id in Neo4j, and what is to be done.

    ``double`` marks a node whose IRI another node of Neo4j has too.
    """

    verb: str
    here: Node | Edge | None
    there: Node | Edge | None
    element: str = ""
    double: bool = False

    @property
    def kept(self) -> Node | Edge:
        """The side that there is, the right one first."""
        found = self.here if self.here is not None else self.there
        assert found is not None
        return found


def differences(pair: Pair) -> Iterator[Difference]:
    """The differences of a subject; none where both sides are the same after all."""
    wanted = list(pair.here.edges) if pair.here else []
    there: list[tuple[str, Edge]] = []
    for place, stored in enumerate(pair.there):
        there += stored.edges
        if place or pair.here is None:
            yield Difference(DELETE, None, stored.node, stored.element, double=place > 0)
        elif digest(stored.node) != digest(pair.here.node):
            yield Difference(CHANGE, pair.here.node, stored.node, stored.element)
    if pair.here and not pair.there:
        yield Difference(CREATE, pair.here.node, None)
    yield from _edges(wanted, there)


def _key(edge: Edge) -> str:
    """What makes a relationship the same one: all but its passages. Somebody may have put a list for any of it."""
    return repr(edge[:4])


def _edges(wanted: list[Edge], there: list[tuple[str, Edge]]) -> Iterator[Difference]:
    right = {digest(edge): edge for edge in wanted}
    wrong: dict[str, tuple[str, Edge]] = {}
    for element, edge in there:
        if right.pop(digest(edge), None) is not None:
            continue
        if _key(edge) in wrong:
            yield Difference(DELETE, None, edge, element)
        else:
            wrong[_key(edge)] = element, edge
    for edge in right.values():
        element, old = wrong.pop(_key(edge), ("", None))
        yield Difference(CHANGE if old else CREATE, edge, old, element)
    for element, edge in wrong.values():
        yield Difference(DELETE, None, edge, element)
