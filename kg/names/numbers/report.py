"""A case number in words: court, level, procedure, where an appeal goes, by which rule; as rows for people."""

from typing import Final

from kg.names.court import Court, CourtCode
from kg.names.numbers.answers import Answer, CaseNumber, Numbers, Unresolved
from kg.names.numbers.case_number import find_all, parse
from kg.names.numbers.case_types import case_type
from kg.names.numbers.text import SUPREME

COLUMNS: Final = (
    "number",
    "state",
    "court",
    "level",
    "procedure",
    "procedure_en",
    "appeals_to",
    "appeals",
    "rule",
    "code_status",
    "code_source",
    "warnings",
)
# States from the least to the most severe, with the exit code of each; the less is known, the more severe.
EXITS: Final = {
    "ok": 0,
    "masked": 7,
    "ambiguous": 3,
    "unknown type": 6,
    "unknown code": 6,
    "malformed": 5,
    "not a number": 1,
}
_SEVERITY: Final = {state: place for place, state in enumerate(EXITS)}
_MOST_CANDIDATES: Final = 8
# Appeal to the next higher court, in the version of today; two instances. The numbers of articles move.
_APPEAL: Final = {
    "民事": "民事诉讼法 2023 art. 171; not in small claims, art. 165",
    "刑事": "刑事诉讼法 2018 art. 227",
    "行政": "行政诉讼法 2017 art. 85",
}
_FINAL: Final = {"民事": "民事诉讼法 2023 art. 10", "刑事": "刑事诉讼法 2018 art. 10", "行政": "行政诉讼法 2017 art. 7"}
_BY_DIRECTORY: Final = "first instance: to the next higher court"
_NO_APPEALS: Final = "a basic court hears no appeals: the court code or the type may be wrong"
_RULE: Final = "法〔2015〕137号"
_RULE_2018: Final = "法〔2018〕335号"

Row = dict[str, str]


def rows(text: str) -> list[Row]:
    """A row for every number in a text, in order; one that says why where there is none."""
    answers: list[Answer] = list(find_all(text)) or [parse(text)]
    return [_row(each) for answer in answers for each in (answer.numbers if isinstance(answer, Numbers) else (answer,))]


def exit_code(states: list[str]) -> int:
    """The exit code of the most severe state; 0 where there are none."""
    return EXITS[max(states, key=_SEVERITY.__getitem__)] if states else 0


def appeal(type_: str, special: str, court: Court, year: int, code: CourtCode) -> tuple[str, str]:
    """Where an appeal against a decision in such a case of a court goes, empty for nowhere, and why.

    ``year`` is that of the number. A court code that came with a change of the court above tells that the number was
    given after it.
    """
    kind = case_type(type_)
    if kind is None:
        return "", "not known: the type is not"
    if kind.instance == "appeal":
        law = _FINAL.get(kind.group)
        return "", "none: the second instance is final" + (f" ({law})" if law else "")
    if court.level == "supreme":
        return "", "none: no court stands above"
    if type_ == "民特":
        return "", "none in special procedure, which is of one instance (民事诉讼法 2023 art. 185)"
    if kind.instance not in {"first", "application"}:
        return "", "no case of first instance: the type leads to no ordinary appeal"
    if not court.appeals_to:
        return "", "not known: the directory names no court above"
    if type_ == "破申":
        why = "against a ruling that refuses the application (企业破产法 art. 12)"
    elif type_ == "清申":
        why = "against a ruling that refuses the application (type 清终, 法〔2016〕237号)"
    else:
        law = _APPEAL.get(kind.group)
        why = _BY_DIRECTORY + (f" ({law})" if law else "")
    if special:
        why += (
            "; in the technical matters of 最高人民法院关于知识产权法庭若干问题的规定, art. 2, to 最高人民法院 instead"
        )
    return _then(court, year, code, why)


