"""The real ``kg serve`` in a process of its own, with one more address that the product does not have.

``/bench/empty?size=N`` answers with N bytes and does nothing else: the cheapest endpoint that this server can have, a
coroutine without a thread. ``python -m benchmarks.web_server serve …`` is ``kg serve …`` with it.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI, Response

import kg.web.app
from benchmarks.measure import PYTHON
from kg.cli.main import main
from kg.web.settings import Settings

EMPTY = "/bench/empty?size="
_LARGEST = 4 << 20  # bytes
_BYTES = b" " * _LARGEST
_create_app = kg.web.app.create_app


def with_empty(settings: Settings) -> FastAPI:
    """The application of the product, and the empty endpoint."""
    app = _create_app(settings)

    @app.get("/bench/empty")
    async def empty(size: int) -> Response:
        return Response(_BYTES[:size], media_type="application/json")

    return app


class Running:
    """A server: its address, its port, its process."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        """Wait until it says its address; SystemExit where it does not."""
        assert child.stderr is not None
        self._child = child
        said = child.stderr.readline()
        found = re.search(r"(http://[0-9.]+:([0-9]+))/", said)
        if not found:
            raise SystemExit(f"kg serve did not start: {said}{child.stderr.read()}")
        self.url, self.port = found[1], int(found[2])

    @property
    def alive(self) -> bool:
        """Whether the process that was started still runs."""
        return self._child.poll() is None

    def memory(self) -> int:
        """Resident memory in MiB."""
        with open(f"/proc/{self._child.pid}/status", encoding="ascii") as file:
            found = re.search(r"VmRSS:\s+(\d+) kB", file.read())
        assert found
        return int(found[1]) >> 10

    def files(self) -> int:
        """How many files and sockets it has open."""
        return len(os.listdir(f"/proc/{self._child.pid}/fd"))

    def seconds(self) -> float:
        """Processor seconds that it has used."""
        with open(f"/proc/{self._child.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(graph: str, port: int = 0) -> Iterator[Running]:
    """A server on a graph, ended afterwards; SystemExit where it has ended by itself."""
    command = [PYTHON, "-m", "benchmarks.web_server", "serve", "--graph", graph, "--port", str(port), "--no-browser"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        running = Running(child)
        yield running
        if not running.alive:
            raise SystemExit(f"the server ended with {child.returncode}")
    finally:
        child.terminate()
        child.communicate(timeout=60)


def settled(running: Running, patience: float = 60.0) -> None:
    """Wait until the server has nothing left to do: it has used no processor for a second."""
    end = time.monotonic() + patience
    before = -1.0
    while time.monotonic() < end and running.seconds() - before > 0.02:
        before = running.seconds()
        time.sleep(1)


if __name__ == "__main__":
    kg.web.app.create_app = with_empty
    sys.argv[0] = "kg"
    main()
