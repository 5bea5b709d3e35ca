"""Pinyin of names, without tones: in full and as initials."""

import re
from functools import lru_cache

from pypinyin import lazy_pinyin

from kg.names.english.places import readings

_HAN = re.compile("[\u3400-\u9fff]+")
_KEEP = re.compile("[^a-z0-9]+")


@lru_cache(maxsize=65536)
def syllables(han: str) -> tuple[str, ...]:
    """The syllables of Chinese characters, ü as v; place names are read as people there do: 珲春 is hun chun."""
    pattern, known = readings()
    found: list[str] = []
    last = 0
    for match in pattern.finditer(han):
        found += lazy_pinyin(han[last : match.start()])
        found += known[match.group()]
        last = match.end()
    return (*found, *lazy_pinyin(han[last:]))


def pinyin(text: str) -> tuple[str, str]:
    """A name in pinyin and its initials: 长春中院 gives ``("changchunzhongyuan", "cczy")``.

    Letters and digits stay; two empty texts where there is no Chinese character in it.
    """
    full, initials = "", ""
    found, last = False, 0
    for match in _HAN.finditer(text):
        found = True
        between = _KEEP.sub("", text[last : match.start()].casefold())
        spoken = syllables(match.group())
        full += between + "".join(spoken)
        initials += between + "".join(s[0] for s in spoken)
        last = match.end()
    if not found:
        return "", ""
    rest = _KEEP.sub("", text[last:].casefold())
    return full + rest, initials + rest
