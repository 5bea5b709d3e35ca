"""Reads the ontology and the schemes from Turtle into a `Vocabulary`."""

import hashlib
import os
from collections import defaultdict
from functools import cache

import pyoxigraph as ox

from kg.data import data_dir
from kg.errors import StoreError
from kg.model.iris import (
    ALT_LABEL,
    CG,
    ONTOLOGY_GRAPH,
    PREF_LABEL,
    RDF_TYPE,
    RDFS,
    local_name,
)
from kg.model.statements import Statement, iri
from kg.model.vocabulary import Concept, Klass, Property, Shortcut, Vocabulary

OWL = "http://www.w3.org/2002/07/owl#"
SCHEMA = "http://schema.org/"
FILES = ("court.ttl", "schemes.ttl")

_Index = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


def read_turtle(folder: str) -> list[ox.Triple]:
    """All triples of the ontology's files in a folder; StoreError where one is missing or no Turtle."""
    triples: list[ox.Triple] = []
    for name in FILES:
        path = os.path.join(folder, name)
        try:
            triples += [q.triple for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"{path}: {error}: mend the ontology or install courtgraph again") from error
    return triples


def _index(triples: list[ox.Triple]) -> _Index:
    index: _Index = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            index[triple.subject.value][triple.predicate.value].append(triple.object)
    return index


def _values(node: dict[str, list[ox.NamedNode | ox.Literal]], *predicates: str) -> list[str]:
    return [term.value for predicate in predicates for term in node.get(predicate, [])]


def _one(node: dict[str, list[ox.NamedNode | ox.Literal]], predicate: str) -> str:
    return next(iter(_values(node, predicate)), "")


def _labels(node: dict[str, list[ox.NamedNode | ox.Literal]], predicate: str) -> dict[str, str]:
    terms = [t for t in node.get(predicate, []) if isinstance(t, ox.Literal)]
    return {t.language or "": t.value for t in terms}


def _own(values: list[str]) -> list[str]:
    return [value[len(CG) :] for value in values if value.startswith(CG)]


def _classes(index: _Index) -> dict[str, Klass]:
    named = {key: node for key, node in index.items() if key.startswith(CG) and OWL + "Class" in _types(node)}
    parents = {key: _own(_values(node, RDFS + "subClassOf")) for key, node in named.items()}

    def kind(key: str) -> str:
        own = _one(named[key], CG + "iriKind")
        return own or next((k for k in (kind(CG + p) for p in parents[key] if CG + p in named) if k), "")

    return {
        key[len(CG) :]: Klass(
            name=key[len(CG) :],
            iri=key,
            labels=_labels(node, RDFS + "label"),
            parents=tuple(p for p in parents[key] if CG + p in named),
            iri_kind=kind(key),
            facts_key=_one(node, CG + "factsKey"),
            identified_by=tuple(sorted(_own(_values(node, CG + "identifiedBy")))),
        )
        for key, node in sorted(named.items())
    }


def _types(node: dict[str, list[ox.NamedNode | ox.Literal]]) -> list[str]:
    return _values(node, RDF_TYPE)


def _properties(index: _Index) -> dict[str, Property]:
    found = {}
    for key, node in sorted(index.items()):
        if not key.startswith(CG) or not {OWL + "ObjectProperty", OWL + "DatatypeProperty"} & set(_types(node)):
            continue
        ranges = _values(node, RDFS + "range", SCHEMA + "rangeIncludes")
        found[key[len(CG) :]] = Property(
            name=key[len(CG) :],
            iri=key,
            labels=_labels(node, RDFS + "label"),
            domain=frozenset(_own(_values(node, RDFS + "domain", SCHEMA + "domainIncludes"))),
            range=frozenset(_own(ranges)),
            datatypes=frozenset(r for r in ranges if not r.startswith(CG)),
            allowed=frozenset(_values(node, CG + "allowedValue")),
            facts_key=_one(node, CG + "factsKey"),
        )
    return found


def _shortcuts(index: _Index) -> tuple[Shortcut, ...]:
    rows = [
        Shortcut(
            of=local_name(_one(node, CG + "shortcutOf")),
            source=local_name(_one(node, CG + "shortcutFrom")),
            target=local_name(_one(node, CG + "shortcutTo")),
            writes=local_name(_one(node, CG + "shortcutWrites")),
            when_role=_one(node, CG + "shortcutWhenRole"),
        )
        for node in index.values()
        if CG + "Shortcut" in _types(node)
    ]
    return tuple(sorted(rows, key=lambda row: (row.of, row.writes, row.source, row.when_role)))


def _concepts(index: _Index, classes: dict[str, Klass]) -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for key, node in sorted(index.items()):
        klass = next((name for name in _own(_types(node)) if name in classes), "")
        label = _labels(node, PREF_LABEL).get("zh", "")
        if klass and label:
            aliases = _labels(node, ALT_LABEL)
            names = [t.value for t in node.get(ALT_LABEL, []) if isinstance(t, ox.Literal) and aliases]
            found[label] = Concept(key, label, klass, tuple(names))
    return found


@cache
def load_vocabulary(folder: str = "") -> Vocabulary:
    """The ontology of the installation, or of another folder; read once in a process."""
    folder = folder or data_dir("ontology")
    index = _index(read_turtle(folder))
    classes = _classes(index)
    digest = hashlib.blake2b(digest_size=16)
    for name in FILES:
        with open(os.path.join(folder, name), "rb") as file:
            digest.update(file.read())
    return Vocabulary(classes, _properties(index), _shortcuts(index), _concepts(index, classes), digest.hexdigest())


def ontology_statements(folder: str = "") -> list[Statement]:
    """The ontology itself as statements of its own named graph."""
    graph = iri(ONTOLOGY_GRAPH)
    triples = read_turtle(folder or data_dir("ontology"))
    return [Statement(str(t.subject), str(t.predicate), str(t.object), graph, 0) for t in triples]
