"""What a thing consists of: order, circles, limits, and trees too deep for calls within calls."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.lookup.anatomy import anatomy, pieces
from kg.lookup.part import Parts
from kg.lookup.resolve import resolve
from kg.model.iris import BASE
from kg.store.reader import Reader
from tests.lookup.facts import parts_of

DEEP = 5000
TOP = BASE + "mechanism/环1"


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """环1 has 环2 and 叶, 环2 has 环3 and 叶, 环3 has 环1 again."""
    names = dict.fromkeys(("环1", "环2", "环3", "叶"), "Mechanism")
    ends = [("环1", "环2"), ("环1", "叶"), ("环2", "环3"), ("环2", "叶"), ("环3", "环1")]
    triples = [(one, "hasPart", other) for one, other in ends]
    with parts_of(tmp_path_factory.mktemp("circle"), names, triples) as found:
        yield found


def outline(parts: Parts, tree: dict[str, Any], depth: int = 0) -> list[tuple[int, str, bool]]:
    found = [(depth, tree["label"], tree["seen"])]
    for child in tree["children"]:
        found += outline(parts, child, depth + 1)
    return found


def test_parts_of_parts_with_their_edges(reader: Reader) -> None:
    parts = Parts(reader)
    tree = json.loads(anatomy(parts, BASE + "mechanism/智慧立案机制"))
    assert outline(parts, tree) == [(0, "智慧立案机制", False), (1, "立案分流机制", False), (2, "立案提示机制", False)]
    assert (tree["edge"], tree["property"], tree["more"]) == (None, "", 0)
    (child,) = tree["children"]
    assert child["property"] == "hasPart"
    assert child["edge"]["id"] == "mechanism/智慧立案机制 hasPart mechanism/立案分流机制"
    assert child["edge"]["passages"][0]["short"] == "toy 20-30"
    assert (child["class"], child["class_zh"]) == ("Mechanism", "机制")


def test_provisions_stand_in_the_order_of_their_numbers_with_what_they_call_for(reader: Reader) -> None:
    parts = Parts(reader)
    tree = json.loads(anatomy(parts, resolve(reader, "甲市立案规定").iri))
    assert outline(parts, tree) == [
        (0, "甲市立案规定", False),
        (1, "甲市立案规定第2条", False),
        (2, "智慧立案机制", False),
        (3, "立案分流机制", False),
        (4, "立案提示机制", False),
        (1, "甲市立案规定第12条", False),
        (2, "立案分流机制", True),
    ]
    assert tree["children"][0]["children"][0]["property"] == "callsFor"


def test_units_and_members_are_parts_and_places_that_are_covered_are_none(reader: Reader) -> None:
    parts = Parts(reader)
    court = json.loads(anatomy(parts, resolve(reader, "甲市中级人民法院").iri))
    assert [(node["label"], node["property"]) for node in court["children"]] == [("甲市破产法庭", "partOf")]
    assert court["children"][0]["edge"]["source"] == "court/甲市破产法庭"
    group = json.loads(anatomy(parts, resolve(reader, "甲市两级法院").iri))
    assert [node["property"] for node in group["children"]] == ["hasMember", "hasMember"]


def test_a_circle_ends_where_it_comes_round(circle: Parts) -> None:
    tree = json.loads(anatomy(circle, TOP))
    assert outline(circle, tree) == [
        (0, "环1", False),
        (1, "叶", False),
        (1, "环2", False),
        (2, "叶", True),
        (2, "环3", False),
        (3, "环1", True),
    ]


@pytest.mark.parametrize(("deepest", "largest"), [(1, 100), (2, 100), (60, 1), (60, 2), (60, 4)])
def test_what_is_left_out_is_counted(circle: Parts, deepest: int, largest: int) -> None:
    found = pieces(circle, TOP, deepest, largest)
    assert len(found) <= largest
    assert max(piece.depth for piece in found) <= deepest
    assert sum(piece.more for piece in found) > 0
    whole = {piece.iri: piece for piece in pieces(circle, TOP)}
    shown: dict[str, int] = {}
    for piece in found[1:]:
        assert piece.edge is not None
        above = BASE + piece.edge.source
        shown[above] = shown.get(above, 0) + 1
    for piece in found:
        if not piece.seen:
            parts = sum(1 for other in pieces(circle, TOP)[1:] if other.edge and BASE + other.edge.source == piece.iri)
            assert shown.get(piece.iri, 0) + piece.more == parts
    assert {piece.iri for piece in found} <= whole.keys()


def test_a_chain_of_thousands(tmp_path: Path) -> None:
    names = {f"第{n}环": "Mechanism" for n in range(DEEP)}
    chain = [(f"第{n}环", "hasPart", f"第{n + 1}环") for n in range(DEEP - 1)]
    with parts_of(tmp_path, names, [*chain, (f"第{DEEP - 1}环", "hasPart", "第0环")]) as parts:
        top = BASE + "mechanism/第0环"
        found = pieces(parts, top, DEEP * 2, DEEP * 2)
        assert [piece.depth for piece in found] == list(range(DEEP + 1))
        assert [piece.seen for piece in found] == [False] * DEEP + [True]
        text = anatomy(parts, top, DEEP * 2, DEEP * 2).decode()
        assert text.count('"children": [') == DEEP + 1
        assert text.endswith("]}" * (DEEP + 1))
        cut = json.loads(anatomy(parts, top))
        depth = 0
        while cut["children"]:
            (cut,) = cut["children"]
            depth += 1
        assert (depth, cut["more"]) == (64, 1)


def test_every_tree_of_the_seeds_is_whole(seeds: Reader) -> None:
    """Read back, each tree has the very pieces, in their order and at their depths."""
    parts = Parts(seeds)
    for node in parts.whole().nodes:
        if node.klass in {"Mechanism", "NormativeDocument", "InstitutionGroup"}:
            found = pieces(parts, node.iri)
            tree = json.loads(anatomy(parts, node.iri))
            wanted = [(piece.depth, parts.node(piece.iri).label, piece.seen) for piece in found]
            assert outline(parts, tree) == wanted
            assert len({piece.iri for piece in found if not piece.seen}) == sum(not piece.seen for piece in found)
