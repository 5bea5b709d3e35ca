"""The part of the graph that is on the screen, as a file to keep."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from kg.lookup.part import short
from kg.lookup.part_files import edges_csv, gexf, part_file
from kg.web.api_entity import attachment
from kg.web.api_graph import MOST_IDS, IdText, known_of
from kg.web.context import ctx_of
from kg.web.errors import ERRORS

router = APIRouter(prefix="/api", tags=["export"])

_MEDIA = {"gexf": "application/gexf+xml", "csv": "text/csv; charset=utf-8", "json": "application/json"}
MOST_EDGES = 20_000
EdgeText = Annotated[str, Field(min_length=1, max_length=40_000)]
Coordinate = Annotated[float, Field(ge=-1e7, le=1e7, allow_inf_nan=False)]


class Export(BaseModel):
    """What is to be in the file: resources, where they stand on the screen, and properties not to be shown.

    ``edges`` keeps only these of the edges among them, by id; left out, it keeps all.
    """

    format: Literal["gexf", "csv", "json"]
    ids: Annotated[list[IdText], Field(max_length=MOST_IDS)]
    positions: Annotated[dict[IdText, tuple[Coordinate, Coordinate]], Field(max_length=MOST_IDS)] = {}
    hidden_properties: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=500)] = []
    edges: Annotated[list[EdgeText], Field(max_length=MOST_EDGES)] | None = None


_FILE = {"schema": {"type": "string"}}
_OPENAPI = {"content": {"application/gexf+xml": _FILE, "text/csv": _FILE, "application/json": {}}}


@router.post("/export", response_model=None, responses={**ERRORS, 200: _OPENAPI})
def export(request: Request, body: Export) -> Response:
    """Some resources and the edges among them as GEXF, CSV (edges) or JSON; ids that are unknown are left out."""
    parts = ctx_of(request).parts
    known, _ = known_of(parts, body.ids)
    part = parts.induced(known)
    hidden = frozenset(body.hidden_properties)
    kept = None if body.edges is None else frozenset(body.edges)
    edges = (e for e in part.edges if e.prop not in hidden and (kept is None or e.id in kept))
    part = part._replace(edges=tuple(edges))
    positions = {short(name): at for name, at in body.positions.items()}
    if body.format == "gexf":
        data = gexf(parts, part, positions)
    else:
        data = edges_csv(parts, part) if body.format == "csv" else part_file(parts, part, positions)
    return Response(data, media_type=_MEDIA[body.format], headers=attachment("courtgraph", body.format))
