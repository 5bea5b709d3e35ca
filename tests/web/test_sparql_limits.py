"""Limits of the endpoint: endless queries end in time, large answers are refused, and the server goes on answering."""

import contextlib
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.web.context import QUERIES
from tests.web.conftest import Serve, Served

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FLOOD = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUICK = "SELECT ?c { ?c a cg:Tribunal } LIMIT 1"


def ask(server: Served, query: str, timeout: float = 60.0) -> httpx.Response:
    return httpx.get(f"{server}/sparql", params={"query": query}, timeout=timeout)


def children(server: Served) -> list[int]:
    """The processes that the server has started and that are still there."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[1]) == server.process.pid and fields[0] != "Z":
                found.append(int(status.parent.name))
    return found


def wait_for_children(server: Served, number: int) -> list[int]:
    """Wait until the server has so many children; fails after some seconds."""
    end = time.monotonic() + 20
    while len(found := children(server)) != number and time.monotonic() < end:
        time.sleep(0.05)
    assert len(found) == number
    return found


linux = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are counted in /proc")


@linux
@pytest.mark.parametrize("query", [ENDLESS, FLOOD], ids=["counting", "flooding"])
def test_an_endless_query_is_ended(start: Serve, query: str) -> None:
    server = start("--timeout", "2", "--rows", "1000000000")
    found = ask(server, query)
    assert found.status_code in ({504} if query == ENDLESS else {504, 413})
    assert found.json()["error"]
    if found.status_code == 504:
        assert "longer than 2 s" in found.json()["error"]
    wait_for_children(server, 0)
    assert ask(server, QUICK).status_code == 200


@linux
def test_the_server_answers_while_endless_queries_run(start: Serve) -> None:
    server = start("--timeout", "6")
    with ThreadPoolExecutor(60) as pool:
        endless = [pool.submit(ask, server, ENDLESS) for _ in range(60)]
        wait_for_children(server, QUERIES)
        for _ in range(10):
            assert httpx.get(f"{server}/api/openapi.json", timeout=10).status_code == 200
            assert httpx.get(f"{server}/", timeout=10).status_code in {200, 404}
        statuses = [done.result().status_code for done in endless]
    assert statuses.count(504) >= QUERIES
    assert set(statuses) == {503, 504}
    wait_for_children(server, 0)
    assert ask(server, QUICK).status_code == 200


@linux
def test_a_query_ends_when_its_asker_goes_away(start: Serve) -> None:
    server = start("--timeout", "600")
    with pytest.raises(httpx.ReadTimeout):
        ask(server, ENDLESS, timeout=2)
    wait_for_children(server, 0)
    assert ask(server, QUICK).status_code == 200


@linux
def test_the_end_of_the_server_ends_its_queries(start: Serve) -> None:
    server = start("--timeout", "600")

    def endless() -> None:
        with contextlib.suppress(httpx.HTTPError):
            ask(server, ENDLESS)

    thread = threading.Thread(target=endless)
    thread.start()
    pids = wait_for_children(server, 1)
    assert server.stop() == 0
    thread.join()
    for pid in pids:
        assert not os.path.exists(f"/proc/{pid}")


def test_rows_and_triples_are_limited(start: Serve) -> None:
    server = start("--rows", "3")
    select, construct = "SELECT * {{ ?s a cg:Mechanism }} LIMIT {}", "CONSTRUCT WHERE {{ ?s a cg:Mechanism }} LIMIT {}"
    for many in (select, construct):
        assert ask(server, many.format(3)).status_code == 200
        refused = ask(server, many.format(4))
        assert refused.status_code == 413
        assert "more than 3 rows" in refused.json()["error"]
        assert "LIMIT" in refused.json()["error"]


def test_an_answer_of_many_megabytes_comes_whole(server: Served) -> None:
    query = "SELECT ?s ?p ?o ?t { ?s ?p ?o . ?t a cg:Tribunal } LIMIT 60000"
    found = httpx.get(f"{server}/sparql", params={"query": query}, headers={"accept": "application/json"}, timeout=60)
    assert found.status_code == 200
    assert len(found.content) > 4 << 20
    assert len(found.json()["results"]["bindings"]) == 60000
