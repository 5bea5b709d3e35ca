"""Forms the English name of a court by 法〔2021〕184号; `kg.names.english.names` reads what was formed.

The notice gives one or two examples for each sort of court; the public excerpts of it show some (✓). The others are
formed like these (~). The full form, and after it the short one:

R1 ✓ the Supreme People's Court, as printed.
R2 ✓ The High People's Court of Jilin Province; Jilin High People's Court.
R3 ✓ The Intermediate People's Court of Xi'an City of Shaanxi Province; Xi'an Intermediate People's Court, Shaanxi.
   Peoples stay in the short form, Autonomous Prefecture does not: Xiangxi Tujia and Miao Intermediate People's Court.
R4 ✓ numbers as words: The First Intermediate People's Court of Shanghai Municipality; ~ basic courts likewise.
R5 ~ The Primary People's Court of Nanguan District of Changchun City of Jilin Province; Nanguan District Primary
   People's Court, Changchun, Jilin. Counties, banners and county-level cities have no city between, unless two of
   a province sound alike. Primary is ✓.
R6 ✓ zones: Pilot Free Trade Zone, Cooperation Zone, New Area; ~ development zones, industrial parks. A zone named after
   its city or province alone has no second place; one with a name of its own has its city (Qianhai).
R7 ✓ Forest Area with a place before it; reclamation courts: nothing.
R8 ~ railway, maritime, financial, IP and internet courts, branches of high courts, circuit courts.
R9 places: pinyin in one word, an apostrophe before a, e, o; ü is yu; names from other languages and conventional ones
   by ``places.tsv``; one-syllable names keep the word for their kind (Shanxian County).
R10 ✓ tribunals by what they hear; ~ Dispatched People's Tribunals with a place and their court.

A court whose place is no division, or whose kind no source puts in English, has no name.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.names.court import Court
from kg.names.divisions import divisions, named
from kg.names.english.known import KNOWN, OFFICIAL
from kg.names.english.names import NONE, EnglishName
from kg.names.english.places import latin_forms
from kg.names.english.spelling import MUNICIPALITIES, Place, own_name, place, short_name, spelled
from kg.names.history import spans

_ORDINALS = {
    "一": "First",
    "二": "Second",
    "三": "Third",
    "四": "Fourth",
    "五": "Fifth",
    "六": "Sixth",
    "七": "Seventh",
    "八": "Eighth",
    "九": "Ninth",
    "十": "Tenth",
}
# Areas with a court of their own that are no division; what zones are called is below.
NO_DIVISION = (
    "开发区",
    "试验区",
    "实验区",
    "合作区",
    "示范区",
    "工业园区",
    "产业园区",
    "片区",
    "管理区",
    "风景区",
    "垦区",
    "三峡坝区",
)
_ZONES = {
    "高新技术产业开发区": "High-tech Industrial Development Zone",
    "经济技术开发区": "Economic and Technological Development Zone",
    "经济开发区": "Economic Development Zone",
    "自由贸易试验区": "Pilot Free Trade Zone",
    "工业园区": "Industrial Park",
    "合作区": "Cooperation Zone",
    "新区": "New Area",
}
_TRIBUNALS = {
    "知识产权": "Intellectual Property",
    "破产": "Bankruptcy",
    "金融": "Financial",
    "互联网": "Internet",
    "环境资源": "Environment and Resources",
    "国际商事": "International Commercial",
    "第一涉外民商事": "First Foreign-Related Civil and Commercial",
    "海事": "Maritime",
}
_TRIBUNAL = re.compile(f"(.+?)({'|'.join(_TRIBUNALS)})法([院庭])")
_RAILWAY = re.compile("(.+)铁路运输(中级|)法院")
_FOREST = re.compile("(.+)林区(中级人民|中级|基层|)法院")
_CIRCUIT = re.compile("最高人民法院第(.)巡回法庭")
_BRANCH = re.compile("(.+)高级人民法院(.+)分院")
_NUMBERED = re.compile("(.+)第(.)(中级)?人民法院")
_LONG_OWN = 4
_CITY = re.compile("(.+?(?:市|地区|自治州|盟))(.+)")


def province_of(court: Court, directory: Mapping[str, Court]) -> str:
    """The name of the province that a court lies in, by its division, else by the courts above it."""
    known = divisions()
    if court.division[:2] + "0000" in known:
        return known[court.division[:2] + "0000"].name
    seen: set[str] = set()
    while court.name not in seen:
        seen.add(court.name)
        if "高级人民法院" in court.name:
            return court.name.partition("高级人民法院")[0]
        court = directory.get(court.superior or court.appeals_to or court.part_of, court)
    return ""


class Site(NamedTuple):
    """Where a court lies: what its name says without head and places above, the city, the province."""

    own: str
    city: str
    province: str


@cache
def _cities() -> frozenset[str]:
    """The names of all provinces and prefectures that ever were: 那曲市 is one since 2017."""
    return frozenset(span.name for code, each in spans().items() if code.endswith("00") for span in each)


def site(text: str, court: Court, province: str) -> Site:
    """What a court's name without its head (吉林省长春市南关区) says of where it lies; the city by its division too."""
    text = text.removeprefix(province) or text
    split = _CITY.fullmatch(text)
    if split and split[1] != province and (split[1] in _cities() or split[1].endswith("地区")):
        return Site(split[2], split[1], province)
    known = divisions()
    above = known.get(court.division[:4] + "00")
    city = above.name if above and above.code != court.division and not above.code.endswith("0000") else ""
    return Site(text, city, province)


