"""What the tests of the mirror share: the Neo4j that they run against."""

from collections.abc import Iterator

import pytest

from kg.mirror.connect import Connection, Target
from kg.store.reader import Reader
from tests.mirror.server import graph_of
from tests.mirror.turns import lines


@pytest.fixture
def database(neo4j_target: Target) -> Iterator[Connection]:
    """That Neo4j, connected and empty; constraints and indexes of an earlier mirror may be there."""
    with Connection(neo4j_target) as connection:
        connection.write("MATCH (n) DETACH DELETE n")
        yield connection
        connection.write("MATCH (n) DETACH DELETE n")


@pytest.fixture(scope="module")
def turns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Reader]]:
    """Three graphs of some thousands of statements, each a delta of a third to the others."""
    folder = tmp_path_factory.mktemp("turns")
    found = [graph_of(str(folder / str(turn)), lines(60, 40, turn)) for turn in range(3)]
    yield found
    for reader in found:
        reader.close()
