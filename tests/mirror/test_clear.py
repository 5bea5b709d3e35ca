"""Clearing takes the mirror out of a database, and nothing else."""

import pytest

from kg.errors import StoreError
from kg.mirror.clear import clear
from kg.mirror.connect import Connection, Target
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.store.reader import Reader
from tests.mirror.server import bookmark, check_equal, dump, kg, one_line, quiet, state


def schema_names(connection: Connection) -> set[str]:
    return {row[0] for row in connection.rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")}


def test_all_of_the_mirror_goes_and_the_rest_stays(database: Connection, reader: Reader, neo4j_target: Target) -> None:
    database.write("CREATE (:Note {text: 'mine'})-[:ABOUT]->(:Court {label: 'mine'}), (:Resource {name: 'no iri'})")
    database.schema(["CREATE INDEX mine IF NOT EXISTS FOR (n:Note) ON (n.text)"])
    before = dump(database)
    try:
        sync(database, Source(reader), quiet)
        assert len(schema_names(database)) > 10
        done = kg(neo4j_target, "mirror", "clear", "--yes")
        assert (done.returncode, done.stdout) == (0, "")
        assert "relationships deleted" in done.stderr
        assert dump(database) == before
        assert schema_names(database) == {"mine"}
        again = kg(neo4j_target, "mirror", "clear", "--yes")
        assert again.returncode == 0
        assert "0 nodes" in again.stderr
    finally:
        database.schema(["DROP INDEX mine IF EXISTS"])
    sync(database, Source(reader), quiet)
    check_equal(database, reader)


@pytest.mark.parametrize(
    "held",
    [
        "MATCH (n:Award) CREATE (:Note)-[:ABOUT]->(n)",
        "MATCH (n:Award) CREATE (n)-[:HAS_PART]->(:Note)",
        "MATCH (n:Award), (m:Agreement) CREATE (n)-[:MY_OPINION {text: 'good'}]->(m)",
    ],
)
def test_nothing_goes_where_somebody_holds_on_to_it(database: Connection, reader: Reader, held: str) -> None:
    sync(database, Source(reader), quiet)
    database.write(held)
    before = state(database)
    with pytest.raises(StoreError, match="that is not the mirror's holds on to"):
        clear(database, quiet)
    assert state(database) == before


def test_what_was_cleared_by_half_is_not_trusted(database: Connection, reader: Reader) -> None:
    source = Source(reader)
    sync(database, source, quiet)

    def stop(_stage: str, _count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clear(database, stop)
    assert not sync(database, source, quiet, trust=True).trusted
    check_equal(database, reader)


def test_what_lost_its_label_goes_too(database: Connection, reader: Reader) -> None:
    sync(database, Source(reader), quiet)
    database.write("MATCH (n:Court) REMOVE n:Resource")
    clear(database, quiet)
    assert dump(database) == []


def test_it_must_be_meant(database: Connection, reader: Reader, neo4j_target: Target) -> None:
    sync(database, Source(reader), quiet)
    before = bookmark(database)
    assert "--yes" in one_line(kg(neo4j_target, "mirror", "clear"), 2)
    assert bookmark(database) == before
