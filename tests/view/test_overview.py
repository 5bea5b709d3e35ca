"""The overview: every node has a place, no two the same, and equal parts give equal places."""

import random
from itertools import combinations
from math import hypot

import pytest

from kg.lookup.part import Edge, Node, Part, Parts
from kg.view.overview import SPACING, adjacency, communities, overview_positions


def made(nodes: int, edges: int, seed: int = 1) -> Part:
    """A part of invented nodes: groups of fifty, most edges within a group."""
    chance = random.Random(seed)
    found = []
    for _ in range(edges):
        one = chance.randrange(nodes)
        near = min(one // 50 * 50 + chance.randrange(50), nodes - 1)
        found.append((one, near if chance.random() < 0.8 else chance.randrange(nodes)))
    names = [f"court/{number}" for number in range(nodes)]
    return Part(
        tuple(Node(name, name, name, "", "Court", "", 0) for name in names),
        tuple(Edge(names[one], names[other], "cooperatesWith", (), "", "") for one, other in found),
    )


def nearest(places: dict[str, tuple[float, float]]) -> float:
    """The least distance between two places."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for x, y in places.values():
        for at in ((int(x // SPACING) + i, int(y // SPACING) + j) for i in (0, 1) for j in (0, 1)):
            cells.setdefault(at, []).append((x, y))
    pairs = [pair for cell in cells.values() for pair in combinations(cell, 2)]
    return min((hypot(a[0] - b[0], a[1] - b[1]) for a, b in pairs), default=SPACING)


@pytest.mark.parametrize(("nodes", "edges"), [(0, 0), (1, 0), (2, 1), (400, 30), (3500, 20_000)])
def test_every_node_has_a_place_of_its_own(nodes: int, edges: int) -> None:
    part = made(nodes, edges)
    places = overview_positions(part)
    assert set(places) == {node.id for node in part.nodes}
    assert nearest(places) > 0.6 * SPACING


def test_the_order_of_the_part_does_not_matter() -> None:
    part = made(300, 900)
    turned = Part(part.nodes[::-1], part.edges[::-1])
    assert overview_positions(turned) == overview_positions(part)


def test_communities_are_what_holds_together() -> None:
    ring = [(f"{group}{i}", f"{group}{(i + step) % 12}") for group in "abc" for i in range(12) for step in (1, 2, 3)]
    found = communities(adjacency({end for pair in ring for end in pair}, [*ring, ("a0", "b0"), ("b5", "c5")]))
    assert len(set(found.values())) == 3
    assert all(found[f"{group}{i}"] == found[f"{group}0"] for group in "abc" for i in range(12))


def test_the_seeds_are_no_ball(parts: Parts) -> None:
    places = overview_positions(parts.whole())
    assert nearest(places) > 0.6 * SPACING
