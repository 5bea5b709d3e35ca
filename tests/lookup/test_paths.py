"""Ways: the shortest, in a fixed order, not through what was to be avoided; against networkx on the seeds."""

import random
from functools import partial
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.errors import NotFound
from kg.lookup.paths import HUB_DEGREE, HUB_KINDS, Way, label_way, paths
from kg.lookup.resolve import resolve
from kg.lookup.show import evidence
from kg.model.iris import BASE, CG
from kg.store.reader import DEFAULT, Reader


def through(way: Way, start: str) -> list[str]:
    """The resources on a way, in order; fails where its statements do not hang together."""
    at, found = start, [start]
    for step in way:
        ends = (step.subject, step.object) if step.forward else (step.object, step.subject)
        assert at == ends[0]
        at = ends[1]
        found.append(at)
    return found


def plain(reader: Reader) -> "nx.Graph[str]":
    """All statements between resources, without direction."""
    graph: nx.Graph[str] = nx.Graph()
    for quad in reader.store.quads_for_pattern(None, None, None, DEFAULT):
        ends = quad.subject, quad.object
        if all(isinstance(end, ox.NamedNode) for end in ends) and quad.predicate.value.startswith(CG):
            graph.add_edge(*(end.value for end in ends))  # type: ignore[union-attr]
    return graph


def is_topic(iri: str) -> bool:
    return not iri.startswith(BASE) or iri[len(BASE) :].startswith(HUB_KINDS)


def length(graph: "nx.Graph[str]", start: str, end: str, longest: int) -> int | None:
    try:
        found = int(nx.shortest_path_length(graph, start, end))
    except nx.NetworkXNoPath:
        return None
    return found if found <= longest else None


def test_as_short_as_networkx_says(seeds: Reader) -> None:
    graph = plain(seeds)
    assert max(degree for _, degree in graph.degree()) <= HUB_DEGREE, "a hub: take it out below too"
    resources = sorted(iri for iri in graph if not is_topic(iri))
    chance = random.Random(20_220_926)
    found: dict[int | None, int] = {}
    for _ in range(200):
        start, end = chance.sample(resources, 2)
        wanted = length(graph.subgraph(resources), start, end, 8)
        found[wanted] = found.get(wanted, 0) + 1
        if wanted is None:
            with pytest.raises(NotFound):
                paths(seeds, start, end, longest=8)
            continue
        ways = paths(seeds, start, end, longest=8, count=5)
        assert {len(way) for way in ways} == {wanted}
        for way in ways:
            stations = through(way, start)
            assert stations[-1] == end
            assert not any(map(is_topic, stations[1:-1]))
            assert all(seeds.passages(s.subject, s.predicate, ox.NamedNode(s.object)) for s in way)
    assert len(found) > 4, "pairs too much alike to show anything"


def test_with_topics_as_short_as_networkx_says(seeds: Reader) -> None:
    graph = plain(seeds)
    graph = graph.subgraph([iri for iri in graph if iri.startswith(BASE)])
    chance = random.Random(7)
    resources = sorted(iri for iri in graph if not is_topic(iri))
    shorter = 0
    for _ in range(40):
        start, end = chance.sample(resources, 2)
        wanted = length(graph, start, end, 6)
        search = partial(paths, seeds, start, end, all_ways=True)
        if wanted is None:
            with pytest.raises(NotFound):
                search()
            continue
        (way, *_) = search()
        assert len(way) == wanted
        shorter += any(map(is_topic, through(way, start)))
    assert shorter, "no way went through a topic"


def ends(reader: Reader, *names: str) -> tuple[str, str]:
    one, other = (resolve(reader, name).iri for name in names)
    return one, other


def test_a_short_way(reader: Reader) -> None:
    (way,) = paths(reader, *ends(reader, "甲市破产法庭", "甲市两级法院"))[:1]
    assert [(s.predicate.removeprefix(CG), s.forward) for s in way] == [("established", False), ("hasMember", False)]
    rows = label_way(reader, way, evidence)
    assert rows[0] == {
        "step": "1",
        "subject": "甲市中级人民法院",
        "property": "established",
        "object": "甲市破产法庭",
        "direction": "←",
        "evidence": "toy#char=10,20&char=30,40",
    }


def test_the_order_is_fixed_and_count_cuts_it(seeds: Reader) -> None:
    pair = ends(seeds, "长春破产法庭", "长春金融法庭")
    ways = paths(seeds, *pair, count=50)
    assert ways == sorted(ways)
    assert len(ways) == len(set(ways)) > 2
    assert ways == paths(seeds, *pair, count=50)
    assert paths(seeds, *pair, count=2) == ways[:2]


def test_avoid(reader: Reader) -> None:
    pair = ends(reader, "甲市破产法庭", "甲市两级法院")
    court = resolve(reader, "甲中院").iri
    ways = paths(reader, *pair, avoid=frozenset({court}), count=50)
    assert all(court not in through(way, pair[0]) for way in ways)
    assert len(ways[0]) > len(paths(reader, *pair)[0])
    # What is avoided may still be an end.
    assert paths(reader, *pair, avoid=frozenset(pair)) == paths(reader, *pair)


def test_max(reader: Reader) -> None:
    pair = ends(reader, "立案提示机制", "甲市两级法院")
    assert len(paths(reader, *pair)[0]) == 3
    assert len(paths(reader, *pair, longest=3)[0]) == 3
    with pytest.raises(NotFound, match=r"at most 2 steps from 立案提示机制 to 甲市两级法院.*--all"):
        paths(reader, *pair, longest=2)


def test_a_topic_may_be_an_end(reader: Reader) -> None:
    pair = ends(reader, "甲市破产法庭", "重整")
    assert len(paths(reader, *pair)[0]) == 2
    assert len(paths(reader, *reversed(pair))[0]) == 2


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A court of more cases than a hub has ties, and a tribunal of another court that shares one of them."""
    folder = tmp_path_factory.mktemp("crowded")
    cases = [f"第{n}号案" for n in range(HUB_DEGREE + 5)]
    lines = ["document: crowded", "resources:", "  甲法院: {class: BasicCourt}", "  乙法院: {class: BasicCourt}"]
    lines += [f"  {case}: {{class: Case}}" for case in cases] + ["statements:"]
    lines += [f"  - {{s: 甲法院, p: heard, o: {case}, at: 1-2}}" for case in cases]
    lines += ["  - {s: 乙法院, p: heard, o: 第7号案, at: 1-2}"]
    path = Path(folder) / "crowded.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run(["build", str(path), "--graph", str(folder / "graph")]) == 0
    return str(folder / "graph")


def test_hubs(crowded: str) -> None:
    reader = Reader(crowded)
    hub, case, other, far = (resolve(reader, name).iri for name in ("甲法院", "第7号案", "第8号案", "乙法院"))
    for start, end, steps in ((hub, case, 1), (case, hub, 1), (hub, far, 2), (far, hub, 2)):
        assert len(paths(reader, start, end)[0]) == steps
    for start, end in ((case, other), (other, case), (far, other)):
        with pytest.raises(NotFound, match="甲法院"):
            paths(reader, start, end)
    assert len(paths(reader, case, other, all_ways=True)[0]) == 2
    reader.close()
