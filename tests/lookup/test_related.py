"""What is tied to a resource."""

import pyoxigraph as ox

from kg.lookup.related import related
from kg.lookup.resolve import resolve
from kg.model.iris import BASE, CG
from kg.store.reader import DEFAULT, Reader

COURT = f"{BASE}court/甲市中级人民法院"
Triples = list[tuple[str, str, str]]


def ties(rows: list[dict[str, str]]) -> Triples:
    return [(row["distance"], row["property"], row["to"]) for row in rows]


def test_both_directions(reader: Reader) -> None:
    assert ties(related(reader, COURT)) == [
        ("1", "established", "甲市破产法庭"),
        ("1", "established", "智慧立案机制"),
        ("1", "← hasMember", "甲市两级法院"),
        ("1", "hasObservation", "甲市中级人民法院 结案率 98.50%以上（2022）"),
        ("1", "hasObservation", "甲市中级人民法院 受理案件数 5件（2022）"),
        ("1", "issued", "甲市立案规定"),
        ("1", "signed", "甲乙司法协作协议"),
    ]


def test_one_direction(reader: Reader) -> None:
    out, into = (related(reader, COURT, direction=d) for d in ("out", "in"))
    assert all(not row["property"].startswith("←") for row in out)
    assert all(row["property"].startswith("← ") for row in into)
    assert {"甲市两级法院", "甲市破产法庭"} <= {row["to"] for row in into}


def test_properties(reader: Reader) -> None:
    rows = related(reader, COURT, properties=frozenset({"established"}), direction="out")
    assert [row["to"] for row in rows] == ["甲市破产法庭", "智慧立案机制"]
    assert rows[1]["evidence"] == "toy#char=0,10 toy#char=200,210"
    assert rows[1]["class"] == "机制"
    parts = frozenset({"hasPart"})
    deep = related(reader, f"{BASE}mechanism/智慧立案机制", properties=parts, direction="out", depth=5)
    assert ties(deep) == [("1", "hasPart", "立案分流机制"), ("2", "hasPart", "立案提示机制")]
    assert deep[1]["from"] == "立案分流机制"


def test_topics_are_shown_and_not_gone_through(reader: Reader) -> None:
    case = f"{BASE}case/丁公司重整案"
    assert {"破产", "重整"} <= {row["to"] for row in related(reader, case)}
    topic = resolve(reader, "破产").iri
    beyond = {row["from"] for row in related(reader, case, depth=3)}
    assert reader.label(topic) not in beyond
    assert case in {row["iri"] for row in related(reader, topic)}


def test_each_once_nearest_first_and_cut(reader: Reader) -> None:
    rows = related(reader, COURT, depth=4)
    found = [row["iri"] for row in rows]
    assert len(found) == len(set(found))
    assert COURT not in found
    distances = [int(row["distance"]) for row in rows]
    assert distances == sorted(distances)
    assert max(distances) > 1
    assert related(reader, COURT, depth=4, limit=3) == rows[:3]


def test_neighbours_of_the_seeds_are_those_of_the_store(seeds: Reader) -> None:
    for name in ("长春破产法庭", "吉林省高级人民法院", "全域通办"):
        iri = resolve(seeds, name).iri
        node = ox.NamedNode(iri)
        quads = [*seeds.store.quads_for_pattern(node, None, None, DEFAULT)]
        quads += seeds.store.quads_for_pattern(None, None, node, DEFAULT)
        wanted = set()
        for quad in quads:
            if quad.predicate.value.startswith(CG):
                wanted |= {t.value for t in (quad.subject, quad.object) if isinstance(t, ox.NamedNode)}
        rows = related(seeds, iri, limit=10_000)
        assert {row["iri"] for row in rows} == wanted - {iri}
        assert all(row["evidence"] for row in rows)
