"""The English names of courts, by rule: 法〔2021〕184号, the notice on the English of courts, posts and rooms.

The notice gives rules by examples. What it prints itself is `EnglishName.official`; the rest is formed like it
(`kg.names.english.rules`), and a court whose name no rule forms has none. All names stand in ``courts_latin.tsv``,
which ``requirements/latin.sh`` writes, so that a look-up forms nothing.
"""

import os
from functools import cache
from typing import NamedTuple

from kg.names.court import Court
from kg.names.table import content

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "courts_latin.tsv")
COLUMNS = ("court", "name", "full", "short", "official", "keys")


class EnglishName(NamedTuple):
    """A court's name in English; all parts are empty where no rule forms one.

    ``name`` is for running text (Changchun Intermediate People's Court of Jilin Province), ``full`` and ``short`` are
    the two forms of the notice (The Intermediate People's Court of Changchun City of Jilin Province; Changchun
    Intermediate People's Court, Jilin). ``official`` says that the notice itself prints the full form.
    """

    name: str
    full: str
    short: str
    official: bool


NONE = EnglishName("", "", "", False)


@cache
def table() -> bytes:
    """The table of Latin names in UTF-8: `kg.names.english.latin` looks through it, faster than it could read rows."""
    return content(TABLE)


@cache
def _lines() -> dict[bytes, bytes]:
    return {line.partition(b"\t")[0]: line for line in table().split(b"\n")}


def english(court: Court) -> EnglishName:
    """The English name of a court of the directory, by 法〔2021〕184号; empty where its rules form none."""
    line = _lines().get(court.name.encode())
    if line is None:
        return NONE
    _, name, full, short, official, _ = line.decode().split("\t")
    return EnglishName(name, full, short, official == "yes")
