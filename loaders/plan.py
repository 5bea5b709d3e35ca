"""A mapping compiled for its table: from the vector of a row (`loaders.slots`) to the facts of the row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, product
from operator import itemgetter
from typing import NamedTuple

from kg.model.facts import Claim, Fact, NodeClaim
from kg.model.vocabulary import Vocabulary
from loaders.declare import Declarer
from loaders.mapping import ResourceSpec
from loaders.mapping_lines import NodeSpec, TableMapping, Value
from loaders.slots import Names, Row, Slots, called, several

_Pair = tuple[str, str]


class Place(NamedTuple):
    """Where the text of a field comes from: a slot, or ~ the index of split names; and its columns."""

    field: str
    source: int
    columns: str


class _Field(NamedTuple):
    key: str
    sources: tuple[int, ...]
    may_be_empty: bool
    identifying: bool


class _Node(NamedTuple):
    key: str
    fields: tuple[_Field, ...]
    # Where every field is one slot that must be filled: the keys, and what takes their texts from a row.
    keys: tuple[str, ...]
    texts: Callable[[Row], Sequence[str]] | None


class Plan:
    """All that a row is turned into. ``places`` lead from a field and its text back to the columns."""

    def __init__(self, mapping: TableMapping, positions: Mapping[str, int], vocabulary: Vocabulary) -> None:
        """Compile a mapping for a table whose columns stand at these positions of a row."""
        head = self._head = mapping.head
        self._positions = positions
        self.slots = Slots.of(positions, [t.constant for t in mapping.templates() if t.constant])
        self._splits: list[Callable[[Row], Names]] = []
        self.places: list[Place] = []
        self._sources = {key: self._resource(spec) for key, spec in head.resources.items()}
        self._declarers = [
            Declarer(spec, self._sources[key], self.slots, vocabulary) for key, spec in head.resources.items()
        ]
        self._claims = [
            (self._source(s), spec.predicate, self._source(o))
            for spec in mapping.statements
            for s in spec.subjects
            for o in spec.objects
        ]
        self._nodes = [self._node(spec) for spec in mapping.nodes]

    def _resource(self, spec: ResourceSpec) -> int:
        if spec.split:
            self._splits.append(several(spec.name, spec.split, self._positions))
            source = ~(len(self._splits) - 1)
        else:
            source = self.slots.slot(spec.name, "name")
        self.places.append(Place("name", source, called(spec.name)))
        for field, templates in (("class", spec.classes), ("aliases", spec.aliases)):
            self.places += [Place(field, source, called(t)) for t in templates if t.columns]
        return source

    def _source(self, value: Value) -> int:
        if value.resource:
            source = self._sources[value.resource]
            columns = called(self._head.resources[value.resource].name)
        else:
            source = self.slots.slot(value.template, value.kind)
            columns = called(value.template)
        self.places.append(Place(value.field, source, columns))
        return source

    def _node(self, spec: NodeSpec) -> _Node:
        by_key: dict[str, list[Value]] = {}
        for value in spec.fields:
            by_key.setdefault(value.field, []).append(value)
        fields = []
        for key, values in by_key.items():
            sources, may_be_empty = tuple(map(self._source, values)), all(v.may_be_empty for v in values)
            fields.append(_Field(key, sources, may_be_empty, key in spec.identifying))
        sources = tuple(source for field in fields for source in field.sources)
        filled = not any(field.may_be_empty for field in fields)
        simple = filled and len(fields) == len(sources) > 1 and min(sources) >= 0
        texts = itemgetter(*sources) if simple else None
        return _Node(spec.key, tuple(fields), tuple(by_key), texts)

    def facts(self, row: Row, split: list[Names], fragment: str, number: int) -> list[Fact]:
        """What a row says, nothing where a cell is empty; BadRowError where it does not name what it must."""
        found: list[Fact] = []
        for declarer in self._declarers:
            declarer.declare(found, row, split, fragment, number)
        for s, predicate, o in self._claims:
            if s >= 0 and o >= 0:
                subject, obj = row[s], row[o]
                if subject and obj:
                    found.append(Claim(subject, predicate, obj, fragment, number))
            else:
                pairs = product(_names(s, row, split), _names(o, row, split))
                found += [Claim(subject, predicate, obj, fragment, number) for subject, obj in pairs]
        for node in self._nodes:
            if node.texts is None:
                several_nodes = _combined(node.fields, row, split)
                found += [NodeClaim(node.key, fields, fragment, number) for fields in several_nodes]
                continue
            texts = node.texts(row)
            if all(texts):
                fields = tuple(zip(node.keys, texts, strict=True))
                found.append(NodeClaim(node.key, fields, fragment, number))
        return found

    def split(self, row: Row) -> list[Names]:
        """The names of all resources with ``split``; BadRowError where one cannot be a name."""
        return [names(row) for names in self._splits]

    def columns_of(self, field: str, text: str, row: Row, split: list[Names]) -> str:
        """The columns that a field with this text comes from in a row; empty where none is found."""
        for place in self.places:
            if place.field == field and place.columns:
                names = _names(place.source, row, split)
                if text in names or not (text or names):
                    return place.columns
        return ""


def _names(source: int, row: Row, split: list[Names]) -> Names:
    """The names that a source gives in a row: none where its cell is empty."""
    if source < 0:
        return split[~source]
    text = row[source]
    return (text,) if text else ()


def _combined(fields: Sequence[_Field], row: Row, split: list[Names]) -> Iterator[tuple[_Pair, ...]]:
    """The fields of each node: one value of a field that identifies it, so several are several nodes."""
    alternatives: list[list[tuple[_Pair, ...]]] = []
    for field in fields:
        pairs = [(field.key, name) for source in field.sources for name in _names(source, row, split)]
        if pairs:
            alternatives.append([(pair,) for pair in pairs] if field.identifying else [tuple(pairs)])
        elif not field.may_be_empty:
            return
    for combination in product(*alternatives) if alternatives else ():
        yield tuple(chain.from_iterable(combination))
