"""Near-duplicates: two resources of one kind whose names are so alike that they may be one thing.

Each pair is judged once by a person; the judgement is data (``seeds/identity.yaml``) with its reason.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from kg.names.fold import fold

ALIKE = 0.6
_NUMERALS = re.compile("[0-9一二三四五六七八九十百〇零]+")
_COMMON = 400  # a bigram that more names share than this says nothing (法院, 人民)


class Pair(NamedTuple):
    """Two names that are alike, and how much: the Dice coefficient of their bigrams, 0 to 1."""

    one: str
    other: str
    kind: str
    likeness: float


def near_duplicates(names: Mapping[str, str], alike: float = ALIKE) -> list[Pair]:
    """Pairs of names of one kind (name → kind) that are alike, the likest first.

    Names that differ only in their numerals (第3条, 第4条) are different things.
    """
    grams = {name: _bigrams(name) for name in names}
    found = []
    for one, other in sorted(_candidates(names, grams)):
        likeness = 2 * len(grams[one] & grams[other]) / (len(grams[one]) + len(grams[other]))
        if likeness >= alike and not _numbered(one, other):
            found.append(Pair(one, other, names[one], likeness))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def _bigrams(name: str) -> frozenset[str]:
    folded = fold(name)
    return frozenset(folded[i : i + 2] for i in range(len(folded) - 1))


def _candidates(names: Mapping[str, str], grams: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    """Pairs of one kind that share a bigram which not everybody has."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, own in grams.items():
        for gram in own:
            holders[names[name], gram].append(name)
    lists: Iterable[list[str]] = (group for group in holders.values() if len(group) <= _COMMON)
    return {pair for group in lists for pair in combinations(sorted(group), 2)}


def _numbered(one: str, other: str) -> bool:
    """Whether two names are the same but for their numerals."""
    plain = [_NUMERALS.sub("#", fold(name)) for name in (one, other)]
    return plain[0] == plain[1]


def undecided(pairs: Iterable[Pair], decisions: Mapping[frozenset[str], tuple[str, str, int]]) -> list[Pair]:
    """The pairs that nobody has judged, or that were judged ``same`` and still are two resources."""
    open_pairs = []
    for pair in pairs:
        decision = decisions.get(frozenset((pair.one, pair.other)))
        if decision is None or decision[0] == "same":
            open_pairs.append(pair)
    return open_pairs
