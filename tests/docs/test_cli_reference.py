"""Every verb is documented, shows an example, and stands in the reference as its help says."""

import re
from pathlib import Path

import click
import pytest

import make_cli
import make_ontology
from kg.cli.main import VERBS

VERB_NAMES = sorted(VERBS)


def section(verb: str) -> str:
    text = (make_cli.HERE / "cli.md").read_text("utf-8")
    found = re.search(rf"^## kg {verb}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("verb", VERB_NAMES)
def test_verb_is_documented_as_its_help_says(verb: str) -> None:
    assert make_cli.help_of(f"kg {verb}") in section(verb), "run: make docs"


@pytest.mark.parametrize("verb", VERB_NAMES)
def test_help_shows_an_example_of_the_verb(verb: str) -> None:
    for name, _ in make_cli.commands(make_cli.command_of(verb), f"kg {verb}"):
        example = make_cli.help_of(name).partition("Example:\n")[2].split("\n\n")[0]
        assert re.search(rf"^\s*(.*\| )?{re.escape(name)}\b", example, re.MULTILINE), f"{name} --help has no Example"


@pytest.mark.parametrize("verb", VERB_NAMES)
def test_every_option_has_help(verb: str) -> None:
    for name, command in make_cli.commands(make_cli.command_of(verb), f"kg {verb}"):
        silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
        assert not silent, f"{name}: {silent}"


def test_page_is_current() -> None:
    page: dict[Path, str] = {make_cli.HERE / "cli.md": make_cli.page()}
    assert make_ontology.stale(page) == [], "run: make docs"
