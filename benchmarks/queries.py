"""The named queries on 1,000,000 statements against rdflib; and a ``hasPart`` chain of 5,000."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from statistics import median

import pyoxigraph as ox

from benchmarks.measure import PYTHON, must, report
from benchmarks.mixed import court, mixed
from kg.lookup.catalogue import FREE, NamedQuery, catalogue
from kg.model.iris import CG, DOCUMENTS, PREFIXES, XSD, resource_iri
from kg.model.statements import literal
from kg.store.layout import DB, Layout

LIMIT = 10.0  # seconds that rdflib may take for one query; a query that it does not finish counts as this long
CHAIN = 5_000

_RDFLIB = """
import json, os, sys, time, rdflib
graph = rdflib.Dataset(default_union=True)  # the default graph holds what the named graphs say
graph.parse(sys.argv[1], format="nt" if sys.argv[1].endswith(".nt") else "nquads")
print(json.dumps({"ready": len(graph)}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    child = os.fork()  # the triples stay: only the child is ended where it takes too long
    if child:
        began = time.perf_counter()
        while os.waitpid(child, os.WNOHANG)[0] == 0:
            if time.perf_counter() - began > float(sys.argv[2]):
                os.kill(child, 9)
                os.waitpid(child, 0)
                print(json.dumps({"error": "time limit", "seconds": float(sys.argv[2])}), flush=True)
                break
            time.sleep(0.001)
        continue
    terms = {name: rdflib.util.from_n3(text) for name, text in job["bindings"].items()}
    began = time.perf_counter()
    try:
        rows = len(list(graph.query(job["query"], initBindings=terms, initNs=job["prefixes"])))
        print(json.dumps({"seconds": time.perf_counter() - began, "rows": rows}), flush=True)
    except Exception as error:
        print(json.dumps({"error": type(error).__name__}), flush=True)
    os._exit(0)
"""


class Rdflib:
    """rdflib in a process of its own, with the same triples, one query at a time."""

    def __init__(self, triples: str) -> None:
        command = [PYTHON, "-c", _RDFLIB, triples, str(LIMIT)]
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.child.stdout is not None
        json.loads(self.child.stdout.readline())

    def ask(self, query: str, bindings: Mapping[str, str]) -> dict[str, float | int | str]:
        """Seconds and rows; or the name of an error, ``time limit`` among them."""
        into, out = self.child.stdin, self.child.stdout
        assert into is not None
        assert out is not None
        into.write(json.dumps({"query": query, "bindings": dict(bindings), "prefixes": PREFIXES}) + "\n")
        into.flush()
        answer: dict[str, float | int | str] = json.loads(out.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self.child.kill()
        self.child.wait()


def _term(text: str) -> ox.NamedNode | ox.Literal:
    """A term from its N-Triples text."""
    found = next(iter(ox.parse(f"<a:s> <a:p> {text} .", format=ox.RdfFormat.N_TRIPLES))).object
    assert isinstance(found, ox.NamedNode | ox.Literal)
    return found


def _ask(store: ox.Store, query: str, bindings: Mapping[str, str]) -> tuple[float, int]:
    terms: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): _term(text) for name, text in bindings.items()
    }
    began = time.perf_counter()
    answer = store.query(query, prefixes=PREFIXES, substitutions=terms)
    assert isinstance(answer, ox.QuerySolutions)
    rows = len(list(answer))
    return time.perf_counter() - began, rows


# What the parameters of the catalogue mean on the generated graph; other resources are courts.
_RESOURCES = {
    "mechanism": resource_iri("mechanism", "第7号机制"),
    "document": DOCUMENTS + "bench-agreements",
    "topic": resource_iri("topic", "破产"),
    "matter": resource_iri("topic", "破产"),
    "field": resource_iri("topic", "破产"),
    "kind": resource_iri("court-kind", "破产法庭"),
}


def _bindings(question: NamedQuery) -> dict[str, str]:
    """Terms for the parameters that the question needs; what it can leave free is left free."""
    found = {}
    for param in question.params:
        if param.default == FREE:
            continue
        if param.type == "resource":
            found[param.name] = f"<{_RESOURCES.get(param.name, resource_iri('court', court(7)))}>"
        elif param.type == "class":
            found[param.name] = f"<{CG}{param.example}>"
        elif param.type == "number":
            found[param.name] = f'"{param.example}"^^<{XSD}integer>'
        elif param.type == "date":
            found[param.name] = f'"{param.example}"^^<{XSD}gYear>'
        else:
            found[param.name] = literal(param.example)
    return found


def main(folder: str) -> None:
    """Measure every named query that has rows on the generated graph."""
    graph = os.path.join(folder, "mixed-graph")
    must([PYTHON, "-m", "kg", "build", *mixed(os.path.join(folder, "mixed")), "--graph", graph])
    quads = os.path.join(folder, "mixed.nq")
    must([PYTHON, "-m", "kg", "export", "--format", "nquads", "-o", quads, "--graph", graph])
    store = ox.Store.read_only(f"{Layout(graph).current()}/{DB}")
    peer = Rdflib(quads)
    factors, lines = [], []
    for question in catalogue():
        bindings = _bindings(question)
        seconds, rows = _ask(store, question.text, bindings)
        if seconds < 1:
            seconds = median(_ask(store, question.text, bindings)[0] for _ in range(5))
        ours = f"{seconds * 1000:.1f} ms, {rows} rows"
        theirs = peer.ask(question.text, bindings) if rows else {"error": "not asked: no rows on this graph"}
        if "seconds" not in theirs:
            lines.append((question.name, ours, str(theirs["error"]), "", ""))
            continue
        other = float(theirs["seconds"])
        factors.append(other / seconds)
        told = f"{other:.2f} s, {theirs['rows']} rows" if "rows" in theirs else f"ended after {other:.0f} s"
        lines.append((question.name, ours, told, f"{other / seconds:.0f}×", ""))
    peer.close()
    lines.append(
        (
            f"the {len(factors)} that both answer or rdflib is ended in, median",
            "",
            "",
            f"{median(factors):.0f}×",
            "≥ 20×",
        )
    )
    report(lines)


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
    report(
        [
            (
                f"a hasPart chain of {CHAIN:,}",
                f"{rows:,} rows in {seconds * 1000:.0f} ms",
                f"rdflib: {theirs}",
                "",
                "answers",
            )
        ]
    )


if __name__ == "__main__":
    main(sys.argv[1])
    chain(sys.argv[1])
