"""``kg cypher``, and ``kg query --engine``, as they are typed, against a live Neo4j."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

import kg
import kg.cli.main
from kg.errors import StoreError, UsageError
from kg.mirror import ask as asking
from kg.mirror.ask import read_params
from kg.mirror.connect import Connection, Target
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.store.reader import Reader
from tests.conftest import Done, Kg

COURT = "甲市中级人民法院"
Cypher = Callable[..., Done]


@pytest.fixture(scope="module")
def mirror(toy: str, neo4j_target: Target) -> Iterator[Target]:
    """The small graph in Neo4j."""
    reader = Reader(toy)
    with Connection(neo4j_target) as connection:
        connection.write("MATCH (n) DETACH DELETE n")
        sync(connection, Source(reader), lambda *_: None)
        yield neo4j_target
        connection.write("MATCH (n) DETACH DELETE n")
    reader.close()


@pytest.fixture(autouse=True)
def environment(mirror: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mirror is the Neo4j that is meant."""
    for name, value in zip(("URI", "USERNAME", "PASSWORD", "DATABASE"), mirror, strict=True):
        monkeypatch.setenv(f"NEO4J_{name}", value)


@pytest.fixture
def cypher(capfdbinary: pytest.CaptureFixture[bytes]) -> Cypher:
    """Run the verb: ``cypher("RETURN 1")``."""

    def call(*args: str) -> Done:
        capfdbinary.readouterr()
        code = kg.cli.main.run(["cypher", *args])
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return call


def labels_in(mirror: Target) -> list[str]:
    with Connection(mirror) as connection:
        return [row[0] for row in connection.rows("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l ORDER BY l")]


# ---- answers ----


def test_nodes_by_name_and_whole(cypher: Cypher) -> None:
    query = "MATCH (c:Court {label: $name})-[r:ESTABLISHED]->(m:Mechanism) RETURN c, r, m"
    done = cypher(query, "--param", f"name={COURT}")
    assert done.code == 0
    assert done.tsv == [["c", "r", "m"], [COURT, f"({COURT})-[:ESTABLISHED]->(智慧立案机制)", "智慧立案机制"]]
    assert "_literals" not in done.out
    (row,) = cypher(query, "--param", f"name={COURT}", "--format", "json").json
    assert row["c"]["labels"] == ["Court", "Institution", "IntermediateCourt", "Resource"]
    assert row["c"]["properties"]["aliases"] == ["甲中院"]
    assert row["r"]["type"] == "ESTABLISHED"
    assert row["r"]["start"] == row["c"]["properties"]["iri"]
    assert [p.rpartition("/")[2] for p in row["r"]["properties"]["passages"]] == ["toy#char=0,10", "toy#char=200,210"]


def test_ways(cypher: Cypher) -> None:
    query = "MATCH p = (:Court {label: '乙区人民法院'})-[:SIGNED]->()<-[:SIGNED]-(:Court) RETURN p"
    assert cypher(query).tsv[1:] == [[f"(乙区人民法院)-[:SIGNED]->(甲乙司法协作协议)<-[:SIGNED]-({COURT})"]]
    (row,) = cypher(query, "--format", "json").json
    assert [len(row["p"][part]) for part in ("nodes", "relationships")] == [3, 2]


VALUES = {
    "null": (None, ""),
    "true": (True, "true"),
    "0.5": (0.5, "0.5"),
    "0.0 / 0": ("NaN", "NaN"),
    "-1.0 / 0": ("-Infinity", "-Infinity"),
    "[1, 'a b', [2]]": ([1, "a b", [2]], "1 a b [2]"),
    "{b: [1], a: null}": ({"a": None, "b": [1]}, '{"a": null, "b": [1]}'),
    "date('2022-09-26')": ("2022-09-26", "2022-09-26"),
    "duration('P1DT3H')": ("P1DT3H", "P1DT3H"),
    "localtime('10:00')": ("10:00:00.000000000", "10:00:00.000000000"),
    "point({x: 1, y: 2.5})": ({"srid": 7203, "x": 1.0, "y": 2.5}, "point(1, 2.5)"),
}


@pytest.mark.parametrize("value", VALUES)
def test_values(cypher: Cypher, value: str) -> None:
    plain, shown = VALUES[value]
    query = f"RETURN {value} AS x"
    assert cypher(query, "--format", "json").json == [{"x": plain}]
    assert cypher(query, "--format", "tsv").out == f"x\n{shown}\n"


def test_formats_and_exit_codes(cypher: Cypher) -> None:
    query = "MATCH (c:Case) RETURN c.label AS label ORDER BY label"
    assert cypher(query, "--format", "csv").out.splitlines() == ["label", "丁公司重整案", "戊公司清算案"]
    lines = cypher(query, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["label"] for line in lines] == ["丁公司重整案", "戊公司清算案"]
    assert "戊公司清算案" in cypher(query, "--format", "table").out
    nothing = cypher("MATCH (n:Nothing) RETURN n")
    assert (nothing.code, nothing.out) == (1, "n\n")


