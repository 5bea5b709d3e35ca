"""Networks and tables: each file opened by the reader of its format."""

import io
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import NotFound
from kg.lookup.network import network, write_network
from kg.model.iris import BASE
from kg.store.reader import Reader

COURT, MECHANISM = f"{BASE}court/甲市中级人民法院", f"{BASE}mechanism/智慧立案机制"


def test_network(reader: Reader) -> None:
    graph = network(reader)
    assert isinstance(graph, nx.MultiDiGraph)
    node = graph.nodes[COURT]
    assert (node["label"], node["class"], node["kind"]) == ("甲市中级人民法院", "IntermediateCourt", "court")
    assert node["english"] == "Jia Intermediate People's Court"
    assert node["aliases"] == "甲中院"
    edge = graph.edges[COURT, MECHANISM, "established"]
    assert edge["label"] == reader.label("https://w3id.org/courtgraph/ontology#established")
    assert edge["passages"] == "toy#char=0,10 toy#char=200,210"
    assert graph.number_of_edges(COURT, MECHANISM) == 1
    assert not [iri for iri in graph if "/ontology" in iri or "/document/" in iri]


def test_network_of_a_class(reader: Reader) -> None:
    courts = network(reader, "Court")
    assert {data["kind"] for _, data in courts.nodes(data=True)} == {"court"}
    assert len(courts) == 4
    with pytest.raises(NotFound, match="did you mean Court"):
        network(reader, "Curt")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_files_are_read_back(reader: Reader, tmp_path: Path, form: str) -> None:
    out = io.BytesIO()
    write_network(reader, form, out)
    path = tmp_path / f"courts.{form}"
    path.write_bytes(out.getvalue())
    read = nx.read_graphml if form == "graphml" else nx.read_gexf
    found = read(path)
    graph = network(reader)
    assert isinstance(found, nx.MultiDiGraph)
    assert set(found) == set(graph)
    assert sorted(found.edges(keys=True)) == sorted(graph.edges(keys=True))
    assert found.nodes[COURT]["label"] == "甲市中级人民法院"
    assert found.edges[COURT, MECHANISM, "established"]["passages"] == "toy#char=0,10 toy#char=200,210"
    again = io.BytesIO()
    write_network(reader, form, again)
    assert again.getvalue() == out.getvalue()
