"""The forms that a name is shortened to, by rule: 长春高新技术产业开发区人民法院 is 长春高新法院.

A court's name ends with a head (人民法院), which says its level, and begins with the places above it (吉林省长春市).
What stands between is its own name (朝阳区, 高新技术产业开发区), and that is shortened by what it ends with. No rule
here knows a court: which forms belong to one court only, and which to several, the index finds out
(`kg.names.forms.stems`).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from kg.names.divisions import autonomous, short_forms

Head = Literal["high", "intermediate", "court", "branch", "tribunal"]
# The endings of names, longest first. 中级人法院 is the fault of a public list of courts; 中法院 and 中法 are spoken.
HEADS: tuple[tuple[str, Head], ...] = (
    ("高级人民法院", "high"),
    ("高级法院", "high"),
    ("高法院", "high"),
    ("高院", "high"),
    ("高法", "high"),
    ("中级人民法院", "intermediate"),
    ("中级人法院", "intermediate"),
    ("中级法院", "intermediate"),
    ("中法院", "intermediate"),
    ("中院", "intermediate"),
    ("中法", "intermediate"),
    ("基层人民法院", "court"),
    ("基层法院", "court"),
    ("人民法院", "court"),
    ("法院", "court"),
    ("分院", "branch"),
    ("人民法庭", "tribunal"),
    ("法庭", "tribunal"),
)
_FULL = ("人民法院", "中级法院", "基层法院", "高级法院")
# Form ranks: the own name itself, one of its short forms, what is left without the word that tells it from others.
OWN, SHORT, KIND = 0, 1, 2

# Abbreviations of places that no rule forms, as their own courts and governments use them.
_PLACES = {"锡林郭勒盟": "锡盟", "阿拉善盟": "阿盟"}

# Forms of courts that no rule forms and that are in use, by official name.
HABITS = {
    "最高法": "最高人民法院",
    "最高院": "最高人民法院",
    "最高法院": "最高人民法院",
    "广知院": "广州知识产权法院",
    "广海法院": "广州海事法院",  # (2015)广海法初字第…号
    "杭互法院": "杭州互联网法院",
    "广互法院": "广州互联网法院",
    "京互法院": "北京互联网法院",
    # another spelling of Tumxuk, as the people's courts' own database of cases prints it (2023-07-2-115-003)
    "新疆生产建设兵团图木休克垦区人民法院": "新疆生产建设兵团图木舒克垦区人民法院",
}

# What zones are called by the last words of their names; the first form is the name itself.
_ZONES: tuple[tuple[str, ...], ...] = (
    ("高新技术产业开发区", "高新技术开发区", "高新开发区", "高新区", "高新", "开发区"),
    ("高技术产业开发区", "高新区", "高新", "开发区"),
    ("高新技术产业园区", "高新园区", "高新区", "高新"),
    ("新技术开发区", "高新区", "高新", "开发区"),
    ("经济技术开发区", "经济开发区", "经开区", "经开", "开发区"),
    ("经济开发区", "经济技术开发区", "经开区", "经开", "开发区"),
    ("自由贸易试验区", "自由贸易区", "自贸试验区", "自贸区", "自贸"),
    ("自由贸易区", "自由贸易试验区", "自贸区", "自贸"),
    ("转型综合改革示范区", "综合改革示范区", "综改示范区", "综改区"),
    ("城乡一体化示范区", "示范区"),
    ("粤澳深度合作区", "深度合作区", "合作区"),
    ("特别合作区", "合作区"),
    ("合作区",),
    ("经济综合实验区", "综合实验区", "实验区", "区"),
    ("综合实验区", "实验区"),
    ("工业园区", "园区"),
    ("管理区",),
    ("风景区",),
    ("新区",),
)
# What stands before these may be a division with a court of its own: 江宁法院 is that of 江宁区, never of its zone.
_KEEPS_TYPE = ("开发区", "园区", "新区")
_WORDS = (("铁路运输", "铁路", "铁"), ("知识产权", "知产"), ("自由贸易港", "自贸港"))
_PART = re.compile("(自由贸易(?:试验)?区)(.+)片区")
_NUMBER = re.compile("(.*)第([一二三四五六七八九十]+)(师?)")
_ORDINAL = re.compile("第?(?:[一二三四五六七八九十]|十[一二三四五])")


def heads(text: str) -> Iterator[tuple[Head, str, bool]]:
    """The heads that a name may end with: level, what stands before, and whether the head is that of a full name.

    市中法院 has two: that of 市中区, and that of an intermediate court of a 市.
    """
    for ending, head in HEADS:
        # 吉高法 begins the number of a document (吉高法〔2022〕45号)
        if text.endswith(ending) and not (ending in ("高法", "中法") and len(text) < 4):
            yield head, text[: -len(ending)], ending.endswith(_FULL)


@cache
def place_forms(name: str) -> tuple[str, ...]:
    """A division's name and its short forms, the shortest last: 延边朝鲜族自治州, 延边自治州, 延边州, 延边."""
    forms = {*short_forms(name), _PLACES.get(name, name)}
    if parts := autonomous(name):
        forms.add("自治".join(parts))
    return (name, *sorted(forms - {name}, key=lambda form: (-len(form), form)))


