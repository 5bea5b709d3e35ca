"""What terms are called in Neo4j: one to one, and refused where the database was named by another ontology."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check.shapes import load_rules
from kg.data import data_dir
from kg.errors import StoreError
from kg.mirror.connect import Connection, Target
from kg.mirror.ledger import ledger
from kg.mirror.names import NameTable, name_table, ontology_losses, upper_snake
from kg.mirror.source import Source
from kg.mirror.sync import plan, sync
from kg.mirror.verify import verify
from kg.model.iris import CG
from kg.rdf.ontology import load_vocabulary, read_turtle
from kg.store.reader import Reader
from tests.mirror.server import check_equal, exported, graph_of, kg, mirrored, one_line, quiet, state

Doctored = Callable[[str], str]
TABLE = name_table()


@pytest.fixture
def doctored(tmp_path: Path) -> Doctored:
    """The folder of an ontology to which something was added."""

    def make(turtle: str) -> str:
        folder = tmp_path / f"ontology-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(data_dir("ontology"), folder)
        with open(folder / "court.ttl", "a", encoding="utf-8") as file:
            file.write("\n" + turtle + "\n")
        return str(folder)

    return make


def a_property(name: str, kind: str = "Object", range_: str = "cg:Resource") -> str:
    """Turtle of a property like those of the house."""
    return (
        f"cg:{name} a owl:{kind}Property ; rdfs:domain cg:Resource ; rdfs:range {range_} ;"
        ' rdfs:label "甲"@zh , "A"@en ; rdfs:comment "甲"@zh , "A"@en ; skos:example "A" .'
    )


def test_the_table_is_one_to_one() -> None:
    assert Counter((n.kind, n.name) for n in TABLE.names).most_common(1)[0][1] == 1
    assert Counter((n.kind, n.iri, n.language) for n in TABLE.names).most_common(1)[0][1] == 1
    assert {kind for kind, *_ in TABLE.names} == {"label", "type", "property"}
    assert len(TABLE.types) == len(TABLE.predicates)
    assert {TABLE.predicates[name] for name in TABLE.types.values()} == set(TABLE.types)


def test_every_term_of_the_ontology_has_a_name() -> None:
    vocabulary = load_vocabulary()
    assert set(TABLE.labels) >= {k.iri for k in vocabulary.classes.values()}
    assert {k.name for k in vocabulary.classes.values()} == {n for i, n in TABLE.labels.items() if i.startswith(CG)}
    for prop in vocabulary.properties.values():
        if prop.is_literal:
            assert TABLE.properties[prop.iri, ""].name == prop.name
        else:
            assert TABLE.types[prop.iri] == upper_snake(prop.name)
    for triple in read_turtle(data_dir("ontology")):
        predicate, term = triple.predicate.value, triple.object
        if isinstance(term, ox.Literal):
            assert (predicate, term.language or "") in TABLE.properties
        elif predicate.endswith("#type"):
            assert isinstance(term, ox.NamedNode)
            assert term.value in TABLE.labels
        else:
            assert predicate in TABLE.types


def test_the_ledger_is_empty() -> None:
    assert ontology_losses() == []


def test_the_ledger_of_the_seeds_is_empty(graph_dir: str) -> None:
    assert ledger(Source(Reader(graph_dir))) == []


def test_a_list_is_where_the_shapes_allow_several() -> None:
    rules = load_rules()
    single = rules.single_valued.union(*rules.single.values())
    for prop in load_vocabulary().properties.values():
        if prop.is_literal:
            assert TABLE.properties[prop.iri, ""].value.endswith("[]") == (prop.name not in single)


@pytest.mark.parametrize(
    ("local", "type_"),
    [("hasPart", "HAS_PART"), ("signedOn", "SIGNED_ON"), ("covers", "COVERS"), ("level2Of", "LEVEL2_OF")],
)
def test_types_are_upper_snake(local: str, type_: str) -> None:
    assert upper_snake(local) == type_


@pytest.mark.parametrize(
    ("turtle", "why"),
    [
        (a_property("has_Part"), "another type is called HAS_PART too"),
        (a_property("label", "Datatype", "xsd:string"), "another property is called label too"),
        ('cg:Court <https://unknown.example/ns#says> "x" .', "no prefix is known for it"),
        ("cg:Court <https://unknown.example/ns#near> cg:Unit .", "no prefix is known for it"),
        (a_property("iri", "Datatype", "xsd:string"), "the mirror itself uses the name iri"),
        (a_property("_literals", "Datatype", "xsd:string"), "the mirror itself uses the name _literals"),
        ("cg:甲 a cg:Term .", "the mirror itself uses the name Term"),
        ("cg:甲 a cg:CourtGraphMirror .", "the mirror itself uses the name CourtGraphMirror"),
        ("cg:甲 a cg:CourtGraphLock .", "the mirror itself uses the name CourtGraphLock"),
    ],
)
def test_a_doctored_ontology_is_told(doctored: Doctored, turtle: str, why: str) -> None:
    found = ontology_losses(doctored(turtle))
    assert {loss.why for loss in found} == {why}
    table = name_table(doctored(turtle))
    assert Counter((n.kind, n.name) for n in table.names).most_common(1)[0][1] == 1
    assert not {loss.term for loss in found if "prefix" in loss.why} & {n.iri for n in table.names}


def test_the_digest_is_that_of_the_ontology(doctored: Doctored) -> None:
    assert name_table(data_dir("ontology")).digest == TABLE.digest
    same = name_table(doctored("# only a comment"))
    more = name_table(doctored(a_property("hasCousin")))
    moved = name_table(doctored("cg:Place rdfs:subClassOf cg:Institution ."))
    assert same.digest == TABLE.digest
    assert len({TABLE.digest, more.digest, moved.digest}) == 3


def test_what_has_no_name_of_its_own_is_kept(database: Connection, doctored: Doctored, tmp_path: Path) -> None:
    table = name_table(doctored(a_property("has_Part") + "\n" + a_property("iri", "Datatype", "xsd:string")))
    lines = [
        f"<https://a.example/{subject}> <{CG}{predicate}> {term} <https://a.example/g#char=1,2> ."
        for subject in "st"
        for predicate, term in (
            ("hasPart", "<https://a.example/o>"), ("has_Part", "<https://a.example/o>"), ("iri", '"x"'),
            ("partOf", "<https://a.example/o>"),
        )
    ]  # fmt: skip
    reader = graph_of(str(tmp_path / "graph"), lines)
    source = Source(reader, table)
    sync(database, source, quiet)
    assert verify(database, source).equal
    assert mirrored(database) == exported(reader)
    assert next(iter(database.rows("MATCH (n {iri: 'https://a.example/s'}) RETURN count(n)")))[0] == 1
    reader.close()


@pytest.fixture
def other(doctored: Doctored) -> NameTable:
    return name_table(doctored(a_property("hasCousin")))


def test_the_mirror_of_another_ontology_is_refused(
    database: Connection, neo4j_target: Target, reader: Reader, toy: str, other: NameTable
) -> None:
    sync(database, Source(reader, other), quiet)
    before = state(database)
    source = Source(reader)
    for verb in (plan, verify, lambda c, s: sync(c, s, quiet), lambda c, s: sync(c, s, quiet, trust=True)):
        with pytest.raises(StoreError, match="of another ontology") as refused:
            verb(database, source)
        assert other.digest[:12] in str(refused.value)
        assert TABLE.digest[:12] in str(refused.value)
    line = one_line(kg(neo4j_target, "mirror", "sync", "--graph", toy))
    assert "of another ontology" in line
    assert "kg mirror clear" in line
    assert state(database) == before


def test_a_mirror_of_another_format_is_refused(database: Connection, reader: Reader) -> None:
    source = Source(reader)
    sync(database, source, quiet)
    database.write("MATCH (m:CourtGraphMirror) SET m.format = 99")
    with pytest.raises(StoreError, match="format 99, not 1"):
        sync(database, source, quiet)
    database.write("MATCH (m:CourtGraphMirror) SET m.format = 1")
    check_equal(database, reader)
