"""The Python API."""

import builtins
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal

import networkx as nx
import pytest
import rdflib

import kg
from kg.errors import NotFound, StoreError, UsageError
from kg.lookup.frames import Rows


@pytest.fixture
def graph(toy: str) -> Iterator[kg.Graph]:
    with kg.open(toy) as found:
        yield found


def test_import_is_cheap() -> None:
    heavy = ("rdflib", "networkx", "pandas", "pyoxigraph", "yaml")
    code = f"import kg, sys; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_unknown_attribute() -> None:
    with pytest.raises(AttributeError):
        kg.nothing  # noqa: B018


def test_look_ups(graph: kg.Graph) -> None:
    assert graph.find("破产法庭")[0]["name"] in {"破产法庭", "甲市破产法庭"}
    assert "智慧立案机制" in [row["value"] for row in graph.show("甲中院")]
    assert graph.related("甲中院", properties=["established"]).columns[0] == "distance"
    assert graph.path("甲市破产法庭", "智慧立案机制")[0]["subject"]
    assert len(graph.why("甲中院", "智慧立案机制")) >= 2
    assert "2022-05" in [row["date"] for row in graph.timeline()]
    assert graph.compare("乙法院", "丙区人民法院")
    assert len(graph.digest) == 32
    with pytest.raises(NotFound):
        graph.show("没有")


def test_sparql(graph: kg.Graph) -> None:
    rows = graph.sparql("SELECT (SUM(?v) AS ?sum) { ?o cg:metric '受理案件数' ; cg:value ?v }")
    assert rows == [{"sum": Decimal(5)}]
    rows = graph.sparql("SELECT ?court ?case { ?court cg:heard ?case }", {"court": graph.iri("乙法院")})
    assert len(rows) == 1


def test_query(graph: kg.Graph) -> None:
    rows = graph.query("article-calls-for", document="甲市立案规定", article=2)
    assert [row["calls_for"] for row in rows] == ["智慧立案机制"]
    assert str(rows[0]["calls_for_iri"]).endswith("/mechanism/智慧立案机制")
    assert graph.query("created-by", court="丙区人民法院") == []
    with pytest.raises(UsageError):
        graph.query("created-by")


def test_frames(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    pd = pytest.importorskip("pandas")
    frame = graph.query("figures-of", of="甲中院").to_dataframe()
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == 2
    assert list(Rows(("a", "b")).to_dataframe().columns) == ["a", "b"]
    plain = builtins.__import__

    def without(name: str, *rest: object, **options: object) -> object:
        if name == "pandas":
            raise ImportError(name)
        return plain(name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(StoreError, match=r"courtgraph\[pandas\]"):
        graph.find("法院").to_dataframe()


def test_rdflib(graph: kg.Graph) -> None:
    dataset = graph.rdf()
    assert isinstance(dataset, rdflib.Dataset)
    assert not dataset.default_union
    (row,) = dataset.query("SELECT ?passage { GRAPH ?passage { ?c cg:cooperatesWith ?o } }")
    assert str(row[0]) == "https://w3id.org/courtgraph/document/toy#char=50,60"  # type: ignore[index]
    with pytest.raises(RuntimeError):
        dataset.add((rdflib.URIRef("a:a"), rdflib.URIRef("a:b"), rdflib.URIRef("a:c")))


def test_network(graph: kg.Graph) -> None:
    assert isinstance(graph.network(), nx.MultiDiGraph)
    assert len(graph.network("Case")) == 2


def test_an_open_graph_stays_as_it_was(rebuilt: object, toy: str) -> None:
    assert callable(rebuilt)
    folder = rebuilt({"at: 50-60": "at: 51-60"})
    with kg.open(folder, "previous") as old, kg.open(folder) as new, kg.open(toy) as same:
        assert old.digest == same.digest != new.digest


def test_no_graph(tmp_path: object) -> None:
    with pytest.raises(StoreError, match="kg build"):
        kg.open(str(tmp_path))
