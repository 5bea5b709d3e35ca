"""``/sparql``: the SPARQL 1.1 Protocol, read-only (https://www.w3.org/TR/sparql11-protocol/, §2.1).

Each query runs in a process of its own that is ended with its time, or when its asker goes away; only so many run at
once. The server itself never waits for one.
"""

from collections.abc import Sequence
from functools import partial
from subprocess import Popen
from typing import NamedTuple
from urllib.parse import parse_qsl

import anyio
import anyio.to_thread
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError, TimeLimit, UsageError
from kg.store.ask import ask
from kg.store.dataset import Dataset, dataset, head
from kg.web.context import QUERIES, Context, ctx_of
from kg.web.errors import Busy
from kg.web.service_description import describe
from kg.web.sparql_formats import GRAPHS, RESULTS, checked, graph_format, prefers_html, results_format, write_triples

router = APIRouter(include_in_schema=False)
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
LARGEST = 64 << 20  # bytes of an answer
WAITING = 16  # queries that wait for their turn; further ones are told to come again
_PARAMETERS = 1000  # graphs included


class Asked(NamedTuple):
    """What the protocol carries: a query (None: the endpoint itself is asked for) and the dataset to ask it of."""

    query: str | None
    dataset: Dataset | None


class Running:
    """The process of a query, which may be ended from outside, also before it has begun."""

    def __init__(self) -> None:
        self._child: Popen[bytes] | None = None
        self._ended = False

    def began(self, child: "Popen[bytes]") -> None:
        """The process is there."""
        self._child = child
        if self._ended:
            child.kill()

    def end(self) -> None:
        """Nobody waits for it any more."""
        self._ended = True
        if self._child:
            self._child.kill()


def _pairs(data: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS, separator="&"
        )
    except UnicodeDecodeError:
        raise UsageError(f"{where} is not percent-encoded UTF-8") from None
    except ValueError:
        raise UsageError(f"{where} has more than {_PARAMETERS} parameters") from None


def _values(pairs: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


async def asked(request: Request) -> Asked:
    """The query and dataset of a request, in any of the three ways of the protocol.

    Raises UsageError for what is malformed, HTTPException 403 for an update, 415 for a body of another type.
    """
    pairs = _pairs(request.scope["query_string"], "the address")
    queries = _values(pairs, "query")
    if request.method == "POST":
        media, _, rest = request.headers.get("content-type", "").partition(";")
        media, body = media.strip().lower(), await request.body()
        charset = rest.lower().replace(" ", "").replace('"', "").partition("charset=")[2].partition(";")[0]
        if charset not in {"", "utf-8", "utf8"}:
            raise HTTPException(415, f"the body is in {charset[:40]}: send it in UTF-8")
        if media == FORM:
            pairs += _pairs(body, "the body")
            queries = _values(pairs, "query")
        elif media == QUERY:
            queries = [*queries, _utf8(body)]
        elif media == UPDATE:
            raise _read_only()
        else:
            raise HTTPException(415, f"send the query as {FORM} (query=…) or as {QUERY}")
    if _values(pairs, "update"):
        raise _read_only()
    if len(queries) > 1:
        raise UsageError("the query is given more than once")
    if not queries and request.method == "POST":
        raise UsageError("no query: send query=…")
    graphs = dataset(_values(pairs, "default-graph-uri"), _values(pairs, "named-graph-uri"))
    # Editors put a byte order mark before what they save; to the store it is no white space.
    return Asked(queries[0].removeprefix("\ufeff") if queries else None, graphs)


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("the body is not UTF-8") from None


def _read_only() -> HTTPException:
    return HTTPException(403, "the graph is read-only, no updates: ask with SELECT, ASK, CONSTRUCT or DESCRIBE")


def _not_acceptable(offers: dict[str, str]) -> HTTPException:
    return HTTPException(406, f"none of the formats in Accept can be had; there are: {', '.join(offers.values())}")


@router.api_route("/sparql", methods=list(METHODS))
async def sparql(request: Request) -> Response:
    """Answer a query, or say what the endpoint is."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"allow": ", ".join(METHODS)})
    found = await asked(request)
    accept = ",".join(request.headers.getlist("accept"))
    if found.query is None:
        return _description(request, accept)
    body, media = await _until_gone(request, ctx_of(request), found, accept)
    return Response(body, headers={"content-type": media, "vary": "Accept"})


def _description(request: Request, accept: str) -> Response:
    if prefers_html(accept):
        return RedirectResponse("/#/query", 303, headers={"vary": "Accept"})
    name = graph_format(accept)
    if not name:
        raise _not_acceptable(GRAPHS)
    ctx = ctx_of(request)
    endpoint = str(request.url.replace(query="", fragment=""))
    body = describe(endpoint, ctx.reader.manifest, ctx.settings.timeout, ctx.settings.rows)
    return Response(write_triples(body, name), headers={"content-type": GRAPHS[name], "vary": "Accept"})


async def _until_gone(request: Request, ctx: Context, found: Asked, accept: str) -> tuple[bytes, str]:
    """The answer and its media type; the query is ended when the asker goes away."""
    running = Running()
    limiter = _limiter(request)
    if limiter.available_tokens < 1:
        raise Busy(f"{QUERIES} queries are under way and {WAITING} wait: try again later")

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        running.end()

    work = partial(_answer, ctx, found, accept, running)
    failed: KgError | HTTPException | None = None
    answered = (b"", "")
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(watch)
            try:
                answered = await anyio.to_thread.run_sync(work, limiter=limiter, abandon_on_cancel=True)
            except (KgError, HTTPException) as error:
                failed = error
            group.cancel_scope.cancel()
    finally:
        running.end()
    if failed:
        raise failed
    return answered


def _limiter(request: Request) -> anyio.CapacityLimiter:
    """The threads that wait for queries: not those that answer everything else."""
    state = request.app.state
    if not hasattr(state, "query_threads"):
        state.query_threads = anyio.CapacityLimiter(QUERIES + WAITING)
    limiter = state.query_threads
    assert isinstance(limiter, anyio.CapacityLimiter)
    return limiter


def _answer(ctx: Context, found: Asked, accept: str, running: Running) -> tuple[bytes, str]:
    """In a thread: the answer of the store, written as it was asked for."""
    settings = ctx.settings
    assert found.query is not None
    rows, triples = results_format(accept), graph_format(accept)
    form = head(found.query).form
    if not (triples if form in {"CONSTRUCT", "DESCRIBE"} else rows):
        raise _not_acceptable(GRAPHS if form in {"CONSTRUCT", "DESCRIBE"} else RESULTS)
    try:
        with ctx.slot():
            answer = ask(
                ctx.folder,
                found.query,
                timeout=settings.timeout,
                dataset=found.dataset,
                form=rows or "json",
                rows=settings.rows,
                largest=LARGEST,
                started=running.began,
            )
    except TimeLimit:
        text = f"the query took longer than {settings.timeout:g} s and was ended: make it narrower, or add LIMIT"
        raise TimeLimit(text) from None
    if answer.media == "n-triples":
        return write_triples(answer.body, triples or "turtle"), GRAPHS[triples or "turtle"]
    return checked(answer.body, RESULTS[rows]), RESULTS[rows]
