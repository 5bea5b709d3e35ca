"""The commands of the READMEs exist and run, the links lead somewhere, and both languages show the same."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import make_readme
from kg.cli.main import VERBS
from kg.names import coverage
from kg.names.court import STATUSES
from kg.server.home import ServerHome
from kg.server.versions import DEFAULT
from tests.neo4j_fixture import need, watched

TEXTS = {name: (make_readme.TOP / name).read_text("utf-8") for name in make_readme.PAGES}
COMMANDS = sorted({command for text in TEXTS.values() for command in make_readme.commands(text)})


@pytest.fixture(scope="module")
def folder(neo4j_library: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not (Path(sys.executable).parent / "kg").exists():
        pytest.skip("courtgraph is not installed: run make test")
    path = tmp_path_factory.mktemp("readme")
    for text in TEXTS.values():
        make_readme.prepare(path, text)
    # Commands that build go first, and those that fill a Neo4j: the others ask what they have made.
    need(DEFAULT)
    with watched(ServerHome(str(path / "neo4j"))):
        for command in make_readme.outputs(TEXTS["README.md"]):
            if command.startswith(("kg build", "kg neo4j start", "kg mirror sync")):
                make_readme.run(command, path)
        yield path
    shutil.rmtree(path)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_of_the_readme_runs(command: str, folder: Path) -> None:
    assert make_readme.run(command, folder).strip()


@pytest.mark.parametrize("name", TEXTS)
def test_verbs_that_are_named_exist(name: str) -> None:
    named = set(re.findall(r"\bkg ([a-z][a-z0-9-]*)", TEXTS[name]))
    assert named <= set(VERBS)
    assert {
        "build",
        "find",
        "show",
        "path",
        "why",
        "query",
        "sparql",
        "export",
        "court",
        "case-number",
        "who-hears",
    } <= named


@pytest.mark.parametrize("name", TEXTS)
def test_the_size_of_the_directory_is_that_of_today(name: str) -> None:
    codes = coverage.by_status()
    figures = [len(coverage.today()), *coverage.by_level().values(), *(codes[status] for status in STATUSES)]
    assert [figure for figure in figures if not re.search(rf"\b{figure:,}\b", TEXTS[name])] == []


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_to_files(name: str) -> None:
    links = {link for link in re.findall(r"\]\(([^)#]+)\)", TEXTS[name]) if "://" not in link}
    assert [link for link in links if not (make_readme.TOP / link).exists()] == []


def test_both_languages_show_the_same_commands_and_files() -> None:
    english, chinese = TEXTS.values()
    assert make_readme.outputs(english) == make_readme.outputs(chinese)
    assert make_readme.FILE.findall(english) == make_readme.FILE.findall(chinese)


def test_output_is_pasted_and_cut(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    page = "<!-- OUTPUT lines=1: printf 'a\\nb\\nc\\n' -->\nold\n<!-- /OUTPUT -->\n"
    filled = make_readme.fill(page, tmp_path)
    assert "```console\n$ printf 'a\\nb\\nc\\n'\na\n… (2 more lines)\n```" in filled
    assert "old" not in filled
    assert make_readme.fill(filled, tmp_path) == filled


def test_failing_command_is_not_pasted(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    with pytest.raises(ValueError, match="exit code 2"):
        make_readme.fill("<!-- OUTPUT: exit 2 -->\n<!-- /OUTPUT -->", tmp_path)
