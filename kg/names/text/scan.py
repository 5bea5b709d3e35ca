"""Places and courts in running text by forms that need no context: what a context is made of.

No resolver: a form that two courts share is given with both, and `kg.names.text.context.Context` decides or leaves it.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.names.court import Court
from kg.names.directory import courts
from kg.names.divisions import MUNICIPALITIES, divisions
from kg.names.forms.shorts import place_forms

# Short names of prefectures that running text uses as ordinary words (真金白银, 长治久安): no places without 市.
_WORDS = frozenset(
    ("白银", "大同", "安康", "长治", "阿里", "中山", "文山", "海东", "海西", "海北", "山南", "普洱", "玉树")
)
_HEAD = re.compile("(?:人民|中级|高级)?(?:法院|法庭)|中院|高院|最高法")
_LONGEST = 24


def province_of(code: str) -> str:
    """The code of the province that a division is or lies in; empty for an empty code."""
    return code[:2] + "0000" if code else ""


def city_of(code: str) -> str:
    """The code of the prefecture that a division is or lies in; a municipality (北京 …) is its own; else empty."""
    if code[:2] in MUNICIPALITIES:
        return province_of(code)
    return code[:4] + "00" if code[2:4] not in ("", "00", "90") else ""


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Codes by what running text calls places: provinces and prefectures in full and short, counties in full.

    A county counts where a prefecture's short name is its stem too: 朝阳 is the city or one of the districts.
    """
    found: dict[str, dict[str, None]] = {}
    counties = [division for code, division in divisions().items() if not code.endswith("00")]
    above = [division for code, division in divisions().items() if code.endswith("00")]
    for code, name, *_ in above:
        for form in {*place_forms(name)} - _WORDS:
            found.setdefault(form, {})[code] = None
    for code, name, *_ in counties:
        for form in place_forms(name):
            if form == name or form in found:
                found.setdefault(form, {})[code] = None
    for code, name, *_ in above:
        if code.endswith("0000"):  # 河南 is the province before it is a county or a prefecture of another
            for form in place_forms(name):
                found[form] = {each: None for each in found[form] if province_of(each) == code}
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the names are that begin with two characters, longest first."""
    found: dict[str, set[int]] = {}
    for name in _names():
        found.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def places_in(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The places that a text names, as start, end and codes: several where the name alone is not enough (朝阳区).

    Offsets are those of the text given, from which white space should be gone (`kg.names.fold.squeeze`).
    """
    names, lengths = _names(), _lengths()
    at = 0
    while at < len(text) - 1:
        for length in lengths.get(text[at : at + 2], ()):
            codes = names.get(text[at : at + length])
            if codes and at + length <= len(text):
                yield at, at + length, codes
                at += length - 1
                break
        at += 1


def _forms(court: Court) -> Iterator[str]:
    """The forms by which a text may name a court without a context."""
    yield court.name
    # 知识产权法庭 alone may be that of any court that has one.
    yield from (short for short in court.short_names if not court.part_of or not court.name.endswith(short))
    for former in court.former_names:
        yield former.name
    division = divisions().get(court.division)
    if court.level == "supreme" and not court.part_of:
        yield from ("最高法院", "最高法", "最高院")
    if division is None or "普通法院" not in court.kinds:
        return
    for place in place_forms(division.name):
        if court.level == "high":
            yield place + "高院"
        elif court.level == "intermediate" and court.name.endswith(division.name + "中级人民法院"):
            yield from (place + "中级人民法院", place + "中院")
        elif court.level == "basic" and court.name.endswith(division.name + "人民法院"):
            yield place + "法院"
            yield from (place + "人民法院",) if place == division.name else ()


@cache
def _courts_by_form() -> dict[str, tuple[Court, ...]]:
    found: dict[str, dict[str, Court]] = {}
    for court in courts().values():
        for form in _forms(court):
            found.setdefault(form, {})[court.name] = court
    return {form: tuple(several.values()) for form, several in found.items()}


def courts_in(text: str) -> Iterator[tuple[int, int, tuple[Court, ...]]]:
    """The courts that a text names in a form that needs no context, longest form first."""
    forms = _courts_by_form()
    free = 0
    for head in _HEAD.finditer(text):
        for start in range(max(free, head.end() - _LONGEST), head.start() + 1):
            found = forms.get(text[start : head.end()])
            if found:
                yield start, head.end(), found
                free = head.end()
                break
