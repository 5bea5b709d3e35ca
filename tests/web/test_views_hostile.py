"""The views of regions, map, mechanisms and comparison, of a graph whose names are an attack."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.browser import NARROW, overflow, visit

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202e\u2067'\"" + "法院" * 5000


def hostile(name: str) -> dict[str, Any]:
    return {
        "id": f"place/{name}",
        "label": f"{name}{HOSTILE}",
        "english": "",
        "class": "Place",
        "class_zh": "地点",
        "class_en": "place",
        "since": "",
        "degree": 1,
    }


def hostile_answers() -> dict[str, Any]:
    """What a server of a graph with such names would answer."""
    a, b = hostile("甲"), hostile("乙")
    edge = {
        "id": "x",
        "source": a["id"],
        "target": b["id"],
        "property": "cooperatesWith",
        "zh": HOSTILE,
        "en": HOSTILE,
        "passages": [],
        "documents": [],
        "since": HOSTILE,
        "until": "",
    }
    cell = {"a": a["id"], "b": b["id"], "count": 1, "edges": [edge], "agreements": [a]}
    at = {"lon": 125.3, "lat": 43.9, "level": "city", "courts": [a | {"by": "name"}]}
    tree = {"property": "", "edge": None, "seen": False, "more": 0}
    value = {"text": HOSTILE, "english": HOSTILE, "id": b["id"], "class": "Place"}
    return {
        "regions": {"regions": [a | {"courts": 1}, b | {"courts": 1}], "cells": [cell]},
        "map": {
            "backdrop": [[125.3, 43.9]],
            "places": [a | at, b | at | {"lon": 104.1, "lat": 30.6}],
            "links": [cell],
            "unplaced": [a | {"reason_zh": HOSTILE, "reason_en": HOSTILE}],
        },
        "anatomy": a | tree | {"children": [b | tree | {"property": "hasPart", "edge": edge, "children": []}]},
        "compare": {
            "a": a,
            "b": b,
            "rows": [{"property": "x", "zh": HOSTILE, "en": "", "direction": "out", "both": [value], "a": [], "b": []}],
        },
        "part": {"nodes": [a, b], "edges": [], "unknown": []},
    }


def serve(page: Page, name: str, answer: Any) -> None:
    """Let an endpoint give an answer of ours."""
    page.route(f"**/api/{name}*", lambda route: route.fulfill(json=answer))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "view",
    [
        "#/regions?a=place/甲&b=place/乙",
        "#/map",
        "#/map?place=place/甲",
        "#/map?a=place/甲&b=place/乙",
        "#/anatomy?id=place/甲",
        "#/anatomy?id=place/甲&show=picture",
        "#/compare?a=place/甲&b=place/乙",
    ],
)
def test_hostile_names_are_text(page: Page, site: str, view: str, narrow: bool) -> None:
    """Markup, quotes, marks of direction and 10,000 characters: text and nothing else, and the page keeps its width."""
    if narrow:
        page.set_viewport_size(NARROW)
    for name, answer in hostile_answers().items():
        serve(page, name, answer)
    visit(page, site, view)
    shown = page.locator("#view").evaluate("e => e.textContent")
    assert "<script>alert(2)</script>" in shown
    assert page.locator("#view script, #view img").count() == 0
    assert overflow(page) == 0
