"""Files of a part of the graph, opened by the programs that they are for."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.cli.main import run
from kg.lookup.part_files import COLUMNS
from tests.web.apis import Api, error

COURT, TRIBUNAL, SYSTEM = "court/长春市中级人民法院", "court/长春破产法庭", "platform/长春智慧破产系统"
POSITIONS = {COURT: [0, 0], TRIBUNAL: [-12.5, 40], SYSTEM: [1e6, -3]}
# Names that formulas, markup and XML would trip over.
NASTY = ["=1+2", "+86", "-1", "@SUM(A1)", "<script>&\"'", '"引号", 逗号', "\u202e倒置", "＝A1"]
FACTS = """document: nasty
resources:
{resources}
  甲法院: {{class: Court, en: "=HYPERLINK(1)"}}
statements:
{statements}
"""


@pytest.fixture(scope="module")
def api(graph_dir: str) -> Api:
    return Api(graph_dir)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Api:
    """An application on a graph of mechanisms with such names."""
    folder = tmp_path_factory.mktemp("nasty")
    path, graph = Path(folder / "nasty.yaml"), str(folder / "graph")
    names = [json.dumps(name, ensure_ascii=False) for name in NASTY]
    resources = "\n".join(f"  {name}: {{class: Mechanism, en: {name}}}" for name in names)
    statements = "\n".join(f"  - {{s: 甲法院, p: established, o: {name}, at: 0-9}}" for name in names)
    path.write_text(FACTS.format(resources=resources, statements=statements), encoding="utf-8")
    assert run(["build", str(path), "--graph", graph]) == 0
    return Api(graph)


def export(api: Api, form: str, ids: list[str], **more: Any) -> bytes:
    answer = api.post("export", {"format": form, "ids": ids, **more})
    assert answer.status_code == 200, answer.text
    assert f'filename="courtgraph.{form}"' in answer.headers["content-disposition"]
    return answer.content


def test_gexf_in_networkx(api: Api) -> None:
    data = export(api, "gexf", [COURT, TRIBUNAL, SYSTEM], positions=POSITIONS)
    found = nx.read_gexf(io.BytesIO(data))
    assert set(found) == {COURT, TRIBUNAL, SYSTEM}
    node = found.nodes[TRIBUNAL]
    assert (node["label"], node["english"], node["class"]) == (
        "长春破产法庭",
        "Changchun Bankruptcy Tribunal",
        "Tribunal",
    )
    places = {name: found.nodes[name]["viz"]["position"] for name in found}
    assert {name: [at["x"], -at["y"]] for name, at in places.items()} == POSITIONS
    part = api.post("part", {"ids": [COURT, TRIBUNAL, SYSTEM]}).json()
    edges = {(source, target, data["property"]): data for source, target, data in found.edges(data=True)}
    assert edges.keys() == {(e["source"], e["target"], e["property"]) for e in part["edges"]}
    assert len(found.edges) == len(part["edges"])
    assert edges[TRIBUNAL, SYSTEM, "established"]["passages"] == "changchun-tribunals 2427-2461"
    assert export(api, "gexf", [COURT, TRIBUNAL, SYSTEM], positions=POSITIONS) == data


def test_positions_may_be_of_some(api: Api) -> None:
    found = nx.read_gexf(io.BytesIO(export(api, "gexf", [COURT, SYSTEM], positions={SYSTEM: [1, 2], "x": [3, 4]})))
    assert "viz" not in found.nodes[COURT]
    assert found.nodes[SYSTEM]["viz"]["position"]["x"] == 1


def test_hidden_properties_are_left_out(api: Api) -> None:
    ids = [COURT, TRIBUNAL, SYSTEM]
    part = json.loads(export(api, "json", ids, hidden_properties=["established", "supported"]))
    assert {edge["property"] for edge in part["edges"]} == {"partOf"}
    assert len(part["nodes"]) == 3


def test_csv_as_excel_reads_it(api: Api) -> None:
    data = export(api, "csv", [TRIBUNAL, SYSTEM])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [
        dict(
            zip(
                COLUMNS,
                [
                    *(TRIBUNAL, "长春破产法庭", "Changchun Bankruptcy Tribunal", "Tribunal"),
                    *("established", "创立", "established"),
                    *(SYSTEM, "长春智慧破产系统", "Changchun Smart Bankruptcy System", "Platform"),
                    *("", "", "changchun-tribunals 2427-2461"),
                ],
                strict=True,
            )
        )
    ]
    assert data.count(b"\r\n") == 2


def test_json(api: Api) -> None:
    found = json.loads(export(api, "json", [COURT, TRIBUNAL], positions=POSITIONS))
    assert found["graph"] == api.app.state.live.ctx.reader.manifest.digest
    part = api.post("part", {"ids": [COURT, TRIBUNAL]}).json()
    assert found["edges"] == part["edges"]
    assert [(node["x"], node["y"]) for node in found["nodes"]] == [(0, 0), (-12.5, 40)]


def ids_of(nasty: Api) -> list[str]:
    part = nasty.get("neighbours", id="court/甲法院", limit=200).json()["part"]
    assert len(part["nodes"]) == len(NASTY) + 1
    return [node["id"] for node in part["nodes"]]


def test_formulas_are_text_in_csv_alone(nasty: Api) -> None:
    ids = ids_of(nasty)
    rows = list(csv.DictReader(io.StringIO(export(nasty, "csv", ids).decode("utf-8-sig"), newline="")))
    shown = {row["target_label"] for row in rows}
    assert shown == {f"'{name}" if name[0] in "=+-@＝" else name for name in NASTY}
    assert {row["source_english"] for row in rows} == {"'=HYPERLINK(1)"}
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    exact = json.loads(export(nasty, "json", ids))
    assert {node["label"] for node in exact["nodes"]} == {*NASTY, "甲法院"}


def test_markup_is_text_in_gexf(nasty: Api) -> None:
    found = nx.read_gexf(io.BytesIO(export(nasty, "gexf", ids_of(nasty))))
    assert {data["label"] for _, data in found.nodes(data=True)} == {*NASTY, "甲法院"}


def test_nothing_is_a_file_too(api: Api) -> None:
    assert len(nx.read_gexf(io.BytesIO(export(api, "gexf", ["court/没有"])))) == 0
    assert export(api, "csv", []).count(b"\r\n") == 1
    assert json.loads(export(api, "json", []))["nodes"] == []


@pytest.mark.parametrize(
    "more",
    [
        {"format": "pdf"},
        {"ids": ["x"] * 2001},
        {"positions": {"x": [1]}},
        {"positions": {"x": [1, "a"]}},
        {"positions": {"x": [1, 1e300]}},
        {"positions": {"x": [1, None]}},
        {"positions": {str(n): [0, 0] for n in range(2001)}},
        {"hidden_properties": ["x" * 201]},
    ],
)
def test_limits(api: Api, more: dict[str, Any]) -> None:
    error(api.post("export", {"format": "csv", "ids": [], **more}), 400)


def test_no_number_is_infinite(api: Api) -> None:
    body = '{"format": "csv", "ids": [], "positions": {"x": [NaN, Infinity]}}'
    answer = api.client.post("/api/export", content=body, headers={"Content-Type": "application/json"})
    error(answer, 400)


def test_only_the_edges_that_are_named(api: Api) -> None:
    whole = json.loads(export(api, "json", [COURT, TRIBUNAL, SYSTEM]))
    ids = [edge["id"] for edge in whole["edges"]]
    assert len(ids) > 1
    kept = json.loads(export(api, "json", [COURT, TRIBUNAL, SYSTEM], edges=ids[:1]))
    assert [edge["id"] for edge in kept["edges"]] == ids[:1]
    assert json.loads(export(api, "json", [COURT, TRIBUNAL, SYSTEM], edges=[]))["edges"] == []
