"""The characters that numbers are written with: widths, brackets, masks, ordinals, provinces.

Folding keeps the length of the text, so that an offset in the folded text is one in the text itself.
"""

import re

# 法〔2015〕137号, article 4: the characters of the high courts' codes; 兵 is the Corps branch, 军 the military courts.
PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军"
SUPREME = "最高法"
# Short names of provinces that are in use, but are not the ones of article 4.
NOT_PROVINCES = {"蒙": "内", "贵": "黔", "滇": "云", "秦": "陕", "陇": "甘", "蜀": "川"}
# What stands for characters left out; all are folded to x.
MASK = "x"
_MASKS = "xX*×╳✕✖某…○□■_?"
# Classes for patterns over folded text, which has only letters beyond ASCII; a range of Chinese characters, or a list,
# takes Python a millisecond to compile each time, too much for a cold look-up.
DIGIT, LETTER = "[0-9x]", r"[^\x00-\x7f]"
ORDINAL = "一二三四五六七八九十"
_OPEN, _CLOSE = "(（﹙[［〔﹝【〖{｛﹛", ")）﹚]］〕﹞】〗}｝﹜"
# All white space beyond ASCII, and what is as wide as nothing: LETTER must not take it for a letter.
_BLANKS = "\xa0\x85\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
_SIMPLE = str.maketrans(
    "號訴終執異復監請認調協轄財證強賠懲醫沒備減贓審滬遼蘇閩贛魯瓊雲陝寧內軍黃東長遠國",
    "号诉终执异复监请认调协辖财证强赔惩医没备减赃审沪辽苏闽赣鲁琼云陕宁内军黄东长远国",
)
_FOLD = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **_SIMPLE,
    **dict.fromkeys(map(ord, _OPEN), "("),
    **dict.fromkeys(map(ord, _CLOSE), ")"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−－~～〜"), "-"),
    **dict.fromkeys(map(ord, _MASKS + "Ｘｘ＊＿？"), MASK),
    **dict.fromkeys(map(ord, "《》〈〉“”‘’「」『』·・"), '"'),
    **dict.fromkeys(map(ord, _BLANKS), " "),
    ord("。"): ".",
    ord("、"): "|",
}
_WHITE = re.compile(r"\s+")
_NUMERALS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def fold(text: str) -> str:
    """The text with widths, brackets, dashes, masks and traditional characters made alike; as long as it was."""
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """The text without white space."""
    return _WHITE.sub("", text)


def masked(text: str) -> bool:
    """Whether a folded text has a character that stands for one left out."""
    return MASK in text


def ordinal(text: str) -> int | None:
    """The number of a numeral from 一 to 九十九, or of digits from 1 to 99; None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 and int(text) else None
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMERALS.get(text)
    if (tens and tens not in _NUMERALS) or (ones and ones not in _NUMERALS):
        return None
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


def numeral(number: int) -> str:
    """A number from 1 to 99 as it is written after 之: 3 is 三, 12 is 十二; ValueError for any other."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number}: an ordinal after 之 is 1 to 99")
    tens, ones = divmod(number, 10)
    signs = ["", *_NUMERALS]
    return ("" if tens < 2 else signs[tens]) + ("十" if tens else "") + signs[ones]
