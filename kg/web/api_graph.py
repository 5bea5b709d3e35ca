"""What the explorer asks of the picture: relations with counts, neighbours, the part of some resources, ways."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFound
from kg.lookup.part import Parts, short
from kg.lookup.part_json import edge_json, part_json
from kg.lookup.paths import MAX_LENGTH
from kg.model.iris import CG
from kg.web.api_entity import GET_ERRORS, IdParam
from kg.web.context import ctx_of
from kg.web.errors import ERRORS
from kg.web.graph_models import Induced, Neighbours, Relations, Ways
from kg.web.prepared import dumps, json_response

router = APIRouter(prefix="/api", tags=["graph"])

MOST_IDS = 2000
IdText = Annotated[str, Field(min_length=1, max_length=20_000)]  # a name may be long; the body has a limit of its own


class Ids(BaseModel):
    """Resources, by id or IRI."""

    ids: Annotated[list[IdText], Field(max_length=MOST_IDS)]


@router.get("/relations", response_model=None, responses={**GET_ERRORS, 200: {"model": Relations}})
def relations(request: Request, id: IdParam) -> Response:  # noqa: A002 (the name of the parameter)
    """What a resource is tied by, with counts, before anything is expanded."""
    parts = ctx_of(request).parts
    iri = parts.full(id)
    rows = []
    for relation in parts.relations(iri):
        zh, en = parts.labels(relation.prop)
        classes = [dict(zip(("zh", "en"), parts.labels(k), strict=True)) | {"name": k, "count": n}
                   for k, n in relation.classes.items()]  # fmt: skip
        ends = {"direction": relation.direction, "count": relation.ends, "classes": classes}
        rows.append({"property": relation.prop, "zh": zh, "en": en} | ends)
    return json_response(dumps({"id": short(iri), "relations": rows}))


@router.get("/neighbours", response_model=None, responses={**GET_ERRORS, 200: {"model": Neighbours}})
def neighbours(
    request: Request,
    id: IdParam,  # noqa: A002 (the name of the parameter)
    prop: Annotated[str, Query(alias="property", max_length=200, description="a local name; all where empty")] = "",
    direction: Literal["both", "out", "in"] = "both",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """The neighbours of a resource by one property or all, in pages, each with all its edges to the resource."""
    parts = ctx_of(request).parts
    part, total = parts.neighbours(parts.full(id), prop, direction, limit, offset)
    return json_response(dumps({"part": part_json(parts, part), "total": total}))


@router.post("/part", response_model=None, responses={**ERRORS, 200: {"model": Induced}})
def part(request: Request, body: Ids) -> Response:
    """Some resources and all edges among them."""
    parts = ctx_of(request).parts
    known, unknown = known_of(parts, body.ids)
    return json_response(dumps(part_json(parts, parts.induced(known)) | {"unknown": unknown}))


def known_of(parts: Parts, ids: list[str]) -> tuple[list[str], list[str]]:
    """The IRIs of the ids that stand for resources to be drawn, and the other ids, each once and in order."""
    known, unknown = [], []
    for name in dict.fromkeys(ids):
        try:
            iri = parts.full(name)
        except NotFound:
            iri = ""
        if iri and parts.drawn(iri):
            known.append(iri)
        else:
            unknown.append(name)
    return list(dict.fromkeys(known)), unknown


@router.get("/path", response_model=None, responses={**GET_ERRORS, 200: {"model": Ways}})
def path(
    request: Request,
    start: Annotated[IdParam, Query(alias="from")],
    end: Annotated[IdParam, Query(alias="to")],
    count: Annotated[int, Query(ge=1, le=50)] = 3,
    longest: Annotated[int, Query(ge=1, le=MAX_LENGTH)] = 6,
    every: Annotated[bool, Query(alias="all", description="topics and hubs are ways too")] = False,
) -> Response:
    """The shortest ways between two resources, all of one length; 404 where there is none that short."""
    parts = ctx_of(request).parts
    ways, on = parts.way(parts.full(start), parts.full(end), count, longest, every)
    steps = [
        [
            edge_json(parts, parts.edge((s.subject, s.predicate.removeprefix(CG), s.object))) | {"forward": s.forward}
            for s in way
        ]
        for way in ways
    ]
    return json_response(dumps({"ways": steps, "part": part_json(parts, on)}))
