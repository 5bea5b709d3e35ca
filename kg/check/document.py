"""The statements of a source document as shapes see them, and the way back from a violation to its lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.model.iris import ALT_LABEL, CG, DOCUMENTS, PREF_LABEL, RDF_TYPE
from kg.model.statements import Statement, iri

TYPE, PREF, ALT = iri(RDF_TYPE), iri(PREF_LABEL), iri(ALT_LABEL)
_DOCUMENTS = "<" + DOCUMENTS
_CG = "<" + CG
Types = Mapping[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()


def document_of(graph: str) -> str:
    """The id of the document that a named graph (in N-Triples text) belongs to; empty for other graphs."""
    return graph[len(_DOCUMENTS) : -1].partition("#")[0] if graph.startswith(_DOCUMENTS) else ""


def types_of(statements: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """The classes (local names) of every resource and node that some statements type."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.predicate == TYPE and statement.object.startswith(_CG):
            found[statement.subject].add(statement.object[len(_CG) : -1])
    return {term: frozenset(names) for term, names in found.items()}


@dataclass(slots=True)
class Thinned:
    """Statements of a document, thinned out: of those that no shape can tell apart, one stands for all.

    Two statements of ``partOf`` whose subjects have the same classes, and whose objects have, get the same
    verdict from a shape that asks for nothing but classes; pySHACL then needs a tenth of the time. Properties
    in ``in_full`` (`kg.check.shapes`) are never thinned out. ``members`` gives back all that a statement
    stands for.
    """

    types: Types
    in_full: Collection[str] | None
    members: dict[Statement, list[Statement]] = field(default_factory=dict)
    _first: dict[object, Statement] = field(default_factory=dict)
    _subjects: dict[tuple[str, str], list[Statement]] = field(default_factory=lambda: defaultdict(list))
    _objects: dict[tuple[str, str], list[Statement]] = field(default_factory=lambda: defaultdict(list))
    _all: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))

    def add(self, statement: Statement) -> None:
        """Take in a statement of the document."""
        subject, predicate, obj = statement[:3]
        self._all[subject].append(statement)
        first = self._first.setdefault(self._signature(subject, predicate, obj), statement)
        if first is not statement:
            self.members[first].append(statement)
            return
        self.members[statement] = [statement]
        self._subjects[subject, predicate].append(statement)
        self._objects[obj, predicate].append(statement)

    def _signature(self, subject: str, predicate: str, obj: str) -> object:
        if self.in_full is None or predicate[len(_CG) : -1] in self.in_full or not obj.startswith("<"):
            return subject, predicate, obj
        if predicate == TYPE:
            return subject, predicate, obj
        types = self.types
        return predicate, types.get(subject, _NONE), types.get(obj, _NONE), subject == obj

    def of_path(self, focus: str, path: str, value: str) -> list[Statement]:
        """The statements with a subject and a property, and with a value where one is given."""
        found = self._subjects.get((focus, path), [])
        return self._whole(s for s in found if value in ("", s.object))

    def of_targets(
        self, focus: str, subjects_of: Iterable[str], objects_of: Iterable[str], only_self: bool
    ) -> list[Statement]:
        """The statements that made a resource a target of a shape."""
        found = [s for name in subjects_of for s in self._subjects.get((focus, name), [])]
        found += [s for name in objects_of for s in self._objects.get((focus, name), [])]
        return self._whole(s for s in found if not only_self or s.subject == s.object)

    def of_subject(self, focus: str) -> list[Statement]:
        """All statements about a resource."""
        return self._all.get(focus, [])

    def _whole(self, found: Iterable[Statement]) -> list[Statement]:
        return [member for first in found for member in self.members[first]]
