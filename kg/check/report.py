"""``kg check`` as a function: facts files in, a report out."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.check.build import check_build, files_of
from kg.check.courts import court_findings
from kg.check.declarations import declared_again, shared_names
from kg.check.directory import Courts
from kg.check.disagree import disagreements
from kg.check.documents import examine
from kg.check.fields import WholeNodes
from kg.check.findings import Findings, in_order
from kg.check.numbers import number_findings
from kg.check.shapes import load_rules
from kg.errors import InputError
from kg.model.facts import Reject, SourceInfo
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from kg.rdf.compile import Compiler
from kg.rdf.ontology import load_vocabulary
from kg.rdf.registry import Registry
from loaders.facts import FactsFile
from loaders.open import SOURCES, facts_paths, open_source
from loaders.sources import read_sources

SHACL_LIMIT = 100_000
_PLACE = re.compile(r"(?P<file>.*?):(?:(?P<line>\d+):)? (?P<reason>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, in the order of files and lines, and how much it looked at.

    ``errors`` are what a build refuses, or what a document does not say; ``warnings`` and ``notes`` stop
    nothing. The report of the same files is the same: it holds no times.
    """

    errors: tuple[Reject, ...]
    warnings: tuple[Reject, ...]
    notes: tuple[Reject, ...]
    files: int
    statements: int

    @property
    def clean(self) -> bool:
        """Whether there are no errors."""
        return not self.errors


def run_check(paths: Sequence[str], documents_dir: str | None = None) -> CheckReport:
    """Check facts files as a build of them would, and their passages where a documents folder is given.

    What is known of the documents (text file, hash) is read from a ``sources.yaml`` beside each facts file. A
    file that cannot be read is an error of the report like any other, so that the others are checked too.
    Tables are given by their mappings. Above 100,000 statements only what looks at one statement at a time
    runs, and a note says so. Raises StoreError where the ontology is missing and InputError where a
    ``sources.yaml`` or the documents folder is unusable.
    """
    paths = facts_paths(paths)
    run = _Run(load_vocabulary())
    run.open(paths)
    run.compile()
    run.check()
    if documents_dir is not None:
        run.findings.add(examine(run.prose, documents_dir, run.sources))
    return CheckReport(
        errors=tuple(in_order(run.findings.errors, paths)),
        warnings=tuple(in_order(run.findings.warnings, paths)),
        notes=tuple(in_order(run.findings.notes, paths)),
        files=len(paths),
        statements=run.count,
    )


@dataclass(slots=True)
class _Run:
    """One check; ``prose`` are the compilers of facts files, whose passages are spans of a text."""

    vocabulary: Vocabulary
    findings: Findings = field(default_factory=Findings)
    sources: dict[str, SourceInfo] = field(default_factory=dict)
    compilers: list[Compiler] = field(default_factory=list)
    prose: list[Compiler] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    count: int = 0

    def open(self, paths: Sequence[str]) -> None:
        """Open all files; one that is unreadable, or repeats a document, is an error of the report."""
        registry = Registry(self.vocabulary)
        taken: dict[str, str] = {}
        for path in paths:
            known = read_sources(os.path.join(os.path.dirname(path), SOURCES))
            try:
                source = open_source(path, self.vocabulary, known)
            except InputError as error:
                self.findings.errors.append(_unreadable(path, str(error)))
                continue
            document = source.info.document
            if document in taken:
                reason = f"the document {document} comes from {taken[document]} too"
                self.findings.errors.append(Reject(path, 0, "document", document, reason, "give one of them"))
                continue
            taken[document] = path
            self.sources |= known
            compiler = Compiler(self.vocabulary, registry, WholeNodes(source, self.vocabulary))
            self.compilers.append(compiler)
            if isinstance(source, FactsFile):
                self.prose.append(compiler)

    def compile(self) -> None:
        """Compile all; statements are kept up to the limit, so that a table of any length fits in memory."""
        for compiler in self.compilers:
            try:
                for statement in compiler.statements():
                    self.count += 1
                    if self.count <= SHACL_LIMIT:
                        self.statements.append(statement)
            except InputError as error:
                self.findings.errors.append(_unreadable(compiler.source.file, str(error)))
            self.findings.errors += compiler.rejects

    def check(self) -> None:
        """What looks at all statements together."""
        if self.count > SHACL_LIMIT:
            reason = f"{self.count:,} statements: shapes, names and disagreement are checked up to {SHACL_LIMIT:,}"
            hint = "each statement was checked by itself"
            self.findings.notes.append(Reject(self.compilers[0].source.file, 0, "", "", reason, hint))
            return
        files = files_of(self.compilers)
        self.findings.errors += check_build(self.vocabulary, self.statements, self.compilers)
        self.findings.warnings += shared_names(self.vocabulary, self.statements, files).warnings
        self.findings.warnings += declared_again(self.vocabulary, self.compilers)
        self.findings.add(disagreements(self.statements, load_rules(), files))
        courts = Courts(self.vocabulary, self.statements, files)
        self.findings.add(court_findings(courts, self.statements))
        self.findings.add(number_findings(courts, self.statements))


def _unreadable(path: str, message: str) -> Reject:
    """A loader's ``file:line: reason`` as a reject."""
    match = _PLACE.fullmatch(message)
    if match is None or match["file"] != path:
        return Reject(path, 0, "", "", message)
    return Reject(path, int(match["line"] or 0), "", "", match["reason"])
