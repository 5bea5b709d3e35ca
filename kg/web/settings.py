"""What the web application is told at its start."""

from dataclasses import dataclass

from kg.store.ask import TIMEOUT

PORT = 8001
ROWS = 100_000
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one server.

    ``documents`` is the folder of source documents, or None; ``token`` is asked of every request where it is given;
    ``cors`` are the origins whose pages may read the answers (``*``: any); ``timeout`` is in seconds and ``rows`` a
    number of rows or triples, each for one query; ``remote`` says that others than this machine are served.
    """

    graph_dir: str
    documents: str | None = None
    host: str = LOOPBACK[0]
    port: int = PORT
    token: str | None = None
    cors: tuple[str, ...] = ()
    timeout: float = TIMEOUT
    rows: int = ROWS
    remote: bool = False
