"""The named queries on 1,000,000 statements against rdflib; and a ``hasPart`` chain of 5,000."""

import json
import os
import subprocess
import sys
import time
from statistics import median

import pyoxigraph as ox

from benchmarks.measure import PYTHON, report, run
from benchmarks.mixed import court, mixed
from kg.lookup.catalogue import catalogue
from kg.model.iris import PREFIXES, resource_iri
from kg.store.layout import DB, Layout

LIMIT = 120.0  # seconds that rdflib may take for one query; a query that it does not finish counts as this long
CHAIN = 5_000

_RDFLIB = """
import json, sys, time, rdflib
graph = rdflib.Graph()
graph.parse(sys.argv[1], format="nt")
print(json.dumps({"ready": len(graph)}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    terms = {name: rdflib.util.from_n3(text) for name, text in job["bindings"].items()}
    began = time.perf_counter()
    try:
        rows = len(list(graph.query(job["query"], initBindings=terms, initNs=job["prefixes"])))
        print(json.dumps({"seconds": time.perf_counter() - began, "rows": rows}), flush=True)
    except Exception as error:
        print(json.dumps({"error": type(error).__name__}), flush=True)
"""


class Rdflib:
    """rdflib in a process of its own, with the same triples, one query at a time."""

    def __init__(self, triples: str) -> None:
        self.command = [PYTHON, "-c", _RDFLIB, triples]
        self.child = self._start()

    def _start(self) -> "subprocess.Popen[str]":
        child = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        json.loads(child.stdout.readline())
        return child

    def ask(self, query: str, bindings: dict[str, str]) -> dict[str, float | int | str]:
        """Seconds and rows, an error's name, or ``limit`` where it took too long and was ended."""
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write(json.dumps({"query": query, "bindings": bindings, "prefixes": PREFIXES}) + "\n")
        self.child.stdin.flush()
        timer = time.monotonic()
        import select  # noqa: PLC0415

        ready, _, _ = select.select([self.child.stdout], [], [], LIMIT)
        if not ready:
            self.child.kill()
            self.child.wait()
            self.child = self._start()
            return {"error": "limit", "seconds": time.monotonic() - timer}
        answer: dict[str, float | int | str] = json.loads(self.child.stdout.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self.child.kill()
        self.child.wait()


def _ask(store: ox.Store, query: str, bindings: dict[str, str]) -> tuple[float, int]:
    from kg.store.worker import term  # noqa: PLC0415

    terms = {ox.Variable(name): term(text) for name, text in bindings.items()}
    began = time.perf_counter()
    rows = sum(1 for _ in store.query(query, prefixes=PREFIXES, substitutions=terms))  # type: ignore[arg-type]
    return time.perf_counter() - began, rows


def _bindings(example: dict[str, str]) -> dict[str, str]:
    """Parameters of the generated graph in place of the examples of the catalogue."""
    mine = {
        "court": f"<{resource_iri('court', court(7))}>",
        "institution": f"<{resource_iri('court', court(7))}>",
        "mechanism": f"<{resource_iri('mechanism', '第7号机制')}>",
    }
    return {name: mine.get(name, text) for name, text in example.items()}


def main(folder: str) -> None:
    """Measure every named query that has rows on the generated graph."""
    graph = os.path.join(folder, "mixed-graph")
    run([PYTHON, "-m", "kg", "build", *mixed(os.path.join(folder, "mixed")), "--graph", graph])
    triples = os.path.join(folder, "mixed.nt")
    run([PYTHON, "-m", "kg", "export", "--format", "ntriples", "-o", triples, "--graph", graph])
    store = ox.Store.read_only(f"{Layout(graph).current()}/{DB}")
    peer = Rdflib(triples)
    factors, lines = [], []
    for question in catalogue():
        bindings = _bindings(question.example_bindings())
        seconds, rows = median_of(lambda q=question.text, b=bindings: _ask(store, q, b))  # type: ignore[misc]
        theirs = peer.ask(question.text, bindings)
        other = float(theirs.get("seconds", LIMIT))
        factors.append(other / seconds)
        lines.append((question.name, f"{seconds * 1000:.1f} ms, {rows} rows", str(theirs), f"{other / seconds:.0f}×", ""))
    peer.close()
    lines.append(("all named queries, median", "", "rdflib", f"{median(factors):.0f}×", "≥ 20×"))
    report(lines)


def median_of(ask: "object") -> tuple[float, int]:
    """The median of five runs."""
    runs = [ask() for _ in range(5)]  # type: ignore[operator]
    return median(seconds for seconds, _ in runs), runs[0][1]


def chain(folder: str) -> None:
    """A chain of parts of parts, asked whole: ours answers, rdflib's recursion ends it."""
    path = os.path.join(folder, "chain.nt")
    part = "<https://w3id.org/courtgraph/ontology#hasPart>"
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"<x:{n}> {part} <x:{n + 1}> .\n" for n in range(CHAIN))
    query = f"SELECT ?p WHERE {{ <x:0> {part}+ ?p }}"
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES)
    seconds, rows = _ask(store, query, {})
    peer = Rdflib(path)
    theirs = peer.ask(query, {})
    peer.close()
    report([(f"a hasPart chain of {CHAIN:,}", f"{rows:,} rows in {seconds * 1000:.0f} ms", f"rdflib: {theirs}", "", "answers")])


if __name__ == "__main__":
    main(sys.argv[1])
    chain(sys.argv[1])
