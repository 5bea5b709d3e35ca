"""The terms of the ontology as the programs use them: who is a subclass of whom, what a property takes."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Klass:
    """A class: local name, IRI, labels by language, superclasses within the house, kind of its IRIs."""

    name: str
    iri: str
    labels: Mapping[str, str]
    parents: tuple[str, ...]
    iri_kind: str
    facts_key: str = ""
    identified_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property: domain and range as class names; ``datatypes`` is not empty where it takes literals."""

    name: str
    iri: str
    labels: Mapping[str, str]
    domain: frozenset[str]
    range: frozenset[str]
    datatypes: frozenset[str]
    allowed: frozenset[str]
    facts_key: str

    @property
    def is_literal(self) -> bool:
        """Whether its objects are literals."""
        return bool(self.datatypes)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A one-hop property that the build writes beside an n-ary node; empty ``target`` means the node itself."""

    of: str
    source: str
    target: str
    writes: str
    when_role: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the schemes that every facts file may use without declaring it."""

    iri: str
    name: str
    klass: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The ontology, read once. ``digest`` is the hash of its files."""

    classes: Mapping[str, Klass]
    properties: Mapping[str, Property]
    shortcuts: tuple[Shortcut, ...]
    concepts: Mapping[str, Concept]
    digest: str
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def ancestors(self, name: str) -> frozenset[str]:
        """A class and all its superclasses, by local name."""
        if name not in self._ancestors:
            own = self.classes[name]
            above: frozenset[str] = frozenset().union(*(self.ancestors(p) for p in own.parents))
            self._ancestors[name] = above | {name}
        return self._ancestors[name]

    def fits(self, classes: Iterable[str], wanted: frozenset[str]) -> bool:
        """Whether a resource of these classes is one of the wanted classes or of a subclass."""
        return any(not wanted.isdisjoint(self.ancestors(name)) for name in classes)

    def kind(self, classes: Iterable[str]) -> str:
        """The kind in the IRI of a resource of these classes, taken from the first."""
        return self.classes[next(iter(classes))].iri_kind

    def node_class(self, key: str) -> Klass | None:
        """The class of n-ary nodes that a key of a facts file (``observation``) stands for."""
        return next((k for k in self.classes.values() if key and k.facts_key == key), None)

    def node_property(self, klass: str, key: str) -> Property | None:
        """The property that a key within an n-ary node of a class stands for."""
        for prop in self.properties.values():
            if key == (prop.facts_key or prop.name) and klass in prop.domain:
                return prop
        return None

    def node_keys(self, klass: str) -> list[str]:
        """The keys that a node of a class may have in a facts file, in alphabetical order."""
        return sorted(
            p.facts_key or p.name
            for p in self.properties.values()
            if klass in p.domain  # a property of every resource is not a key of a node
        )


def nearest(wrong: str, right: Iterable[str]) -> str:
    """The nearest right spelling as a hint, ``did you mean X?``, or an empty text where nothing is near."""
    found = difflib.get_close_matches(wrong, list(right), n=1, cutoff=0.5)
    return f"did you mean {found[0]}?" if found else ""
