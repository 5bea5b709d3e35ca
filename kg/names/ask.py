"""A court by anything that someone types for it: a name, a court code (吉0104), English, pinyin or initials (cczy)."""

import re
from datetime import date

from kg.names.clean import clean
from kg.names.codes import by_code
from kg.names.resolution import Candidate, Resolution, choice, nothing, one
from kg.names.resolve import resolve
from kg.names.text.context import Context

# 法〔2015〕137号, articles 4 and 5: one character and no, two or four digits; the supreme court's code is 最高法.
_CODE = re.compile("[\u4e00-\u9fff](?:[0-9]{2}|[0-9]{4})?")


def ask(text: str, context: Context | str | None = None, on: date | None = None) -> Resolution:
    """The court that a name, a court code, English, pinyin or initials mean; as `kg.names.resolve.resolve`.

    A code counts in the year of ``on``; without it, whenever it was in force.
    """
    plain = clean(text)
    if _CODE.fullmatch(plain):
        return _by_code(plain, on)
    if plain and plain.isascii() and any(char.isalpha() for char in plain):
        return _by_latin(text)
    return resolve(text, context, on)


def _by_code(code: str, on: date | None) -> Resolution:
    found = by_code(code, on.year if on else None)
    candidates = tuple(Candidate(court, f"its code is {code} ({how.status})") for court, how in found)
    if len(candidates) == 1:
        return one(*candidates[0])
    if candidates:
        return choice(candidates, f"several courts had the code {code}; say a day")
    when = f" of {on.year}" if on else ""
    return nothing(f"the directory knows no court with the code {code} in case numbers{when}")


def _by_latin(text: str) -> Resolution:
    from kg.names.english.latin import latin  # only who types Latin letters needs the table

    found = latin(text)
    if len(found) == 1:
        return one(found[0], "its name in Latin letters")
    if found:
        return choice(
            tuple(Candidate(court, "its name in Latin letters") for court in found),
            "several courts are written so in Latin letters",
        )
    return nothing("no court's name in English, pinyin or initials")
