"""The terms of the ontology with all that a page says of them, and the sections of the file."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.model.iris import CG, PREFIXES, RDFS, SKOS
from kg.model.vocabulary import Vocabulary
from kg.rdf.ontology import load_vocabulary, read_turtle

FOLDER = Path(__file__).parent.parent / "ontology"
SHACL = "http://www.w3.org/ns/shacl#"
# Prefixes of the vocabularies that the ontology points to; the Turtle's own are read from the file.
_EXTRA = {"edtf": "http://id.loc.gov/datatypes/edtf/"}
_ALIGNMENTS = {
    RDFS + "subClassOf": "subclass of",
    RDFS + "subPropertyOf": "subproperty of",
    SKOS + "closeMatch": "close to",
    SKOS + "exactMatch": "same as",
}
_SECTION = re.compile(r"# --- (.+?) -+")
_PART = re.compile(r"# =+ (.+?) =+")
_TERM = re.compile(r"cg:(\w+) a ")

Index = Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: texts by language, an example, alignments as (relation, short IRI)."""

    name: str
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    example: str
    alignments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme: names, aliases, note and the Chinese name of the broader one."""

    labels: Mapping[str, str]
    aliases: tuple[str, ...]
    notes: Mapping[str, str]
    broader: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme with its concepts in the order of the file."""

    iri: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    concepts: tuple[Concept, ...]


@dataclass(frozen=True)
class Ontology:
    """What the pages are made of; ``sections`` are the headings of the file with the terms under each."""

    vocabulary: Vocabulary
    terms: Mapping[str, Term]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    schemes: tuple[Scheme, ...]
    counts: Mapping[tuple[str, str], int]
    prefixes: Mapping[str, str]

    def children(self, name: str) -> list[str]:
        """The direct subclasses of a class, in the order of the file."""
        return [n for n in self.terms if name in self.parents(n)]

    def parents(self, name: str) -> tuple[str, ...]:
        """The direct superclasses within the house; none for a property."""
        klass = self.vocabulary.classes.get(name)
        return klass.parents if klass else ()

    def in_order(self, names: frozenset[str]) -> list[str]:
        """Names of terms in the order of the file."""
        return [name for name in self.terms if name in names]


def read_ontology(folder: Path = FOLDER) -> Ontology:
    """Read the ontology, its schemes and the counts of its shapes from a folder of Turtle files."""
    index = _index(read_turtle(str(folder)))
    text = (folder / "court.ttl").read_text("utf-8")
    prefixes = {**PREFIXES, **_EXTRA, **dict(re.findall(r"@prefix (\w+):\s+<([^>]+)>", text))}
    names = [match[1] for match in map(_TERM.match, text.splitlines()) if match]
    return Ontology(
        vocabulary=load_vocabulary(str(folder)),
        terms={name: _term(name, index[CG + name], prefixes) for name in names},
        sections=_sections(text),
        schemes=_schemes(index),
        counts=_counts(folder / "shapes.ttl"),
        prefixes=prefixes,
    )


def short(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI with its prefix, or in angle brackets where there is none."""
    for prefix, base in prefixes.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return f"<{iri}>"


def _index(triples: list[ox.Triple]) -> Index:
    index: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            index[triple.subject.value][triple.predicate.value].append(triple.object)
    return index


def _languages(node: Mapping[str, list[ox.NamedNode | ox.Literal]], predicate: str) -> dict[str, str]:
    terms = [term for term in node.get(predicate, []) if isinstance(term, ox.Literal)]
    return {term.language or "": term.value for term in terms}


def _term(name: str, node: Mapping[str, list[ox.NamedNode | ox.Literal]], prefixes: Mapping[str, str]) -> Term:
    aligned = [
        (relation, short(term.value, prefixes))
        for predicate, relation in _ALIGNMENTS.items()
        for term in node.get(predicate, [])
        if not term.value.startswith(CG)
    ]
    example = _languages(node, SKOS + "example")
    return Term(
        name=name,
        labels=_languages(node, RDFS + "label"),
        comments=_languages(node, RDFS + "comment"),
        example=next(iter(example.values()), ""),
        alignments=tuple(aligned),
    )


def _sections(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The headings of the file, in its order, each with the terms between it and the next."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        heading = _SECTION.match(line) or _PART.match(line)
        if heading:
            found.append((heading[1], []))
        elif found and (term := _TERM.match(line)):
            found[-1][1].append(term[1])
    return tuple((title, tuple(names)) for title, names in found if names)


def _schemes(index: Index) -> tuple[Scheme, ...]:
    by_scheme: dict[str, list[Concept]] = defaultdict(list)
    for node in index.values():
        for scheme in node.get(SKOS + "inScheme", []):
            broader = next(iter(node.get(SKOS + "broader", [])), None)
            above = _languages(index.get(broader.value, {}), SKOS + "prefLabel").get("zh", "") if broader else ""
            aliases = tuple(term.value for term in node.get(SKOS + "altLabel", []))
            labels, notes = _languages(node, SKOS + "prefLabel"), _languages(node, SKOS + "note")
            by_scheme[scheme.value].append(Concept(labels, aliases, notes, above))
    return tuple(
        Scheme(
            iri,
            _languages(index[iri], SKOS + "prefLabel"),
            _languages(index[iri], SKOS + "definition"),
            tuple(rows),
        )
        for iri, rows in sorted(by_scheme.items())
    )


def _counts(path: Path) -> dict[tuple[str, str], int]:
    """``sh:minCount`` and ``sh:maxCount`` by property name and constraint name."""
    of: dict[str, str] = {}
    counts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        predicate = quad.predicate.value
        if predicate == SHACL + "path" and isinstance(quad.object, ox.NamedNode):
            of[str(quad.subject)] = quad.object.value
        elif predicate in {SHACL + "minCount", SHACL + "maxCount"} and isinstance(quad.object, ox.Literal):
            counts[str(quad.subject)].append((predicate[len(SHACL) :], int(quad.object.value)))
    return {
        (of[shape][len(CG) :], kind): number
        for shape, rows in counts.items()
        if of.get(shape, "").startswith(CG)
        for kind, number in rows
    }
