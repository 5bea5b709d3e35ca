"""The child process that runs one SPARQL query. It imports pyoxigraph and little else: it starts in 12 ms.

It is started by `kg.store.ask` as a plain script: on stdin a line with a length, then so many bytes, fields
parted by NUL (folder of pyoxigraph's package, store, query, prefixes and bindings in pairs); on stdout a
line with the kind of answer, then the answer: SPARQL 1.1 Query Results JSON, or sorted N-Triples for
CONSTRUCT and DESCRIBE. Exit codes: 0 answered, 2 the query is wrong, 4 the store is; the reason is on stderr.
"""

import _thread
import os
import sys

BAD_QUERY, BAD_STORE = 2, 4
RESULTS, TRIPLES = b"results+json\n", b"n-triples\n"


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

    def term(text: str) -> "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple":
        quads: list[ox.Quad] = list(ox.parse(f"<a:s> <a:p> {text} .", format=ox.RdfFormat.N_TRIPLES))
        return quads[0].object

    db, query, count = fields[2], fields[3], int(fields[4])
    prefixes = dict(zip(fields[5 : 5 + 2 * count : 2], fields[6 : 5 + 2 * count : 2], strict=True))
    names, terms = fields[5 + 2 * count :: 2], fields[6 + 2 * count :: 2]
    bindings = {ox.Variable(name): term(text) for name, text in zip(names, terms, strict=True)}
    store = ox.Store.read_only(db)
    results = store.query(query, prefixes=prefixes, substitutions=bindings)
    with open(1, "wb", buffering=1 << 16, closefd=False) as out:
        if isinstance(results, ox.QueryTriples):
            out.write(TRIPLES)
            out.writelines(sorted({f"{triple} .\n".encode() for triple in results}))
        else:
            out.write(RESULTS)
            results.serialize(out, format=ox.QueryResultsFormat.JSON)


def main() -> int:
    """Run the one job; returns the exit code."""
    fields = _receive()
    _thread.start_new_thread(_watch, ())
    sys.path.append(fields[0])
    _bound_memory(int(fields[1]))
    try:
        _answer(fields)
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
