"""The views of the explorer: what the graph holds, the overview, regions, map, anatomy and comparison."""

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFound
from kg.lookup.anatomy import anatomy
from kg.lookup.compare import Worth, compared
from kg.lookup.inventory import inventory
from kg.lookup.overview import Filters, check, chosen
from kg.lookup.part import Part, Parts, short
from kg.lookup.part_json import edge_json, node_json
from kg.lookup.places import country
from kg.lookup.regions import regions
from kg.model.iris import BASE
from kg.view.overview import adjacency, communities, disc_positions
from kg.view.selection import LeftOut, core
from kg.web.api_entity import IdParam
from kg.web.context import Context, ctx_of
from kg.web.errors import ERRORS
from kg.web.neo4j_probe import PROBE
from kg.web.prepared import dumps, json_response
from kg.web.recent import recent
from kg.web.view_models import CompareOut, MapOut, OverviewOut, PieceOut, RegionsOut, StatusOut

router = APIRouter(prefix="/api", tags=["views"])

MOST_NODES = 6000
_ALL = Filters(frozenset(), frozenset(), frozenset())
DEEPEST = 60  # levels of an answer: readers of JSON go into it by calls within calls
_Names = Annotated[list[Annotated[str, Query(max_length=100)]], Query(max_length=40)]
Classes = Annotated[_Names, Query(alias="class", description="local names; classes below them count too")]
Properties = Annotated[_Names, Query(alias="property", description="local names")]
Sources = Annotated[_Names, Query(alias="document", description="ids of source documents")]


@router.get("/status", response_model=None, responses={**ERRORS, 200: {"model": StatusOut}})
def get_status(request: Request) -> Response:
    """What the graph holds, and what this server can do."""
    ctx = ctx_of(request)
    held = ctx.once("inventory", lambda: inventory(ctx.parts))
    able = {"version": _version(), "texts": bool(ctx.documents and ctx.documents.at_hand()), "cypher": PROBE.there()}
    return json_response(dumps(held | able))


def _version() -> str:
    try:
        return version("courtgraph")
    except PackageNotFoundError:  # a checkout that was never installed
        return ""


@router.get("/overview", response_model=None, responses={**ERRORS, 200: {"model": OverviewOut}})
def get_overview(
    request: Request, classes: Classes = [], properties: Properties = [], documents: Sources = []  # noqa: B006
) -> Response:  # fmt: skip
    """The whole graph, or what filters leave of it, with places: at most 6,000 resources, the best connected."""
    ctx = ctx_of(request)
    filters = Filters(frozenset(classes), frozenset(properties), frozenset(documents))
    check(ctx.parts, filters)
    return json_response(overview(ctx, filters))


def overview(ctx: Context, filters: Filters = _ALL) -> bytes:
    """The answer of ``/api/overview``; the filters must be names that there are."""
    return recent(ctx).get(("overview", filters), lambda: dumps(_overview(ctx, filters)))


def _overview(ctx: Context, filters: Filters) -> dict[str, Any]:
    parts = ctx.parts
    part, gone = core(chosen(parts, ctx.once("whole", parts.whole), filters), MOST_NODES)
    groups = communities(near := adjacency((n.id for n in part.nodes), ((e.source, e.target) for e in part.edges)))
    at = disc_positions(near, groups)
    spots = ((node, *at[node.id]) for node in part.nodes)
    return {
        "nodes": [node_json(parts, node) | {"x": x, "y": y, "group": groups[node.id]} for node, x, y in spots],
        "edges": [edge_json(parts, edge) for edge in part.edges],
        "left_out": {"nodes": gone.nodes, "edges": gone.edges} | _note(part, gone),
    }


def _note(part: Part, gone: LeftOut) -> dict[str, str]:
    if not gone.nodes:
        return {"note_zh": "", "note_en": ""}
    shown = len(part.nodes)
    zh = f"只画出联系最多的 {shown} 个资源，略去 {gone.nodes} 个资源、{gone.edges} 条关系；筛选可见其余。"
    en = (
        f"The {shown:,} best connected resources are shown; {gone.nodes:,} resources and {gone.edges:,} statements are "
        "left out. Filter by class, property or document to see them."
    )
    return {"note_zh": zh, "note_en": en}


@router.get("/regions", response_model=None, responses={**ERRORS, 200: {"model": RegionsOut}})
def get_regions(request: Request) -> Response:
    """Region × region: the statements of co-operation that join two regions, and what has no region."""
    ctx = ctx_of(request)
    return json_response(ctx.once("regions", lambda: dumps(regions(ctx.parts))))


@router.get("/map", response_model=None, responses={**ERRORS, 200: {"model": MapOut}})
def get_map(request: Request) -> Response:
    """Places at the coordinates of their divisions with their courts, ties between them, and what has no place."""
    ctx = ctx_of(request)
    return json_response(ctx.once("map", lambda: dumps(country(ctx.parts))))


@router.get("/anatomy", response_model=None, responses={**ERRORS, 200: {"model": PieceOut}})
def get_anatomy(
    request: Request,
    id: IdParam,  # noqa: A002 (the name of the parameter)
    depth: Annotated[int, Query(ge=1, le=DEEPEST, description="levels below the whole")] = DEEPEST,
    limit: Annotated[int, Query(ge=1, le=2000, description="nodes of the tree")] = 2000,
) -> Response:
    """What a thing consists of, as a tree: parts, provisions and what they cover, members."""
    parts = ctx_of(request).parts
    return json_response(anatomy(parts, _drawn(parts, id), depth, limit))


@router.get("/compare", response_model=None, responses={**ERRORS, 200: {"model": CompareOut}})
def get_compare(request: Request, a: IdParam, b: IdParam) -> Response:
    """Two resources side by side: what both have, and what one of them has alone."""
    parts = ctx_of(request).parts
    one, other = _drawn(parts, a), _drawn(parts, b)
    rows = [
        {
            **{"property": row.property, "zh": row.zh, "en": row.en, "direction": row.direction},
            "both": [_value(parts, value) for value in row.both],
            "a": [_value(parts, value) for value in row.one],
            "b": [_value(parts, value) for value in row.other],
        }
        for row in compared(parts.reader, one, other)
    ]
    nodes = {"a": node_json(parts, parts.node(one)), "b": node_json(parts, parts.node(other))}
    return json_response(dumps(nodes | {"rows": rows}))


def _drawn(parts: Parts, name: str) -> str:
    """The IRI of a resource that people see as a thing; NotFound for n-ary nodes, terms and documents too."""
    iri = parts.full(name)
    if not parts.drawn(iri):
        raise NotFound(f"{name[:200]} is no resource of its own: take one that it is about")
    return iri


def _value(parts: Parts, value: Worth) -> dict[str, str]:
    found = {"text": value.text, "english": value.english}
    if value.iri.startswith(BASE):
        found["id"] = short(value.iri)
        if parts.drawn(value.iri):
            found["class"] = parts.klass(value.iri)
    return found
