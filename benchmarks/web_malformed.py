"""Malformed requests at a steady rate, and one client that goes on asking what it asked before.

``python -m benchmarks.web_malformed PORT SECONDS TARGET``: each malformed request has a connection of its own; ten
times a second TARGET is asked for and compared with what it was at first. Prints what came back, as JSON.
"""

import asyncio
import json
import sys
from collections import Counter
from statistics import quantiles
from time import perf_counter
from typing import Any

from benchmarks.measure import PYTHON, must
from benchmarks.web_server import Running, settled
from benchmarks.web_told import Row, milliseconds

RATE = 200  # malformed requests a second
PATIENCE = 10.0  # seconds after which an answer or the end of the connection counts as missing
_HEALTHY = 0.1  # seconds between two right requests
_REFUSALS = frozenset({"503", "504"})  # busy, or longer than a query may take: said in so many words


def _get(target: str, *more: str) -> bytes:
    return "\r\n".join((f"GET {target} HTTP/1.1", "Host: @", *more, "", "")).encode("latin-1")


def _post(path: str, body: bytes, kind: str = "application/json") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: @\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


_PROTOCOL = {
    "bytes": bytes(range(256)) * 4,
    "a TLS hello": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500) + b"\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a method alone": b"GET\r\n\r\n",
    "no such version": b"GET / HTTP/9.9\r\nHost: @\r\n\r\n",
    "no such method": b"FETCH /api/status HTTP/1.1\r\nHost: @\r\n\r\n",
    "a method that is not allowed": b"DELETE /api/status HTTP/1.1\r\nHost: @\r\n\r\n",
    "a header without a colon": _get("/api/status", "Accept"),
    "NUL in a header": _get("/api/status", "Accept: a\0b"),
    "no host": b"GET /api/status HTTP/1.1\r\n\r\n",
    "a foreign host": b"GET /api/status HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "two hosts": _get("/api/status", "Host: example.org"),
    "a negative length": _get("/api/status", "Content-Length: -5"),
    "a length in words": _get("/api/status", "Content-Length: many"),
    "two lengths": _get("/api/status", "Content-Length: 1", "Content-Length: 2"),
    "no chunks": _get("/api/status", "Transfer-Encoding: chunked") + b"ZZ\r\nzz\r\n",
    "a header of 100 KB": _get("/api/status", "X-Long: " + "a" * 100_000),
    "a target of 100 KB": _get("/api/suggest?q=" + "a" * 100_000),
    "a target without a slash": _get("api/status"),
    "a body cut short": _post("/api/part", b'{"ids": []}')[:-5],
    "half a head": b"GET /api/status HTTP/1.1\r\nHo",
}
_TARGETS = {
    "no UTF-8": "/api/entity?id=%ff%fe",
    "a lone surrogate": "/api/entity?id=court/%ED%A0%80",
    "NUL in an id": "/api/entity?id=court/%00",
    "no hexadecimal": "/api/entity?id=%ZZ%",
    "an IRI that is none": "/api/entity?id=<a b>",
    "no id": "/api/entity",
    "a limit in words": "/api/suggest?q=a&limit=many",
    "a limit beyond all numbers": "/api/suggest?q=a&limit=1" + "0" * 400,
    "no end of a path": "/api/path?from=court/a",
    "the way out": "/../../../../etc/passwd",
    "the way out in disguise": "/static/..%2f..%2f..%2fetc%2fpasswd",
    "no SPARQL": "/sparql?query=SELECT%20WHERE",
    "no query": "/sparql?qeury=ASK%20{}",
    "a graph that is no IRI": "/sparql?query=ASK%20{}&default-graph-uri=%20",
}
_BODIES: dict[str, tuple[str, bytes, str]] = {
    "half of JSON": ("/api/part", b'{"ids": [', "application/json"),
    "a number for a list": ("/api/part", b'{"ids": 5}', "application/json"),
    "nulls for ids": ("/api/part", b'{"ids": [null, [], {}]}', "application/json"),
    "JSON 100,000 deep": ("/api/part", b"[" * 100_000, "application/json"),
    "too many ids": ("/api/part", json.dumps({"ids": ["court/a"] * 3_000}).encode(), "application/json"),
    "a body that is no UTF-8": ("/api/part", b'{"ids": ["\xff\xfe"]}', "application/json"),
    "a body of no kind": ("/api/part", b'{"ids": []}', "image/png"),
    "no such format": ("/api/export", b'{"format": "exe", "ids": []}', "application/json"),
    "no such query": ("/api/query", b'{"name": "../x", "params": []}', "application/json"),
    "an update": ("/sparql", b"DELETE WHERE { ?s ?p ?o }", "application/sparql-query"),
    "a service": ("/sparql", b"ASK { SERVICE <http://example.org/> { ?s ?p ?o } }", "application/sparql-query"),
    "SPARQL of no kind": ("/sparql", b"ASK {}", "application/x-nothing"),
    "brackets without end": ("/sparql", b"ASK " + b"{" * 50_000, "application/sparql-query"),
}
REQUESTS: dict[str, bytes] = {
    **_PROTOCOL,
    **{name: _get(target) for name, target in _TARGETS.items()},
    **{name: _post(*body) for name, body in _BODIES.items()},
}
_UNFINISHED = frozenset({"half a head", "a body cut short", "no chunks"})  # the client goes away without an answer


