"""Loads statements into a new store as they stream by, several chunks at a time."""

import os
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from hashlib import blake2b

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model.statements import Statement
from kg.store.digest import Digest
from kg.store.layout import DB

# A chunk of this many lines takes 0.2 GB while it loads; larger ones were no faster when measured.
CHUNK = 100_000
THREADS = 2
REMEMBERED = 200_000


def _told(folder: str, error: Exception) -> str:
    """What is wrong and what to do, on one line; the store's own words are long and name its inner files."""
    graph = os.path.dirname(os.path.dirname(folder))
    if "No space left" in str(error):
        hint = "free some space, or choose another folder with --graph DIR"
        return f"{graph}: the disk is full: {hint}; the old graph is as it was"
    return f"{graph}: the store cannot be written: {' '.join(str(error).split())}; the old graph is as it was"


class BulkLoader:
    """A new store in a folder; each statement goes into its named graph and into the default graph."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.digest = Digest()
        self._lines: list[bytes] = []
        # Triples that the default graph has already: what thousands of rows say alike is sent there once a while.
        self._written: set[bytes] = set()
        self._pool = ThreadPoolExecutor(THREADS)
        self._jobs: set[Future[None]] = set()
        try:
            self.store = ox.Store(os.path.join(folder, DB))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{folder}: the store cannot be made: {error}") from error

    def add(self, statements: Sequence[Statement]) -> None:
        """Load statements, each of which must come once; a few thousand at a time are best."""
        lines, written = self._lines, self._written
        total = 0
        number = int.from_bytes
        for s, p, o, g, _ in statements:
            triple = f"{s} {p} {o} ".encode()
            quad = b"%b%b .\n" % (triple, g.encode())
            # `Digest.add` in place: a call a statement is a tenth of the whole loop.
            total += number(blake2b(quad, digest_size=16).digest(), "big")
            lines.append(quad)
            if triple not in written:
                written.add(triple)
                lines.append(triple + b".\n")
        self.digest.include(total, len(statements))
        if len(lines) >= CHUNK:
            self._submit()

    def _submit(self) -> None:
        chunk = b"".join(self._lines)
        self._lines = []
        if len(self._written) > REMEMBERED:
            self._written.clear()
        self._jobs.add(self._pool.submit(self._load, chunk))
        if len(self._jobs) > THREADS:
            done, self._jobs = wait(self._jobs, return_when=FIRST_COMPLETED)
            for job in done:
                job.result()

    def _load(self, chunk: bytes) -> None:
        try:
            self.store.bulk_load(chunk, format=ox.RdfFormat.N_QUADS, lenient=True)
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            raise StoreError(_told(self.folder, error)) from error

    def finish(self) -> None:
        """Load what is left; the store is whole afterwards, but not yet optimized."""
        if self._lines:
            self._submit()
        for job in self._jobs:
            job.result()
        self._jobs = set()

    def close(self) -> None:
        """End the threads; what waits is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)
