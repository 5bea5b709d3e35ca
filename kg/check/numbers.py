"""Numbers of documents and cases in facts files, against their grammar and the codes of courts (`kg.names`).

Rules, by the names that messages give them; all are warnings, since what was printed may be wrong itself:

* ``document-number``: a ``documentNumber`` is one (法发〔2020〕22号);
* ``issuer``: who ``issued`` a document is the court that its number is of;
* ``case-number``: a ``caseNumber``, and the name or alias of a case that looks like one, is well formed;
* ``case-court``: who ``heard`` a case is the court of its number, or a tribunal of that court.

The rule of case numbers is 法〔2015〕137号 as amended by 法〔2018〕335号. What numbers leave open (masked digits, codes
that no source shows) is no finding.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.check.directory import Courts, class_of
from kg.check.document import ALT, PREF, TYPE
from kg.check.findings import Findings
from kg.check.terms import lexical
from kg.model.facts import Reject
from kg.model.iris import CG
from kg.model.statements import Statement, iri
from kg.names.court import Court

if TYPE_CHECKING:
    from kg.names.numbers.answers import Answer

_DOCUMENT_NUMBER, _CASE_NUMBER = iri(CG + "documentNumber"), iri(CG + "caseNumber")
_ISSUED, _HEARD = iri(CG + "issued"), iri(CG + "heard")
_WANTED = frozenset({_DOCUMENT_NUMBER, _CASE_NUMBER, _ISSUED, _HEARD})


def number_findings(courts: Courts, statements: Sequence[Statement]) -> Findings:
    """Warnings on the numbers of documents and cases."""
    found: dict[str, list[Statement]] = defaultdict(list)
    cases = {s.subject for s in statements if s.predicate == TYPE and class_of(s) == "Case"}
    for statement in statements:
        if statement.predicate in _WANTED:
            found[statement.predicate].append(statement)
        elif statement.predicate in (PREF, ALT) and statement.subject in cases and "号" in statement.object:
            found[PREF].append(statement)
    findings = Findings()
    findings.warnings += _documents(courts, found[_DOCUMENT_NUMBER], _by_object(found[_ISSUED]))
    findings.warnings += _cases(courts, found[_CASE_NUMBER], found[PREF], _by_object(found[_HEARD]))
    return findings


def _by_object(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.object].append(statement)
    return found


# ---- numbers of documents ----


def _documents(courts: Courts, numbered: Iterable[Statement], issued: dict[str, list[Statement]]) -> Iterator[Reject]:
    for statement in numbered:
        from kg.names.numbers.document_number import parse

        text = lexical(statement.object)[0]
        number = parse(text)
        if number is None:
            reason = f"rule document-number: {text} is no number of a document"
            yield courts.reject(statement, "o", text, reason, "write series, 〔year〕 and number: 法发〔2020〕22号")
            continue
        said = [issuer for issuer in issued.get(statement.subject, ()) if issuer.subject in courts.named]
        answer = courts.resolve(number.issuer) if number.issuer and said else None
        if answer is None or answer.kind != "one":
            continue
        known = {issuer.subject: courts.court(issuer.subject) for issuer in said}
        if all(court and court.name != answer.courts[0].name for court in known.values()):
            names = ", ".join(courts.names.get(term, "") for term in known)
            reason = f"rule issuer: {text} is a number of {number.issuer}, and {names} issued it"
            yield courts.reject(said[-1], "s", names, reason, f"see line {statement.line}: one of the two is wrong")


# ---- numbers of cases ----


def _cases(
    courts: Courts, numbered: Iterable[Statement], named: Iterable[Statement], heard: dict[str, list[Statement]]
) -> Iterator[Reject]:
    for statement in numbered:
        text = lexical(statement.object)[0]
        answer = _parse(text)
        if (wrong := _wrong(answer)) or _state(answer) == "not a number":
            reason = f"rule case-number: {text}: {wrong or 'is no case number'}"
            yield courts.reject(statement, "o", text, reason, "write it as printed: kg case-number tells what it reads")
        else:
            yield from _hearing(courts, statement, text, answer, heard)
    for statement in named:
        text = lexical(statement.object)[0]
        answer = _parse(text)
        if wrong := _wrong(answer):
            column = "aliases" if statement.predicate == ALT else "resources"
            hint = "write it as printed: kg case-number tells what it reads"
            yield courts.reject(statement, column, text, f"rule case-number: {text}: {wrong}", hint)
        else:
            yield from _hearing(courts, statement, text, answer, heard)


def _parse(text: str) -> "Answer":
    from kg.names.numbers.case_number import parse

    return parse(text)


def _state(answer: "Answer") -> str:
    return answer.state


def _wrong(answer: "Answer") -> str:
    """Why a text that looks like a case number is none; empty where it is one, or nothing like it."""
    from kg.names.numbers.answers import Unresolved

    return answer.reason if isinstance(answer, Unresolved) and answer.state == "malformed" else ""


def _of(answer: "Answer") -> tuple[Court, ...]:
    """The courts that a number is of: one, several for a list; none where that is not certain."""
    from kg.names.numbers.answers import Numbers, Unresolved

    if isinstance(answer, Numbers):
        each = [_of(number) for number in answer.numbers]
        return tuple(court for courts in each for court in courts) if all(each) else ()
    return () if isinstance(answer, Unresolved) or answer.court is None else (answer.court,)


def _hearing(
    courts: Courts, statement: Statement, text: str, answer: "Answer", heard: dict[str, list[Statement]]
) -> Iterator[Reject]:
    """Where all courts that heard the case are known, and none is the one that the number says."""
    meant = {court.name for court in _of(answer)}
    said = [hearing for hearing in heard.get(statement.subject, ()) if hearing.subject in courts.named]
    known = [courts.court(hearing.subject) for hearing in said]
    if not meant or not said or any(court is None or not meant.isdisjoint(_names(court)) for court in known):
        return
    names = ", ".join(courts.names.get(hearing.subject, "") for hearing in said)
    reason = f"rule case-court: {text} is a number of {' or '.join(sorted(meant))}, and {names} heard it"
    yield courts.reject(said[-1], "s", names, reason, f"see line {statement.line}: one of the two is wrong")


def _names(court: Court) -> set[str]:
    """A court, and the court that it is a tribunal of: the number is that court's."""
    return {court.name, court.part_of} - {""}
