"""A text as names are looked for in it: without white space, folded, with the way back to the text as it stands."""

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

from kg.names.traditional import simplified

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


class Flat(NamedTuple):
    """A text without white space, its characters folded; ``origin`` says where each one stands in the text itself."""

    text: str
    origin: list[int]


def flat(text: str) -> Flat:
    """A text as names are looked for in it: width folded, simplified, without white space."""
    chars: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        folded = char if "\u4e00" <= char <= "\u9fff" else unicodedata.normalize("NFKC", char)
        for one in folded:
            if not one.isspace() and one not in _UNSEEN:
                chars.append(one)
                origin.append(at)
    return Flat(simplified("".join(chars)), origin)


def headings(text: str, plain: Flat) -> frozenset[int]:
    """Where headings begin, in the flat text: short lines without a sentence in them, marks and numbers skipped."""
    found = set()
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare and len(bare) <= 60 and not re.search("[。；，！？;]", bare):
            skipped = re.match(r"[\s#*—\-《“【】\d一二三四五六七八九十、.（）()]*(?:案例\s*\d+】)?", line)
            offset = at + (skipped.end() if skipped else 0)
            found.add(bisect_left(plain.origin, offset))
        at += len(line) + 1
    return frozenset(found)


def paragraphs(text: str, plain: Flat) -> frozenset[int]:
    """Where paragraphs begin, in the flat text: after a line that ends a sentence, or is too short to be a full line.

    Newspapers break lines at the width of the column, within names and with blank lines between.
    """
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at + len(line) - len(line.lstrip()), line.strip()))
        at += len(line) + 1
    widths = sorted(len(line) for _, line in lines)
    full = widths[len(widths) * 3 // 4] * 0.75 if widths else 0
    found = {
        bisect_left(plain.origin, start)
        for (start, _), (_, above) in zip(lines[1:], lines, strict=False)
        if len(above) < full or above[-1] in "。！？!?”：:"
    }
    return frozenset(found | {0})
