"""The views as the API gives them: as their models say, complete, and with clear errors."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from kg.lookup.overview import Filters
from kg.lookup.part import Part, Parts
from kg.store.manifest import read_manifest
from kg.store.reader import Reader
from kg.web import api_views
from kg.web.context import Context
from kg.web.settings import Settings
from kg.web.view_models import CompareOut, MapOut, OverviewOut, PieceOut, RegionsOut, StatusOut
from tests.web.conftest import DOCUMENTS, Serve

MECHANISM = "mechanism/全域通办"
ONE, OTHER = "court/长春破产法庭", "court/长春金融法庭"


@pytest.fixture(scope="module")
def client(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=60) as found:
        yield found


@pytest.fixture(scope="module")
def parts(graph_dir: str) -> Iterator[Parts]:
    reader = Reader(graph_dir)
    yield Parts(reader)
    reader.close()


def get(client: httpx.Client, path: str, **params: Any) -> dict[str, Any]:
    response = client.get(f"/api/{path}", params=params)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    found = response.json()
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("path", "params", "model"),
    [
        ("status", {}, StatusOut),
        ("overview", {}, OverviewOut),
        ("regions", {}, RegionsOut),
        ("map", {}, MapOut),
        ("anatomy", {"id": MECHANISM}, PieceOut),
        ("compare", {"a": ONE, "b": OTHER}, CompareOut),
    ],
)
def test_an_answer_is_what_the_description_says(
    client: httpx.Client, path: str, params: dict[str, str], model: type[BaseModel]
) -> None:
    """Each field of the description is there, and no other: the models forbid more."""
    model.model_validate(get(client, path, **params))


def test_status_counts_what_the_manifest_counts(client: httpx.Client, parts: Parts) -> None:
    found, manifest = get(client, "status"), read_manifest(parts.reader.folder)
    assert (found["digest"], found["statements"]) == (manifest.digest, manifest.statements)
    assert {row["id"]: row["statements"] for row in found["documents"]} == manifest.documents
    dated = next(row for row in found["documents"] if row["id"] == "fafa-2020-22")
    assert (dated["publisher"], dated["date"]) == ("最高人民法院", "2020-07-10")
    classes = {row["name"]: row for row in found["classes"]}
    assert classes["BasicCourt"]["parents"][:1] == ["Court"]
    assert (classes["BasicCourt"]["zh"], classes["BasicCourt"]["drawn"]) == ("基层法院", True)
    assert classes["Court"]["count"] == 0  # no court of the seeds is a court and nothing more special
    assert not classes["Observation"]["drawn"]
    properties = {row["name"]: row for row in found["properties"]}
    assert {name: properties[name]["edge"] for name in ("signed", "cooperatesWith", "mechanism", "metric")} == {
        "signed": True,
        "cooperatesWith": True,
        "mechanism": False,
        "metric": False,
    }
    assert found["texts"] == DOCUMENTS.is_dir()


def test_properties_that_are_edges_are_those_of_the_whole_graph(client: httpx.Client, parts: Parts) -> None:
    drawn = {edge.prop for edge in parts.whole().edges}
    assert drawn <= {row["name"] for row in get(client, "status")["properties"] if row["edge"]}


def test_status_says_that_there_is_no_neo4j(start: Serve) -> None:
    found = start(NEO4J_URI="bolt://127.0.0.1:9")
    assert httpx.get(f"{found.url}/api/status").json()["cypher"] is False


def test_the_overview_is_the_whole_graph_with_places(client: httpx.Client, parts: Parts) -> None:
    found, whole = get(client, "overview"), parts.whole()
    assert {node["id"] for node in found["nodes"]} == {node.id for node in whole.nodes}
    assert {edge["id"] for edge in found["edges"]} == {edge.id for edge in whole.edges}
    assert found["left_out"] == {"nodes": 0, "edges": 0, "note_zh": "", "note_en": ""}
    places = [(node["x"], node["y"]) for node in found["nodes"]]
    assert len(set(places)) == len(places)
    groups = {node["group"] for node in found["nodes"]}
    assert groups == set(range(len(groups)))
    again = get(client, "overview")
    assert again == found


def test_the_overview_of_a_class_has_it_and_those_below(client: httpx.Client, parts: Parts) -> None:
    found = get(client, "overview", **{"class": "Court"})
    assert {"BasicCourt", "Tribunal", "SupremeCourt"} <= {node["class"] for node in found["nodes"]}
    courts = {node["id"] for node in found["nodes"]}
    wanted = {e.id for e in parts.whole().edges if e.source in courts and e.target in courts}
    assert {edge["id"] for edge in found["edges"]} == wanted
    two = get(client, "overview", **{"class": ["Place", "Court"]})
    assert courts < {node["id"] for node in two["nodes"]}


def test_the_overview_of_a_property_and_of_a_document(client: httpx.Client, parts: Parts) -> None:
    signed = get(client, "overview", property="signed")
    assert {edge["property"] for edge in signed["edges"]} == {"signed"}
    assert {node["id"] for node in signed["nodes"]} == {e[k] for e in signed["edges"] for k in ("source", "target")}
    said = get(client, "overview", document="fafa-2020-22")
    assert all("fafa-2020-22" in edge["documents"] for edge in said["edges"])
    known = [e for e in parts.whole().edges if any("/fafa-2020-22#" in graph for graph in e.passages)]
    assert len(said["edges"]) == len(known) > 0
    both = get(client, "overview", document="fafa-2020-22", property="covers")
    assert {edge["id"] for edge in both["edges"]} == {edge.id for edge in known if edge.prop == "covers"}


def test_an_overview_that_is_too_large_says_what_it_leaves_out(graph_dir: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_views, "MOST_NODES", 100)
    ctx = Context(Settings(graph_dir=graph_dir))
    found = api_views._overview(ctx, Filters())
    whole: Part = ctx.parts.whole()
    assert len(found["nodes"]) == 100
    assert found["left_out"]["nodes"] == len(whole.nodes) - 100
    assert found["left_out"]["edges"] == len(whole.edges) - len(found["edges"])
    assert str(len(whole.nodes) - 100) in found["left_out"]["note_zh"]
    assert f"{len(whole.nodes) - 100:,}" in found["left_out"]["note_en"]
    least = min(node["degree"] for node in found["nodes"])
    assert least > 1
    ctx.reader.close()


def test_a_tree_of_parts(client: httpx.Client) -> None:
    found = get(client, "anatomy", id=MECHANISM)
    assert found["id"] == MECHANISM
    assert "mechanism/诉讼服务全域通办“七大事项”" in {child["id"] for child in found["children"]}
    assert all(child["edge"]["passages"] for child in found["children"])
    cut = get(client, "anatomy", id=MECHANISM, limit=2)
    assert len(cut["children"]) == 1
    assert cut["more"] == len(found["children"]) - 1
    flat = get(client, "anatomy", id=MECHANISM, depth=1)
    assert [child["children"] for child in flat["children"]] == [[] for _ in found["children"]]


def test_two_side_by_side(client: httpx.Client) -> None:
    found = get(client, "compare", a=ONE, b=OTHER)
    assert (found["a"]["id"], found["b"]["id"]) == (ONE, OTHER)
    rows = {(row["property"], row["direction"]): row for row in found["rows"]}
    (whole,) = rows["partOf", "out"]["both"]
    assert (whole["id"], whole["english"]) == ("court/长春市中级人民法院", "Changchun Intermediate People's Court")
    assert (rows["partOf", "out"]["a"], rows["partOf", "out"]["b"]) == ([], [])
    heard = rows["heard", "out"]
    assert not heard["both"]
    assert all(value["id"].startswith("case/") and value["class"] == "Case" for value in heard["a"] + heard["b"])
    mirrored = get(client, "compare", a=OTHER, b=ONE)
    assert [(row["b"], row["both"], row["a"]) for row in mirrored["rows"]] == [
        (row["a"], row["both"], row["b"]) for row in found["rows"]
    ]


def test_every_value_that_is_compared_has_its_evidence(client: httpx.Client) -> None:
    """The explorer asks for the evidence of a value by its property, direction and id, or its text."""
    found = get(client, "compare", a=MECHANISM, b="mechanism/执行指挥中心“421”工作模式")
    assert {("altLabel", "别名"), ("mechanism", "采用")} <= {(row["property"], row["zh"]) for row in found["rows"]}
    asked = 0
    for row in found["rows"]:
        for side in ("a", "b"):
            for value in row[side]:
                far, near = value.get("id", value["text"]), found[side]["id"]
                source, target = (near, far) if row["direction"] == "out" else (far, near)
                literal = {} if "id" in value else {"literal": "true"}
                said = get(client, "evidence", source=source, property=row["property"], target=target, **literal)
                assert said["passages"]
                asked += 1
    assert asked > 20


def test_a_full_iri_is_as_good_as_an_id(client: httpx.Client) -> None:
    base = "https://w3id.org/courtgraph/"
    assert get(client, "anatomy", id=base + MECHANISM) == get(client, "anatomy", id=MECHANISM)


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("overview?class=Cuort", 400, "did you mean Court"),
        ("overview?property=singed", 400, "did you mean signed"),
        ("overview?document=nothing-like-it", 400, "no document"),
        ("overview?" + "&".join(["class=Court"] * 41), 400, "class"),
        ("anatomy", 400, "id"),
        ("anatomy?id=court/nothing", 404, "court/nothing"),
        ("anatomy?id=%00%3C%3E", 404, "no resource"),
        ("anatomy?id=ontology%23Court", 404, "no resource of its own"),
        (f"anatomy?id={MECHANISM}&depth=61", 400, "depth"),
        (f"anatomy?id={MECHANISM}&limit=0", 400, "limit"),
        (f"compare?a={ONE}", 400, "b"),
        (f"compare?a={ONE}&b=court/nothing", 404, "court/nothing"),
        (f"compare?a={ONE}&b={'x' * 2001}", 400, "b"),
    ],
)
def test_an_error_is_one_line(client: httpx.Client, path: str, status: int, says: str) -> None:
    response = client.get(f"/api/{path}")
    assert response.status_code == status
    error = response.json()["error"]
    assert says in error
    assert "\n" not in error
