"""Writes nodes and relationships in batches, in the background: the next is prepared while the server writes."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.mirror.connect import Connection

if TYPE_CHECKING:
    import neo4j

BATCH = 5_000
_AHEAD = 2  # batches that may wait while one is written
_COUNTED = (
    "nodes_created",
    "nodes_deleted",
    "relationships_created",
    "relationships_deleted",
    "properties_set",
    "labels_added",
    "labels_removed",
)
Progress = Callable[[str, int], None]


class Writer:
    """Collects rows by query and sends them; ``counters`` sums what the server says that it changed."""

    def __init__(self, connection: Connection, progress: Progress) -> None:
        self.connection = connection
        self.counters: Counter[str] = Counter()
        self._progress = progress
        self._rows: dict[tuple[str, str], list[object]] = defaultdict(list)
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._running: deque[Future[tuple[str, int, neo4j.SummaryCounters]]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for future in self._running:
            future.cancel()
        self._pool.shutdown()

    def add(self, stage: str, query: str, row: object) -> None:
        """A row of a query; ``stage`` is what the progress calls it."""
        rows = self._rows[stage, query]
        rows.append(row)
        if len(rows) >= BATCH:
            self._send(stage, query)

    def _send(self, stage: str, query: str) -> None:
        rows = self._rows.pop((stage, query))
        self._running.append(self._pool.submit(self._write, stage, query, rows))
        while len(self._running) > _AHEAD:
            self._take()

    def _write(self, stage: str, query: str, rows: list[object]) -> "tuple[str, int, neo4j.SummaryCounters]":
        return stage, len(rows), self.connection.write(query, {"rows": rows})

    def _take(self) -> None:
        stage, count, counters = self._running.popleft().result()
        for name in _COUNTED:
            self.counters[name] += getattr(counters, name)
        self._progress(stage, count)

    def flush(self) -> None:
        """Send all that is left, and wait until it is written."""
        for stage, query in list(self._rows):
            self._send(stage, query)
        while self._running:
            self._take()
