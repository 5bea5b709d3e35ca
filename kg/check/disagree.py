"""Where documents disagree: listed for whoever weighs the sources, and never refused (design §3)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.check.document import PREF, TYPE, document_of
from kg.check.findings import Findings
from kg.check.shapes import ShapeRules
from kg.check.terms import lexical
from kg.model.facts import Reject
from kg.model.iris import CG
from kg.model.statements import Statement, iri

_OBSERVATION = iri(CG + "Observation")
_CG = "<" + CG
_SAME = ("of", "metric", "period", "comparison")
_FIELDS = frozenset({*_SAME, "periodAsPrinted", "value", "unit", "multiplier", "asPrinted"})


class Said(NamedTuple):
    """A value as one document gives it."""

    value: object
    shown: str
    document: str
    line: int


def disagreements(statements: Sequence[Statement], rules: ShapeRules, files: Mapping[str, str]) -> Findings:
    """Different values where there can be one.

    Notes: a property with ``sh:maxCount`` 1 that two documents give different values, and observations of the
    same resource, metric, period and comparison whose figures differ between documents. Warnings: such
    observations within one document. ``files`` maps ids of documents to file names.
    """
    names = {s.subject: lexical(s.object)[0] for s in statements if s.predicate == PREF and '"@zh' in s.object}
    findings = Findings()
    for (subject, name), said in _plain(statements, rules).items():
        if len({row.document for row in said}) > 1:
            findings.notes += _tell(f"{names.get(subject, 'a node')} {name}", said, files)
    for key, said in _observed(statements).items():
        about = " ".join(filter(None, (names.get(key[0], ""), *key[1:])))
        within: dict[str, list[Said]] = defaultdict(list)
        for row in said:
            within[row.document].append(row)
        for rows in within.values():
            findings.warnings += _tell(about, rows, files)
        if len(within) > 1:
            findings.notes += _tell(about, said, files)
    return findings


def _plain(statements: Sequence[Statement], rules: ShapeRules) -> dict[tuple[str, str], list[Said]]:
    single = rules.single_valued.union(*rules.single.values())
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for statement in statements:
        name = statement.predicate[len(_CG) : -1]
        if name in single and not statement.object.startswith("<"):
            shown = lexical(statement.object)[0]
            said = Said(statement.object, shown, document_of(statement.graph), statement.line)
            found[statement.subject, name].append(said)
    return found


def _observed(statements: Sequence[Statement]) -> dict[tuple[str, ...], list[Said]]:
    """Figures by what they are about: resource, metric, period (as printed where none), comparison."""
    observations = {s.subject for s in statements if s.predicate == TYPE and s.object == _OBSERVATION}
    nodes: dict[tuple[str, str, int], dict[str, str]] = defaultdict(dict)
    for statement in statements:
        name = statement.predicate[len(_CG) : -1]
        if statement.subject in observations and name in _FIELDS:
            nodes[statement.subject, document_of(statement.graph), statement.line][name] = statement.object
    found: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for (_, document, line), fields in nodes.items():
        texts = {name: lexical(term)[0] for name, term in fields.items() if name != "of"}
        if "value" in texts and "of" in fields:
            period = texts.get("period") or texts.get("periodAsPrinted", "")
            key = (fields["of"], texts.get("metric", ""), period, texts.get("comparison", ""))
            found[key].append(_figure(texts, document, line))
    return found


def _figure(texts: Mapping[str, str], document: str, line: int) -> Said:
    """Value times multiplier: 1.44万件 and 14400件 are the same figure, and 5个 and 5家 are."""
    value = Decimal(texts["value"]) * Decimal(texts.get("multiplier", "1"))
    shown = texts.get("asPrinted") or f"{value:f}{texts.get('unit', '')}"
    return Said(value, shown, document, line)


def _tell(about: str, said: Sequence[Said], files: Mapping[str, str]) -> list[Reject]:
    """One finding, at the last place, where the values differ."""
    first = {row.value: row for row in reversed(said)}
    if len(first) < 2:
        return []
    last = said[-1]
    rows = sorted(first.values(), key=lambda row: (row.document, row.line))
    values = ", ".join(f"{row.shown} ({files.get(row.document, row.document)}:{row.line})" for row in rows)
    reason = f"rule disagree: {about}: {values}"
    return [Reject(files.get(last.document, last.document), last.line, "", last.shown, reason)]
