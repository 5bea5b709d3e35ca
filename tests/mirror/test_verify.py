"""Every corruption is named, with its subject and both sides, and the next sync heals it."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from kg.mirror.connect import Connection, Target
from kg.mirror.names import name_table
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.verify import Fault, verify
from kg.model.iris import BASE, ONTOLOGY_GRAPH
from kg.store.reader import Reader
from tests.mirror.chance import Chance
from tests.mirror.server import check_equal, empty, graph_of, kg, quads, quiet

COURT = f"{BASE}court/甲市中级人民法院"
TABLE = name_table()


class Corruption(NamedTuple):
    """A statement that corrupts the database; what it returns are the faults that must be found, and no others."""

    name: str
    query: str


def side(edge: str) -> str:
    """Cypher for what a fault says of a relationship: its end, and its passages."""
    return f"endNode({edge}).iri + reduce(t = '', p IN {edge}.passages | t + ' ' + p)"


def node(key: str) -> str:
    """Cypher for a node, and the value that it has."""
    return f"MATCH (n:Court {{label: '甲市中级人民法院'}}) WITH n, n.{key} AS old "


_HEARD = "MATCH (a)-[r:HEARD]->(b:Case {label: '丁公司重整案'}) "
CORRUPTIONS = (
    Corruption(
        "property",
        node("label") + "SET n.label = 'x' RETURN 'changed', 'property', n.iri, 'label', old, 'x'",
    ),
    Corruption(
        "property taken away",
        node("label_en") + "REMOVE n.label_en RETURN 'missing', 'property', n.iri, 'label_en', old, ''",
    ),
    Corruption(
        "property added",
        node("iri") + "SET n.note = 'hi' RETURN 'extra', 'property', n.iri, 'note', '', 'hi'",
    ),
    Corruption(
        "another type",
        "MATCH (n:Observation {metric: '受理案件数'}) SET n.value = toInteger(n.value) "
        "RETURN 'changed', 'property', n.iri, 'value', '5.0', '5'",
    ),
    Corruption(
        "decimal",
        "MATCH (n:Observation {metric: '受理案件数'}) SET n.value = n.value + 0.1 "
        "RETURN 'changed', 'property', n.iri, 'value', '5.0', '5.1'",
    ),
    Corruption(
        "a number as text",
        "MATCH (n:Observation {metric: '受理案件数'}) SET n.value = toString(n.value) "
        "RETURN 'changed', 'property', n.iri, 'value', '5.0', \"'5.0'\"",
    ),
    Corruption(
        "alias list",
        node("aliases") + "SET n.aliases = old + '又名' "
        "RETURN 'changed', 'property', n.iri, 'aliases', '甲中院', '甲中院 又名'",
    ),
    Corruption(
        "alias list emptied",
        node("aliases") + "SET n.aliases = [] RETURN 'changed', 'property', n.iri, 'aliases', '甲中院', ''",
    ),
    Corruption(
        "a list as text",
        node("aliases")
        + "SET n.aliases = old[0] RETURN 'changed', 'property', n.iri, 'aliases', \"['甲中院']\", \"'甲中院'\"",
    ),
    Corruption(
        "language",
        node("_literals") + "WITH n, old, [x IN old | replace(x, '@zh', '@en')] AS new "
        "SET n._literals = new WITH n, old, new UNWIND range(0, size(old) - 1) AS i WITH n, i, old, new "
        "WHERE old[i] <> new[i] UNWIND [['missing', old[i], ''], ['extra', '', new[i]]] AS f "
        "RETURN f[0], 'statement', n.iri, '_literals', f[1], f[2]",
    ),
    Corruption(
        "statement taken away",
        node("_literals") + "SET n._literals = old[1..] RETURN 'missing', 'statement', n.iri, '_literals', old[0], ''",
    ),
    Corruption(
        "statements in another order",
        node("_literals") + "SET n._literals = [i IN range(1, size(old)) | old[size(old) - i]] "
        "RETURN 'changed', 'property', n.iri, '_literals', 'in order', 'in another order, or twice'",
    ),
    Corruption(
        "label added",
        node("iri") + "SET n:Foo RETURN 'changed', 'labels', n.iri, '', "
        "'Court:Institution:IntermediateCourt:Resource', 'Court:Foo:Institution:IntermediateCourt:Resource'",
    ),
    Corruption(
        "label taken away",
        node("iri") + "REMOVE n:Court RETURN 'changed', 'labels', n.iri, '', "
        "'Court:Institution:IntermediateCourt:Resource', 'Institution:IntermediateCourt:Resource'",
    ),
    Corruption(
        "classes",
        node("classes") + "SET n.classes = ['BasicCourt'] "
        "RETURN 'changed', 'property', n.iri, 'classes', 'IntermediateCourt', 'BasicCourt'",
    ),
    Corruption(
        "passage added",
        _HEARD + f"WITH a, r, {side('r')} AS old SET r.passages = r.passages + 'x' "
        "RETURN 'changed', 'relationship', a.iri, 'HEARD', old, old + ' x'",
    ),
    Corruption(
        "passage taken away",
        f"MATCH (a)-[r:ESTABLISHED]->(:Mechanism) WITH a, r, {side('r')} AS old "
        "SET r.passages = r.passages[..1] WITH a, r, old "
        f"RETURN 'changed', 'relationship', a.iri, 'ESTABLISHED', old, {side('r')}",
    ),
    Corruption(
        "passages in another order",
        f"MATCH (a)-[r:ESTABLISHED]->(:Mechanism) WITH a, r, {side('r')} AS old "
        "SET r.passages = [r.passages[1], r.passages[0]] WITH a, r, old "
        f"RETURN 'changed', 'relationship', a.iri, 'ESTABLISHED', old, {side('r')}",
    ),
    Corruption(
        "property of a relationship",
        _HEARD + f"WITH a, r, {side('r')} AS old SET r.since = 2020 "
        "RETURN 'changed', 'relationship', a.iri, 'HEARD', old, old + \" and {'since': 2020}\"",
    ),
    Corruption(
        "relationship taken away",
        _HEARD + f"WITH a, r, {side('r')} AS old DELETE r RETURN 'missing', 'relationship', a.iri, 'HEARD', old, ''",
    ),
    Corruption(
        "relationship forged",
        "MATCH (a:Court {label: '甲市中级人民法院'}), (b:Topic {label: '破产'}) "
        "CREATE (a)-[r:HAS_TOPIC {sid: 'z', passages: ['p']}]->(b) "
        "RETURN 'extra', 'relationship', a.iri, 'HAS_TOPIC', '', b.iri + ' p sid z'",
    ),
    Corruption(
        "relationship forged without anything",
        "MATCH (a:Court {label: '甲市中级人民法院'}), (b:Topic {label: '破产'}) CREATE (a)-[r:HAS_TOPIC]->(b) "
        "RETURN 'extra', 'relationship', a.iri, 'HAS_TOPIC', '', b.iri + '  sid None'",
    ),
    Corruption(
        "relationship reversed",
        _HEARD + f"WITH a, b, r, properties(r) AS p, {side('r')} AS old DELETE r "
        "CREATE (b)-[q:HEARD]->(a) SET q = p WITH a, b, q, old "
        "UNWIND [['missing', a.iri, old, ''], "
        f"['extra', b.iri, '', {side('q')} + ' sid ' + q.sid]] AS f "
        "RETURN f[0], 'relationship', f[1], 'HEARD', f[2], f[3]",
    ),
    Corruption(
        "keys of two relationships swapped",
        "MATCH (a)-[r:HEARD]->() WITH collect(a) AS a, collect(r) AS r, collect(r.sid) AS s "
        "REMOVE (r[0]).sid REMOVE (r[1]).sid WITH a, r, s FOREACH (i IN [0, 1] | FOREACH (q IN [r[i]] | "
        "SET q.sid = s[1 - i])) WITH a, r, s UNWIND [0, 1] AS i WITH a[i] AS a, r[i] AS r, s[1 - i] AS new "
        f"WITH a, new, {side('r')} AS side "
        "UNWIND [['missing', side, ''], ['extra', '', side + ' sid ' + new]] "
        "AS f RETURN f[0], 'relationship', a.iri, 'HEARD', f[1], f[2]",
    ),
    Corruption(
        "node forged",
        f"CREATE (n:Resource:Court {{iri: '{BASE}court/假法院', label: '假'}}) "
        "RETURN 'extra', 'node', n.iri, '', '', 'Court:Resource'",
    ),
    Corruption(
        "node forged with an IRI that is none",
        "CREATE (n:Resource {iri: 'no iri }'}) RETURN 'extra', 'node', n.iri, '', '', 'Resource'",
    ),
    Corruption(
        "node forged with a number",
        "CREATE (n:Term {iri: 5}) RETURN 'extra', 'node', '5', '', '', 'Term'",
    ),
    Corruption(
        "node taken away",
        "MATCH (n:Award {label: '全省典型案例'})<-[r]-(a) "
        f"WITH n, n.iri AS iri, collect(['relationship', a.iri, type(r), {side('r')}]) AS rs "
        "DETACH DELETE n WITH [['node', iri, '', 'Award:Resource']] + rs AS rs UNWIND rs AS r "
        "RETURN 'missing', r[0], r[1], r[2], r[3], ''",
    ),
    Corruption(
        "base label taken away",
        "MATCH (n:Award {label: '全省典型案例'})<-[r]-(a) "
        f"WITH n, collect(['missing', 'relationship', a.iri, type(r), {side('r')}, '']) AS rs "
        "REMOVE n:Resource WITH rs + [['missing', 'node', n.iri, '', 'Award:Resource', ''], "
        "['extra', 'node', n.iri, '', '', 'Award']] AS rs UNWIND rs AS r RETURN r[0], r[1], r[2], r[3], r[4], r[5]",
    ),
    Corruption(
        "IRI taken away",
        "MATCH (n:Award {label: '全省典型案例'})<-[r]-(a) "
        f"WITH n, n.iri AS iri, collect(['missing', 'relationship', a.iri, type(r), {side('r')}, '']) AS rs "
        "REMOVE n.iri WITH rs + [['missing', 'node', iri, '', 'Award:Resource', ''], "
        "['extra', 'node', '', '', '', 'Award:Resource']] AS rs UNWIND rs AS r "
        "RETURN r[0], r[1], r[2], r[3], r[4], r[5]",
    ),
    Corruption(
        "bare node without its label",
        "MATCH (n:Term)<-[r]-(a) WHERE n._literals IS NULL AND COUNT { (n)--() } = 1 "
        "WITH n, a, r LIMIT 1 REMOVE n:Term WITH n, a, r "
        f"UNWIND [['node', n.iri, '', 'Term'], ['relationship', a.iri, type(r), {side('r')}]] AS f "
        "RETURN 'missing', f[0], f[1], f[2], f[3], ''",
    ),
)


@pytest.fixture(scope="module")
def small(toy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The invented facts with only a little of the ontology, so that all can be read two hundred times."""
    reader = Reader(toy)
    lines = quads(reader)
    about = [line for line in lines if line.endswith(f"<{ONTOLOGY_GRAPH}> .")]
    kept = [line for line in about if "subClassOf" in line or "/topic/" in line.split(" ")[0]]
    found = graph_of(
        str(tmp_path_factory.mktemp("small") / "graph"), [line for line in lines if line not in set(about)] + kept
    )
    reader.close()
    yield found
    found.close()


