"""Case numbers of the form before 2016: (2014)民一终字第174号.

（year）, characters for the court, division (民一, with or without brackets: 民五(商)), nature and stage (民终), 字第,
serial. The characters for the court were each court's own and not unique (长: 长沙, 长春, 长宁 …), so they are never
more than a hint; what is taken as certain is what numbers in public text show of the high courts, and of the Supreme
People's Court, which wrote no characters at all (observed, not a rule). No national list of types could be read: the
characters below are those seen.
"""

import re
from functools import lru_cache

from kg.names.court import Court
from kg.names.numbers import serials as number_serials
from kg.names.numbers.answers import Answer, Numbers, State, Unresolved
from kg.names.numbers.old import OldNumber
from kg.names.numbers.text import ORDINAL, SUPREME, masked, squeeze

LAST_YEAR = 2015  # 法〔2015〕137号 is in force since 2016-01-01

# The stages in which the Supreme People's Court is seen to write no characters of its own; not 初, not 执 alone.
_SUPREME_STAGES = frozenset({"终", "申", "提", "抗", "再", "再申", "监", "复", "核", "他", "请"})
_NUMBER_IN_CITY = dict(zip("一二三四五", ("第一", "第二", "第三", "第四", "第五"), strict=True))
_STAGES = (
    "初|终|再申|再初|再终|再|申|监|提|抗|核|复终|复核|复|特|督|催|破|清|算|辖终|辖初|辖|撤|保|他|请|执|更|减|假|审"
    "|赔初|赔终|赔"
)
_TYPE = re.compile(
    rf"(?P<chars>.*?)(?P<type>(?:(?P<nature>[刑民行商知经少])[{ORDINAL}]?(?:\([^()]{{1,2}}\))?(?P<stage>{_STAGES}))"
    r"|(?P<enforce>执(?:复|监|异|恢|保|申|协|他|请|裁)?)|(?:法?委?赔监?|法赔|委赔))"
)
_BODY = re.compile(r"\s*(?P<body>[^0-9.,;:!|\"\s][^0-9.,;:!|\"]{0,15}?)\s*(?P<zi>字\s*第|字|第)")


def split(body: str) -> tuple[str, str] | None:
    """The characters of the court, and the rest, of what stands between year and 字第; None where no type is seen.

    The shortest beginning is taken that leaves a type: 粤高法刑四终 is 粤高法 and 刑四终.
    """
    found = _TYPE.fullmatch(body)
    return (found["chars"], found["type"]) if found else None


def read(text: str, at: int, year: str, start: int) -> Answer | None:
    """The number that goes on at ``at`` behind a year, in a folded text; None where it is none of this form."""
    found = _BODY.match(text, at)
    parts = split(squeeze(found["body"])) if found else None
    serials = number_serials.read(text, found.end(), ranges=False) if found else None
    if not found or not parts or not serials:
        return None
    chars, body = parts
    known = 0 if masked(year) else int(year)

    def no(state: State, reason: str, where: int, hidden: tuple[str, ...] = ()) -> Unresolved:
        return Unresolved(state, reason, where, year=known, type=body, masked=hidden, start=start, end=serials.end)

    hidden = (("year", masked(year)), ("code", masked(chars)), ("serial", serials.masked))
    if names := tuple(name for name, is_hidden in hidden if is_hidden):
        return no("masked", f"masked: {', '.join(names)} (form before 2016)", at, names)
    if serials.problem:
        return no("malformed", serials.problem, serials.at)
    if known > LAST_YEAR:
        return no("malformed", "字第 is of the form before 2016, and before it stands no court code with a type", at)
    court, candidates, reason = court_of(chars, body)
    made = tuple(
        OldNumber(
            known,
            chars,
            body,
            serial,
            serials.part,
            suffix,
            start=start,
            end=serials.end,
            court=court,
            candidates=candidates,
            reason=reason,
            warnings=() if "字" in found["zi"] else ("字 is missing before 第",),
        )
        for serial, suffix in serials.items
    )
    return made[0] if len(made) == 1 else Numbers(made, start=start, end=serials.end)


@lru_cache(maxsize=1024)
def court_of(chars: str, body: str) -> tuple[Court | None, tuple[Court, ...], str]:
    """The court that wrote characters before 2016, or those that may have, and the reason."""
    from kg.names.directory import courts

    found = _TYPE.fullmatch(body)
    stage = (found["stage"] or found["enforce"] or "") if found else ""
    known = courts()
    if not chars:
        if stage in _SUPREME_STAGES or stage in {"执复", "执监", "执申", "执协", "执请"}:
            return (
                known.get("最高人民法院"),
                (),
                "no characters for the court: habit of the Supreme People's Court (observed)",
            )
        return (
            None,
            (),
            "no characters for the court, and not at a stage where the Supreme People's Court left them out",
        )
    if chars in {SUPREME, "最高法院", "最高院"}:
        return known.get("最高人民法院"), (), "named in the number"
    high = {code.code: court for court in known.values() if court.level == "high" for code in court.codes}
    if chars[0] in high and chars[1:] in {"高", "高法", "高院", "高民", "高法院"}:
        return high[chars[0]], (), "character of the province with 高: its high court (observed)"
    if chars in high and stage not in {"", "初", "执", "特", "督", "催", "破", "保"}:
        return high[chars], (), "character of the province alone, at a stage above the first: its high court (observed)"
    if chars[0] in high and chars[1:2] in _NUMBER_IN_CITY and chars[2:] in {"中", "中法", "中院"}:
        name = f"{high[chars[0]].name.removesuffix('高级人民法院')}{_NUMBER_IN_CITY[chars[1]]}中级人民法院"
        if name in known:
            return known[name], (), "character of the province, number and 中: that intermediate court (observed)"
    return None, _candidates(chars), "the characters of courts were not unique before 2016"


def _candidates(chars: str) -> tuple[Court, ...]:
    """The courts whose names begin, behind province and city, with the characters; none where that says nothing."""
    from kg.names.directory import courts

    stem = re.sub("(?:中院|中法|中|高法|高院|高|法院|法)$", "", chars)
    level = "intermediate" if chars != stem and "中" in chars else ""
    if not stem or len(stem) > 3:
        return ()
    here, there = [], []
    for court in courts().values():
        if court.part_of or court.level in {"supreme", "high"} or (level and court.level != level):
            continue
        if _begins(court.name, stem):
            here.append(court)
        elif len(stem) == 2 and _begins(court.name, stem[1]) and _begins(court.superior, stem[0]):
            there.append(court)  # 绍诸: the city's character before the county's
    return tuple(here or there)


def _begins(name: str, stem: str) -> bool:
    """Whether the name of a court begins so without its province, or without its city."""
    own = re.sub("^.{2,12}?(?:省|自治区)", "", name)
    return own.startswith(stem) or re.sub("^.{1,10}?(?:市|自治州|地区|盟)(?!人民|中级)(?=.{2})", "", own).startswith(
        stem
    )


__all__ = ["OldNumber", "court_of", "read", "split"]
