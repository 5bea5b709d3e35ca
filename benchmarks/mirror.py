"""The mirror against a bare UNWIND/CREATE loop of the same rows, and against rdflib-neo4j.

``python -m benchmarks mirror``, on an idle machine: a generated court graph of 100,000 resources and 300,000
relationships, three rounds, each variant on a fresh empty Neo4j with the same memory and warmed up alike. Needs Java,
Maven once, ``neo4j-rust-ext`` and ``rdflib-neo4j==1.1``. A command's time is that of its process from start to end,
the loop's that of its batches alone. Each mirror is then exported and compared byte by byte with the store, which is
not timed. ``python -m benchmarks.mirror FOLDER 2000 6000 1`` is a small one: it tells whether all works.
"""

import filecmp
import json
import os
import sys
from collections import defaultdict
from statistics import median

from benchmarks import mirror_peer, mirror_server
from benchmarks.measure import PYTHON, Run, must, ratios, report, run
from benchmarks.mirror_data import court_graph
from benchmarks.mirror_peer import Tally
from kg.mirror.summary import SUBJECTS, SUMS
from kg.server.home import ServerHome
from kg.store.layout import Layout

LOOP, PEER, FIRST, BULK = "loop", "peer", "first", "bulk"
SECOND, TRUST, CHANGE, VERIFY, DEEP = "second", "trust", "change", "verify", "deep"
# What, measured against the loop: how it is told, and what is wanted.
_ROWS = {
    FIRST: ("kg mirror sync, first; loop", "≤ 1.25"),
    SECOND: ("kg mirror sync, nothing changed; loop", "≤ 0.4"),
    TRUST: ("kg mirror sync --trust, nothing changed; loop", ""),
    CHANGE: ("kg mirror sync, 1 % of the relationships changed; loop", "≤ 0.45"),
    VERIFY: ("kg mirror verify; loop", "≤ 0.35"),
    DEEP: ("kg mirror verify --deep; loop", ""),
    BULK: ("kg mirror bulk --run; loop", "≤ 0.7"),
}
_KG = [PYTHON, "-m", "kg"]


class Bench:
    """The two graphs, their exports, and what was measured: seconds by name, a round each."""

    def __init__(self, folder: str, resources: int, relationships: int) -> None:
        """Generate and build the graph and the changed one."""
        self.folder = os.path.join(folder, "mirror")
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.wrote: dict[str, int] = {}
        self.changes: dict[str, int] = {}
        self.kept: tuple[Tally, Tally] | None = None
        for name in ("first", "changed"):
            tables = court_graph(self.at(f"{name}-tables"), resources, relationships, changed=name == "changed")
            must([*_KG, "build", *tables, "--graph", self.at(name), "--format", "tsv"])
            must([*_KG, "export", "--format", "nquads", "--graph", self.at(name), "-o", self.at(f"{name}.nq")])
        must([*_KG, "export", "--format", "ntriples", "--graph", self.at("first"), "-o", self.at("first.nt")])

    def at(self, name: str) -> str:
        """A path in the folder of this benchmark."""
        return os.path.join(self.folder, name)

    def mirror(self, home: ServerHome, *args: str, graph: str = "first", took: str = "") -> Run:
        """Run a verb of ``kg mirror``; its seconds are noted as ``took``."""
        return self.child([*_KG, "mirror", *args, *(["--graph", self.at(graph)] if graph else [])], home, took)

    def child(self, command: list[str], home: ServerHome, took: str = "") -> Run:
        """Run a command on a server; SystemExit where it fails."""
        done = run(command, mirror_server.environment(home))
        if done.code:
            raise SystemExit(f"ended with {done.code}: {' '.join(command)[:500]}")
        if took:
            self.seconds[took].append(done.seconds)
        return done

    def prove(self, home: ServerHome, graph: str) -> None:
        """SystemExit where Neo4j, exported, is not the store byte for byte."""
        out = self.at("mirror.nq")
        self.mirror(home, "export", "-o", out, graph="")
        if not filecmp.cmp(out, self.at(f"{graph}.nq"), shallow=False):
            raise SystemExit(f"{out} is not {graph}.nq: the mirror has lost something")
        os.remove(out)

    def forget(self, graph: str) -> None:
        """Remove the summary that an earlier round left beside the store."""
        for name in (SUMS, SUBJECTS):
            path = os.path.join(Layout(self.at(graph)).current(), name)
            if os.path.exists(path):
                os.remove(path)


