"""``kg mirror plan``: what a sync would do, the name table, the ledger. It writes nothing."""

import json

import pytest

from kg.mirror.connect import Connection, Target
from kg.mirror.names import name_table
from kg.mirror.source import Source
from kg.mirror.sync import plan, sync
from kg.store.reader import Reader
from tests.mirror.generated import build
from tests.mirror.server import check_equal, kg, quiet, state


def test_the_name_table_can_be_read(neo4j_target: Target) -> None:
    done = kg(Target("bolt://127.0.0.1:9", "", ""), "mirror", "plan", "--names", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [tuple(row.values()) for row in json.loads(done.stdout)] == [tuple(n) for n in name_table().names]


def test_the_ledger_of_the_seeds_is_empty(graph_dir: str) -> None:
    done = kg(Target("bolt://127.0.0.1:9", "", ""), "mirror", "plan", "--losses", "--graph", graph_dir)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert "the ledger is empty" in done.stderr


def test_one_table_at_a_time(toy: str) -> None:
    done = kg(Target("bolt://127.0.0.1:9", "", ""), "mirror", "plan", "--losses", "--names", "--graph", toy)
    assert done.returncode == 2


def test_a_sync_does_what_was_planned(
    database: Connection, reader: Reader, tmp_path_factory: pytest.TempPathFactory, neo4j_target: Target
) -> None:
    graphs = [reader]
    for seed in (1, 2):
        folder = str(tmp_path_factory.mktemp("generated") / "graph")
        build(folder, seed=seed, each=2, disagree=seed == 2)
        graphs.append(Reader(folder))
    for found in (*graphs, reader):
        source, before = Source(found), state(database)
        planned = plan(database, source)
        assert planned
        assert state(database) == before
        assert sync(database, source, quiet).rows == planned
        assert plan(database, source) == []
        check_equal(database, found)
    done = kg(neo4j_target, "mirror", "plan", "--graph", reader.folder.split("/versions")[0])
    assert done.returncode == 0
    assert "nothing to do: the mirror is up to date" in done.stderr
    for found in graphs[1:]:
        found.close()
