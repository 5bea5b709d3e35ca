"""What of a text the graph covers, and the page that shows it: hostile names and texts stay texts."""

import hashlib
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.main import run
from kg.errors import NotFound
from kg.lookup.cover import Covered, Gap, covered, gaps, marked, mask, share, statements
from kg.lookup.documents import Documents
from kg.model.iris import DOCUMENTS
from kg.store.reader import Reader
from kg.view.cover_page import page
from tests.conftest import Kg

EVIL = """</script><script>alert("x")</script>"""
TEXT = f"""甲法院设立 {EVIL} 机制，称为<b>“乙”</b> & 'c'。\n其余的字没有人说过什么。"""
FACTS = f"""document: evil
resources:
  甲法院: {{class: BasicCourt, en: 'Court <i>"A"</i>'}}
  '{EVIL}': {{class: Mechanism}}
  乙&amp;<!--: {{class: Mechanism}}
statements:
  - {{s: 甲法院, p: established, o: '{EVIL}', at: 0-20}}
  - {{s: 甲法院, p: established, o: 乙&amp;<!--, at: [10-30, 40-45]}}
  - {{observation: {{of: 甲法院, metric: '<img src=x>', value: 1, unit: '"'}}, at: 20-25}}
"""


class Parsed(HTMLParser):
    """A page as a browser sees it: tags with attributes, the text of the document, the block of data."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text, self.data, self.title = "", "", ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(f"{tag}.{dict(attrs).get('class') or dict(attrs).get('id') or ''}")

    def handle_endtag(self, tag: str) -> None:
        while self.open and not self.open.pop().startswith(tag + "."):
            pass

    def handle_data(self, data: str) -> None:
        if "div.text" in self.open:
            self.text += data
        elif self.open[-1:] == ["script.passages"]:
            self.data += data
        elif self.open[-1:] == ["h1."]:
            self.title += data


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A graph of hostile names and of a document to go with it, in the folder ``texts`` beside it."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "texts").mkdir()
    (folder / "texts" / "evil.txt").write_bytes(TEXT.encode())
    hashed = hashlib.sha256(TEXT.encode()).hexdigest()
    (folder / "sources.yaml").write_text(f"evil: {{title: '<u>\"题\"</u>{EVIL}', hash: 'sha256:{hashed}'}}\n", "utf-8")
    (folder / "evil.yaml").write_text(FACTS, encoding="utf-8")
    assert run(["build", str(folder / "evil.yaml"), "--graph", str(folder / "graph")]) == 0
    reader = Reader(str(folder / "graph"))
    yield reader
    reader.close()


def texts_of(reader: Reader) -> str:
    return str(Path(reader.folder).parents[2] / "texts")


def shown(reader: Reader) -> tuple[str, list[Covered], str]:
    passages = covered(reader, "evil")
    text = Documents(reader, texts_of(reader)).text("evil")
    return text, passages, page(reader.label(DOCUMENTS + "evil"), text, passages)


def test_passages_with_their_statements(evil: Reader) -> None:
    passages = covered(evil, "evil")
    assert [p.spans for p in passages] == [((0, 20),), ((10, 30), (40, 45)), ((20, 25),)]
    assert passages[0].statements == (f"甲法院 创立 {EVIL}",)
    assert passages[2].statements == ('观测值 甲法院 <img src=x> 1"',)
    with pytest.raises(NotFound, match="kg status"):
        covered(evil, "evi")


def test_the_page_holds_the_text_and_nothing_of_it_is_markup(evil: Reader) -> None:
    text, _, html = shown(evil)
    parsed = Parsed(html)
    assert parsed.text == text == TEXT
    assert parsed.title == evil.label(DOCUMENTS + "evil")
    assert EVIL in parsed.title
    tags = [tag for tag, _ in parsed.tags]
    assert tags.count("script") == 2
    assert not {"b", "i", "u", "img"} & set(tags)
    assert html.count("</script>") == 2
    assert "<!--" not in html


def test_the_block_of_data_is_whole(evil: Reader) -> None:
    _, passages, html = shown(evil)
    data = json.loads(Parsed(html).data)
    assert [entry["says"] for entry in data] == [list(p.statements) for p in passages]
    assert data[1]["at"] == "evil#char=10,30&char=40,45"


def test_the_marks_lead_to_their_passages(evil: Reader) -> None:
    _, passages, html = shown(evil)
    marks = [attrs["data-p"] or "" for tag, attrs in Parsed(html).tags if tag == "span"]
    assert marks == ["0", "0 1", "1 2", "1", "1"]
    assert {int(n) for mark in marks for n in mark.split()} == set(range(len(passages)))


def test_the_page_asks_nobody(evil: Reader) -> None:
    html = shown(evil)[2]
    for tag, attrs in Parsed(html).tags:
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "a", "img"}
        assert not {"src", "href", "srcset", "action", "style"} & attrs.keys()
    for word in ("http:", "https:", "url(", "@import", "fetch(", "XMLHttpRequest", "innerHTML", "eval(", "import("):
        assert word not in html


def test_the_page_is_fixed(evil: Reader) -> None:
    assert shown(evil)[2] == shown(evil)[2]


@pytest.mark.parametrize("title", ['"><script>', "a&lt;b", "题'名"])
def test_titles(title: str) -> None:
    assert Parsed(page(title, "字", [])).title == title


def some(*spans: tuple[int, int]) -> list[Covered]:
    return [Covered(f"{DOCUMENTS}d#{n}", (span,), ("x",)) for n, span in enumerate(spans)]


def test_share_and_gaps() -> None:
    text = "0123 5678\n9"
    assert share(text, some((0, 4))) == pytest.approx(4 / 9)
    assert share(text, some((0, 99))) == 1.0
    assert share("", []) == share(" \n", some((0, 1))) == 0.0
    assert gaps(text, some((0, 4)), 4) == [Gap(4, 11, "56789")]
    assert gaps(text, some((0, 4)), 5) == []
    assert gaps(text, some((2, 6)), 0) == [Gap(0, 2, "01"), Gap(6, 11, "6789")]
    assert gaps(text, [], 0) == [Gap(0, 11, "012356789")]
    assert marked(text, some((1, 3), (2, 5))) == "0【123 】5678\n9"
    assert marked(text, some((9, 11))) == "0123 5678【\n9】"


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1])), max_size=6)


@given(st.text(alphabet="甲𠮷🏛a <>&\"\n'", max_size=50), spans)
def test_any_text_comes_back(text: str, found: list[tuple[int, int]]) -> None:
    passages = some(*found)
    assert Parsed(page("t", text, passages)).text == text
    bare = marked(text, passages, "\x02", "\x03")
    assert bare.replace("\x02", "").replace("\x03", "") == text
    depth = mask(text, passages)
    assert [bool(d) for d in depth] == [any(a <= i < b for a, b in found) for i in range(len(text))]
    kept = "".join(c for c, d in zip(text, depth, strict=True) if not d and not c.isspace())
    assert "".join(gap.text for gap in gaps(text, passages, 0)) == kept


def test_the_verb(evil: Reader, kg_run: Kg, tmp_path: Path) -> None:
    graph, texts = str(Path(evil.folder).parents[1]), texts_of(evil)
    done = kg_run("cover", "evil", "--documents", texts, graph=graph)
    assert done.code == 0
    assert done.out.replace("【", "").replace("】", "") == TEXT + "\n"
    assert "3 passages" in done.err
    rows = kg_run("cover", "evil", "--documents", texts, "--gaps", "--longer-than", "5", graph=graph).tsv
    assert rows[0] == ["start", "end", "characters", "text"]
    assert rows[-1][3] == "".join(TEXT[int(rows[-1][0]) : int(rows[-1][1])].split())
    path = tmp_path / "cover.html"
    assert kg_run("cover", "evil", "--documents", texts, "--html", str(path), graph=graph).code == 0
    assert path.read_text(encoding="utf-8") == shown(evil)[2]
    assert kg_run("cover", "none", "--documents", texts, graph=graph).code == 1
    for wrong in (str(tmp_path), str(tmp_path / "none")):
        failed = kg_run("cover", "evil", "--documents", wrong, graph=graph)
        assert (failed.code, failed.err.count("\n")) == (4, 1)
    failed = kg_run("cover", "evil", "--documents", texts, "--html", str(tmp_path), graph=graph)
    assert (failed.code, "--html FILE" in failed.err) == (4, True)


def test_statements_of_every_passage_of_the_seeds_are_words(seeds: Reader) -> None:
    passages = covered(seeds, "changchun-tribunals")
    assert len(passages) > 100
    assert [p.spans for p in passages] == sorted(p.spans for p in passages)
    assert all(p.statements for p in passages)
    assert not [s for p in passages for s in p.statements if "w3id.org" in s]
    assert statements(seeds, "https://w3id.org/courtgraph/document/none#char=1,2") == ()
