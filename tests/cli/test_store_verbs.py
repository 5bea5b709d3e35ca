"""``kg export``, ``kg diff``, ``kg status`` and ``kg doctor`` as they are typed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.store.layout import Layout
from tests.conftest import Kg

FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "gexf")


@pytest.mark.parametrize("form", FORMATS)
def test_export_to_file_and_stdout(kg_run: Kg, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"courts.{form}"
    assert kg_run("export", "--format", form, "-o", str(path)).code == 0
    assert kg_run("export", "--format", form).out == path.read_text(encoding="utf-8") != ""
    assert os.listdir(tmp_path) == [path.name]


def test_export_of_tables(kg_run: Kg, tmp_path: Path) -> None:
    done = kg_run("export", "--format", "csv", "-o", str(tmp_path / "tables"))
    assert done.code == 0
    assert "neo4j-admin database import" in done.err
    assert {"import.args", "mirror.csv", "ESTABLISHED.csv", "nodes-000.csv"} <= set(os.listdir(tmp_path / "tables"))
    assert kg_run("export", "--format", "csv").code == 2


def test_export_usage(kg_run: Kg, tmp_path: Path) -> None:
    assert kg_run("export", "--format", "docx").code == 2
    assert kg_run("export", "--format", "turtle", "--named").code == 2
    assert kg_run("export", "--format", "jsonld", "--named").code == 0
    assert kg_run("export", "--format", "nquads", "-o", str(tmp_path)).code == 2
    assert kg_run("export", "--format", "nquads", "-o", str(tmp_path / "none" / "x.nq")).code == 4
    assert kg_run("export", "--format", "nquads", "--version", "ffff").code == 4


def test_diff(kg_run: Kg, rebuilt: Callable[[dict[str, str]], str], tmp_path: Path) -> None:
    folder = rebuilt({"p: cooperatesWith, o: 丙区人民法院": "p: supervisedBy, o: 丙区人民法院"})
    done = kg_run("diff", "previous", graph=folder)
    assert done.code == 0
    assert done.out.splitlines() == [
        "- 乙区人民法院 cooperatesWith 丙区人民法院 [toy 50-60]",
        "+ 乙区人民法院 supervisedBy 丙区人民法院 [toy 50-60]",
    ]
    assert "1 statement added, 1 statement removed" in done.err
    rows = kg_run("diff", "previous", "current", "--format", "json", graph=folder).json
    assert [row["sign"] for row in rows] == ["-", "+"]
    digest = os.path.basename(Layout(folder).current())
    assert kg_run("diff", digest[:8], "current", graph=folder).code == 1
    path = tmp_path / "old.nq"
    assert kg_run("export", "--format", "nquads", "--version", "previous", "-o", str(path), graph=folder).code == 0
    assert kg_run("diff", str(path), graph=folder).out == done.out
    assert kg_run("diff", str(path), "previous", graph=folder).code == 1
    assert kg_run("diff", "ffff", graph=folder).code == 4


def test_status(kg_run: Kg, rebuilt: Callable[[dict[str, str]], str]) -> None:
    rows = kg_run("status", "--format", "json").json
    found = {(row["section"], row["name"]): row for row in rows}
    assert len(found["graph", "digest"]["value"]) == 32
    assert found["graph", "shacl"]["value"] == "passed"
    assert found["class", "Case"] == {"section": "class", "name": "Case", "label": "案件", "value": "2"}
    assert found["property", "heard"]["value"] == "2"
    assert found["property", "established"]["value"] == "3"
    assert int(found["document", "toy"]["value"]) > 50
    folder = rebuilt({"at: 50-60": "at: 51-60"})
    versions = kg_run("status", "--versions", "--format", "json", graph=folder).json
    assert [row["current"] for row in versions] == ["yes", ""]
    assert kg_run("status", graph=folder + "-none").code == 4


def test_doctor(kg_run: Kg, tmp_path: Path) -> None:
    done = kg_run("doctor", "--deep", "--format", "json")
    assert (done.code, {row["state"] for row in done.json}) == (0, {"ok"})
    sick = kg_run("doctor", "--format", "json", graph=str(tmp_path / "none"))
    assert sick.code == 4
    assert all(row["next"] for row in sick.json if row["state"] == "problem")
