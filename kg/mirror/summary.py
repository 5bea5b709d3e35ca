"""The store's side in short: a digest a subject, and sums per class, relationship type and document.

A version of the store never changes, so its summary is taken once and kept beside it. It is taken again where the
name table or the projection is another. ``python -m kg.mirror.summary GRAPH VERSION`` takes it in a process of its
own, so that reading the store and reading Neo4j take no longer together than the longer of the two.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from platformdirs import user_cache_dir

from kg.errors import KgError, StoreError
from kg.mirror.elements import MODULUS, Edge, Node
from kg.mirror.source import Source
from kg.mirror.sums import Sums
from kg.store.atomic import replacing
from kg.store.reader import Reader

SUMS, SUBJECTS = "mirror.json", "mirror.tsv"
PROJECTION = 1  # to be raised with every change of what the projection writes, or of what is summed


class Summary(NamedTuple):
    """The summary of a version: its sums, and the file that has a line ``digest⇥IRI`` for each subject."""

    sums: Sums
    path: str

    def subjects(self) -> Iterator[tuple[str, int]]:
        """The subjects and their digests, in order of the store."""
        with open(self.path, encoding="utf-8") as file:
            for line in file:
                yield line[33:-1], int(line[:32], 16)


def _folder(source: Source) -> str:
    """Beside the store, or in the user's cache where that may not be written."""
    folder = source.reader.folder
    if os.access(folder, os.W_OK):
        return folder
    cache = os.path.join(user_cache_dir("courtgraph", appauthor=False), "mirror", source.digest)
    os.makedirs(cache, exist_ok=True)
    return cache


def _key(source: Source) -> dict[str, object]:
    return {"projection": PROJECTION, "names": source.table.digest, "digest": source.digest}


def read_summary(source: Source) -> Summary | None:
    """The summary that is kept, or None where there is none of this projection."""
    folder = _folder(source)
    try:
        with open(os.path.join(folder, SUMS), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return None
    path = os.path.join(folder, SUBJECTS)
    if found.get("key") != _key(source) or not os.path.exists(path):
        return None
    return Summary(Sums({name: int(value, 16) for name, value in found["sums"].items()}, found["counts"]), path)


def summarized(source: Source) -> Iterator[Node | Edge]:
    """All nodes and relationships of the store; when the last one has been taken, their summary has been kept."""
    folder, sums = _folder(source), Sums()
    totals: dict[str, int] = {}
    for element in source.elements():
        iri = element.start if isinstance(element, Edge) else element.iri
        totals[iri] = totals.get(iri, 0) + sums.take(element)
        yield element
    with replacing(os.path.join(folder, SUBJECTS)) as file:
        file.writelines(f"{value % MODULUS:032x}\t{iri}\n".encode() for iri, value in sorted(totals.items()))
    with replacing(os.path.join(folder, SUMS)) as file:
        values = {name: f"{value:032x}" for name, value in sorted(sums.sums.items())}
        kept = {"key": _key(source), "sums": values, "counts": dict(sorted(sums.counts.items()))}
        file.write(json.dumps(kept, ensure_ascii=False, indent=1).encode())


@contextmanager
def summary_of(source: Source) -> Iterator["Pending"]:
    """The summary of the store, taken meanwhile where it is not there yet."""
    found = read_summary(source)
    if found:
        yield Pending(source, None)
        return
    folder = source.reader.folder
    # -P: nothing in the folder where we were called that is called kg or json gets in our way.
    command = [sys.executable, "-P", "-m", __name__, os.path.dirname(os.path.dirname(folder)), os.path.basename(folder)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        try:
            yield Pending(source, child)
        finally:
            child.kill()


class Pending:
    """A summary that may still be in the making."""

    def __init__(self, source: Source, child: "subprocess.Popen[bytes] | None") -> None:
        self._source = source
        self._child = child

    def get(self) -> Summary:
        """The summary, when it is there; StoreError where it could not be taken."""
        said = b""
        if self._child:
            _, said = self._child.communicate()
        found = read_summary(self._source)
        if found is None:
            reason = " ".join(said.decode("utf-8", "replace").split())
            raise StoreError(f"{self._source.reader.folder}: the summary failed: {reason or 'no reason given'}")
        return found


def main(args: list[str]) -> int:
    """Take the summary of a version of a graph folder."""
    try:
        for _ in summarized(Source(Reader(args[0], args[1]))):
            pass
    except KgError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
