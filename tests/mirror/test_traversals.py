"""The traversals that Cypher asks, against networkx over the store: the same ways, neighbours, pieces and chains."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, cast

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.lookup.catalogue import named_query
from kg.lookup.named import bind
from kg.lookup.resolve import resolve
from kg.lookup.resources import Resources
from kg.mirror.connect import Connection
from kg.mirror.twin import ask_cypher
from kg.model.iris import BASE, CG, DOCUMENTS
from kg.store.reader import DEFAULT, Reader

Row = dict[str, str | list[str]]
HUB = 400
SHARED = ("Topic", "Place", "CourtKind")
PASSED_OVER = (*SHARED, "Adoption", "JurisdictionAssignment")
PAIRS = [
    ("长春破产法庭", "长春金融法庭"),
    ("长春知识产权法庭", "吉林省高级人民法院"),
    ("四川天府新区人民法院", "重庆两江新区人民法院"),
    ("延边林区中级法院", "松原市中级人民法院"),
    ("最高人民法院", "长春市中级人民法院"),
    ("长春破产法庭", "破产"),
    ("全域通办", "梨树县人民法院"),
    ("成都市检察机关", "长春破产法庭"),
]
CENTRES = [
    "全域通办", "白山市法院“七大机制”制度体系", "全省环境资源审判“1+10”案件管辖机制", "执行指挥中心“421”工作模式",
    "川渝自贸区法院跨域联调新模式",
]  # fmt: skip


class Graph(NamedTuple):
    """The store as networkx sees it: statements between resources, without direction; key and data say the rest."""

    reader: Reader
    edges: "nx.MultiGraph[str]"
    classes: dict[str, frozenset[str]]

    def is_a(self, iri: str, names: tuple[str, ...]) -> bool:
        return not self.classes[iri].isdisjoint(names)

    def without(self, names: tuple[str, ...]) -> "nx.MultiGraph[str]":
        """The statements between resources of other classes."""
        return self.edges.subgraph([n for n in self.edges if not self.is_a(n, names)])

    def named(self, name: str) -> str:
        return resolve(self.reader, name).iri

    def tie(self, here: str, there: str, key: str) -> str:
        """A statement as people read it from one of its ends."""
        start, predicate, _ = key.split("\t")
        label = self.reader.label(predicate)
        return f"—{label}→" if start == here else f"←{label}—"


@pytest.fixture(scope="module")
def graph(graph_dir: str) -> Iterator[Graph]:
    reader = Reader(graph_dir)
    ancestors = Resources(reader).ancestors
    edges: nx.MultiGraph[str] = nx.MultiGraph()
    classes: dict[str, frozenset[str]] = {}
    for iri in {q.subject.value for q in reader.store.quads_for_pattern(None, None, None, DEFAULT)}:  # type: ignore[union-attr]
        found = frozenset(above for name in reader.classes(iri) for above in ancestors.get(name, []))
        if "Resource" in found:
            classes[iri] = found
            edges.add_node(iri)
    for quad in reader.store.quads_for_pattern(None, None, None, DEFAULT):
        assert isinstance(quad.subject, ox.NamedNode)
        if not quad.predicate.value.startswith(CG):
            continue
        if isinstance(quad.object, ox.NamedNode) and {quad.subject.value, quad.object.value} <= classes.keys():
            start, end = quad.subject.value, quad.object.value
            passages = frozenset(reader.passages(start, quad.predicate.value, quad.object))
            edges.add_edge(start, end, key=f"{start}\t{quad.predicate.value}\t{end}", passages=passages)
    yield Graph(reader, edges, classes)
    reader.close()


def ask(graph: Graph, neo4j: Connection, name: str, **values: str) -> list[Row]:
    query = named_query(name)
    return ask_cypher(neo4j, graph.reader, query, bind(graph.reader, query, values).bindings).iris


def expected_ways(graph: Graph, one: str, other: str, shared: bool) -> dict[tuple[str, ...], set[str]]:
    """Each way (resources and ties in turn) with its passages."""
    assert max(degree for _, degree in graph.edges.degree()) <= HUB, "a hub: take it out below"
    between = graph.edges.subgraph(
        [n for n in graph.edges if n in {one, other} or shared or not graph.is_a(n, PASSED_OVER)]
    )
    found: dict[tuple[str, ...], set[str]] = {}
    for way in nx.all_simple_edge_paths(between, one, other, cutoff=4):
        names: list[str] = [one]
        passages: set[str] = set()
        for step in way:
            here, there, key = cast("tuple[str, str, str]", step)
            names += [graph.tie(here, there, key), there]
            passages |= graph.edges.edges[here, there, key]["passages"]
        found[tuple(names)] = passages
    return found


def text_of(graph: Graph, way: tuple[str, ...]) -> str:
    def name(iri: str) -> str:
        klass = graph.reader.classes(iri)[0]
        found = graph.reader.label(iri)
        return graph.reader.label(CG + klass) if graph.is_a(iri, ("Node",)) else found

    return " ".join(name(part) if part.startswith(BASE) else part for part in way)


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_ways(graph: Graph, neo4j_seeds: Connection, one: str, other: str, shared: bool) -> None:
    wanted: dict[tuple[int, str], set[str]] = {}
    for way, passages in expected_ways(graph, graph.named(one), graph.named(other), shared).items():
        wanted.setdefault((len(way) // 2, text_of(graph, way)), set()).update(passages)
    values = {"one": one, "other": other, "limit": "100000"} | ({"shared": "是"} if shared else {})
    rows = ask(graph, neo4j_seeds, "ways-within-four", **values)
    assert {(int(str(row["steps"])), str(row["way"])): set(row["passage"]) for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert [int(str(row["steps"])) for row in rows] == sorted(steps for steps, _ in wanted)


def test_the_limit_keeps_the_shortest_ways(graph: Graph, neo4j_seeds: Connection) -> None:
    one, other = PAIRS[0]
    whole = ask(graph, neo4j_seeds, "ways-within-four", one=one, other=other, limit="1000")
    assert ask(graph, neo4j_seeds, "ways-within-four", one=one, other=other, limit="7") == whole[:7]
    assert len(ask(graph, neo4j_seeds, "ways-within-four", one=one, other=other)) == 25


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_common_neighbours(graph: Graph, neo4j_seeds: Connection, one: str, other: str) -> None:
    ends = graph.named(one), graph.named(other)
    wanted = {}
    for shared in set(nx.common_neighbors(nx.Graph(graph.edges), *ends)) - set(ends):
        sides = []
        for end in ends:
            ties = graph.edges[end][shared].items()
            sides += [
                {graph.tie(end, shared, key) for key, _ in ties},
                {p for _, data in ties for p in data["passages"]},
            ]
        wanted[shared] = sides
    rows = ask(graph, neo4j_seeds, "common-neighbours", one=one, other=other)
    columns = ("one_tie", "one_passage", "other_tie", "other_passage")
    assert {str(row["shared"]): [set(row[column]) for column in columns] for row in rows} == wanted
    assert len(rows) == len(wanted)


def test_common_neighbours_of_a_class(graph: Graph, neo4j_seeds: Connection) -> None:
    one, other = PAIRS[0]
    whole = ask(graph, neo4j_seeds, "common-neighbours", one=one, other=other)
    courts = ask(graph, neo4j_seeds, "common-neighbours", one=one, other=other, kind="Court")
    assert courts == [row for row in whole if graph.is_a(str(row["shared"]), ("Court",))]
    assert 0 < len(courts) < len(whole)


def pieces(graph: Graph, what: str, most: int) -> list[set[str]]:
    """What falls off a resource when it is gone, in pieces of at most ``most``."""
    ties = graph.without(SHARED)
    around = set(ties[what]) - {what}
    rest = ties.subgraph(set(ties) - {what})
    return [set(p) for p in nx.connected_components(rest) if around & set(p) and len(p) <= most]


@pytest.mark.parametrize("most", [1, 10, 50])
@pytest.mark.parametrize("name", [*CENTRES, "长春市中级人民法院"])
def test_cut_off(graph: Graph, neo4j_seeds: Connection, name: str, most: int) -> None:
    what = graph.named(name)
    wanted: dict[str, tuple[int, set[str], set[str]]] = {}
    for piece in pieces(graph, what, most):
        by, passages = set(), set()
        for near in piece & set(graph.edges[what]):
            for key, data in graph.edges[what][near].items():
                by.add(text_of(graph, (graph.tie(what, near, key), near)))
                passages |= data["passages"]
        listed = {n for n in piece if not graph.is_a(n, ("Node",))}
        wanted |= {n: (len(listed), by, passages) for n in listed}
    rows = ask(graph, neo4j_seeds, "cut-off-without", what=name, most=str(most))
    found = {str(r["cut_off"]): (int(str(r["together"])), set(r["by"]), set(r["passage"])) for r in rows}
    assert found == wanted
    assert len(rows) == len(wanted)


@pytest.mark.parametrize(
    ("name", "start"), [(CENTRES[1], "白山市中级人民法院"), (CENTRES[1], "白山市浑江区人民法院"), (CENTRES[0], "韩国")]
)
def test_cut_off_from_one(graph: Graph, neo4j_seeds: Connection, name: str, start: str) -> None:
    what, origin = graph.named(name), graph.named(start)
    ties = graph.without(SHARED)
    tied = origin in ties and nx.has_path(ties, what, origin)
    found = {n for p in pieces(graph, what, 50) if tied and origin not in p for n in p}
    rows = ask(graph, neo4j_seeds, "cut-off-without", what=name, **{"from": start})
    assert {str(row["cut_off"]) for row in rows} == {n for n in found if not graph.is_a(n, ("Node",))}


@pytest.mark.parametrize("name", CENTRES)
def test_community(graph: Graph, neo4j_seeds: Connection, name: str) -> None:
    centre = graph.named(name)
    simple: nx.Graph[str] = nx.Graph(graph.without((*SHARED, "Node")))
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    steps = nx.single_source_shortest_path_length(simple, centre, cutoff=2)
    assert len(steps) <= 300, "more than the question takes"
    community = simple.subgraph(steps)
    triangles = cast("dict[str, int]", nx.triangles(community))
    wanted = {
        n: (steps[n], degree, round(degree / (len(community) - 1), 3), triangles[n])
        for n, degree in community.degree()
        if n != centre
    }
    rows = ask(graph, neo4j_seeds, "community-around", mechanism=name, limit="1000")
    numbers = ("steps", "ties", "share", "triangles")
    found = {str(row["who"]): tuple(float(str(row[column])) for column in numbers) for row in rows}
    assert found == wanted
    assert len(rows) == len(wanted)
    ranks = [(-wanted[n][1], -wanted[n][3], wanted[n][0]) for n in found]
    assert ranks == sorted(ranks)
    for row in rows:
        who, evidence = str(row["who"]), set(row["passage"])
        vias = [centre] if steps[who] == 1 else [v for v in simple[centre] if who in simple[v]]
        ways = [(centre, who)] if steps[who] == 1 else [(a, b) for via in vias for a, b in pairwise((centre, via, who))]
        assert evidence == {p for a, b in ways for data in graph.edges[a][b].values() for p in data["passages"]}


def test_community_of_a_class(graph: Graph, neo4j_seeds: Connection) -> None:
    whole = ask(graph, neo4j_seeds, "community-around", mechanism=CENTRES[0], limit="1000")
    courts = ask(graph, neo4j_seeds, "community-around", mechanism=CENTRES[0], kind="Court", limit="1000")
    assert courts == [row for row in whole if graph.is_a(str(row["who"]), ("Court",))]
    assert 0 < len(courts) < len(whole)


def regions(graph: Graph, who: str) -> set[str]:
    """The regions of an institution by what is stated, and by its name."""
    up: nx.DiGraph[str] = nx.DiGraph()
    for start, predicate, end in (key.split("\t") for *_, key in graph.edges.edges(keys=True)):
        up.add_edge(start, end, **{predicate.removeprefix(CG): True})

    def closure(start: set[str], names: set[str]) -> set[str]:
        found = set(start)
        while True:
            more = {end for n in found if n in up for end in up[n] if names & up[n][end].keys()} - found
            if not more:
                return found
            found |= more

    tops = closure({who}, {"partOf"})
    lands = {
        end for n in tops if n in up for end in up[n] if {"locatedIn", "serves", "hasJurisdiction"} & up[n][end].keys()
    }
    return closure(lands, {"partOf", "locatedIn"}) if lands else set()


def is_named_after(name: str, place: str) -> bool:
    if place[-1] not in "省市" or len(place) < 3:
        return False
    return name.startswith(place) or (
        name.startswith(place[:-1]) and name[len(place) - 1 : len(place)] not in {"省", "市"}
    )


@pytest.mark.parametrize("region", ["重庆市", "四川省", "长春市", "吉林省", "长春智慧法务区", "成渝地区双城经济圈"])
def test_agreements_join_regions(graph: Graph, neo4j_seeds: Connection, region: str) -> None:
    one, label = graph.named(region), graph.reader.label
    signed: dict[str, list[tuple[str, set[str], str]]] = {}
    keys = [(*key.split("\t"), set(data["passages"])) for *_, key, data in graph.edges.edges(keys=True, data=True)]
    for signer, predicate, agreement, passages in keys:
        if predicate == CG + "signed" and graph.is_a(agreement, ("Agreement",)):
            sides = signed.setdefault(agreement, [])
            sides.append((signer, passages, "签署"))
            members = [(m, p) for s, q, m, p in keys if s == signer and q == CG + "hasMember"]
            sides += [(m, passages | p, "签署方成员") for m, p in members]
    places = [n for n in graph.edges if graph.is_a(n, ("Place",))]
    wanted: dict[tuple[str, ...], set[str]] = {}
    for agreement, sides in signed.items():
        for mine, my_passages, my_role in sides:
            if one not in regions(graph, mine) and not is_named_after(label(mine), region):
                continue
            for theirs, their_passages, their_role in sides:
                stated = regions(graph, theirs)
                if theirs == mine or one in stated:
                    continue
                lands = {n for n in stated if graph.is_a(n, ("Place",))}
                lands |= {n for n in places if is_named_after(label(theirs), label(n))}
                for other in lands - regions(graph, mine) - {one}:
                    row = (mine, my_role, agreement, other, theirs, their_role)
                    wanted.setdefault(row, set()).update(my_passages | their_passages)
    rows = ask(graph, neo4j_seeds, "region-agreements", one=region)
    columns = ("one_party", "one_role", "agreement", "other", "other_party", "other_role")
    assert {tuple(str(row[c]) for c in columns): set(row["passage"]) for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert wanted or region not in {"重庆市", "四川省"}


STEPS = {"basedOn": "依据", "basis": "依据", "callsFor": "受要求于", "hasPart": "属于"}


def chains(graph: Graph) -> dict[tuple[str, int, str], set[str]]:
    """Every chain of two to four links that runs to its end: start, length and text, with its passages."""
    up: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for *_, key, data in graph.edges.edges(keys=True, data=True):
        start, predicate, end = key.split("\t")
        how = STEPS.get(predicate.removeprefix(CG))
        lower, upper = (end, start) if how in {"受要求于", "属于"} else (start, end)
        if how and graph.is_a(upper, ("NormativeDocument", "Provision", "Agreement")):
            up.add_edge(lower, upper, how=how, passages=set(data["passages"]))
    found: dict[tuple[str, int, str], set[str]] = {}

    def walk(way: list[str], text: str, passages: set[str]) -> None:
        ends = True
        if len(way) < 5 and way[-1] in up:
            for _, there, data in up.out_edges(way[-1], data=True):
                if there not in way:
                    ends = False
                    more = f"{text} —{data['how']}→ {graph.reader.label(there)}"
                    walk([*way, there], more, passages | data["passages"])
        if ends and len(way) > 2:
            found.setdefault((way[0], len(way) - 1, text), set()).update(passages)

    for start in up:
        name = "本项" if graph.is_a(start, ("Node",)) else graph.reader.label(start)
        walk([start], name, set())
    return found


def test_document_chains(graph: Graph, neo4j_seeds: Connection) -> None:
    wanted = chains(graph)
    rows = ask(graph, neo4j_seeds, "document-chains")
    found = {(str(r["what"]), int(str(r["length"])), str(r["chain"])): set(r["passage"]) for r in rows}
    assert found == wanted
    assert len(rows) == len(wanted) > 50
    assert {length for _, length, _ in wanted} == {2, 3}


@pytest.mark.parametrize(
    "source", ["长江三角洲区域一体化发展规划纲要", "法发〔2020〕22号第13条", "诉讼服务“全域通办”暂行规定"]
)
def test_document_chains_through_a_document(graph: Graph, neo4j_seeds: Connection, source: str) -> None:
    at = graph.named(source)
    rows = ask(graph, neo4j_seeds, "document-chains", source=source)
    whole = ask(graph, neo4j_seeds, "document-chains")
    assert rows == [row for row in whole if at in row["through"]]


@pytest.mark.parametrize(
    "name",
    [
        "ways-within-four",
        "common-neighbours",
        "cut-off-without",
        "community-around",
        "region-agreements",
        "document-chains",
    ],
)
def test_examples_have_rows_with_names_and_no_duplicates(graph: Graph, neo4j_seeds: Connection, name: str) -> None:
    query = named_query(name)
    needed = {param.name: param.example for param in query.params if param.default is None}
    for more in [{}, *({param.name: param.example} for param in query.params if param.default is not None)]:
        found = ask_cypher(neo4j_seeds, graph.reader, query, bind(graph.reader, query, {**needed, **more}).bindings)
        assert found.rows, more
        assert len({repr(row) for row in found.rows}) == len(found.rows)
        assert not [cell for row in found.rows for cell in row.values() if "w3id.org" in str(cell)]
        evidence = [cells for row in found.iris for key, cells in row.items() if key.endswith("passage")]
        assert evidence
        assert all(cell.startswith(DOCUMENTS) for cells in evidence for cell in cells)
        assert all(evidence)
