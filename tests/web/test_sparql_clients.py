"""Real clients at the endpoint: SPARQLWrapper, rdflib's SPARQLStore, curl."""

import json
import shutil
import subprocess
from typing import Any
from urllib.error import HTTPError

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.model.iris import CG, DOCUMENTS
from tests.web.conftest import Serve

SELECT = "SELECT ?court ?name { ?court a cg:Tribunal ; skos:prefLabel ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT WHERE { ?court a cg:Tribunal ; skos:prefLabel ?name }"
TRIBUNAL = rdflib.URIRef(CG + "Tribunal")


@pytest.fixture
def wrapper(site: str) -> SPARQLWrapper:
    return SPARQLWrapper(f"{site}/sparql")


@pytest.mark.parametrize("way", ["GET", POST, "directly"])
def test_sparqlwrapper_rows(wrapper: SPARQLWrapper, way: str) -> None:
    wrapper.setMethod(POST if way != "GET" else "GET")
    if way == "directly":
        wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(JSON)
    found: Any = wrapper.queryAndConvert()
    names = [row["name"]["value"] for row in found["results"]["bindings"]]
    assert "长春破产法庭" in names
    assert names == sorted(names)
    wrapper.setReturnFormat(XML)
    document: Any = wrapper.queryAndConvert()
    assert len(document.getElementsByTagName("result")) == len(names)
    for form in (CSV, TSV):
        wrapper.setReturnFormat(form)
        data: Any = wrapper.queryAndConvert()
        assert len(data.decode().splitlines()) == len(names) + 1


@pytest.mark.parametrize("form", [TURTLE, RDFXML, JSONLD])
def test_sparqlwrapper_triples(wrapper: SPARQLWrapper, form: str) -> None:
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(form)
    found: Any = wrapper.queryAndConvert()
    graph = rdflib.Graph().parse(data=found, format="turtle") if isinstance(found, bytes) else found
    assert len(set(graph.subjects(rdflib.RDF.type, TRIBUNAL))) > 5


def test_sparqlwrapper_dataset_and_errors(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    wrapper.setReturnFormat(JSON)
    whole: Any = wrapper.queryAndConvert()
    wrapper.addDefaultGraph(DOCUMENTS + "fafa-2020-22")
    part: Any = wrapper.queryAndConvert()
    counts = [int(found["results"]["bindings"][0]["n"]["value"]) for found in (part, whole)]
    assert 0 < counts[0] < counts[1]
    wrapper.setQuery("SELECT nothing")
    with pytest.raises(QueryBadFormed, match="no SPARQL"):
        wrapper.query()


def test_sparqlwrapper_cannot_update(wrapper: SPARQLWrapper) -> None:
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { <a:s> <a:p> <a:o> }")
    with pytest.raises(HTTPError) as caught:
        wrapper.query()
    assert caught.value.code == 403
    assert b"read-only" in caught.value.read()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv"])
def test_sparqlstore(site: str, method: str, form: str) -> None:
    store = SPARQLStore(f"{site}/sparql", method=method, returnFormat=form)
    graph = rdflib.Graph(store=store)
    courts = set(graph.subjects(rdflib.RDF.type, TRIBUNAL))
    assert len(courts) > 5
    rows = list(graph.query("SELECT ?name { ?c a cg:Tribunal ; skos:prefLabel ?name FILTER(LANG(?name) = 'zh') }"))
    assert len(rows) == len(courts)
    assert "长春破产法庭" in {str(row[0]) for row in rows}  # type: ignore[index]
    if form != "csv":  # rdflib reads no answer to ASK in CSV
        assert (next(iter(courts)), rdflib.RDF.type, TRIBUNAL) in graph
    assert len(graph) > 1000


def test_sparqlstore_of_a_named_graph(site: str) -> None:
    """A context-aware store asks by GRAPH or default-graph-uri: the statements of one document only."""
    name = DOCUMENTS + "fafa-2020-22"
    store = SPARQLStore(f"{site}/sparql", context_aware=True, returnFormat="json")
    part = rdflib.Graph(store=store, identifier=rdflib.URIRef(name))
    whole = rdflib.Graph(store=SPARQLStore(f"{site}/sparql", returnFormat="json"))
    assert 0 < len(part) < len(whole)
    assert all(triple in whole for triple in list(part)[:3])


def test_sparqlstore_construct(site: str) -> None:
    store = SPARQLStore(f"{site}/sparql")
    result = rdflib.Graph(store=store).query(CONSTRUCT)
    assert result.graph is not None
    assert len(set(result.graph.subjects(rdflib.RDF.type, TRIBUNAL))) > 5


def test_sparqlstore_with_a_token(start: Serve) -> None:
    token = "one-that-nobody-guesses"
    url = f"{start('--token', token)}/sparql"
    store = SPARQLStore(url, auth=("anyone", token), returnFormat="json")
    assert list(rdflib.Graph(store=store).query("SELECT ?c { ?c a cg:Tribunal }"))
    wrapper = SPARQLWrapper(url)
    wrapper.setQuery("ASK {}")
    wrapper.setReturnFormat(JSON)
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {token}")
    found: Any = wrapper.queryAndConvert()
    assert found["boolean"] is True


def curl(*args: str) -> tuple[int, str, bytes]:
    """Run curl; returns status, content type and body."""
    program = shutil.which("curl")
    if not program:
        pytest.skip("no curl on this machine")
    command = [program, "--silent", "--show-error", "--max-time", "60", "--write-out", "\n%{http_code} %{content_type}"]
    done = subprocess.run([*command, *args], capture_output=True, check=True)
    body, _, last = done.stdout.rpartition(b"\n")
    status, _, media = last.decode().partition(" ")
    return int(status), media, body


def test_curl(site: str) -> None:
    url = f"{site}/sparql"
    status, media, body = curl("--get", url, "--data-urlencode", f"query={SELECT}")
    assert (status, media) == (200, "application/sparql-results+json")
    rows = json.loads(body)["results"]["bindings"]
    status, media, body = curl(url, "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv")
    assert (status, media) == (200, "text/csv; charset=utf-8")
    assert len(body.decode().splitlines()) == len(rows) + 1
    status, media, body = curl(url, "-H", "Content-Type: application/sparql-query", "--data-binary", CONSTRUCT)
    assert (status, media) == (200, "text/turtle; charset=utf-8")
    assert rdflib.Graph().parse(data=body, format="turtle")
    status, media, body = curl("--head", "--get", url, "--data-urlencode", "query=ASK {}")
    assert (status, media) == (200, "application/sparql-results+json")
    assert curl(url, "-H", "Content-Type: application/sparql-update", "--data-binary", "CLEAR ALL")[0] == 403
    assert curl("--get", url, "--data-urlencode", f"query={SELECT}", "-H", "Accept: image/png")[0] == 406
