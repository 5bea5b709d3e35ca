"""One table of colours: told apart from their ground, complete, and the same in the explorer."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.lookup.part import Parts
from kg.view.colours import CLASSES, FAMILIES, colour, family

SCRIPT = Path(__file__).parents[2] / "kg" / "web" / "static" / "colours.js"


def light(value: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", FAMILIES)
def test_marks_stand_out_from_their_ground(name: str) -> None:
    found = FAMILIES[name]
    assert (light("#fafaf8") + 0.05) / (light(found.light) + 0.05) >= 3
    assert (light(found.dark) + 0.05) / (light("#16191f") + 0.05) >= 3


def test_every_class_of_the_seeds_has_a_family(parts: Parts) -> None:
    classes = {node.klass for node in parts.whole().nodes}
    assert {name for name in classes if family(name) == "other"} <= {"CourtKind"}
    assert colour("Court") == FAMILIES["court"].light
    assert colour("Court", dark=True) == FAMILIES["court"].dark
    assert family("no such class") == "other"


def test_the_explorer_has_the_same_table(page: Page) -> None:
    code = SCRIPT.read_text("utf-8").replace("export ", "")
    found = page.evaluate(f"(() => {{ {code}\nreturn [FAMILIES, Object.fromEntries(OF_CLASS)]; }})()")
    assert found == [{name: each._asdict() for name, each in FAMILIES.items()}, CLASSES]
