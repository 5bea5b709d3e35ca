"""A sync brings the database to what the graph says, writes nothing else, and leaves what is not the mirror's alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.data import data_dir
from kg.errors import StoreError
from kg.mirror import schema
from kg.mirror.clear import clear
from kg.mirror.connect import Connection, Target
from kg.mirror.names import name_table
from kg.mirror.source import Source
from kg.mirror.sync import plan, sync
from kg.mirror.verify import verify
from kg.mirror.work import Count
from kg.model.iris import BASE, RDF_TYPE
from kg.store.reader import Reader
from tests.mirror.server import MANY, bookmark, check_equal, dump, kg, one_line, quads, quiet, state, statement

Triples = Mapping[tuple[str, str, str], set[str]]
TABLE = name_table()
FOREIGN = (
    "CREATE (a:Person {iri: 'https://w3id.org/courtgraph/court/甲市中级人民法院', name: '甲'})-[:KNOWS {since: 1}]->"
    "(b:Person:Court {label: '甲市中级人民法院'}), (b)-[:HAS_PART {sid: 'x', passages: ['y']}]->(a), "
    "(:Resource {uri: 'https://a.example/'}), (:Term {name: 'no iri'}), (:Court), ({iri: 'https://a.example/'})"
)


def count(connection: Connection, query: str, **params: object) -> int:
    """The one number that a query answers with."""
    (row,) = connection.rows(query, params)
    return int(row[0])


def triples(lines: Iterable[str]) -> Triples:
    """The graphs of every distinct statement."""
    found = defaultdict(set)
    for line in lines:
        subject, predicate, term, graph, _ = statement(line)
        found[subject, predicate, term].add(graph[1:-1])
    return found


def edges(of: Triples) -> Triples:
    """Those statements that are relationships: the object is a resource, and no class."""
    return {key: graphs for key, graphs in of.items() if key[2][0] == "<" and key[1] != f"<{RDF_TYPE}>"}


def nodes(of: Triples) -> dict[str, set[tuple[str, str, tuple[str, ...]]]]:
    """What is said of every node, by its IRI: classes and literals with their graphs."""
    shown = edges(of)
    found: dict[str, set[tuple[str, str, tuple[str, ...]]]] = {end[1:-1]: set() for _, _, end in shown}
    for (subject, predicate, term), graphs in of.items():
        said = found.setdefault(subject[1:-1], set())
        if (subject, predicate, term) not in shown:
            said.add((predicate, term, tuple(sorted(graphs))))
    return found


def sums(rows: Iterable[Count], kind: str) -> tuple[int, int, int]:
    """All created, changed and deleted of a kind."""
    found = [row[2:] for row in rows if row.kind == kind]
    return tuple(map(sum, zip(*found, strict=True))) if found else (0, 0, 0)  # type: ignore[return-value]


# ---- first load, second run ----


def test_the_first_load_is_what_the_quads_say(database: Connection, reader: Reader) -> None:
    wanted = triples(quads(reader))
    source = Source(reader)
    planned = plan(database, source)
    done = sync(database, source, quiet)
    assert done.rows == planned
    assert done.counters["nodes_created"] == len(nodes(wanted))
    assert done.counters["relationships_created"] == len(edges(wanted))
    assert done.counters["nodes_deleted"] == done.counters["relationships_deleted"] == 0
    assert count(database, "MATCH (n:Resource|Term) RETURN count(n)") == len(nodes(wanted))
    assert count(database, "MATCH ()-[r]->() RETURN count(r)") == len(edges(wanted))
    assert sums(done.rows, "type") == (len(edges(wanted)), 0, 0)
    (five,) = database.rows("MATCH (:Court)-[r:ESTABLISHED]->(:Mechanism) RETURN r.passages")
    assert five[0] == [f"{BASE}document/toy#char=0,10", f"{BASE}document/toy#char=200,210"]
    check_equal(database, reader)


def test_the_second_run_writes_nothing(database: Connection, reader: Reader) -> None:
    source = Source(reader)
    sync(database, source, quiet)
    before = state(database)
    again = sync(database, source, quiet)
    assert (again.writes, again.rows, sum(again.counters.values())) == (0, [], 0)
    assert plan(database, source) == []
    assert verify(database, source).equal
    assert state(database) == before, "not even an empty transaction was committed"


def test_what_is_trusted_is_not_read(database: Connection, reader: Reader, rebuilt: Callable[..., str]) -> None:
    source = Source(reader)
    assert not sync(database, source, quiet, trust=True).trusted
    database.write("MATCH (n:Court) SET n.label = 'x'")
    before = state(database)
    assert sync(database, source, quiet, trust=True).trusted
    assert state(database) == before
    changed = Reader(rebuilt({"2022-05": "2022-06"}))
    done = sync(database, Source(changed), quiet, trust=True)
    assert not done.trusted
    check_equal(database, changed)
    changed.close()


# ---- constraints and indexes ----


def test_constraints_and_indexes_are_made_once(database: Connection, reader: Reader) -> None:
    schema.drop(database)
    sync(database, Source(reader), quiet)
    found = {tuple(map(str, row)) for row in database.rows(
        "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties WHERE name STARTS WITH 'courtgraph_' "
        "RETURN labelsOrTypes[0], properties[0], type")}  # fmt: skip
    wanted = {(label, "iri", "UNIQUENESS") for label in ("Resource", "Term")}
    wanted |= {(label, "id", "UNIQUENESS") for label in ("CourtGraphMirror", "CourtGraphLock")}
    wanted |= {(name, "sid", "RELATIONSHIP_UNIQUENESS") for name in TABLE.predicates}
    assert found == wanted
    (index,) = database.rows("SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties, options "
                             "WHERE type = 'FULLTEXT' RETURN state, labelsOrTypes, properties, options")  # fmt: skip
    assert list(index)[:3] == ["ONLINE", ["Resource"], ["label", "label_en", "aliases"]]
    assert index[3]["indexConfig"]["fulltext.analyzer"] == "cjk"


def test_constraints_that_somebody_dropped_come_back(database: Connection, reader: Reader) -> None:
    source = Source(reader)
    sync(database, source, quiet)
    database.schema(["DROP CONSTRAINT courtgraph_resource_iri", "DROP INDEX courtgraph_names"])
    assert sync(database, source, quiet).writes == 0
    names = {row[0] for row in database.rows("SHOW INDEXES YIELD name RETURN name")}
    assert {"courtgraph_resource_iri", "courtgraph_names"} <= names


def test_names_are_found_by_two_characters(database: Connection, graph_dir: str) -> None:
    seeds = Reader(graph_dir)
    sync(database, Source(seeds), quiet)
    query = "CALL db.index.fulltext.queryNodes('courtgraph_names', $text) YIELD node RETURN node.label"
    assert "长春破产法庭" in {row[0] for row in database.rows(query, {"text": '"破产"'})}
    assert "长春破产法庭" in {row[0] for row in database.rows(query, {"text": "bankruptcy"})}
    check_equal(database, seeds)
    seeds.close()


# ---- what is shown ----


def test_superclasses_are_labels_and_no_statements(database: Connection, reader: Reader) -> None:
    sync(database, Source(reader), quiet)
    (row,) = database.rows("MATCH (n:Resource {label: '甲市破产法庭'}) RETURN labels(n), n.classes, n._literals")
    assert sorted(row[0]) == ["Court", "Institution", "Resource", "Tribunal"]
    assert row[1] == ["Tribunal"]
    assert [line for line in row[2] if "#type>" in line] == [
        f"<{RDF_TYPE}> <{BASE}ontology#Tribunal>\t<{BASE}document/toy>"
    ]


# ---- deltas ----


def test_only_what_changed_is_written(
    database: Connection, reader: Reader, rebuilt: Callable[..., str], neo4j_target: Target
) -> None:
    sync(database, Source(reader), quiet)
    changes = {
        "o: 2022-05": "o: 2022-06",  # a date: the node of the agreement
        "aliases: [乙法院]": "aliases: [乙法院, 乙院]",  # a list: the node of the court
        "at: 200-210": "at: 220-230",  # a passage: one relationship
        "p: heard, o: 丁公司重整案": "p: heard, o: 戊公司清算案",  # one relationship less, one more
        "  丙区人民法院: {class: BasicCourt": "  丙区人民法院: {class: SpecialCourt",  # labels
        "s: 乙区人民法院, p: heard": "s: 丙区人民法院, p: heard",
    }
    changed = Reader(rebuilt(changes))
    source, before = Source(changed), state(database)
    old, new = triples(quads(reader)), triples(quads(changed))
    planned = plan(database, source)
    assert state(database) == before, "a plan writes nothing"
    table = [
        line.split("\t")
        for line in kg(
            neo4j_target, "mirror", "plan", "--graph", changed.folder.split("/versions")[0]
        ).stdout.splitlines()
    ]
    assert [tuple(row) for row in table[1:]] == [(r.kind, r.name, *map(str, r[2:])) for r in planned]
    done = sync(database, source, quiet)
    assert done.rows == planned

    was, now = edges(old), edges(new)
    assert done.counters["relationships_deleted"] == len(was.keys() - now.keys()) == 2
    assert done.counters["relationships_created"] == len(now.keys() - was.keys()) == 2
    assert done.counters["nodes_created"] == done.counters["nodes_deleted"] == 0
    assert sums(done.rows, "type")[1] == sum(was[key] != now[key] for key in was.keys() & now.keys()) == 1
    one, other = nodes(old), nodes(new)
    assert sums(done.rows, "label")[1] == sum(one[iri] != other[iri] for iri in one) == 3
    assert done.counters["labels_added"] == 1
    assert done.counters["labels_removed"] == 1
    check_equal(database, changed)
    changed.close()


@pytest.mark.parametrize("document", ["changchun-tribunals", *(["jilin-reform-cases"] if MANY else [])])
def test_a_document_that_is_withdrawn_takes_along_what_it_alone_says(
    database: Connection, graph_dir: str, tmp_path: Path, document: str
) -> None:
    files = sorted(str(p) for p in Path(data_dir("seeds")).glob("*.yaml") if p.stem not in (document, "sources"))
    folder = str(tmp_path / "graph")
    assert run(["build", *files, "--graph", folder]) == 0
    seeds, rest = Reader(graph_dir), Reader(folder)
    old, new = triples(quads(seeds)), triples(quads(rest))
    # The graph without the document, by the definition of it and not by the build.
    own = (f"{BASE}document/{document}", f"{BASE}document/{document}#")
    left = {key: {g for g in graphs if g != own[0] and not g.startswith(own[1])} for key, graphs in old.items()}
    about = f"<{own[0]}>"
    assert new == {key: graphs for key, graphs in left.items() if graphs and key[0] != about}

    sync(database, Source(seeds), quiet)
    done = sync(database, Source(rest), quiet)
    was, now = edges(old), edges(new)
    shared = {key for key in now if was[key] != now[key]}
    assert shared
    assert done.counters["relationships_created"] == done.counters["nodes_created"] == 0
    assert done.counters["relationships_deleted"] == len(was) - len(now)
    assert done.counters["nodes_deleted"] == len(nodes(old)) - len(nodes(new))
    assert sums(done.rows, "type")[1] == len(shared)
    query = "MATCH (:Resource|Term {iri: $s})-[r]->(:Resource|Term {iri: $o}) WHERE type(r) = $t RETURN r.passages"
    for subject, predicate, term in sorted(shared)[:20]:
        params = {"s": subject[1:-1], "o": term[1:-1], "t": TABLE.types[predicate[1:-1]]}
        (row,) = database.rows(query, params)
        assert row[0] == sorted(now[subject, predicate, term])
    mention = "MATCH (n) WHERE any(line IN n._literals WHERE line CONTAINS $d) RETURN count(n)"
    assert count(database, mention, d=f"<{own[0]}>") == count(database, mention, d=f"<{own[1]}") == 0
    check_equal(database, rest)
    seeds.close()
    rest.close()


# ---- what is not ours ----


def test_what_is_not_ours_is_neither_touched_nor_linked(
    database: Connection, reader: Reader, rebuilt: Callable[..., str]
) -> None:
    database.write(FOREIGN)
    before = dump(database)
    assert len(before) == 8
    changed = Reader(rebuilt({"o: 2022-05": "o: 2022-06", "p: heard, o: 丁公司重整案": "p: heard, o: 戊公司清算案"}))
    for found in (reader, changed, reader):
        sync(database, Source(found), quiet)
        assert dump(database, foreign=True) == before
        check_equal(database, found)
        linked = (
            "MATCH (n:Resource|Term)-[r]-(m) WHERE n.iri IS NOT NULL AND NOT (m:Resource OR m:Term) RETURN count(r)"
        )
        assert count(database, linked) == 0
    clear(database, quiet)
    assert dump(database) == before
    changed.close()


def test_nothing_is_written_where_somebody_holds_on_to_what_must_go(
    database: Connection, reader: Reader, rebuilt: Callable[..., str], neo4j_target: Target
) -> None:
    sync(database, Source(reader), quiet)
    folder = rebuilt({"  - {s: 乙区人民法院, p: heard, o: 戊公司清算案, at: 120-130}\n": "",
                      "  戊公司清算案: {class: Case, en: Liquidation of Wu}\n": "",
                      "o: 2022-05": "o: 2022-06"})  # fmt: skip
    changed = Reader(folder)
    for held in ("CREATE (:Note {text: 'mine'})-[:ABOUT]->(n)", "CREATE (n)-[:HAS_PART]->(:Note)",
                 "WITH n MATCH (m:Court) WITH n, m LIMIT 1 CREATE (m)-[:MY_OPINION]->(n)"):  # fmt: skip
        database.write(f"MATCH (n:Case {{label: '戊公司清算案'}}) {held}")
        before = state(database)
        with pytest.raises(StoreError, match=r"that is not the mirror's holds on to it"):
            sync(database, Source(changed), quiet)
        assert "戊公司清算案" in one_line(kg(neo4j_target, "mirror", "sync", "--graph", folder))
        assert state(database) == before
        database.write("MATCH (n:Note) DETACH DELETE n")
        database.write("MATCH ()-[r:MY_OPINION]->() DELETE r")
    # What is changed and not deleted may be held on to.
    database.write("MATCH (n:Agreement) CREATE (:Note)-[:ABOUT]->(n)")
    sync(database, Source(changed), quiet)
    assert count(database, "MATCH (:Note)-[r:ABOUT]->(:Agreement {signedOn: '2022-06'}) RETURN count(r)") == 1
    check_equal(database, changed)
    changed.close()


def test_a_database_with_somebody_elses_resources_is_refused(
    database: Connection, reader: Reader, toy: str, neo4j_target: Target
) -> None:
    database.write("CREATE (:Resource {iri: 'https://a.example/'})")
    before = state(database)
    source = Source(reader)
    for verb in (plan, verify, lambda c, s: sync(c, s, quiet), lambda c, _: clear(c, quiet)):
        with pytest.raises(StoreError, match="stands there already, and no mirror wrote it"):
            verb(database, source)
    for args in (("sync", "--graph", toy), ("plan", "--graph", toy), ("verify", "--graph", toy), ("clear", "--yes")):
        assert "https://a.example/" in one_line(kg(neo4j_target, "mirror", *args))
    assert state(database) == before


def test_a_first_plan_writes_nothing(database: Connection, reader: Reader) -> None:
    schema.drop(database)
    before = bookmark(database), dump(database)
    assert plan(database, Source(reader))
    assert (bookmark(database), dump(database)) == before
