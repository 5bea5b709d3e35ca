"""Relations, neighbours, parts and ways over HTTP."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from kg.model.iris import BASE
from kg.web.graph_models import Induced, Neighbours, Relations, Ways
from tests.web.apis import Api, error

COURT, TRIBUNAL, SYSTEM = "court/长春市中级人民法院", "court/长春破产法庭", "platform/长春智慧破产系统"


@pytest.fixture(scope="module")
def api(graph_dir: str) -> Api:
    return Api(graph_dir)


def get(api: Api, model: type[Any], path: str, **params: str | int | bool) -> Any:
    """An answer that is as documented."""
    answer = api.get(path, **params)
    assert answer.status_code == 200, answer.text
    TypeAdapter(model).validate_json(answer.content, strict=True)
    return answer.json()


def test_relations_count_before_expanding(api: Api) -> None:
    found = get(api, Relations, "relations", id=TRIBUNAL)
    assert found["id"] == TRIBUNAL
    for relation in found["relations"]:
        about = {"property": relation["property"], "direction": relation["direction"]}
        expanded = get(api, Neighbours, "neighbours", id=TRIBUNAL, limit=200, **about)
        assert expanded["total"] == relation["count"] == sum(one["count"] for one in relation["classes"])
        for one in relation["classes"]:
            ends = [n for n in expanded["part"]["nodes"] if n["id"] != TRIBUNAL and n["class"] == one["name"]]
            assert len(ends) == one["count"]
            assert {(n["class_zh"], n["class_en"]) for n in ends} == {(one["zh"], one["en"])}


def test_neighbours_in_pages(api: Api) -> None:
    whole = get(api, Neighbours, "neighbours", id=COURT, limit=200)
    assert whole["total"] == len(whole["part"]["nodes"]) - 1 > 100
    seen = []
    for offset in range(0, whole["total"], 40):
        page = get(api, Neighbours, "neighbours", id=BASE + COURT, limit=40, offset=offset)
        assert page["total"] == whole["total"]
        assert page["part"]["nodes"][0]["id"] == COURT
        seen += [node["id"] for node in page["part"]["nodes"][1:]]
    assert seen == [node["id"] for node in whole["part"]["nodes"][1:]]
    assert get(api, Neighbours, "neighbours", id=COURT, offset=10_000_000)["part"]["edges"] == []


def test_neighbours_by_property_and_direction(api: Api) -> None:
    found = get(api, Neighbours, "neighbours", id=SYSTEM, property="established", direction="in")
    assert {node["id"] for node in found["part"]["nodes"]} == {SYSTEM, COURT, TRIBUNAL}
    assert all(edge["passages"] and edge["documents"] for edge in found["part"]["edges"])
    assert get(api, Neighbours, "neighbours", id=SYSTEM, property="established", direction="out")["total"] == 0


def test_a_part(api: Api) -> None:
    answer = api.post("part", {"ids": [TRIBUNAL, "court/没有", BASE + SYSTEM, TRIBUNAL, "a b"]})
    found = answer.json()
    Induced.model_validate_json(answer.content, strict=True)
    assert [node["id"] for node in found["nodes"]] == [TRIBUNAL, SYSTEM]
    assert [edge["id"] for edge in found["edges"]] == [f"{TRIBUNAL} established {SYSTEM}"]
    assert found["unknown"] == ["court/没有", "a b"]
    assert api.post("part", {"ids": []}).json() == {"nodes": [], "edges": [], "unknown": []}


def test_what_is_not_drawn_is_unknown(api: Api) -> None:
    ids = ["document/changchun-tribunals", "ontology#Court"]
    assert api.post("part", {"ids": ids}).json() == {"nodes": [], "edges": [], "unknown": ids}


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        {"ids": "court/长春破产法庭"},
        {"ids": [1]},
        {"ids": ["\ud800"]},
        {"ids": [""]},
        {"ids": ["x" * 20_001]},
        {"ids": ["x"] * 2001},
    ],
)
def test_bodies_that_are_none(api: Api, body: Any) -> None:
    error(api.post("part", body), 400)


def test_ways(api: Api) -> None:
    found = get(api, Ways, "path", from_=TRIBUNAL, to=COURT, count=2)
    assert [edge["property"] for way in found["ways"] for edge in way] == ["supported", "partOf"]
    longer = get(api, Ways, "path", from_=SYSTEM, to="place/长春市", longest=8)
    nodes = {node["id"] for node in longer["part"]["nodes"]}
    for way in longer["ways"]:
        here = SYSTEM
        for edge in way:
            ends = (edge["source"], edge["target"])
            assert here == ends[0 if edge["forward"] else 1]
            here = ends[1 if edge["forward"] else 0]
            assert nodes >= set(ends)
            assert edge["id"] in {one["id"] for one in longer["part"]["edges"]}
        assert here == "place/长春市"


def test_a_way_goes_only_through_what_is_drawn(api: Api) -> None:
    """The recognition beside "recognised as" would be a way as short as the award."""
    ids = [item["id"] for item in api.get("suggest", q="案", class_="Case", limit=40).json()["items"]]
    seen = 0
    for name in ids:
        answer = api.get("path", from_=name, to="institution/最高人民检察院", count=50)
        if answer.status_code == 404:
            continue
        found = answer.json()
        drawn = {node["id"] for node in found["part"]["nodes"]}
        steps = [edge for way in found["ways"] for edge in way]
        seen += len(steps)
        assert all({edge["source"], edge["target"]} <= drawn for edge in steps)
    assert seen


def test_topics_are_ways_only_where_all_are(api: Api) -> None:
    ends = {"from_": TRIBUNAL, "to": "court/四川天府新区人民法院"}
    short = get(api, Ways, "path", **ends, all=True)["ways"][0]
    assert any(edge["target"].startswith("topic/") for edge in short)
    assert "try --all" in error(api.get("path", **ends, longest=len(short)), 404)


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("relations", {"id": "court/没有"}, 404),
        ("relations", {}, 400),
        ("neighbours", {"id": "court/没有"}, 404),
        ("neighbours", {"id": COURT, "limit": 0}, 400),
        ("neighbours", {"id": COURT, "limit": 201}, 400),
        ("neighbours", {"id": COURT, "offset": -1}, 400),
        ("neighbours", {"id": COURT, "offset": 10**30}, 400),
        ("neighbours", {"id": COURT, "direction": "up"}, 400),
        ("neighbours", {"id": COURT, "property": "x" * 201}, 400),
        ("path", {"from_": COURT}, 400),
        ("path", {"from_": COURT, "to": "court/没有"}, 404),
        ("path", {"from_": COURT, "to": TRIBUNAL, "longest": 9}, 400),
        ("path", {"from_": COURT, "to": TRIBUNAL, "count": 51}, 400),
        ("path", {"from_": COURT, "to": TRIBUNAL, "all": "x"}, 400),
    ],
)
def test_limits(api: Api, path: str, params: dict[str, str | int], status: int) -> None:
    error(api.get(path, **params), status)
