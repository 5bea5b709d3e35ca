"""``kg build`` against a bare bulk_load of the same quads, and against rdflib's parser.

The bare load is given a finished N-Quads file in the same layout (each statement in its named graph and in the
default graph) and does nothing but ``bulk_load`` and ``optimize``.
"""

import os
import shutil
import sys
from statistics import median

import pyoxigraph as ox

from benchmarks.data import judgments
from benchmarks.measure import PYTHON, interleaved, ratios, report, run

_BARE = """
import sys, shutil, pyoxigraph as ox
shutil.rmtree(sys.argv[2], ignore_errors=True)
store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
store.optimize()
"""
_RDFLIB = """
import sys, rdflib
data = rdflib.Dataset()
data.parse(sys.argv[1], format="nquads")
"""


def _quads(folder: str, graph: str, statements: int) -> tuple[str, str]:
    """The built graph's quads as files: named graphs alone, and with the copy in the default graph."""
    named = os.path.join(folder, f"named-{statements}.nq")
    both = os.path.join(folder, f"both-{statements}.nq")
    version = os.path.join(graph, "current", "db")
    store = ox.Store.read_only(version)
    with open(named, "w", encoding="utf-8") as one, open(both, "w", encoding="utf-8") as two:
        for quad in store:
            if isinstance(quad.graph_name, ox.DefaultGraph):
                two.write(f"{quad.triple} .\n")
            else:
                one.write(f"{quad} .\n")
                two.write(f"{quad} .\n")
    return named, both


def main(folder: str, statements: int = 1_000_000, rounds: int = 3) -> None:
    """Measure a build of so many statements, in as many rounds."""
    mapping = judgments(folder, statements)
    graph, bare = os.path.join(folder, "graph"), os.path.join(folder, "bare")
    ours = [PYTHON, "-m", "kg", "build", mapping, "--graph", graph, "--format", "tsv"]
    interleaved({"build": ours}, 1, warmup=0)
    named, both = _quads(folder, graph, statements)
    commands = {
        "build": ours,
        "bare": [PYTHON, "-c", _BARE, both, bare],
        "rdflib": [PYTHON, "-c", _RDFLIB, named],
    }
    runs = interleaved(commands, rounds, warmup=0)
    seconds = {name: [r.seconds for r in done] for name, done in runs.items()}
    peaks = {name: [r.peak for r in done] for name, done in runs.items()}
    size = f"{statements:,} statements"
    report(
        [
            _row(f"kg build, {size}: speed of a bare bulk_load", seconds, "bare", "≥ 0.8×"),
            _row(f"kg build, {size}: speed of rdflib.Dataset.parse", seconds, "rdflib", "≥ 2×"),
            (
                f"kg build, {size}: peak memory against rdflib",
                f"{median(peaks['build']):.0f} MiB",
                f"{median(peaks['rdflib']):.0f} MiB",
                f"{ratios(peaks['build'], peaks['rdflib']):.2f}",
                "≤ 0.7",
            ),
        ]
    )
    shutil.rmtree(bare, ignore_errors=True)


def large(folder: str, statements: int = 10_000_000) -> None:
    """One build of 10,000,000 statements: its time and its peak memory."""
    mapping = judgments(folder, statements)
    graph = os.path.join(folder, "large-graph")
    done = run([PYTHON, "-m", "kg", "build", mapping, "--graph", graph, "--format", "tsv"])
    if done.code:
        raise SystemExit(f"the build ended with {done.code}")
    shutil.rmtree(graph, ignore_errors=True)
    report(
        [
            (
                f"kg build, {statements:,} statements",
                f"{done.seconds:.0f} s",
                "",
                f"{done.peak:.0f} MiB",
                "< 3 GiB",
            )
        ]
    )


def _row(what: str, seconds: dict[str, list[float]], peer: str, wanted: str) -> tuple[str, ...]:
    faster = ratios(seconds[peer], seconds["build"])
    return (
        what,
        f"{median(seconds['build']):.1f} s",
        f"{median(seconds[peer]):.1f} s",
        f"{faster:.2f}×",
        wanted,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
