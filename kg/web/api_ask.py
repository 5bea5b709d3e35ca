"""Asking: the named questions in SPARQL or Cypher, and free Cypher where a Neo4j answers."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import Ambiguous, StoreError, UsageError
from kg.lookup.catalogue import NamedQuery, catalogue, named_query
from kg.lookup.named import Bound, NamedRows, Shown, ask_named, bind
from kg.lookup.part import Parts, short
from kg.mirror.ask import ask
from kg.mirror.connect import Connection, find_target
from kg.mirror.names import IRI, LITERALS
from kg.mirror.twin import ask_cypher
from kg.mirror.values import Plain, plain
from kg.model.iris import BASE, CG, DOCUMENTS
from kg.web.ask_models import AnsweredOut, CypherIn, CypherOut, QueriesOut, QueryIn
from kg.web.context import Context, ctx_of
from kg.web.errors import ERRORS
from kg.web.neo4j_probe import PROBE
from kg.web.prepared import dumps, json_response

router = APIRouter(prefix="/api", tags=["ask"])

MOST_IDS = 2000  # that a view can show together
_NO_NEO4J = "no Neo4j answers: start one with: kg neo4j start, fill it with: kg mirror sync, then ask again"


@router.get("/queries", response_model=None, responses={**ERRORS, 200: {"model": QueriesOut}})
def get_queries(request: Request) -> Response:
    """The named questions with their parameters."""
    ctx = ctx_of(request)
    return json_response(ctx.once("queries", lambda: dumps({"queries": [_described(each) for each in catalogue()]})))


def _described(query: NamedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "zh": query.zh,
        "en": query.en,
        "engines": query.engines,
        "params": [param._asdict() for param in query.params],
        "text": query.text or query.cypher,
    }


@router.post("/query", response_model=None, responses={**ERRORS, 200: {"model": AnsweredOut}})
def post_query(request: Request, asked: QueryIn) -> Response:
    """The rows of a named question; names that mean several resources are refused with the candidates."""
    ctx = ctx_of(request)
    query = named_query(asked.name)
    # An id is as good as a name here.
    params = {
        name: _as_iri(ctx.parts, text) if (param := query.param(name)) and param.type == "resource" else text
        for name, text in asked.params.items()
    }
    bound = _bound(ctx, query, params)
    if asked.engine not in query.engines:
        raise UsageError(f"{query.name} is not asked in {asked.engine}: take {query.engines[0]}")
    if asked.engine == "cypher":
        with _neo4j() as connection:
            found = ask_cypher(connection, ctx.reader, query, bound.bindings, ctx.settings.timeout)
    else:
        with ctx.slot():
            found = ask_named(ctx.reader, query, bound.bindings, ctx.settings.timeout)
    limit = min(asked.limit, ctx.settings.rows)
    return json_response(
        dumps(
            {
                "columns": found.columns,
                "rows": [_row(found, at) for at in range(min(limit, len(found.rows)))],
                "notes": bound.notes,
                "truncated": len(found.rows) > limit,
            }
        )
    )


def _bound(ctx: Context, query: NamedQuery, params: dict[str, str]) -> Bound:
    """The parameters as terms; the candidates of a name that means several are rows with ids."""
    try:
        return bind(ctx.reader, query, params)
    except Ambiguous as error:
        rows = [
            {"id": short(row["iri"]), "label": row["name"], "english": row["english"], "class_zh": row["class"]}
            for row in error.candidates
        ]
        raise Ambiguous(str(error), rows) from error


def _as_iri(parts: Parts, text: str) -> str:
    """A parameter that is the id of a resource as its IRI; any other text as it is."""
    text = text.strip()
    if "/" in text and not text.startswith(BASE):
        try:
            return BASE + text if parts.reader.exists(BASE + text) else text
        except ValueError:  # no IRI, so a name
            return text
    return text


def _row(found: NamedRows, at: int) -> dict[str, dict[str, Any]]:
    return {name: _cell(found.rows[at][name], found.iris[at][name]) for name in found.columns}


def _cell(shown: Shown, terms: Shown) -> dict[str, Any]:
    texts, iris = ([cell] if isinstance(cell, str) else cell for cell in (shown, terms))
    ids = [short(iri) for iri in iris if _is_resource(iri)]
    return {"text": "；".join(texts), "ids": ids, "texts": texts if isinstance(shown, list) else []}


def _is_resource(text: str) -> bool:
    return text.startswith(BASE) and not text.startswith((CG, DOCUMENTS)) and " " not in text


def _neo4j() -> Connection:
    """A Neo4j that answers; StoreError with what to do where none does, at once and not after its time is out."""
    if not PROBE.there():
        raise StoreError(_NO_NEO4J)
    return Connection(find_target())


@router.post("/cypher", response_model=None, responses={**ERRORS, 200: {"model": CypherOut}})
def post_cypher(request: Request, asked: CypherIn) -> Response:
    """The rows of a reading query in Cypher; what would write is refused."""
    ctx = ctx_of(request)
    with _neo4j() as connection:
        found = ask(connection, asked.query, asked.params, ctx.settings.timeout)
        limit = min(asked.limit, ctx.settings.rows)
        rows = [
            {name: plain(value) for name, value in zip(found.columns, row, strict=True)} for row in found.rows[:limit]
        ]
    ids = dict.fromkeys(id_ for row in rows for value in row.values() for id_ in _ids(ctx, value))
    return json_response(
        dumps(
            {
                "columns": found.columns,
                "rows": [{name: _without_literals(value) for name, value in row.items()} for row in rows],
                "ids": [*ids][:MOST_IDS],
                "truncated": len(found.rows) > limit,
            }
        )
    )


def _ids(ctx: Context, value: Plain) -> Iterator[str]:
    """The ids of the drawn resources that a value names, in whatever lists and maps."""
    todo: list[Plain] = [value]
    while todo:
        here = todo.pop()
        if isinstance(here, str):
            if _is_resource(here) and ctx.parts.drawn(here):
                yield short(here)
        elif isinstance(here, list):
            todo += reversed(here)
        elif isinstance(here, dict):
            todo += reversed([each for key, each in here.items() if key != LITERALS])


def _without_literals(value: Plain) -> Plain:
    """A value without what the mirror keeps beside each node to be exact: it says again what the node says."""
    if isinstance(value, dict):
        return {key: _without_literals(each) for key, each in value.items() if key != LITERALS or IRI not in value}
    return [_without_literals(each) for each in value] if isinstance(value, list) else value