@pytest.fixture(scope="module")
def mirror(small: Reader, neo4j_target: Target) -> Iterator[Connection]:
    """Its mirror; every test leaves it healed."""
    with Connection(neo4j_target) as connection:
        empty(connection)
        sync(connection, Source(small), quiet)
        yield connection
        empty(connection)


def corrupt(connection: Connection, query: str) -> set[Fault]:
    """Corrupt, and say which faults must be found."""
    head, _, columns = query.rpartition("RETURN ")
    records = connection.driver.execute_query(f"{head}RETURN [{columns}]", database_=connection.database).records
    assert records, "nothing was corrupted"
    return {Fault(*map(str, row)) for (row,) in records}


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: corruption.name)
def test_a_corruption_is_named_and_healed(mirror: Connection, small: Reader, corruption: Corruption) -> None:
    source = Source(small)
    wanted = corrupt(mirror, corruption.query)
    proof = verify(mirror, source)
    assert not proof.equal
    assert set(proof.faults) == wanted
    assert len(proof.faults) == len(wanted)
    assert sync(mirror, source, quiet).writes > 0
    check_equal(mirror, small)


def test_a_node_that_stands_twice_is_named_and_healed(mirror: Connection, small: Reader) -> None:
    source = Source(small)
    for query in (
        "MATCH (n:Award) WITH n LIMIT 1 CREATE (m:Resource:Award) SET m = n RETURN m.iri",
        "MATCH (n:Award) WITH n LIMIT 1 CREATE (m:Term) SET m = n RETURN m.iri",
        "MATCH (n:Award)<-[r:PROGRAMME]-(a) CREATE (m:Term)<-[q:PROGRAMME]-(a) SET m = n, q = r RETURN m.iri",
    ):
        mirror.schema(["DROP CONSTRAINT courtgraph_resource_iri", "DROP CONSTRAINT courtgraph_sid_programme"])
        ((iri,),) = mirror.driver.execute_query(query, database_=mirror.database).records
        proof = verify(mirror, source)
        assert ("extra", "node", iri) in {fault[:3] for fault in proof.faults}
        assert not proof.equal
        sync(mirror, source, quiet)
        check_equal(mirror, small)
        names = {row[0] for row in mirror.rows("SHOW CONSTRAINTS YIELD name RETURN name")}
        assert {"courtgraph_resource_iri", "courtgraph_sid_programme"} <= names


