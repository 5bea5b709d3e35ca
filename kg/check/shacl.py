"""Runs pySHACL on a build, document by document, and finds the lines that a shape objects to."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.check.document import ALT, PREF, TYPE, Thinned, document_of, types_of
from kg.check.explain import Explainer, Violation
from kg.check.shapes import SH, ShapeRules, load_rules, shapes_path
from kg.check.terms import Terms
from kg.errors import StoreError
from kg.model.facts import Reject
from kg.model.iris import CG, local_name
from kg.model.statements import Statement, iri, literal
from kg.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


class Shapes:
    """The shapes graph, parsed once, and pySHACL."""

    def __init__(self, folder: str = "") -> None:
        """Parse the shapes of an ontology folder; StoreError where they are missing or broken."""
        # Late: rdflib and pySHACL take 0.4 s to import, and a build that stops earlier needs neither.
        from rdflib import Graph, Namespace

        path = shapes_path(folder)
        if not os.path.exists(path):
            raise StoreError(f"{path}: no such file: install courtgraph again")
        self._sh = Namespace(SH)
        self.terms = Terms()
        self.graph = Graph().parse(path, format="turtle")
        self._owner = {inner: shape for shape, inner in self.graph.subject_objects(self._sh.property)}

    def validate(self, statements: Sequence[tuple[str, str, str]]) -> Iterator[Violation]:
        """What the shapes object to in a graph of these triples, in canonical N-Triples text."""
        from pyshacl import validate
        from rdflib import Graph

        term = self.terms.term
        data = Graph(bind_namespaces="none")
        for subject, predicate, obj in statements:
            data.add((term(subject), term(predicate), term(obj)))
        conforms, report, _ = validate(data, shacl_graph=self.graph, inference="none", inplace=True)
        if not conforms:
            yield from sorted(self._violation(report, node) for node in report.objects(None, self._sh.result))

    def _violation(self, report: "Graph", node: "Node") -> Violation:
        text, sh = self.terms.text, self._sh
        source = report.value(node, sh.sourceShape)
        shape = self._owner.get(source, source) if source else source
        return Violation(
            focus=text(report.value(node, sh.focusNode)),
            path=text(report.value(node, sh.resultPath)),
            value=text(report.value(node, sh.value)),
            component=local_name(str(report.value(node, sh.sourceConstraintComponent))),
            shape=local_name(str(shape)),
            subjects_of=tuple(sorted(text(t) for t in self.graph.objects(shape, sh.targetSubjectsOf))),
            objects_of=tuple(sorted(text(t) for t in self.graph.objects(shape, sh.targetObjectsOf))),
            message=min(map(str, report.objects(node, sh.resultMessage)), default=""),
        )


@dataclass(slots=True)
class ShaclCheck:
    """SHACL over all documents of a build.

    Names are checked once for the whole build (a resource has one English name in all documents: SKOS S14);
    all else within each document, so that ``sh:maxCount`` is not broken by documents that disagree
    (design §3).
    """

    vocabulary: Vocabulary
    shapes: Shapes
    rules: ShapeRules
    types: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))

    def read(self, statements: Sequence[Statement]) -> None:
        """Take in the statements of a build; concepts of the schemes need no declaration."""
        self.types |= types_of(statements)
        for concept in self.vocabulary.concepts.values():
            term = iri(concept.iri)
            self.types[term] = self.types.get(term, frozenset()) | {concept.klass}
            self.names[term].append(Statement(term, PREF, literal(concept.name, language="zh"), "", 0))
        for statement in statements:
            self.documents[document_of(statement.graph)].append(statement)
            if statement.predicate in (PREF, ALT):
                self.names[statement.subject].append(statement)

    def run(self, files: Mapping[str, str]) -> Iterator[Reject]:
        """The rejects of all documents; ``files`` maps their ids to file names."""
        explainer = Explainer(self.types, self.names, files)
        yield from self._names(explainer)
        for statements in self.documents.values():
            yield from self._document(statements, explainer)

    def _names(self, explainer: Explainer) -> Iterator[Reject]:
        whole = Thinned(self.types, None)
        triples = []
        for statement in (s for named in self.names.values() for s in named):
            whole.add(statement)
            triples.append(statement[:3])
        for statement in (s for statements in self.documents.values() for s in statements):
            if statement.predicate == TYPE and statement.subject not in self.names:
                whole.add(statement)  # what has no name at all is found by its class
        for term in self.types:
            if not self._is_node(term):
                triples += self._typed(term)
        for violation in self.shapes.validate(triples):
            yield from explainer.rejects(violation, whole)

    def _typed(self, term: str) -> list[tuple[str, str, str]]:
        """A resource's classes and superclasses, so that ``sh:class`` need not search (rdfs:subClassOf)."""
        own = (name for name in self.types.get(term, ()) if name in self.vocabulary.classes)
        above = {name for klass in own for name in self.vocabulary.ancestors(klass)}
        return [(term, TYPE, iri(CG + name)) for name in sorted(above)]

    def _document(self, statements: Sequence[Statement], explainer: Explainer) -> Iterator[Reject]:
        thinned = Thinned(self.types, self.rules.in_full if self.rules.thin else None)
        for statement in statements:
            if statement.predicate not in (PREF, ALT, TYPE) or self._is_node(statement.subject):
                thinned.add(statement)
        triples = [statement[:3] for statement in thinned.members]
        mentioned = dict.fromkeys(term for triple in triples for term in (triple[0], triple[2]))
        for term in mentioned:
            triples += self._typed(term)
            triples += [statement[:3] for statement in self.names.get(term, [])]
        for violation in self.shapes.validate(triples):
            if violation.path not in (PREF, ALT):  # told already, once for all documents
                yield from explainer.rejects(violation, thinned)

    def _is_node(self, term: str) -> bool:
        classes = self.vocabulary.classes
        return any(classes[name].facts_key for name in self.types.get(term, ()) if name in classes)


def check_shapes(
    vocabulary: Vocabulary,
    statements: Sequence[Statement],
    files: Mapping[str, str],
    rules: ShapeRules | None = None,
) -> list[Reject]:
    """What the shapes object to in the statements of a build.

    ``files`` maps the ids of documents to the files that messages name. StoreError where the shapes are
    missing.
    """
    check = ShaclCheck(vocabulary, Shapes(), rules or load_rules())
    check.read(statements)
    return list(dict.fromkeys(check.run(files)))
