"""China's administrative divisions: code, name, place on the map, and what lies above (GB/T 2260).

The first two digits of a code are those of the province, the next two of the prefecture, the last two of the county.
Names repeat (朝阳区 is one of 北京市 and one of 长春市), and parents change: the table is that of about 2016, and
`kg.names.history` has every year.
"""

import os
import re
from functools import cache
from typing import NamedTuple

from kg.names.table import rows

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "divisions.tsv")
# The first two digits of the codes of Beijing, Tianjin, Shanghai and Chongqing, which have no prefectures.
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
# Those of Taiwan, Hong Kong and Macao: their courts are of their own law, outside the Organic Law and the court codes.
OUTSIDE = ("71", "81", "82")
# The peoples in the names of autonomous divisions; the plain ones stand without 族 too: 塔什库尔干塔吉克自治县.
_PEOPLES = (
    "壮|藏|回|满|苗|彝|土家|布依|侗|瑶|白|朝鲜|哈尼|黎|傣|畲|傈僳|仡佬|东乡|拉祜|水|佤|纳西|羌|土|仫佬|撒拉|毛南|布朗|景颇|"
    "普米|怒|独龙|裕固|保安|鄂温克|鄂伦春|达斡尔|各"
)
_AUTONOMOUS = re.compile(
    rf"(.+?)((?:(?:{_PEOPLES})族|(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔)族?)*)自治([州县旗区])"
)
_ENDINGS = ("特别行政区", "地区", "特区", "省", "市", "县", "旗", "盟", "区")
# Where no rule tells: 神农架林区 is a 林区, 碑林区 a 区; 内蒙古 ends like the name of a people.
_IRREGULAR = {
    "内蒙古自治区": ("内蒙古", "内蒙"),
    "神农架林区": ("神农架",),
    "浦东新区": ("浦东",),
    "滨海新区": ("滨海",),
    "沈北新区": ("沈北",),
    "白云鄂博矿区": ("白云鄂博",),
    "鹰手营子矿区": ("鹰手营子",),
    "井陉矿区": (),  # 井陉 is the county beside it
}
# Contractions that articles on the division give: Wikipedia for 前郭, 科右前旗 and 科右中旗, gazetteers for the others.
_CONTRACTED = {
    "前郭尔罗斯蒙古族自治县": ("前郭", "前郭县"),
    "喀喇沁左翼蒙古族自治县": ("喀左", "喀左县"),
    "科尔沁左翼中旗": ("科左中旗",),
    "科尔沁左翼后旗": ("科左后旗",),
    "科尔沁右翼前旗": ("科右前旗",),
    "科尔沁右翼中旗": ("科右中旗",),
    "土默特左旗": ("土左旗",),
}


class Division(NamedTuple):
    """A division: its code of six digits, its full name, longitude and latitude in degrees."""

    code: str
    name: str
    lon: float
    lat: float


@cache
def divisions() -> dict[str, Division]:
    """All divisions by code, in order of code."""
    return {code: Division(code, name, float(lon), float(lat)) for code, name, lon, lat in rows(TABLE, 4)}


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


def autonomous(name: str) -> tuple[str, str] | None:
    """The own name of an autonomous division and the word for its kind: 伊通 and 县 of 伊通满族自治县; else None."""
    if name in _IRREGULAR or not (match := _AUTONOMOUS.fullmatch(name)):
        return None
    return match[1].removesuffix("族"), match[3]  # 东乡族自治县 is named after its people alone


def short_forms(name: str) -> tuple[str, ...]:
    """The forms in which a division is named without the word for its kind, or without the peoples in its name.

    四平市 is 四平, 黔东南苗族侗族自治州 is 黔东南 and 黔东南州, 浦东新区 is 浦东. None has fewer than two
    characters: 和县 is not 和, and 城区 has none. Contractions such as 喀左 for
    喀喇沁左翼蒙古族自治县 are few.
    """
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if parts := autonomous(name):
        stem, kind = parts
        forms = [stem] if kind == "区" else [stem, stem + kind]
    else:
        forms = [name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)][:1]
    return (*(form for form in forms if len(form) > 1), *_CONTRACTED.get(name, ()))


@cache
def leaves() -> tuple[Division, ...]:
    """The divisions that hold no other: the counties, and the few cities without any."""
    holding = {up.code for code in divisions() for up in above(code)}
    return tuple(division for code, division in divisions().items() if code not in holding)
