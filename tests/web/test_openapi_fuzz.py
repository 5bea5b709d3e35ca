"""The whole JSON interface against its own description: what schemathesis makes up is answered as it is described.

``KG_SLOW=1`` asks twenty times as much.
"""

import os
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CheckContext
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from kg.web.app import application
from tests.web.conftest import Serve

EXAMPLES = 400 if os.environ.get("KG_SLOW") else 20


def no_mistake(context: CheckContext, response: Response, case: schemathesis.Case[Any]) -> None:
    """No 500: that a Neo4j is not there, or a question takes too long, is said as it is described."""
    assert response.status_code < 500 or response.status_code in {503, 504}, response.text


def wrong_is_refused(context: CheckContext, response: Response, case: schemathesis.Case[Any]) -> None:
    """As schemathesis has it, to which an address that is too long is no refusal."""
    if response.status_code != 414:
        negative_data_rejection(context, response, case)


CHECKS = [no_mistake, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [(method, path) for path, item in application().openapi()["paths"].items() for method in item]


@pytest.fixture(scope="module")
def schema(site: str) -> Any:
    """The description that the server itself gives."""
    return schemathesis.openapi.from_url(f"{site}/api/openapi.json")


def test_the_description_has_all_of_it() -> None:
    paths = {path for _, path in OPERATIONS}
    assert {"/api/status", "/api/suggest", "/api/entity", "/api/path", "/api/export", "/api/query"} <= paths
    assert all(path.startswith("/api/") for path in paths)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=[f"{method} {path}" for method, path in OPERATIONS])
def test_answers_are_as_described(schema: Any, method: str, path: str, mode: GenerationMode) -> None:
    operation = schema[path][method.upper()]
    if mode.is_negative and not (operation.query or operation.body):
        pytest.skip("takes nothing that could be wrong")
    checks = [*CHECKS, wrong_is_refused] if mode.is_negative else CHECKS

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=not os.environ.get("KG_SLOW"),
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answered(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=checks, timeout=60)

    answered()


def test_operations_have_short_names() -> None:
    """Generated clients call them so: ``api.suggest(q=…)``."""
    paths = application().openapi()["paths"]
    names = {path: operation["operationId"] for path, item in paths.items() for operation in item.values()}
    assert names == {path: path.removeprefix("/api/") for path in paths}


def test_files_are_described_as_what_they_are(schema: Any) -> None:
    answers = schema.raw_schema["paths"]["/api/dossier"]["get"]["responses"]["200"]["content"]
    assert [*answers] == ["text/markdown"]


def test_the_token_is_described_where_one_is_needed(start: Serve, schema: Any) -> None:
    assert "security" not in schema.raw_schema
    token = "one-that-nobody-guesses"
    server = start("--token", token)
    found = httpx.get(f"{server}/api/openapi.json", headers={"authorization": f"Bearer {token}"}).json()
    schemes = found["components"]["securitySchemes"]
    assert {scheme["scheme"] for scheme in schemes.values()} == {"bearer", "basic"}
    assert found["security"] == [{name: []} for name in schemes]  # one of them is enough


def test_a_body_that_is_not_called_json_is_told_so(site: str) -> None:
    found = httpx.post(f"{site}/api/part", content=b'{"ids": []}')
    assert found.status_code == 400
    assert "Content-Type: application/json" in found.json()["error"]
