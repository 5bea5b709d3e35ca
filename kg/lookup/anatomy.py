"""What a thing consists of, as a tree: parts of mechanisms, provisions of documents and what they cover, members.

Parts may be deep and may go round in circles: the tree is walked with a list of what is still to do, not by calls
within calls, and what stands in it already is shown again without its parts.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from kg.lookup.part import Edge, Parts
from kg.lookup.part_json import edge_json, node_json
from kg.model.iris import BASE
from kg.names.natural import natural

Json = dict[str, Any]
DEEPEST, LARGEST = 64, 2000
# How a part hangs on a whole: property, and whether it runs from the whole to the part.
_PARTS = (("hasPart", True), ("partOf", False), ("hasMember", True))
_DOCUMENT_PARTS = (*_PARTS, ("covers", True), ("callsFor", True))
_DOCUMENTS = frozenset({"NormativeDocument", "Provision", "Agreement", "Publication"})
_TOPICS = ("topic/", "court-kind/")


class Piece(NamedTuple):
    """A node of the tree, in the order of reading: ``depth`` is 0 for the whole itself, whose ``edge`` is None.

    ``seen`` says that it stands in the tree above already, without parts here; ``more`` is the number of its parts that
    the tree leaves out.
    """

    iri: str
    depth: int
    edge: Edge | None
    seen: bool
    more: int


def pieces(parts: Parts, iri: str, deepest: int = DEEPEST, largest: int = LARGEST) -> list[Piece]:
    """The tree of parts of a resource (an IRI), at most so many levels below it and so many nodes."""
    found: list[Piece] = []
    known: set[str] = set()
    todo: list[tuple[str, int, Edge | None]] = [(iri, 0, None)]
    while todo:
        here, depth, edge = todo.pop()
        below = [] if here in known else list(_below(parts, here))
        # What waits counts as in the tree already.
        room = max(0, largest - len(found) - len(todo) - 1) if depth < deepest else 0
        found.append(Piece(here, depth, edge, here in known, len(below[room:])))
        known.add(here)
        todo += [(part, depth + 1, via) for part, via in reversed(below[:room])]
    return found


def _below(parts: Parts, iri: str) -> Iterator[tuple[str, Edge]]:
    """The parts of one resource, each once, in the order of properties and names."""
    rules = _DOCUMENT_PARTS if parts.klass(iri) in _DOCUMENTS else _PARTS
    edges = parts.edges_of(iri)
    done = {iri}
    for prop, forth in rules:
        ends = [(edge.target if forth else edge.source, edge) for edge in edges if edge.prop == prop]
        for name, edge in sorted(ends, key=lambda end: natural(end[0])):
            part = BASE + name
            towards = BASE + (edge.source if forth else edge.target) == iri
            if towards and part not in done and not name.startswith(_TOPICS):
                done.add(part)
                yield part, edge


def anatomy(parts: Parts, iri: str, deepest: int = DEEPEST, largest: int = LARGEST) -> bytes:
    """The tree as JSON: each node with ``property``, ``edge``, ``seen``, ``more`` and ``children``.

    It is written piece by piece: JSON writers go into nested lists by calls within calls.
    """
    out: list[str] = []
    depth = -1
    for piece in pieces(parts, iri, deepest, largest):
        if piece.depth <= depth:  # what is open from this level on ends here
            out.append("]}" * (depth - piece.depth + 1) + ",")
        node = node_json(parts, parts.node(piece.iri)) | {
            "property": piece.edge.prop if piece.edge else "",
            "edge": edge_json(parts, piece.edge) if piece.edge else None,
            "seen": piece.seen,
            "more": piece.more,
        }
        out.append(json.dumps(node, ensure_ascii=False)[:-1] + ', "children": [')
        depth = piece.depth
    return "".join((*out, "]}" * (depth + 1))).encode()
