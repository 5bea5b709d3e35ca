"""What the explorer asks of one resource: suggestions, names, its page, evidence, the dossier."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import Ambiguous, NotFound
from kg.lookup.dossier import dossier as dossier_of
from kg.lookup.evidence import evidence as evidence_of
from kg.lookup.part import short
from kg.lookup.resolve import Found
from kg.lookup.resolve import resolve as resolve_name
from kg.lookup.suggest import LONGEST
from kg.web.context import Context, ctx_of
from kg.web.entity_models import Entity, EvidenceModel, Resolved, SuggestionsModel
from kg.web.errors import ERRORS, Problem
from kg.web.prepared import dumps, json_response, pages_of, prepared

router = APIRouter(prefix="/api", tags=["resource"])
Responses = dict[int | str, dict[str, object]]

# As many characters as an address has room for, whatever they are.
IdParam = Annotated[str, Query(min_length=1, max_length=1300, description="an id or an IRI")]
Text = Annotated[str, Query(max_length=LONGEST)]
_LONG: Responses = {414: {"model": Problem, "description": "The address is too long."}}
GET_ERRORS: Responses = {**ERRORS, **_LONG}


@router.get("/suggest", response_model=None, responses={**GET_ERRORS, 200: {"model": SuggestionsModel}})
async def suggest(
    request: Request,
    q: Text,
    klass: Annotated[str, Query(alias="class", max_length=100, description="with its subclasses")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 10,
) -> Response:
    """Resources that a text may mean: Chinese, short names, English, pinyin, initials; best first."""
    return json_response(await (await prepared(request)).suggest(q, klass, limit))


@router.get("/resolve", response_model=None, responses={**GET_ERRORS, 200: {"model": Resolved}})
def resolve(request: Request, q: Annotated[Text, Query(min_length=1, pattern=r"\S")]) -> Response:
    """The one resource that a name, an id or an IRI means; 409 with the candidates where several are meant."""
    ctx = ctx_of(request)
    try:
        found = _by_id(ctx, q) or resolve_name(ctx.reader, q)
    except Ambiguous as error:
        rows = [
            {
                "id": short(row["iri"]),
                "label": row["name"],
                "english": row["english"],
                "class_zh": row["class"],
            }
            for row in error.candidates
        ]
        raise Ambiguous(str(error), rows) from error
    return json_response(dumps({"id": short(found.iri), "note": found.note}))


def _by_id(ctx: Context, text: str) -> Found | None:
    """The resource of an id or IRI; None where the text is none, which leaves it a name."""
    try:
        return Found(ctx.parts.full(text.strip()), "") if "/" in text else None
    except NotFound:
        return None


@router.get("/entity", response_model=None, responses={**GET_ERRORS, 200: {"model": Entity}})
async def entity(request: Request, id: IdParam) -> Response:  # noqa: A002 (the name of the parameter)
    """The page of a resource: facts, figures, timeline, claims with rivals, n-ary nodes, documents."""
    return json_response(await (await prepared(request)).entity(id))


@router.get("/evidence", response_model=None, responses={**GET_ERRORS, 200: {"model": EvidenceModel}})
def evidence(
    request: Request,
    source: IdParam,
    prop: Annotated[str, Query(alias="property", min_length=1, max_length=300)],
    target: Annotated[str, Query(min_length=1, max_length=1300, description="an id, an IRI, or a literal's text")],
    literal: Annotated[bool, Query(description="the target is the text of a literal")] = False,
) -> Response:
    """The passages that say a statement, their sentences where the texts are at hand, and n-ary nodes beside it."""
    ctx = ctx_of(request)
    found = evidence_of(pages_of(ctx), source, prop, target, literal=literal, documents=ctx.documents)
    return json_response(dumps(found))


@router.get(
    "/dossier",
    response_model=None,
    response_class=Response,
    responses={**GET_ERRORS, 200: {"content": {"text/markdown": {"schema": {"type": "string"}}}}},
)
def dossier(
    request: Request,
    id: IdParam,  # noqa: A002 (the name of the parameter)
    lang: Literal["zh", "en"] = "zh",
) -> Response:
    """The page of a resource as Markdown, every line with numbered citations."""
    ctx = ctx_of(request)
    pages = pages_of(ctx)
    iri = ctx.parts.full(id)
    text = dossier_of(pages, iri, lang)
    return Response(text.encode("utf-8", "replace"), media_type="text/markdown", headers=attachment(short(iri), "md"))


def attachment(name: str, ending: str) -> dict[str, str]:
    """The headers of a file to save, its name in UTF-8 (RFC 6266, RFC 8187)."""
    last = name.rstrip("/").rpartition("/")[2][:80] or "courtgraph"
    full = quote(f"{last}.{ending}", safe="", errors="replace")
    return {"Content-Disposition": f"attachment; filename=\"courtgraph.{ending}\"; filename*=UTF-8''{full}"}
