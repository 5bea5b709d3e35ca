"""The name table: which label, relationship type or property a term of RDF is in Neo4j, one to one.

It is derived from the ontology alone. Classes of the house are labels (``BasicCourt``), object properties are
relationship types in upper snake case (``HAS_PART``), literal properties keep their name (``documentNumber``).
Terms of other vocabularies carry their prefix (``SKOS_BROADER``, ``skos_note_en``); the names of resources are
``label``, ``label_en`` and ``aliases``. A language stands in the property's name and never in the value.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shapes import load_rules
from kg.data import data_dir
from kg.model.iris import ALT_LABEL, CG, DCTERMS, PREF_LABEL, PREFIXES, RDF_TYPE, XSD
from kg.model.vocabulary import Vocabulary
from kg.rdf.ontology import load_vocabulary, read_turtle

RESOURCE, TERM, META, LOCK = "Resource", "Term", "CourtGraphMirror", "CourtGraphLock"
IRI, CLASSES, LITERALS = "iri", "classes", "_literals"
SID, PASSAGES = "sid", "passages"
_SPECIAL = {(PREF_LABEL, "zh"): "label", (PREF_LABEL, "en"): "label_en", (ALT_LABEL, "zh"): "aliases"}
# What the sources say of documents, beside their class and title.
_SOURCES = ((DCTERMS + "publisher", "zh"), (DCTERMS + "date", ""), (DCTERMS + "identifier", ""))
# What the mirror itself uses, by kind.
_TAKEN = {"property": frozenset({IRI, CLASSES, LITERALS, SID, PASSAGES}), "label": frozenset({TERM, META, LOCK})}
_KINDS = {XSD + "decimal": "float", XSD + "integer": "integer"}
_PREFIX = {namespace: name for name, namespace in PREFIXES.items() if name != "cg"}


class Name(NamedTuple):
    """One line of the table: ``kind`` is label, type or property; ``value`` what a property holds.

    ``value`` is ``string``, ``float`` or ``integer``, with ``[]`` after it where the shapes allow several
    values; empty for labels and types. ``language`` is empty for plain literals.
    """

    kind: str
    name: str
    iri: str
    language: str = ""
    value: str = ""


class Loss(NamedTuple):
    """A line of the loss ledger: what of the ontology the mirror would not show under a name of its own."""

    term: str
    why: str


@dataclass(frozen=True)
class NameTable:
    """All names, in order of kind and name; ``digest`` is what a database keeps to know its ontology.

    ``ancestors`` gives the labels of a class: its own and those of its superclasses, sorted.
    """

    names: tuple[Name, ...]
    ancestors: Mapping[str, tuple[str, ...]]

    @cached_property
    def digest(self) -> str:
        """128 bits over all names and the superclasses, as 32 hex digits."""
        text = json.dumps([self.names, sorted(self.ancestors.items())], ensure_ascii=False)
        return blake2b(text.encode(), digest_size=16).hexdigest()

    @cached_property
    def types(self) -> dict[str, str]:
        """Predicate → relationship type."""
        return {n.iri: n.name for n in self.names if n.kind == "type"}

    @cached_property
    def predicates(self) -> dict[str, str]:
        """Relationship type → predicate."""
        return {n.name: n.iri for n in self.names if n.kind == "type"}

    @cached_property
    def both(self) -> frozenset[str]:
        """Predicates that have a relationship type and a property: their objects may be resources or texts."""
        return frozenset(predicate for predicate, _ in self.properties if predicate in self.types)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Class → label."""
        return {n.iri: n.name for n in self.names if n.kind == "label"}

    @cached_property
    def properties(self) -> dict[tuple[str, str], Name]:
        """Predicate and language → property."""
        return {(n.iri, n.language): n for n in self.names if n.kind == "property"}

    def lines(self) -> list[str]:
        """The table as texts, one a name, as the database keeps it."""
        return [" ".join((n.kind, n.name, n.iri, n.language, n.value)).strip() for n in self.names]


