"""``kg sparql`` and ``kg query`` as they are typed."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from tests.conftest import Kg

CASES = "SELECT ?case { ?court cg:heard ?case } ORDER BY ?case"


def test_rows_in_every_format(kg_run: Kg) -> None:
    assert len(kg_run("sparql", CASES).tsv) == 3
    assert len(kg_run("sparql", CASES, "--format", "csv").out.splitlines()) == 3
    assert [set(row) for row in kg_run("sparql", CASES, "--format", "json").json] == [{"case"}] * 2
    lines = kg_run("sparql", CASES, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["case"].rsplit("/")[-1] for line in lines] == ["丁公司重整案", "戊公司清算案"]
    assert "戊公司清算案" in kg_run("sparql", CASES, "--format", "table").out


def test_exit_codes(kg_run: Kg) -> None:
    assert kg_run("sparql", "SELECT ?x { ?x cg:none ?y }").code == 1
    assert kg_run("sparql", "ASK { ?x cg:heard ?y }").code == 0
    assert kg_run("sparql", "ASK { ?x cg:none ?y }").code == 1
    assert kg_run("sparql", "ASK { ?x cg:none ?y }").out == "answer\nfalse\n"
    wrong = kg_run("sparql", "SELEC")
    assert (wrong.code, wrong.out, wrong.err.count("\n")) == (2, "", 1)
    assert kg_run("sparql", CASES, "--timeout", "0").code == 2
    late = kg_run("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "0.5")
    assert late.code == 4
    assert "--timeout" in late.err


def test_triples(kg_run: Kg) -> None:
    query = "CONSTRUCT { ?court cg:heard ?case } WHERE { ?court cg:heard ?case }"
    done = kg_run("sparql", query)
    assert len(done.out.splitlines()) == 2
    turtle = kg_run("sparql", query, "--format", "turtle").out
    assert turtle.startswith("@prefix cg:")
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == 2
    assert set(kg_run("sparql", query, "--format", "json").json[0]) == {"subject", "predicate", "object"}
    assert kg_run("sparql", CASES, "--format", "turtle").code == 2
    assert kg_run("sparql", "CONSTRUCT WHERE { ?x cg:none ?y }").code == 1
    assert kg_run("sparql", f"DESCRIBE <https://w3id.org/courtgraph/case/{'丁公司重整案'}>").code == 0


def test_passages_are_graphs(kg_run: Kg) -> None:
    rows = kg_run("sparql", "SELECT ?passage { GRAPH ?passage { ?c cg:cooperatesWith ?o } }").tsv
    assert rows == [["passage"], ["https://w3id.org/courtgraph/document/toy#char=50,60"]]


def test_files_and_stdin(kg_run: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cases.rq"
    path.write_text(CASES, encoding="utf-8")
    assert len(kg_run("sparql", str(path)).tsv) == 3
    missing = kg_run("sparql", str(tmp_path / "none.rq"))
    assert missing.code == 4
    assert "No such file" in missing.err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CASES.encode()), encoding="utf-8"))
    assert len(kg_run("sparql", "-").tsv) == 3


def test_the_catalogue(kg_run: Kg) -> None:
    rows = kg_run("query", "list", "--format", "json").json
    assert len(rows) >= 25
    assert all(row["zh"] and row["en"] for row in rows)
    assert sum(bool(row["params"]) for row in rows) > 20
    assert kg_run("query", "list").tsv[0] == ["name", "zh", "en", "engines", "params"]


def test_names_and_iris(kg_run: Kg) -> None:
    plain = kg_run("query", "created-by", "--param", "court=甲中院")
    assert "w3id.org" not in plain.out
    assert "→" in kg_run("query", "created-by", "--param", "court=jzy").err
    rows = kg_run("query", "created-by", "--param", "court=甲中院", "--iri", "--format", "json").json
    assert rows[0]["what_iri"].startswith("https://w3id.org/courtgraph/")
    assert "kind" in rows[0]


def test_usage(kg_run: Kg) -> None:
    missing = kg_run("query", "created-by")
    assert missing.code == 2
    assert "--param court=长春市中级人民法院" in missing.err
    unknown = kg_run("query", "create-by")
    assert unknown.code == 2
    assert "created-by" in unknown.err
    assert kg_run("query", "created-by", "--param", "court").code == 2
    assert kg_run("query", "created-by", "--param", "court=甲中院", "--param", "court=乙法院").code == 2
    assert kg_run("query", "created-by", "--param", "court=没有").code == 1
    assert kg_run("query", "created-by", "--param", "court=区人民法院").code == 3
    assert "SELECT" in kg_run("query", "created-by", "--sparql").out


@pytest.mark.parametrize(
    "args",
    [
        ["sparql", CASES],
        ["query", "cases-by-court"],
        ["query", "list"],
        ["status"],
        ["diff", "current", "current"],
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_look_ups_import_nothing_heavy(toy: str, args: list[str]) -> None:
    heavy = ["rdflib", "networkx", "yaml", "pandas", "importlib.metadata", "importlib.resources"]
    code = (
        "import sys; from kg.cli.main import run; code = run(sys.argv[1:]);"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    graph = [] if "list" in args else ["--graph", toy]
    done = subprocess.run([sys.executable, "-c", code, *args, *graph], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