def formed(court: Court, directory: Mapping[str, Court], *, with_city: bool = False) -> EnglishName:
    """The English name of a court, by rule; empty where no rule forms it.

    ``with_city`` names the city of a county too, for the few counties of one province that sound alike.
    """
    name = court.name
    printed = next((each for each in (name, *court.short_names) if each in OFFICIAL), "")
    if printed:
        full, short = OFFICIAL[printed]
        return EnglishName(by_rule(court, directory).name or full.removeprefix("The "), full, short, True)
    if name in KNOWN:
        return EnglishName(KNOWN[name].removeprefix("The "), KNOWN[name], "", False)
    return by_rule(court, directory, with_city=with_city)


def by_rule(court: Court, directory: Mapping[str, Court], *, with_city: bool = False) -> EnglishName:
    """As `formed`, but by the rules alone, whatever a source prints."""
    special = _special(court, directory)
    if special:
        return EnglishName(special.removeprefix("The "), special, "", False)
    province = province_of(court, directory)
    above = place(province)
    if not above or "兵团" in court.name:
        return NONE
    return (
        _high(court, province, above)
        or _numbered(court, province, above)
        or _forest(court, province, above)
        or _intermediate(court, province, above)
        or _zone(court, province, above)
        or _basic(court, province, above, with_city)
        or NONE
    )


def _special(court: Court, directory: Mapping[str, Court]) -> str:
    """Courts without a place above in their names: railway, maritime, financial, IP, internet courts; tribunals."""
    name = court.name
    if match := _CIRCUIT.fullmatch(name):
        return f"The {_ORDINALS[match[1]]} Circuit Court of the Supreme People's Court"
    if (match := _BRANCH.fullmatch(name)) and (part := place(match[2])) and (above := place(match[1])):
        return f"The {part.full} Branch of the High People's Court of {above.full}"
    if "人民法庭" in court.kinds and court.part_of in directory and name.startswith(court.part_of):
        own = name.removeprefix(court.part_of).removesuffix("人民法庭").removesuffix("法庭")
        host = formed(directory[court.part_of], directory).short.partition(",")[0]
        # 新立 is a place; 梅花鹿产业 and 自由贸易区 say what is heard, which no source puts in English
        return f"{spelled(own)} Dispatched People's Tribunal of {host}" if host and len(own) < _LONG_OWN else ""
    if "人民法院" in name:
        return ""
    if match := _TRIBUNAL.fullmatch(name):
        return f"{own_name(match[1])} {_TRIBUNALS[match[2]]} {'Court' if match[3] == '院' else 'Tribunal'}"
    if match := _RAILWAY.fullmatch(name):
        return f"{own_name(match[1])} Railway Transportation {'Intermediate ' if match[2] else ''}Court"
    return ""


def _high(court: Court, province: str, above: Place) -> EnglishName | None:
    if court.name != f"{province}高级人民法院":
        return None
    name = f"High People's Court of {above.full}"
    return EnglishName(name, f"The {name}", f"{short_name(province)} High People's Court", False)


def _numbered(court: Court, province: str, above: Place) -> EnglishName | None:
    match = _NUMBERED.fullmatch(court.name)
    if not match or match[2] not in _ORDINALS:
        return None
    rank = f"{_ORDINALS[match[2]]} {'Intermediate' if match[3] else 'Primary'} People's Court"
    if match[1] == province:
        name = f"{rank} of {above.full}"
        return EnglishName(name, f"The {name}", f"{short_name(province)} {rank}", False)
    city = place(match[1].removeprefix(province))
    if not city:
        return None
    return EnglishName(
        f"{city.own} {rank} of {above.full}",
        f"The {rank} of {city.full} of {above.full}",
        f"{city.own} {rank}, {short_name(province)}",
        False,
    )


