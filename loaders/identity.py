"""Judgements on near-duplicates (``seeds/identity.yaml``): which alike names are one thing, and which are not."""

import os

from kg.errors import InputError
from loaders.strict_yaml import Mapping, Scalar, Sequence, read_yaml

VERDICTS = ("same", "different")
_SHAPE = "a decision is {names: [A, B], verdict: same|different, reason: …}"
Decisions = dict[frozenset[str], tuple[str, str, int]]


def read_identity(path: str) -> Decisions:
    """Verdict, reason and line for each pair of names; empty where the file does not exist.

    A decision on more than two names holds for each pair of them. Raises InputError, with file and line, for
    anything else than ``decisions`` of names, verdict and reason, and for a pair that is judged twice.
    """
    if not os.path.exists(path):
        return {}
    root = read_yaml(path)
    body = root.items.get("decisions")
    if set(root.items) != {"decisions"} or not isinstance(body, Sequence):
        raise InputError(f"{path}:{root.line}: one key, decisions: a list")
    found: Decisions = {}
    for node in body.items:
        names, verdict, reason = _decision(path, node)
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                pair = frozenset((one, other))
                if pair in found:
                    raise InputError(f"{path}:{node.line}: {one} and {other} are judged in line {found[pair][2]}")
                found[pair] = (verdict, reason, node.line)
    return found


def _decision(path: str, node: object) -> tuple[list[str], str, str]:
    if isinstance(node, Mapping) and set(node.items) == {"names", "verdict", "reason"}:
        names, verdict, reason = (node.items[key] for key in ("names", "verdict", "reason"))
        if isinstance(names, Sequence) and isinstance(verdict, Scalar) and isinstance(reason, Scalar):
            texts = [item.text for item in names.items if isinstance(item, Scalar)]
            if len(texts) > 1 and verdict.text in VERDICTS and reason.text:
                return texts, verdict.text, reason.text
    raise InputError(f"{path}:{getattr(node, 'line', 1)}: {_SHAPE}")
