"""Writes the directory of courts, ``kg/names/courts.tsv`` and ``court_sources.tsv``: ``courts.py [FOLDER]``.

FOLDER is where the two go, ``kg/names`` unless given. Everything that is read stands in the repository.
"""

import os
import sys
from collections.abc import Iterable

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [_HERE, os.path.dirname(_HERE)]

from directory import exceptions, hand, lines, write  # noqa: E402
from directory.examples import with_examples  # noqa: E402
from directory.regular import Regular  # noqa: E402

from kg.names.court import Court  # noqa: E402

_NAMES = os.path.join(os.path.dirname(_HERE), "kg", "names")


def every() -> list[Court]:
    """All courts: those of the divisions, and those kept by hand; exits where two have one name."""
    known = exceptions.read(os.path.join(_HERE, "courts_exceptions.tsv"))
    formerly = {new: one.value for new in known for one in exceptions.of(known, new, "formerly")}
    regular = list(Regular(lines.lines(formerly), known).courts())
    irregular = hand.courts(os.path.join(_HERE, "irregular_courts.tsv"))
    twice = {court.name for court in regular} & {court.name for court in irregular}
    if twice:
        raise SystemExit(f"irregular_courts.tsv: {', '.join(sorted(twice))}: the rule derives the court already")
    return with_examples([*regular, *irregular])


def keys(courts: Iterable[Court]) -> set[str]:
    """The keys of sources in use."""
    return {court.source for court in courts} | {code.source for court in courts for code in court.codes}


def main(folder: str = _NAMES) -> None:
    """Writes both tables into a folder, each whole or not at all."""
    courts = every()
    known = hand.sources(os.path.join(_HERE, "courts_sources.tsv"), keys(courts))
    write.replace(os.path.join(folder, "court_sources.tsv"), write.sources(known))
    write.replace(os.path.join(folder, "courts.tsv"), write.table(courts))


if __name__ == "__main__":
    main(*sys.argv[1:2])
