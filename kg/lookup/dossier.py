"""A resource as a Markdown dossier, in Chinese or English: every line with footnotes that name its passages.

Footnotes (``[^1]``) are those of GitHub, pandoc and Obsidian; texts of the graph that look like one are escaped.
"""

import re
from typing import NamedTuple

from kg.lookup.around import Json
from kg.lookup.entity import Pages
from kg.model.iris import BASE, DOCUMENTS, Passage, passage_spans

LANGUAGES = ("zh", "en")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~!&])")
# What would make a heading or a list of the beginning of a line.
_LEADING = re.compile(r"^(#+|[-+=]+|\d+[.)])(?=\s|$)")
# Marks that would turn the text after them around.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WHITE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")

_WORDS = {
    "zh": {
        "kind": "类别", "iri": "标识", "names": "名称", "alias": "别名", "other": "英文名", "facts": "事实",
        "figures": "数字", "metric": "指标", "period": "期间", "figure": "数值", "source": "出处",
        "timeline": "时间线", "claims": "首创主张", "nodes": "采用、认可与管辖", "sources": "出处",
        "field": "另一主张：同一领域、同一范围", "scope": "另一主张：同一事物、不同范围",
        "claims_note": "以下是文献中的主张，图谱只记录有此主张，不判断其是否属实。",
        "note": "每一条后面的脚注是它的出处：文献、发布者、日期与字符位置。图谱版本 {digest}。",
        "chars": "第{}–{}字", "row": "第{}行", "whole": "全篇", "none": "图谱没有关于它的陈述。",
        "arrow": "标题前的“←”：由所列各项指向本条。",
        "publisher": "发布者未注明", "date": "日期未注明",
        "more": "另有 {} 项未列出。", "undated": "未注明", "own": "图谱自己的词表", "colon": "：", "and": "、",
        "comma": "，",
    },
    "en": {
        "kind": "Class", "iri": "Identifier", "names": "Names", "alias": "Also called", "other": "Chinese name",
        "facts": "Facts", "figures": "Figures", "metric": "Metric", "period": "Period", "figure": "Figure",
        "source": "Sources", "timeline": "Timeline", "claims": "Claims to be first",
        "nodes": "Adoptions, recognitions, jurisdiction", "sources": "Sources",
        "field": "another claim in the same field and scope", "scope": "another claim for the same thing, other scope",
        "claims_note": "These are claims that documents make; the graph records that they are made, not that they"
        " are true.",
        "note": "The note after each line names its sources: document, publisher, date, characters."
        " Figures and wordings are quoted in Chinese as printed. Version of the graph: {digest}.",
        "chars": "characters {}–{}", "row": "row {}", "whole": "whole document",
        "arrow": "A heading with ←: said of those listed, with this as the object.",
        "publisher": "publisher not stated", "date": "date not stated",
        "none": "The graph says nothing of it.", "more": "{} more are not listed.", "undated": "not said",
        "own": "the graph's own vocabulary",
        "colon": ": ", "and": ", ", "comma": "; ",
    },
}  # fmt: skip


def escape(text: str) -> str:
    """A text of the graph as Markdown that shows it as it is, on one line: no markup, no HTML."""
    line = _SPECIAL.sub(r"\\\1", _WHITE.sub(" ", _TURNING.sub("", text)).strip())
    return _LEADING.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", line)


def dossier(pages: Pages, iri: str, language: str = "zh") -> str:
    """The dossier of a resource (IRI, must exist) in ``zh`` or ``en``: names, facts, figures, timeline, claims."""
    return _Dossier(pages, pages.page(iri), language).text()


