"""The application: routers, errors and the guard, put together."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from kg.web import api_ask, api_entity, api_export, api_graph, api_views, sparql, static_files
from kg.web.context import Live
from kg.web.errors import ERRORS, add_handlers
from kg.web.guard import Guard
from kg.web.settings import Settings

_ABOUT = "What the explorer asks. Ids are IRIs without https://w3id.org/courtgraph/; a full IRI is as good."
_NOT_VALID = "422"  # as FastAPI has it; here what is not valid is 400 like all that is not well formed


class Application(FastAPI):
    """FastAPI, with a description that says of errors what is so."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description."""
        found = super().openapi()
        for path in found.get("paths", {}).values():
            for operation in path.values():
                operation["responses"].pop(_NOT_VALID, None)
        for name in ("HTTPValidationError", "ValidationError"):
            found.get("components", {}).get("schemas", {}).pop(name, None)
        live: Live | None = getattr(self.state, "live", None)
        if live and live.settings.token:
            schemes = {name: {"type": "http", "scheme": name} for name in ("bearer", "basic")}
            found.setdefault("components", {})["securitySchemes"] = schemes
            found["security"] = [{name: []} for name in schemes]
        return found


def _operation(route: APIRoute) -> str:
    """What generated clients call an operation: the last part of its path, which no other has."""
    return route.path_format.rpartition("/")[2]


def application() -> Application:
    """The application without a graph: it can describe itself, and no more."""
    app = Application(
        title="CourtGraph 法院图谱",
        description=_ABOUT,
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,  # their scripts come from a CDN
        redoc_url=None,
        redirect_slashes=False,
        responses=ERRORS,
        generate_unique_id_function=_operation,
    )
    add_handlers(app)
    for module in (api_entity, api_graph, api_export, api_views, api_ask, sparql, static_files):
        app.include_router(module.router)
    return app


def create_app(settings: Settings) -> FastAPI:
    """The application over the current version of a graph.

    Raises StoreError where there is no graph, InputError where the folder of documents cannot be read.
    """
    app = application()
    app.state.live = Live(settings)
    app.add_middleware(Guard, live=app.state.live)
    return app
