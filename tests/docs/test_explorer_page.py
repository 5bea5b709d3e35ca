"""The page of the explorer names every screen and every operation, and its table is current."""

import re
from importlib.resources import files

import make_explorer
from kg.web.app import application
from make_ontology import stale

TEXT = make_explorer.PAGE.read_text("utf-8")


def test_page_is_current() -> None:
    assert not stale(make_explorer.files()), "run: make docs"


def test_every_operation_stands_in_it() -> None:
    paths = [path for path in application().openapi()["paths"] if path.startswith("/api/")]
    assert len(paths) > 10
    assert [path for path in paths if f" {path}" not in TEXT] == []


def test_the_screens_it_names_are_those_there_are() -> None:
    script = (files("kg") / "web" / "static" / "app.js").read_text("utf-8")
    there = set(re.findall(r'\./(?:view_)?(\w+)\.js"\)', script))
    named = set(re.findall(r"#/(\w+)", TEXT)) | {"home"}
    assert named == there
