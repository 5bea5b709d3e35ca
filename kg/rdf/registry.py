"""Which name is which resource, over all sources of one build."""

from typing import NamedTuple

from kg.model.facts import Declaration
from kg.model.iris import resource_iri
from kg.model.statements import iri
from kg.model.vocabulary import Vocabulary, nearest

NEVER_DECLARED = frozenset({"", "document", "court-kind"})


class Resource(NamedTuple):
    """A resource as the compiler needs it: its IRI in N-Triples text, and its classes."""

    term: str
    classes: tuple[str, ...]


class Objection(NamedTuple):
    """Why a declaration is refused: the key it is about, the reason, and perhaps a hint."""

    column: str
    reason: str
    hint: str = ""


class Registry:
    """The names of one build. One name is one resource, and no alias is another's name (design: identity).

    Of a name only its classes are kept, as one tuple for all names of these classes: a list of a million
    judgments is a million names, and the IRI of a name can be made again.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names: dict[str, tuple[str, ...]] = {}
        self.aliases: dict[str, str] = {}
        self.concepts: dict[str, Resource] = {}
        self._kinds: dict[tuple[str, ...], str] = {}
        for concept in vocabulary.concepts.values():
            self.concepts[concept.name] = Resource(iri(concept.iri), (concept.klass,))

    def declare(self, fact: Declaration) -> Resource | Objection:
        """Register a declaration, or say what is wrong with it."""
        name, classes = fact.name, fact.classes
        known = self.names.get(name)
        if known is None or known != classes or fact.aliases:
            wrong = self._wrong_class(classes) or self._clash(fact) or self._other(name, classes, known)
            if wrong:
                return wrong
            for alias in fact.aliases:
                self.aliases.setdefault(alias, name)
            known = self.names.setdefault(name, classes)
        return Resource(iri(resource_iri(self._kinds[known], name)), known)

    def _other(self, name: str, classes: tuple[str, ...], known: tuple[str, ...] | None) -> Objection | None:
        """What is wrong where a name is already a concept, or a resource of another kind or class."""
        kind = self._kinds[classes]
        concept = self.concepts.get(name)
        if concept and concept.term != iri(resource_iri(kind, name)):
            of = ", ".join(concept.classes)
            reason = f"{name} is a concept of the schemes ({of}): choose a fuller name"
            return Objection("name", reason)
        if known is None:
            return None
        if self._kinds[known] != kind:
            reason = f"{name} is declared elsewhere as {', '.join(known)}: one name is one resource"
            return Objection("name", reason)
        if not self._agree(known, classes):
            reason = f"{name} is declared elsewhere as {', '.join(known)}: give it one class"
            return Objection("class", reason)
        return None

    def _agree(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        fits = self.vocabulary.fits
        return fits(one, frozenset(other)) or fits(other, frozenset(one))

    def _wrong_class(self, classes: tuple[str, ...]) -> Objection | None:
        if classes in self._kinds:
            return None
        for name in classes:
            klass = self.vocabulary.classes.get(name)
            if klass is None:
                return Objection("class", f"unknown class {name}", nearest(name, self.vocabulary.classes))
            if klass.iri_kind in NEVER_DECLARED or klass.facts_key:
                reason = f"{name} cannot be declared: it is abstract, a node, or a term of the schemes"
                return Objection("class", reason)
        if not classes:
            return Objection("class", "no class")
        self._kinds[classes] = self.vocabulary.kind(classes)
        return None

    def _clash(self, fact: Declaration) -> Objection | None:
        other = self.aliases.get(fact.name)
        if other is not None and other != fact.name:
            return Objection("name", f"{fact.name} is already an alias of {other}: one name is one resource")
        for alias in fact.aliases:
            if alias != fact.name and (alias in self.names or alias in self.concepts):
                reason = f"the alias {alias} is the name of another resource: take the alias away"
                return Objection("aliases", reason)
        return None
