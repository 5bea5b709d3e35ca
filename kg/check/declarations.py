"""Declarations: what is declared and never used, and names that two resources share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.check.document import ALT, PREF, TYPE, document_of
from kg.check.findings import Findings
from kg.check.terms import lexical
from kg.model.facts import Reject
from kg.model.iris import DOCUMENTS
from kg.model.statements import Statement, iri
from kg.model.vocabulary import Vocabulary
from kg.names.fold import fold
from kg.rdf.compile import Compiler


def unused(compilers: Iterable[Compiler], statements: Iterable[Statement]) -> list[Reject]:
    """Resources that a facts file declares and no statement of it names.

    A row of a table declares what the row is about; only a declaration for a whole document can be idle.
    """
    whole = {(s.subject, s.graph) for s in statements if s.predicate == TYPE and "#" not in s.graph}
    rejects = []
    for compiler in compilers:
        graph = iri(DOCUMENTS + compiler.source.info.document)
        for name, (resource, line) in compiler.declared.items():
            if name not in compiler.used and (resource.term, graph) in whole:
                reason = f"rule unused: {name} is declared and no statement of the file names it"
                rejects.append(Reject(compiler.source.file, line, "resources", name, reason, "take it away, or use it"))
    return rejects


def declared_again(vocabulary: Vocabulary, compilers: Iterable[Compiler]) -> list[Reject]:
    """Concepts of the schemes that a facts file declares again: the schemes have their names already."""
    reason = "is a concept of the schemes, with English name and aliases"
    return [
        Reject(c.source.file, line, "resources", name, f"rule again: {name} {reason}", "no declaration is needed")
        for c in compilers
        for name, (_, line) in c.declared.items()
        if name in vocabulary.concepts
    ]


class _Use(NamedTuple):
    """A name in use: for which resource, canonical (``name``), ``alias`` or ``english``, and where."""

    term: str
    role: str
    text: str
    file: str
    line: int
    document: str


def shared_names(vocabulary: Vocabulary, statements: Sequence[Statement], files: Mapping[str, str]) -> Findings:
    """Names that mean two resources, compared as look-ups compare them (`kg.names.fold.fold`).

    Errors: a canonical name that is another resource's name or alias, and an alias of two resources in one
    document. Warnings: an alias that means another resource in another document (a look-up will ask which),
    and an English name of two resources. ``files`` maps ids of documents to file names.
    """
    uses: dict[str, list[_Use]] = defaultdict(list)
    for concept in vocabulary.concepts.values():
        term = iri(concept.iri)
        for text, role in [(concept.name, "name"), *((alias, "alias") for alias in concept.aliases)]:
            uses[fold(text)].append(_Use(term, role, text, "the schemes", 0, ""))
    for statement in statements:
        if statement.predicate in (PREF, ALT):
            use = _use(statement, files)
            uses[fold(use.text)].append(use)
    findings = Findings()
    for several in uses.values():
        if len({use.term for use in several}) > 1:
            _judge(several, findings)
    return findings


def _use(statement: Statement, files: Mapping[str, str]) -> _Use:
    text, language, _ = lexical(statement.object)
    document = document_of(statement.graph)
    role = "alias" if statement.predicate == ALT else "name"
    if language == "en":
        role = "english"
    return _Use(statement.subject, role, text, files.get(document, document), statement.line, document)


def _judge(several: list[_Use], findings: Findings) -> None:
    """The first use of a name is right (schemes, then canonical names, then aliases); later ones are not."""
    ordered = sorted(several, key=lambda use: (use.line > 0, use.role != "name"))
    first = ordered[0]
    seen = {first.term}
    for use in ordered[1:]:
        if use.term in seen:
            continue
        seen.add(use.term)
        place = f"{first.file}:{first.line}" if first.line else first.file
        same_document = any(other.document == use.document for other in ordered if other.term != use.term)
        reason = f"rule shared: {use.text} also means {_called(first)} ({first.role} in {place})"
        if "english" in (use.role, first.role):
            reject = _reject(use, reason, "give each its own English name")
            findings.warnings.append(reject)
        elif "name" in (use.role, first.role) or same_document:
            findings.errors.append(_reject(use, reason, "choose a fuller name, or take the alias away"))
        else:
            findings.warnings.append(_reject(use, reason, "a look-up will ask which one is meant"))


def _called(use: _Use) -> str:
    return "/".join(use.term[1:-1].split("/")[-2:])


def _reject(use: _Use, reason: str, hint: str) -> Reject:
    column = {"name": "name", "alias": "aliases", "english": "en"}[use.role]
    return Reject(use.file, use.line, column, use.text, reason, hint)
