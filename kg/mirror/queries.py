"""The statements that write: one for each set of labels and each type, with the rows as their parameter."""

from kg.mirror.differ import CHANGE, CREATE, Difference
from kg.mirror.elements import Edge, Node
from kg.mirror.names import IRI, PASSAGES, SID
from kg.mirror.source import Source

# In the order in which they must run, each whole before the next: what goes makes room for what comes.
GONE_EDGES, GONE_NODES, NODES, EDGES = "1 relationships deleted", "2 nodes deleted", "3 nodes", "4 relationships"
_EACH = "UNWIND $rows AS row "
_SET_NODE = _EACH + "MATCH (n) WHERE elementId(n) = row.id SET n = row.p"
_DELETE_EDGE = _EACH + "MATCH ()-[r]->() WHERE elementId(r) = row.id DELETE r"
_DELETE_NODE = _EACH + "MATCH (n) WHERE elementId(n) = row.id DELETE n"
_DELETE_DOUBLE = _EACH + "MATCH (n) WHERE elementId(n) = row.id DETACH DELETE n"

Statement = tuple[str, str, dict[str, object]]


def _quoted(labels: tuple[str, ...]) -> str:
    return ":".join(f"`{label.replace('`', '``')}`" for label in labels)


def create_node(node: Node) -> Statement:
    """Stage, query and row that make a node."""
    return NODES, f"{_EACH}CREATE (n:{_quoted(node.labels)}) SET n = row", dict(node.properties)


def create_edge(edge: Edge, start: str, end: str) -> Statement:
    """Stage, query and row that make a relationship between nodes with these base labels."""
    query = (
        f"{_EACH}MATCH (a:{start} {{{IRI}: row.s}}) MATCH (b:{end} {{{IRI}: row.o}}) "
        f"CREATE (a)-[:`{edge.type}` {{{SID}: row.i, {PASSAGES}: row.p}}]->(b)"
    )
    return EDGES, query, {"s": edge.start, "o": edge.end, "i": edge.sid, "p": edge.passages}


def delete_edge(element: str) -> Statement:
    """Stage, query and row that delete a relationship, where it is still there."""
    return GONE_EDGES, _DELETE_EDGE, {"id": element}


def statement(difference: Difference, source: Source) -> Statement:
    """Stage, query and row that mend a difference."""
    here = difference.here
    if here is None:
        row: dict[str, object] = {"id": difference.element}
        if isinstance(difference.there, Edge):
            return delete_edge(difference.element)
        return GONE_NODES, _DELETE_DOUBLE if difference.double else _DELETE_NODE, row
    if difference.verb == CREATE:
        if isinstance(here, Node):
            return create_node(here)
        return create_edge(here, source.base(here.start), source.base(here.end))
    assert difference.verb == CHANGE
    if isinstance(here, Edge):
        query = f"{_EACH}MATCH ()-[r:`{here.type}`]->() WHERE elementId(r) = row.id SET r = row.p"
        return EDGES, query, {"id": difference.element, "p": {SID: here.sid, PASSAGES: here.passages}}
    assert isinstance(difference.there, Node)
    old, new = difference.there.labels, here.labels
    gained = tuple(label for label in new if label not in old)
    lost = tuple(label for label in old if label not in new)
    query = _SET_NODE + (f" SET n:{_quoted(gained)}" if gained else "") + (f" REMOVE n:{_quoted(lost)}" if lost else "")
    return NODES, query, {"id": difference.element, "p": dict(here.properties)}
