"""Values of Cypher for people and for JSON: nodes, relationships, paths, dates, points, lists, maps."""

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.mirror.names import IRI, LITERALS

if TYPE_CHECKING:
    from neo4j.graph import Node, Path, Relationship

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


def plain(value: object) -> Plain:
    """A value as JSON has it.

    Nodes are maps of ``labels`` and ``properties``, relationships of ``type``, ``start``, ``end`` (the IRI where the
    answer knows it, else the element id) and ``properties``, paths of ``nodes`` and ``relationships``, points of
    ``srid`` and coordinates; dates, times and durations are texts of ISO 8601, bytes are hex digits, and what is no
    number is the text ``NaN``, ``Infinity`` or ``-Infinity``.
    """
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Duration

    if isinstance(value, Node):
        return {"labels": [*sorted(value.labels)], "properties": _map(value)}
    if isinstance(value, Relationship):
        return _relationship(value)
    if isinstance(value, Path):
        return {"nodes": [plain(n) for n in value.nodes], "relationships": [plain(r) for r in value.relationships]}
    if isinstance(value, Point):
        return {"srid": value.srid, **dict(zip("xyz", map(float, value), strict=False))}
    if isinstance(value, Mapping):
        return _map(value)
    if isinstance(value, list | tuple) and not isinstance(value, Duration):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{'-' * (value < 0)}Infinity"
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return _iso(value)


def _map(value: "Mapping[str, object] | Node | Relationship") -> dict[str, Plain]:
    return {str(key): plain(item) for key, item in sorted(value.items())}


def _relationship(value: "Relationship") -> dict[str, Plain]:
    ends = [str(node.get(IRI) or node.element_id) if node is not None else None for node in value.nodes]
    return {"type": value.type, "start": ends[0], "end": ends[1], "properties": _map(value)}


def _iso(value: object) -> str:
    """A date, time or duration in ISO 8601; all that a newer server may send, as its driver writes it."""
    write = getattr(value, "iso_format", None)
    return str(write()) if callable(write) else str(value)


def shown(value: object) -> str | list[str] | None:
    """A value in the cell of a table: a resource by its name, a relationship as an arrow, a list as its items."""
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Duration

    if isinstance(value, Node):
        return _name(value)
    if isinstance(value, Relationship):
        start, end = ("" if node is None else _name(node) for node in value.nodes)
        return f"({start})-[:{value.type}]->({end})"
    if isinstance(value, Path):
        return _way(value)
    if isinstance(value, Point):
        return f"point({', '.join(f'{number:g}' for number in value)})"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, list | tuple) and not isinstance(value, Duration):
        return [_text(item) for item in value]
    return None if value is None else str(plain(value))


def _text(value: object) -> str:
    found = shown(value)
    return json.dumps(plain(value), ensure_ascii=False) if isinstance(found, list) else found or ""


def _name(node: "Node") -> str:
    """The name of a node, else its IRI; of someone else's node, its labels and properties."""
    name = node.get("label") or node.get("label_en") or node.get(IRI)
    if name:
        return str(name)
    rest = {key: item for key, item in _map(node).items() if key != LITERALS}
    words = f":{':'.join(sorted(node.labels))}" if node.labels else ""
    return f"{words} {json.dumps(rest, ensure_ascii=False)}".strip() if rest else words


def _way(path: "Path") -> str:
    """A path as Cypher draws it: ``(甲)-[:SIGNED]->(乙)<-[:SIGNED]-(丙)``."""
    parts = [f"({_name(path.nodes[0])})"]
    for start, edge, end in zip(path.nodes, path.relationships, path.nodes[1:], strict=False):
        forth = edge.start_node == start
        parts.append(f"{'' if forth else '<'}-[:{edge.type}]-{'>' if forth else ''}({_name(end)})")
    return "".join(parts)