_KINDS = frozenset(form for zone in _ZONES for form in zone) | frozenset(form for word in _WORDS for form in word)
_KINDS |= {"海事", "金融", "互联网", "林区", "农垦", "垦区", "矿区"}


def is_kind(form: str) -> bool:
    """Whether a form is a kind of court only (高新, 铁路, 第一): without a place it is no name."""
    return form in _KINDS or _ORDINAL.fullmatch(form) is not None


def _zone_forms(own: str, taken: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
    for name, *nicknames in _ZONES:
        if not own.endswith(name):
            continue
        special = own.removesuffix(name)
        for nickname in nicknames:
            if special or nickname != "区":
                yield special + nickname, SHORT
        if special:
            if not (name.endswith(_KEEPS_TYPE) and taken(special)):
                yield special, SHORT
            for kind in (name, *nicknames):
                if kind != "区":
                    yield kind, KIND
        return


def _numbered(own: str) -> Iterator[tuple[str, int]]:
    match = _NUMBER.fullmatch(own)
    if not match:
        return
    before, number, division = match.groups()
    yield before + number + division, SHORT
    if division:  # the Corps' divisions were 农七师 in older texts
        yield f"农{number}师", SHORT
    else:
        yield before, KIND


def own_forms(own: str, taken: Callable[[str], bool] = lambda _: False) -> dict[str, int]:
    """The forms of a court's own name by rank: `OWN`, `SHORT`, or `KIND` (高新区, without what tells it apart).

    ``own`` is the name without the places above and without the head. ``taken`` says whether a division of the same
    city has a name: a zone that is named after it (江宁经济技术开发区) is not called by that name alone.
    """
    found: dict[str, int] = {own: OWN}
    for form, rank in _numbered(own):
        found.setdefault(form, rank)
    if match := _PART.fullmatch(own):
        zone, part = match.groups()
        for form in (zone, "自贸试验区", "自贸区"):
            found = {form + part + "片区": SHORT, part + form: SHORT, form: KIND} | found
        found = {part + "片区": SHORT, "自贸": KIND} | found
    for form, rank in _zone_forms(own, taken):
        found.setdefault(form, rank)
    for long, *shorts in _WORDS:
        for form, rank in list(found.items()):
            if long in form:
                for short in shorts:
                    found.setdefault(form.replace(long, short), max(rank, SHORT))
    return found


def division_forms(name: str) -> dict[str, int]:
    """The forms of the name of a court that is a division's own: the division's, in full and short."""
    return {form: SHORT if number else OWN for number, form in enumerate(place_forms(name))}
