"""The map: which place is which division, where courts are, what ties places, and what is left off with the reason."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.lookup.gazetteer import Gazetteer
from kg.lookup.part import Parts
from kg.lookup.places import Spots, backdrop, country
from kg.lookup.territory import Territory
from kg.names.divisions import divisions
from kg.store.reader import Reader
from tests.lookup.facts import parts_of

CLASSES = {
    **dict.fromkeys(("吉林省", "长春市", "四川省", "成都市", "重庆市", "苏州市吴江区", "太湖", "鼓楼区"), "Place"),
    **dict.fromkeys(("朝阳区", "嘉善县", "新区港口"), "Place"),
    "长春法务区": "RegionalInitiative",
    "长春市中级人民法院": "IntermediateCourt",
    "成都甲法院": "BasicCourt",
    "长春破产法庭": "Tribunal",
    "吴江法院": "BasicCourt",
    "吴江专门法庭": "SpecialCourt",
    "农安县人民法院": "BasicCourt",
    "湖上法院": "BasicCourt",
    "无名法院": "BasicCourt",
    "两处法院": "BasicCourt",
    "港口法院": "BasicCourt",
    "两地法院": "InstitutionGroup",
    "协议": "Agreement",
}
TRIPLES = [
    ("朝阳区", "partOf", "长春市"),
    ("嘉善县", "partOf", "四川省"),  # which the table knows to be of 浙江省
    ("新区港口", "partOf", "成都市"),
    ("长春破产法庭", "locatedIn", "长春法务区"),
    ("长春破产法庭", "partOf", "长春市中级人民法院"),
    ("长春市中级人民法院", "locatedIn", "朝阳区"),
    ("吴江法院", "locatedIn", "苏州市吴江区"),
    ("吴江法院", "hasJurisdiction", "吉林省"),
    ("吴江专门法庭", "hasJurisdiction", "苏州市吴江区"),
    ("湖上法院", "locatedIn", "太湖"),
    ("两处法院", "locatedIn", "吉林省"),
    ("两处法院", "locatedIn", "四川省"),
    ("港口法院", "locatedIn", "新区港口"),
    ("两地法院", "locatedIn", "成都市"),
    ("两地法院", "locatedIn", "重庆市"),
    ("两地法院", "cooperatesWith", "吴江法院"),
    ("农安县人民法院", "cooperatesWith", "吴江法院"),
    ("成都甲法院", "cooperatesWith", "长春破产法庭"),
    ("成都甲法院", "signed", "协议"),
    ("长春市中级人民法院", "signed", "协议"),
    ("协议", "covers", "鼓楼区"),
    ("无名法院", "cooperatesWith", "吴江法院"),
]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with parts_of(tmp_path_factory.mktemp("places"), CLASSES, TRIPLES) as found:
        yield found


def iri(parts: Parts, name: str) -> str:
    return parts.reader.named(name)[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("吉林省", "220000"),
        ("长春市", "220100"),
        ("苏州市吴江区", "320509"),
        ("朝阳区", "220104"),  # of 长春市, as the graph says, not of 北京市
    ],
)
def test_a_place_is_the_division_of_its_full_name(parts: Parts, name: str, code: str) -> None:
    found = Gazetteer(Territory(parts)).match(iri(parts, name))
    assert found.division == divisions()[code]


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("太湖", "没有这个全称", "no administrative division"),
        ("鼓楼区", "江苏省南京市鼓楼区", "several divisions"),
        ("嘉善县", "浙江省嘉兴市嘉善县", "四川省"),  # the graph and the table disagree: neither is believed
        ("长春法务区", "区域战略", "regional initiative"),
    ],
)
def test_what_is_no_division_or_unclear_says_why(parts: Parts, name: str, zh: str, en: str) -> None:
    found = Gazetteer(Territory(parts)).match(iri(parts, name))
    assert found.division is None
    assert zh in found.zh
    assert en in found.en
    lost = {node["label"]: node for node in country(parts)["unplaced"]}
    assert (lost[name]["reason_zh"], lost[name]["reason_en"]) == (found.zh, found.en)


@pytest.mark.parametrize(
    ("name", "places", "by"),
    [
        ("长春市中级人民法院", ["朝阳区"], "locatedIn"),  # and not 长春市, which its name would say
        ("长春破产法庭", ["朝阳区"], "locatedIn"),  # its own place has no coordinates, that of its court has
        ("吴江法院", ["苏州市吴江区"], "locatedIn"),  # and not in its territory
        ("吴江专门法庭", ["苏州市吴江区"], "hasJurisdiction"),
        ("港口法院", ["成都市"], "locatedIn"),  # the nearest place with coordinates that holds its own
        ("成都甲法院", ["成都市"], "name"),
        ("农安县人民法院", ["长春市"], "name"),  # of 农安县 and so, by the table, of 长春市
        ("两地法院", ["成都市", "重庆市"], "locatedIn"),
        ("两处法院", [], ""),  # one court cannot be in two places
        ("湖上法院", [], ""),
        ("无名法院", [], ""),
    ],
)
def test_where_an_institution_is(parts: Parts, name: str, places: list[str], by: str) -> None:
    found, how = Spots(Territory(parts)).of(iri(parts, name))
    assert ([parts.reader.label(place) for place in found], how) == (places, by)


def test_courts_stand_at_their_places_or_are_listed(parts: Parts) -> None:
    found = country(parts)
    placed = {court["label"]: (place["label"], court["by"]) for place in found["places"] for court in place["courts"]}
    assert placed["长春破产法庭"] == ("朝阳区", "locatedIn")
    assert placed["成都甲法院"] == ("成都市", "name")
    lost = {node["label"]: node["reason_zh"] for node in found["unplaced"]}
    assert {"两处法院", "湖上法院", "无名法院"} <= lost.keys()
    assert lost["无名法院"] == "没有陈述说明它在何处"
    assert "太湖" in lost["湖上法院"]
    courts = {parts.reader.label(court) for court in Territory(parts).of_class("Court")}
    assert courts == {*placed, *(courts & lost.keys())}
    assert not placed.keys() & lost.keys()


def test_places_have_the_coordinates_and_level_of_their_divisions(parts: Parts) -> None:
    found = {place["label"]: place for place in country(parts)["places"]}
    assert found.keys() == {"吉林省", "长春市", "四川省", "成都市", "重庆市", "苏州市吴江区", "朝阳区"}
    city = divisions()["220100"]
    assert (found["长春市"]["lon"], found["长春市"]["lat"], found["长春市"]["level"]) == (city.lon, city.lat, "city")
    assert (found["朝阳区"]["level"], found["四川省"]["level"]) == ("county", "province")


def links(found: dict[str, Any]) -> dict[frozenset[str], int]:
    return {frozenset(end.removeprefix("place/") for end in (c["a"], c["b"])): c["count"] for c in found["links"]}


def test_what_ties_two_places(parts: Parts) -> None:
    found = country(parts)
    assert links(found) == {
        frozenset({"成都市", "苏州市吴江区"}): 1,  # the group stands in both of its places
        frozenset({"重庆市", "苏州市吴江区"}): 1,
        frozenset({"长春市", "苏州市吴江区"}): 1,
        frozenset({"成都市", "朝阳区"}): 3,  # co-operation, and the two who signed
    }
    tied = next(link for link in found["links"] if link["count"] == 3)
    assert [node["label"] for node in tied["agreements"]] == ["协议"]


def test_the_backdrop_is_the_country() -> None:
    dots = backdrop()
    assert dots == sorted(set(dots))
    assert 2800 < len(dots) <= 2860
    assert all(round(lon, 2) == lon and round(lat, 2) == lat for lon, lat in dots)
    assert min(dots)[0] == pytest.approx(75, abs=1)
    assert max(dots)[0] == pytest.approx(134, abs=1.5)


def test_a_city_is_not_tied_to_its_own_province(tmp_path: Path) -> None:
    classes = {"四川省": "Place", "成都市": "Place", "甲法院": "BasicCourt", "乙法院": "HighCourt"}
    triples = [
        ("甲法院", "locatedIn", "成都市"),
        ("乙法院", "locatedIn", "四川省"),
        ("甲法院", "cooperatesWith", "乙法院"),
    ]
    with parts_of(tmp_path, classes, triples) as parts:
        assert country(parts)["links"] == []


def test_the_map_of_the_seeds(seeds: Reader) -> None:
    found = country(Parts(seeds))
    places = {place["label"]: [court["label"] for court in place["courts"]] for place in found["places"]}
    assert "长春破产法庭" in places["长春市"]
    assert {"上海市青浦区", "苏州市吴江区", "嘉善县"} <= places.keys()
    assert frozenset({"四川省", "重庆市"}) in links(found)
    assert all(node["reason_zh"] and node["reason_en"] for node in found["unplaced"])
    assert {"太湖", "长春智慧法务区", "韩国"} <= {node["label"] for node in found["unplaced"]}
