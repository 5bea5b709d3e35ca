"""Answers that take long, worked out once for a version of the graph and what was asked."""

import threading
from collections.abc import Callable, Hashable

from kg.web.context import Context
from kg.web.prepared import MEGABYTE, Kept


class Recent:
    """The last answers by what was asked; each is worked out by one thread, while others may be given."""

    def __init__(self, limit: int = 64 * MEGABYTE) -> None:
        self._kept = Kept(limit)
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The answer to a question, worked out if it is not among the last ones."""
        found = self._find(key)
        if found is None:
            with self._making:  # not by all clients at the same time
                found = self._find(key)
                if found is None:
                    found = make()
                    with self._lock:
                        self._kept.put(key, found)
        return found

    def _find(self, key: Hashable) -> bytes | None:
        with self._lock:
            return self._kept.get(key)


def recent(ctx: Context) -> Recent:
    """The last answers of a version."""
    return ctx.once("recent", Recent)