def _forest(court: Court, province: str, above: Place) -> EnglishName | None:
    match = _FOREST.fullmatch(court.name.removeprefix(province))
    if not match or court.name.endswith("林区人民法院"):
        return None
    rank = f"{'Intermediate' if match[2].startswith('中级') else 'Primary'} People's Court"
    area = f"{own_name(match[1])} Forest Area"
    return EnglishName(
        f"{area} {rank} of {above.full}",
        f"The {rank} of {area} of {above.full}",
        f"{area} {rank}, {short_name(province)}",
        False,
    )


def _intermediate(court: Court, province: str, above: Place) -> EnglishName | None:
    text = court.name.removesuffix("中级人民法院")
    if text == court.name:
        return None
    where = site(text, court, province)
    own, outer = where.own, place(where.city) if text.endswith(where.city + where.own) else None
    own = own.removeprefix(province.removesuffix("省")) if own.endswith("新区") else own
    if len(named(f"{own}市")) == 1:  # 济源中级人民法院 is that of 济源市
        own += "市"
    found = place(own)
    if not found or found.kind in ("District", "County"):
        return None
    rank = "Intermediate People's Court"
    return EnglishName(
        f"{found.own} {rank} of {above.full}",
        f"The {rank} of {found.full} of {f'{outer.full} of ' if outer else ''}{above.full}",
        f"{found.own} {rank}, {short_name(province)}",
        False,
    )


def _zone(court: Court, province: str, above: Place) -> EnglishName | None:
    text = court.name.removesuffix("人民法院")
    kind = next((kind for kind in _ZONES if text.endswith(kind)), "")
    known = divisions().get(court.division)
    if text == court.name or not kind or (known and text.endswith(known.name)):
        return None
    own = text.removeprefix(province).removesuffix(kind)
    stem = province.removesuffix("省").removesuffix("市")
    if own == stem and kind == "自由贸易试验区":
        zone = f"{own_name(own)} {_ZONES[kind]}"
        return EnglishName(f"{zone} Primary People's Court", f"The Primary People's Court of {zone}",
                           f"{zone} Primary People's Court", False)  # fmt: skip
    city, special = _zone_names(own, province, stem)
    if city is None:
        return None
    if not special or special == "汽车":
        zone, city = " ".join(filter(None, (city, latin_forms("zone").get(special), _ZONES[kind]))), ""
    else:
        zone = f"{latin_forms('zone')[special]} {_ZONES[kind]}"
    return EnglishName(
        f"{zone} Primary People's Court of {f'{city}, ' if city else ''}{above.full}",
        f"The Primary People's Court of {zone} of {f'{city} City of ' if city else ''}{above.full}",
        f"{zone} Primary People's Court, {f'{city}, ' if city else ''}{short_name(province)}",
        False,
    )


def _zone_names(own: str, province: str, stem: str) -> tuple[str | None, str]:
    """The city (in English, empty for none) and the own name (in Chinese) that a zone's name begins with."""
    within = next((code[:2] for code, division in divisions().items() if division.name == province), "")
    for code, division in divisions().items():
        city = division.name.removesuffix("市")
        if code[:2] != within or city == division.name or not own.startswith(city):
            continue
        special = own.removeprefix(division.name) if own.startswith(division.name) else own.removeprefix(city)
        if not special or special in latin_forms("zone"):
            return ("" if code.endswith("0000") and special else own_name(city)), special
    special = own.removeprefix(stem)
    return ("", special) if special in latin_forms("zone") else (None, "")


def _basic(court: Court, province: str, above: Place, with_city: bool) -> EnglishName | None:
    text = court.name.removesuffix("人民法院")
    if text == court.name or court.level != "basic" or text.endswith(NO_DIVISION):
        return None
    where = site(text, court, province)
    found = place(where.own)
    if not found or (found.kind in ("New Area", "Mining District") and not named(where.own)):
        return None
    rank = f"{found.full} Primary People's Court"
    city = place(where.city) if with_city or found.kind in ("District", "Mining District", "New Area") else None
    if not city or province in MUNICIPALITIES:
        return EnglishName(
            f"{rank} of {above.full}",
            f"The Primary People's Court of {found.full} of {above.full}",
            f"{rank}, {short_name(province)}",
            False,
        )
    return EnglishName(
        f"{rank} of {city.own}, {above.full}",
        f"The Primary People's Court of {found.full} of {city.full} of {above.full}",
        f"{rank}, {city.own}, {short_name(province)}",
        False,
    )
