"""Which part a picture shows."""

import pytest

from kg.errors import Ambiguous, NotFound
from kg.lookup.part import Parts
from kg.model.iris import BASE, DOCUMENTS
from kg.view.region import of_region
from kg.view.selection import around, between, core, everything, of_document, of_query

COURT = BASE + "court/长春破产法庭"


def test_around_a_name(parts: Parts) -> None:
    assert [node.label for node in around(parts, COURT, 0).part.nodes] == ["长春破产法庭"]
    one, two = around(parts, COURT, 1), around(parts, COURT, 2)
    assert {node.id for node in one.part.nodes} < {node.id for node in two.part.nodes}
    assert len(one.part.nodes) == 1 + len({*parts.neighbours(COURT, limit=10_000)[0].nodes} - {parts.node(COURT)})
    assert two.about == ("court/长春破产法庭",)


def test_what_is_not_drawn_is_not_found(parts: Parts) -> None:
    with pytest.raises(NotFound, match="no resource that is drawn"):
        around(parts, DOCUMENTS + "jilin-reform-cases", 1)


def test_a_way(parts: Parts) -> None:
    found = between(parts, COURT, BASE + "court/最高人民法院", 1, 6)
    assert {"court/长春破产法庭", "court/最高人民法院"} <= {node.id for node in found.part.nodes}
    assert len(found.part.edges) >= len(found.part.nodes) - 1


def test_a_document_says_every_edge_that_is_shown(parts: Parts) -> None:
    found = of_document(parts, "jilin-reform-cases").part
    assert found.edges
    start = DOCUMENTS + "jilin-reform-cases#"
    assert all(any(graph.startswith(start) for graph in edge.passages) for edge in found.edges)
    said = [e for e in parts.whole().edges if any(graph.startswith(start) for graph in e.passages)]
    assert len(found.edges) == len(said)
    assert {end for edge in found.edges for end in (edge.source, edge.target)} == {node.id for node in found.nodes}
    with pytest.raises(NotFound, match=r"there are: .*chuanyu-chengdu"):
        of_document(parts, "nothing")


def test_a_region_by_the_letters_of_its_provinces(parts: Parts) -> None:
    found = of_region(parts, "川渝")
    labels = {node.label for node in found.part.nodes}
    assert {
        "四川省",
        "重庆市",
        "川渝自贸区",
        "四川天府新区人民法院",
        "重庆两江新区人民法院",
        "川渝自贸区法院",
    } <= labels
    assert not any("长春" in label for label in labels)
    pair = {"court/四川天府新区人民法院", "court/重庆两江新区人民法院"}
    assert any({edge.source, edge.target} == pair and edge.prop == "cooperatesWith" for edge in found.part.edges)
    assert "川渝 →" in found.notes[0]


def test_a_region_by_its_name(parts: Parts) -> None:
    found = of_region(parts, "长江三角洲区域")
    assert found.about == ("place/长江三角洲区域",)
    assert not found.notes
    with pytest.raises(NotFound):
        of_region(parts, "南极洲")
    with pytest.raises(Ambiguous):  # names that have it, none of them of a place
        of_region(parts, "破产法")


def test_the_answer_of_a_question(parts: Parts) -> None:
    found = of_query(parts, "created-by", {"court": "长春市中级人民法院"})
    made = {e.target for e in found.part.edges if e.source == "court/长春市中级人民法院" and e.prop == "established"}
    assert len(made) > 20
    assert "court/长春市中级人民法院" in found.about
    assert of_query(parts, "created-by", {"court": "丙烯"} | {"court": "长春市"}).part.nodes == ()


def test_the_core_is_the_most_connected(parts: Parts) -> None:
    whole = everything(parts).part
    lonely = min(whole.nodes, key=lambda node: node.degree).id
    part, left = core(whole, 100, (lonely,))
    kept = {node.id for node in part.nodes}
    assert len(kept) == 100
    assert lonely in kept
    assert left.nodes == len(whole.nodes) - 100 == sum(left.classes.values())
    assert left.edges == len(whole.edges) - len(part.edges)
    assert "court/长春市中级人民法院" in kept
    mean = sum(node.degree for node in part.nodes) / 100
    assert mean > 2 * sum(node.degree for node in whole.nodes) / len(whole.nodes)
    assert core(whole, len(whole.nodes))[1].nodes == 0
