"""China's administrative divisions: code, name, place on the map, and what lies above (GB/T 2260).

The first two digits of a code are those of the province, the next two of the prefecture, the last two of the county.
Names repeat (朝阳区 is one of 北京市 and one of 长春市), and parents change: the table is that of about 2020.
"""

import os
from functools import cache
from typing import NamedTuple

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "divisions.tsv")


class Division(NamedTuple):
    """A division: its code of six digits, its full name, longitude and latitude in degrees."""

    code: str
    name: str
    lon: float
    lat: float


@cache
def divisions() -> dict[str, Division]:
    """All divisions by code, in order of code."""
    with open(TABLE, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return {code: Division(code, name, float(lon), float(lat)) for code, name, lon, lat in rows[1:]}


def above(code: str) -> tuple[Division, ...]:
    """The divisions that hold one, nearest first; empty for a province."""
    known = divisions()
    codes = dict.fromkeys((code[:4] + "00", code[:2] + "0000"))
    return tuple(known[up] for up in codes if up in known and up != code)


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    found: dict[str, dict[Division, None]] = {}
    for division in divisions().values():
        names = [division.name]
        for up in above(division.code):
            names += [up.name + name for name in names]
        for name in names:
            found.setdefault(name, {})[division] = None
    return {name: tuple(each) for name, each in found.items()}


def named(text: str) -> tuple[Division, ...]:
    """The divisions that a full name is the name of, alone or after those above it: 朝阳区, 长春市朝阳区.

    No part of a name, and no short name, is one: 长春 is not 长春市.
    """
    return _by_name().get(text, ())


@cache
def leaves() -> tuple[Division, ...]:
    """The divisions that hold no other: the counties, and the few cities without any."""
    holding = {up.code for code in divisions() for up in above(code)}
    return tuple(division for code, division in divisions().items() if code not in holding)
