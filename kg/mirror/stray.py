"""Nodes and relationships that the mirror wrote, and that can no longer be told by label and IRI.

Somebody took the label ``Resource`` away, or the IRI, or made it a number. No other node has the mirror's
``_literals``, and no other relationship one of its ``sid``.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from kg.mirror.connect import Connection
from kg.mirror.elements import Node
from kg.mirror.found import OURS
from kg.mirror.names import IRI, LITERALS, SID

_RETURN = "RETURN elementId(n), labels(n), properties(n)"
_QUERIES = (
    f"MATCH (n) WHERE NOT (n:{OURS}) AND n.{LITERALS} IS NOT NULL {_RETURN}",
    f"MATCH (n:{OURS}) WHERE n.{IRI} IS NULL AND n.{LITERALS} IS NOT NULL OR NOT n.{IRI} IS :: STRING {_RETURN}",
)
_SOME = 5_000


def stray_nodes(connection: Connection) -> Iterator[tuple[str, Node]]:
    """Element id and node of each that was the mirror's; its IRI is a text, and empty where it has none."""
    for query in _QUERIES:
        for element, labels, properties in connection.rows(query):
            known = {**properties, IRI: str(properties.get(IRI, ""))}
            yield element, Node(tuple(sorted(labels)), known)


def stray_edges(connection: Connection, kind: str, sids: Sequence[object]) -> Iterator[str]:
    """Element ids of the relationships of a type that have one of these keys, whatever their ends."""
    rest = iter(sids)
    while batch := list(islice(rest, _SOME)):
        query = f"MATCH ()-[r:`{kind}`]->() WHERE r.{SID} IN $sids RETURN elementId(r)"
        for (element,) in connection.rows(query, {"sids": batch}):
            yield element
