"""Writes the names of all courts in Latin letters as a table to stdout: English by rule, and keys to find them by."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import short_forms
from kg.names.english.latin import key
from kg.names.english.names import COLUMNS, EnglishName
from kg.names.english.rules import NO_DIVISION, formed, province_of, site
from kg.names.english.spelling import MUNICIPALITIES
from kg.names.pinyin import pinyin

_HEADER = """\
# The courts of courts.tsv in Latin letters, by requirements/latin.sh: the name; in English for running text, in full
# and in short, by 法〔2021〕184号 (kg/names/english/rules.py); whether the notice itself prints it; keys, between
# semicolons. A key is a name in pinyin or English, or the initials of its pinyin, in small letters, nothing between.
"""
# Heads, and what they are shortened to; in pinyin a key has the short one for all (`kg.names.english.latin.key`).
_HEADS = {"高级人民法院": "高院", "中级人民法院": "中院", "人民法院": "法院"}
_KINDS = tuple("省市区县旗盟州")
_SHORTEST = 3  # letters of initials that say anything


def _chinese(court: Court, directory: Mapping[str, Court]) -> Iterator[str]:
    """The forms of a court's name that are looked for in pinyin: official, short, and both without the places above."""
    name = court.name
    yield name
    ending = next((ending for ending in _HEADS if name.endswith(ending)), "")
    province = province_of(court, directory)
    if province and name != province + ending:
        yield name.removeprefix(province)
    where = site(name.removesuffix(ending), court, province)
    if not ending or not where.own.endswith(_KINDS) or where.own.endswith(NO_DIVISION):
        return
    city = where.city or (province if province in MUNICIPALITIES and where.own != province else "")
    for own in (where.own, *short_forms(where.own)):
        for before in dict.fromkeys(("", city, *short_forms(city)[:1])):
            yield before + own + _HEADS[ending]


def _latin(english: EnglishName) -> Iterator[str]:
    """The English forms that a court is looked for by: the three of the table, and the name without what is above."""
    head, comma, rest = english.short.partition(", ")
    yield from (english.name, english.full, english.short, head)
    if english.name.startswith("Supreme"):
        yield from (english.name.partition(" of ")[0], "SPC")
    if comma and ", " in rest:  # Changchun Nanguan District People's Court
        yield f"{rest.partition(', ')[0]} {head}"
    if "Xizang" in english.name:
        yield english.name.replace("Xizang", "Tibet")
        yield english.short.replace("Xizang", "Tibet")


def _spelled(form: str) -> Iterator[str]:
    full, initials = pinyin(form)
    yield from (key(full), key(full).replace("lv", "lu").replace("nv", "nu"))
    if len(initials) >= _SHORTEST:
        yield initials


def keys(court: Court, english: EnglishName, directory: Mapping[str, Court]) -> set[str]:
    """The keys of a court by the names that it has; one with two plates has those of both."""
    found = {key(text) for text in _latin(english)}
    for name in court.short_names:
        found |= {key(text) for text in _latin(formed(replace(court, name=name, short_names=()), directory))}
    for form in (*_chinese(court, directory), *court.short_names):
        found.update(_spelled(form))
    return found - {""}


def former_keys(court: Court, directory: Mapping[str, Court]) -> set[str]:
    """The keys of a court by names that it had."""
    found: set[str] = set()
    for former in court.former_names:
        before = formed(replace(court, name=former.name, short_names=()), directory)
        found.update(map(key, _latin(before)), _spelled(former.name))
    return found - {""}


def rows(directory: Mapping[str, Court]) -> Iterator[tuple[str, ...]]:
    """A row a court, in the order of the directory; where two courts had one full name, the city stands in it too."""
    names = {court.name: formed(court, directory) for court in directory.values()}
    twice = Counter(english.full for english in names.values())
    for name, english in names.items():
        if english.full and twice[english.full] > 1:
            names[name] = formed(directory[name], directory, with_city=True)
    present = {name: keys(directory[name], english, directory) for name, english in names.items()}
    taken = frozenset().union(*present.values())
    for court in directory.values():
        english = names[court.name]
        found = present[court.name] | (
            former_keys(court, directory) - taken
        )  # a former name gives way to a present one
        official = "yes" if english.official else ""
        yield court.name, english.name, english.full, english.short, official, ";".join(("", *sorted(found), ""))


def table() -> str:
    """The whole table, as it stands in the file."""
    lines = ("\t".join(row) + "\n" for row in rows(courts()))
    return _HEADER + "\t".join(COLUMNS) + "\n" + "".join(lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(table())
