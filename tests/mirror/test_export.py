"""Graphs survive store → Neo4j → store, byte for byte: the seeds, random facts, and the nastiest of literals.

``KG_SLOW=1`` (``make test-all``) makes up twice as many.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kg.errors import StoreError
from kg.mirror.connect import Connection, Target
from kg.mirror.names import name_table
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.verify import verify
from kg.model.iris import ALT_LABEL, BASE, CG, DOCUMENTS, EDTF, ONTOLOGY_GRAPH, PREF_LABEL, RDF_TYPE, SKOS, XSD
from kg.rdf.ontology import load_vocabulary
from kg.store.build import Builder
from kg.store.reader import Reader
from tests.mirror.server import MANY, check_equal, empty, exported, graph_of, kg, mirrored, one_line, quads, quiet
from tests.store.random_facts import HOSTILE, Facts, random_facts

VOCABULARY = load_vocabulary()
TABLE = name_table()
NASTY = (
    "",
    " ",
    " 前后有空格 ",
    "\t\n\r\n",
    "\x00",
    "a\x00b",
    "".join(map(chr, range(0x20))),
    "\x1f",
    "\x7f\x85\u2028\u2029\ufeff",
    "“引号”\"'`´‘",
    "\\",
    "\\n\\t\\u0041\\\\",
    "}",
    "'}) DETACH DELETE n //",
    "`) DROP CONSTRAINT `courtgraph_resource_iri",
    "$rows {{n}} ${x} %s {0}",
    "👩‍⚖️🏛𠮷\U0010fffd\uffff",
    "\u202e从右到左\u202c \u200f",
    "e\u0301 é",
    "5",
    "5.0",
    "true",
    "null",
    '["a", "b"]',
    "a;b|c,d",
    '"',
    '""',
    "法院" * 5_000,
    "x" * 10_000,
)
FIELDS = ("documentNumber", "metric", "wording", "asPrinted")
NAMES = [f"{BASE}{kind}/{name}" for kind in ("court", "mechanism") for name in ("甲", "乙'", "%60%7D丙🏛𠮷", "é")]
LITERAL = st.sampled_from(NASTY) | st.text(alphabet=HOSTILE, max_size=20) | st.text(max_size=20)
LANGUAGES = st.sampled_from(["zh", "en", "ja", "zh-hant-tw", "de"])
TYPED = st.one_of(
    st.tuples(st.sampled_from(["2022", "1999"]), st.just(XSD + "gYear")),
    st.tuples(st.sampled_from(["2022-09", "1999-12"]), st.just(XSD + "gYearMonth")),
    st.tuples(st.sampled_from(["2022-09-26", "2020-02-29"]), st.just(XSD + "date")),
    st.tuples(st.sampled_from(["2022/..", "../2022", "2020/2022-03"]), st.just(EDTF)),
    st.tuples(st.sampled_from(["5", "-3.25", "0.1", "99999999999999999999.5"]), st.just(XSD + "decimal")),
    st.tuples(st.sampled_from(["0", "-7", "123456789012345678"]), st.just(XSD + "integer")),
    st.tuples(st.sampled_from(["true", "1.5E3", "no number"]), st.sampled_from([XSD + "boolean", XSD + "double"])),
    st.tuples(LITERAL, st.just("https://a.example/type")),
)
PASSAGES = [f"{DOCUMENTS}{d}#char={n},{n + 9}" for d in ("first", "second") for n in (0, 10, 5, 812)]
GRAPHS = st.lists(
    st.sampled_from([*PASSAGES, DOCUMENTS + "first", ONTOLOGY_GRAPH]), min_size=1, max_size=9, unique=True
)
SLOW = settings(
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def text(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(datatype))


@st.composite
def statements(draw: DrawFn) -> tuple[str, ox.NamedNode | ox.Literal]:
    """A predicate and an object: of the house with values that it takes, or of anybody."""
    resources = st.sampled_from(NAMES).map(ox.NamedNode)
    plain = LITERAL.map(ox.Literal)
    tongues = st.builds(lambda value, language: ox.Literal(value, language=language), LITERAL, LANGUAGES)
    typed = TYPED.map(lambda pair: text(*pair))
    numbers = st.sampled_from(["5", "12.5", "-0.25", "0.1000000000000000001"]).map(lambda n: text(n, XSD + "decimal"))
    whole = st.sampled_from(["1", "-7", "123456789012345678"]).map(lambda n: text(n, XSD + "integer"))
    classes = st.sampled_from(sorted(TABLE.labels)).map(ox.NamedNode)
    dates = st.sampled_from(["2022-09-26", "2020-02-29"]).map(lambda day: text(day, XSD + "date"))
    found: tuple[str, ox.NamedNode | ox.Literal] = draw(
        st.one_of(
            st.tuples(st.sampled_from([CG + "partOf", CG + "heard", CG + "hasTopic", SKOS + "broader"]), resources),
            st.tuples(st.just(RDF_TYPE), classes | resources),
            st.tuples(st.sampled_from([PREF_LABEL, ALT_LABEL]), tongues),
            st.tuples(st.sampled_from([CG + name for name in FIELDS]), plain),
            st.tuples(st.just(CG + "value"), numbers),
            st.tuples(st.just(CG + "multiplier"), whole),
            st.tuples(st.just(CG + "issuedOn"), dates),
            st.tuples(st.just("https://a.example/ns#p'"), resources | plain | tongues | typed),
        )
    )
    return found


@st.composite
def random_quads(draw: DrawFn) -> list[str]:
    """Canonical lines of a few subjects, with statements that stand in up to nine graphs."""
    store = ox.Store()
    for subject in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)):
        for predicate, term in draw(st.lists(statements(), min_size=1, max_size=8)):
            for graph in draw(GRAPHS):
                store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, ox.NamedNode(graph)))
    return sorted(f"{quad} ." for quad in store)


@pytest.fixture(scope="module")
def connection(neo4j_target: Target) -> Iterator[Connection]:
    """One database for all graphs, each synced over the one before, so that deltas are tested too."""
    with Connection(neo4j_target) as found:
        empty(found)
        yield found
        empty(found)


def check_round_trip(connection: Connection, reader: Reader) -> None:
    """The graph in the place of what was there before."""
    source = Source(reader)
    sync(connection, source, quiet)
    proof = verify(connection, source)
    assert proof.faults == []
    assert proof.equal
    assert mirrored(connection) == exported(reader)


@settings(SLOW, max_examples=30 if MANY else 15)
@given(lines=random_quads())
def test_random_quads_survive(connection: Connection, lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reader = graph_of(folder, lines)
        assert exported(reader).decode().split("\n")[:-1] == lines
        event(f"quads: {len(lines) // 20 * 20}")
        check_round_trip(connection, reader)
        reader.close()


@settings(SLOW, max_examples=12 if MANY else 6)
@given(facts=random_facts(VOCABULARY))
def test_random_facts_survive(connection: Connection, facts: Facts) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Builder(VOCABULARY, lambda *_: []).build([facts], os.path.join(folder, "whole"))
        whole = Reader(os.path.join(folder, "whole"))
        about = f"<{ONTOLOGY_GRAPH}> ."
        reader = graph_of(os.path.join(folder, "facts"), [q for q in quads(whole) if not q.endswith(about)])
        sync(connection, Source(reader), quiet)
        check_equal(connection, reader)
        whole.close()
        reader.close()


def nasty_lines() -> list[str]:
    """Every nasty text in every place that takes one."""
    store = ox.Store()
    court, graph = f"{BASE}court/", ox.NamedNode(PASSAGES[0])
    places = [(PREF_LABEL, "zh"), (PREF_LABEL, "en"), (ALT_LABEL, "zh"), (CG + "documentNumber", "")]
    places += [(CG + "wording", ""), (SKOS + "note", "ja"), ("https://a.example/p", "")]
    for number, value in enumerate(NASTY):
        subject = ox.NamedNode(f"{court}{number}")
        store.add(ox.Quad(subject, ox.NamedNode(RDF_TYPE), ox.NamedNode(CG + "Court"), graph))
        for predicate, language in places:
            term = ox.Literal(value, language=language) if language else ox.Literal(value)
            store.add(ox.Quad(subject, ox.NamedNode(predicate), term, graph))
            # All of them as the aliases of one court, beside an empty one.
            if predicate == ALT_LABEL:
                store.add(ox.Quad(ox.NamedNode(court + "all"), ox.NamedNode(predicate), term, graph))
    store.add(ox.Quad(ox.NamedNode(court + "one"), ox.NamedNode(ALT_LABEL), ox.Literal("", language="zh"), graph))
    return sorted(f"{quad} ." for quad in store)


def test_every_nasty_text_survives_as_it_is(database: Connection, tmp_path: Path) -> None:
    reader = graph_of(str(tmp_path / "graph"), nasty_lines())
    sync(database, Source(reader), quiet)
    rows = database.rows("MATCH (n:Court) WHERE n.label IS NOT NULL RETURN n.label, n.wording, n.aliases, n.iri")
    found = {int(iri.rpartition("/")[2]): (label, wording, aliases) for label, wording, aliases, iri in rows}
    for number, value in enumerate(NASTY):
        label, wording, aliases = found[number]
        assert (label, aliases) == (value, [value])
        assert wording in (value, [value])
    (row,) = database.rows("MATCH (n {iri: $iri}) RETURN n.aliases", {"iri": f"{BASE}court/all"})
    assert row[0] == sorted(NASTY)
    check_equal(database, reader)
    reader.close()


# ---- the verb ----


def test_the_export_is_that_of_the_store(
    database: Connection, graph_dir: str, neo4j_target: Target, tmp_path: Path
) -> None:
    reader = Reader(graph_dir)
    sync(database, Source(reader), quiet)
    file = tmp_path / "mirror.nq"
    done = kg(neo4j_target, "mirror", "export", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert f"{reader.manifest.statements:,} statements" in done.stderr
    store = kg(neo4j_target, "export", "--format", "nquads", "--graph", graph_dir)
    assert store.stdout.encode() == file.read_bytes() == exported(reader)
    reader.close()


def test_the_database_alone_is_enough(
    database: Connection, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sync(database, Source(reader), quiet)
    wanted = exported(reader)

    def gone(name: str) -> str:
        raise StoreError(f"the folder {name} is missing")

    for module in ("kg.data", "kg.rdf.ontology", "kg.mirror.names", "kg.check.shapes"):
        monkeypatch.setattr(f"{module}.data_dir", gone)
    name_table.cache_clear()
    try:
        with pytest.raises(StoreError, match="ontology is missing"):
            name_table()
        assert mirrored(database) == wanted
    finally:
        monkeypatch.undo()
        name_table.cache_clear()


def test_half_a_mirror_is_not_exported(
    database: Connection, reader: Reader, neo4j_target: Target, tmp_path: Path
) -> None:
    assert "no mirror there" in one_line(kg(neo4j_target, "mirror", "export"))
    sync(database, Source(reader), quiet)
    database.write("MATCH (m:CourtGraphMirror) SET m.state = 'syncing'")
    file = tmp_path / "mirror.nq"
    assert "a sync was cut short" in one_line(kg(neo4j_target, "mirror", "export", "-o", str(file)))
    assert not file.exists()
    sync(database, Source(reader), quiet)
    assert kg(neo4j_target, "mirror", "export").stdout.encode() == exported(reader)
    check_equal(database, reader)
