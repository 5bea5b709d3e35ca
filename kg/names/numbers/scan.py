"""Reading one case number at a place of a text: year, court code, special character, type, serial, 之一."""

import re
from typing import Final

from kg.names.codes import by_code, in_years
from kg.names.court import Court, CourtCode, Level
from kg.names.numbers import serials as number_serials
from kg.names.numbers.answers import Answer, CaseNumber, Numbers, Unresolved, level
from kg.names.numbers.case_types import LONGEST, SPECIAL, SPECIAL_SINCE, case_type, is_type
from kg.names.numbers.text import DIGIT, LETTER, MASK, NOT_PROVINCES, PROVINCES, SUPREME, masked, squeeze

FIRST_YEAR: Final = 2016  # 法〔2015〕137号 is in force since 2016-01-01
FIRST_COURTS: Final = 1949  # the year of the People's Republic, before which there are no numbers of its courts
_CODE = re.compile(rf"\s*(?P<letter>{SUPREME}(?!院)|x+|{LETTER})\s*(?P<digits>{DIGIT}*(?:\s+{DIGIT}+)?)")
_TYPE = re.compile(rf"\s*(?P<type>(?:{LETTER}\s*){{0,8}}?)(?:(?P<zi>字\s*第|第)\s*)?(?=(?:\(\s*)?{DIGIT}|号|$)")
_NATURES = frozenset("刑民行赔执破清司认请协财证商知")  # the characters that types begin with, and began before 2016
_NEAR_HAO = re.compile(r"[^.;!\n]{0,30}?号")


class Head:
    """What stands before the court code: the year as written, empty for none; where all begins and where it goes on."""

    __slots__ = ("at", "problem", "start", "warning", "year")

    def __init__(self, year: str, start: int, at: int, problem: str = "", warning: str = "") -> None:
        self.year, self.start, self.at, self.problem, self.warning = year, start, at, problem, warning


class _Part:
    """What has been read so far, to be told by an answer of any kind."""

    def __init__(self, head: Head, end: int) -> None:
        self.start, self.end = head.start, end
        self.year = int(head.year) if head.year.isdecimal() and len(head.year) == 4 else 0
        self.code = self.special = self.type = ""
        self.serial = 0
        self.level: Level | None = None
        self.court: Court | None = None
        self.court_code: CourtCode | None = None
        self.candidates: tuple[Court, ...] = ()
        self.masked: list[str] = ["year"] if masked(head.year) else []
        self.warnings = [head.warning] if head.warning else []

    def no(self, state: str, reason: str, at: int) -> Unresolved:
        """An answer that is no number, with what is known."""
        return Unresolved(
            state,  # type: ignore[arg-type]
            reason,
            at,
            self.year,
            self.code,
            self.special,
            self.type,
            self.serial,
            self.level,
            self.court,
            self.court_code,
            self.candidates,
            tuple(self.masked),
            tuple(self.warnings),
            start=self.start,
            end=self.end,
        )


def scan(text: str, head: Head, today: int) -> Answer | None:
    """The number that goes on behind a head, in a folded text; None where no case number was meant.

    ``today`` is the present year. The answer's ``text`` is still to be set.
    """
    if head.problem:
        return _wrong_head(text, head)
    code = _code(text, head.at)
    kind = _TYPE.match(text, code.end()) if code else None
    run = squeeze(kind["type"]) if kind else ""
    if code and kind and not _is_old(head, code, kind, run):
        return _new(text, head, code, kind, run, today)
    from kg.names.numbers import old_numbers

    old = old_numbers.read(text, head.at, head.year, head.start)
    if old is not None:
        return old
    return _new(text, head, code, kind, run, today) if code and kind else _no_code(text, head)


def _code(text: str, at: int) -> re.Match[str] | None:
    code = _CODE.match(text, at)
    return code if code and (len(code["letter"]) > 1 or code["letter"] in PROVINCES + MASK) else None


def _is_old(head: Head, code: re.Match[str], kind: re.Match[str], run: str) -> bool:
    """Whether 字第 stands behind no code with digits, in a year before 2016 or with a type that is none since."""
    if not kind["zi"] or code["digits"]:
        return False
    return (head.year.isdecimal() and int(head.year) < FIRST_YEAR) or not _known_type(run)


def _known_type(run: str) -> bool:
    return is_type(run) or (run.startswith(SPECIAL) and is_type(run[1:]))


