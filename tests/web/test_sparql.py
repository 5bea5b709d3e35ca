"""The SPARQL 1.1 Protocol at ``/sparql``: ways to ask, formats, refusals."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from kg.cli.serve import command
from kg.model.iris import CG, DOCUMENTS, ONTOLOGY_GRAPH, PREF_LABEL
from kg.store.reader import Reader

SELECT = "SELECT ?court ?name { ?court a cg:Tribunal ; skos:prefLabel ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?court skos:prefLabel ?name } WHERE { ?court a cg:Tribunal ; skos:prefLabel ?name }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
QUERY = {"content-type": "application/sparql-query"}
UTF_16 = {"content-type": "application/sparql-query; charset=UTF-16"}


@pytest.fixture(scope="module")
def web(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def names(graph_dir: str) -> list[tuple[str, str]]:
    """What `SELECT` gives, found without SPARQL."""
    reader = Reader(graph_dir)
    courts = reader.subjects("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode(CG + "Tribunal"))
    found = [(court, term.value) for court in courts for term in reader.objects(court, PREF_LABEL)]
    reader.close()
    assert len(found) > 5
    return sorted(found)


def rows(response: httpx.Response) -> list[tuple[str, str]]:
    assert response.status_code == 200, response.text
    found = response.json()["results"]["bindings"]
    return sorted((row["court"]["value"], row["name"]["value"]) for row in found)


def test_the_three_ways_to_ask(web: httpx.Client, names: list[tuple[str, str]]) -> None:
    by_get = web.get("/sparql", params={"query": SELECT})
    by_form = web.post("/sparql", data={"query": SELECT})
    directly = web.post("/sparql", content=SELECT, headers=QUERY)
    assert rows(by_get) == rows(by_form) == rows(directly) == names
    assert by_get.headers["content-type"] == JSON
    assert "accept" in by_get.headers["vary"].lower()


@pytest.mark.parametrize("charset", ["", "; charset=UTF-8", ';charset="utf-8"', "; Charset=utf8; x=y"])
def test_queries_as_editors_save_them(web: httpx.Client, names: list[tuple[str, str]], charset: str) -> None:
    """A byte order mark before, carriage returns within, the character set named or not."""
    text = "\ufeff# courts\r\n" + SELECT.replace("{", "\r\n{ # those that are tribunals\r\n").replace("}", "\r\n}")
    by_form = {"content-type": f"application/x-www-form-urlencoded{charset}"}
    directly = web.post("/sparql", content=text.encode(), headers={"content-type": QUERY["content-type"] + charset})
    assert rows(directly) == names
    assert rows(web.post("/sparql", data={"query": text}, headers=by_form)) == names
    assert rows(web.get("/sparql", params={"query": text})) == names


def test_all_formats_of_rows_say_the_same(web: httpx.Client, names: list[tuple[str, str]]) -> None:
    def get(accept: str) -> httpx.Response:
        found = web.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
        assert found.status_code == 200
        assert found.headers["content-type"].partition(";")[0] == accept
        return found

    assert rows(get(JSON)) == names
    tree = ElementTree.fromstring(get(XML).content)
    space = "{http://www.w3.org/2005/sparql-results#}"
    found = [tuple(cell[0].text for cell in row) for row in tree.iter(f"{space}result")]
    assert sorted(found) == names
    assert sorted(map(tuple, csv.reader(io.StringIO(get("text/csv").text)))) == sorted([("court", "name"), *names])
    lines = get("text/tab-separated-values").text.splitlines()
    assert lines[0] == "?court\t?name"
    assert sorted(line.split("\t")[0].strip("<>") for line in lines[1:]) == [court for court, _ in names]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_all_formats_of_triples_say_the_same(
    web: httpx.Client, names: list[tuple[str, str]], accept: str, form: str
) -> None:
    found = web.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": accept})
    assert found.status_code == 200
    assert found.headers["content-type"].partition(";")[0] == accept
    graph = rdflib.Graph().parse(data=found.content, format=form)
    assert sorted((str(s), str(o)) for s, _, o in graph) == names
    assert {str(p) for _, p, _ in graph} == {PREF_LABEL}


def test_ask_and_describe(web: httpx.Client, names: list[tuple[str, str]]) -> None:
    yes = web.get("/sparql", params={"query": f"ASK {{ <{names[0][0]}> a cg:Tribunal }}"})
    assert yes.json() == {"head": {}, "boolean": True}
    told = web.get("/sparql", params={"query": f"DESCRIBE <{names[0][0]}>"})
    assert told.headers["content-type"].startswith("text/turtle")
    graph = rdflib.Graph().parse(data=told.content, format="turtle")
    assert (rdflib.URIRef(names[0][0]), rdflib.RDF.type, rdflib.URIRef(CG + "Tribunal")) in graph


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("nonsense", JSON),
        ("text/csv, application/sparql-results+xml;q=0.5", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.5", XML),
        ("text/csv;q=0.2, */*;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*", XML),
        ("text/*", "text/csv"),
        ("application/*;q=0.8, text/tab-separated-values;q=0.9", "text/tab-separated-values"),
        ("application/json", JSON),
        ("application/xml", XML),
        ("TEXT/CSV ; charset=utf-8 ; Q=1.0", "text/csv"),
        ("text/csv;q=7, application/sparql-results+xml;q=0.1", XML),
        ("text/csv;q=.2, application/sparql-results+xml;q=.5", XML),
        ("text/csv;q=0.33333, application/sparql-results+xml;q=0.1", "text/csv"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", JSON),  # Java, where nothing is said
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", XML),
    ],
)
def test_accept_decides(web: httpx.Client, accept: str, media: str) -> None:
    found = web.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
    assert found.status_code == 200
    assert found.headers["content-type"].partition(";")[0] == media


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (SELECT, "text/turtle", JSON),
        (SELECT, "image/png", "text/csv"),
        (SELECT, "*/*;q=0", XML),
        (CONSTRUCT, "text/csv", "text/turtle"),
        (CONSTRUCT, JSON, "application/ld+json"),
    ],
)
def test_what_cannot_be_had_is_406_with_what_can(web: httpx.Client, query: str, accept: str, offered: str) -> None:
    found = web.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert found.status_code == 406
    assert offered in found.json()["error"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("CONSTRUCT { <a:s> <http://example.org/1> 1 } WHERE {}", "application/rdf+xml"),
        ("CONSTRUCT { <a:s> <a:p> '\\u0001' } WHERE {}", "application/rdf+xml"),
        ("SELECT ('\\u000B' AS ?x) {}", XML),
    ],
)
def test_xml_that_cannot_be(web: httpx.Client, query: str, accept: str) -> None:
    found = web.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert found.status_code == 400
    assert "ask for another format" in found.json()["error"]
    assert web.get("/sparql", params={"query": query}).status_code == 200


def test_service_description(web: httpx.Client, site: str) -> None:
    found = web.get("/sparql")
    assert found.headers["content-type"].startswith("text/turtle")
    graph = rdflib.Graph().parse(data=found.content, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = graph.value(predicate=rdflib.RDF.type, object=sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(f"{site}/sparql")
    assert graph.value(service, sd.supportedLanguage) == sd.SPARQL11Query
    assert len(set(graph.objects(service, sd.resultFormat))) == 8
    dataset = graph.value(service, sd.defaultDataset)
    named = {str(graph.value(one, sd.name)) for one in graph.objects(dataset, sd.namedGraph)}
    assert {ONTOLOGY_GRAPH, DOCUMENTS + "fafa-2020-22"} <= named
    for accept, form in (("application/rdf+xml", "xml"), ("application/ld+json", "json-ld"), ("text/plain", "nt")):
        other = web.get("/sparql", headers={"accept": accept})
        assert set(rdflib.Graph().parse(data=other.content, format=form)) == set(graph)
    assert web.get("/sparql", headers={"accept": "text/csv"}).status_code == 406


def test_a_browser_is_sent_to_the_page_of_queries(web: httpx.Client) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    found = web.get("/sparql", headers={"accept": accept})
    assert (found.status_code, found.headers["location"]) == (303, "/#/query")


def test_head_and_options(web: httpx.Client) -> None:
    found = web.head("/sparql", params={"query": SELECT})
    assert (found.status_code, found.content, found.headers["content-type"]) == (200, b"", JSON)
    assert int(found.headers["content-length"]) == len(web.get("/sparql", params={"query": SELECT}).content)
    options = web.options("/sparql")
    assert options.status_code == 204
    assert set(options.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    assert "access-control-allow-origin" not in options.headers
    for method in ("PUT", "DELETE", "PATCH"):
        refused = web.request(method, "/sparql", params={"query": SELECT})
        assert refused.status_code == 405
        assert refused.json()["error"] == f"{method} is not answered here: ask with GET or HEAD or OPTIONS or POST"
        assert "GET" in refused.headers["allow"]


UPDATE = "INSERT DATA { <a:s> <a:p> <a:o> }"


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "POST", "data": {"update": UPDATE}},
        {"method": "POST", "content": UPDATE, "headers": {"content-type": "application/sparql-update"}},
        {"method": "GET", "params": {"update": UPDATE}},
        {"method": "GET", "params": {"query": UPDATE}},
        {"method": "POST", "content": UPDATE, "headers": QUERY},
    ],
)
def test_updates_are_refused(web: httpx.Client, request_: dict[str, object]) -> None:
    found = web.request(url="/sparql", **request_)  # type: ignore[arg-type]
    assert found.status_code in {400, 403}
    assert "read-only" in found.json()["error"]
    assert web.get("/sparql", params={"query": "ASK { <a:s> ?p ?o }"}).json()["boolean"] is False


@pytest.mark.parametrize(
    ("request_", "status", "says"),
    [
        ({"params": {"query": ""}}, 400, "empty"),
        ({"params": {"query": "SELEC"}}, 400, "no SPARQL: line 1"),
        ({"params": [("query", SELECT), ("query", SELECT)]}, 400, "more than once"),
        ({"params": {"query": SELECT}, "method": "POST", "data": {"query": SELECT}}, 400, "more than once"),
        ({"params": {"query": SELECT}, "method": "POST", "content": SELECT, "headers": QUERY}, 400, "more than once"),
        ({"method": "POST", "data": {"x": ""}}, 400, "no query"),
        ({"method": "POST", "content": b"\xff", "headers": QUERY}, 400, "not UTF-8"),
        ({"url": "/sparql?query=%ff"}, 400, "UTF-8"),
        ({"method": "POST", "json": {"query": SELECT}}, 415, "application/sparql-query"),
        ({"method": "POST", "content": SELECT}, 415, "application/sparql-query"),
        ({"method": "POST", "content": b"ASK {}", "headers": UTF_16}, 415, "UTF-8"),
        ({"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}}, 400, "no SERVICE here"),
        ({"params": {"query": SELECT, "default-graph-uri": "no iri"}}, 400, "no IRI"),
        ({"method": "POST", "data": {"query": SELECT, "named-graph-uri": ["a:b"] * 1001}}, 400, "more than 1000"),
        ({"params": {"query": "ASK {} \0"}}, 400, "NUL"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    web: httpx.Client, request_: dict[str, object], status: int, says: str
) -> None:
    found = web.request(**({"method": "GET", "url": "/sparql"} | request_))  # type: ignore[arg-type]
    assert found.status_code == status, found.text
    error = found.json()["error"]
    assert says in error
    assert "\n" not in error


def test_graphs_of_the_protocol(web: httpx.Client) -> None:
    """§2.1.4: a dataset in the request takes the place of the one in the query."""
    one, other = DOCUMENTS + "fafa-2020-22", DOCUMENTS + "changchun-tribunals"

    def number(query: str, **params: object) -> int:
        found = web.get("/sparql", params={"query": query, **params})  # type: ignore[dict-item]
        by_form = web.post("/sparql", data={"query": query, **params})
        directly = web.post("/sparql", params=params, content=query, headers=QUERY)  # type: ignore[arg-type]
        assert found.status_code == 200, found.text
        assert found.json() == by_form.json() == directly.json()
        return int(found.json()["results"]["bindings"][0]["n"]["value"])

    plain, graphs = (
        "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    )
    whole, first = number(plain % ""), number(plain % "", **{"default-graph-uri": one})
    assert 0 < first < whole
    assert number(plain % f"FROM <{other}>", **{"default-graph-uri": one}) == first
    assert number(plain % f"FROM <{one}>") == first
    distinct = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    both = {"named-graph-uri": [one, other]}
    assert number(graphs, **both) == 2
    assert number(plain % "", **both) == 0
    assert number(plain % "", **{"default-graph-uri": [one, other]}) == number(distinct, **both)
    assert number(graphs, **{"default-graph-uri": one}) == 0
    assert number(graphs) > 100


def test_a_statement_of_two_passages_counts_once(web: httpx.Client) -> None:
    query = (
        "SELECT ?s ?p ?o (GROUP_CONCAT(STR(?g); separator=' ') AS ?graphs) { GRAPH ?g { ?s ?p ?o } "
        "FILTER(CONTAINS(STR(?g), '#char')) FILTER(isIRI(?o)) } GROUP BY ?s ?p ?o HAVING(COUNT(?g) > 1) LIMIT 1"
    )
    (row,) = web.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    triple = " ".join(f"<{row[name]['value']}>" for name in "spo")
    passages = row["graphs"]["value"].split()
    assert len(passages) > 1
    count = f"SELECT (COUNT(*) AS ?n) {{ {triple} . BIND(1 AS ?x) }}"
    for params in ({}, {"default-graph-uri": passages}):
        found = web.get("/sparql", params={"query": count, **params}).json()
        assert found["results"]["bindings"][0]["n"]["value"] == "1"
    from_all = count.replace("{", "".join(f"FROM <{passage}> " for passage in passages) + "{", 1)
    found = web.get("/sparql", params={"query": from_all}).json()
    assert found["results"]["bindings"][0]["n"]["value"] == "1"


def test_the_examples_that_we_give_find_something(web: httpx.Client) -> None:
    help_ = command.help or ""
    page = (Path(__file__).parents[2] / "docs" / "explorer.md").read_text(encoding="utf-8")
    examples = [re.findall(r"--data-urlencode 'query=([^']+)'", text) for text in (help_, page)]
    assert all(examples)
    for query in chain.from_iterable(examples):
        found = web.get("/sparql", params={"query": query})
        assert found.status_code == 200, found.text
        assert found.json()["results"]["bindings"], query


def test_chinese_in_and_out(web: httpx.Client) -> None:
    query = 'SELECT ?court { ?court skos:prefLabel "长春破产法庭"@zh }'
    found = web.post("/sparql", content=query.encode(), headers=QUERY | {"accept": "text/csv"})
    assert "court/长春破产法庭" in found.content.decode("utf-8")
    assert json.loads(web.get("/sparql", params={"query": query}).content)["results"]["bindings"]
