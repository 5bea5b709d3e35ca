"""Finds courts by a name in Latin letters: pinyin (changchun-zhongyuan), initials (cczy), English.

The table of Latin names is searched as text, and only the records of what was found are read, so that a look-up on the
command line does not wait for the directory.
"""

import re
import unicodedata

from kg.names.court import Court
from kg.names.directory import raw, record
from kg.names.english.names import table

_UMLAUT = "\u0308"
_LONGEST = 200  # characters; the longest English name has some 130
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBER = re.compile(r"\bno\.?\s*(10|[1-9])\b")
# What else courts are called in English, for the words of 法〔2021〕184号.
# The notice's word for a basic court is Primary; most say Basic, or neither.
_SYNONYMS = (
    (re.compile("(?:basic|primary)(?=peoplescourt)"), ""),
    (re.compile("higher(?=peoplescourt)"), "high"),
    (re.compile("transport(?=court|intermediate)"), "transportation"),
    (re.compile("zhongji(?:renmin)?fayuan$"), "zhongyuan"),
    (re.compile("gaoji(?:renmin)?fayuan$"), "gaoyuan"),
    (re.compile("(?:jiceng)?(?:renmin)?fayuan$"), "fayuan"),
)


def key(text: str) -> str:
    """The form by which names in Latin letters are compared; empty where the text has other letters too.

    Case, tones, hyphens, blanks and punctuation do not count; ü is v, as in lv and lyu; The is left out at the start.
    """
    plain = unicodedata.normalize("NFKD", text.strip().casefold().replace("ß", "ss"))
    plain = re.sub(f"(?<=[ln])u([\u0300-\u036f]*){_UMLAUT}", r"v\1", plain)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    if any(char.isalnum() and not char.isascii() for char in plain):
        return ""
    plain = _NUMBER.sub(lambda match: f" {_ORDINALS[int(match[1]) - 1]} ", plain)
    letters = re.sub("[^a-z0-9]", "", re.sub(r"^the\b", "", plain))
    letters = letters.replace("lyu", "lv").replace("nyu", "nv")
    for other, word in _SYNONYMS:
        letters = other.sub(word, letters)
    return letters


def _record(name: bytes) -> Court | None:
    text = raw()
    start = text.find(b"\n" + name + b"\t")
    return record(text[start + 1 : text.find(b"\n", start + 1)].decode()) if start >= 0 else None


def latin(text: str) -> tuple[Court, ...]:
    """All courts that a name in pinyin or English means, or initials of pinyin, in the order of the directory.

    Whole names only, and no choice among those that share one: cyfy is 朝阳法院 and many others. Empty where none has
    the name, or where the text has a character that is no Latin letter. Raises nothing, whatever the text.
    """
    wanted = f";{key(text)};".encode() if len(text) <= _LONGEST else b";;"
    if wanted == b";;":
        return ()
    lines = table()
    found: list[Court] = []
    at = lines.find(wanted)
    while at >= 0:
        start, end = lines.rfind(b"\n", 0, at) + 1, lines.find(b"\n", at)
        court = _record(lines[start : lines.index(b"\t", start)])
        if court:
            found.append(court)
        at = lines.find(wanted, end)
    return tuple(found)
