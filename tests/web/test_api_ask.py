"""Asking through the API: named questions as on the command line, Cypher where there is a Neo4j, clear errors."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from kg.lookup.catalogue import catalogue, named_query
from kg.lookup.named import ask_named, bind
from kg.lookup.part import short
from kg.lookup.resolve import resolve
from kg.mirror.connect import Connection, Target
from kg.store.reader import Reader
from kg.web import neo4j_probe
from kg.web.ask_models import AnsweredOut, CypherOut, QueriesOut
from kg.web.neo4j_probe import Probe
from tests.web.conftest import Serve, serving

COURT = "长春市中级人民法院"
# Where nothing listens: the discard service, which no machine of today offers.
NOWHERE = "bolt://127.0.0.1:9"


@pytest.fixture(scope="module")
def client(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=60) as found:
        yield found


@pytest.fixture
def seeds(graph_dir: str) -> Iterator[Reader]:
    found = Reader(graph_dir)
    yield found
    found.close()


def ask(client: httpx.Client, name: str, engine: str = "sparql", **params: str) -> dict[str, Any]:
    return answer(client, {"name": name, "params": params, "engine": engine, "limit": 10_000})


def answer(client: httpx.Client, body: dict[str, Any]) -> dict[str, Any]:
    response = client.post("/api/query", json=body)
    assert response.status_code == 200, response.text
    AnsweredOut.model_validate(response.json())
    found = response.json()
    assert isinstance(found, dict)
    return found


def test_the_questions_are_those_of_the_catalogue(client: httpx.Client) -> None:
    found = client.get("/api/queries").json()
    QueriesOut.model_validate(found)
    known = catalogue()
    assert [query["name"] for query in found["queries"]] == [query.name for query in known]
    for query, wanted in zip(found["queries"], known, strict=True):
        assert (query["zh"], query["en"], tuple(query["engines"])) == (wanted.zh, wanted.en, wanted.engines)
        assert [param["default"] for param in query["params"]] == [param.default for param in wanted.params]
        assert query["text"] in (wanted.text, wanted.cypher)


@pytest.mark.parametrize("name", [query.name for query in catalogue() if query.text])
def test_every_question_answers_its_example_as_the_look_up_does(client: httpx.Client, seeds: Reader, name: str) -> None:
    query = named_query(name)
    params = {param.name: param.example for param in query.params if param.default is None}
    wanted = ask_named(seeds, query, bind(seeds, query, params).bindings)
    found = ask(client, name, **params)
    assert tuple(found["columns"]) == wanted.columns
    assert found["truncated"] is False
    # What is collected has no order of its own.
    texts = [
        {name: sorted([cell] if cell and isinstance(cell, str) else cell) for name, cell in row.items()}
        for row in wanted.rows
    ]
    assert [{column: _values(row[column]) for column in found["columns"]} for row in found["rows"]] == texts


def _values(cell: dict[str, Any]) -> list[str]:
    assert cell["text"] == "；".join(cell["texts"]) or not cell["texts"]
    return sorted(cell["texts"] or ([cell["text"]] if cell["text"] else []))


def test_resources_have_ids_and_passages_and_texts_have_none(client: httpx.Client, seeds: Reader) -> None:
    found = ask(client, "created-by", court=COURT)
    assert found["rows"]
    for row in found["rows"]:
        for column, cell in row.items():
            assert all(seeds.exists(f"https://w3id.org/courtgraph/{name}") for name in cell["ids"])
            if column == "passage":
                assert cell["ids"] == []
                assert cell["texts"]
                assert cell["text"] == "；".join(cell["texts"])
    assert any(cell["ids"] for row in found["rows"] for cell in row.values())


def test_a_name_an_alias_an_id_and_an_iri_mean_the_same(client: httpx.Client, seeds: Reader) -> None:
    iri = resolve(seeds, COURT).iri
    pinyin = "changchunshizhongjirenminfayuan"
    answers = [ask(client, "created-by", court=text) for text in (COURT, "长春中院", short(iri), iri, pinyin)]
    assert [answer["notes"] for answer in answers] == [[], [], [], [], [f"{pinyin} → {COURT}"]]
    assert all(answer["rows"] == answers[0]["rows"] != [] for answer in answers)


def test_rows_beyond_the_limit_are_cut_and_said_to_be(client: httpx.Client) -> None:
    whole = ask(client, "mechanism-counts")
    assert len(whole["rows"]) > 3
    some = answer(client, {"name": "mechanism-counts", "limit": 3})
    assert (some["rows"], some["truncated"]) == (whole["rows"][:3], True)
    exact = answer(client, {"name": "mechanism-counts", "limit": len(whole["rows"])})
    assert (len(exact["rows"]), exact["truncated"]) == (len(whole["rows"]), False)


def test_the_servers_own_limits_hold_too(start: Serve) -> None:
    served = start("--rows", "2", "--timeout", "30")
    with httpx.Client(base_url=served.url, timeout=60) as client:
        found = ask(client, "mechanism-counts")
        assert (len(found["rows"]), found["truncated"]) == (2, True)


def test_an_ambiguous_name_lists_candidates_with_ids(client: httpx.Client, seeds: Reader) -> None:
    response = client.post("/api/query", json={"name": "created-by", "params": {"court": "长春"}})
    assert response.status_code == 409
    candidates = response.json()["candidates"]
    assert len(candidates) > 1
    for candidate in candidates:
        assert seeds.exists(f"https://w3id.org/courtgraph/{candidate['id']}")
        assert candidate["label"]
        assert candidate["class_zh"]


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"name": "no-such"}, 400, "no query no-such"),
        ({"name": "created-by"}, 400, "needs the parameter court"),
        ({"name": "created-by", "params": {"court": COURT, "cuort": "x"}}, 400, "did you mean court"),
        ({"name": "created-by", "params": {"court": "从未有过的法院"}}, 404, "nothing is called"),
        ({"name": "created-by", "params": {"court": "court/<>"}}, 404, "nothing is called"),
        ({"name": "year-events", "params": {"year": "soon"}}, 400, "example"),
        ({"name": "community-around", "params": {"mechanism": "全域通办"}}, 400, "take cypher"),
        ({"name": "created-by", "engine": "sql"}, 400, "engine"),
        ({"name": "created-by", "limit": 0}, 400, "limit"),
        ({"name": "created-by", "limit": 10_001}, 400, "limit"),
        ({"name": "created-by", "params": {"court": "x" * 2001}}, 400, "court"),
        ({"name": "../../etc/passwd"}, 400, "no query"),
        ({}, 400, "name"),
        ([], 400, ""),
    ],
)
def test_an_error_is_one_line(client: httpx.Client, body: Any, status: int, says: str) -> None:
    response = client.post("/api/query", json=body)
    assert response.status_code == status, response.text
    error = response.json()["error"]
    assert says in error
    assert "\n" not in error


@pytest.fixture(scope="module")
def nowhere(graph_dir: str) -> Iterator[httpx.Client]:
    """A server that is told of a Neo4j which does not answer."""
    with serving(graph_dir, NEO4J_URI=NOWHERE) as served, httpx.Client(base_url=served.url, timeout=60) as found:
        yield found


def test_without_neo4j_cypher_says_what_to_do(nowhere: httpx.Client) -> None:
    for path, body in (
        ("cypher", {"query": "RETURN 1"}),
        ("query", {"name": "created-by", "params": {"court": COURT}, "engine": "cypher"}),
    ):
        response = nowhere.post(f"/api/{path}", json=body)
        assert response.status_code == 503
        assert "kg neo4j start" in response.json()["error"]
        assert "kg mirror sync" in response.json()["error"]


@pytest.mark.parametrize("body", [{}, {"query": 1}, {"query": "RETURN 1", "params": []}, {"query": "R" * 100_001}])
def test_what_is_no_question_in_cypher_is_refused_at_once(nowhere: httpx.Client, body: Any) -> None:
    response = nowhere.post("/api/cypher", json=body)
    assert response.status_code == 400
    assert response.json()["error"]


@pytest.fixture(scope="module")
def mirrored(graph_dir: str, neo4j_seeds: Connection, neo4j_target: Target) -> Iterator[httpx.Client]:
    """A server on the seeds beside a Neo4j that mirrors them."""
    names = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    env = dict(zip(names, neo4j_target, strict=True))
    with serving(graph_dir, **env) as served, httpx.Client(base_url=served.url, timeout=120) as found:
        yield found


def cypher(client: httpx.Client, query: str, **body: Any) -> dict[str, Any]:
    response = client.post("/api/cypher", json={"query": query} | body)
    assert response.status_code == 200, response.text
    CypherOut.model_validate(response.json())
    found = response.json()
    assert isinstance(found, dict)
    return found


def test_status_says_that_a_neo4j_answers(mirrored: httpx.Client) -> None:
    assert mirrored.get("/api/status").json()["cypher"] is True


def test_both_engines_give_the_same_rows(mirrored: httpx.Client) -> None:
    asked: list[tuple[str, dict[str, str]]] = [("created-by", {"court": COURT}), ("agreements", {})]
    for name, params in [*asked, ("region-cooperation", {})]:
        one, other = (ask(mirrored, name, engine, **params) for engine in ("sparql", "cypher"))
        assert one["rows"]
        assert one["columns"] == other["columns"]

        def rows(found: dict[str, Any]) -> list[list[tuple[str, list[str]]]]:
            """Rows in any order, and in each cell the values in any order."""
            return sorted(
                [(c["text"] if not c["texts"] else "", sorted(c["texts"])) for c in row.values()]
                for row in found["rows"]
            )

        assert rows(one) == rows(other)


def test_a_question_for_cypher_alone(mirrored: httpx.Client) -> None:
    found = ask(
        mirrored, "community-around", "cypher", **{p.name: p.example for p in named_query("community-around").params}
    )
    assert found["rows"]


def test_cypher_gives_plain_values_and_the_ids_of_resources(mirrored: httpx.Client, seeds: Reader) -> None:
    query = "MATCH (c:Court {label: $name})-[e:ESTABLISHED]->(m) RETURN c, e, m ORDER BY m.label"
    found = cypher(mirrored, query, params={"name": COURT})
    assert found["columns"] == ["c", "e", "m"]
    court = short(resolve(seeds, COURT).iri)
    assert found["ids"][0] == court
    assert len(found["ids"]) == len(found["rows"]) + 1
    node = found["rows"][0]["c"]
    assert "Court" in node["labels"]
    assert node["properties"]["label"] == COURT
    assert "_literals" not in node["properties"]
    assert found["rows"][0]["e"]["type"] == "ESTABLISHED"
    assert found["truncated"] is False


def test_cypher_is_cut_at_the_limit(mirrored: httpx.Client) -> None:
    found = cypher(mirrored, "UNWIND range(1, 10) AS n RETURN n", limit=4)
    assert ([row["n"] for row in found["rows"]], found["truncated"]) == ([1, 2, 3, 4], True)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("CREATE (n) RETURN n", "read-only"),
        ("MATCH (n) DETACH DELETE n", "read-only"),
        ("MATCH (n", "no Cypher"),
        ("RETURN $missing", "missing"),
        ("", "empty"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "LOAD CSV"),
    ],
)
def test_cypher_that_writes_or_is_none_is_refused(mirrored: httpx.Client, query: str, says: str) -> None:
    response = mirrored.post("/api/cypher", json={"query": query})
    assert response.status_code == 400, response.text
    assert says in response.json()["error"]


class Listener:
    """Something that takes connections and says what it is told to."""

    def __init__(self, says: bytes) -> None:
        self.count = 0
        self._says = says
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.count += 1
                connection.recv(64)
                connection.sendall(self._says)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.mark.parametrize(("says", "there"), [(b"\x00\x00\x04\x05", True), (b"HTTP", False)])
def test_the_probe_asks_once_in_a_while(monkeypatch: pytest.MonkeyPatch, says: bytes, there: bool) -> None:
    listener = Listener(says)
    monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{listener.port}")
    probe = Probe()
    assert [probe.there() for _ in range(5)] == [there] * 5
    assert listener.count == 1
    monkeypatch.setattr(neo4j_probe, "KEPT", 0.0)
    fresh = Probe()
    assert [fresh.there(), fresh.there()] == [there] * 2
    assert listener.count == 3
    listener.close()


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:9", "no address", "bolt://127.0.0.1:port", "bolt+s://127.0.0.1:9"])
def test_the_probe_of_nothing_says_no(monkeypatch: pytest.MonkeyPatch, uri: str) -> None:
    monkeypatch.setenv("NEO4J_URI", uri)
    assert Probe().there() is False
