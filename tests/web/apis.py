"""What the tests of the API share: the application in this process, without a socket."""

import json
from typing import Any, cast
from urllib.parse import quote

from fastapi.testclient import TestClient
from httpx import Response

from kg.web.app import create_app
from kg.web.settings import Settings

PORT = 8001


class Api:
    """The application on a graph, asked as a client of this machine would."""

    def __init__(self, graph: str, documents: str | None = None) -> None:
        self.app = create_app(Settings(graph, documents))
        self.client = TestClient(self.app, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)

    def get(self, path: str, **params: str | int | bool) -> Response:
        """GET; parameters that are words of Python end with an underscore: ``from_``."""
        query = "&".join(f"{name.rstrip('_')}={quote(_text(value), safe='')}" for name, value in params.items())
        return cast("Response", self.client.get(f"/api/{path}?{query}"))

    def post(self, path: str, body: Any) -> Response:
        """POST of JSON."""
        headers = {"Content-Type": "application/json"}
        return cast("Response", self.client.post(f"/api/{path}", content=json.dumps(body), headers=headers))


def _text(value: str | int | bool) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def error(response: Response, status: int) -> str:
    """The one line of an error."""
    assert response.status_code == status, response.text
    text = response.json()["error"]
    assert isinstance(text, str)
    assert text
    assert "\n" not in text
    return text
