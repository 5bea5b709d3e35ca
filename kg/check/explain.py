"""From a violation of a shape to the lines of a facts file: what is wrong there, and what to do."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.check.document import PREF, Thinned, Types, document_of
from kg.check.terms import lexical
from kg.model.facts import Reject
from kg.model.iris import local_name
from kg.model.statements import Statement


class Violation(NamedTuple):
    """One ``sh:ValidationResult`` (SHACL §3.6.2), its terms in N-Triples text, empty where it has none."""

    focus: str
    path: str
    value: str
    component: str
    shape: str
    subjects_of: tuple[str, ...]
    objects_of: tuple[str, ...]
    message: str

    @property
    def counts(self) -> bool:
        """Whether several statements together are at fault, and not one value."""
        return self.component.startswith(("MaxCount", "UniqueLang"))


class Explainer(NamedTuple):
    """Knows what things are called: classes, name statements, and the file of each document."""

    types: Types
    names: Mapping[str, Sequence[Statement]]
    files: Mapping[str, str]

    def rejects(self, violation: Violation, within: Thinned) -> Iterator[Reject]:
        """A reject for every statement of a document that the violation is about."""
        if violation.counts:
            said = self._said(violation, within)
            yield self._reject(violation, said[-1], self._several(violation, said))
            return
        if violation.path:
            found = within.of_path(violation.focus, violation.path, violation.value)
        else:
            only_self = violation.component.startswith("Disjoint")
            found = within.of_targets(violation.focus, violation.subjects_of, violation.objects_of, only_self)
        for statement in found or within.of_subject(violation.focus)[:1]:
            yield self._reject(violation, statement, self._hint(violation, statement))

    def _said(self, violation: Violation, within: Thinned) -> list[Statement]:
        """The statements whose values are too many, the first of each value, in the order of the build."""
        first: dict[str, Statement] = {}
        for statement in within.of_path(violation.focus, violation.path, ""):
            first.setdefault(statement.object, statement)
        if violation.component.startswith("UniqueLang"):
            # What follows the closing quotation mark is the language: only a language said twice is at fault.
            languages = Counter(term.rpartition('"')[2] for term in first)
            return [s for term, s in first.items() if languages[term.rpartition('"')[2]] > 1]
        return list(first.values())

    def _several(self, violation: Violation, said: Sequence[Statement]) -> str:
        values = ", ".join(f"{self._name(s.object)} {self._place(s, said[-1])}" for s in said)
        return f"{self._name(violation.focus)} has {values}: keep one"

    def _hint(self, violation: Violation, statement: Statement) -> str:
        if violation.path:
            return f"said of {self._name(violation.focus)}"
        blamed = self._blamed(violation, statement)
        classes = ", ".join(sorted(self.types.get(blamed, ()))) or "literal or unknown resource"
        return f"{self._name(blamed)} is {classes}"

    def _blamed(self, violation: Violation, statement: Statement) -> str:
        """The end of a statement that is at fault: not always the focus, which may stand for others."""
        if violation.focus in (statement.subject, statement.object):
            return violation.focus
        return statement.subject if statement.predicate in violation.subjects_of else statement.object

    def _reject(self, violation: Violation, statement: Statement, hint: str) -> Reject:
        document = document_of(statement.graph)
        value = statement.object if violation.path else self._blamed(violation, statement)
        return Reject(
            file=self.files.get(document, document),
            line=statement.line,
            column=local_name((violation.path or statement.predicate)[1:-1]),
            value=self._name(value),
            reason=f"rule {violation.shape}: {violation.message}",
            hint=hint,
        )

    def _place(self, statement: Statement, near: Statement) -> str:
        """Where another statement stands: its line, and its file where that is another."""
        file, other = (self.files.get(document_of(s.graph), "") for s in (statement, near))
        return f"in line {statement.line}" if file == other else f"in {file}:{statement.line}"

    def _name(self, term: str) -> str:
        """What people call a term: the canonical name, a literal's text, or class and number of a node."""
        if not term.startswith("<"):
            return lexical(term)[0] if term else ""
        for statement in self.names.get(term, ()):
            if statement.predicate == PREF and statement.object.endswith("@zh"):
                return lexical(statement.object)[0]
        return " ".join(term[1:-1].split("/")[-2:])