def _loop(bench: Bench) -> None:
    with mirror_server.fresh(bench.at("home")) as home:
        done = bench.child([PYTHON, "-m", "benchmarks.mirror_loop", bench.at("first")], home)
    said = json.loads(done.out)
    bench.seconds[LOOP].append(said["loop"])
    bench.seconds["constraints"].append(said["loop"] + said["constraints"])
    bench.wrote = {name: said[name] for name in ("nodes", "relationships")}


def _sync(bench: Bench) -> None:
    bench.forget("first")
    bench.forget("changed")
    with mirror_server.fresh(bench.at("home")) as home:
        bench.mirror(home, "sync", took=FIRST)
        bench.mirror(home, "verify", took=VERIFY)
        again = bench.mirror(home, "sync", "--format", "jsonl", took=SECOND)
        if again.out:
            raise SystemExit("a second sync found something to do")
        bench.mirror(home, "sync", "--trust", took=TRUST)
        bench.mirror(home, "verify", "--deep", took=DEEP)
        bench.prove(home, "first")
        changed = bench.mirror(home, "sync", "--format", "jsonl", graph="changed", took=CHANGE)
        rows = [row for row in map(json.loads, changed.out.splitlines()) if row["kind"] == "type"]
        bench.changes = {verb: sum(row[verb] for row in rows) for verb in ("create", "change", "delete")}
        bench.prove(home, "changed")


def _peer(bench: Bench) -> None:
    with mirror_server.fresh(bench.at("home")) as home:
        bench.child(mirror_peer.command(bench.at("first.nt")), home, took=PEER)
        if bench.kept is None:
            with mirror_server.connect(home) as connection, open(bench.at("first.nq"), "rb") as quads:
                bench.kept = mirror_peer.tallies(connection, quads)


def _bulk(bench: Bench) -> None:
    bench.forget("first")
    with mirror_server.fresh(bench.at("home"), running=False) as home:
        bench.mirror(home, "bulk", bench.at("tables"), "--run", "--home", home.folder, took=BULK)
        bench.mirror(home, "verify")
        bench.prove(home, "first")


def main(folder: str, resources: int = 100_000, relationships: int = 300_000, rounds: int = 3) -> None:
    """Measure in so many rounds, each variant in turn, on a graph of this size."""
    mirror_peer.require()
    mirror_server.ready()
    bench = Bench(folder, resources, relationships)
    for number in range(1, rounds + 1):
        for variant in (_loop, _sync, _peer, _bulk):
            variant(bench)
        told = ", ".join(f"{name} {seconds[-1]:.2f} s" for name, seconds in bench.seconds.items())
        print(f"round {number}: {told}", flush=True)
    _tell(bench)


def _tell(bench: Bench) -> None:
    assert bench.kept is not None
    there, kept = bench.kept
    print(f"\n{bench.wrote['nodes']:,} nodes, {bench.wrote['relationships']:,} relationships, ontology and sources")
    print(f"included; {there.statements:,} statements in {there.passages:,} passages. The change: relationships")
    print(", ".join(f"{count:,} {verb}d" for verb, count in bench.changes.items()) + ".\n", flush=True)
    lost = (b - a for a, b in zip(kept, there, strict=True))
    report(
        [
            *(_row(bench, name, LOOP, what, wanted) for name, (what, wanted) in _ROWS.items()),
            _row(bench, FIRST, "constraints", "kg mirror sync, first; loop and making its constraints", ""),
            _faster(bench),
            *(
                (f"lost of {whole:,} {what}; rdflib-neo4j", "0", f"{count:,}", "", "0")
                for what, whole, count in zip(("statements", "passages", "language tags"), there, lost, strict=True)
            ),
        ]
    )


def _row(bench: Bench, name: str, peer: str, what: str, wanted: str) -> tuple[str, ...]:
    """A line of the table: medians of seconds, the median ratio, and that of each round."""
    ours, theirs = bench.seconds[name], bench.seconds[peer]
    return what, f"{median(ours):.2f} s", f"{median(theirs):.2f} s", _told(ours, theirs), wanted


def _faster(bench: Bench) -> tuple[str, ...]:
    ours, theirs = bench.seconds[FIRST], bench.seconds[PEER]
    what = "kg mirror sync, first: speed of rdflib-neo4j 1.1"
    return what, f"{median(ours):.2f} s", f"{median(theirs):.2f} s", _told(theirs, ours, "×"), "≥ 1.8×"


def _told(above: list[float], below: list[float], unit: str = "") -> str:
    rounds = ", ".join(f"{a / b:.2f}" for a, b in zip(above, below, strict=True))
    return f"{ratios(above, below):.2f}{unit} ({rounds})"


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
