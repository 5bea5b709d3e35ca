"""The file itself: nothing outside is asked for, every script is named by its hash, equal graphs give equal files."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.lookup.part import Edge, Node, Part, Parts
from kg.view.page import MODULES, bends
from tests.view.conftest import View

ASSETS = Path(__file__).parents[2] / "kg" / "view" / "assets"


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in {"script", "style"} and data.strip():
            self.texts.append((self.tags[-1][1].get("type") or self.tags[-1][0], data))


@pytest.fixture(scope="module")
def text(view: View) -> str:
    return view("长春破产法庭", "--depth", "1").read_text("utf-8")


def test_nothing_outside_is_linked(text: str) -> None:
    for tag, attributes in Elements(text).tags:
        assert tag not in {"link", "iframe", "object", "embed", "base", "img"}
        assert not {"src", "href", "style", "srcset"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    assert "sourceMappingURL" not in text


def test_every_script_and_style_is_named_by_its_hash(text: str) -> None:
    page = Elements(text)
    policy = next(a["content"] or "" for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert not {"connect-src", "font-src"} & set(rules)
    wanted: dict[str, set[str]] = {"script-src": set(), "style-src": set()}
    for kind, body in page.texts:
        if kind != "application/json":
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            wanted["style-src" if kind == "style" else "script-src"].add(f"'sha256-{digest}'")
    assert len(wanted["script-src"]) == 3  # the library, pyvis's drawing, and our own
    assert {name: set(rules[name].split()) for name in wanted} == wanted


def test_the_policy_stands_before_all_that_it_rules(text: str) -> None:
    tags = [tag for tag, _ in Elements(text).tags]
    assert tags.index("meta") < tags.index("style") < tags.index("script")
    assert text.index("Content-Security-Policy") < 200


def test_equal_graphs_give_equal_files(text: str, graph_dir: str, tmp_path: Path) -> None:
    from kg.cli.main import run

    again = tmp_path / "again.html"
    assert run(["view", "长春破产法庭", "--depth", "1", "--graph", graph_dir, "-o", str(again)]) == 0
    assert again.read_text("utf-8") == text


def test_the_data_are_whole(text: str, parts: Parts) -> None:
    (block,) = [body for kind, body in Elements(text).texts if kind == "application/json"]
    data = json.loads(block)
    court = next(node for node in data["nodes"] if node["label"] == "长春破产法庭")
    assert court["english"] == "Changchun Bankruptcy Tribunal"
    assert "changchunpochanfating" in court["sounds"]
    assert any("610.42" in words for words, _ in court["figures"])
    for edge in data["edges"]:
        assert edge["at"]
        assert all(data["documents"][data["passages"][at]["d"]]["title"] for at in edge["at"])
    assert not any("s" in passage for passage in data["passages"])  # sentences only where documents are given


def test_every_module_is_taken_once_and_in_order() -> None:
    assert sorted(MODULES) == sorted(path.name for path in ASSETS.glob("*.js"))
    for at, name in enumerate(MODULES):
        used = re.findall(r'^import .* from "\./([\w.]+)";', (ASSETS / name).read_text("utf-8"), re.MULTILINE)
        assert set(used) <= set(MODULES[:at]), name


def test_edges_between_the_same_nodes_lie_apart() -> None:
    nodes = tuple(Node(name, name, name, "", "Court", "", 0) for name in "ab")
    ends = [("a", "b", "x"), ("a", "b", "y"), ("b", "a", "z"), ("a", "a", "loop"), ("a", "a", "turn")]
    found = bends(Part(nodes, tuple(Edge(one, other, prop, (), "", "") for one, other, prop in ends)))
    # As seen from a: clockwise is +, and straight 0.
    seen = [
        edge.get("smooth", {}).get("roundness", 0) * (1 if (edge.get("smooth", {}).get("type") == "curvedCW") else -1)
        for edge in found[:3]
    ]
    assert len({seen[0], seen[1], -seen[2]}) == 3
    assert found[3]["selfReference"]["angle"] != found[4]["selfReference"]["angle"]


def test_an_edge_alone_is_straight() -> None:
    nodes = tuple(Node(name, name, name, "", "Court", "", 0) for name in "ab")
    assert bends(Part(nodes, (Edge("a", "b", "x", (), "", ""),))) == [{}]
