"""Writes RDF deterministically: the store's own writers put prefixes in another order each time."""

from collections.abc import Iterable
from typing import IO, Protocol, cast

import pyoxigraph as ox

from kg.model.iris import BASE, PREFIXES

WRITTEN_PREFIXES = {**PREFIXES, "court": f"{BASE}court/", "topic": f"{BASE}topic/"}


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""
        ...


class _Headless:
    """Drops the lines of prefixes at the head of what the store writes."""

    def __init__(self, out: Sink) -> None:
        self.out = out
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take some bytes; they are held back until the head is over."""
        if self._head is None:
            self.out.write(data)
            return len(data)
        self._head += data
        lines = self._head.splitlines(keepends=True)
        while lines and lines[0].startswith(b"@prefix") and lines[0].endswith(b"\n"):
            del lines[0]
        self._head = b"".join(lines)
        if lines and (len(lines) > 1 or len(lines[0]) > len(b"@prefix")) and not lines[0].startswith(b"@prefix"):
            self.out.write(self._head)
            self._head = None
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be written."""


def write_rdf(quads: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat, out: Sink) -> None:
    """Write statements as they come, in Turtle, TriG, N-Triples, N-Quads or JSON-LD; sort them first.

    Prefixes are those of the house, in alphabetical order, for the formats that have any.
    """
    if form not in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        ox.serialize(quads, cast("IO[bytes]", out), format=form)
        return
    for name, iri in sorted(WRITTEN_PREFIXES.items()):
        out.write(f"@prefix {name}: <{iri}> .\n".encode())
    ox.serialize(quads, cast("IO[bytes]", _Headless(out)), format=form, prefixes=WRITTEN_PREFIXES)
