"""Requests that no proper client would send: bytes on a socket."""

import contextlib
import socket
from typing import NamedTuple


class Answer(NamedTuple):
    """What came back: the status (0: nothing that is HTTP), the fields in small letters, the body as it was sent."""

    status: int
    fields: dict[str, str]
    body: bytes


def connect(port: int, timeout: float = 30.0) -> socket.socket:
    """A connection to the server."""
    return socket.create_connection(("127.0.0.1", port), timeout)


def read(sock: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := sock.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def parse(data: bytes) -> Answer:
    """The first answer in some bytes."""
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    status = first.split(" ")[1] if first.startswith("HTTP/") else "0"
    return Answer(int(status), {name.lower(): value.strip() for name, _, value in pairs}, body)


def send(port: int, data: bytes, timeout: float = 30.0) -> Answer:
    """Send bytes, read until the other side closes, and take apart what came."""
    with connect(port, timeout) as sock:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            sock.sendall(data)
        return parse(read(sock))


def get(port: int, target: bytes | str, *fields: str, method: str = "GET", host: str | None = None) -> Answer:
    """A request for exactly this target, which no library sets right."""
    target = target if isinstance(target, bytes) else target.encode()
    lines = [f"Host: {host if host is not None else f'127.0.0.1:{port}'}", *fields, "Connection: close"]
    head = "".join(f"{line}\r\n" for line in lines).encode("latin-1")
    return send(port, method.encode() + b" " + target + b" HTTP/1.1\r\n" + head + b"\r\n")