class _Citations:
    """Passages in the order in which they were cited first."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str, str], int] = {}

    def cite(self, passages: list[Json]) -> str:
        keys = [(passage["document"], passage["fragment"], passage["short"]) for passage in passages]
        numbers = sorted({self.numbers.setdefault(key, len(self.numbers) + 1) for key in keys})
        return "".join(f"[^{number}]" for number in numbers)


class _Line(NamedTuple):
    text: str
    passages: list[Json]


class _Dossier:
    def __init__(self, pages: Pages, page: Json, language: str) -> None:
        self.pages = pages
        self.page = page
        self.english = language == "en"
        self.words = _WORDS[language]
        self.cited = _Citations()
        self.lines: list[str] = []

    def text(self) -> str:
        page, words = self.page, self.words
        self._add(f"# {escape(self._name(page['label'], page['english']))}", "")
        kinds = (klass["en" if self.english else "zh"] for klass in page["classes"])
        self._add(f"- {words['kind']}{words['colon']}{escape(words['and'].join(kinds))}")
        self._add(f"- {words['iri']}{words['colon']}<{page['iri']}>", "")
        self._add(f"> {words['note'].format(digest=self.pages.reader.manifest.digest[:16])}", "")
        self._names()
        self._facts()
        self._figures()
        self._section(
            "timeline",
            [_Line(f"{row['date']}{words['colon']}{self._of(row)}", row["passages"]) for row in page["timeline"]],
        )
        self._claims()
        self._section("nodes", [_Line(self._of(row), row["passages"]) for row in page["nodes"]])
        self._sources()
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _add(self, *lines: str) -> None:
        self.lines += lines

    def _name(self, label: str, english: str) -> str:
        return english or label if self.english else label

    def _of(self, row: Json) -> str:
        return str(self._name(row["text"], row.get("english", "")))

    def _told(self, name: str, text: str) -> str:
        return f"{self.words[name]}{self.words['colon']}{text}"

    def _item(self, line: _Line, indent: str = "") -> str:
        return f"{indent}- {escape(line.text)} {self.cited.cite(line.passages)}".rstrip()

    def _section(self, name: str, lines: list[_Line]) -> None:
        if lines:
            self._add(f"## {self.words[name]}", "", *map(self._item, lines))
            self._more(self.page["left_out"].get(name, 0))
            self._add("")

    def _more(self, count: int) -> None:
        if count:
            self._add(f"- {self.words['more'].format(count)}")

    def _names(self) -> None:
        page = self.page
        other = page["label"] if self.english else page["english"]
        lines = [self._item(_Line(self._told("other", other), []))] if page["english"] else []
        lines += [self._item(_Line(self._told("alias", a["text"]), a["passages"])) for a in page["aliases"]]
        if lines:
            self._add(f"## {self.words['names']}", "", *lines, "")

    def _facts(self) -> None:
        if self.page["facts"]:
            self._add(f"## {self.words['facts']}", "")
        if any(fact["direction"] == "in" for fact in self.page["facts"]):
            self._add(f"> {self.words['arrow']}", "")
        for fact in self.page["facts"]:
            arrow = "← " if fact["direction"] == "in" else ""
            self._add(f"### {arrow}{escape(fact['en' if self.english else 'zh'])}", "")
            self._add(*(self._item(_Line(self._of(value), value["passages"])) for value in fact["values"]))
            self._more(fact["count"] - len(fact["values"]))
            self._add("")

    def _figures(self) -> None:
        if not self.page["figures"]:
            return
        words = self.words
        self._add(f"## {words['figures']}", "")
        self._add(
            f"| {words['metric']} | {words['period']} | {words['figure']} | {words['source']} |", "|---|---|---|---|"
        )
        for series in self.page["figures"]:
            sign = {"increase": "↑", "decrease": "↓"}.get(series["direction"], "")
            metric = " ".join(filter(None, (series["metric"], series["comparison"] + sign)))
            for point in series["points"]:
                period = " ".join(filter(None, (point["period"], point["words"]))) or words["undated"]
                cells = [escape(text) for text in (metric, period, point["text"])]
                self._add(f"| {' | '.join(cells)} | {self.cited.cite(point['passages'])} |")
        self._add("")

    def _claims(self) -> None:
        if not self.page["claims"]:
            return
        self._add(f"## {self.words['claims']}", "", f"> {self.words['claims_note']}", "")
        for claim in self.page["claims"]:
            self._add(self._item(_Line(self._of(claim), claim["passages"])))
            for rival in claim["rivals"]:
                text = self._name(rival["text"], rival["text_en"])
                self._add(self._item(_Line(self._told(rival["why"], text), rival["passages"]), "  "))
        self._more(self.page["left_out"]["claims"])
        self._add("")

    def _sources(self) -> None:
        if not self.cited.numbers:
            self._add(self.words["none"])
            return
        self._add(f"## {self.words['sources']}", "", *self._documents(), "")
        for (document, fragment, name), number in self.cited.numbers.items():
            source = self.pages.sources.json(document)
            told = [source["title"] or document, source["publisher"], source["date"], self._place(document, fragment)]
            known = [escape(text) for text in told if text] if document else [self.words["own"]]
            target = f"{DOCUMENTS}{document}{'#' + fragment if fragment else ''}" if document else BASE + name
            self._add(f"[^{number}]: {self.words['comma'].join(known)} <{target}>")

    def _documents(self) -> list[str]:
        """The documents that are cited, each with what it does not print of itself, so that none passes for whole."""
        lines = []
        for document in dict.fromkeys(document for document, _, _ in self.cited.numbers if document):
            source = self.pages.sources.json(document)
            stated = [source[name] or self.words[name] for name in ("publisher", "date")]
            told = self.words["comma"].join(escape(text) for text in stated)
            lines.append(f"- {escape(source['title'] or document)}{self.words['colon']}{told}")
        return lines

    def _place(self, document: str, fragment: str) -> str:
        spans = passage_spans(Passage(document, fragment))
        if spans:
            return self.words["and"].join(self.words["chars"].format(*span) for span in spans)
        return self.words["row"].format(fragment[4:]) if fragment.startswith("row=") else self.words["whole"]
