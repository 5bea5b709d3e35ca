"""Graphs that take turns in one database, the process that syncs one, and the recovery after whatever befell it."""

import subprocess
import sys
import time
from collections.abc import Iterator

from kg.errors import StoreError
from kg.mirror.connect import Connection, Target
from kg.mirror.meta import locked
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.mirror.verify import verify
from kg.model.iris import BASE, CG, PREF_LABEL, RDF_TYPE
from kg.store.reader import Reader
from tests.mirror.server import environment, quiet

SYNC = [
    sys.executable,
    "-c",
    "import kg.mirror.write; kg.mirror.write.BATCH = 100; from kg.cli.main import main; main()",
]


def lines(courts: int, cases: int, turn: int) -> Iterator[str]:
    """Courts and their cases; from one turn to another a part is gone, a part new, a part changed."""
    for court in range(courts):
        subject = f"<{BASE}court/{court}>"
        yield f"{subject} <{RDF_TYPE}> <{CG}BasicCourt> <{BASE}document/d> ."
        yield f'{subject} <{PREF_LABEL}> "法院{court}/{turn if court % 3 == 0 else 0}"@zh <{BASE}document/d> .'
        for case in range(cases):
            if (court + case) % 4 == turn:
                continue
            term = f"<{BASE}case/{court}-{case}>"
            for passage in {case, case + (turn if case % 5 == 0 else 0)}:
                yield f"{subject} <{CG}heard> {term} <{BASE}document/d#char={passage},{passage + 9}> ."
            yield f"{term} <{RDF_TYPE}> <{CG}Case> <{BASE}document/d> ."


def folder_of(reader: Reader) -> str:
    return reader.folder.split("/versions")[0]


def start(target: Target, reader: Reader, *more: str) -> "subprocess.Popen[bytes]":
    """A sync in a process of its own, which writes in small batches: there is more that can be half done."""
    return subprocess.Popen(
        [*SYNC, "mirror", "sync", "--graph", folder_of(reader), *more],
        env=environment(target),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def recover(connection: Connection, reader: Reader) -> None:
    """Run again: equal, and nothing twice."""
    source = Source(reader)
    sync(connection, source, quiet)
    assert verify(connection, source).equal
    for what in ("MATCH (n:Resource|Term) WITH n.iri AS k", "MATCH ()-[r]->() WITH r.sid AS k"):
        assert list(connection.rows(f"{what}, count(*) AS n WHERE n > 1 RETURN k LIMIT 1")) == []


def wait_for_lock(connection: Connection) -> None:
    """Until the server has noticed that a client is gone."""
    until = time.monotonic() + 20
    while True:
        try:
            with locked(connection):
                return
        except StoreError:
            assert time.monotonic() < until
