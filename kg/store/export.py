"""Exports in formats of RDF, sorted, so that equal graphs give equal files.

N-Quads and TriG hold the named graphs, which are all there is to know; Turtle, N-Triples and JSON-LD hold
each triple once, without its passages.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import cast

import pyoxigraph as ox

from kg.store.rdf_text import Sink, write_rdf
from kg.store.sorting import sorted_lines

RDF_FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld")
_QUADS = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
_SPLIT = b"\x1f"  # never in a line: the store writes control characters as escapes


def quad_lines(store: ox.Store) -> Iterator[bytes]:
    """The quads of the named graphs as lines of N-Quads, in the store's order."""
    # A query reads the named graphs alone; a pattern would read the copy in the default graph too, twice the work.
    for subject, predicate, term, graph in cast("ox.QuerySolutions", store.query(_QUADS)):
        yield f"{subject} {predicate} {term} {graph} .\n".encode()


def triple_lines(store: ox.Store) -> Iterator[bytes]:
    """The distinct triples as lines of N-Triples, in the store's order."""
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        yield f"{quad.triple} .\n".encode()


def _lines(produce: Callable[[], Iterable[bytes]], out: Sink) -> None:
    with sorted_lines(produce()) as lines:
        for line in lines:
            out.write(line)


def _by_graph(store: ox.Store) -> Iterator[bytes]:
    """Lines of N-Quads with the graph in front, so that they sort by graph first."""
    default = ox.DefaultGraph()
    for quad in store.quads_for_pattern(None, None, None, None):
        if quad.graph_name != default:
            yield f"{quad.graph_name}\x1f{quad} .\n".encode()


def _parsed(lines: Iterable[bytes], form: ox.RdfFormat) -> Iterator[ox.Quad]:
    """The quads of lines, read back one batch at a time."""
    batch: list[bytes] = []
    for line in lines:
        batch.append(line.rpartition(_SPLIT)[2])
        if len(batch) == 1000:
            yield from ox.parse(b"".join(batch), format=form)
            batch.clear()
    yield from ox.parse(b"".join(batch), format=form)


def _rewritten(store: ox.Store, form: ox.RdfFormat, named: bool, out: Sink) -> None:
    with sorted_lines(_by_graph(store) if named else triple_lines(store)) as lines:
        quads = _parsed(lines, ox.RdfFormat.N_QUADS if named else ox.RdfFormat.N_TRIPLES)
        write_rdf(quads, form, out)


def write_export(store: ox.Store, form: str, out: Sink, *, named: bool = False) -> None:
    """Write a store in one of `RDF_FORMATS`; ``named`` gives JSON-LD its named graphs."""
    writers: dict[str, Callable[[], None]] = {
        "nquads": partial(_lines, partial(quad_lines, store), out),
        "ntriples": partial(_lines, partial(triple_lines, store), out),
        "trig": partial(_rewritten, store, ox.RdfFormat.TRIG, True, out),
        "turtle": partial(_rewritten, store, ox.RdfFormat.TURTLE, False, out),
        "jsonld": partial(_rewritten, store, ox.RdfFormat.JSON_LD, named, out),
    }
    writers[form]()
