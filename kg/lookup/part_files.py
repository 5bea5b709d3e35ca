"""A part of the graph as a file: GEXF for Gephi and networkx, CSV for Excel, JSON."""

import csv
import io
import json
import re
from collections.abc import Mapping

from kg.lookup.part import Part, Parts
from kg.lookup.part_json import part_json

Positions = Mapping[str, tuple[float, float]]

# XML 1.0 has no such characters, not even as references.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What a spreadsheet takes for a formula (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BOM = "\ufeff"
COLUMNS = (
    "source", "source_label", "source_english", "source_class", "property", "property_zh", "property_en",
    "target", "target_label", "target_english", "target_class", "since", "until", "passages",
)  # fmt: skip


def gexf(parts: Parts, part: Part, positions: Positions) -> bytes:
    """The part as GEXF 1.2 that `networkx.read_gexf` and Gephi read; positions are in ``viz``, y pointing up.

    Nodes are keyed by id. The screen's y axis points down, that of GEXF's readers up: y changes its sign. The same
    part gives the same bytes.
    """
    import networkx as nx

    shown = part_json(parts, part)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="CourtGraph 法院图谱")
    for node in shown["nodes"]:
        keys = ("label", "english", "class", "class_zh", "class_en", "since")
        graph.add_node(_xml(node["id"]), **{key: _xml(node[key]) for key in keys})
        if node["id"] in positions:
            x, y = positions[node["id"]]
            graph.nodes[_xml(node["id"])]["viz"] = {"position": {"x": float(x), "y": -float(y), "z": 0.0}}
    for edge in shown["edges"]:
        said = {"property": edge["property"], "zh": edge["zh"], "en": edge["en"], "label": edge["zh"]}
        said |= {"since": edge["since"], "until": edge["until"], "passages": _passages(edge)}
        said = {key: _xml(text) for key, text in said.items()}
        graph.add_edge(_xml(edge["source"]), _xml(edge["target"]), key=edge["property"], **said)
    lines = (re.sub(r' lastmodifieddate="[^"]*"', "", line) for line in nx.generate_gexf(graph))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines).encode() + b"\n"


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _passages(edge: Mapping[str, list[dict[str, str]]]) -> str:
    return "; ".join(passage["short"] for passage in edge["passages"])


def edges_csv(parts: Parts, part: Part) -> bytes:
    """The edges as CSV that Excel opens as UTF-8: with a byte order mark, one edge a line, passages joined by ``; ``.

    A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end,
    full width or not) gets an apostrophe before it: the file goes to people who did not write the data. Who needs the
    exact texts takes JSON or GEXF.
    """
    shown = part_json(parts, part)
    nodes = {node["id"]: node for node in shown["nodes"]}
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for edge in shown["edges"]:
        ends = [
            [edge[end], *(nodes[edge[end]][key] for key in ("label", "english", "class"))]
            for end in ("source", "target")
        ]
        said = [edge["property"], edge["zh"], edge["en"]]
        row = [*ends[0], *said, *ends[1], edge["since"], edge["until"], _passages(edge)]
        writer.writerow([_harmless(text) for text in row])
    return out.getvalue().encode("utf-8", "replace")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def part_file(parts: Parts, part: Part, positions: Positions) -> bytes:
    """The part as JSON for people and programs: nodes (with ``x`` and ``y`` where they are known) and edges."""
    shown = part_json(parts, part)
    for node in shown["nodes"]:
        if node["id"] in positions:
            node["x"], node["y"] = positions[node["id"]]
    text = json.dumps({"graph": parts.reader.manifest.digest, **shown}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"
