"""Every question that two languages ask has the same rows in both: on the seeds, and on a generated graph.

The Cypher runs on a live Neo4j, the SPARQL on the store that was mirrored there.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

import pyoxigraph as ox
import pytest

from kg.lookup.catalogue import FREE, NamedQuery, Param, catalogue
from kg.lookup.named import ask_named, bind
from kg.lookup.sparql import Solutions, Term, solve
from kg.mirror.ask import differences
from kg.mirror.connect import Connection, Target
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.twin import ask_cypher
from kg.model.iris import BASE, CG, DOCUMENTS, PREFIXES, XSD
from kg.model.statements import iri, literal
from kg.store.reader import Reader
from tests.mirror import generated

PAIRS = [query for query in catalogue() if len(query.engines) == 2]
CYPHER_ONLY = [query for query in catalogue() if query.engines == ("cypher",)]
SAMPLE = 6
# What stands for a needed parameter that no answer tells; the generated facts use these numbers and words.
NUMBERS = {"article": ("1", "2", "11", "12"), "year": generated.YEARS, "at": ("25", "200", "1000")}
DAYS = (("2021", "gYear"), ("2022-03", "gYearMonth"), ("2023-03-11", "date"))
TEXTS = {"metric": ("案件数", "金额", "人数"), "scope": ("全国", "全省")}


class Mirrored(NamedTuple):
    """A graph, and the connection to its mirror; ``made`` says that the facts are generated."""

    reader: Reader
    connection: Connection
    made: bool


@pytest.fixture(scope="module", params=["seeds", "generated"])
def mirrored(
    request: pytest.FixtureRequest, neo4j_target: Target, graph_dir: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mirrored]:
    """One graph after the other, each alone in the database."""
    folder = graph_dir
    if request.param == "generated":
        folder = str(tmp_path_factory.mktemp("generated") / "graph")
        generated.build(folder, disagree=True)
    reader = Reader(folder)
    with Connection(neo4j_target) as connection:
        connection.write("MATCH (n) DETACH DELETE n")
        sync(connection, Source(reader), lambda *_: None)
        yield Mirrored(reader, connection, request.param == "generated")
        connection.write("MATCH (n) DETACH DELETE n")
    reader.close()


def examples(mirrored: Mirrored, query: NamedQuery) -> Iterator[dict[str, str]]:
    """The needed parameters with their examples; and once more with each optional one besides."""
    needed = {param.name: param.example for param in query.params if param.default is None}
    yield bind(mirrored.reader, query, needed).bindings
    for param in query.params:
        if param.default is not None:
            yield bind(mirrored.reader, query, {**needed, param.name: param.example}).bindings


def spread(values: list[str]) -> list[str]:
    """A few of many, evenly."""
    return values[:: max(1, -(-len(values) // SAMPLE))]


def _column(reader: Reader, pattern: str) -> list[tuple[str, ...]]:
    rows = cast("ox.QuerySolutions", reader.store.query(f"SELECT DISTINCT {pattern}", prefixes=PREFIXES))
    return sorted(tuple(str(term) for term in row) for row in rows)


def known(reader: Reader, param: Param) -> list[str]:
    """Values of a parameter that stands for no resource; none where it does."""
    if param.type == "number":
        return [literal(n, datatype=XSD + "integer") for n in NUMBERS.get(param.name, ("1", "2", "3"))]
    if param.type == "date":
        return [literal(day, datatype=XSD + kind) for day, kind in DAYS]
    if param.type == "class":
        return spread([k for (k,) in _column(reader, "?c { ?r a ?c . ?c a owl:Class }") if CG in k])
    if param.name == "passage":
        graphs = _column(reader, "?g { GRAPH ?g { ?s ?p ?o } FILTER (CONTAINS(STR(?g), '#')) }")
        return spread([literal(graph[1 + len(DOCUMENTS) : -1]) for (graph,) in graphs])
    if param.name == "document" and param.default is None:
        return [iri(DOCUMENTS + info.document) for info in generated.DOCUMENTS]
    return [literal(text) for text in TEXTS.get(param.name, (param.example,))] if param.type == "text" else []


def _resources(terms: Iterable[Term | None]) -> list[str]:
    found = {t.value for t in terms if isinstance(t, ox.NamedNode)}
    return spread([iri(value) for value in sorted(found) if value.startswith(BASE) and "#" not in value])


def candidates(reader: Reader, param: Param, free: Solutions) -> list[str]:
    """Values of a parameter: those of its column in the free answer, else of its other columns."""
    at = {name: place for place, name in enumerate(free.names)}
    own = _resources(row[at[param.name]] for row in free.terms) if param.name in at else []
    return known(reader, param) or own or _resources(term for row in free.terms for term in row)


def drawn(reader: Reader, query: NamedQuery) -> Iterator[dict[str, str]]:
    """Parameters from the graph itself: what is needed, and with it each optional one, of what the answer names."""
    optional = [p for p in query.params if p.default == FREE]
    fixed = {
        p.name: bind(reader, query._replace(params=(p,)), {}).bindings[p.name]
        for p in query.params
        if p.default not in {None, FREE} and p.type != "resource"
    }
    needed = [p for p in query.params if p not in optional and p.name not in fixed]
    told = fixed | {p.name: values[0] for p in needed if (values := known(reader, p))}
    ends = [p.name for p in needed if p.name not in told]
    if len(ends) == 2:
        # Two resources that have something to do with one another.
        pairs = _column(reader, "?a ?b { ?a cg:signed ?x . ?b cg:cooperatesWith|cg:signed ?x FILTER (?a != ?b) }")
        starts = [told | dict(zip(ends, pair, strict=True)) for pair in pairs[:: len(pairs) // SAMPLE]]
        free = solve(reader.folder, query.text, starts[0])
    else:
        free = solve(reader.folder, query.text, told)
        starts = [fixed]
        for param in needed:
            starts = [{**given, param.name: value} for given in starts for value in candidates(reader, param, free)]
    yield from starts
    for param in query.params:
        if param in optional or param.name in fixed:
            for at, value in enumerate(candidates(reader, param, free)):
                yield {**starts[at % len(starts)], param.name: value}
    if len(optional) > 1:
        yield starts[0] | {p.name: values[0] for p in optional if (values := candidates(reader, p, free))}


def test_there_are_pairs_enough() -> None:
    assert len(PAIRS) >= 35


@pytest.mark.parametrize("query", PAIRS, ids=lambda query: query.name)
def test_the_rows_are_equal(mirrored: Mirrored, query: NamedQuery) -> None:
    reader, connection = mirrored.reader, mirrored.connection
    answered = 0
    for bindings in drawn(mirrored.reader, query) if mirrored.made else examples(mirrored, query):
        one = ask_named(reader, query, bindings)
        two = ask_cypher(connection, reader, query, bindings)
        assert differences(one, two) == [], bindings
        assert one.columns == two.columns or not one.rows, bindings
        answered += bool(one.rows)
    assert answered, "no parameters have rows"


@pytest.mark.parametrize("mirrored", ["seeds"], indirect=True)
@pytest.mark.parametrize("query", CYPHER_ONLY, ids=lambda query: query.name)
def test_what_cypher_alone_asks(mirrored: Mirrored, query: NamedQuery) -> None:
    for bindings in examples(mirrored, query):
        assert ask_cypher(mirrored.connection, mirrored.reader, query, bindings).rows, bindings
