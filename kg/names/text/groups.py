"""Names of groups of courts: 全市法院, 全省三级法院, 长春市基层法院, 成都法院. A group is never one court.

What the group is is said in words, since a text that says 全市法院 lists nobody.
"""

import re
from functools import cache
from itertools import pairwise

from kg.names.clean import clean
from kg.names.directory import courts
from kg.names.divisions import OUTSIDE, divisions
from kg.names.forms.shorts import place_forms
from kg.names.text.context import Context
from kg.names.text.scan import city_of, places_in, province_of

_LEVELS = {
    "两级": "intermediate and basic",
    "三级": "high, intermediate and basic",
    "四级": "supreme, high, intermediate and basic",
}
_GROUP = re.compile(
    "(?P<place>.*?)(?P<whole>(?:全|本|我)(?:省|自治区|区|市|州|盟|县)|辖区|辖内|区域|地区)?(?:内)?(?:的)?"
    "(?P<each>各级|各个|各|所有|全体)?(?P<level>两级|三级|四级|上下级|基层|中级|中基层)?"
    "(?P<head>人民法院|法院)(?:系统)?"
)
# Regions that have a name and members by a published plan or by the name itself.
REGIONS = {
    "长三角": "沪苏浙皖",  # 《长江三角洲区域一体化发展规划纲要》, 2019
    "长江三角洲": "沪苏浙皖",
    "京津冀": "京津冀",
    "东北三省": "辽吉黑",
    "川渝": "川渝",
}
_FULL = ("省", "市", "州", "盟", "自治区", "地区")
_FREE_ZONE = {"川渝自贸区": "四川自由贸易试验区人民法院, 重庆自由贸易试验区人民法院"}
_FOREST = re.compile("(?P<name>.*林区)(?P<level>两级)?法院")


def group(text: str, context: Context | None = None) -> str | None:
    """Which courts the name of a group means, in words; None where the text is no such name.

    全市法院 and 两级法院 need a context that names one city; without it they are no group that anyone could name.
    """
    plain = clean(text)
    if plain in {name + "法院" for name in _FREE_ZONE}:
        return _FREE_ZONE[plain.removesuffix("法院")]
    forest = _forest(plain)
    if forest:
        return forest
    found = _GROUP.fullmatch(plain)
    if found is None:
        return None
    place, whole, level = found["place"], found["whole"] or "", found["level"] or ""
    region = place.removesuffix("区域").removesuffix("地区")
    if region in REGIONS and found["head"] == "法院":
        return f"courts of {REGIONS[region]}" + _words(level, "")
    # 长春市中级人民法院 is one court; 吉林省法院 may be the high court: no group unless something says so.
    plural = bool(whole or found["each"] or level in _LEVELS or level == "基层")
    if not plural and (found["head"] == "人民法院" or level or not place or place.endswith(_FULL)):
        return None
    # 各级人民法院 and 基层法院 are kinds; 各基层法院 are those at hand.
    here = whole not in ("", "区域", "地区") or level in _LEVELS or bool(found["each"] and level)
    if not place and not here:
        return None
    special = None if place else _special(whole, level, context)
    if special:
        return special
    names = _named(place) if place else _here(whole, level, context)
    if whole[:1] in ("全", "本") and len(names) > 1:
        names = tuple(code for code in names if divisions()[code].name.endswith(whole[1:]))
    if not names:
        return None
    if not plural and len(names) == 1 and _shared(place):
        return None
    if level in ("基层", "中级", "中基层"):
        return " or of ".join(_under(code, level) for code in names)
    return "courts of " + " or of ".join(divisions()[code].name for code in names) + _words(level, whole)


def _words(level: str, whole: str) -> str:
    if level in _LEVELS:
        return f" ({_LEVELS[level]})"
    return " (intermediate and basic)" if whole in ("全市", "全州", "全盟") else ""


def _named(place: str) -> tuple[str, ...]:
    """The codes of the province or prefecture that a place names, both where it names both (吉林)."""
    found = [(end, codes) for start, end, codes in places_in(place) if start == 0]
    if not found or found[0][0] != len(place):
        inner = list(places_in(place))
        # 吉林省长春市, 四川成都: the last place, with those before it above it
        if not inner or inner[0][0] != 0 or inner[-1][1] != len(place) or _gaps(inner):
            return ()
        above = {code for _, _, codes in inner[:-1] for code in codes}
        found = [(0, tuple(c for c in inner[-1][2] if province_of(c) in above or city_of(c) in above))]
    codes = tuple(code for code in found[0][1] if code.endswith("00") and not code.startswith(OUTSIDE))
    if len(codes) > 1 and place.endswith(("省", "市")):
        codes = tuple(code for code in codes if divisions()[code].name == place)
    return codes


def _gaps(places: list[tuple[int, int, tuple[str, ...]]]) -> bool:
    return any(left[1] != right[0] for left, right in pairwise(places))


def _shared(place: str) -> bool:
    """Whether a county shares the short name (通化, 朝阳): 通化法院 may be the court of 通化县."""
    return not place.endswith(_FULL) and place in _county_forms()


@cache
def _county_forms() -> frozenset[str]:
    counties = (division.name for code, division in divisions().items() if not code.endswith("00"))
    return frozenset(form for name in counties for form in place_forms(name))


def _here(whole: str, level: str, context: Context | None) -> tuple[str, ...]:
    """The code of the province or city that a document is about, for a group that does not name it."""
    if context is None:
        return ()
    unit = whole[1:] if whole[:1] in "全本我" else ""
    if unit in ("省", "自治区") or level in ("三级", "四级"):
        code = context.province
    elif unit in ("区", "县"):
        return ()
    else:
        code = context.city or ("" if unit else context.province if level != "两级" else "")
    if code and unit and not divisions()[code].name.endswith(unit):
        return ()
    return (code,) if code else ()


def _special(whole: str, level: str, context: Context | None) -> str | None:
    """The courts of the court that a section is about, where that is no court of a division (延边林区, 铁路)."""
    topic = context.topic if context else None
    if topic is None or topic.level != "intermediate" or whole[:1] in ("全", "本", "我"):
        return None
    division = divisions().get(topic.division)
    if division and topic.name.endswith(division.name + "中级人民法院"):
        return None
    return f"basic courts under {topic.name}" if level == "基层" else f"{topic.name} and its basic courts"


def _under(code: str, level: str) -> str:
    name = divisions()[code].name
    if level == "中级":
        return f"intermediate courts of {name}"
    if level == "中基层":
        return f"intermediate and basic courts of {name}"
    if code.endswith("0000"):
        return f"basic courts of {name}"
    province = divisions()[province_of(code)].name
    return f"basic courts under {province}{name}中级人民法院"


def _forest(text: str) -> str | None:
    """延边林区两级法院: the court of a forest area and the basic courts under it."""
    found = _FOREST.fullmatch(text)
    if not found or not found["level"]:
        return None
    named = [court.name for court in courts().values() if court.level == "intermediate" and found["name"] in court.name]
    return f"{named[0]} and its basic courts" if len(named) == 1 else None
