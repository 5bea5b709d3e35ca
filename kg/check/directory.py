"""The courts of a build beside those of the directory: which court of the directory each of them is.

A resource is the court that its name means (`kg.names.resolve`), or, where the directory does not know the name, the
one that its aliases mean. Nothing is read where a build declares no court.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.check.document import ALT, PREF, TYPE, document_of
from kg.check.terms import lexical
from kg.model.facts import Reject
from kg.model.iris import CG
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from kg.names.court import Court
from kg.names.resolution import Resolution

_CG = "<" + CG


@dataclass(slots=True)
class Named:
    """A court of a build: its name, and the statements that give it classes and aliases."""

    name: str = ""
    declared: list[Statement] = field(default_factory=list)
    aliases: list[Statement] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Local names of all classes that it was given."""
        return frozenset(class_of(statement) for statement in self.declared)


class Courts:
    """The courts of a build by their terms, but for foreign ones; and names looked up in the directory, each once."""

    def __init__(self, vocabulary: Vocabulary, statements: Iterable[Statement], files: Mapping[str, str]) -> None:
        wanted = {name for name in vocabulary.classes if "Court" in vocabulary.ancestors(name)} - {"ForeignCourt"}
        self.named: dict[str, Named] = {}
        self.names: dict[str, str] = {}
        self._files = files
        self._known: dict[str, Resolution] = {}
        aliases: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            if statement.predicate == TYPE:
                if class_of(statement) in wanted:
                    self.named.setdefault(statement.subject, Named()).declared.append(statement)
            elif statement.predicate == PREF and '"@zh' in statement.object:
                self.names[statement.subject] = lexical(statement.object)[0]
            elif statement.predicate == ALT:
                aliases[statement.subject].append(statement)
        for term, named in self.named.items():
            named.name, named.aliases = self.names.get(term, ""), aliases[term]

    def resolve(self, text: str) -> Resolution:
        """What the directory knows by a name."""
        from kg.names.resolve import resolve

        found = self._known.get(text)
        if found is None:
            found = self._known[text] = resolve(text)
        return found

    def court(self, term: str) -> Court | None:
        """The court of the directory that a resource is, or None."""
        named = self.named.get(term)
        if named is None:
            return None
        answers = [self.resolve(named.name), *(self.resolve(lexical(alias.object)[0]) for alias in named.aliases)]
        return next((answer.courts[0] for answer in answers if answer.kind == "one"), None)

    def reject(self, statement: Statement, column: str, value: str, reason: str, hint: str = "") -> Reject:
        """A finding at the place of a statement."""
        document = document_of(statement.graph)
        return Reject(self._files.get(document, document), statement.line, column, value, reason, hint)


def class_of(statement: Statement) -> str:
    """The local name of the class that a statement of ``rdf:type`` gives; empty for another vocabulary's."""
    return statement.object[len(_CG) : -1] if statement.object.startswith(_CG) else ""
