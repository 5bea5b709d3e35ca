"""Compiles facts to statements: names become IRIs, texts canonical literals, and nodes get their shortcuts.

What cannot be compiled is a reject, never an exception: a file is read to its end and all its faults told.
"""

from collections.abc import Iterable, Iterator, Sequence

from kg.model.facts import Claim, Declaration, Reject, Source
from kg.model.iris import ALT_LABEL, PREF_LABEL, RDF_TYPE, Passage
from kg.model.statements import Statement, iri, literal
from kg.model.vocabulary import Property, Vocabulary, nearest
from kg.rdf.nodes import NodeCompiler
from kg.rdf.registry import Objection, Registry, Resource
from kg.rdf.rules import Rule

_TYPE, _PREF, _ALT = iri(RDF_TYPE), iri(PREF_LABEL), iri(ALT_LABEL)
_ROW = "row="
# So many declarations of a table are remembered (20 MB), to make a court of thousands of rows cheap.
_REMEMBERED = 32_768
_HINTS = 500
_Triple = tuple[str, str, str]

# A million statements pass here: a plain tuple constructor takes half the time of a NamedTuple's own.
_new = tuple.__new__


class Compiler:
    """Compiles the facts of one source; ``rejects`` grows with what is refused.

    ``declared`` (name → resource and line) and ``used`` are the names of a facts file; of a table, whose
    every row declares what it names, nothing outlasts the row.
    """

    def __init__(self, vocabulary: Vocabulary, registry: Registry, source: Source) -> None:
        self.vocabulary = vocabulary
        self.registry = registry
        self.source = source
        self.rejects = source.rejects
        self.declared: dict[str, tuple[Resource, int]] = {}
        self.used: set[str] = set()
        self._nodes = NodeCompiler(vocabulary)
        properties = vocabulary.properties
        self._rules = {name: Rule(vocabulary, p, self._nodes.owns(p)) for name, p in properties.items()}
        self._seen: set[tuple[object, ...]] = set()
        self._scope = ""
        self._graphs: dict[str, str] = {}
        self._known: dict[str, Resource] = {}
        self._refused: set[str] = set()
        self._hints: dict[str, str] = {}
        self._remembered: dict[tuple[object, ...], tuple[Resource, Sequence[_Triple]]] = {}

    def statements(self) -> Iterator[Statement]:
        """All statements of the source, each (triple, passage) once.

        A facts file is compiled whole: its declarations hold before its first statement and count for all of
        it. In a table a passage is a row, so what was seen is forgotten with the row and memory stays flat.
        """
        seen = self._seen
        in_row = False
        for fact in self.source.facts():
            fragment = fact.fragment
            if fragment != self._scope:
                in_row = fragment.startswith(_ROW)
                self._scope = fragment
                if in_row:
                    self._forget()
            if isinstance(fact, Claim):
                found = self._claim(fact)
            elif isinstance(fact, Declaration):
                found = self._declaration(fact)
            else:
                found = self._nodes.compile(fact, self, self._graph(fragment))
            for statement in found:
                # Two lines of a file can say the same of one passage; in a row, the line is the row.
                key = statement if in_row else statement[:4]
                if key not in seen:
                    seen.add(key)
                    yield statement

    def _forget(self) -> None:
        """Begin a row: nothing is known of it yet."""
        self._seen.clear()
        self._graphs.clear()
        self._known.clear()
        self._refused.clear()

    def _graph(self, fragment: str) -> str:
        graph = self._graphs.get(fragment)
        if graph is None:
            graph = self._graphs[fragment] = iri(Passage(self.source.info.document, fragment).iri)
        return graph

    def reject(self, line: int, column: str, value: str, reason: str, hint: str = "") -> None:
        """Note what is refused and why."""
        self.rejects.append(Reject(self.source.file, line, column, value, reason, hint))

    def _declaration(self, fact: Declaration) -> Sequence[Statement]:
        name, fragment, line = fact.name, fact.fragment, fact.line
        key = fact[:4]
        remembered = self._remembered.get(key)
        if remembered is None:
            found = self.registry.declare(fact)
            if isinstance(found, Objection):
                self._refused.add(name)
                self.reject(line, found.column, name, found.reason, found.hint)
                return ()
            remembered = found, self._described(fact, found)
            if fragment.startswith(_ROW):
                if len(self._remembered) >= _REMEMBERED:
                    self._remembered.clear()
                self._remembered[key] = remembered
        resource, triples = remembered
        if fragment.startswith(_ROW):
            self._known[name] = resource
        else:
            self.declared[name] = (resource, line)
        graph = self._graphs.get(fragment) or self._graph(fragment)
        return [_new(Statement, (*triple, graph, line)) for triple in triples]

    def _described(self, fact: Declaration, resource: Resource) -> Sequence[_Triple]:
        """Classes and names as triples."""
        term = resource.term
        triples = [(term, _TYPE, iri(self.vocabulary.classes[name].iri)) for name in fact.classes]
        triples.append((term, _PREF, literal(fact.name, language="zh")))
        if fact.english:
            triples.append((term, _PREF, literal(fact.english, language="en")))
        return triples + [(term, _ALT, literal(alias, language="zh")) for alias in fact.aliases]

    def resource(self, name: str, line: int, column: str) -> Resource | None:
        """The resource that a name of this source means, or None with a reject."""
        found = self._known.get(name)
        if found:
            return found
        if name in self.declared:
            self.used.add(name)
            found = self._known[name] = self.declared[name][0]
            return found
        found = self.registry.concepts.get(name)
        if not found and name not in self._refused:  # what was refused has been told already
            self._undeclared(name, line, column)
        return found

    def _undeclared(self, name: str, line: int, column: str) -> None:
        declared = self.declared or self._known
        alias = self.registry.aliases.get(name)
        if alias in declared:
            self.reject(line, column, name, f"{name} is an alias", f"write the name {alias}")
        else:
            hint = self._hint(name, declared)
            self.reject(line, column, name, f"{name} is not declared under resources", hint)

    def _hint(self, name: str, declared: Iterable[str]) -> str:
        """The nearest name, for so many names and no more: to look for one takes milliseconds."""
        if name not in self._hints and len(self._hints) < _HINTS:
            self._hints[name] = nearest(name, [*declared, *self.registry.concepts])
        return self._hints.get(name, "")

    def _claim(self, fact: Claim) -> Sequence[Statement]:
        name, predicate, text, fragment, line, _ = fact
        rule = self._rules.get(predicate)
        if rule is None or rule.of_nodes:
            self._unknown_property(fact, rule)
            return ()
        subject = self._known.get(name) or self.resource(name, line, "s")
        if rule.is_literal:
            term = rule.literals.get(text) or self.literal(rule.prop, text, line, "o")
            if not subject or not term:
                return ()
            wrong = rule.objection(subject.classes, ())
        else:
            found = self._known.get(text) or self.resource(text, line, "o")
            if not subject or not found:
                return ()
            term = found.term
            wrong = rule.objection(subject.classes, found.classes)
            if not wrong and term == subject.term:
                self.reject(line, "o", text, f"{name} {predicate} itself")
                return ()
        if wrong:
            self.reject(line, "p", predicate, f"{name}: {wrong}")
            return ()
        graph = self._graphs.get(fragment) or self._graph(fragment)
        return (_new(Statement, (subject.term, rule.term, term, graph, line)),)

    def _unknown_property(self, fact: Claim, rule: Rule | None) -> None:
        if rule is None:
            hint = nearest(fact.predicate, self.vocabulary.properties)
            self.reject(fact.line, "p", fact.predicate, f"unknown property {fact.predicate}", hint)
        else:
            reason = f"{fact.predicate} belongs to nodes"
            self.reject(fact.line, "p", fact.predicate, reason, "write an observation, adoption, … instead")

    def literal(self, prop: Property, text: str, line: int, column: str) -> str:
        """The canonical literal of a text for a property, or an empty text with a reject."""
        rule = self._rules[prop.name]
        term = rule.literals.get(text)
        if term is None:
            try:
                term = rule.write(text)
            except ValueError as error:
                reason, hint = error.args
                self.reject(line, column, text, reason, hint)
                return ""
        return term
