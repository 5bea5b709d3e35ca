"""Whether a Neo4j answers, found out in a moment and remembered for some seconds."""

import socket
import threading
import time
from urllib.parse import urlsplit

from kg.errors import KgError
from kg.mirror.connect import find_target
from kg.server.bolt import answers

KEPT = 5.0  # seconds
WAIT = 0.5
PORT = 7687


class Probe:
    """The answer, kept for `KEPT` seconds; one thread asks, the others take what was last known."""

    def __init__(self) -> None:
        self._found = False
        self._until = 0.0
        self._asking = threading.Lock()

    def there(self) -> bool:
        """Whether a Neo4j is configured or one of ours runs, and something listens there."""
        if time.monotonic() >= self._until and self._asking.acquire(blocking=self._until == 0.0):
            try:
                if time.monotonic() >= self._until:
                    self._found = _listens()
                    self._until = time.monotonic() + KEPT
            finally:
                self._asking.release()
        return self._found


def _listens() -> bool:
    try:
        parts = urlsplit(find_target().uri)
        host, port = parts.hostname or "localhost", parts.port or PORT
    except (KgError, ValueError):  # none is known, or the address is none
        return False
    if parts.scheme in ("bolt", "neo4j"):
        return answers(host, port, timeout=WAIT)
    try:  # behind TLS it is enough that somebody listens
        with socket.create_connection((host, port), WAIT):
            return True
    except OSError:
        return False


PROBE = Probe()