def _new(text: str, head: Head, code: re.Match[str], kind: re.Match[str], run: str, today: int) -> Answer | None:
    part = _Part(head, kind.end())
    letter, digits = code["letter"], squeeze(code["digits"])
    serials = number_serials.read(text, kind.end())
    part.end = serials.end if serials else kind.end()
    if not (run or digits) or not (_known_type(run) or _NEAR_HAO.match(text, kind.end())):
        return None
    if not digits and not _known_type(run) and not _may_be_type(letter, run, bool(kind["zi"])):
        return None
    part.code = "" if masked(letter + digits) else letter + digits
    if (wrong := _read_code(part, letter, digits, code.start("letter"))) is not None:
        return wrong
    if not run and not (serials and serials.masked):
        return part.no("malformed", "no type stands between court code and serial", code.end())
    part.special, part.type = (SPECIAL, run[1:]) if not is_type(run) and _known_type(run) else ("", run)
    if not serials:
        return _no_serial(text, part, kind.end())
    if serials.problem:
        return part.no("malformed", serials.problem, serials.at)
    if text[serials.end : serials.end + 2].lstrip().startswith("之") and _no_ordinal(text, serials.end):
        return part.no("malformed", "之 stands behind 号 without an ordinal", serials.end)
    if len(serials.items) == 1:
        part.serial = serials.items[0][0]
    if serials.masked:
        part.masked.append("serial" if is_type(part.type) else "type or serial")
    elif len(part.type) > LONGEST:
        return part.no("malformed", f"{part.type}: no type, and no court code with a type", kind.start("type"))
    elif not is_type(part.type):
        return part.no("unknown type", _why_no_type(part.type), kind.start("type"))
    if part.court is None and "code" not in part.masked:
        return _no_court(part, code.start("letter"))
    if part.masked:
        shown = f" (code {letter}{digits})" if "code" in part.masked else ""
        return part.no("masked", f"masked: {', '.join(part.masked)}{shown}", head.start)
    return _number(part, serials, bool(kind["zi"]), today)


def _may_be_type(letter: str, run: str, zi: bool) -> bool:
    """Whether what stands behind a code without digits was meant for a type: 京商初1号, not 京卫1号, 沪公证字第1号."""
    if masked(letter):
        return run == "" or run in _NATURES
    return not zi and (run[:1] in _NATURES or is_type(run[1:]) or any(is_type(run[-size:]) for size in (2, 3)))


def _read_code(part: _Part, letter: str, digits: str, at: int) -> Unresolved | None:
    """Court, level and masks of a code; an answer where the code cannot be one."""
    whole = letter + digits
    if masked(whole):
        part.masked.append("code")
        if len(digits) in (2, 4) and any(char.isdigit() for char in digits):
            part.level = "intermediate" if len(digits) == 2 else "basic"
        return None
    if letter == SUPREME and digits:
        return part.no("malformed", f"{SUPREME} has no digits (article 4)", at)
    if level(whole) is None:
        reason = f"{whole}: a court code has two digits (intermediate court) or four (basic court), not {len(digits)}"
        return part.no("malformed", reason + " (article 5)", at)
    part.level = level(whole)
    found = by_code(whole)
    year = max(part.year, FIRST_YEAR) if part.year else 0  # codes of an earlier year are those of the rule's first
    fitting = [pair for pair in found if not year or in_years(pair[1], year)]
    if len(found) > 1 and len(fitting) > 1 and part.year:
        fitting = [pair for pair in fitting if in_years(pair[0], part.year)] or fitting
    if not fitting and len(found) == 1:
        fitting = list(found)
        part.warnings.append(f"the code {whole} is known for other years only: {_span(found[0][1])}")
    if len(fitting) == 1:
        part.court, part.court_code = fitting[0]
        part.level = part.court.level
    else:
        part.candidates = tuple(court for court, _ in fitting or found)
    return None


def _no_ordinal(text: str, at: int) -> bool:
    """Whether 之 stands here with nothing behind it, or with what cannot follow it."""
    return re.compile(r"\s*之\s*(?:$|(?=[\x00-\x2f\x3a-\x7f]))").match(text, at) is not None


def _span(code: CourtCode) -> str:
    since, until = code.since[:4], code.until[:4]
    return since if since == until else f"{since}–{until}"


def _no_court(part: _Part, at: int) -> Unresolved:
    if part.candidates:
        return part.no("ambiguous", f"{part.code} is the code of {len(part.candidates)} courts", at)
    return part.no("unknown code", f"no court is known to have the code {part.code}", at)


def _why_no_type(run: str) -> str:
    if len(run) > 1 and is_type(run[1:]) and not run.startswith(SPECIAL):
        return f"{run[0]} is no special character before a type: only {SPECIAL} is (法〔2018〕335号)"
    return f"{run} is not among the types that are known"


