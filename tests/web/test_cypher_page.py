"""The page of Cypher in a real browser: where no Neo4j is connected, and with a real one."""

from typing import Any
from urllib.parse import unquote

import httpx
from playwright.sync_api import Page, Route, expect

from kg.mirror.connect import Connection, Target
from tests.web.browser import visit
from tests.web.conftest import Serve
from tests.web.test_query_page import ask, table


def test_cypher_without_neo4j_says_what_to_do(page: Page, site: str) -> None:
    visit(page, site, "#/query?mode=cypher")
    expect(page.locator("#view")).to_contain_text("kg neo4j start")


def test_cypher_to_a_real_neo4j(page: Page, start: Serve, neo4j_seeds: Connection, neo4j_target: Target) -> None:
    neo4j = {"NEO4J_URI": neo4j_target.uri, "NEO4J_USERNAME": neo4j_target.user}
    server = start(**neo4j, NEO4J_PASSWORD=neo4j_target.password)
    visit(page, server.url, "#/query?mode=cypher")
    page.locator("#query-editor").fill(
        'MATCH (c:Tribunal)-[e:HEARD]->(k:Case) WHERE c.label = "长春破产法庭" RETURN c, k.label AS k ORDER BY k'
    )
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#view tbody tr")).to_have_count(4)
    expect(page.locator("#view tbody tr").first).to_contain_text("长春破产法庭")
    link = page.locator('#view a[href*="#/explore?ids="]').first
    assert "court/长春破产法庭" in unquote(link.get_attribute("href") or "")


def test_cypher_where_connected(page: Page, site: str) -> None:
    """Rows of plain values become a table with links, passages that open, and a graph."""
    found = {
        "columns": ["court", "ways", "passages"],
        "rows": [
            {
                "court": "https://w3id.org/courtgraph/court/长春破产法庭",
                "ways": 12,
                "passages": ["https://w3id.org/courtgraph/document/changchun-tribunals#char=30,53"],
            },
            {"court": None, "ways": 3, "passages": []},
        ],
        "ids": ["court/长春破产法庭"],
        "truncated": True,
    }
    asked: list[Any] = []

    def answer(route: Route) -> None:
        asked.append(route.request.post_data_json)
        route.fulfill(json=found)

    status = httpx.get(f"{site}/api/status").json() | {"cypher": True}
    page.route("**/api/status", lambda route: route.fulfill(json=status))
    page.route("**/api/cypher", answer)
    visit(page, site, "#/query?mode=cypher")
    ask(page, "MATCH (court:Court) RETURN court.iri AS court, 1 AS ways, [] AS passages")
    assert asked[0]["query"].startswith("MATCH (court:Court)")
    assert [row[1] for row in table(page)] == ["12", "3"]
    expect(page.locator(".answer .note")).to_contain_text("前 2 行")
    href = page.locator(".result-table a").first.get_attribute("href") or ""
    assert unquote(href) == "#/entity?id=court/长春破产法庭"
    page.locator(".passage-link").first.click()
    expect(page.locator("#evidence .passage-card").first).to_be_visible()