def test_a_relationship_that_stands_twice_is_named_and_healed(mirror: Connection, small: Reader) -> None:
    mirror.schema(["DROP CONSTRAINT courtgraph_sid_heard"])
    wanted = corrupt(
        mirror,
        _HEARD + "CREATE (a)-[q:HEARD]->(b) SET q = properties(r) "
        f"RETURN 'extra', 'relationship', a.iri, 'HEARD', '', {side('r')} + ' sid ' + r.sid",
    )
    assert set(verify(mirror, Source(small)).faults) == wanted
    sync(mirror, Source(small), quiet)
    check_equal(mirror, small)


def test_the_verb_shows_the_faults_and_ends_with_four(mirror: Connection, small: Reader, neo4j_target: Target) -> None:
    folder = small.folder.split("/versions")[0]
    (fault,) = corrupt(mirror, CORRUPTIONS[0].query)
    bad = kg(neo4j_target, "mirror", "verify", "--graph", folder, "--format", "jsonl")
    assert bad.returncode == 4
    assert [f'"{value}"' for value in fault if value] == [f'"{v}"' for v in fault if f'"{v}"' in bad.stdout]
    assert bad.stdout.count("\n") == 1
    assert bad.stderr.startswith("kg: NOT equal: 1 differences in ") or bad.stderr.startswith("NOT equal: 1 diff")
    assert len(bad.stderr.splitlines()) == 1
    assert "kg mirror sync" in bad.stderr
    healed = kg(neo4j_target, "mirror", "sync", "--graph", folder)
    assert healed.returncode == 0, healed.stderr
    good = kg(neo4j_target, "mirror", "verify", "--graph", folder, "--format", "tsv")
    assert good.returncode == 0
    assert good.stdout.splitlines()[0].split("\t")[:4] == ["over", "name", "elements", "elements_neo4j"]
    assert {line.split("\t")[0] for line in good.stdout.splitlines()[1:]} == {"all", "label", "type", "document"}
    assert small.manifest.digest in good.stderr


def test_a_deep_proof_reads_the_store_too(mirror: Connection, small: Reader) -> None:
    path = f"{small.folder}/mirror.json"
    with open(path, encoding="utf-8") as file:
        kept = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(kept.replace('"all nodes": "', '"all nodes": "f', 1))
    assert not verify(mirror, Source(small)).equal
    assert verify(mirror, Source(small), deep=True).equal
    assert verify(mirror, Source(small)).equal


@pytest.mark.parametrize("seed", range(4))
def test_fifty_corruptions_by_chance_are_found_and_healed(mirror: Connection, small: Reader, seed: int) -> None:
    source, chance = Source(small), Chance(mirror, seed)
    for _ in range(25):
        done = dict([chance.corrupt(), chance.corrupt()])
        proof = verify(mirror, source)
        assert not proof.equal, done
        assert done.keys() <= {fault.subject for fault in proof.faults}, done
        sync(mirror, source, quiet)
        after = verify(mirror, source)
        assert after.faults == [], done
        assert after.equal, done
    check_equal(mirror, small)
