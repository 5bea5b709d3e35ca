"""Names that mean a court only within a document: 省高院, 市中院, 该院, 本院, 区法院, 互联网法庭.

Without a context they mean nothing. Where the context leaves two courts open, both are candidates; nothing is taken
because it was named last or most often.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from kg.names.clean import clean
from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import divisions
from kg.names.forms.single import single
from kg.names.resolution import Candidate, Resolution, choice, one
from kg.names.text.context import Context

_OURS = "(?:我|本|该|所在)?"
_HIGH = re.compile(f"{_OURS}(?:(?P<unit>省|自治区|市)(?:高院|高法院|高级人民法院|高级法院)|(?P<plain>省)法院|高院)")
_MIDDLE = re.compile(
    f"{_OURS}(?:(?P<unit>市|州|盟|地区)(?:中院|中级人民法院|中级法院)|中院|(?P<plain>市|州|盟)(?:人民)?法院)"
)
_NUMBERED = re.compile("市第?(?P<number>[一二三四五六七])中(?:院|级人民法院|级法院)")
_COUNTY = re.compile(f"{_OURS}(?P<unit>区|县|旗)(?:人民)?法院")
_THIS = re.compile("(?:该|本|我|我们)(?:法)?院|该(?:区|县|市|省)(?:高|中)?(?:级)?(?:人民)?法院")
_TRIED = re.compile("(?:原审|一审|二审|再审|终审|原一审|原二审)(?:人民)?法院")
_CORPS = ("兵团法院", "兵团高院", "兵团分院")
# What follows a place may stand far from it: 互联网法庭 in a document about 长春. These are classes, however.
_CLASSES = re.compile("(?:(?:地方)?各级|基层|中级|高级|专门|专业|普通|巡回|派出)?(?:人民)?(?:法院|法庭)")
_TAIL = re.compile("[\u4e00-\u9fff]{2,14}(?:法庭|法院)")
_SPECIAL = ("海事法院", "知识产权法院", "互联网法院", "金融法院", "铁路运输法院", "林区法院")


def meant(text: str, context: Context | None = None, on: date | None = None) -> Resolution | None:
    """The court that a text refers to in a document; None where it is no such reference, or the context has nothing.

    ``on`` is the day for which names hold, as in `kg.names.forms.single.single`.
    """
    if context is None:
        return None
    plain = clean(text)
    if plain in _CORPS:
        return _corps(context)
    if _THIS.fullmatch(plain):
        return _among(context, _distinct(context.courts), "the court named before")
    if _TRIED.fullmatch(plain):
        return _among(context, _distinct(context.courts), "the court named with the judgment")
    if found := _HIGH.fullmatch(plain):
        return _high(found["unit"] or found["plain"] or "", context)
    if found := _NUMBERED.fullmatch(plain):
        return _numbered(found["number"], context, on)
    if found := _MIDDLE.fullmatch(plain):
        return _middle(found["unit"] or found["plain"] or "", context)
    if found := _COUNTY.fullmatch(plain):
        return _county(found["unit"], context)
    return _tail(plain, context, on)


def points_back(text: str) -> bool:
    """Whether a text means the court named last (该院, 本院, 原审法院), and not the one of a place."""
    return bool(_THIS.fullmatch(text) or _TRIED.fullmatch(text))


def is_reference(text: str) -> bool:
    """Whether a text has no place of its own, so that it means a court only within a document."""
    shapes = (_THIS, _TRIED, _HIGH, _NUMBERED, _MIDDLE, _COUNTY)
    return text in _CORPS or any(shape.fullmatch(text) for shape in shapes)


def is_class(text: str) -> bool:
    """Whether a text is the name of a kind of court (海事法院), which is one court only after that was named."""
    return text in _SPECIAL or bool(_CLASSES.fullmatch(text))


@cache
def _ordinary() -> dict[tuple[str, str], tuple[Court, ...]]:
    """The ordinary courts by level and code of the division whose they are."""
    found: dict[tuple[str, str], list[Court]] = {}
    for court in courts().values():
        if court.level == "intermediate" or "普通法院" in court.kinds:
            found.setdefault((court.level, court.division), []).append(court)
    return {key: tuple(several) for key, several in found.items()}


def _of(level: str, codes: Iterable[str]) -> list[Court]:
    """The ordinary courts of divisions; of several intermediate courts of one city, the one with its full name."""
    found: list[Court] = []
    for code in codes:
        several = _ordinary().get((level, code), ())
        name = divisions()[code].name if code in divisions() else ""
        named = [court for court in several if name and court.name.endswith(name + "中级人民法院")]
        found += named or several
    return found


def _distinct(several: Iterable[Court]) -> list[Court]:
    return list({court.name: court for court in several}.values())


def _among(context: Context, found: list[Court], why: str) -> Resolution | None:
    """One court, or candidates where several are left."""
    if not found:
        return one(context.topic, "the court that the section is about") if context.topic else None
    if len(found) == 1:
        return one(found[0], why)
    return choice(tuple(Candidate(court, "named before, as others are") for court in found), f"{why}: several")


def _high(unit: str, context: Context) -> Resolution | None:
    codes = [context.province] if context.province else list(context.provinces)
    if unit:
        codes = [code for code in codes if divisions()[code].name.endswith(unit)]
    return _among(Context(), _of("high", codes), "the high court of the document's province")


def _middle(unit: str, context: Context) -> Resolution | None:
    if not unit:  # 中院 alone: the one that the document named
        named = _distinct(court for court in context.courts if court.level == "intermediate")
        if context.topic and context.topic.level == "intermediate":
            named = [context.topic]
        if named:
            return _among(Context(), named, "the intermediate court of the document")
    codes = [context.city] if context.city else list(context.cities)
    if unit:
        codes = [code for code in codes if divisions()[code].name.endswith(unit)]
    return _among(Context(), _of("intermediate", codes), "the intermediate court of the document's city")


def _numbered(number: str, context: Context, on: date | None) -> Resolution | None:
    codes = [code for code in context.cities if code.endswith("0000")]
    if len(codes) != 1:
        return None
    answer = single(f"{divisions()[codes[0]].name}第{number}中级人民法院", None, on)
    return answer if answer.kind == "one" else None


def _county(unit: str, context: Context) -> Resolution | None:
    codes = dict.fromkeys(code for code in context.places if not code.endswith("00"))
    named = [code for code in codes if code in divisions() and divisions()[code].name.endswith(unit)]
    kind = {"区": "district", "县": "county", "旗": "banner"}[unit]
    return _among(Context(), _of("basic", named), f"the court of the {kind} that was named before")


def _corps(context: Context) -> Resolution | None:
    """兵团法院 in a document about the Corps' region: the branch of the high court (全国人大常委会决定, 1998-12-29)."""
    if "650000" not in context.provinces:
        return None
    found = [court for court in courts().values() if court.level == "high" and "兵团" in court.name]
    return _among(Context(), found, "the high court's branch for the Corps")


def _tail(text: str, context: Context, on: date | None) -> Resolution | None:
    """互联网法庭 after 长春互联网法庭, or in a document about 长春."""
    if _CLASSES.fullmatch(text) or not _TAIL.fullmatch(text):
        return None
    named = [c for c in _distinct(context.courts) if c.name.endswith(text) or _any_ends(c.short_names, text)]
    if named:
        return _among(Context(), named, "the court of that name that was named before")
    if text in _SPECIAL:
        return None
    hosts = [code for code in (context.city, context.province) if code]
    before = [divisions()[code].name for code in hosts]
    before += [name[:-1] for name in before if len(name) > 2]
    if len(host := _distinct(context.courts)) == 1 and text.endswith("法庭"):
        before.append(host[0].name)
    answers = [single(name + text, None, on) for name in before]
    found = _distinct(court for answer in answers if answer.kind == "one" for court in answer.courts)
    return _among(Context(), found, "the court of that name in the document's city or court") if found else None


def _any_ends(names: Iterable[str], text: str) -> bool:
    return any(name.endswith(text) for name in names)