def test_files_and_stdin(cypher: Cypher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cases.cypher"
    path.write_text("// cases\nMATCH (c:Case)\nRETURN c\n", encoding="utf-8")
    assert len(cypher(str(path)).tsv) == 3
    assert cypher(str(tmp_path / "none.cypher")).code == 4
    path.write_bytes(b"RETURN '\xff'")
    assert "UTF-8" in cypher(str(path)).err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"RETURN 7 AS seven"), encoding="utf-8"))
    assert cypher("-").out == "seven\n7\n"


def test_the_plan_is_shown(cypher: Cypher) -> None:
    done = cypher("EXPLAIN MATCH (c:Court) RETURN c", "--format", "json")
    assert done.json[0]["operator"] == "ProduceResults"
    assert cypher("PROFILE RETURN 1").code == 2


# ---- parameters ----


def test_params() -> None:
    texts = ["甲", "2022", '"2022"', "[1, 2.5]", "true", "null", "007", "NaN", "", "甲, 乙", "[甲]"]
    wanted = ["甲", 2022, "2022", [1, 2.5], True, None, "007", "NaN", "", "甲, 乙", "[甲]"]
    assert [read_params({"x": text})["x"] for text in texts] == wanted
    with pytest.raises(UsageError, match="64 bits"):
        read_params({"a": "[9223372036854775808]"})


@pytest.mark.parametrize("text", ["}) DETACH DELETE n //", "`", "'", '"', "\\", "a\nb", "$x", "n) RETURN 1 //"])
def test_a_parameter_is_text_and_nothing_else(cypher: Cypher, text: str) -> None:
    assert cypher("RETURN $x AS x", "--param", f"x={text}", "--format", "json").json == [{"x": text}]


def test_params_that_do_not_fit(cypher: Cypher) -> None:
    missing = cypher("MATCH (n) WHERE n.label = $name RETURN n LIMIT $count", "--param", "count=3")
    assert missing.code == 2
    assert "needs the parameter name: --param name=" in missing.err
    unknown = cypher("RETURN $name", "--param", "name=a", "--param", "nam=b")
    assert unknown.code == 2
    assert "no parameter $nam:" in unknown.err
    assert cypher("RETURN $x", "--param", "x").code == 2
    assert cypher("RETURN $x", "--param", "x=1", "--param", "x=2").code == 2


# ---- what is refused ----

WRITES = [
    "CREATE (n:Forged)",
    "CREATE (n:Forged) RETURN n",
    "MERGE (n:Forged) RETURN n",
    "MATCH (n:Court) SET n.label = 'x'",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n:Court RETURN n",
    "match (n) /* a word */ call (n) { set n.x = 1 } return count(*)",
    "UNWIND [1] AS x CALL (x) { CREATE (:Forged) } IN TRANSACTIONS",
    "FOREACH (x IN [1] | CREATE (:Forged))",
    "EXPLAIN CREATE (n:Forged)",
    "CYPHER 5 CREATE (n:Forged)",
    "CALL db.createLabel('Forged')",
    "CREATE INDEX forged FOR (n:Court) ON (n.x)",
    "DROP INDEX courtgraph_names",
    "CREATE USER forged SET PASSWORD 'abcdefghijk'",
    "CALL db.clearQueryCaches()",
]


@pytest.mark.parametrize("query", WRITES)
def test_writing_is_refused(cypher: Cypher, mirror: Target, query: str) -> None:
    before = labels_in(mirror)
    done = cypher(query)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "read-only" in done.err
    assert labels_in(mirror) == before


def test_the_server_refuses_too(cypher: Cypher, mirror: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_allow", lambda plan: None)
    done = cypher("CREATE (n:Forged) RETURN n")
    assert done.code == 2
    assert "read-only" in done.err
    assert "Forged" not in labels_in(mirror)


@pytest.mark.parametrize(
    "query",
    [
        "SHOW INDEXES YIELD name RETURN name",
        "SHOW CONSTRAINTS",
        "CALL db.labels()",
        "CALL db.index.fulltext.queryNodes('courtgraph_names', '破产') YIELD node RETURN node",
        "RETURN 'CREATE (n) DELETE SET' AS create",
        "MATCH (n:Court) RETURN n.label AS `DETACH DELETE`",
    ],
)
def test_reading_is_not(cypher: Cypher, query: str) -> None:
    assert cypher(query).code == 0


def test_nothing_but_the_graph_is_read(cypher: Cypher) -> None:
    assert "LOAD CSV" in cypher("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line").err
    hidden = "MATCH (c:Court) RETURN COLLECT { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } AS x"
    assert cypher(hidden).code == 2
    assert "of others" in cypher("TERMINATE TRANSACTION 'neo4j-transaction-1'").err


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("MATCH (n) RETRUN n", "line 1, column 11: Invalid input 'RETRUN'"),
        ("MATCH (n)\nRETURN m", "line 2, column 8: Variable `m` not defined"),
        ("RETURN 'a", "line 1, column 8:"),
        ("RETURN 1; RETURN 2", "several statements"),
        ("", "empty"),
        ("// nothing", "end of input"),
        ("RETURN 1 / 0", "by zero"),
        ("CALL no.such()", "no.such"),
        ("RETURN nothing(1)", "Unknown function"),
    ],
)
def test_what_is_wrong_is_one_line(cypher: Cypher, query: str, words: str) -> None:
    done = cypher(query)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert words in done.err