def _then(court: Court, year: int, code: CourtCode, why: str) -> tuple[str, str]:
    """The court that hears appeals, of the time of the number; both where the change fell into its year."""
    before = next((each for each in court.former_superiors if str(year) <= each.until[:4]), None)
    if before is None or (code.since >= before.until[:4] and not code.until):
        return court.appeals_to, why
    why += f"; it was {before.name} until {before.until}, since then {court.appeals_to}"
    if str(year) == before.until[:4]:
        return f"? {before.name} | {court.appeals_to}", why
    return before.name, why


def _row(answer: Answer) -> Row:
    if isinstance(answer, CaseNumber):
        return _resolved(answer)
    if isinstance(answer, Unresolved):
        return _unresolved(answer)
    assert not isinstance(answer, Numbers)
    kind = case_type(answer.type)
    shown = _candidates(answer.candidates)
    return {
        "text": answer.text,
        "number": answer.format(),
        "state": answer.state,
        "court": answer.court.name if answer.court else shown,
        "level": answer.court.level if answer.court else "",
        "procedure": kind.procedure if kind else answer.type,
        "procedure_en": kind.procedure_en if kind else "",
        "appeals_to": "",
        "appeals": "not told for the form before 2016",
        "rule": "form before 2016, which no rule that was read describes",
        "code_status": "observed" if answer.court else "",
        "code_source": answer.reason,
        "warnings": "; ".join(answer.warnings),
    }


def _resolved(number: CaseNumber) -> Row:
    kind = case_type(number.type)
    assert number.court is not None
    assert number.court_code is not None
    assert kind is not None
    to, why = appeal(number.type, number.special, number.court, number.year, number.court_code)
    odd = (_NO_APPEALS,) if number.court.level == "basic" and kind.instance == "appeal" else ()
    return {
        "text": number.text,
        "number": number.format(),
        "state": number.state,
        "court": number.court.name,
        "level": number.court.level,
        "procedure": kind.procedure,
        "procedure_en": kind.procedure_en,
        "appeals_to": to,
        "appeals": why,
        "rule": _rule(number.code, number.special, kind.type, kind.status),
        "code_status": number.court_code.status,
        "code_source": _source(number.court_code),
        "warnings": "; ".join((*number.warnings, *odd)),
    }


def _unresolved(answer: Unresolved) -> Row:
    kind = case_type(answer.type)
    said = answer.reason if answer.reason.startswith(answer.state) else f"{answer.state}: {answer.reason}"
    said += f" (at character {answer.at + 1})" if answer.state == "malformed" else ""
    return {
        "text": answer.text,
        "number": answer.text.strip(),
        "state": answer.state,
        "court": answer.court.name if answer.court else _candidates(answer.candidates),
        "level": answer.level or "",
        "procedure": kind.procedure if kind else "",
        "procedure_en": kind.procedure_en if kind else "",
        "appeals_to": "",
        "appeals": "",
        "rule": "",
        "code_status": answer.court_code.status if answer.court_code else "",
        "code_source": _source(answer.court_code) if answer.court_code else "",
        "warnings": "; ".join((said, *answer.warnings)),
    }


def _candidates(courts: tuple[Court, ...]) -> str:
    """The courts that a number may be of, the first few by name."""
    if not courts:
        return ""
    names = " | ".join(court.name for court in courts[:_MOST_CANDIDATES])
    more = len(courts) - _MOST_CANDIDATES
    return f"? {names}" + (f" | … {more} more" if more > 0 else "")


def _rule(code: str, special: str, type_: str, status: str) -> str:
    """The articles by which a number was read."""
    article = "4" if len(code) == 1 or code == SUPREME else "5"
    made = f"{_RULE} art. 3, {article} (code)"
    if special:
        made += f", {_RULE_2018} ({special})"
    known = {"secondary": "type not in the annex", "observed": "type not in the annex"}
    return f"{made}, {known.get(status, 'annex')} ({type_})"


def _source(code: CourtCode) -> str:
    """The source of a court code in words."""
    from kg.names.directory import sources

    return sources().get(code.source, code.source)
