"""A part of the graph: what is drawn, what ties it, how far a look goes."""

from collections.abc import Iterator

import pytest

from kg.errors import NotFound
from kg.lookup.describe import NODES
from kg.lookup.part import Parts
from kg.lookup.part_json import edge_json, node_json, part_json
from kg.model.iris import BASE
from kg.store.reader import Reader

TRIBUNAL = BASE + "court/长春破产法庭"


@pytest.fixture(scope="module")
def parts(graph_dir: str) -> Iterator[Parts]:
    reader = Reader(graph_dir)
    yield Parts(reader)
    reader.close()


def test_the_whole_is_every_resource_and_every_statement_between_two(parts: Parts) -> None:
    whole = parts.whole()
    assert NODES.isdisjoint({node.klass for node in whole.nodes})
    rows = parts.reader.query(
        """SELECT ?s ?p ?o { ?s ?p ?o . FILTER(STRSTARTS(STR(?p), STR(cg:)) && isIRI(?o))
        FILTER(STRSTARTS(STR(?s), "https://w3id.org/courtgraph/") && STRSTARTS(STR(?o), "https://w3id.org/courtgraph/"))
        FILTER(!STRSTARTS(STR(?s), STR(cg:)) && !STRSTARTS(STR(?o), STR(cg:)))
        FILTER NOT EXISTS { VALUES ?k { cg:Observation cg:Adoption cg:Recognition cg:PriorityClaim
          cg:JurisdictionAssignment cg:Shortcut cg:SourceDocument } { ?s a ?k } UNION { ?o a ?k } } }""",
        prefixes={"cg": BASE + "ontology#"},
    )
    wanted = {(row["s"].value, row["p"].value.partition("#")[2], row["o"].value) for row in rows}  # type: ignore[union-attr]
    assert {(BASE + e.source, e.prop, BASE + e.target) for e in whole.edges} == wanted
    assert len(whole.edges) == len(set(whole.edges)) > 1000
    assert whole == Parts(parts.reader).induced(node.iri for node in whole.nodes)


def test_every_edge_has_a_passage(parts: Parts) -> None:
    edges = parts.whole().edges
    assert all(edge.passages for edge in edges)
    one = edge_json(parts, next(e for e in edges if e.source == "court/长春破产法庭" and e.prop == "partOf"))
    assert one["zh"] == "属于"
    assert one["documents"] == sorted({passage["document"] for passage in one["passages"]})
    assert one["id"] == "court/长春破产法庭 partOf court/长春市中级人民法院"


def test_relations_count_what_neighbours_give(parts: Parts) -> None:
    relations = parts.relations(TRIBUNAL)
    assert relations
    for relation in relations:
        part, total = parts.neighbours(TRIBUNAL, relation.prop, relation.direction, limit=200)
        assert total == relation.ends == len(part.nodes) - 1 == sum(relation.classes.values())
        assert {edge.prop for edge in part.edges} >= {relation.prop}


def test_neighbours_come_in_pages_that_do_not_overlap(parts: Parts) -> None:
    whole, total = parts.neighbours(TRIBUNAL, limit=200)
    pages = [parts.neighbours(TRIBUNAL, limit=5, offset=start)[0].nodes[1:] for start in range(0, total, 5)]
    assert tuple(node for page in pages for node in page) == whole.nodes[1:]


def test_topics_are_shown_but_not_gone_through(parts: Parts) -> None:
    near = parts.within(TRIBUNAL, 3, 5000)
    shared = {node.id for node in near.nodes if node.id.startswith("topic/")}
    assert shared
    assert len(near.nodes) < len(parts.whole().nodes)
    only_topics = parts.within(BASE + next(iter(sorted(shared))), 1, 5000)
    assert len(only_topics.nodes) > 1  # the start itself may be one


def test_a_limit_holds_and_the_start_stays(parts: Parts) -> None:
    small = parts.within(TRIBUNAL, 3, 10)
    assert len(small.nodes) == 10
    assert small.nodes[0].iri == TRIBUNAL


def test_a_date_of_an_adoption_is_the_date_of_its_edge(parts: Parts) -> None:
    edges = [e for e in parts.whole().edges if e.prop == "established" and e.target == "mechanism/全域通办"]
    assert [e.since for e in edges if e.source == "court/延边林区中级法院"] == ["2022"]


@pytest.mark.parametrize("name", ["court/没有", "", "a b<>", "https://example.org/x", BASE + "ontology#Court\ud800"])
def test_what_is_not_there_is_said(parts: Parts, name: str) -> None:
    with pytest.raises(NotFound, match="look for its name"):
        parts.full(name)


def test_a_node_says_its_class_in_both_languages(parts: Parts) -> None:
    node = node_json(parts, parts.node(TRIBUNAL))
    assert (node["class"], node["class_zh"], node["class_en"]) == ("Tribunal", "法庭", "tribunal")
    assert node["degree"] == sum(relation.ends for relation in parts.relations(TRIBUNAL))


def test_induced_leaves_out_what_is_not_drawn(parts: Parts) -> None:
    part = parts.induced([TRIBUNAL, BASE + "document/changchun-tribunals", BASE + "ontology#Court"])
    assert [node["id"] for node in part_json(parts, part)["nodes"]] == ["court/长春破产法庭"]