def test_limits(cypher: Cypher, monkeypatch: pytest.MonkeyPatch) -> None:
    late = cypher("UNWIND range(1, 1000000000) AS x UNWIND range(1, 1000) AS y RETURN sum(x * y)", "--timeout", "0.5")
    assert late.code == 4
    assert "--timeout" in late.err
    for wrong in ("0", "-1", "nan", "inf"):
        assert cypher("RETURN 1", "--timeout", wrong).code == 2
    monkeypatch.setattr(asking, "LARGEST", 100)
    assert len(cypher("UNWIND range(1, 100) AS x RETURN x").tsv) == 101
    large = cypher("UNWIND range(1, 101) AS x RETURN x")
    assert (large.code, large.out) == (4, "")
    assert "add LIMIT" in large.err


def test_no_neo4j(cypher: Cypher) -> None:
    nobody = cypher("RETURN 1", "--uri", "bolt://127.0.0.1:9")
    assert nobody.code == 4
    assert nobody.err.count("\n") == 1
    assert cypher("RETURN 1", "--database", "nosuch").code == 4
    assert cypher("RETURN 1", "--uri", "nowhere").code == 2


# ---- kg query ----


def unordered(rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Rows whose collected values stand in one order: engines give them in any."""
    return [{key: sorted(cell) if isinstance(cell, list) else cell for key, cell in row.items()} for row in rows]


def test_engines_agree(kg_run: Kg) -> None:
    args = ("query", "agreements", "--param", "with=乙法院", "--format", "json")
    sparql, cypher = kg_run(*args), kg_run(*args, "--engine", "cypher")
    assert unordered(sparql.json) == unordered(cypher.json) != []
    both = kg_run(*args, "--engine", "both")
    assert (both.code, both.json) == (0, sparql.json)
    assert "sparql: 1 rows in" in both.err
    assert "cypher: 1 rows in" in both.err


def test_engines_differ(kg_run: Kg, mirror: Target) -> None:
    forged = "https://w3id.org/courtgraph/document/toy#char=1,2"
    change = "MATCH (:Court {label: $name})-[r:SIGNED]->() SET r.passages = $passages"
    with Connection(mirror) as connection:
        ((passages,),) = connection.rows(
            "MATCH (:Court {label: $name})-[r:SIGNED]->() RETURN r.passages", {"name": COURT}
        )
        connection.write(change, {"name": COURT, "passages": [forged]})
        try:
            both = kg_run("query", "agreements", "--engine", "both", "--format", "json")
        finally:
            connection.write(change, {"name": COURT, "passages": passages})
    assert both.code == 4
    assert [(row["only"], forged in row["passage"]) for row in both.json] == [("sparql", False), ("cypher", True)]
    assert "kg mirror verify" in both.err


def test_the_text_of_a_question(kg_run: Kg) -> None:
    assert kg_run("query", "agreements", "--cypher").out.startswith("// agreements")
    assert "SELECT" in kg_run("query", "agreements", "--sparql").out
    alone = kg_run("query", "ways-within-four", "--param", f"one={COURT}", "--param", "other=乙法院")
    assert alone.code == 2
    assert "--engine cypher" in alone.err
    assert kg_run("query", "ways-within-four", "--sparql").code == 2
    ways = ("--param", f"one={COURT}", "--param", "other=乙法院", "--engine", "cypher")
    assert kg_run("query", "ways-within-four", *ways).code == 0


def test_nothing_is_found_by_either(kg_run: Kg) -> None:
    done = kg_run("query", "agreements", "--param", "with=丙区人民法院", "--engine", "both")
    assert done.code == 1
    assert "nothing found" in done.err


# ---- Python ----


def test_api(toy: str) -> None:
    with kg.open(toy) as graph:
        rows = graph.cypher("MATCH (c:Court {label: $name}) RETURN c.aliases AS aliases, c", {"name": COURT})
        assert rows.columns == ("aliases", "c")
        assert rows[0]["aliases"] == ["甲中院"]
        assert unordered(graph.query("agreements", engine="cypher")) == unordered(graph.query("agreements"))
        with pytest.raises(UsageError, match="read-only"):
            graph.cypher("CREATE (n:Forged)")
        with pytest.raises(UsageError, match="no value of Cypher"):
            graph.cypher("RETURN $x", {"x": {(1, 2): 3}})
        with pytest.raises(UsageError, match="64 bits"):
            graph.cypher("RETURN $x", {"x": [1 << 63]})
        with pytest.raises(UsageError, match="UTF-8"):
            graph.cypher("RETURN '\ud800'")
        with pytest.raises(UsageError, match="no engine"):
            graph.query("agreements", engine="gremlin")


def test_api_without_neo4j(toy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    with kg.open(toy) as graph, pytest.raises(StoreError, match="kg neo4j start"):
        graph.cypher("RETURN 1")
