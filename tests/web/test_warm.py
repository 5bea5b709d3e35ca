"""The costly answers are there before anybody asks for them, and nobody waits for them at the end."""

import signal
import threading

import pytest

from kg.errors import StoreError
from kg.web.api_views import overview
from kg.web.context import Context
from kg.web.prepared import prepare
from kg.web.settings import Settings
from kg.web.warm import Warming
from tests.web.conftest import Serve


def test_what_is_asked_first_is_worked_out_before(toy: str) -> None:
    ctx = Context(Settings(graph_dir=toy))
    warming = Warming(ctx)
    warming.start()
    warming.join(60)
    assert not warming.is_alive()

    def again() -> object:
        raise AssertionError("worked out a second time")

    assert ctx.once("prepared", again) is prepare(ctx)
    assert ctx.once("whole", again)
    assert overview(ctx).startswith(b'{"nodes":[{')


def test_it_begins_nothing_after_the_end(toy: str) -> None:
    done: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def first(_: Context) -> None:
        begun.set()
        assert go_on.wait(60)
        done.append("first")

    warming = Warming(Context(Settings(graph_dir=toy)), (first, lambda _: done.append("second")))
    warming.start()
    assert begun.wait(60)
    warming.end()
    go_on.set()
    warming.join(60)
    assert done == ["first"]


def test_what_fails_is_left_for_those_who_ask(toy: str) -> None:
    done: list[str] = []

    def fails(_: Context) -> None:
        raise StoreError("it cannot be read")

    warming = Warming(Context(Settings(graph_dir=toy)), (fails, lambda _: done.append("second")))
    warming.run()
    assert done == ["second"]


def test_who_asks_for_something_else_does_not_wait(toy: str) -> None:
    ctx = Context(Settings(graph_dir=toy))
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> bool:
        begun.set()
        return go_on.wait(60)

    warming = Warming(ctx, (lambda held: held.once("slow", slow),))
    warming.start()
    assert begun.wait(60)
    assert ctx.once("other", lambda: 2) == 2
    go_on.set()
    warming.join(60)
    assert ctx.once("slow", lambda: False) is True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_server_that_ends_at_once_ends_cleanly(start: Serve, number: int) -> None:
    """The signal comes with the line that says that it listens."""
    server = start()
    assert server.stop(number) == 0
    assert server.process.stderr
    assert server.process.stderr.read() == b""
