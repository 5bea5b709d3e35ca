"""The page of the ontology and its diagram are current, whole, and hold together."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache

import pytest

import make_ontology
import ontology_svg
from ontology_page import page
from terms import Ontology, read_ontology


@cache
def ontology() -> Ontology:
    return read_ontology()


def test_page_and_diagram_are_current() -> None:
    assert make_ontology.stale(make_ontology.files()) == [], "run: make docs"


def test_stale_page_is_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("docs") / "ontology.md"
    assert make_ontology.stale({path: "new"}) == ["ontology.md"]
    path.write_text("old", "utf-8")
    assert make_ontology.main({path: "new"}, ["--check"]) == 1
    assert path.read_text("utf-8") == "old"
    assert make_ontology.main({path: "new"}, []) == 0
    assert make_ontology.main({path: "new"}, ["--check"]) == 0


def test_every_term_has_its_block() -> None:
    text = page(ontology())
    for kind, terms in (
        ("class", ontology().vocabulary.classes),
        ("property", ontology().vocabulary.properties),
    ):
        for name in set(terms) - {"Shortcut"}:
            assert f'<a id="{kind}-{name}"></a>' in text, name
            assert all(comment in text for comment in ontology().terms[name].comments.values()), name


def test_every_concept_is_listed() -> None:
    rows = [line for line in page(ontology()).splitlines() if line.startswith("| ")]
    for scheme in ontology().schemes:
        for concept in scheme.concepts:
            assert any(row.startswith(f"| {concept.labels['zh']} | {concept.labels['en']} |") for row in rows)


def test_links_lead_somewhere() -> None:
    text = page(ontology())
    anchors = set(re.findall(r'<a id="([^"]+)"', text))
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= anchors


def test_drawing_is_the_same_each_time_and_shows_every_class() -> None:
    drawn = ontology_svg.draw(ontology())
    assert drawn == ontology_svg.draw(read_ontology())
    shown = {element.text for element in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")}
    for name in set(ontology().vocabulary.classes) - {"Shortcut"}:
        assert {name, ontology().terms[name].labels["zh"]} <= shown, name


def test_arrow_that_the_ontology_does_not_allow_is_not_drawn() -> None:
    vocabulary = ontology().vocabulary
    heard = replace(vocabulary.properties["heard"], domain=frozenset({"Award"}))
    changed = replace(vocabulary, properties={**vocabulary.properties, "heard": heard})
    with pytest.raises(ValueError, match="Court heard Case"):
        ontology_svg.draw(replace(ontology(), vocabulary=changed))
