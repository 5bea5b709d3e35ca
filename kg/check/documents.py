"""Proves the passages of facts files against the texts of their documents (``kg check --documents DIR``).

Rules, by the names that messages give them:

* ``hash``: the text is the one that ``sources.yaml`` names;
* ``span``: every span lies in the text (Unicode code points, end exclusive);
* ``surface``: a name or alias of the subject or the object stands in or near the passage; for a text, the
  text;
* ``figure``: the digits of an observation's value stand in the passage itself;
* ``date``: year, month and day of a date stand in or near the passage; those of an observation's period
  somewhere in the document, because a heading gives the year for pages of figures;
* ``unsaid``: an exception that is marked and not needed (a warning);
* ``verbatim``: what is given as printed stands in or near the passage, … standing for what is left out; the
  words of a period somewhere in the document (a warning).
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.check.figures import figure_stands, missing_dates
from kg.check.findings import Findings
from kg.check.surface import DocumentText, Spans, read_document, text_path
from kg.errors import InputError
from kg.model.facts import Claim, Declaration, Fact, NodeClaim, Reject, Source, SourceInfo
from kg.model.iris import EDTF, XSD, Passage, passage_spans
from kg.model.literals import decimal, interval
from kg.model.vocabulary import Property, Vocabulary
from kg.names.fold import squeeze
from kg.rdf.compile import Compiler

_DATES = frozenset({XSD + "date", EDTF})
_AS_PRINTED = frozenset({"wording", "printed", "periodAsPrinted"})
_MARK = "or mark it unsaid: REASON"


class Fault(NamedTuple):
    """A fault of one fact against its passage, that ``unsaid`` excuses; a small one is none without it."""

    column: str
    value: str
    reason: str
    hint: str = ""
    small: bool = False


def check_documents(
    compilers: Iterable[Compiler], documents_dir: str, sources: Mapping[str, SourceInfo]
) -> list[Reject]:
    """The errors of all facts files whose documents have a text in a folder; see `examine` for the rest."""
    return examine(compilers, documents_dir, sources).errors


def examine(compilers: Iterable[Compiler], documents_dir: str, sources: Mapping[str, SourceInfo]) -> Findings:
    """Errors, warnings (`unsaid`, `verbatim`), and notes on files whose document has no text in the folder.

    ``sources`` are the entries of ``sources.yaml`` by id. Raises InputError where a text cannot be read.
    """
    if not os.path.isdir(documents_dir):
        raise InputError(f"{documents_dir}: no such folder: name the folder of the documents' texts")
    findings = Findings()
    for compiler in compilers:
        source = compiler.source
        info = sources.get(source.info.document, SourceInfo(source.info.document))
        text = _text(source, info, documents_dir, findings)
        if text is not None:
            findings.add(PassageCheck(compiler.vocabulary, source.file, text).run(facts_of(source)))
    return findings


def facts_of(source: Source) -> list[Fact]:
    """The facts of a source once more, without noting its rejects a second time."""
    known = len(source.rejects)
    facts = list(source.facts())
    del source.rejects[known:]
    return facts


def _text(source: Source, info: SourceInfo, folder: str, findings: Findings) -> DocumentText | None:
    """The text to check against, or None with a note or an error."""
    if not info.text_file:
        reason = f"no text is known for {info.document}: its passages were not checked"
        findings.notes.append(Reject(source.file, 0, "", "", reason, "name its file and hash in sources.yaml"))
        return None
    path = text_path(folder, info.text_file)
    if not os.path.exists(path):
        reason = f"{info.text_file} is not in {folder}: its passages were not checked"
        findings.notes.append(Reject(source.file, 0, "", "", reason))
        return None
    text, digest = read_document(path)
    if digest != info.text_hash:
        reason = f"rule hash: {info.text_file} is {digest}, and sources.yaml says {info.text_hash or 'nothing'}"
        hint = "get the right text, or record the new hash and find every span again"
        findings.errors.append(Reject(source.file, 0, "hash", info.text_file, reason, hint))
        return None
    return DocumentText(text)


class PassageCheck:
    """The check of one facts file against its text."""

    def __init__(self, vocabulary: Vocabulary, file: str, text: DocumentText) -> None:
        self._vocabulary = vocabulary
        self._file = file
        self._text = text
        concepts = vocabulary.concepts.values()
        self._forms = {c.name: _squeezed(c.name, *c.aliases) for c in concepts}
        self._classes = {k.facts_key: k.name for k in vocabulary.classes.values() if k.facts_key}

    def run(self, facts: Iterable[Fact]) -> Findings:
        """All findings, in the order of the file."""
        findings = Findings()
        groups: dict[tuple[int, str], list[Claim | NodeClaim]] = defaultdict(list)
        for fact in facts:
            if isinstance(fact, Declaration):
                self._forms[fact.name] = _squeezed(fact.name, *fact.aliases, *fact.here)
            elif fact.fragment.startswith("char="):
                groups[fact.line, fact.fragment].append(fact)
        for (line, fragment), group in groups.items():
            self._statement(line, passage_spans(Passage("", fragment)), group, findings)
        return findings

    def _statement(self, line: int, spans: Spans, group: list[Claim | NodeClaim], findings: Findings) -> None:
        """The facts of one statement: ``{s: [A, B], …}`` is several, with one passage and one ``unsaid``."""
        shown = ", ".join(f"{start}-{end}" for start, end in spans)
        if spans[-1][1] > self._text.length:
            reason = f"rule span: {shown} ends after the document, which has {self._text.length} characters"
            hint = "count Unicode code points of the text as it stands"
            findings.errors.append(Reject(self._file, line, "at", shown, reason, hint))
            return
        faults = [fault for fact in group for fault in self._faults(fact, spans, shown)]
        if not group[0].unsaid:
            findings.errors += [Reject(self._file, line, *fault[:4]) for fault in faults if not fault.small]
        elif not faults:
            reason = f"rule unsaid: the passage {shown} and its surroundings say it"
            unneeded = Reject(self._file, line, "unsaid", group[0].unsaid, reason, "take the unsaid away")
            findings.warnings.append(unneeded)
        for fact in group:
            findings.warnings += self._verbatim(fact, spans, shown)

    def _faults(self, fact: Claim | NodeClaim, spans: Spans, shown: str) -> Iterator[Fault]:
        near = self._text.near(spans)
        if isinstance(fact, Claim):
            yield from self._claim(fact, near, shown)
            return
        if fact.key == "observation":
            yield from self._figure(fact, spans, shown)
        else:
            names = [text for key, text in fact.fields if not self._is_literal(fact, key)]
            yield from self._surface(names, near, shown)
        for key, text in fact.fields:
            prop = self._property(fact, key)
            if prop and prop.datatypes & _DATES:
                yield from self._date(key, text, self._text.whole() if key == "period" else near, shown)

    def _claim(self, fact: Claim, near: str, shown: str) -> Iterator[Fault]:
        prop = self._vocabulary.properties.get(fact.predicate)
        if prop and prop.datatypes & _DATES:
            yield from self._date("o", fact.object, near, shown)
        else:
            yield from self._surface([fact.subject, fact.object], near, shown)

    def _surface(self, names: list[str], near: str, shown: str) -> Iterator[Fault]:
        if self._named(names, near):
            return
        wanted = f"neither {names[0]} nor {names[1]}" if len(names) == 2 else "none of " + ", ".join(names)
        reason = f"rule surface: {wanted} stands in or near {shown}"
        yield Fault("at", shown, reason, f"write a better span, add an alias, {_MARK}")

    def _named(self, names: list[str], near: str) -> bool:
        """Whether a name or an alias of any of these resources, or one of these texts, stands in a text."""
        return any(form in near for name in names for form in self._forms.get(name) or _squeezed(name))

    def _figure(self, fact: NodeClaim, spans: Spans, shown: str) -> Iterator[Fault]:
        for key, text in fact.fields:
            if key == "value" and _valid(decimal, text) and not figure_stands(text, self._text.within(spans)):
                reason = f"rule figure: the digits of {text} do not stand in {shown}"
                yield Fault("at", shown, reason, f"write a better span or the figure as printed, {_MARK}")
            elif key == "of" and not self._named([text], self._text.near(spans)):
                # The figure is enough; but whoever marks that the text leaves out whose figure it is, may.
                yield Fault("of", text, "the text does not name it", small=True)

    def _date(self, key: str, text: str, where: str, shown: str) -> Iterator[Fault]:
        missing = missing_dates(text, where) if _valid(interval, text) else []
        if missing:
            place = "anywhere in the document" if key == "period" else f"in or near {shown}"
            reason = f"rule date: {text}: {', '.join(missing)} does not stand {place}"
            yield Fault(key, text, reason, f"write a better span or a date as printed, {_MARK}")

    def _verbatim(self, fact: Claim | NodeClaim, spans: Spans, shown: str) -> Iterator[Reject]:
        if isinstance(fact, Claim):
            prop = self._vocabulary.properties.get(fact.predicate)
            texts = [("o", fact.object)] if prop and prop.is_literal and not prop.datatypes & _DATES else []
        else:
            texts = [(key, text) for key, text in fact.fields if key in _AS_PRINTED]
        for key, text in texts:
            where = self._text.whole() if key == "periodAsPrinted" else self._text.near(spans)
            if not all(part in where for part in squeeze(text).split("...")):
                reason = f"rule verbatim: {text} does not stand in or near {shown}"
                yield Reject(self._file, fact.line, key, text, reason, "write it as it is printed")

    def _property(self, fact: NodeClaim, key: str) -> Property | None:
        return self._vocabulary.node_property(self._classes[fact.key], key)

    def _is_literal(self, fact: NodeClaim, key: str) -> bool:
        prop = self._property(fact, key)
        return prop is None or prop.is_literal


def _squeezed(*names: str) -> tuple[str, ...]:
    return tuple(filter(None, map(squeeze, names)))


def _valid(parse: Callable[[str], object], text: str) -> bool:
    """Whether a text is a literal at all; the compiler tells where it is not."""
    try:
        parse(text)
    except ValueError:
        return False
    return True
