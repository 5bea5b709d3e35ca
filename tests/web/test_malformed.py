"""Two hundred malformed requests a second leave the server serving: some seconds here, a minute with ``KG_SLOW=1``."""

import contextlib
import os
import random
import socket
import threading
import time
from collections.abc import Callable

import httpx

from tests.web import raw
from tests.web.conftest import Serve, Served

RATE = 200  # requests a second
SECONDS = 60 if os.environ.get("KG_SLOW") else 5
THREADS = 8
FIELDS = b"Host: localhost\r\nConnection: close\r\n"


def noise(chance: random.Random, length: int) -> bytes:
    return bytes(chance.randrange(256) for _ in range(length))


def mutated(chance: random.Random) -> bytes:
    """A good request with some bytes changed."""
    good = bytearray(b"POST /sparql?x=1 HTTP/1.1\r\n" + FIELDS + b"Content-Type: application/x-www-form-urlencoded\r\n")
    good += b"Content-Length: 12\r\n\r\nquery=ASK+{}"
    for _ in range(chance.randrange(1, 6)):
        good[chance.randrange(len(good))] = chance.randrange(256)
    return bytes(good)


KINDS: list[Callable[[random.Random], bytes]] = [
    lambda chance: noise(chance, chance.randrange(1, 400)),
    mutated,
    lambda chance: b"GET / HTTP/1.1\r\n\r\n",
    lambda chance: b"GET / HTTP/9.9\r\n" + FIELDS + b"\r\n",
    lambda chance: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + noise(chance, 32),  # the beginning of TLS
    lambda chance: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    lambda chance: b"GET /%" + noise(chance, 8).hex().encode() + b"%zz%00 HTTP/1.1\r\n" + FIELDS + b"\r\n",
    lambda chance: b"POST /api/part HTTP/1.1\r\n" + FIELDS + b"Content-Length: -1\r\n\r\n",
    lambda chance: b"POST /api/part HTTP/1.1\r\n" + FIELDS + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    lambda chance: b"POST /api/part HTTP/1.1\r\n" + FIELDS + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    lambda chance: b"POST /api/part HTTP/1.1\r\n" + FIELDS + b"Transfer-Encoding: gzip\r\n\r\nx",
    lambda chance: json_body(b"[" * 5000),
    lambda chance: json_body(b'{"ids": [' + noise(chance, 30) + b"]}"),
    lambda chance: json_body(b'{"ids": ["\\ud800"]}'),
    lambda chance: json_body(b'{"ids": [' + b"9" * 5000 + b"]}"),
    lambda chance: json_body(b'{"ids": NaN, "ids": 1e999}'),
    lambda chance: b"GET / HTTP/1.1\r\n" + FIELDS + noise(chance, 40).replace(b"\n", b"") + b"\r\n\r\n",
    lambda chance: b"GET /api/entity?id=" + b"%ED%A0%80" * 9 + b" HTTP/1.1\r\n" + FIELDS + b"\r\n",
    lambda chance: b"GET /sparql?query=%00%ff HTTP/1.1\r\n" + FIELDS + b"\r\n",
    lambda chance: (
        b"GET /sparql?query=SELECT+%7B HTTP/1.1\r\n" + FIELDS + b"Accept: " + b"*/*;q=x," * 900 + b"\r\n\r\n"
    ),
    lambda chance: b"GET / HTTP/1.1\r\n" + FIELDS + b"Cookie: " + b"a=" * 9000 + b"\r\n\r\n",
]


def json_body(body: bytes) -> bytes:
    fields = FIELDS + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    return b"POST /api/part HTTP/1.1\r\n" + fields + body


def once(port: int, data: bytes) -> int:
    """Send some bytes and no more; returns the status, 0 for none."""
    with contextlib.suppress(OSError, ValueError, IndexError), raw.connect(port, timeout=20) as sock:
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)
        return raw.parse(raw.read(sock)).status
    return 0


def test_each_kind_is_a_refusal(server: Served) -> None:
    """No 500, and none is taken for a question that has an answer."""
    chance = random.Random(6)
    for number, kind in enumerate(KINDS):
        for _ in range(3):
            data = kind(chance)
            status = once(server.port, data)
            assert status < 500, (number, data)
            assert status != 200 or kind is mutated, (number, data)
    assert httpx.get(f"{server}/api/status", timeout=30).status_code == 200


def test_two_hundred_a_second_leave_it_serving(
    start: Serve, record_testsuite_property: Callable[[str, object], None]
) -> None:
    server = start()
    sent: list[int] = []

    def disturb(seed: int) -> None:
        """A share of them, at the rate or as fast as this machine can."""
        chance = random.Random(seed)
        due = time.monotonic()
        for _ in range(RATE * SECONDS // THREADS):
            sent.append(once(server.port, chance.choice(KINDS)(chance)))
            due += THREADS / RATE
            time.sleep(max(0.0, due - time.monotonic()))

    before = time.monotonic()
    threads = [threading.Thread(target=disturb, args=(seed,)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    answered = 0
    with httpx.Client(base_url=server.url, timeout=30) as client:
        while answered == 0 or any(thread.is_alive() for thread in threads):
            assert client.get("/api/suggest", params={"q": "破产"}).status_code == 200
            found = client.post("/sparql", data={"query": "ASK { ?s a cg:Tribunal }"})
            assert found.json()["boolean"] is True
            answered += 2
            time.sleep(0.1)
    record_testsuite_property("malformed requests a second", round(len(sent) / (time.monotonic() - before)))
    assert len(sent) == RATE * SECONDS
    assert 500 not in sent
    assert httpx.get(f"{server}/api/status", timeout=30).status_code == 200
    assert server.stop() == 0
    assert server.process.stderr
    assert server.process.stderr.read() == b""
