"""The tables kept by hand: the courts that no rule derives, and the sources that the keys stand for."""

from collections.abc import Iterable

from kg.names.court import Court
from kg.names.directory import record

_WIDTH = 13  # columns of irregular_courts.tsv: those of courts.tsv but the last two, which the rule forms


def _lines(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if not line.startswith("#")][1:]


def courts(path: str) -> list[Court]:
    """The rows of ``irregular_courts.tsv``; exits where one names no source or has another width."""
    found = []
    for line in _lines(path):
        court = record(line + "\t\t") if line.count("\t") == _WIDTH - 1 else None
        if court is None or not court.source:
            raise SystemExit(f"{path}: {line}: a row has {_WIDTH} cells, and the last names a source")
        found.append(court)
    return found


def sources(path: str, used: Iterable[str]) -> list[tuple[str, str]]:
    """Every key in use with what it stands for, ``a+b`` as both; exits where a key is not known."""
    single = dict(line.split("\t", 1) for line in _lines(path))
    found = []
    for key in sorted(set(used)):
        unknown = [part for part in key.split("+") if part not in single]
        if unknown:
            raise SystemExit(f"{path}: what does {', '.join(unknown)} stand for? Add a row")
        found.append((key, "; ".join(single[part] for part in key.split("+"))))
    return found
