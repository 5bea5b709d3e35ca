"""What takes long to answer for the first time, worked out before anybody asks."""

import threading
from collections.abc import Callable, Sequence

from kg.errors import KgError
from kg.web.api_views import overview
from kg.web.context import Context
from kg.web.prepared import prepare

# The search box is what people begin with.
WORK: tuple[Callable[[Context], object], ...] = (prepare, overview)


class Warming(threading.Thread):
    """Works out the costly answers of one version, one after the other, beside the requests.

    Who asks for one of them meanwhile waits for it, as for any answer that another thread is at. The process need not
    wait for this thread: nothing that it makes outlives the process.
    """

    def __init__(self, ctx: Context, work: Sequence[Callable[[Context], object]] = WORK) -> None:
        super().__init__(name="warming")
        self._ctx = ctx
        self._work = work
        self._ended = threading.Event()

    def end(self) -> None:
        """Begin nothing more."""
        self._ended.set()

    def run(self) -> None:
        """Do the work; what fails is left for those who ask, and who are told why."""
        for each in self._work:
            if self._ended.is_set():
                return
            try:
                each(self._ctx)
            except KgError:
                continue
