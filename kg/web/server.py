"""Uvicorn as this house wants it: one socket, no patience with connections that say nothing, a clean end."""

import asyncio
import contextlib
import errno
import socket
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from kg.errors import UsageError
from kg.store.ask import end_all
from kg.web.guard import SECURITY, TARGET, Refused
from kg.web.settings import Settings
from kg.web.warm import Warming

HEAD_SECONDS = 10.0  # for the head of a request to come whole
IDLE_SECONDS = 5  # between two requests
END_SECONDS = 3  # for what is under way when the server ends
HEAD_BYTES = 1 << 16  # of a request's line and fields together
STALL_SECONDS = 30.0  # for a reader to take what is sent
CONNECTIONS = 512
TOO_LONG = 431


class Impatient(H11Protocol):
    """Uvicorn's protocol, with a limit to the time that a head may take: uvicorn itself waits for ever.

    A connection that sends nothing, or a byte now and then, is cut; so is one that does not take what is sent to it.
    Where there are too many connections, the one that has been silent longest makes room for a new one.
    """

    _late: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        if len(self.connections) >= CONNECTIONS:
            self._make_room()
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._forget_late()
        self._forget_stalled()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Wait on for a head that began, and no more for one that is whole."""
        super().data_received(data)
        self._watch()

    def pause_writing(self) -> None:
        """The other side takes nothing for now."""
        super().pause_writing()
        self._stalled = self.loop.call_later(STALL_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It takes again."""
        self._forget_stalled()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close, and cut where the other side does not take what is still to be sent."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP request, or one whose head is too long, as everything else is refused."""
        if self.conn.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.abort()  # the answer to what came before has begun, and cannot be taken back
            return
        error = sys.exception()
        refused = Refused(400, "this is no HTTP request: see /api/openapi.json")
        if isinstance(error, h11.RemoteProtocolError) and error.error_status_hint == TOO_LONG:
            refused = self._too_long()
        fields = [(b"content-type", b"application/json"), (b"content-length", str(len(refused.body)).encode())]
        head = h11.Response(
            status_code=refused.status,
            headers=[*fields, (b"connection", b"close"), (b"cache-control", b"no-store"), *SECURITY],
            reason=STATUS_PHRASES[refused.status],
        )
        for event in (head, h11.Data(data=refused.body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _too_long(self) -> Refused:
        received, _ = self.conn.trailing_data
        if b"\n" in received:
            return Refused(TOO_LONG, f"the fields of the request are longer than {HEAD_BYTES} bytes")
        return Refused(414, f"the address is longer than {TARGET} bytes: ask by POST where that can be")

    def _watch(self) -> None:
        theirs, ours = self.conn.their_state, self.conn.our_state
        # A head that is not whole, or a body that goes on after the answer to it; between two requests uvicorn watches.
        waiting = theirs is h11.IDLE or (theirs is h11.SEND_BODY and ours is h11.DONE)
        if not waiting or self.transport.is_closing():
            self._forget_late()
        elif self._late is None and self.timeout_keep_alive_task is None:
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _forget_late(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _forget_stalled(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def _make_room(self) -> None:
        silent = [c for c in self.connections if isinstance(c, Impatient) and c._late]
        if silent:
            min(silent, key=lambda c: c._late.when() if c._late else 0.0).transport.abort()


class Server(uvicorn.Server):
    """A server that says when it listens, warms what is asked first, and ends with code 0 by Ctrl-C and SIGTERM."""

    def __init__(self, config: uvicorn.Config, listens: Callable[[], None], warming: Warming) -> None:
        super().__init__(config)
        self._listens = listens
        self._warming = warming

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the queries that are under way, then all else."""
        self._warming.end()
        end_all()
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, say so, and begin to warm."""
        await super().startup(sockets)
        self._listens()
        self._warming.start()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does, without raising the signal anew at the end."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Let the requests under way end; the second signal does not wait for them."""
        self.force_exit = self.should_exit
        super().handle_exit(sig, frame)


def listen(settings: Settings) -> socket.socket:
    """A socket that listens; UsageError where the port is taken or the host is none of this machine's."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        sock = socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        reason = (error.strerror or str(error)).partition(" (")[0]  # what follows says the address again
        of_port = error.errno in {errno.EADDRINUSE, errno.EACCES}
        advice = "choose another with --port, or --port 0" if of_port else "--host takes an address of this machine"
        raise UsageError(f"{place}: {reason}: {advice}") from error
    # asyncio sets this on sockets of a named protocol only; without it head and body of an answer are 40 ms apart.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def serve(app: FastAPI, sock: socket.socket, listens: Callable[[], None]) -> None:
    """Answer requests until a signal; calls ``listens`` when it does. The socket is closed afterwards."""
    config = uvicorn.Config(
        app,
        http=Impatient,
        loop="asyncio",
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=HEAD_BYTES,
        limit_concurrency=2 * CONNECTIONS,  # the guard and _make_room are before it
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=END_SECONDS,
    )
    Server(config, listens, Warming(app.state.live.ctx)).run(sockets=[sock])
