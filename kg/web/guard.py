"""The guard before the application: what is not well formed, or not meant for it, ends here.

Pure ASGI, for every request: the Host field (DNS rebinding), sizes of address and head, the page that asks, the
token, the body (its size, and how long it may take to come), how many are answered at once; and the security headers
of every answer, refusals included.
"""

import asyncio
import contextlib
import json
import re
from typing import NamedTuple

import anyio.to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web import access
from kg.web.context import Live

TARGET = 16_384  # bytes of path and query; a longer query is for POST
FIELDS, FIELD_BYTES = 100, 32_768
BODY = 1 << 20
DRAINED = 8 << 20  # of a body that is too large, so that its sender reads the answer
BODY_SECONDS = 15.0
ACTIVE = 64  # requests that are answered at once
CHUNK = 1 << 18  # bytes that a reader must take within `kg.web.server.STALL_SECONDS`

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_PLAIN = re.compile(r"(/[\w.-]+)+", re.ASCII)  # a path that no browser takes for another host
_CLOSE = (b"connection", b"close")
_Fields = tuple[tuple[bytes, bytes], ...]


class Refused(Exception):
    """A request that goes no further, with the answer to it."""

    def __init__(self, status: int, text: str, fields: _Fields = ()) -> None:
        super().__init__(text)
        self.status = status
        self.fields = fields

    @property
    def body(self) -> bytes:
        """The error as JSON; nothing where there is no text."""
        return json.dumps({"error": str(self)}, ensure_ascii=False).encode() if str(self) else b""


class _Head(NamedTuple):
    """What is looked at of a request."""

    method: str
    path: str
    query: bytes
    fields: dict[bytes, bytes]


class Guard:
    """ASGI middleware: see the module."""

    def __init__(self, app: ASGIApp, live: Live) -> None:
        self.app = app
        self.live = live
        self.settings = live.settings
        self.active = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass on what is none."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        fields = dict(scope["headers"])
        answered = self._with_headers(fields, send)
        try:
            self._check(scope, fields)
            body = await _body(fields, receive)
            if body is None:
                return  # nobody is there any more
            if self.active >= ACTIVE:
                raise Refused(503, "the server is busy: try again in a second", ((b"retry-after", b"1"),))
        except Refused as refused:
            await _refuse(refused, answered)
            return
        self.active += 1
        try:
            if self.live.stale():
                await anyio.to_thread.run_sync(self.live.refresh)
            scope["kg.ctx"] = self.live.ctx
            await self.app(scope, _replay(body, receive), answered)
        except asyncio.CancelledError:
            await self._ended(answered)
        finally:
            self.active -= 1

    async def _ended(self, send: Send) -> None:
        """The server ends, and has waited long enough for this answer; where it has begun, its connection is cut."""
        with contextlib.suppress(RuntimeError):
            await _refuse(Refused(503, "the server is ending", (_CLOSE,)), send)

    def _check(self, scope: Scope, fields: dict[bytes, bytes]) -> None:
        head = _Head(scope["method"], scope["path"], scope["query_string"], fields)
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not access.host_allowed(self.settings, hosts[0].decode("latin-1")):
            raise Refused(403, "this server has another name: ask it as 127.0.0.1 or localhost", (_CLOSE,))
        if not scope["raw_path"].startswith(b"/"):
            raise Refused(400, "the address is no path of this server", (_CLOSE,))
        if len(scope["raw_path"]) + len(head.query) > TARGET:
            raise Refused(414, f"the address is longer than {TARGET} bytes: ask by POST where that can be", (_CLOSE,))
        size = sum(len(name) + len(value) for name, value in scope["headers"])
        if len(scope["headers"]) > FIELDS or size > FIELD_BYTES:
            raise Refused(431, f"more than {FIELDS} header fields, or {FIELD_BYTES} bytes of them", (_CLOSE,))
        if fields.get(b"content-encoding", b"identity").strip().lower() not in {b"", b"identity"}:
            raise Refused(415, "the body is compressed: send it as it is", ((b"accept-encoding", b"identity"), _CLOSE))
        if not access.origin_allowed(self.settings, head.method, fields):
            raise Refused(403, "a page of another origin may not ask here: kg serve --cors ORIGIN lets it", (_CLOSE,))
        if head.method == "OPTIONS" and b"access-control-request-method" in fields:
            raise Refused(204, "", _PREFLIGHT)
        if self.settings.token and not access.token_given(self.settings, fields):
            self._without_token(head)

    def _without_token(self, head: _Head) -> None:
        """A link with the token gives a cookie in its place; all else is refused."""
        right, rest = access.token_of_link(self.settings, head.query)
        if not right or head.method not in access.SAFE:
            text = "a token is needed: open /?token=… once, or send Authorization: Bearer …"
            raise Refused(401, text, ((b"www-authenticate", b'Bearer realm="kg"'), _CLOSE))
        target = head.path if _PLAIN.fullmatch(head.path) else "/"
        location = f"{target}?{rest}" if rest else target
        cookie = access.token_cookie(self.settings).encode("latin-1")
        raise Refused(303, "", ((b"location", location.encode("latin-1", "replace")), (b"set-cookie", cookie)))

    def _with_headers(self, fields: dict[bytes, bytes], send: Send) -> Send:
        allowed = access.allowed_origin(self.settings, fields.get(b"origin", b"").decode("latin-1"))
        default = b"no-store" if self.settings.token else b"no-cache"

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *SECURITY]
                names = {name for name, _ in headers}
                if b"cache-control" not in names:
                    headers.append((b"cache-control", default))
                if self.settings.cors:
                    headers.append((b"vary", b"Origin"))
                if allowed and b"origin" in fields:
                    headers.append((b"access-control-allow-origin", allowed.encode("latin-1")))
                message = {**message, "headers": headers}
            elif len(message.get("body", b"")) > CHUNK:
                await _in_chunks(message, send)
                return
            await send(message)

        return answered


