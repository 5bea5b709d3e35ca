"""Nodes and relationships, as the projection makes them and as they are read back; each has one digest."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from kg.mirror.names import CLASSES, IRI, RESOURCE, TERM

MODULUS = 1 << 128  # digests of several elements are summed, which is the same in any order


class Node(NamedTuple):
    """A node: its labels, sorted, and its properties, the IRI and the statements behind them included."""

    labels: tuple[str, ...]
    properties: Mapping[str, object]

    @property
    def iri(self) -> str:
        """The IRI of the node."""
        return str(self.properties[IRI])

    @property
    def base(self) -> str:
        """The label under which its IRI is unique: ``Resource``, or ``Term`` for all that is none."""
        return RESOURCE if RESOURCE in self.labels else TERM

    def shown_as(self) -> list[str]:
        """What it is counted under: its own classes, without superclasses, or ``Term``."""
        names = self.properties.get(CLASSES)
        return [str(name) for name in names] if isinstance(names, list) else [TERM]


class Edge(NamedTuple):
    """A relationship, one a distinct triple: type, IRIs of both ends, ``sid``, and the passages that say it.

    ``more`` holds properties that no projection writes; it is empty but for what someone else added.
    """

    type: str
    start: str
    end: str
    sid: object
    passages: object
    more: tuple[tuple[str, object], ...] = ()


class Subject(NamedTuple):
    """A node and the relationships that leave it."""

    node: Node
    edges: list[Edge]


def digest(element: Node | Edge) -> int:
    """128 bits over all that a node or relationship is: equal for equal ones, whichever side they come from."""
    content = (element[0], sorted(element[1].items())) if isinstance(element, Node) else tuple(element)
    # repr tells 1 from 1.0 and "1", is the same for the same values, and is the fastest that does so.
    text = repr(content).encode("utf-8", "backslashreplace")
    return int.from_bytes(blake2b(text, digest_size=16).digest(), "big")


def triple_sid(subject: str, predicate: str, term: str) -> str:
    """The key of a relationship: 128 bits over its triple in canonical N-Triples text, as 32 hex digits."""
    return blake2b(f"{subject} {predicate} {term}".encode(), digest_size=16).hexdigest()


def literal_line(predicate: str, term: str, graphs: Iterable[str]) -> str:
    """A statement of a node with the graphs that it stands in: ``predicate term⇥graph⇥graph``.

    All in canonical N-Triples text, in which a tab within a literal is an escape.
    """
    return "\t".join((f"{predicate} {term}", *graphs))
