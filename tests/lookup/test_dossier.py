"""Dossiers: every line cited, every citation listed, and texts of the graph are text and nothing else."""

import re
from typing import Any

import pytest

from kg.lookup.dossier import dossier, escape
from kg.lookup.entity import Pages
from kg.lookup.part import Parts
from kg.model.iris import BASE
from kg.store.reader import Reader

COURT = f"{BASE}court/甲市中级人民法院"


@pytest.fixture
def pages(reader: Reader) -> Pages:
    return Pages(Parts(reader))


@pytest.fixture
def seed_pages(seeds: Reader) -> Pages:
    return Pages(Parts(seeds))


def test_a_court_in_chinese(pages: Pages) -> None:
    text = dossier(pages, COURT)
    assert text.startswith(f"# 甲市中级人民法院\n\n- 类别：中级法院\n- 标识：<{COURT}>\n")
    for line in (
        "- 英文名：Jia Intermediate People's Court",
        "- 别名：甲中院 [^1]",
        "### 创立",
        "- 智慧立案机制 [^2][^3]",
        "### ← 属于",
        "| 结案率 | 2022 | 98.50%以上 | [^11] |",
        "- 2022-05：甲乙司法协作协议 · 签署时间 [^6]",
        "- 智慧立案机制 全省首创（诉讼服务） [^12]",
        "> 标题前的“←”：由所列各项指向本条。",
        "  - 另一主张：同一领域、同一范围：立案分流机制 全省首个（诉讼服务） [^13]",
    ):
        assert line in text.splitlines()


def test_a_court_in_english(pages: Pages) -> None:
    lines = dossier(pages, COURT, "en").splitlines()
    assert lines[0] == "# Jia Intermediate People's Court"
    for line in (
        "- Class: intermediate court",
        "- Chinese name: 甲市中级人民法院",
        "- Smart docketing [^2][^3]",
        "- 2022-05: Agreement of Jia and Yi · signed on [^6]",
        "[^4]: toy; characters 10–20, characters 30–40 <https://w3id.org/courtgraph/document/toy#char=10,20&char=30,40>",
    ):
        assert line in lines


def test_what_a_document_does_not_say_of_itself_is_said(seed_pages: Pages) -> None:
    """A footnote without publisher and date could pass for a whole citation."""
    lines = dossier(seed_pages, f"{BASE}court/长春市中级人民法院").splitlines()
    assert "- 全省法院司法改革精品案例：发布者未注明，日期未注明" in lines
    lines = dossier(seed_pages, f"{BASE}court/最高人民法院", "en").splitlines()
    assert "- 最高人民法院关于为长江三角洲区域一体化发展提供司法服务和保障的意见: 最高人民法院; 2020-07-10" in lines


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["court/长春破产法庭", "topic/破产", "platform/长春智慧破产系统", "place/长春市"])
def test_citations_of_the_seeds(seed_pages: Pages, name: str, language: str) -> None:
    """Numbers begin at one, none is missing, each leads to a passage, and all passages of the page are there."""
    text = dossier(seed_pages, BASE + name, language)
    body, _, sources = text.rpartition("\n## ")
    cited = {int(number) for number in re.findall(r"(?<!\\)\[\^(\d+)\]", body)}
    listed = dict(re.findall(r"^\[\^(\d+)\]: .* <(\S+)>$", sources, re.MULTILINE))
    assert cited == {int(number) for number in listed} == set(range(1, len(listed) + 1))
    wanted = set(_passages(seed_pages.page(BASE + name)))
    assert {iri.removeprefix(BASE).removeprefix("document/") for iri in listed.values()} == wanted
    for line in body.splitlines():
        if line.startswith(("- ", "  - ")) and not re.match(
            r"- (类别|标识|英文名|Class|Identifier|Chinese name)", line
        ):
            assert line.endswith("]"), line


def _passages(value: Any) -> list[str]:
    if isinstance(value, dict):
        place = f"{value.get('document')}#{value.get('fragment')}".strip("#") or value["short"]
        own = [place] if "fragment" in value else []
        return own + [found for inner in value.values() for found in _passages(inner)]
    return [found for inner in value for found in _passages(inner)] if isinstance(value, list) else []


def test_sources_have_title_publisher_and_date(seed_pages: Pages) -> None:
    text = dossier(seed_pages, f"{BASE}norm/最高人民法院关于为长江三角洲区域一体化发展提供司法服务和保障的意见")
    sources = text.rpartition("## 出处")[2]
    known = seed_pages.sources.json("fafa-2020-22")
    assert known["publisher"]
    assert f"{escape(known['title'])}，{known['publisher']}，{known['date']}，第" in sources


def test_nothing_said(pages: Pages, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    page = pages.page(COURT) | {"facts": [], "figures": [], "timeline": [], "claims": [], "aliases": []}
    monkeypatch.setattr(pages, "page", lambda _: page)
    assert dossier(pages, COURT).endswith("图谱没有关于它的陈述。\n")


def test_what_is_left_out_is_said(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    page = pages.page(COURT)
    page["left_out"]["timeline"] = 12
    page["facts"][0]["count"] += 5
    monkeypatch.setattr(pages, "page", lambda _: page)
    lines = dossier(pages, COURT).splitlines()
    assert "- 另有 12 项未列出。" in lines
    assert "- 另有 5 项未列出。" in lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[甲](javascript:x)", r"\[甲\](javascript:x)"),
        ("a*b_c`d|e~f!g&lt;", r"a\*b\_c\`d\|e\~f\!g\&lt;"),
        ("两\n行\r\n# 三", "两 行 # 三"),
        ("# 标题", r"\# 标题"),
        ("### 标题", r"##\# 标题"),
        ("1. 列表", r"1\. 列表"),
        ("- 列表", r"\- 列表"),
        ("12) 列表", r"12\) 列表"),
        ("2022-05", "2022-05"),
        ("\u202e倒\u2066置\u200f", "倒置"),
        ("back\\slash", r"back\\slash"),
        ("  空\u2028格\x00 ", "空 格"),
        ("98.5%", "98.5%"),
    ],
)
def test_texts_are_text(text: str, shown: str) -> None:
    assert escape(text) == shown
