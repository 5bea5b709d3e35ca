"""Places for the nodes of a picture, computed once so that it stands still; equal parts give equal places.

Forces as in ForceAtlas2 (Jacomy et al. 2014, doi:10.1371/journal.pone.0098679): ties pull, nodes push the more the
better they are tied, so that hubs stand apart with their leaves around them. Then what overlaps is moved apart, with
room for the labels as long as there are few enough to be read.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.lookup.part import Part
from kg.view.apart import Array, separated, shelves
from kg.view.overview import Positions, adjacency, communities, disc_positions

FORCED = 1500  # beyond it the forces take too long, and the discs of the overview stand in for them
LABELLED = 160  # up to so many nodes there is room for every label
_SIZES, _ROUNDS = (400, 1500), (260, 150)  # the more nodes, the fewer rounds: each takes longer
_PUSH = 620.0
# The side of the square that a node has for itself, in pixels, by the number of nodes in the picture.
_MANY, _ROOM = (20, 60, 200, 1500), (150.0, 115.0, 90.0, 62.0)
_WIDE = 1.4  # a screen is wider than high


def node_size(ties: int) -> float:
    """The radius of a node with so many ties, in pixels at scale 1."""
    return round(min(7 + 2.1 * math.sqrt(ties), 30), 1)


def label_box(label: str) -> tuple[float, float]:
    """The width and height of a label at scale 1, as the page breaks it (two lines of at most eleven wide letters)."""
    width = sum(1.0 if ord(letter) > 0x2E7F else 0.55 for letter in label[:44])
    return (min(width, 11.0) * 13 + 6, 18.0 if width <= 11 else 34.0)


def positions(part: Part) -> Positions:
    """The place of every node of a part by id, in pixels at scale 1; no two nodes overlap.

    What is tied together is laid out together; what is tied to nothing of it stands below, in rows.
    """
    neighbours = adjacency([node.id for node in part.nodes], ((edge.source, edge.target) for edge in part.edges))
    if len(neighbours) > FORCED:
        return disc_positions(neighbours, communities(neighbours))
    labels = {node.id: node.label for node in part.nodes}
    boxes = dict(zip(neighbours, _boxes(list(neighbours), neighbours, labels), strict=True))
    islands = []
    for names in _components(neighbours):
        own = np.array([boxes[name] for name in names])
        at = _island({name: neighbours[name] for name in names}, own, len(neighbours))
        low, high = (at - own).min(axis=0), (at + own).max(axis=0)
        islands.append((names, at - low, high - low))
    found: Positions = {}
    for (names, at, _), corner in zip(islands, shelves([size for *_, size in islands]), strict=True):
        for name, (x, y) in zip(names, at + corner, strict=True):
            found[name] = (float(x), float(y))
    middle = [(min(c) + max(c)) / 2 for c in zip(*found.values(), strict=True)] or [0.0, 0.0]
    return {name: (round(x - middle[0], 1), round(y - middle[1], 1)) for name, (x, y) in found.items()}


def _components(neighbours: Mapping[str, list[str]]) -> list[list[str]]:
    """The nodes by what they are tied to, directly or through others: the largest first."""
    found, seen = [], set[str]()
    for name in neighbours:
        if name not in seen:
            seen.add(name)
            reached = [name]
            for here in reached:  # it grows as it is read
                fresh = [other for other in dict.fromkeys(neighbours[here]) if other not in seen]
                seen.update(fresh)
                reached += fresh
            found.append(sorted(reached))
    return sorted(found, key=lambda names: (-len(names), names))


def _island(neighbours: dict[str, list[str]], boxes: Array, total: int) -> Array:
    """The places of nodes that are all tied to each other, in the order of their names."""
    names = list(neighbours)
    start = disc_positions(neighbours, communities(neighbours))
    at = np.array([start[name] for name in names], dtype=np.float32)
    if len(names) == 1:
        return at
    place = {name: number for number, name in enumerate(names)}
    pairs = [(place[one], place[other]) for one in names for other in neighbours[one] if one < other]
    at = _forced(at, np.array(pairs, dtype=np.intp).reshape(-1, 2))
    return separated(_filling(_turned(at), total), boxes)


def _forced(at: Array, pairs: NDArray[np.intp]) -> Array:
    """The places after the forces, cooling down to rest."""
    count = len(at)
    mass = (1 + np.bincount(pairs.ravel(), minlength=count)).astype(np.float32)
    at = at * np.float32(0.5) + _nudge(count)
    push = np.float32(_PUSH) * mass
    gravity = np.array([1.0, _WIDE**2], dtype=np.float32) * np.float32(0.9 * math.sqrt(_PUSH))
    heat = 60 + 2 * math.sqrt(count)
    rounds = int(np.interp(count, _SIZES, _ROUNDS))
    for step in range(rounds):
        near = np.square(at[:, 0, None] - at[None, :, 0])
        near += np.square(at[:, 1, None] - at[None, :, 1])
        near += np.float32(25)
        np.reciprocal(near, out=near)
        # The sum over all others of push * (own place - theirs) / distance squared, for a mass of one.
        move = at * (near @ push)[:, None] - near @ (push[:, None] * at)
        pull = at[pairs[:, 1]] - at[pairs[:, 0]]
        drawn = np.zeros_like(at)
        np.add.at(drawn, pairs[:, 0], pull)
        np.add.at(drawn, pairs[:, 1], -pull)
        # Gravity of one strength at any distance keeps what is loosely tied in the picture.
        far = np.hypot(at[:, 0], at[:, 1])[:, None] + np.float32(1)
        move += drawn / mass[:, None] - gravity * at / far
        length = np.hypot(move[:, 0], move[:, 1])
        limit = np.float32(heat * (1 - step / rounds) + 0.5)
        at = at + move * (np.minimum(length * np.float32(0.3), limit) / np.maximum(length, 1e-6))[:, None]
    return at


def _nudge(count: int) -> Array:
    """Small, fixed differences, so that no two nodes begin at the same place."""
    turns = np.arange(count, dtype=np.float32) * np.float32(2.399963)
    return np.stack((np.cos(turns), np.sin(turns)), axis=1)


def _turned(at: Array) -> Array:
    """The places turned so that the longest stretch lies level."""
    at = at - at.mean(axis=0)
    _, axes = np.linalg.eigh(at.T @ at)
    turned = at @ axes[:, ::-1]
    for axis in (0, 1):  # an axis has no sign of its own: the side with the farthest node is the right, or the foot
        if abs(turned[:, axis].min()) > turned[:, axis].max():
            turned[:, axis] *= -1
    return np.asarray(turned, dtype=np.float32)


def _filling(at: Array, total: int) -> Array:
    """The places brought to a screen's form, with room for each node: less where there are many in the picture."""
    reach = np.maximum(np.percentile(at, 98, axis=0) - np.percentile(at, 2, axis=0), 1)
    reach = np.maximum(reach, 0.3 * reach.max())  # a way of few steps is a line
    area = len(at) * float(np.interp(total, _MANY, _ROOM)) ** 2
    # A picture that is not of a screen's form by far is not forced into it, or its distances would mean nothing.
    bend = float(np.clip(math.sqrt(reach[0] / reach[1] / _WIDE), 1 / 1.35, 1.35))
    at = at * np.array([1 / bend, bend], dtype=np.float32)
    return np.asarray(at * np.float32(math.sqrt(area / float(reach[0] * reach[1]))), dtype=np.float32)


def _boxes(names: Sequence[str], neighbours: Mapping[str, list[str]], labels: Mapping[str, str]) -> Array:
    """Half the width and half the height that each node needs: itself, and its label where there is room for all."""
    found = []
    for name in names:
        size = node_size(len(neighbours[name])) + 4
        width, height = label_box(labels[name]) if len(names) <= LABELLED else (0.0, 0.0)
        found.append((max(size, width / 2), size + height / 2))
    return np.array(found, dtype=np.float32)
