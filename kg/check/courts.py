"""Courts as facts files declare them, against the directory of courts (`kg.names`).

Rules, by the names that messages give them:

* ``court-level``: the class of a court is that of its level in the directory (an error);
* ``court-alias``: an alias does not mean another court (a warning);
* ``court-unknown``: the directory knows a court by its name or by an alias (a note);
* ``court-appeals``, ``court-place``: where a document says that appeals go elsewhere, or that a court is elsewhere,
  than the directory says (notes: the graph keeps what the passage says).

Foreign courts are not looked up; special courts and tribunals may be unknown, for no list of them is complete.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kg.check.directory import Courts, Named, class_of
from kg.check.findings import Findings
from kg.check.terms import lexical
from kg.model.facts import Reject
from kg.model.iris import CG
from kg.model.statements import Statement, iri
from kg.model.vocabulary import Vocabulary
from kg.names.court import Court
from kg.names.resolution import Resolution

# The levels of the Organic Law of the People's Courts (2018), articles 12 and 13, as classes.
LEVELS = {"SupremeCourt": "supreme", "HighCourt": "high", "IntermediateCourt": "intermediate", "BasicCourt": "basic"}
_CLASSES = {level: name for name, level in LEVELS.items()}
# For so many unknown courts the nearest names are looked for, a millisecond each: a table may have thousands.
_HINTS = 200
_APPEALS, _LOCATED = iri(CG + "appealsTo"), iri(CG + "locatedIn")


def court_levels(vocabulary: Vocabulary, statements: Sequence[Statement], files: Mapping[str, str]) -> list[Reject]:
    """Courts declared of a level that is not theirs: what a build refuses. ``files``: names by id of document."""
    return list(_levels(Courts(vocabulary, statements, files)))


def court_findings(courts: Courts, statements: Iterable[Statement]) -> Findings:
    """Warnings and notes on the courts of a build; its errors are those of `court_levels`."""
    findings = Findings()
    if not courts.named:
        return findings
    for term, named in courts.named.items():
        court = courts.court(term)
        if court:
            findings.warnings += _aliases(courts, named, court)
        elif not named.classes.isdisjoint(LEVELS):
            findings.notes.append(_unknown(courts, named, hint=len(findings.notes) < _HINTS))
    for statement in statements:
        if statement.predicate in (_APPEALS, _LOCATED) and statement.subject in courts.named:
            findings.notes += _elsewhere(courts, statement)
    return findings


def _levels(courts: Courts) -> Iterator[Reject]:
    for named in courts.named.values():
        if named.classes.isdisjoint(LEVELS):
            continue
        answer = courts.resolve(named.name)
        if answer.kind != "one":
            continue
        court = answer.courts[0]
        for statement in named.declared:
            level = LEVELS.get(class_of(statement), court.level)
            if level != court.level:
                called = "" if court.name == named.name else f" as {court.name}"
                reason = f"rule court-level: {named.name} is in the directory{called}, {court.level} and not {level}"
                hint = f"declare it {_CLASSES[court.level]}, or give another name"
                yield courts.reject(statement, "class", class_of(statement), reason, hint)


def _aliases(courts: Courts, named: Named, court: Court) -> Iterator[Reject]:
    for statement in named.aliases:
        alias = lexical(statement.object)[0]
        answer = courts.resolve(alias)
        meant = answer.courts if answer.kind == "one" else tuple(found.court for found in answer.candidates)
        if answer.kind in ("one", "candidates") and meant and not any(_same(one, court) for one in meant):
            names = " or ".join(one.name for one in meant[:3]) + (" …" if len(meant) > 3 else "")
            reason = f"rule court-alias: {alias} is {names} in the directory, and {named.name} is {court.name}"
            yield courts.reject(statement, "aliases", alias, reason, "take the alias away, or write it under here")


def _same(one: Court, other: Court) -> bool:
    """Whether two records are one court: one and the same, or one court with two plates (its names are the other's)."""
    return one.name == other.name or one.name in other.short_names or other.name in one.short_names


def _unknown(courts: Courts, named: Named, *, hint: bool) -> Reject:
    answer = courts.resolve(named.name)
    reason = f"rule court-unknown: {named.name} {_why(answer)}"
    near = _near(answer, named.name) if hint else ""
    return courts.reject(named.declared[0], "resources", named.name, reason, near)


def _why(answer: Resolution) -> str:
    if answer.kind == "candidates":
        return "means several courts of the directory"
    return "is no one court" if answer.kind in ("list", "group") else "is not in the directory of courts"


def _near(answer: Resolution, name: str) -> str:
    names = [found.court.name for found in answer.candidates] or nearest(name)
    return f"{'one of' if answer.candidates else 'the nearest are'} {', '.join(names[:3])}" if names else ""


def nearest(name: str) -> list[str]:
    """Up to three names of the directory that are most like a name, by the pairs of characters that they share."""
    wanted = _pairs(name)
    found = []
    for other, pairs in _known_pairs().items():
        alike = 2 * len(wanted & pairs) / (len(wanted) + len(pairs) or 1)
        if alike >= 0.6:
            found.append((-alike, len(other), other))
    return [other for _, _, other in sorted(found)[:3]]


@cache
def _known_pairs() -> dict[str, set[str]]:
    from kg.names.directory import courts

    return {name: _pairs(name) for name in courts()}


def _pairs(name: str) -> set[str]:
    """The pairs of neighbours in a name, without the words that most courts share."""
    stem = name.removesuffix("法院").removesuffix("人民").removesuffix("中级").removesuffix("高级")
    return {name[at : at + 2] for at in range(len(stem))}


def _elsewhere(courts: Courts, statement: Statement) -> Iterator[Reject]:
    court = courts.court(statement.subject)
    if court is None:
        return
    said, other = courts.names.get(statement.subject, ""), courts.names.get(statement.object, "")
    if statement.predicate == _APPEALS:
        above = courts.court(statement.object)
        if above and court.appeals_to and not _is(above, court.appeals_to):
            reason = f"rule court-appeals: {said} appealsTo {other}, and {court.appeals_to} in the directory"
            yield courts.reject(statement, "o", other, reason, "both stand: see that the passage says so")
    elif court.division and (elsewhere := _apart(court.division, other)):
        reason = f"rule court-place: {said} locatedIn {other}, and in {elsewhere} by the directory"
        yield courts.reject(statement, "o", other, reason, "both stand: see that the passage says so")


def _is(court: Court, name: str) -> bool:
    from kg.names.directory import courts

    known = courts().get(name)
    return court.name == name or (known is not None and _same(court, known))


def _apart(division: str, place: str) -> str:
    """The name of a court's division where a place of that name lies outside it and does not hold it; else empty.

    Divisions are compared in all that they were: a court founded in 九台市 is in 九台区 of 长春市. What is no
    division, or the name of several of which one fits, is not apart.
    """
    from kg.names.history import lineage
    from kg.names.places import places

    here = {span.code for span in lineage(division)} | {division}
    there = {code for found in places(place) for code in (found.code, *(span.code for span in lineage(found.code)))}
    if not there or any(_fits(one, other) for one in here for other in there):
        return ""
    spans = lineage(division)
    return spans[-1].name if spans else division


def _fits(one: str, other: str) -> bool:
    return _holds(one, other) or _holds(other, one)


def _holds(code: str, other: str) -> bool:
    """Whether a division (GB/T 2260) holds another, or is it: two digits each for province, prefecture and county."""
    stem = code.removesuffix("0000").removesuffix("00") if code.endswith("00") else code
    return other.startswith(stem)
