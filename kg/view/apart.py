"""Boxes that do not lie on each other: moved apart, or stood in rows."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_KEPT = 10  # so many times near pairs are pushed before they are looked for again
_GAP = 40.0  # between two boxes in rows, in pixels


def separated(at: Array, boxes: Array, rounds: int = 400) -> Array:
    """Places at which boxes (half widths and heights) do not overlap: each pair parts where least is to move."""
    at = at.copy()
    for _ in range(0, rounds, _KEPT):
        one, other = _close(at, boxes, 40.0)
        for _ in range(_KEPT):
            over = boxes[one] + boxes[other] - np.abs(at[one] - at[other])
            touching = (over > 0.5).all(axis=1)
            if not touching.any():
                break
            _part(at, over[touching], one[touching], other[touching])
        if not len(_close(at, boxes, -0.5)[0]):
            break
    return at


def _close(at: Array, boxes: Array, margin: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs whose boxes are nearer to each other than a margin, in pixels."""
    found = np.abs(at[:, 0, None] - at[None, :, 0]) < boxes[:, 0, None] + boxes[None, :, 0] + np.float32(margin)
    found &= np.abs(at[:, 1, None] - at[None, :, 1]) < boxes[:, 1, None] + boxes[None, :, 1] + np.float32(margin)
    one, other = np.nonzero(found)
    return one[one < other], other[one < other]


def _part(at: Array, over: Array, one: NDArray[np.intp], other: NDArray[np.intp]) -> None:
    """Move the pairs that overlap by so much apart, along the axis where less is to move."""
    sign = np.where(at[one] >= at[other], np.float32(0.5), np.float32(-0.5))
    level = over[:, 0] < over[:, 1] * 1.7  # a screen is wider than high, and so may the picture be
    shift = np.where(np.stack((level, ~level), axis=1), over * sign, np.float32(0))
    # Many push one node at once: each pushes a part of the way.
    crowd = np.maximum(np.bincount(one, minlength=len(at)) + np.bincount(other, minlength=len(at)), 1)
    np.add.at(at, one, shift / np.sqrt(crowd[one])[:, None])
    np.add.at(at, other, -shift / np.sqrt(crowd[other])[:, None])


def shelves(sizes: list[Array]) -> list[Array]:
    """The upper left corners of boxes: the first on top, the others in rows below it."""
    corners: list[Array] = []
    wide = max(float(sizes[0][0]), 1.0) if sizes else 0.0
    x, y, deep = 0.0, 0.0, 0.0
    for number, (width, height) in enumerate(sizes):
        if number and (number == 1 or x + float(width) > wide):
            x, y, deep = 0.0, y + deep + _GAP, 0.0
        corners.append(np.array((x, y), dtype=np.float32))
        x, deep = x + float(width) + _GAP, max(deep, float(height))
    return corners
