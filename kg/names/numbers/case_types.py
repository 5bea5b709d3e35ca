"""The type characters of case numbers (类型代字): what ``case_types.tsv`` says of each.

The standard is annexed to 法〔2015〕137号 and was extended by 法〔2016〕37号 and 法〔2016〕237号; its own text was not
found, so every row says how it is known (``status``) and from where (``sources``, keys of the legend above the table).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.names.codes import in_years
from kg.names.table import content

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "case_types.tsv")
STATUSES = ("rule", "rule-class", "copies", "copy", "secondary", "observed")
# 法〔2018〕335号 inserted one special character (专门审判代字) between court code and type; 知 is the only one known.
SPECIAL = "知"
SPECIAL_SINCE = 2019
LONGEST = 4  # article 7 of 法〔2015〕137号 allows three; two that are in use have four


@dataclass(frozen=True, slots=True, eq=False)  # one object a type; what is not made is not waited for
class CaseType:
    """A type of case.

    ``type``: the characters, such as 民初. ``name``: the official names, several where several classes share the
    characters. ``classes``: their numbers in the standard. ``procedure``, ``procedure_en``: what is done, in plain
    words of ours. ``instance``: first, appeal, retrial, enforcement … ``since``, ``until``: days in ISO form of the
    numbers that may have it, both included, empty where open or not known. ``status``: one of `STATUSES`.
    """

    type: str
    name: str
    classes: tuple[str, ...]
    official_class: str
    procedure: str
    procedure_en: str
    instance: str
    group: str
    group_en: str
    since: str
    until: str
    status: str
    note: str
    example: str
    sources: tuple[str, ...]

    def in_year(self, year: int) -> bool:
        """Whether numbers of a year may have the type, as far as its days are known."""
        return in_years(self, year)


@cache
def _lines() -> tuple[str, ...]:
    return tuple(content(TABLE).decode().splitlines())


@cache
def _rows() -> Mapping[str, str]:
    """Each row by its type, not yet cut: a cold look-up needs one."""
    rows = [line for line in _lines() if not line.startswith("#")]
    return {line.partition("\t")[0]: line for line in rows[1:]}


def is_type(text: str) -> bool:
    """Whether a text is the characters of a type."""
    return text in _rows()


@lru_cache(maxsize=256)
def case_type(text: str) -> CaseType | None:
    """The type that has these characters; None where there is none."""
    if text not in _rows():
        return None
    char, name, classes, official, zh, en, instance, group, group_en, since, until, status, note, example, sources_ = (
        _rows()[text].split("\t")
    )
    return CaseType(
        char,
        name,
        _parts(classes),
        official,
        zh,
        en,
        instance,
        group,
        group_en,
        since,
        until,
        status,
        note,
        example,
        _parts(sources_),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def longest(text: str) -> str:
    """The longest type at the start of a text, empty where there is none: 行赔终 and not 行, 委赔监 and not 委赔."""
    return next((text[:size] for size in range(min(LONGEST, len(text)), 0, -1) if text[:size] in _rows()), "")


@cache
def case_types() -> Mapping[str, CaseType]:
    """All types by their characters, in the order of the table, which is that of the standard's classes."""
    found = ((text, case_type(text)) for text in _rows())
    return {text: each for text, each in found if each}


@cache
def sources() -> Mapping[str, str]:
    """What the keys in ``sources`` stand for: key to a source in words, with its place."""
    legend = (line[2:].strip().partition("\t") for line in _lines() if line.startswith("#!"))
    return {key: text for key, _, text in legend}
