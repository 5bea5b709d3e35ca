"""Folding: the form in which two spellings of a name are one."""

import re
import unicodedata
from operator import add

_WHITE = re.compile(r"\s+")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„‟\"「」『』‘’'＂＇"), None)
# A number is typed with any brackets: 法发〔2020〕22号, [2020], (2020).
_BRACKETS = dict.fromkeys(map(ord, "〔[【〖"), "(") | dict.fromkeys(map(ord, "〕]】〗"), ")")
_TABLE = {**_DASHES, **_QUOTES, **_BRACKETS}
_TOKEN = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}


def squeeze(text: str) -> str:
    """Text with width folded and white space dropped: documents break lines inside names (design: surface form)."""
    return _WHITE.sub("", unicodedata.normalize("NFKC", text))


def fold(text: str) -> str:
    """The form by which names are compared: width and case folded, brackets alike, no white space and no quotes."""
    return squeeze(text).translate(_TABLE).casefold()


def bigrams(folded: str) -> str:
    """A folded name as space-separated bigrams, the last character alone at the end.

    Two-character words (合同) are then tokens; FTS5's own trigrams miss them silently. What the ``ascii``
    tokenizer of FTS5 would take for the end of a token becomes a character of the private use area.
    """
    shown = folded.translate(_TOKEN)
    return " ".join(map(add, shown, shown[1:] + " "))
