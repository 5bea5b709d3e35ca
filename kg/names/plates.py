"""Courts with two plates (两块牌子): one court, two official names. Sharing a house or staff makes no such pair."""

from functools import cache

from kg.names.court import Court
from kg.names.directory import courts

# Pairs of records that a source calls one court: the Corps' courts of a reclamation area and of its city, written
# as one ("阿拉尔垦区 /阿拉尔市 人民法院") in 中国政法区划集 (GitHub DiamonWoo/Laosheng.top, falv/zhengfa.md
# @960d764). Each name has a court code of its own, so the directory holds both.
PAIRS = (
    ("新疆生产建设兵团五家渠垦区人民法院", "五家渠市人民法院"),
    ("新疆生产建设兵团北屯垦区人民法院", "北屯市人民法院"),
    ("新疆生产建设兵团图木舒克垦区人民法院", "图木舒克市人民法院"),
    ("新疆生产建设兵团塔斯海垦区人民法院", "双河市人民法院"),
    ("新疆生产建设兵团库尔勒垦区人民法院", "铁门关市人民法院"),
    ("新疆生产建设兵团阿拉尔垦区人民法院", "阿拉尔市人民法院"),
    ("新疆生产建设兵团霍城垦区人民法院", "可克达拉市人民法院"),
)


@cache
def _plates() -> frozenset[tuple[str, str]]:
    """The pairs, in both orders; with those in which the directory gives the one name as a short name of the other."""
    known = courts()
    pairs = {(court.name, short) for court in known.values() for short in court.short_names if short in known}
    pairs.update(PAIRS)
    return frozenset(pairs | {(b, a) for a, b in pairs})


def same(one: Court, other: Court) -> bool:
    """Whether two records are one court under two names."""
    return one.name == other.name or (one.name, other.name) in _plates()


def other_plates(court: Court) -> tuple[Court, ...]:
    """The records that are the same court under another name."""
    return tuple(courts()[b] for a, b in sorted(_plates()) if a == court.name and b in courts())
