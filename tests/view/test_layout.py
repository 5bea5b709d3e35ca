"""The layout of a picture: it stands still, nothing overlaps, and what is not tied stands apart."""

from itertools import combinations
from math import hypot

import pytest

from kg.lookup.part import Edge, Node, Part, Parts
from kg.model.iris import BASE
from kg.view.layout import label_box, node_size, positions
from kg.view.selection import around, everything


def overlaps(part: Part) -> list[tuple[str, str]]:
    """The nodes that lie on each other."""
    ties: dict[str, int] = {}
    for edge in part.edges:
        for end in (edge.source, edge.target):
            ties[end] = ties.get(end, 0) + 1
    places = positions(part)
    assert set(places) == {node.id for node in part.nodes}
    order = sorted(places, key=lambda name: places[name])
    found = []
    for at, a in enumerate(order):
        for b in order[at + 1 :]:
            if places[b][0] - places[a][0] > 60:  # two of the largest
                break
            reach = node_size(ties.get(a, 0)) + node_size(ties.get(b, 0))
            if hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) < reach:
                found.append((a, b))
    return found


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_no_nodes_overlap(parts: Parts, depth: int) -> None:
    assert overlaps(around(parts, BASE + "court/长春破产法庭", depth).part) == []


def test_no_nodes_of_the_whole_graph_overlap(parts: Parts) -> None:
    assert overlaps(everything(parts).part) == []


def test_it_stands_still(parts: Parts) -> None:
    part = around(parts, BASE + "court/长春破产法庭", 2).part
    assert positions(part) == positions(Part(part.nodes[::-1], part.edges[::-1]))


def test_labels_of_a_small_picture_have_room(parts: Parts) -> None:
    part = around(parts, BASE + "court/长春破产法庭", 1).part
    places = positions(part)
    labels = {node.id: node.label for node in part.nodes}
    for one, other in combinations(places, 2):
        wide = (label_box(labels[one])[0] + label_box(labels[other])[0]) / 2
        high = (label_box(labels[one])[1] + label_box(labels[other])[1]) / 2
        x, y = (abs(a - b) for a, b in zip(places[one], places[other], strict=True))
        assert x > wide - 2 or y > high - 2


def test_what_is_not_tied_stands_below() -> None:
    names = [f"court/{letter}" for letter in "abcdefgh"]
    nodes = tuple(Node(name, name, name, "", "Court", "", 0) for name in names)
    edges = tuple(Edge(names[0], name, "partOf", (), "", "") for name in names[1:6])
    places = positions(Part(nodes, edges))
    foot = max(places[name][1] for name in names[:6])
    assert all(places[name][1] > foot for name in names[6:])


def test_an_empty_part_and_a_node_tied_to_itself() -> None:
    assert positions(Part((), ())) == {}
    node = Node("a", "a", "a", "", "Court", "", 0)
    assert positions(Part((node,), (Edge("a", "a", "partOf", (), "", ""),))) == {"a": (0.0, 0.0)}
