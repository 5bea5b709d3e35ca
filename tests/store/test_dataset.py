"""The graphs of a query: FROM clauses are found as the store finds them, and a merge has each triple once."""

import json

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.model.iris import BASE, CG, DOCUMENTS
from kg.store.ask import TooMany, ask
from kg.store.dataset import Dataset, dataset, head, merged
from kg.store.layout import Layout
from kg.store.reader import Reader


@pytest.fixture
def folder(toy: str) -> str:
    return Layout(toy).current()


def twice(reader: Reader) -> tuple[str, list[str]]:
    """A triple of two passages as text, and the passages' IRIs."""
    found: dict[str, set[str]] = {}
    for quad in reader.store.quads_for_pattern(None, None, None):
        if isinstance(quad.graph_name, ox.NamedNode) and "#char" in quad.graph_name.value:
            found.setdefault(str(quad.triple), set()).add(quad.graph_name.value)
    return next((triple, sorted(graphs)) for triple, graphs in sorted(found.items()) if len(graphs) > 1)


def count(folder: str, query: str, graphs: Dataset | None = None) -> int:
    (row,) = json.loads(ask(folder, query, dataset=graphs).body)["results"]["bindings"]
    return int(row["n"]["value"])


def test_a_merge_has_each_triple_once(reader: Reader, folder: str) -> None:
    triple, (one, other, *_) = twice(reader)
    pattern = f"{{ {triple} . ?s ?p ?o }}"
    each = [
        {
            (q.subject, q.predicate, q.object)
            for q in reader.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        }
        for graph in (one, other)
    ]
    union = len(each[0] | each[1])
    assert union < len(each[0]) + len(each[1])
    select = "SELECT (COUNT(*) AS ?n)"
    assert count(folder, f"{select} FROM <{one}> {pattern}") == len(each[0])
    assert count(folder, f"{select} FROM <{one}> FROM <{other}> {pattern}") == union
    assert count(folder, f"{select} FROM <{one}> FROM <{other}> FROM <{one}> {pattern}") == union
    assert count(folder, f"{select} {pattern}", Dataset((one, other), ())) == union
    # The dataset that is given takes the place of what the query says.
    assert count(folder, f"{select} FROM <{one}> FROM <{other}> {pattern}", Dataset((one,), ())) == len(each[0])


def test_named_graphs_of_a_dataset(reader: Reader, folder: str) -> None:
    _, (one, other, *_) = twice(reader)
    select = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    plain = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert count(folder, select) > 2
    assert count(folder, select, Dataset((), (one, other))) == 2
    assert count(folder, select, Dataset((one,), ())) == 0
    assert count(folder, plain, Dataset((), (one,))) == 0
    merge = Dataset((one, other), (one,))
    assert count(folder, select, merge) == 1
    assert count(folder, plain, merge) > 0
    from_named = select.replace("{ GRAPH", f"FROM <{one}> FROM <{other}> FROM NAMED <{other}> {{ GRAPH")
    assert count(folder, from_named) == 1
    assert count(folder, plain, Dataset(("https://example.org/none",), ())) == 0


QUERIES = [
    ("SELECT * FROM <a:1> FROM <a:2> { ?s ?p ?o }", ("a:1", "a:2"), ()),
    ("select*from<a:1>from<a:2>{?s ?p ?o}", ("a:1", "a:2"), ()),
    ("PREFIX x: <a:b/> ASK FROM x:1 FROM NAMED <a:n> FROM x:2 WHERE {}", ("a:b/1", "a:b/2"), ("a:n",)),
    ("BASE <http://a/b> ASK FROM <1> FROM <#2> {}", ("http://a/1", "http://a/b#2"), ()),
    ("ASK FROM cg:one FROM cg:two {}", (CG + "one", CG + "two"), ()),
    ("SELECT (EXISTS { ?s ?p '} FROM' } AS ?from) FROM <a:1> FROM <a:2> {}", ("a:1", "a:2"), ()),
    ("CONSTRUCT { ?s ?p ?o } FROM <a:1> FROM <a:2> WHERE { ?s ?p ?o }", ("a:1", "a:2"), ()),
    ("DESCRIBE <a:x>FROM <a:1>#FROM <a:3>\nFROM <a:2>", ("a:1", "a:2"), ()),
    ('SELECT (\'\'\'{\'\'\' AS ?x) (""" "{ """ AS ?y) FROM <a:1> FROM <a:2> {}', ("a:1", "a:2"), ()),
    (f"ASK FROM <{BASE}document/一> FROM <{BASE}\\u4e8c> {{}}", (BASE + "document/一", BASE + "二"), ()),
]


