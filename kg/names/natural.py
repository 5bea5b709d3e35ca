"""The order of names that have numbers in them: article 2 before article 12."""

import re

_NUMBER = re.compile(r"(\d+)")
Key = tuple[tuple[int, str], ...]


def natural(name: str) -> Key:
    """A key to sort names by: 第2条 before 第12条; numbers of any length, and before them what is no number."""
    parts = _NUMBER.split(name)
    digits = ((part, part.lstrip("0")) for part in parts)
    return tuple((len(number), number) if part.isdecimal() else (-1, part) for part, number in digits)
