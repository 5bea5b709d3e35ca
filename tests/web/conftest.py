"""What the tests of the web application share: real servers, as processes of their own."""

import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.process import KG, environment

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
_URL = re.compile(rb"https?://\S+?/")
WAIT = 60.0


class Served:
    """A running ``kg serve``: its address without a slash at the end, its process, what it said at the start."""

    def __init__(self, url: str, process: subprocess.Popen[bytes], said: bytes) -> None:
        self.url = url
        self.process = process
        self.said = said
        self.port = int(url.rpartition(":")[2])

    def __str__(self) -> str:
        return self.url

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it as Ctrl-C or a service manager would; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(WAIT)


def _first_url(process: subprocess.Popen[bytes]) -> tuple[str, bytes]:
    """The address that the server says on stderr when it listens, and all it said; fails where it says none."""
    assert process.stderr
    said, end = b"", time.monotonic() + WAIT
    with selectors.DefaultSelector() as selector:
        selector.register(process.stderr, selectors.EVENT_READ)
        while time.monotonic() < end and selector.select(end - time.monotonic()):
            part = os.read(process.stderr.fileno(), 1 << 12)
            said += part
            found = _URL.search(said)
            if found:
                return found.group().decode().rstrip("/"), said
            if not part:
                break
    process.kill()
    raise AssertionError(f"kg serve did not listen: {said.decode(errors='replace')}")


@contextmanager
def serving(graph: str, *args: str, **env: str) -> Iterator[Served]:
    """A real ``kg serve`` on a free port of loopback; ended afterwards."""
    command = [*KG, "serve", "--graph", graph, "--port", "0", "--no-browser", *args]
    # No Neo4j but the one that a test names: another worker may have its own running.
    alone = {"LANG": "C.UTF-8", "KG_NEO4J_HOME": f"{graph}-without-neo4j"}
    wanted = {key: value for key, value in environment().items() if not key.startswith("NEO4J_")} | alone | env
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=wanted) as process:
        try:
            url, said = _first_url(process)
            yield Served(url, process, said)
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(WAIT)
                except subprocess.TimeoutExpired:
                    process.kill()


@pytest.fixture(scope="session")
def server(graph_dir: str) -> Iterator[Served]:
    """A server on the packaged seeds, with the source documents where they are at hand."""
    documents = ["--documents", str(DOCUMENTS)] if DOCUMENTS.is_dir() else []
    with serving(graph_dir, *documents) as found:
        yield found


@pytest.fixture(scope="session")
def site(server: Served) -> str:
    """The address of a server on the packaged seeds, such as ``http://127.0.0.1:40123``."""
    return server.url


Serve = Callable[..., Served]


@pytest.fixture
def start(graph_dir: str) -> Iterator[Serve]:
    """Start servers with options of their own: ``start("--rows", "5")``; ``graph=DIR`` is another graph."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def call(*args: str, graph: str = graph_dir, **env: str) -> Served:
            return stack.enter_context(serving(graph, *args, **env))

        yield call
