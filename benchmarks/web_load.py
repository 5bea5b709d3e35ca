"""Suggestions and entities for twenty clients at once, each asking again as soon as it has its answer.

Each round has a fresh server and asks, in turn: suggestions, then for as many bytes of nothing, request by request;
entities of courts that it has not been asked for yet, then as many bytes of nothing; the same entities again, which
the server may have kept, then as many bytes of nothing. The ratio is that of the 95th percentiles of a round.

The clients are a process of their own, on raw streams that stay open: an HTTP library would cost more than the server
does. ``python -m benchmarks.web_load PORT`` reads a list of request targets a line (JSON) and answers with a line:
``[[seconds, status, bytes], …]`` in the order of the targets, and the share of one core that the clients took.
"""

import asyncio
import json
import random
import subprocess
import sys
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time

from benchmarks import web_server
from benchmarks.measure import PYTHON
from benchmarks.web_asked import entities, typed
from benchmarks.web_data import WebGraph
from benchmarks.web_told import Row, milliseconds, ratio

CLIENTS = 20
OK = 200
SUGGEST, FIRST, AGAIN = "suggestions", "an entity, asked for the first time", "an entity, asked for again"
_WANTED = {SUGGEST: "≤ 3×", FIRST: "≤ 5×", AGAIN: "≤ 5×"}


@dataclass(frozen=True)
class Answers:
    """What came back: seconds and bytes of each request, and the share of a core that the clients themselves took."""

    seconds: list[float]
    sizes: list[int]
    busy: float

    @property
    def p95(self) -> float:
        """The 95th percentile in seconds."""
        return quantiles(self.seconds, n=20)[-1]


class Clients:
    """The process of the clients."""

    def __init__(self, port: int) -> None:
        """Start it; connections are opened anew for each list of targets, before the clock runs."""
        command = [PYTHON, "-m", "benchmarks.web_load", str(port)]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, targets: list[str]) -> Answers:
        """Ask for all targets, shared out among the clients; SystemExit where one is not answered with 200."""
        into, out = self._child.stdin, self._child.stdout
        assert into is not None
        assert out is not None
        into.write(json.dumps(targets) + "\n")
        into.flush()
        if not (line := out.readline()):
            raise SystemExit(f"the clients ended with {self._child.wait()}")
        said = json.loads(line)
        for target, (_, status, _) in zip(targets, said["answers"], strict=True):
            if status != OK:
                raise SystemExit(f"{status} for {target}")
        return Answers([row[0] for row in said["answers"]], [row[2] for row in said["answers"]], said["busy"])

    def close(self) -> None:
        """End the process."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait()


class Load:
    """What was measured, a pair a round of each kind: the server's answers, and as many bytes of nothing."""

    def __init__(self, graph: WebGraph, folder: str, requests: int) -> None:
        """``folder`` is that of the built graph; ``requests`` those of a kind in a round."""
        self._graph, self._folder, self._requests = graph, folder, requests
        self._dice = random.Random(20)
        self._pairs: dict[str, list[tuple[Answers, Answers]]] = {kind: [] for kind in _WANTED}

    def round(self) -> None:
        """Ask a fresh server, warmed up by an eighth of the suggestions, and one entity."""
        with web_server.serving(self._folder) as running:
            clients = Clients(running.port)
            warm = typed(self._graph, self._dice, self._requests // 8)
            courts = entities(self._graph, self._dice, self._requests + 1)
            clients.ask([*warm, *courts[-1:], *(f"{web_server.EMPTY}{len(target)}" for target in warm)])
            for kind, targets in (
                (SUGGEST, typed(self._graph, self._dice, self._requests)),
                (FIRST, courts[:-1]),
                (AGAIN, courts[:-1]),
            ):
                ours = clients.ask(targets)
                theirs = clients.ask([f"{web_server.EMPTY}{size}" for size in ours.sizes])
                self._pairs[kind].append((ours, theirs))
            clients.close()

    def rows(self) -> list[Row]:
        """A line of the table for each kind; how much was asked is printed."""
        return [self._row(kind, wanted) for kind, wanted in _WANTED.items()]

    def _row(self, kind: str, wanted: str) -> Row:
        ours, theirs = zip(*self._pairs[kind], strict=True)
        busy = max(one.busy for one in (*ours, *theirs))
        rates = " and ".join(f"{median(map(_rate, answers)):,.0f}" for answers in (ours, theirs))
        print(f"{kind}: {rates} answers a second; the clients took at most {busy:.0%} of a core", flush=True)
        size = median(size for one in ours for size in one.sizes)
        what = f"{kind}, {CLIENTS} clients, 95th percentile; as many bytes of nothing (median {size:,.0f})"
        mine, other = [one.p95 for one in ours], [one.p95 for one in theirs]
        return what, milliseconds(mine), milliseconds(other), ratio(mine, other), wanted


def _rate(answers: Answers) -> float:
    return CLIENTS * len(answers.seconds) / sum(answers.seconds)


class _Client:
    """One connection that stays open."""

    def __init__(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._port, self._reader, self._writer = port, reader, writer

    async def get(self, target: str) -> tuple[float, int, int]:
        """Ask and read the whole answer: seconds, status, bytes of the body."""
        request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n\r\n".encode()
        began = perf_counter()
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        await self._reader.readexactly(length)
        return perf_counter() - began, int(head.split(b" ", 2)[1]), length

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()


async def _all(port: int, targets: list[str]) -> tuple[list[tuple[float, int, int]], float]:
    """Ask for all targets: what came, in their order, and the share of a core that it took."""
    clients = [_Client(port, *await asyncio.open_connection("127.0.0.1", port)) for _ in range(CLIENTS)]
    answers: list[tuple[float, int, int]] = [(0, 0, 0)] * len(targets)
    waiting = iter(range(len(targets)))

    async def work(client: _Client) -> None:
        for number in waiting:
            answers[number] = await client.get(targets[number])

    began, busy = perf_counter(), process_time()
    await asyncio.gather(*(work(client) for client in clients))
    share = (process_time() - busy) / (perf_counter() - began)
    for client in clients:
        client.close()
    return answers, share


async def _serve(port: int) -> None:
    while line := sys.stdin.readline():
        answers, share = await _all(port, json.loads(line))
        print(json.dumps({"answers": answers, "busy": share}), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
