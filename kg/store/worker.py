"""The child process that runs one SPARQL query. It imports pyoxigraph and little else: it starts in 12 ms.

It is started by `kg.store.ask` as a plain script: on stdin a line with a length, then so many bytes, fields parted by
NUL: folder of pyoxigraph's package, bytes of memory, store, query, format of rows, most rows (0: all), number of
graphs that make the default graph (empty: as the query says), number of named graphs, number of prefixes; then the
graphs, the prefixes in pairs, the bindings in pairs. On stdout a line with the kind of answer, then the answer: SPARQL
1.1 Query Results in the format, or sorted N-Triples for CONSTRUCT and DESCRIBE. Exit codes: 0 answered, 2 the query is
wrong, 3 more rows than asked for, 4 the store is wrong; the reason is on stderr.
"""

import _thread
import os
import sys

TYPE_CHECKING = False  # as in typing, whose import costs a third of the start
if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

BAD_QUERY, TOO_MANY, BAD_STORE = 2, 3, 4
TRIPLES = b"n-triples\n"


class _TooMany(Exception):
    """There are more rows or triples than were asked for."""


class _Lines:
    """A file of rows in TSV, one a line after the names; raises _TooMany when there are more than a number."""

    def __init__(self, most: int) -> None:
        self.left = most + 1
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.left -= data.count(b"\n")
        if self.left < 0:
            raise _TooMany
        self.parts.append(data)
        return len(data)

    def flush(self) -> None:
        pass


def _receive() -> list[str]:
    head = b""
    while not head.endswith(b"\n"):
        head += os.read(0, 1)
    length, body = int(head), b""
    while len(body) < length:
        body += os.read(0, length - len(body))
    return body.decode().split("\0")


def _watch() -> None:
    """End with the parent, even a killed one: it keeps stdin open for as long as it wants the answer."""
    os.read(0, 1)
    os._exit(BAD_STORE)


def _bound_memory(limit: int) -> None:
    """A query that sorts a cross product must not take the machine down with it (a soft bound, in bytes)."""
    import resource

    if limit:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _answer(fields: list[str]) -> None:
    import pyoxigraph as ox

    def term(text: str) -> "Term":
        quads: list[ox.Quad] = list(ox.parse(f"<a:s> <a:p> {text} .", format=ox.RdfFormat.N_TRIPLES))
        return quads[0].object

    rest = iter(fields[9:])

    def take(count: int) -> list[str]:
        return [next(rest) for _ in range(count)]

    db, query, form, most = fields[2], fields[3], fields[4], int(fields[5])
    default = [ox.NamedNode(iri) for iri in take(int(fields[6] or 0))]
    named = [ox.NamedNode(iri) for iri in take(int(fields[7] or 0))]
    texts = take(2 * int(fields[8]))
    prefixes = dict(zip(texts[::2], texts[1::2], strict=True))
    texts = list(rest)
    bindings = {ox.Variable(name): term(text) for name, text in zip(texts[::2], texts[1::2], strict=True)}
    store = ox.Store.read_only(db)
    graphs: dict[str, object] = {}
    if fields[6]:
        if len(default) > 1:
            store = _merge(store, default, named)
            graphs = {"default_graph": [ox.DefaultGraph()], "named_graphs": named}
        else:
            graphs = {"default_graph": default, "named_graphs": named}
    results = store.query(query, prefixes=prefixes, substitutions=bindings, **graphs)  # type: ignore[arg-type]
    with open(1, "wb", buffering=1 << 16, closefd=False) as out:
        if isinstance(results, ox.QueryTriples):
            out.write(TRIPLES)
            out.writelines(sorted(_distinct(results, most)))
            return
        if most and isinstance(results, ox.QuerySolutions):
            lines = _Lines(most)
            results.serialize(lines, format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]
            results = ox.parse_query_results(b"".join(lines.parts), format=ox.QueryResultsFormat.TSV)
        out.write(f"results+{form}\n".encode())
        results.serialize(out, format=getattr(ox.QueryResultsFormat, form.upper()))


def _merge(store: "ox.Store", default: "list[ox.NamedNode]", named: "list[ox.NamedNode]") -> "ox.Store":
    """A store in memory whose default graph holds each triple of some graphs once, beside the named graphs."""
    import pyoxigraph as ox

    def quads() -> "Iterable[ox.Quad]":
        for graph in default:
            for quad in store.quads_for_pattern(None, None, None, graph):
                yield ox.Quad(quad.subject, quad.predicate, quad.object)
        for graph in named:
            yield from store.quads_for_pattern(None, None, None, graph)

    merge = ox.Store()
    merge.bulk_extend(quads())
    return merge


def _distinct(triples: "ox.QueryTriples", most: int) -> set[bytes]:
    found: set[bytes] = set()
    for triple in triples:
        found.add(f"{triple} .\n".encode())
        if most and len(found) > most:
            raise _TooMany
    return found


def main() -> int:
    """Run the one job; returns the exit code."""
    fields = _receive()
    _thread.start_new_thread(_watch, ())
    sys.path.append(fields[0])
    _bound_memory(int(fields[1]))
    try:
        _answer(fields)
    except _TooMany:
        return TOO_MANY
    except SyntaxError as error:
        os.write(2, str(error).encode())
        return BAD_QUERY
    except RuntimeError as error:
        # A binding for a variable that SELECT does not name is the asker's fault; all else is the store's.
        os.write(2, str(error).encode())
        return BAD_QUERY if "SELECT projection" in str(error) else BAD_STORE
    except (OSError, ValueError) as error:
        os.write(2, str(error).encode())
        return BAD_STORE
    return 0


if __name__ == "__main__":
    # Not sys.exit: what is left of the interpreter, the watching thread included, has nothing more to do.
    os._exit(main())