def _fault(status: str) -> bool:
    return status == "no answer" or (status.startswith("5") and status not in _REFUSALS)


class Siege:
    """A minute of malformed requests at one server, and what came back."""

    def __init__(self, port: int, target: str) -> None:
        self.port = port
        self.came: dict[str, Counter[str]] = {name: Counter() for name in REQUESTS}
        self.healthy: list[float] = []
        self.wrong = 0
        self._target = target

    async def exchange(self, request: bytes, *, unfinished: bool = False) -> bytes:
        """Send bytes on a connection of their own and read what comes until it is closed or an answer is whole."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request.replace(b"Host: @", f"Host: 127.0.0.1:{self.port}".encode()))
            if unfinished:
                await asyncio.sleep(0.2)
                return b""
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
            return head + await reader.readexactly(int(length or 0))
        finally:
            writer.close()

    async def malformed(self, name: str) -> None:
        """One malformed request; what came back is noted under its name."""
        try:
            answer = await asyncio.wait_for(self.exchange(REQUESTS[name], unfinished=name in _UNFINISHED), PATIENCE)
            status = answer.split(b" ", 2)[1].decode() if answer else "went away"
        except TimeoutError:
            status = "no answer"
        except (OSError, asyncio.IncompleteReadError):  # closed by the server, which is an answer
            status = "closed"
        self.came[name][status] += 1

    async def asking(self, first: bytes) -> None:
        """Ask for the right thing again and again until cancelled."""
        while True:
            began = perf_counter()
            try:
                answer = await asyncio.wait_for(self._right(), PATIENCE)
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                answer = b""
            self.healthy.append(perf_counter() - began)
            self.wrong += answer != first
            await asyncio.sleep(_HEALTHY)

    async def _right(self) -> bytes:
        """Status line and body of the right request: what has to stay the same."""
        head, _, body = (await self.exchange(_get(self._target))).partition(b"\r\n\r\n")
        return head.split(b"\r\n", 1)[0] + body

    async def run(self, seconds: float) -> dict[str, object]:
        """Send for so many seconds; SystemExit where even the first right request is not answered."""
        first = await self._right()
        if b" 200 " not in first[:20]:
            raise SystemExit(f"{self._target}: {first[:80]!r}")
        asking = asyncio.create_task(self.asking(first))
        names, began, tasks = list(REQUESTS), perf_counter(), set()
        for number in range(int(RATE * seconds)):
            await asyncio.sleep(began + number / RATE - perf_counter())
            task = asyncio.create_task(self.malformed(names[number % len(names)]))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        took = perf_counter() - began
        await asyncio.gather(*tasks)
        asking.cancel()
        statuses: Counter[str] = sum(self.came.values(), Counter())
        bad = {name: dict(came) for name, came in self.came.items() if any(map(_fault, came))}
        return {
            "sent": statuses.total(),
            "seconds": took,
            "statuses": dict(statuses),
            "bad": bad,
            "accepted": sorted(name for name, came in self.came.items() if came["200"]),
            "right": len(self.healthy),
            "wrong": self.wrong,
            "p95": quantiles(self.healthy, n=20)[-1],
        }


def malformed(running: Running, target: str, seconds: int) -> list[Row]:
    """Send them; what came back is printed, and the server's memory and open files before and after."""
    memory, files = running.memory(), running.files()
    command = [PYTHON, "-m", "benchmarks.web_malformed", str(running.port), str(seconds), target]
    found: dict[str, Any] = json.loads(must(command).out)
    settled(running)
    print(f"malformed: {json.dumps(found, ensure_ascii=False)}")
    print(f"memory {memory} → {running.memory()} MiB, open files {files} → {running.files()}\n", flush=True)
    what = f"{found['sent']:,} malformed requests, {found['sent'] / found['seconds']:.0f} a second ({RATE} wanted)"
    right = f"of {found['right']} right requests meanwhile (95th percentile {milliseconds([found['p95']])})"
    faults = sum(sum(came.values()) for came in found["bad"].values())
    return [
        (f"{what}: answered by a fault of the server, or not at all", str(faults), "", "", "0"),
        (f"{right}: answered wrongly", str(found["wrong"]), "", "", "0"),
    ]


if __name__ == "__main__":
    found = asyncio.run(Siege(int(sys.argv[1]), sys.argv[3]).run(float(sys.argv[2])))
    print(json.dumps(found, ensure_ascii=False))
