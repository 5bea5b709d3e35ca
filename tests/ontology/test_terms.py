"""Every term is explained in two languages, aligned to known vocabularies, and usable by programs."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ONTOLOGY = Path(__file__).parents[2] / "ontology"
CG = Namespace("https://w3id.org/courtgraph/ontology#")
SCHEMA = Namespace("http://schema.org/")
BASE = "https://w3id.org/courtgraph/"
ALIGNED = (
    "http://purl.org/dc/terms/",
    "http://data.europa.eu/eli/ontology#",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/ns/prov#",
    "http://purl.org/linked-data/cube#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://schema.org/",
)
# No IRI is made for instances of these: two roots, the passage (a fragment of its document), build rules.
WITHOUT_KIND = {CG.Resource, CG.Node, CG.Passage, CG.Shortcut}
PROPERTY_KINDS = OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty


@cache
def graph(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / f"{name}.ttl")


def of_kind(*kinds: URIRef) -> list[URIRef]:
    found = {t for kind in kinds for t in graph("court").subjects(RDF.type, kind)}
    return sorted(t for t in found if isinstance(t, URIRef))


def languages(subject: Node, prop: URIRef, name: str = "court") -> Counter[str | None]:
    texts = [t for t in graph(name).objects(subject, prop) if isinstance(t, Literal)]
    assert all(t.strip() for t in texts)
    return Counter(t.language for t in texts)


def concepts() -> list[URIRef]:
    return sorted(c for c in graph("schemes").subjects(SKOS.inScheme) if isinstance(c, URIRef))


@pytest.mark.parametrize("term", of_kind(OWL.Class, *PROPERTY_KINDS))
def test_term_is_explained_in_two_languages_with_an_example(term: URIRef) -> None:
    assert languages(term, RDFS.label) == {"zh": 1, "en": 1}
    assert languages(term, RDFS.comment) == {"zh": 1, "en": 1}
    assert len(list(graph("court").objects(term, SKOS.example))) == 1


def test_labels_are_unique_among_classes() -> None:
    labels = Counter(label for cls in of_kind(OWL.Class) for label in graph("court").objects(cls, RDFS.label))
    assert [label for label, n in labels.items() if n > 1] == []


@pytest.mark.parametrize("name", ["court", "schemes"])
def test_no_blank_nodes(name: str) -> None:
    assert not any(isinstance(node, BNode) for triple in graph(name) for node in triple)


@pytest.mark.parametrize("cls", of_kind(OWL.Class))
def test_class_has_one_iri_kind_and_the_root(cls: URIRef) -> None:
    assert (cls, RDF.type, RDFS.Class) in graph("court")
    line = list(graph("court").transitive_objects(cls, RDFS.subClassOf))
    kinds = {kind for ancestor in line for kind in graph("court").objects(ancestor, CG.iriKind)}
    own = set(graph("court").objects(cls, CG.iriKind))
    assert len(own) <= 1
    assert bool(kinds) is (cls not in WITHOUT_KIND)
    assert cls == CG.Shortcut or CG.Resource in line


def test_iri_kinds_are_unique() -> None:
    kinds = Counter(str(kind) for kind in graph("court").objects(None, CG.iriKind))
    assert set(kinds.values()) == {1}


@pytest.mark.parametrize("prop", of_kind(*PROPERTY_KINDS))
def test_property_has_a_domain_and_a_range(prop: URIRef) -> None:
    for single, several in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
        one, many = list(graph("court").objects(prop, single)), list(graph("court").objects(prop, several))
        assert (len(one), bool(many)) in {(1, False), (0, True)}
        assert len(many) != 1
        known = set(of_kind(OWL.Class))
        assert all(c in known for c in one + many if str(c).startswith(str(CG)))


def test_alignments_are_to_known_vocabularies() -> None:
    for prop in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch):
        for term, other in graph("court").subject_objects(prop):
            assert str(other).startswith((str(CG), *ALIGNED)), (term, other)
            assert not str(other).startswith(str(CG)) or (other, RDF.type, None) in graph("court")


@pytest.mark.parametrize("concept", concepts())
def test_concept_has_names_and_known_broader(concept: URIRef) -> None:
    assert languages(concept, SKOS.prefLabel, "schemes") == {"zh": 1, "en": 1}
    assert set(languages(concept, SKOS.altLabel, "schemes")) <= {"zh", "en"}
    name = Literal(str(concept).rsplit("/", 1)[1], lang="zh")
    assert (concept, SKOS.prefLabel, name) in graph("schemes")
    above = list(graph("schemes").transitive_objects(concept, SKOS.broader))
    assert set(above) <= set(concepts())
    assert not any(concept in set(graph("schemes").objects(b, SKOS.broader)) for b in above)


def test_no_two_concepts_share_a_name_or_alias() -> None:
    names = Counter[Node]()
    for concept in concepts():
        for prop in (SKOS.prefLabel, SKOS.altLabel):
            names.update(graph("schemes").objects(concept, prop))
    assert [str(name) for name, n in names.items() if n > 1] == []


def test_concept_iris_follow_the_kind_of_their_class() -> None:
    for cls in (CG.Topic, CG.CourtKind):
        kind = graph("court").value(cls, CG.iriKind)
        instances = set(graph("schemes").subjects(RDF.type, cls))
        assert instances
        assert all(str(concept).startswith(f"{BASE}{kind}/") for concept in instances)


def test_court_kinds_name_their_source() -> None:
    for kind in graph("schemes").subjects(RDF.type, CG.CourtKind):
        assert languages(kind, SKOS.note, "schemes") == {"zh": 1, "en": 1}
        notes = [str(t) for t in graph("schemes").objects(kind, SKOS.note)]
        assert all("人民法院组织法" in t or "Organic Law of the People's Courts" in t for t in notes)
