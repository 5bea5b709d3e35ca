"""Tables for Neo4j's own importer: what it makes of them passes the proof."""

import csv
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.mirror import schema
from kg.mirror.bulk import write_tables
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.verify import verify
from kg.model.iris import ALT_LABEL, BASE, PREF_LABEL, SKOS
from kg.server.versions import DEFAULT
from kg.store.reader import Reader
from tests.mirror.server import KG, Server, a_server, check_equal, graph_of, one_line, quads, quiet
from tests.mirror.test_export import NASTY, nasty_lines
from tests.neo4j_fixture import need


@pytest.fixture(scope="module")
def stopped(neo4j_library: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of our own that does not run."""
    need(DEFAULT)
    with a_server(tmp_path_factory.mktemp("bulk") / "neo4j", start=False) as server:
        yield server


def imported(server: Server, source: Source, folder: Path) -> None:
    """Make a database of the tables, and start the server."""
    tables = write_tables(source, str(folder))
    server.end()
    server.admin("database", "import", "full", "neo4j", "--overwrite-destination=true", *tables.absolute())
    server.start()


def bulk(folder: Path, graph: str) -> "subprocess.CompletedProcess[str]":
    """Run the verb."""
    command = [*KG, "mirror", "bulk", str(folder), "--graph", graph]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_imported_database_passes_the_proof(stopped: Server, graph_dir: str, tmp_path: Path) -> None:
    seeds = Reader(graph_dir)
    whole = quads(seeds)
    # What is refused: the character that parts lists, and lists of one empty text.
    alone = (f"<{BASE}court/0> <{ALT_LABEL}> ", f"<{BASE}court/one> <{ALT_LABEL}> ", f"<{BASE}court/0> <{SKOS}note> ")
    nasty = [line for line in nasty_lines() if "\\u001F" not in line and not line.startswith(alone)]
    reader = graph_of(str(tmp_path / "graph"), whole + nasty)
    source = Source(reader)
    imported(stopped, source, tmp_path / "tables")
    with stopped.connect() as connection:
        proof = verify(connection, source)
        assert proof.faults == []
        assert proof.equal
        schema.ensure(connection, source.table)
        (row,) = connection.rows("MATCH (n {iri: $iri}) RETURN n.aliases", {"iri": f"{BASE}court/all"})
        assert row[0] == sorted(text for text in NASTY if "\x1f" not in text)
        check_equal(connection, reader)
        # And it is a mirror like any other: the next sync writes what changed, and nothing else.
        assert sync(connection, Source(seeds), quiet).counters["relationships_created"] == 0
        check_equal(connection, seeds)
    reader.close()
    seeds.close()


def test_the_character_that_parts_lists_is_refused(tmp_path: Path) -> None:
    for predicate in (PREF_LABEL, ALT_LABEL):
        line = f'<{BASE}court/甲> <{predicate}> "a\\u001Fb"@zh <{BASE}document/d#char=1,2> .'
        reader = graph_of(str(tmp_path / predicate[-8:]), [line])
        with pytest.raises(StoreError, match=r"U\+001F.*kg mirror sync"):
            write_tables(Source(reader), str(tmp_path / f"tables-{predicate[-8:]}"))
        reader.close()


def test_a_list_that_the_importer_would_lose_is_refused(tmp_path: Path) -> None:
    lines = [f'<{BASE}court/甲> <{ALT_LABEL}> ""@zh <{BASE}document/d#char=1,2> .']
    reader = graph_of(str(tmp_path / "graph"), lines)
    with pytest.raises(StoreError, match=r"takes that for none: kg mirror sync"):
        write_tables(Source(reader), str(tmp_path / "tables"))
    reader.close()


def test_the_command_that_is_shown_can_be_typed(toy: str, tmp_path: Path) -> None:
    folder = tmp_path / 'it\'s a "folder" $HOME'
    done = subprocess.run(
        [*KG, "mirror", "bulk", str(folder), "--graph", toy],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    words = shlex.split(done.stdout)
    assert words[:2] == ["cd", str(folder)]
    assert words[2:] == ["&&", "neo4j-admin", "database", "import", "full", "neo4j", "@import.args"]
    assert (folder / "import.args").exists()
    nodes = 0
    for file in folder.glob("nodes-*.csv"):
        with open(file, encoding="utf-8", newline="") as rows:
            nodes += sum(1 for _ in csv.reader(rows)) - 1
    assert f"{nodes:,} nodes" in done.stderr
    assert bulk(folder, toy).returncode == 0, "tables may be written over tables"


def test_a_folder_with_something_else_is_refused(toy: str, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "mine.txt" / "x"):
        assert "another folder" in one_line(bulk(folder, toy))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
