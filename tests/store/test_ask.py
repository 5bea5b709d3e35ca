"""Queries run in a process of their own: it ends in time, asks no other machine, and says what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from kg.errors import StoreError, TimeLimit, UsageError
from kg.model.iris import BASE
from kg.store import ask as module
from kg.store.ask import ask, defuse
from kg.store.layout import Layout

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FLOOD = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def folder(toy: str) -> str:
    return Layout(toy).current()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the processes that were started."""
    pids: list[int] = []
    popen = subprocess.Popen

    class Noted(popen):  # type: ignore[valid-type,misc]
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            pids.append(self.pid)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return pids


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("query", [ENDLESS, FLOOD], ids=["counting", "flooding"])
def test_time_limit_ends_the_process(folder: str, started: list[int], query: str) -> None:
    before = time.monotonic()
    with pytest.raises(TimeLimit, match="--timeout"):
        ask(folder, query, timeout=1.0)
    assert time.monotonic() - before < 3.0
    assert len(started) == 1
    assert not alive(started[0])


def test_interrupt_ends_the_process(folder: str, started: list[int]) -> None:
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        ask(folder, ENDLESS, timeout=20.0)
    assert not alive(started[0])


def test_killed_parent_takes_its_child_along(toy: str) -> None:
    script = (
        "import subprocess as s, kg.store.ask as m\n"
        "class P(s.Popen):\n"
        "    def __init__(self, *a, **k):\n"
        "        super().__init__(*a, **k)\n"
        "        print(self.pid, flush=True)\n"
        "m.subprocess.Popen = P\n"
        f"m.ask({Layout(toy).current()!r}, {ENDLESS!r}, timeout=60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        assert alive(child)
        parent.kill()
    end = time.monotonic() + 5
    while alive(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(child)


def test_answer_limit(folder: str, started: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 100_000)
    with pytest.raises(StoreError, match="LIMIT"):
        ask(folder, FLOOD, timeout=20.0)
    assert not alive(started[0])


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <{url}> {{ ?s ?p ?o }}",
        "SERVICE SILENT <{url}> {{ ?s ?p ?o }}",
        "service<{url}>{{?s ?p ?o}}",
        "?s ?p 1SERVICE<{url}>{{?s ?p ?o}}",
        "?s ?p ?o FILTER(?s<?o)SERVICE#>\n<{url}>{{?s ?p ?o}}",
        "BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }}",
        "?s ?p ?o.SeRvIcE <{url}> {{ ?s ?p ?o }}",
        "?s ?p ?o \\u0053ERVICE <{url}> {{ ?s ?p ?o }}",
    ],
)
def test_no_other_machine_is_asked(folder: str, pattern: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        with pytest.raises(UsageError):
            ask(folder, f"SELECT * {{ {pattern.format(url=url)} }}", timeout=10.0)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("ASK { FILTER('service' = 's\\u0065rvice') }", True),
        ("ASK { FILTER(CONTAINS('Judge SERVICE station', 'SERVICE')) } # a service", True),
        ("ASK { FILTER(STR(<http://a/service>) = CONCAT('http://a/serv', 'ice')) }", True),
        ("ASK { BIND('service' AS ?service) FILTER(?service = 'service') }", True),
        ("PREFIX x: <http://a/> ASK { FILTER(STR(x:service) = 'http://a/service') }", True),
    ],
)
def test_the_word_itself_is_free(folder: str, query: str, same: bool) -> None:
    assert (b"true" in ask(folder, query).body) is same


def test_defuse_leaves_other_queries_alone() -> None:
    query = "SELECT ?servant { ?servant a cg:Court }"
    assert defuse(query) == query


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty"),
        ("SELEC ?x { ?x a cg:Court }", "line 1, at"),
        ("SELECT ?x {\n ?x a cg:Court", "line 2 ends too early, after '?x a cg:Court'"),
        ("SELECT ?x { ?x a cq:Court }", "the prefix cq: is not declared"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "read-only, no INSERT"),
        ("PREFIX x: <a:b> DELETE WHERE { ?s ?p ?o }", "read-only, no DELETE"),
        ("LOAD <file:///etc/hostname>", "read-only, no LOAD"),
        ("SELECT ?x { ?x a cg:Court } \0", "NUL"),
    ],
)
def test_what_is_wrong_is_one_line(folder: str, query: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(folder, query)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_bindings_and_prefixes(folder: str) -> None:
    court = f"<{BASE}court/甲市破产法庭>"
    assert b"\xe4\xb8\x81" in ask(folder, "SELECT ?court ?case { ?court cg:heard ?case }", {"court": court}).body
    with pytest.raises(UsageError, match="after SELECT"):
        ask(folder, "SELECT ?case { ?court cg:heard ?case }", {"court": court})


def test_triples_are_sorted_and_distinct(folder: str) -> None:
    answer = ask(folder, "CONSTRUCT { ?c a cg:Case } WHERE { ?court cg:heard ?c . ?c ?p ?o }")
    lines = answer.body.splitlines()
    assert answer.media == "n-triples"
    assert lines == sorted(set(lines))
    assert len(lines) == 2


def test_missing_store(tmp_path: object) -> None:
    with pytest.raises(StoreError):
        ask(str(tmp_path), "ASK {}")


def test_the_child_imports_little() -> None:
    code = "import runpy, sys; runpy.run_path(sys.argv[1]); print('re' in sys.modules, 'json' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, module._WORKER], capture_output=True, text=True, check=True
    )
    assert "True" not in done.stdout.split()[1]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound a process's data")
def test_memory_limit(folder: str, started: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 300 << 20)
    with pytest.raises(StoreError, match="memory"):
        ask(folder, FLOOD + " ORDER BY ?a ?i", timeout=60.0)
    assert not alive(started[0])


def test_a_query_nested_too_deeply_is_a_wrong_query(toy: str) -> None:
    with pytest.raises(UsageError, match="nested too deeply"):
        ask(Layout(toy).current(), "ASK " + "{" * 50_000)
