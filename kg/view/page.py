"""One HTML file to send to a colleague: pyvis draws, and nothing in the file asks for anything outside of it.

pyvis leaves links to CDNs in what it writes, even with ``in_line``; of its page the scripts are taken, and a page of
our own put around them. A content security policy names the hash of every script and style and forbids the rest.
"""

import base64
import hashlib
import html
import json
import re
from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.lookup.part import Part
from kg.view.layout import node_size
from kg.view.overview import Positions

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped]

# In this order: a module uses only those before it.
MODULES = (
    "texts.js", "model.js", "labels.js", "scene.js", "names.js", "picture.js", "panel.js", "legend.js", "search.js",
    "print.js", "page.js",
)  # fmt: skip
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:const|(?:async )?function|class) (\w+))", re.MULTILINE)
_SIZES = {"star": 1.25, "diamond": 1.15, "triangle": 1.12, "triangleDown": 1.12, "square": 0.88}  # to look alike
_BEND = 0.26  # between two of several edges that join the same two nodes

_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "multiselect": False, "hoverConnectedEdges": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "shadow": False},
    "edges": {
        "width": 1.1,
        "selectionWidth": 1.6,
        "hoverWidth": 0.8,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.36}},
        "smooth": {"enabled": False},
    },
}


def page(part: Part, places: Positions, data: dict[str, Any], title: str, lang: str) -> str:
    """The page of a part: its nodes at their places, and the data behind them (see `kg.view.details`).

    ``title`` is text, whatever is in it; ``lang`` (zh, en) is the language that the page begins with.
    """
    scripts = _scripts(network(part, places, data).generate_html())
    module = "".join(_joined(_asset(name)) for name in MODULES)
    style = _clean(_asset("page.css"))
    hashes = " ".join(f"'{_hash(text)}'" for text in (*scripts, module))
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src '{_hash(style)}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    # </script> and <!-- cannot end the block early: < is written as an escape of JSON.
    block = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    block = block.encode("utf-8", "replace").decode()
    drawn = "\n".join(f"<script>{text}</script>" for text in scripts)
    shell = _asset("shell.html")
    head = html.escape(title.encode("utf-8", "replace").decode()[:300])
    return f"""<!doctype html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{head}</title>
<style>{style}</style>
</head>
<body>
{shell}
<script type="application/json" id="data">{block}</script>
{drawn}
<script type="module">{module}</script>
</body>
</html>
"""


def network(part: Part, places: Positions, data: dict[str, Any]) -> "Network":
    """The part as a network of pyvis: nodes by number, without labels, which the page writes itself."""
    from pyvis.network import Network

    net = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    ties: dict[str, int] = defaultdict(int)
    for edge in part.edges:
        ties[edge.source] += 1
        ties[edge.target] += 1
    for number, node in enumerate(part.nodes):
        group, (x, y) = data["classes"][node.klass][2], places[node.id]
        shape = data["families"][group]["shape"]
        size = round(node_size(ties[node.id]) * _SIZES.get(shape, 1.0), 1)
        net.add_node(number, shape=shape, group=group, size=size, x=x, y=y)
        net.nodes[-1]["label"] = ""  # pyvis would write the number
    number_of = {node.id: number for number, node in enumerate(part.nodes)}
    for number, (edge, bend) in enumerate(zip(part.edges, bends(part), strict=True)):
        net.add_edge(number_of[edge.source], number_of[edge.target], id=number, **bend)
    return net


def bends(part: Part) -> list[dict[str, Any]]:
    """How each edge bends: one alone is straight, several between two nodes lie apart, loops turn round their node."""
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, edge in enumerate(part.edges):
        together[min(edge.source, edge.target), max(edge.source, edge.target)].append(number)
    found: list[dict[str, Any]] = [{} for _ in part.edges]
    for (one, other), numbers in together.items():
        for rank, number in enumerate(numbers):
            if one == other:
                found[number] = {"selfReference": {"size": 22, "angle": round(0.785 + 1.5 * rank, 3)}}
            elif bend := (rank - (len(numbers) - 1) / 2) * _BEND:
                # Clockwise is seen from where the edge begins.
                clockwise = (bend > 0) == (part.edges[number].source == one)
                kind = "curvedCW" if clockwise else "curvedCCW"
                found[number] = {"smooth": {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)}}
    return found


def _scripts(written: str) -> list[str]:
    """The scripts of a page of pyvis that stand in it: its library and its drawing; those from elsewhere are left out.

    Its helpers for menus, which the page has not, are left out too.
    """
    found = [match["text"] for match in _SCRIPT.finditer(written) if "src=" not in match["attributes"]]
    wanted = [text for text in found if "vis-network" in text[:200] or "drawGraph()" in text]
    return [_clean(re.sub(r"//# sourceMappingURL=\S*", "", text)) for text in wanted]


def _joined(module: str) -> str:
    """A module as a part of one script: its own names stay its own, what it exports is known to those after it."""
    names = ", ".join(match[2] for match in _EXPORT.finditer(module))
    body = _EXPORT.sub(r"\1", _IMPORT.sub("", module))
    return f"const {{ {names} }} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();\n"


def _clean(text: str) -> str:
    """A text as a browser reads it out of HTML, so that its hash is the same there."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


def _asset(name: str) -> str:
    return _clean(files("kg.view").joinpath("assets", name).read_text("utf-8"))