def upper_snake(prop: str) -> str:
    """A property's local name as a relationship type: ``establishedOn`` gives ``ESTABLISHED_ON``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", prop).upper()


def _local(iri: str) -> str:
    """The local name, with the prefix before it where the term is not the house's; empty for no known prefix."""
    if iri.startswith(CG):
        return iri[len(CG) :]
    for namespace, prefix in _PREFIX.items():
        if iri.startswith(namespace):
            return f"{prefix}_{iri[len(namespace) :]}"
    return ""


def _house(vocabulary: Vocabulary) -> Iterator[Name]:
    rules = load_rules()
    single = rules.single_valued.union(*rules.single.values())
    for klass in vocabulary.classes.values():
        yield Name("label", klass.name, klass.iri)
    for prop in vocabulary.properties.values():
        if prop.is_literal:
            value = next((kind for range_, kind in _KINDS.items() if range_ in prop.datatypes), "string")
            # Several values are texts: a list of numbers would say less than the texts and be no easier to ask for.
            value = value if prop.name in single else "string[]"
            yield Name("property", prop.name, prop.iri, "", value)
        else:
            yield Name("type", upper_snake(prop.name), prop.iri)
    for (predicate, language), name in _SPECIAL.items():
        yield Name("property", name, predicate, language, "string" if predicate == PREF_LABEL else "string[]")


def _foreign(triples: Iterable[ox.Triple]) -> Iterator[Name]:
    """Names for what the ontology's own statements use besides, and for what is said of the sources."""
    classes: set[str] = set()
    types: set[str] = set()
    literals = set(_SOURCES)
    for triple in triples:
        predicate, term = triple.predicate.value, triple.object
        if predicate == RDF_TYPE and isinstance(term, ox.NamedNode):
            classes.add(term.value)
        elif isinstance(term, ox.Literal):
            literals.add((predicate, term.language or ""))
        else:
            types.add(predicate)
    yield from (Name("label", _local(k), k) for k in classes)
    yield from (Name("type", upper_snake(_local(p)), p) for p in types)
    for predicate, language in literals - _SPECIAL.keys():
        name = "_".join(part for part in (_local(predicate), language) if part)
        yield Name("property", name, predicate, language, "string" if predicate.startswith(DCTERMS) else "string[]")


def _all_names(folder: str) -> tuple[Vocabulary, list[Name]]:
    """The vocabulary of an ontology, and a name for every term of it, sorted; empty where no prefix is known."""
    vocabulary = load_vocabulary(folder)
    house = list(_house(vocabulary))
    known = {(n.kind, n.iri, n.language) for n in house}
    foreign = (n for n in _foreign(read_turtle(folder)) if (n.kind, n.iri, n.language) not in known)
    return vocabulary, sorted({*house, *foreign})


def _losses(names: Iterable[Name]) -> Iterator[tuple[Name, str]]:
    """The names that cannot be used, and why."""
    names = list(names)
    counts = Counter((n.kind, n.name) for n in names)
    for found in names:
        if not found.name:
            yield found, "no prefix is known for it"
        elif counts[found.kind, found.name] > 1:
            yield found, f"another {found.kind} is called {found.name} too"
        elif found.name in _TAKEN.get(found.kind, ()):
            yield found, f"the mirror itself uses the name {found.name}"


@cache
def name_table(folder: str = "") -> NameTable:
    """The name table of the installed ontology, or of the ontology in another folder.

    A name that two terms would share is neither's: what the table does not name is kept, but not shown.
    """
    vocabulary, names = _all_names(folder or data_dir("ontology"))
    lost = {name for name, _ in _losses(names)}
    ancestors = {name: tuple(sorted(vocabulary.ancestors(name))) for name in vocabulary.classes}
    return NameTable(tuple(n for n in names if n not in lost), ancestors)


def ontology_losses(folder: str = "") -> list[Loss]:
    """The loss ledger of an ontology: terms without a name, and names that two terms would share.

    Their statements are kept even so, among the literals of their subject; they only cannot be asked for by name.
    """
    _, names = _all_names(folder or data_dir("ontology"))
    return sorted({Loss(name.iri, why) for name, why in _losses(names)})
