"""Region × region: who is of which region, what joins two, and what has none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.lookup.catalogue import named_query
from kg.lookup.named import ask_named, bind
from kg.lookup.part import Parts
from kg.lookup.regions import regions
from kg.lookup.territory import Territory
from kg.lookup.ties import ties
from kg.model.iris import BASE
from kg.store.reader import Reader
from tests.lookup.facts import parts_of

CLASSES = {
    **dict.fromkeys(("吉林省", "长春市", "四川省", "成都市", "重庆市", "甘肃省", "太湖"), "Place"),
    "双城协作区": "RegionalInitiative",
    "长春市中级人民法院": "IntermediateCourt",
    "成都市中级人民法院": "IntermediateCourt",
    "四川省高级人民法院": "HighCourt",
    "重庆甲法院": "BasicCourt",
    "农安县人民法院": "BasicCourt",
    "丁法院": "BasicCourt",
    "戊法院": "IntermediateCourt",
    "己法院": "BasicCourt",
    "丙法院": "BasicCourt",
    "三地法院": "InstitutionGroup",
    "结盟法院": "InstitutionGroup",
    "长成协议": "Agreement",
    "结盟协议": "Agreement",
    "共建机制": "Mechanism",
    "湖泊机制": "Mechanism",
    "甲案": "Case",
}
TRIPLES = [
    ("农安县人民法院", "heard", "甲案"),
    ("甲案", "locatedIn", "成都市"),
    ("戊法院", "locatedIn", "长春市"),
    ("戊法院", "hasJurisdiction", "吉林省"),
    ("丁法院", "appealsTo", "戊法院"),
    ("三地法院", "locatedIn", "四川省"),
    ("三地法院", "locatedIn", "重庆市"),
    ("三地法院", "locatedIn", "甘肃省"),
    ("三地法院", "hasMember", "己法院"),
    ("结盟法院", "hasMember", "重庆甲法院"),
    ("结盟法院", "hasMember", "长春市中级人民法院"),
    ("长春市中级人民法院", "signed", "长成协议"),
    ("成都市中级人民法院", "signed", "长成协议"),
    ("结盟法院", "signed", "结盟协议"),
    ("成都市中级人民法院", "cooperatesWith", "四川省高级人民法院"),
    ("成都市中级人民法院", "cooperatesWith", "三地法院"),
    ("丙法院", "cooperatesWith", "长春市中级人民法院"),
    ("共建机制", "covers", "双城协作区"),
    ("重庆甲法院", "established", "共建机制"),
    ("成都市中级人民法院", "participatesIn", "共建机制"),
    ("湖泊机制", "covers", "太湖"),
    ("重庆甲法院", "adopted", "湖泊机制"),
    ("成都市中级人民法院", "adopted", "湖泊机制"),
]
Pair = tuple[str, str]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with parts_of(tmp_path_factory.mktemp("regions"), CLASSES, TRIPLES) as found:
        yield found


def plain(name: str) -> str:
    return name.rpartition("/")[2]


def regions_of(parts: Parts, name: str) -> set[str]:
    iri = parts.reader.named(name)[0]
    return {parts.reader.label(region) for region in Territory(parts).regions(iri)}


def cells(found: dict[str, Any]) -> dict[Pair, list[str]]:
    """What joins each pair of regions: undertakings, else the statements of co-operation."""
    return {
        tuple(sorted((plain(cell["a"]), plain(cell["b"])))): sorted(  # type: ignore[misc]
            [plain(edge["id"].replace("court/", "").replace("group/", "")) for edge in cell["edges"]]
        )
        for cell in found["cells"]
    }


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("长春市中级人民法院", {"长春市", "吉林省"}),  # by its name, and the province by the table of divisions
        ("农安县人民法院", {"长春市", "吉林省"}),  # its county is no place of this graph, those above it are
        ("重庆甲法院", {"重庆市"}),
        ("戊法院", {"长春市", "吉林省"}),
        ("丁法院", {"吉林省"}),  # in the territory of the court above, not at its seat
        ("三地法院", {"四川省", "重庆市", "甘肃省"}),
        ("己法院", set()),  # in which of the three places of its group nobody says
        ("丙法院", set()),
    ],
)
def test_who_is_of_which_region(parts: Parts, name: str, wanted: set[str]) -> None:
    assert regions_of(parts, name) == wanted


def test_what_joins_two_regions(parts: Parts) -> None:
    """Every cell there is, and no other."""
    found = {pair: len(said) for pair, said in cells(regions(parts)).items()}
    signed = 2  # who signed the agreement of 长春 and 成都
    alliance = 1  # one statement, by the group of both
    joint = 2
    assert found == {
        ("吉林省", "四川省"): signed,
        ("吉林省", "成都市"): signed,
        ("四川省", "长春市"): signed,
        ("成都市", "长春市"): signed,
        ("吉林省", "重庆市"): alliance,
        ("重庆市", "长春市"): alliance,
        ("四川省", "四川省"): 2,
        ("四川省", "重庆市"): 1 + joint,
        ("四川省", "甘肃省"): 1,
        ("成都市", "重庆市"): 1 + joint,
        ("成都市", "甘肃省"): 1,
        ("双城协作区", "双城协作区"): joint,
        ("太湖", "太湖"): 2,  # both adopted what is about it; that ties nothing else
    }


def test_a_cell_names_its_statements_and_agreements(parts: Parts) -> None:
    found = regions(parts)
    cell = next(c for c in found["cells"] if {plain(c["a"]), plain(c["b"])} == {"长春市", "成都市"})
    assert cell["count"] == len(cell["edges"])
    assert [node["label"] for node in cell["agreements"]] == ["长成协议"]
    assert {(plain(e["source"]), e["property"], plain(e["target"])) for e in cell["edges"]} == {
        ("长春市中级人民法院", "signed", "长成协议"),
        ("成都市中级人民法院", "signed", "长成协议"),
    }
    assert all(edge["passages"][0]["document"] == "invented" for edge in cell["edges"])


def test_what_has_no_region_is_listed_with_the_reason(parts: Parts) -> None:
    found = regions(parts)["unplaced"]
    assert [node["label"] for node in found] == ["丙法院"]
    assert all(node["reason_zh"] and node["reason_en"] for node in found)


def test_courts_are_counted_in_each_of_their_regions(parts: Parts) -> None:
    counts = {node["label"]: node["courts"] for node in regions(parts)["regions"]}
    assert counts["吉林省"] == 4  # 长春中院, 农安, 丁, 戊
    assert counts["长春市"] == 3
    assert counts["双城协作区"] == 0


def test_every_pair_is_there_once(seeds: Reader) -> None:
    found = regions(Parts(seeds))
    pairs = [(cell["a"], cell["b"]) for cell in found["cells"]]
    assert len(pairs) == len({frozenset(pair) for pair in pairs})
    assert all(a <= b for a, b in pairs)
    known = {node["id"] for node in found["regions"]}
    assert {end for pair in pairs for end in pair} <= known
    assert all(cell["count"] > 0 for cell in found["cells"])


def test_the_agreements_of_the_seeds_are_those_of_the_named_question(seeds: Reader) -> None:
    """What region-agreements says, the matrix says too."""
    parts, query = Parts(seeds), named_query("region-agreements")
    found = {
        (frozenset((cell["a"], cell["b"])), node["id"])
        for cell in regions(parts)["cells"]
        for node in cell["agreements"]
    }
    asked = 0
    for region in Territory(parts).places:
        bindings = bind(seeds, query, {"one": region}).bindings
        for row in ask_named(seeds, query, bindings).iris:
            pair = frozenset((region.removeprefix(BASE), str(row["other"]).removeprefix(BASE)))
            assert (pair, str(row["agreement"]).removeprefix(BASE)) in found
            asked += 1
    assert asked


def test_the_cooperation_of_the_seeds_is_that_of_the_named_question(seeds: Reader) -> None:
    """What region-cooperation says of a region, a cell of that region says too, or the other side has no region."""
    parts, query = Parts(seeds), named_query("region-cooperation")
    found = regions(parts)
    tied = {
        (end, frozenset((edge["source"], edge["target"])))
        for cell in found["cells"]
        for end in (cell["a"], cell["b"])
        for edge in cell["edges"]
    }
    about = {(cell["a"], node["id"]) for cell in found["cells"] for node in cell["agreements"]}
    lost = {node["id"] for node in found["unplaced"]}
    kinds = set()
    for row in ask_named(seeds, query, {}).iris:
        one, other, through = (str(row[name]).removeprefix(BASE) for name in ("one", "other", "through"))
        for region in (str(each).removeprefix(BASE) for each in row["region"]):
            if (region, frozenset((one, other))) in tied:
                kinds.add("cooperation")
            elif (region, through) in about:
                kinds.add("undertaking")
            else:
                assert {one, other} & lost, row
                kinds.add("lost")
    assert kinds == {"cooperation", "undertaking", "lost"}


def test_ties_come_in_a_fixed_order(parts: Parts) -> None:
    assert ties(Territory(parts)) == ties(Territory(parts))


def test_circles_of_places_and_courts_do_no_harm(tmp_path: Path) -> None:
    classes = {"甲地": "Place", "乙地": "Place", "甲法院": "BasicCourt", "乙法院": "BasicCourt"}
    circle = [
        *(("甲地", "partOf", "乙地"), ("乙地", "partOf", "甲地"), ("甲法院", "locatedIn", "甲地")),
        *(("甲法院", "appealsTo", "乙法院"), ("乙法院", "appealsTo", "甲法院"), ("乙法院", "hasJurisdiction", "乙地")),
        ("甲法院", "cooperatesWith", "乙法院"),
    ]
    with parts_of(tmp_path, classes, circle) as parts:
        assert regions_of(parts, "甲法院") == {"甲地", "乙地"}
        assert {tuple(sorted((plain(c["a"]), plain(c["b"])))) for c in regions(parts)["cells"]} == {
            ("甲地", "甲地"),
            ("乙地", "乙地"),
        }
