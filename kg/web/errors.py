"""Every error is one line of JSON: what, where, what to do next."""

import json
from collections.abc import Mapping, Sequence

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import Ambiguous, InputError, KgError, NotFound, StoreError, TimeLimit, UsageError
from kg.store.ask import TooMany


class TooLarge(UsageError):
    """What was sent is larger than allowed."""


class Busy(StoreError):
    """The server has as much to do as it takes on."""


class Problem(BaseModel):
    """An error: one line of text, and the resources that may have been meant."""

    error: str
    candidates: list[dict[str, str]] | None = None


# From the particular to the general: the first that fits says the status.
STATUS: tuple[tuple[type[KgError], int], ...] = (
    (TooLarge, 413),
    (TooMany, 413),
    (UsageError, 400),
    (NotFound, 404),
    (Ambiguous, 409),
    (TimeLimit, 504),
    (StoreError, 503),
    (InputError, 503),
)
_MEANS = {
    400: "The question is not well formed.",
    404: "There is no such thing in the graph.",
    409: "The name means several resources: the candidates are listed.",
    413: "The request, or its answer, is too large.",
    414: "The address is too long: ask by POST where that can be.",
    503: "The store or Neo4j is not there, or the server is busy.",
    504: "The question takes longer than it may.",
}
ERRORS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": text} for status, text in _MEANS.items()
}


def status_of(error: KgError) -> int:
    """The HTTP status of an error of the house."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def problem(
    status: int,
    text: str,
    candidates: Sequence[Mapping[str, object]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error as a response."""
    body: dict[str, object] = {"error": " ".join(text.split())}
    if candidates is not None:
        body["candidates"] = list(candidates)
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(data, status, headers=dict(headers or {}), media_type="application/json")


def _of_the_house(_request: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)
    candidates = error.candidates if isinstance(error, Ambiguous) else None
    return problem(status_of(error), str(error), candidates)


def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part not in {"query", "body"}) or "the body"
    if where == "the body" and "json" not in request.headers.get("content-type", ""):
        return problem(400, "the body is not sent as JSON: give Content-Type: application/json")
    return problem(400, f"{where}: {first['msg']}")


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = str(error.detail)
    if error.status_code == 404:
        text = "there is nothing at this address: see /api/openapi.json"
    elif error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET").split(", ")  # in no order
        text = f"{request.method[:20]} is not answered here: ask with {' or '.join(sorted(allowed))}"
    return problem(error.status_code, text, headers=error.headers)


def _unforeseen(_request: Request, _error: Exception) -> Response:
    return problem(500, "the server made a mistake: its log says more")


def _not_utf8(_request: Request, _error: Exception) -> Response:
    return problem(400, "the request has half a character (a lone surrogate): write it in whole ones")


def add_handlers(app: FastAPI) -> None:
    """Let an application answer errors in this way."""
    app.add_exception_handler(KgError, _of_the_house)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(UnicodeEncodeError, _not_utf8)
    app.add_exception_handler(Exception, _unforeseen)
