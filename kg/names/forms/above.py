"""What may stand before the own name of a court: the places above it, in full and short, or nothing."""

import re
from functools import cache
from itertools import product

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import divisions
from kg.names.forms.shorts import own_forms, place_forms

_CORPS = "新疆生产建设兵团"
_CORPS_FORMS = (_CORPS, "新疆兵团", "兵团", "新疆维吾尔自治区", "新疆", "")


def places_above(*codes: str) -> frozenset[str]:
    """What may stand before the own name of a court in divisions of these codes: 吉林省长春市, 吉林长春, 长春, ."""
    return _places_above(tuple(code[:4] for code in codes))


@cache
def _places_above(starts: tuple[str, ...]) -> frozenset[str]:
    found = {""}
    for start in starts:
        city = _name(start + "00") if start[2:] != "00" else ""
        cities = ("", *place_forms(city)) if city else ("",)
        found.update([a + b for a, b in product(provinces(start), cities)])
    return frozenset(found)


def _name(code: str) -> str:
    """A division's name; that of a prefecture which the table of divisions lacks (那曲市) is in its court's name."""
    division = divisions().get(code)
    return division.name if division else _unlisted().get(code, "")


@cache
def _unlisted() -> dict[str, str]:
    found = {}
    for court in courts().values():
        if court.level == "intermediate" and court.division.endswith("00") and court.division not in divisions():
            province = divisions().get(court.division[:2] + "0000")
            if province and court.name.startswith(province.name):
                found[court.division] = court.name[len(province.name) :].removesuffix("中级人民法院")
    return found


def provinces(code: str) -> tuple[str, ...]:
    """The forms of the name of a division's province, the empty one among them."""
    province = divisions().get(code[:2] + "0000")
    return ("", *place_forms(province.name)) if province else ("",)


def reaching(known: frozenset[str], start: str, code: str) -> frozenset[str]:
    """The places above a court, with those that a name of it begins with: 锦西市 for 葫芦岛市 until 1994."""
    if start in known:
        return known
    rest = start
    for form in provinces(code):
        if form and start.startswith(form):
            rest = start[len(form) :]
            break
    later = {a + b for a, b in product(provinces(code), place_forms(rest))} if rest else set()
    return known | {start} | later


def may_precede(court: Court) -> frozenset[str]:
    """What may stand before the own name of a court of the directory."""
    superior = courts().get(court.superior)
    if _CORPS in court.name + court.superior:
        divisions_ = ("", *_corps_divisions(superior)) if superior else ("",)
        return frozenset(a + b for a, b in product(_CORPS_FORMS, divisions_))
    # 四平市公主岭市人民法院, until 2020. The seat of a railway's intermediate court says nothing of the courts below.
    before = [superior, *(courts().get(former.name) for former in court.former_superiors)]
    ordinary = [each for each in before if each and ("普通法院" in each.kinds or court.division[2:4] in ("", "00"))]
    codes = dict.fromkeys(each.division[:4] for each in (court, *ordinary))
    return places_above(*filter(None, codes))


@cache
def _corps_divisions(court: Court) -> tuple[str, ...]:
    """第六师, 六师 and 农六师 for the court of the Corps' sixth division; empty for another court."""
    match = re.search("第.+师", court.name)
    return tuple(own_forms(match[0])) if match else ()
