"""Rows that wait for their turn, in temporary files, so that a large graph takes little memory."""

import marshal
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Self

_CHUNK = 5_000


class Spool:
    """Rows of plain values by key; written once, then read key by key. The files are gone with the context."""

    def __init__(self) -> None:
        self._files: dict[str, IO[bytes]] = {}
        self._waiting: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, key: str, row: tuple[object, ...]) -> None:
        """Put a row of texts, numbers, lists and dicts away."""
        rows = self._waiting[key]
        rows.append(row)
        if len(rows) >= _CHUNK:
            if key not in self._files:
                self._files[key] = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the stack closes it)
            marshal.dump(rows, self._files[key])
            rows.clear()

    def groups(self) -> list[str]:
        """The keys that have rows, sorted."""
        return sorted(self._waiting)

    def rows(self, key: str) -> Iterator[tuple[object, ...]]:
        """The rows of a key, in the order in which they came."""
        file = self._files.get(key)
        if file is not None:
            file.seek(0)
            while file.peek(1):  # type: ignore[attr-defined]
                yield from marshal.load(file)  # noqa: S302 (our own file, which nobody else can open)
        yield from self._waiting[key]
