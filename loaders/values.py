"""Cells as people write them, made plain: names, dates and numbers. What is not understood stays as it is.

The compiler refuses it then, with its text; nothing is guessed here.
"""

import re
import unicodedata
from collections.abc import Callable

from kg.model.iris import EDTF, XSD
from kg.model.vocabulary import Property

_WIDE = str.maketrans("０１２３４５６７８９．，－＋／：", "0123456789.,-+/:")
_CHINESE = re.compile(r"(\d{4})年(?:度|(\d{1,2})月(?:(\d{1,2})[日号])?)?", re.ASCII)
_WESTERN = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
# Line breaks and what is not seen: two names that look the same and are not.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\uffff\ud800-\udfff]")


def date_text(text: str) -> str:
    """A date in ISO form with the precision that it has: ``2024/3/5``, ``2024年3月5日`` give ``2024-03-05``.

    Year and month parted by a point stay as they are: 2024.3 may be a number, or 2024.30 without its zero.
    """
    plain = _MIDNIGHT.sub("", text.translate(_WIDE))
    match = _CHINESE.fullmatch(plain.replace(" ", ""))
    if match:
        year, month, day = match.groups()
    else:
        match = _WESTERN.fullmatch(plain)
        if not match or (match[2] == "." and not match[4]):
            return plain
        year, month, day = match[1], match[3], match[4]
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def number_text(text: str) -> str:
    """A number without thousands separators, in half-width digits: ``１,234`` gives ``1234``."""
    if text.isascii() and text.isdigit():
        return text
    plain = text.translate(_WIDE)
    return plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain


def name_text(text: str) -> str:
    """A name in Unicode's composed form (NFC) without outer white space.

    Raises ValueError where there is a line break or an unseen character in it.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name.isprintable():
        match = _UNSEEN.search(name)
        if match:
            code = f"U+{ord(match.group()):04X}"
            raise ValueError(f"the character {code} in a name: it is not seen, or breaks the line")
    return name


def same_text(text: str) -> str:
    """The text as it is."""
    return text


_NORMALISERS: dict[str, Callable[[str], str]] = {
    "name": name_text,
    "date": date_text,
    "number": number_text,
    "text": same_text,
}


def kind_of(prop: Property) -> str:
    """How texts of a literal property are made plain: as ``date``, ``number`` or ``text``."""
    if prop.datatypes & {XSD + "date", EDTF}:
        return "date"
    return "number" if prop.datatypes & {XSD + "decimal", XSD + "integer"} else "text"


def normaliser(kind: str) -> Callable[[str], str]:
    """The function for a kind: ``name``, ``date``, ``number`` or ``text``."""
    return _NORMALISERS[kind]
