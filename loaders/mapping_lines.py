"""The statements and nodes of a table's mapping, checked against the vocabulary before a row is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.model.literals import writer
from kg.model.vocabulary import Property, Vocabulary, nearest
from loaders.keys import Keys
from loaders.mapping import MappingHead, read_head, sequence
from loaders.strict_yaml import Mapping, Scalar
from loaders.template import Template, parse_template
from loaders.values import kind_of, normaliser


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a field: a key of ``resources``, or a template of a kind (`loaders.values`).

    Where it may be empty (``{列?}``, or a key with a question mark), a node goes without the field.
    """

    field: str
    template: Template
    kind: str
    resource: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class StatementSpec:
    """A line of ``statements``: every subject with every object."""

    subjects: tuple[Value, ...]
    predicate: str
    objects: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """A line of ``nodes``: a key such as ``observation``, and the values of its fields.

    ``identifying`` are the fields of which a node has one: several names there are several nodes.
    """

    key: str
    fields: tuple[Value, ...]
    identifying: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A whole mapping, checked."""

    head: MappingHead
    statements: tuple[StatementSpec, ...]
    nodes: tuple[NodeSpec, ...]

    def templates(self) -> Iterator[Template]:
        """All templates, in the order of the file."""
        for resource in self.head.resources.values():
            yield from (resource.name, *resource.classes)
            if resource.english:
                yield resource.english
            yield from resource.aliases
        for statement in self.statements:
            yield from (value.template for value in (*statement.subjects, *statement.objects))
        for node in self.nodes:
            yield from (value.template for value in node.fields)


def read_mapping(path: str, vocabulary: Vocabulary, root: Mapping | None = None) -> TableMapping:
    """Read a mapping, or take its ``root``; InputError where it is none, or does not fit the vocabulary."""
    head = read_head(path, vocabulary, root)
    reader = _LineReader(head, vocabulary)
    return TableMapping(head, reader.statements(), reader.nodes())


class _LineReader:
    """Reads statements and nodes of one mapping."""

    def __init__(self, head: MappingHead, vocabulary: Vocabulary) -> None:
        self.head = head
        self.vocabulary = vocabulary
        self._nodes = {k.facts_key: k for k in vocabulary.classes.values() if k.facts_key}
        node_names = frozenset(k.name for k in self._nodes.values())
        self._plain = {
            p.name: p
            for p in vocabulary.properties.values()
            if not p.domain <= node_names and not (p.range and p.range <= node_names)
        }

    def statements(self) -> tuple[StatementSpec, ...]:
        """All lines of ``statements``; InputError at the first that is wrong."""
        items = sequence(self.head.keys, "statements").items
        return tuple(self._statement(Keys(self.head.path, node, "a statement")) for node in items)

    def nodes(self) -> tuple[NodeSpec, ...]:
        """All lines of ``nodes``; InputError at the first that is wrong."""
        items = sequence(self.head.keys, "nodes").items
        return tuple(self._node(Keys(self.head.path, node, "a node")) for node in items)

    def _statement(self, keys: Keys) -> StatementSpec:
        keys.only(("s", "p", "o"))
        name = keys.text("p")
        prop = self._plain.get(name)
        if prop is None:
            if name in self.vocabulary.properties:
                raise keys.error("p", f"{name} belongs to nodes: write it under nodes")
            hint = nearest(name, self._plain)
            raise keys.error("p", f"unknown property {name}" + (f": {hint}" if hint else ""))
        subjects = tuple(self._resource("s", scalar) for scalar in self._some(keys, "s"))
        objects = tuple(self._value(keys, "o", prop, scalar) for scalar in self._some(keys, "o"))
        for value in subjects:
            self._fits(keys, value, prop.domain, f"{name} is said of")
        return StatementSpec(subjects, name, objects)

    def _node(self, keys: Keys) -> NodeSpec:
        keys.only(self._nodes)
        if len(keys.items) != 1:
            raise keys.error("", "a node is one of " + ", ".join(f"{{{key}: …}}" for key in self._nodes))
        key = next(iter(keys.items))
        klass = self._nodes[key]
        body = Keys(self.head.path, keys.items[key], f"the node {key}")
        body.only(self.vocabulary.node_keys(klass.name))
        fields = []
        identifying = set()
        for name in body.items:
            prop = self.vocabulary.node_property(klass.name, name)
            if prop is None:  # node_keys has just said that there is one
                continue
            fields += [self._value(body, name, prop, scalar) for scalar in self._some(body, name)]
            if prop.name in klass.identified_by:
                identifying.add(name)
        if not fields:
            raise keys.error(key, f"the node {key} is empty")
        return NodeSpec(key, tuple(fields), frozenset(identifying))

    def _some(self, keys: Keys, key: str) -> list[Scalar]:
        found = keys.texts(key)
        if not found:
            raise keys.error(key, f"{keys.what} needs the key {key}")
        return found

    def _value(self, keys: Keys, field: str, prop: Property, scalar: Scalar) -> Value:
        if prop.is_literal:
            return self._literal(field, prop, scalar)
        value = self._resource(field, scalar)
        self._fits(keys, value, prop.range, f"{prop.name} takes")
        return value

    def _error(self, line: int, reason: str) -> InputError:
        return InputError(f"{self.head.path}:{line}: {reason}")

    def _template(self, scalar: Scalar) -> Template:
        try:
            return parse_template(scalar.text, scalar.line)
        except ValueError as error:
            raise self._error(scalar.line, str(error)) from error

    def _literal(self, field: str, prop: Property, scalar: Scalar) -> Value:
        template, kind = self._template(scalar), kind_of(prop)
        text = template.constant
        if text is not None:
            if prop.allowed and text not in prop.allowed:
                hint = nearest(text, prop.allowed) or "one of " + ", ".join(sorted(prop.allowed))
                raise self._error(scalar.line, f"{field} does not take {text}: {hint}")
            try:
                writer(prop.datatypes)(normaliser(kind)(text))
            except ValueError as error:
                raise self._error(scalar.line, f"{field}: {text!r} is {error}") from error
        return Value(field, template, kind, may_be_empty=template.may_be_empty)

    def _resource(self, field: str, scalar: Scalar) -> Value:
        template = self._template(scalar)
        text = template.constant
        if text is None:
            return Value(field, template, "name", may_be_empty=template.may_be_empty)
        resource = text.removesuffix("?")
        if resource in self.head.resources:
            return Value(field, template, "name", resource, may_be_empty=resource != text)
        if text not in self.vocabulary.concepts:
            known = [*self.head.resources, *self.vocabulary.concepts]
            hint = nearest(text, known) or "keys of resources: " + ", ".join(self.head.resources)
            raise self._error(scalar.line, f"{text} is no key of resources and no concept: {hint}")
        return Value(field, template, "name")

    def _fits(self, keys: Keys, value: Value, wanted: frozenset[str], verb: str) -> None:
        """InputError where the classes are the same in every row, and wrong in every row."""
        classes = self._classes(value)
        if classes and not self.vocabulary.fits(classes, wanted):
            named = value.resource or value.template.text
            is_what, takes = ", ".join(classes), " or ".join(sorted(wanted))
            raise keys.error(value.field, f"{verb} {takes}, and {named} is {is_what}")

    def _classes(self, value: Value) -> Iterable[str]:
        if value.resource:
            return self.head.resources[value.resource].fixed_classes
        concept = self.vocabulary.concepts.get(value.template.constant or "")
        return (concept.klass,) if concept else ()
