"""The English of places: pinyin as one word, conventional names, the words for kinds of divisions."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.names.english.places import latin_forms
from kg.names.pinyin import syllables

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
# The words for kinds of divisions, longest first.
KINDS: Mapping[str, str] = {
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "地区": "Prefecture",
    "新区": "New Area",
    "矿区": "Mining District",
    "省": "Province",
    "市": "City",
    "盟": "League",
    "县": "County",
    "旗": "Banner",
    "区": "District",
}
# 六枝特区 and 神农架林区 are divisions whose kind no source puts in English, nor is 各族 (龙胜各族自治县).
_UNSURE = ("特区", "神农架林区", "各族自治县")


class Place(NamedTuple):
    """A place in English: its own name, with the peoples it is named for, and the word for its kind."""

    own: str
    kind: str

    @property
    def full(self) -> str:
        """The name with the word for its kind: Changchun City."""
        return f"{self.own} {self.kind}"


def spelled(han: str, kind: str = "") -> str:
    """A name in pinyin as one word, by the rules for place names: 西安 Xi'an, 吕梁 Lyuliang.

    ``kind`` is read with it, because some readings hang on it, and left out.
    """
    found = ""
    for syllable in syllables(han + kind)[: -len(kind) or None]:
        latin = syllable.replace("ve", "ue").replace("v", "yu")
        found += ("'" if found and latin[0] in "aeo" else "") + latin
    return found.capitalize()


def own_name(han: str, kind: str = "") -> str:
    """A place's own name: the conventional one, else pinyin; ``kind`` is the word for its kind, which is left out."""
    return latin_forms("name").get(han) or spelled(han, kind)


@cache
def _peoples() -> re.Pattern[str]:
    names = sorted(latin_forms("people"), key=len, reverse=True)
    # 族 may be missing, but not after one character: 长白 is no 白 in 长白朝鲜族自治县
    return re.compile("(.*?)((?:" + "|".join(f"{n}族?" if len(n) > 1 else f"{n}族" for n in names) + ")+)")


def _with_peoples(stem: str) -> str:
    match = _peoples().fullmatch(stem)
    if not match or stem in latin_forms("name"):
        return own_name(stem)
    before, listed = match.groups()
    names = sorted(latin_forms("people"), key=len, reverse=True)
    peoples = [latin_forms("people")[name] for name in re.findall("|".join(names), listed)]
    joined = " and ".join(filter(None, (", ".join(peoples[:-1]), peoples[-1])))
    return f"{own_name(before)} {joined}" if before else joined


def place(name: str) -> Place | None:
    """A division in English: 湘西土家族苗族自治州 is Xiangxi Tujia and Miao, Autonomous Prefecture.

    None where the word for its kind is missing, or no source puts it in English.
    """
    if name in MUNICIPALITIES:
        return Place(spelled(name[:-1]), "Municipality")
    if name.endswith(_UNSURE):
        return None
    for kind, word in KINDS.items():
        stem = name.removesuffix(kind)
        if stem == name or not stem:
            continue
        if name in latin_forms("name"):
            return Place(latin_forms("name")[name], word)
        if kind == "新区" and len(stem) == 1:  # 清新区 is Qingxin District
            continue
        if len(stem) == 1:  # 单县 is Shanxian County
            return Place(spelled(name), word)
        return Place(
            _with_peoples(stem) if kind.startswith("自治") or stem.endswith("族") else own_name(stem, kind), word
        )
    return None


def short_name(province: str) -> str:
    """A province's short name: without its kind, and without the people it is named for."""
    stem = next((province.removesuffix(kind) for kind in KINDS if province.endswith(kind)), province)
    match = _peoples().fullmatch(stem)
    return own_name(match[1] if match and match[1] and stem not in latin_forms("name") else stem)
