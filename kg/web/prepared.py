"""Answers that are asked for again and again, as bytes: kept for one version of the graph, within bounds."""

import json
from collections import OrderedDict
from collections.abc import Hashable
from itertools import islice
from weakref import WeakKeyDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.lookup.entity import Pages
from kg.lookup.suggest import Suggestion, Suggestions
from kg.web.context import Context, ctx_of

MEGABYTE = 1 << 20
_QUICK = 200  # statements at a resource whose page is built sooner than a thread is found


class Kept:
    """Answers by their question, at most ``limit`` bytes of them; the one unused for longest goes first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._found: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """The answer to a question, if it is kept."""
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
        return found

    def put(self, key: Hashable, answer: bytes) -> bytes:
        """Keep an answer, and give it back; one larger than all the room is not kept."""
        if len(answer) <= self.limit:
            self.size += len(answer) - len(self._found.pop(key, b""))
            self._found[key] = answer
            while self.size > self.limit:
                self.size -= len(self._found.popitem(last=False)[1])
        return answer


class Prepared:
    """Pages and suggestions of one version. Its caches are for the thread of the event loop alone."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        pages.naries.read_all()
        self.suggestions = Suggestions(pages.parts)
        self._kept_pages = Kept(64 * MEGABYTE)
        self._kept_suggestions = Kept(16 * MEGABYTE)
        self._items = Kept(16 * MEGABYTE)

    async def suggest(self, text: str, klass: str, limit: int) -> bytes:
        """The answer of ``/api/suggest``; raises NotFound for an unknown class."""
        key = (text, klass, limit)
        kept = self._kept_suggestions.get(key)
        if kept is not None:
            return kept
        if self.suggestions.ready(klass):
            found = self.suggestions.find(*key)
        else:
            found = await run_in_threadpool(self.suggestions.find, *key)
        return self._kept_suggestions.put(key, b'{"items":[%s]}' % b",".join(map(self._item, found)))

    def _item(self, found: Suggestion) -> bytes:
        kept = self._items.get(found)
        return self._items.put(found, dumps(self.suggestions.json(found))) if kept is None else kept

    async def entity(self, name: str) -> bytes:
        """The answer of ``/api/entity``; raises NotFound where the graph has no such resource."""
        found = self._kept_pages.get(name)
        if found is not None:
            return found
        iri = self.pages.parts.full(name)
        # A hop to another thread costs more than an ordinary page; a page of thousands would hold up everybody.
        quick = next(islice(self.pages.reader.into(iri), _QUICK, None), None) is None
        body = self._entity(iri) if quick else await run_in_threadpool(self._entity, iri)
        return self._kept_pages.put(name, body)

    def _entity(self, iri: str) -> bytes:
        return dumps(self.pages.page(iri))


def dumps(answer: object) -> bytes:
    """An answer as JSON in UTF-8, without spaces."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def json_response(body: bytes) -> Response:
    """Prepared JSON as a response."""
    return Response(body, media_type="application/json")


def pages_of(ctx: Context) -> Pages:
    """The pages of the version that a request is answered from."""
    return ctx.once("pages", lambda: Pages(ctx.parts))


def prepare(ctx: Context) -> Prepared:
    """The prepared answers of a version, worked out when first asked for."""
    return ctx.once("prepared", lambda: Prepared(pages_of(ctx)))


async def prepared(request: Request) -> Prepared:
    """The prepared answers of the version of a request; worked out in another thread when first asked for."""
    ctx, state = ctx_of(request), request.app.state
    if not hasattr(state, "prepared"):
        state.prepared = WeakKeyDictionary()  # a version is let go with its last request
    known: WeakKeyDictionary[Context, Prepared] = state.prepared
    found = known.get(ctx)
    if found is None:
        found = await run_in_threadpool(prepare, ctx)
        known[ctx] = found
    return found
