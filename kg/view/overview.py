"""An overview of a whole graph: communities as discs beside each other, laid out in about a second.

A force layout of some thousands of nodes takes too long and ends as one ball. Here nodes are gathered into
communities by label propagation, every community is a disc whose best tied node stands in the middle (phyllotaxis, as
the seeds of a sunflower), and only the discs are moved by forces. The same part gives the same picture.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.lookup.part import Part

SPACING = 26.0  # between two neighbouring nodes of a disc
_GAP = 60.0  # between two discs
_ROUNDS = 8
_GOLDEN = math.pi * (3 - math.sqrt(5))
_SMALL = 4  # a community of fewer nodes joins the one that it has most ties with

Positions = dict[str, tuple[float, float]]
Neighbours = dict[str, list[str]]


def overview_positions(part: Part) -> Positions:
    """The place of every node of a part by id, in pixels at scale 1, the middle of all at (0, 0)."""
    neighbours = adjacency([node.id for node in part.nodes], ((edge.source, edge.target) for edge in part.edges))
    return disc_positions(neighbours, communities(neighbours))


def adjacency(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Neighbours:
    """The neighbours of every node, a pair with two ties twice; both in the order of their ids."""
    neighbours: Neighbours = {name: [] for name in sorted(ids)}
    for one, other in sorted(pairs):
        if one != other:
            neighbours[one].append(other)
            neighbours[other].append(one)
    return neighbours


def communities(neighbours: Neighbours) -> dict[str, int]:
    """The community of every node, numbered from the largest.

    Each node takes the commonest community among its neighbours, those of few ties counting more: who is tied to a hub
    and nothing else belongs to it, who is tied to everything belongs to nobody in particular.
    """
    of = {name: number for number, name in enumerate(neighbours)}
    weight = {name: 1 / math.log2(2 + len(near)) for name, near in neighbours.items()}
    order = sorted(neighbours, key=lambda name: (-len(neighbours[name]), name))
    for _ in range(_ROUNDS):
        changed = 0
        for name in order:
            if best := _commonest(of, weight, neighbours[name], of[name]):
                changed += best[0] != of[name]
                of[name] = best[0]
        if changed * 200 <= len(of):
            break
    _join_small(of, neighbours)
    sizes = Counter(of.values())
    ranks = {old: rank for rank, old in enumerate(sorted(sizes, key=lambda old: (-sizes[old], old)))}
    return {name: ranks[old] for name, old in of.items()}


def _commonest(of: dict[str, int], weight: dict[str, float], near: list[str], own: int) -> tuple[int, float] | None:
    votes: dict[int, float] = defaultdict(float)
    for other in near:
        votes[of[other]] += weight[other]
    # What a node is in already decides between equals, or two would change places for ever.
    return max(votes.items(), key=lambda vote: (round(vote[1], 9), vote[0] == own, -vote[0]), default=None)


def _join_small(of: dict[str, int], neighbours: Neighbours) -> None:
    members: dict[int, list[str]] = defaultdict(list)
    for name, number in of.items():
        members[number].append(name)
    alone = [number for number, names in members.items() if len(names) < _SMALL]
    for number in sorted(alone, key=lambda each: (len(members[each]), each)):
        votes = Counter(of[other] for name in members[number] for other in neighbours[name] if of[other] != number)
        if votes:
            target = min(votes, key=lambda each: (-votes[each], each))
            members[target] += members[number]
            of.update(dict.fromkeys(members.pop(number), target))


def disc_positions(neighbours: Neighbours, of: dict[str, int]) -> Positions:
    """The places of nodes in the discs of their communities (numbered from 0 without a gap)."""
    discs: list[list[str]] = [[] for _ in range(max(of.values(), default=-1) + 1)]
    for name in sorted(of, key=lambda each: (-len(neighbours[each]), each)):
        discs[of[name]].append(name)
    radii = np.array([SPACING * math.sqrt(len(disc)) for disc in discs])
    centres = _centres(radii, _ties(neighbours, of, len(discs)))
    found: Positions = {}
    for disc, (x, y) in zip(discs, centres, strict=True):
        for number, name in enumerate(disc):
            reach, angle = SPACING * math.sqrt(number), number * _GOLDEN
            found[name] = (round(x + reach * math.cos(angle), 1), round(y + reach * math.sin(angle), 1))
    return found


def _ties(neighbours: Neighbours, of: dict[str, int], count: int) -> NDArray[np.float64]:
    ties = np.zeros((count, count))
    for name, near in neighbours.items():
        for other in near:
            ties[of[name], of[other]] += 1
    np.fill_diagonal(ties, 0)
    return ties


def _centres(radii: NDArray[np.float64], ties: NDArray[np.float64]) -> NDArray[np.float64]:
    """The middles of the discs: the largest in the centre, those with many ties near each other, none on another."""
    count = len(radii)
    if not count:
        return np.zeros((0, 2))
    areas = np.concatenate(([0.0], np.cumsum((radii + _GAP / 2) ** 2)[:-1]))
    angles = np.arange(count) * _GOLDEN
    at = np.sqrt(areas)[:, None] * np.column_stack((np.cos(angles), np.sin(angles))) * 1.2
    pull = ties / np.maximum(ties.sum(axis=1, keepdims=True), 1)
    for step in range(60):
        at += (pull @ at - at * (pull.sum(axis=1, keepdims=True))) * 0.12 * (1 - step / 60)
        at = push_apart(at, radii + _GAP / 2, rounds=3)
    at = push_apart(at - at.mean(axis=0), radii + _GAP / 2, rounds=300)
    return np.asarray(at - at.mean(axis=0), dtype=np.float64)


def push_apart(at: NDArray[np.float64], radii: NDArray[np.float64], rounds: int) -> NDArray[np.float64]:
    """Places at which discs (places and radii in the same unit) do not overlap, moved as little as may be.

    Ends when none do, or after so many rounds.
    """
    at = at.copy()
    reach = radii[:, None] + radii[None, :]
    np.fill_diagonal(reach, 0.0)
    for _ in range(rounds):
        x, y = at[:, 0], at[:, 1]
        across, along = x[:, None] - x[None, :], y[:, None] - y[None, :]
        distance = np.sqrt(across * across + along * along)
        # Few overlap: what follows looks at these pairs alone.
        one, other = np.nonzero(reach - distance >= 0.01)
        if not len(one):
            break
        near = distance[one, other]
        push = (reach[one, other] - near) * 0.52 / np.maximum(near, 1e-6)
        for axis, apart in ((0, across), (1, along)):
            at[:, axis] += np.bincount(one, apart[one, other] * push, len(at))
    return at