@pytest.mark.parametrize(("query", "default", "named"), QUERIES, ids=range(len(QUERIES)))
def test_from_clauses_are_found(folder: str, query: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert merged(query) == Dataset(default, named)
    ask(folder, query)  # it is SPARQL


@pytest.mark.parametrize(
    "query",
    [
        "ASK {}",
        "ASK FROM <a:1> FROM NAMED <a:2> {}",
        "ASK { ?s ?p ' FROM <a:1> FROM <a:2> ' }",
        "ASK { ?from ?p 1 } # FROM <a:1> FROM <a:2>",
        "SELECT ?from ?FROM { ?from ?p <a:from> . ?FROM ?p <a:from> }",
        "ASK FROM FROM {}",
        "ASK FROM <a:1> FROM nowhere:x {}",
        "FROM",
        "ASK FROM <a:1> FROM",
    ],
)
def test_what_needs_no_merge(query: str) -> None:
    assert merged(query) is None


def test_forms() -> None:
    assert head("PREFIX select: <a:ask> CONSTRUCT WHERE { ?s ?p ?o }").form == "CONSTRUCT"
    assert head("# ASK\n select ?x {}").form == "SELECT"
    assert head("INSERT DATA {}").form == ""


@pytest.mark.parametrize("part", ['"', '"""\n', "'''", "<", "<a", "\\", "{", "FROM ", "?", "#\n", ":" * 9 + " "])
def test_a_megabyte_of_one_mark_is_read_once(part: str) -> None:
    text = "SELECT * FROM <a:1> FROM <a:2> " + part * ((1 << 20) // len(part))
    assert head(text).form == "SELECT"


def test_a_dataset_of_nothing_is_none() -> None:
    assert dataset((), ()) is None
    assert dataset((DOCUMENTS + "a", DOCUMENTS + "a"), ()) == Dataset((DOCUMENTS + "a",), ())
    with pytest.raises(UsageError, match="no IRI"):
        dataset(("no iri",), ())


CASES = "SELECT ?court ?case { ?court cg:heard ?case }"


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_the_same_with_a_limit(folder: str, form: str) -> None:
    whole = ask(folder, CASES, form=form)
    assert whole.media == f"results+{form}"
    assert ask(folder, CASES, form=form, rows=2) == whole
    with pytest.raises(TooMany, match="more than 1 rows"):
        ask(folder, CASES, form=form, rows=1)


ODD = (
    r"SELECT * { VALUES (?a ?b ?c) { ('x\ty\n\"q\"\\' '服\u0001务'@zh UNDEF) (UNDEF UNDEF UNDEF) (1.50 <a:b> 2.0e1) } }"
)


def test_odd_terms_survive_the_limit(folder: str) -> None:
    assert ask(folder, ODD, rows=3) == ask(folder, ODD)
    with pytest.raises(TooMany):
        ask(folder, ODD, rows=2)
    assert b"bindings" in ask(folder, "SELECT * {}", rows=1).body
    assert b"true" in ask(folder, "ASK {}", rows=1).body


def test_triples_are_counted_once(folder: str) -> None:
    query = "CONSTRUCT { ?c a cg:Case } WHERE { ?court cg:heard ?c . ?c ?p ?o }"
    assert len(ask(folder, query, rows=2).body.splitlines()) == 2
    with pytest.raises(TooMany):
        ask(folder, query, rows=1)


def test_a_limit_ends_an_endless_answer(folder: str) -> None:
    with pytest.raises(TooMany, match="LIMIT"):
        ask(folder, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }", rows=1000, timeout=60)
