"""The page of the explorer is current, and the screens that it names are there."""

import re

import make_explorer
from kg.data import data_dir
from make_ontology import stale

TEXT = (make_explorer.HERE / "explorer.md").read_text("utf-8")


def test_page_is_current() -> None:
    assert not stale(make_explorer.files()), "run: make docs"


def test_every_operation_stands_in_it() -> None:
    from kg.web.app import application

    paths = [path for path in application().openapi()["paths"] if path.startswith("/api/")]
    assert len(paths) > 10
    assert [path for path in paths if f"{path}" not in TEXT] == []
