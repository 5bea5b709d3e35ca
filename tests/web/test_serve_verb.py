"""``kg serve`` as a process: what it says, what it refuses, how it ends, and that it takes up a newer graph."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from kg.cli import serve as verb
from kg.cli.main import run
from kg.web.settings import PORT, ROWS
from tests.cli.process import environment, kg
from tests.cli.test_imports import imported
from tests.conftest import TOY, Kg
from tests.web import raw
from tests.web.conftest import Serve

TOKEN = "one-that-nobody-guesses"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_it_says_one_line_and_ends_cleanly(start: Serve, number: int) -> None:
    server = start()
    assert httpx.get(f"{server}/api/openapi.json", timeout=30).status_code == 200
    with httpx.Client(base_url=server.url) as client:
        client.get("/")  # and the connection stays open
        assert server.stop(number) == 0
    assert server.process.stderr
    rest = server.process.stderr.read()
    assert rest == b""
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url)


def test_a_folder_without_the_texts_is_said(start: Serve, tmp_path: Path) -> None:
    server = start("--documents", str(tmp_path))
    assert httpx.get(f"{server}/api/status", timeout=30).json()["texts"] is False
    assert server.stop(signal.SIGTERM) == 0
    assert server.process.stderr
    assert b"no file there is the text of a document here" in server.said + server.process.stderr.read()


def refused(*args: str, code: int, says: str, **env: str) -> None:
    done = kg("serve", "--no-browser", *args, **env)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == code, lines
    assert done.stdout == b""
    assert len(lines) == 1
    assert says in lines[0]


def test_errors_are_one_line(toy: str, tmp_path: Path) -> None:
    port = ("--port", "0")
    refused("--graph", str(tmp_path), *port, code=4, says="kg build")
    refused("--graph", toy, *port, "--documents", str(tmp_path / "none"), code=4, says="folder of the source documents")
    refused("--graph", toy, *port, "--documents", str(TOY), code=4, says="folder of the source documents")
    refused("--graph", toy, *port, "--timeout", "0", code=2, says="--timeout")
    refused("--graph", toy, *port, "--timeout", "nan", code=2, says="--timeout")
    refused("--graph", toy, *port, "--cors", "https://example.org/", code=2, says="without a path")
    refused("--graph", toy, *port, "--host", "192.0.2.1", code=2, says="--allow-remote")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = str(taken.getsockname()[1])
        refused("--graph", toy, "--port", number, code=2, says=f"127.0.0.1:{number}: Address already in use: choose")
    token = ("--allow-remote", "--token", TOKEN)
    refused(
        "--graph", toy, *port, "--host", "192.0.2.1", *token, code=2, says="--host takes an address of this machine"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", "127.0.0.1.example.org"])
def test_nobody_else_is_let_in_without_a_token(kg_run: Kg, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.delenv("KG_TOKEN", raising=False)

    def says(text: str, *args: str) -> None:
        done = kg_run("serve", "--port", "0", "--no-browser", "--host", host, *args)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert text in done.err

    says("--allow-remote")
    says("--allow-remote", "--token", TOKEN)
    says("--token", "--allow-remote")
    says("16 characters", "--allow-remote", "--token", "short")
    says("16 characters", "--allow-remote", "--token", "with a space and more")


def test_others_are_let_in_with_a_token(start: Serve) -> None:
    """``KG_TOKEN`` keeps it out of the list of processes."""
    server = start("--host", "0.0.0.0", "--allow-remote", KG_TOKEN=TOKEN)
    url = f"http://127.0.0.1:{server.port}/api/openapi.json"
    assert httpx.get(url, timeout=30).status_code == 401
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert httpx.get(url, headers=headers, timeout=30).status_code == 200
    assert httpx.get(url, headers=headers | {"host": "courts.example:8001"}, timeout=30).status_code == 200
    bad = raw.get(server.port, "/", f"Authorization: Bearer {TOKEN}", host="a b")
    assert bad.status in {400, 403}


def test_ipv6_loopback(start: Serve) -> None:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            pass
    except OSError:
        pytest.skip("no IPv6 on this machine")
    server = start("--host", "::1")
    assert server.url.startswith("http://[::1]:")
    assert httpx.get(f"{server}/api/openapi.json", timeout=30).status_code == 200


def test_another_graph_is_taken_up(start: Serve, tmp_path: Path) -> None:
    folder, changed = str(tmp_path / "graph"), tmp_path / "toy.yaml"
    changed.write_text(TOY.read_text(encoding="utf-8").replace("甲市破产法庭", "甲市清算法庭"), encoding="utf-8")
    assert run(["build", str(TOY), "--graph", folder]) == 0
    server = start(graph=folder)

    def names() -> list[str]:
        query = "SELECT ?name { ?c a cg:Tribunal ; skos:prefLabel ?name FILTER(LANG(?name) = 'zh') }"
        found = httpx.get(f"{server}/sparql", params={"query": query}, timeout=30)
        assert found.status_code == 200
        return [row["name"]["value"] for row in found.json()["results"]["bindings"]]

    assert names() == ["甲市破产法庭"]
    for path, name in ((changed, "甲市清算法庭"), (TOY, "甲市破产法庭"), (changed, "甲市清算法庭")):
        assert run(["build", str(path), "--graph", folder]) == 0
        end = time.monotonic() + 15
        while names() != [name] and time.monotonic() < end:
            time.sleep(0.2)
        assert names() == [name]
    shutil.rmtree(folder)  # what is open stays right
    time.sleep(1.5)
    assert httpx.get(f"{server}/api/openapi.json", timeout=30).status_code == 200
    gone = httpx.get(f"{server}/sparql", params={"query": "ASK {}"}, timeout=30)
    assert gone.status_code == 503
    assert run(["build", str(TOY), "--graph", folder]) == 0
    end = time.monotonic() + 15
    while (
        httpx.get(f"{server}/sparql", params={"query": "ASK {}"}, timeout=30).status_code != 200
        and time.monotonic() < end
    ):
        time.sleep(0.2)
    assert names() == ["甲市破产法庭"]


def test_defaults_are_those_of_the_settings() -> None:
    """They are written twice, so that ``--help`` imports little."""
    assert (verb._PORT, verb._ROWS) == (PORT, ROWS)


def test_help_is_cheap() -> None:
    modules = imported("from kg.cli.main import run\nassert run(['serve', '--help']) == 0")
    assert modules & {"fastapi", "uvicorn", "starlette", "pydantic", "pyvis", "kg.web"} == set()


def test_other_verbs_do_not_import_it(toy: str) -> None:
    code = "import sys\nfrom kg.cli.main import run\nassert run(sys.argv[1:]) == 0"
    modules = imported(code, "show", "甲市中级人民法院", "--graph", toy)
    assert modules & {"fastapi", "uvicorn", "starlette", "pydantic", "kg.web", "kg.cli.serve"} == set()


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is of Linux desktops")
def test_the_browser_is_opened_on_a_desktop(toy: str, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.part\nmv {opened}.part {opened}\n')
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    env = environment(LANG="C.UTF-8", PATH=path, DISPLAY=":7")
    command = [sys.executable, "-m", "kg", "serve", "--graph", toy, "--port", "0", "--token", TOKEN]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=env) as process:
        assert process.stderr
        line = process.stderr.readline().decode()
        end = time.monotonic() + 20
        while not opened.exists() and time.monotonic() < end:
            time.sleep(0.05)
        process.terminate()
        assert process.wait(30) == 0
    url = opened.read_text()
    assert url.endswith(f"/?token={TOKEN}")
    assert url.partition("?")[0] in line
    assert TOKEN not in line


SLOW = """
import signal, sys, threading, time, urllib.request
from kg.cli.serve import _leave_threads
from kg.web.app import create_app
from kg.web.server import listen, serve
from kg.web.settings import Settings

settings = Settings(graph_dir=sys.argv[1], port=0)
app, sock, begun = create_app(settings), listen(settings), threading.Event()

@app.get("/slow")
def slow() -> None:
    begun.set()
    time.sleep(600)

def ask() -> None:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{sock.getsockname()[1]}/slow")
    except urllib.error.HTTPError as error:
        print(error.code, error.read().decode(), flush=True)

def listens() -> None:
    threading.Thread(target=ask, daemon=True).start()
    threading.Thread(target=lambda: begun.wait() and signal.raise_signal(signal.SIGTERM), daemon=True).start()

serve(app, sock, listens)
time.sleep(0.5)
_leave_threads()
raise SystemExit("nothing was under way")
"""


def test_the_end_waits_for_nothing_that_takes_long(toy: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW, toy],
        capture_output=True,
        check=False,
        timeout=120,
        env=environment(LANG="C.UTF-8"),
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode().strip() == '503 {"error": "the server is ending"}'