_PREFLIGHT: _Fields = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Authorization, Content-Type"),
    (b"access-control-max-age", b"600"),
)


async def _in_chunks(message: Message, send: Send) -> None:
    """A large body piece by piece: the next is sent when the one before is taken."""
    body = memoryview(message["body"])
    more = message.get("more_body", False)
    for start in range(0, len(body), CHUNK):
        last = start + CHUNK >= len(body)
        part = bytes(body[start : start + CHUNK])
        await send({"type": "http.response.body", "body": part, "more_body": more or not last})


async def _refuse(refused: Refused, send: Send) -> None:
    headers = [(b"content-length", str(len(refused.body)).encode())] if refused.status != 204 else []
    if refused.body:
        headers.append((b"content-type", b"application/json"))
    await send({"type": "http.response.start", "status": refused.status, "headers": [*headers, *refused.fields]})
    await send({"type": "http.response.body", "body": refused.body})


async def _body(fields: dict[bytes, bytes], receive: Receive) -> bytes | None:
    """The whole body; None where its sender has gone. Raises Refused where it is too large or too slow."""
    length = fields.get(b"content-length", b"")
    if not length.strip(b"0") and b"transfer-encoding" not in fields:
        return b""
    too_large = Refused(413, f"the body is larger than {BODY >> 20} MiB", (_CLOSE,))
    announced = int(length[:12]) if length.isdigit() else 0
    if announced > BODY and b"expect" in fields:
        raise too_large  # the sender waits for leave to send it
    parts: list[bytes] = []
    size, more = 0, True
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while more and size <= DRAINED:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                part = message.get("body", b"")
                size += len(part)
                more = message.get("more_body", False)
                if max(size, announced) <= BODY:
                    parts.append(part)
    except TimeoutError:
        if max(size, announced) <= BODY:
            raise Refused(408, f"the body did not come within {BODY_SECONDS:g} s", (_CLOSE,)) from None
    if max(size, announced) > BODY:
        raise too_large
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A body that is read already; what comes after it is that the other side has gone."""
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
