"""The courts of places, from the directory: of a division, below a court, above a court, on a day."""

from datetime import date
from functools import cache

from kg.lookup.hears.divisions import identity, name_on, parent_on
from kg.lookup.hears.model import Days, force
from kg.names.court import Court
from kg.names.directory import courts

# Kinds whose courts are no court of the whole of a place. Where one has its own intermediate court, no regular
# intermediate court stands above it; where it has not, its cases still come from elsewhere than a division.
_APART = ("铁路", "林区", "海事", "农垦", "油田", "矿区", "军事", "兵团", "互联网", "知识产权", "金融", "法庭")
_NUMBERED = date(2016, 1, 1)
_WORD = len("中级人民法院")
_ORDINARY = frozenset({"普通法院", "高级人民法院分院"})  # a branch stands where an intermediate court would
_CORPS, _CORPS_CITIES = "兵团法院", "6590"


def ordinary(court: Court) -> bool:
    """Whether a court is an ordinary one of a division, as the Organic Law (2018) has them in articles 20 to 24.

    The cities of the Corps (codes 6590…) have courts of the Corps (article 14) and no others.
    """
    corps = _CORPS in court.kinds and court.level == "basic" and court.division.startswith(_CORPS_CITIES)
    return (not _ORDINARY.isdisjoint(court.kinds) or corps) and not court.part_of


def of_an_area(court: Court) -> bool:
    """Whether a court hears the cases of an area: an ordinary one, or that of a zone; no tribunal, no railway court."""
    return not court.part_of and not any(word in kind for kind in court.kinds for word in _APART)


def stands(court: Court, day: date) -> bool:
    """Whether a court stands on a day, as far as the directory says when it opened or ended."""
    return force(court.since, court.until, Days(day, day)) in ("in force", "perhaps")


@cache
def _by_identity() -> dict[str, tuple[Court, ...]]:
    found: dict[str, list[Court]] = {}
    for court in courts().values():
        if court.division and ordinary(court):
            found.setdefault(identity(court.division), []).append(court)
    return {code: tuple(each) for code, each in found.items()}


def of_division(code: str, level: str, day: date) -> tuple[Court, ...]:
    """The ordinary courts of a level whose division this is, also under an earlier or later code of the division."""
    found = _by_identity().get(identity(code), ())
    return tuple(court for court in found if court.level == level and stands(court, day))


@cache
def _areas() -> tuple[Court, ...]:
    """The basic courts that hear the cases of an area."""
    return tuple(court for court in courts().values() if court.level == "basic" and of_an_area(court))


def below(court: Court, day: date) -> tuple[Court, ...]:
    """The basic courts of areas whose appeals a court hears on a day, in the order of the directory."""
    near = (each for each in _areas() if _may_appeal(each, court) and stands(each, day))
    return tuple(each for each in near if above(each, day) == court)


def _may_appeal(lower: Court, upper: Court) -> bool:
    """Whether it is worth asking: the court of today, or a court of the same province."""
    return lower.appeals_to == upper.name or lower.division[:2] == upper.division[:2] != ""


def above(court: Court, day: date) -> Court | None:
    """The court that ordinarily hears appeals from one on a day.

    Before a change that the directory dates, that is the court of then. Where its division lay in another prefecture,
    it is the intermediate court of that prefecture (Organic Law 2018, articles 22 and 23). None where the directory
    does not say, also where the court of today did not stand yet.
    """
    before = court.before(day.isoformat())
    if before:
        return courts().get(before.name)
    today = courts().get(court.appeals_to)
    if today and not stands(today, day):
        return None
    if court.level == "basic" and court.division and ordinary(court):
        then, now = parent_on(court.division, day), parent_on(court.division, None)
        if then and now and identity(then) != identity(now):
            held = of_division(then, "intermediate", day)
            return held[0] if len(held) == 1 else None
    return today


def unsure(lower: Court, upper: Court, day: date) -> bool:
    """Whether a court may have heard the appeals of another only later.

    Which of the numbered intermediate courts of a city it is, the sources of the directory say as of 2016; a change
    before is known only where it is dated.
    """
    numbered = upper.level == "intermediate" and "第" in upper.name and not upper.since
    return numbered and lower.level == "basic" and day < _NUMBERED and lower.before(day.isoformat()) is None


def _bare(court: Court) -> tuple[str, ...]:
    """The official name without that of the province: 长春市中级人民法院."""
    province = name_on(court.division[:2] + "0000", None) if court.division else ""
    short = court.name.removeprefix(province) if court.level == "intermediate" else court.name
    return (short,) if len(short) > _WORD and short != court.name else ()


@cache
def _by_name() -> dict[str, tuple[Court, ...]]:
    found: dict[str, dict[Court, None]] = {}
    for court in courts().values():
        names = (court.name, *court.short_names, *(former.name for former in court.former_names))
        for name in (*names, *_bare(court)):
            found.setdefault(name, {})[court] = None
    return {name: tuple(each) for name, each in found.items()}


def named(names: tuple[str, ...]) -> Court | None:
    """The one court of the directory that has any of these names, whole; None where none or several have."""
    found = dict.fromkeys(court for name in names for court in _by_name().get(name, ()))
    return next(iter(found)) if len(found) == 1 else None


def seat(court: Court) -> str:
    """The code of the division of a court, or of the court that it is a part of; empty where not known."""
    whole = courts().get(court.part_of)
    return court.division or (whole.division if whole else "")


def then_called(court: Court, on: str) -> str:
    """The name that a court had on a day, where the directory says that it was another than today's; else empty."""
    for former in court.former_names:
        if former.until and on[: len(former.until)] < former.until and (not former.since or former.since <= on):
            return former.name
    return ""
