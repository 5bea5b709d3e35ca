"""What a cold look-up imports: nothing that it does not need, whatever else is installed."""

import subprocess
import sys

import pytest

from tests.cli.process import environment

HEAVY = (
    "rdflib",
    "networkx",
    "neo4j",
    "yaml",
    "importlib.metadata",
    "importlib.resources",
    "pandas",
    "pyshacl",
    "rich",
    "pypinyin",
    "openpyxl",
    "loaders",
)
VERBS = {
    "show": ["show", "甲市中级人民法院"],
    "show-pinyin": ["show", "jzy"],
    "find": ["find", "立案"],
    "related": ["related", "甲中院"],
    "path": ["path", "甲市破产法庭", "智慧立案机制"],
    "why": ["why", "甲中院", "智慧立案机制"],
    "timeline": ["timeline"],
    "compare": ["compare", "甲中院", "乙法院"],
}
# Printed by the process itself at its end: its first import of each, as it stands in sys.modules.
REPORT = "import sys; print(' '.join(name for name in sys.modules), file=sys.stderr)"


def imported(code: str, *args: str) -> set[str]:
    """The modules that a fresh process has imported when it has run some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{REPORT}", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=environment(LANG="C.UTF-8"),
    )
    return set(done.stderr.splitlines()[-1].split())


def heavy(modules: set[str]) -> list[str]:
    return [name for name in HEAVY if name in modules]


def run(args: list[str], graph: str) -> set[str]:
    code = "import sys\nfrom kg.cli.main import run\nassert run(sys.argv[1:]) == 0"
    return imported(code, *args, "--graph", graph)


def test_the_check_itself() -> None:
    assert heavy(imported("import yaml, rich.table")) == ["yaml", "rich"]


@pytest.mark.parametrize("args", VERBS.values(), ids=VERBS)
def test_a_look_up_imports_nothing_heavy(toy: str, args: list[str]) -> None:
    modules = run(args, toy)
    assert f"kg.cli.{args[0]}" in modules
    assert heavy(modules) == []


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
def test_no_format_but_the_table_imports_anything_heavy(toy: str, form: str) -> None:
    assert heavy(run(["show", "甲中院", "--format", form], toy)) == []
    assert heavy(run(["show", "甲中院", "--format", "table"], toy)) in ([], ["rich"])


def test_an_exact_name_does_not_open_the_name_index(toy: str) -> None:
    assert "sqlite3" not in run(VERBS["show"], toy)
    assert "sqlite3" in run(VERBS["show-pinyin"], toy)


@pytest.mark.parametrize("verb", [name for name in VERBS if "-" not in name])
def test_a_verb_imports_no_other(toy: str, verb: str) -> None:
    others = {f"kg.cli.{name}" for name in VERBS} - {f"kg.cli.{verb}"}
    assert run(VERBS[verb], toy) & others == set()


def test_import_kg_is_cheap() -> None:
    modules = imported("import kg")
    assert heavy(modules) == []
    assert {name for name in modules if name.startswith(("kg.", "pyoxigraph", "click"))} == set()


def test_help_imports_no_verb() -> None:
    modules = imported("from kg.cli.main import run\nassert run(['--help']) == 0")
    assert heavy(modules) == []
    assert {name for name in modules if name.startswith("kg.cli.")} <= {"kg.cli.main", "kg.cli.output"}
