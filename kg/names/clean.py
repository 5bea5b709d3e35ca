"""The form in which a name that someone wrote is looked up: width, white space, signs, characters and digits folded."""

import re

from kg.names.fold import squeeze
from kg.names.traditional import simplified

# Zero-width characters and marks of direction or order: no white space, and never part of a name.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_BRACKETS = str.maketrans("〔[【〖「『《〈", "((((((((") | str.maketrans("〕]】〗」』》〉", "))))))))")
_AROUND = "\"'“”‘’()*·.。,,:;;!?！？、-—~_"
_DIGITS = "〇一二三四五六七八九十"
# 第2巡回法庭, 北京1中院, 兵团7师: Arabic where the name has a Chinese number.
_NUMBER = re.compile(r"(?<!\d)(第?)(10|\d)(?=[中人巡师法铁基、]|$)")


def clean(text: str) -> str:
    """A name without white space, width, signs around it and traditional characters; numbers of courts in Chinese."""
    plain = squeeze(text.translate(_UNSEEN)).translate(_BRACKETS)
    stripped = plain.strip(_AROUND)
    if stripped.count("(") > stripped.count(")"):  # the last one was the name's own: 天府新区法院(四川自贸区法院)
        stripped += ")"
    plain = simplified(stripped)
    if any(char.isdigit() for char in plain):
        plain = _NUMBER.sub(lambda match: match[1] + _DIGITS[int(match[2])], plain)
    return plain.removeprefix("中华人民共和国") if plain.endswith("法院") else plain
