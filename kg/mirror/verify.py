"""Proves that Neo4j holds what the store holds: sums on both sides, and where they differ, the exact statements."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import StoreError
from kg.mirror.connect import Connection
from kg.mirror.delta import differing, pairs, read_side
from kg.mirror.differ import CHANGE, CREATE, DELETE, Difference, differences
from kg.mirror.elements import Edge, Node
from kg.mirror.meta import check_meta, read_meta
from kg.mirror.names import LITERALS
from kg.mirror.source import Source
from kg.mirror.stray import stray_nodes
from kg.mirror.summary import summarized, summary_of
from kg.mirror.sums import Sums

MISSING, EXTRA, CHANGED = "missing", "extra", "changed"


class Line(NamedTuple):
    """One line of the proof: what is summed over, how many elements the store and Neo4j have, and whether equal.

    ``store`` and ``neo4j`` are the sums as 32 hex digits.
    """

    over: str
    name: str
    elements: int
    elements_neo4j: int
    store: str
    neo4j: str
    equal: bool


class Fault(NamedTuple):
    """One difference: missing, extra or changed in Neo4j; where it is, and both sides of it."""

    what: str
    element: str
    subject: str
    name: str
    store: str
    neo4j: str


class Proof(NamedTuple):
    """The lines of a proof, and the faults: none where both sides are equal. ``stale`` tells why, if it is known."""

    lines: list[Line]
    faults: list[Fault]
    stale: str

    @property
    def equal(self) -> bool:
        """Whether the mirror is the store."""
        return not self.faults and all(line.equal for line in self.lines)


def verify(connection: Connection, source: Source, *, deep: bool = False) -> Proof:
    """Compare both sides whole. With ``deep`` the summary kept beside the store is not believed but taken again.

    Raises StoreError where there is no mirror, or one of another ontology.
    """
    meta = read_meta(connection)
    check_meta(connection, meta, source.table)
    if meta is None:
        raise StoreError(f"{connection.where}: no mirror there: make one with: kg mirror sync")
    if deep:
        for _ in summarized(source):
            pass
    with summary_of(source) as pending:
        side = read_side(connection, source)
        summary = pending.get()
    lines = list(_lines(summary.sums, side.sums))
    iris = differing(side, summary)
    found = (difference for pair in pairs(connection, source, iris) for difference in differences(pair))
    faults = [fault for difference in found for fault in _faults(difference)]
    faults += [fault for _, node in stray_nodes(connection) for fault in _faults(Difference(DELETE, None, node))]
    stale = ""
    if meta.digest != source.digest:
        stale = f"it was made of {meta.digest[:12]}, the graph is {source.digest[:12]}: run kg mirror sync"
    elif meta.state != "complete":
        stale = "a sync was cut short: run kg mirror sync"
    return Proof(lines, faults, stale if faults else "")


def _lines(here: Sums, there: Sums) -> Iterator[Line]:
    for key in sorted(here.sums.keys() | there.sums.keys()):
        over, _, name = key.partition(" ")
        one, other = ((side.counts.get(key, 0), f"{side.sums.get(key, 0):032x}") for side in (here, there))
        yield Line(over, name, one[0], other[0], one[1], other[1], one == other)


def _faults(found: Difference) -> Iterator[Fault]:
    what = {CREATE: MISSING, CHANGE: CHANGED}.get(found.verb, EXTRA)
    if isinstance(found.kept, Edge):
        yield _edge_fault(what, found)
    elif what != CHANGED:
        node = found.kept
        assert isinstance(node, Node)
        text = ":".join(node.labels)
        yield Fault(what, "node", node.iri, "", *((text, "") if what == MISSING else ("", text)))
    else:
        assert isinstance(found.here, Node)
        assert isinstance(found.there, Node)
        yield from _node_faults(found.here, found.there)


def _edge_fault(what: str, found: Difference) -> Fault:
    kept = found.kept
    assert isinstance(kept, Edge)
    here, there = found.here, found.there
    one, other = (edge.passages if isinstance(edge, Edge) else None for edge in (here, there))
    texts = _told_apart(one, other) if what == CHANGED and one != other else (_shown(one), _shown(other))
    sides = [f"{e.end} {text}" if isinstance(e, Edge) else "" for e, text in zip((here, there), texts, strict=True)]
    if what == CHANGED and isinstance(there, Edge) and there.more:
        sides[1] += f" and {dict(there.more)}"
    elif what == EXTRA and isinstance(there, Edge):
        sides[1] += f" sid {there.sid}"
    return Fault(what, "relationship", kept.start, kept.type, *sides)


def _node_faults(here: Node, there: Node) -> Iterator[Fault]:
    """What differs in a node: labels, properties, and the statements behind them one by one."""
    if here.labels != there.labels:
        yield Fault(CHANGED, "labels", here.iri, "", ":".join(here.labels), ":".join(there.labels))
    for name in sorted(here.properties.keys() | there.properties.keys()):
        mine, theirs = here.properties.get(name), there.properties.get(name)
        if repr(mine) == repr(theirs):
            continue
        if name == LITERALS and isinstance(mine, list) and isinstance(theirs, list):
            yield from (Fault(MISSING, "statement", here.iri, name, line, "") for line in mine if line not in theirs)
            yield from (Fault(EXTRA, "statement", here.iri, name, "", str(line)) for line in theirs if line not in mine)
            if set(mine) == set(theirs):
                yield Fault(CHANGED, "property", here.iri, name, "in order", "in another order, or twice")
            continue
        what = MISSING if theirs is None else EXTRA if mine is None else CHANGED
        yield Fault(what, "property", here.iri, name, *_told_apart(mine, theirs))


def _told_apart(one: object, other: object) -> tuple[str, str]:
    """Two values that differ, as texts that do: those of Python where only the types differ."""
    texts = _shown(one), _shown(other)
    if texts[0] != texts[1]:
        return texts
    return "" if one is None else repr(one), "" if other is None else repr(other)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