def _no_serial(text: str, part: _Part, at: int) -> Unresolved | None:
    digits = re.compile(rf"\s*{DIGIT}+").match(text, at)
    if digits:
        part.end = digits.end()
        return part.no("malformed", "号 is missing behind the serial", digits.end())
    if text.startswith("号", at):
        part.end = at + 1
        return part.no("malformed", f"no serial stands before 号 (read as type: {part.type})", at)
    return part.no("malformed", "the number ends before its serial", at) if _known_type(part.type) else None


def _number(part: _Part, serials: number_serials.Serials, zi: bool, today: int) -> CaseNumber | Numbers:
    kind = case_type(part.type)
    assert kind is not None
    year, warn = part.year, part.warnings
    if year < FIRST_YEAR:
        warn.append(f"numbers have this form since {FIRST_YEAR}, the year is {year}")
    elif not kind.in_year(year):
        warn.append(f"{part.type} is given from {kind.since or '?'} to {kind.until or 'now'}, the year is {year}")
    if year > today:
        warn.append(f"the year {year} lies in the future")
    if part.special and year < SPECIAL_SINCE:
        warn.append(f"{SPECIAL} is given since {SPECIAL_SINCE} (法〔2018〕335号), the year is {year}")
    court = part.court
    if court and court.since and year < int(court.since[:4]):
        warn.append(f"{court.name} was founded after the year, on {court.since}")
    if court and court.until and year > int(court.until[:4]):
        warn.append(f"{court.name} was closed before the year, on {court.until}")
    if zi:
        warn.append("字第 is of the form before 2016")
    if serials.zeros:
        warn.append("the serial is written with leading zeros")
    if part.type == "刑核" and any(serial < 10_000_000 for serial, _ in serials.items):
        warn.append("serials of 刑核 have eight digits (article 10(2))")
    made = tuple(
        CaseNumber(
            year,
            part.code,
            part.special,
            part.type,
            serial,
            suffix,
            start=part.start,
            end=part.end,
            court=court,
            court_code=part.court_code,
            warnings=tuple(warn),
        )
        for serial, suffix in serials.items
    )
    return made[0] if len(made) == 1 else Numbers(made, start=part.start, end=part.end)


def _wrong_head(text: str, head: Head) -> Unresolved | None:
    """A year that is none, where a number follows it."""
    code = _code(text, head.at)
    kind = _TYPE.match(text, code.end()) if code else None
    if not code or not kind or not _known_type(squeeze(kind["type"])):
        return None
    part = _Part(head, kind.end())
    letter, digits = code["letter"], squeeze(code["digits"])
    _read_code(part, letter, digits, code.start())
    part.code = "" if "code" in part.masked else letter + digits
    part.type = squeeze(kind["type"])
    serials = number_serials.read(text, kind.end())
    if not serials:
        return None
    part.end = serials.end
    if "code" in part.masked or serials.masked:
        part.masked += ["serial"] if serials.masked else []
        return part.no("masked", f"masked: {', '.join(part.masked)}; {head.problem}", head.start)
    return part.no("malformed", head.problem, head.start)


def _no_code(text: str, head: Head) -> Unresolved | None:
    """Behind a year stands no court code: malformed where a case number was meant, else None."""
    found = rf"\s*(?P<word>{LETTER}{{1,16}}?)(?=字|第|号|{DIGIT}|\s)(?P<digits>{DIGIT}*)"
    word = re.compile(found).match(text, head.at)
    if not word or not _NEAR_HAO.match(text, head.at):
        return None
    part = _Part(head, _NEAR_HAO.match(text, head.at).end())  # type: ignore[union-attr]
    run, at = word["word"], word.start("word")
    if run.startswith("第"):
        return None  # a document number
    if _known_type(run):
        part.type = run.removeprefix(SPECIAL) if not is_type(run) else run
        return part.no("malformed", f"no court code stands between year and {run}", at)
    if run[0] in NOT_PROVINCES and word["digits"]:
        right = NOT_PROVINCES[run[0]]
        return part.no("malformed", f"{run[0]} is not the character of article 4, that is {right}", at)
    if run.startswith("最高"):
        return part.no("malformed", f"{run}: the code of the Supreme People's Court is {SUPREME} (article 4)", at)
    if word["digits"] and len(run) > 1 and run[-1] in PROVINCES and level(run[-1] + word["digits"]):
        part.code = run[-1] + word["digits"]
        return part.no("malformed", f"{run[:-1]} stands between year and court code", at)
    if word["digits"] and len(run) == 1:
        return part.no("malformed", f"{run} is no character of a court code (article 4)", at)
    if any(_known_type(run[cut:]) for cut in range(1, len(run))):
        return part.no("malformed", f"{run}: no court code with a type", at)
    return None
