"""How much the directory of courts holds, how well it is known, and what it lacks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.names.court import LEVELS, STATUSES, Court, Level
from kg.names.directory import courts
from kg.names.divisions import OUTSIDE
from kg.names.history import spans

_WORDS = {"": "none known", "official": "official", "observed": "observed", "derived": "derived"}


class Hole(NamedTuple):
    """Something that the directory lacks: what, how many, the names or codes, and why."""

    what: str
    number: int
    which: tuple[str, ...]
    why: str


def is_tribunal(court: Court) -> bool:
    """Whether it is a tribunal (法庭) of any kind or a circuit court: a part of a court."""
    return court.name.endswith("法庭")


def today() -> tuple[Court, ...]:
    """The courts that still exist; no tribunals, no circuit courts."""
    return tuple(court for court in courts().values() if not court.until and not is_tribunal(court))


def by_level() -> dict[str, int]:
    """How many courts still exist, by level."""
    found = Counter(court.level for court in today())
    return {level: found[level] for level in LEVELS}


def by_kind() -> dict[str, int]:
    """How many records there are of each kind, most first; a court of two kinds counts for both."""
    return dict(Counter(kind for court in courts().values() for kind in court.kinds).most_common())


def status(court: Court) -> str:
    """How the code that a court has now is known; empty where none is."""
    return court.codes[-1].status if court.codes else ""


def by_status(of: Iterable[Court] | None = None) -> dict[str, int]:
    """How many courts have a code of each status, and how many none (the empty key)."""
    count = Counter(status(court) for court in (today() if of is None else of))
    return {each: count[each] for each in (*STATUSES, "")}


def _names(found: Iterable[Court]) -> tuple[str, ...]:
    return tuple(court.name for court in found)


def _level(code: str) -> Level:
    """The level of the court that a division has (Organic Law of 2018, articles 20, 22, 24)."""
    return "high" if code.endswith("0000") else "intermediate" if code.endswith("00") else "basic"


def holes() -> Iterator[Hole]:
    """What is known to be missing, and why."""
    known = today()
    held = {(court.division, court.level) for court in courts().values()}
    bare = tuple(court for court in known if not court.codes)
    yield Hole("courts without a court code", len(bare), _names(bare), "no rule derives it and no text shows it")
    every = courts().values()
    loose = tuple(c for c in every if not (c.superior or c.level == "supreme" or is_tribunal(c)))
    yield Hole("courts whose superior is not known", len(loose), _names(loose), "no source that was read says it")
    free = tuple(court for court in every if is_tribunal(court) and not court.part_of)
    yield Hole("tribunals whose court is not known", len(free), _names(free), "no source that was read says it")
    young = tuple(court for court in known if court.source.startswith("div-new"))
    why = "the division appeared in 2018 or later; on no list of courts that was read"
    yield Hole("courts that only the table of divisions speaks for", len(young), _names(young), why)
    newest = [each[-1] for code, each in spans().items() if not code.startswith(OUTSIDE)]
    without = tuple(
        f"{one.code} {one.name}" for one in newest if one.until is None and (one.code, _level(one.code)) not in held
    )
    yield Hole("divisions without a court", len(without), without, "no list of courts that was read has one")


def line() -> str:
    """The directory in one line: size, and how many courts have a code of which status."""
    count, known = by_status(), today()
    share = 100 * (1 - count[""] / len(known))
    parts = ", ".join(f"{count[each]} {each}" for each in STATUSES)
    return f"{len(courts())} courts and tribunals, {len(known)} courts today; {share:.1f} % with a code ({parts})"


def lacks() -> str:
    """What the directory lacks, in one line."""
    return "; ".join(f"{hole.what}: {hole.number}" for hole in holes())


def _rows(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [head, tuple("---" if at == 0 else "---:" for at in range(len(head))), *rows]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in lines)


def markdown() -> str:
    """The tables of docs/courts.md: size by level and kind, codes by status, and what is missing."""
    known = today()
    columns = (*STATUSES, "")
    levels = [
        (level, number, *(by_status(c for c in known if c.level == level)[each] for each in columns))
        for level, number in by_level().items()
    ]
    levels.append(("all", len(known), *(by_status()[each] for each in columns)))
    kinds = [
        (kind, number, *(by_status(c for c in known if kind in c.kinds)[each] for each in columns))
        for kind, number in by_kind().items()
    ]
    words = tuple(_WORDS[each] for each in columns)
    missing = "\n".join(
        f"- {hole.what}: {hole.number} ({hole.why}){': ' + '、'.join(hole.which) if 0 < hole.number <= 40 else ''}"
        for hole in holes()
    )
    return "\n\n".join(
        (
            "Courts of today (no tribunals), by level, with how the court code is known:",
            _rows(("level", "courts", *words), levels),
            f"All {len(courts())} records by kind, tribunals and former courts too; codes of the courts of today:",
            _rows(("kind", "records", *words), kinds),
            "What is missing:",
            missing,
        )
    )
