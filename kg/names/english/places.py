"""The Latin forms of place names that are not the plain pinyin of their characters: a hand-kept table with sources."""

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from kg.names.table import rows

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "places.tsv")
What = Literal["reading", "name", "people", "zone"]


@cache
def _rows() -> tuple[list[str], ...]:
    return tuple(rows(TABLE, 4))


@cache
def latin_forms(what: What) -> Mapping[str, str]:
    """The rows of one sort: a Chinese name to its Latin form; the syllables of a reading are apart by blanks."""
    return {name: latin for name, latin, sort, _ in _rows() if sort == what}


@cache
def readings() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    """The names with characters of several readings: a pattern that finds the longest, and the syllables of each."""
    found = {name: tuple(latin.split()) for name, latin in latin_forms("reading").items()}
    return re.compile("|".join(sorted(found, key=len, reverse=True))), found
