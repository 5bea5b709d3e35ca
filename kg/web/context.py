"""What a request is answered from: one version of the graph, opened, with all that was worked out from it.

A build that is published meanwhile is noticed, at most once a second, and opened beside the old version. A request
keeps the version that it began with; the old one is let go with its last request.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from starlette.requests import Request

from kg.errors import KgError, StoreError
from kg.lookup.documents import Documents
from kg.store.layout import Layout
from kg.store.reader import Reader
from kg.web.errors import Busy
from kg.web.settings import Settings

if TYPE_CHECKING:
    from kg.lookup.part import Parts

T = TypeVar("T")
PAUSE = 1.0  # seconds between two looks at the link of the graph
QUERIES = max(2, min(4, os.cpu_count() or 1))  # processes of queries at once: each may want a core and much memory
PATIENCE = 5.0  # seconds that a query waits for its turn


class Context:
    """One version of a graph, for all threads that answer from it."""

    def __init__(self, settings: Settings, slots: threading.Semaphore | None = None) -> None:
        """Open the current version; StoreError where there is none, InputError for a bad documents folder.

        ``slots`` are those of the versions before: `QUERIES` is a limit of the whole server.
        """
        self.settings = settings
        self.slots = slots or threading.BoundedSemaphore(QUERIES)
        self.reader = Reader(settings.graph_dir)
        self.documents = Documents(self.reader, settings.documents) if settings.documents else None
        self._made: dict[str, object] = {}
        self._making: dict[str, threading.RLock] = {}

    @cached_property
    def parts(self) -> "Parts":
        """The vertices and edges of this version."""
        from kg.lookup.part import Parts

        return self.once("parts", lambda: Parts(self.reader))

    @property
    def folder(self) -> str:
        """The folder of this version, for `kg.store.ask`."""
        return self.reader.folder

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Wait for a turn to run a query, and keep it: ``with ctx.slot(): ask(…)``. Raises Busy after `PATIENCE`."""
        if not self.slots.acquire(timeout=PATIENCE):
            raise Busy(f"{QUERIES} queries are under way: try again when one of them has ended")
        try:
            yield
        finally:
            self.slots.release()

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out once in the life of this version, by one thread.

        Who asks for another key does not wait; ``make`` may ask for others, never in a circle.
        """
        if key not in self._made:
            with self._making.setdefault(key, threading.RLock()):
                if key not in self._made:
                    self._made[key] = make()
        return cast("T", self._made[key])


class Live:
    """The version that is current now."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ctx = Context(settings)
        self._layout = Layout(settings.graph_dir)
        self._next = time.monotonic() + PAUSE
        self._opening = threading.Lock()

    def stale(self) -> bool:
        """Whether a newer version is published; looks at most once in `PAUSE` seconds, else says no."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + PAUSE
        try:
            return self._layout.current() != self.ctx.folder
        except StoreError:  # being replaced, or gone: what is open stays right
            return False

    def refresh(self) -> Context:
        """Open the newer version, unless another thread is at it; the old one stays where that fails."""
        if self._opening.acquire(blocking=False):
            try:
                self.ctx = Context(self.settings, self.ctx.slots)
            except KgError:
                pass  # the link turned again meanwhile, or the documents are away: the next look tries anew
            finally:
                self._opening.release()
        return self.ctx


def ctx_of(request: Request) -> Context:
    """The version of the graph that a request is answered from."""
    found = request.scope.get("kg.ctx") or request.app.state.live.ctx
    assert isinstance(found, Context)
    return found
