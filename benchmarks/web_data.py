"""Generates the graph of the web benchmark: so many courts, so many relations, the same at every run.

Shaped as the real one is: courts of four levels that have places, aliases and English names; agreements, documents,
cases, platforms and mechanisms, a few of which very many courts adopt; figures, claims and awards at some of them.
A relation is an edge between two things that people see, each once; 8 % of them stand in a second document too.
"""

import json
import os
import random
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from kg.rdf.ontology import load_vocabulary

AGAIN = 0.08  # of the relations that a second document says too
_TWO = "河北山西辽宁吉林江苏浙江安徽福建江西山东河南湖北湖南广东海南四川贵州云南陕西甘肃青海"
_PROVINCES = [_TWO[n : n + 2] + "省" for n in range(0, len(_TWO), 2)]
_FIRST = "长安永新平广南北东西高清海江河临宁金兴德青吉龙丰宜泰凤文武石"
_SECOND = "春阳安平城山州江河川原昌化林宁和水源乡溪远丘陵泉口岭康"
_METRICS = (("受理案件数", "件"), ("审结案件数", "件"), ("结案率", "%"), ("平均审理天数", "天"))
_ENGLISH = {"HighCourt": "High", "IntermediateCourt": "Intermediate", "BasicCourt": "Basic", "SupremeCourt": "Supreme"}
_AWARDS = ("全国典型案例", "全省法院改革精品案例", "全国模范法院", "全省优秀调研成果")


class Edge(NamedTuple):
    """A relation between two things, by their names."""

    subject: str
    prop: str
    value: str


class WebGraph:
    """The graph: ``declared`` by name, ``courts``, ``edges`` (each once), and the files' lines by document."""

    def __init__(self, courts: int, relations: int) -> None:
        """Draw the graph; ValueError where so few relations do not connect so many courts."""
        if relations < 4 * courts:
            raise ValueError(f"{relations} relations are too few for {courts} courts: take four a court or more")
        self.dice = random.Random(2027)
        self.declared: dict[str, dict[str, object]] = {}
        self.courts: list[str] = []
        self.edges: list[Edge] = []
        self._seen: set[Edge] = set()
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._used: dict[str, set[str]] = defaultdict(set)
        self.topics = sorted({c.name for c in load_vocabulary().concepts.values() if c.klass == "Topic"})
        self._make_courts(courts)
        documents = [self._document(n) for n in range(courts // 14)]
        mechanisms = [self._mechanism(n, documents) for n in range(courts // 6)]
        for n in range(courts // 14):
            self._platform(n)
        for n in range(courts // 9):
            self._agreement(n)
            self._case(n, documents)
        for n in range(courts):
            self._attributes(n, mechanisms)
        self._fill(relations, mechanisms)
        for edge in self.dice.sample(self.edges, round(len(self.edges) * AGAIN)):
            self._say("again", *edge)

    def _declare(self, name: str, klass: str, english: str = "", *aliases: str) -> str:
        entry: dict[str, object] = {"class": klass}
        if english:
            entry["en"] = english
        if aliases:
            entry["aliases"] = list(aliases)
        self.declared[name] = entry
        return name

    def _edge(self, document: str, subject: str, prop: str, value: str) -> bool:
        """Note a relation unless it is there; whether it is new."""
        edge = Edge(subject, prop, value)
        if edge in self._seen or subject == value:
            return False
        self._seen.add(edge)
        self.edges.append(edge)
        self._say(document, *edge)
        return True

    def _say(self, document: str, subject: str, prop: str, value: str) -> None:
        self._line(document, f"s: {_text(subject)}, p: {prop}, o: {_text(value)}", subject, value)

    def _node(self, document: str, kind: str, fields: dict[str, str]) -> None:
        inner = ", ".join(f"{key}: {_text(value)}" for key, value in fields.items())
        self._line(document, f"{kind}: {{{inner}}}", *fields.values())

    def _line(self, document: str, body: str, *names: str) -> None:
        start = len(self._lines[document]) * 20
        self._lines[document].append(f"  - {{{body}, at: {start}-{start + 15}}}\n")
        self._used[document].update(name for name in names if name in self.declared)

    def _make_courts(self, count: int) -> None:
        """A tree of courts of four levels, with the places where they are."""
        pairs = [a + b for a in _FIRST for b in _SECOND]
        self.dice.shuffle(pairs)
        top = self._court("最高人民法院", "SupremeCourt", "")
        high = [self._court(f"{p}高级人民法院", "HighCourt", p) for p in _PROVINCES[: max(2, count // 100)]]
        for court in high:
            self._edge("courts", court, "appealsTo", top)
        middle: list[tuple[str, str]] = []
        for n in range(max(4, count // 9)):
            place, above = f"{pairs[n]}市", high[n % len(high)]
            province = above.removesuffix("高级人民法院")
            court = self._court(f"{province}{place}中级人民法院", "IntermediateCourt", place)
            self._edge("courts", place, "partOf", province)
            self._edge("courts", court, "appealsTo", above)
            middle.append((court, place))
        for n in range(count - len(self.courts)):
            above, city = middle[n % len(middle)]
            town = pairs[(n * 7 + n // len(pairs)) % len(pairs)] + "县区"[n % 2]
            court = self._court(f"{city}{town}人民法院", "BasicCourt", city)
            self._edge("courts", court, "appealsTo", above)

    def _court(self, name: str, level: str, place: str) -> str:
        """A court with its short name and its place."""
        short = name.replace("高级人民法院", "高院").replace("中级人民法院", "中院").replace("人民法院", "法院")
        if name in self.declared:
            raise ValueError(f"{name} twice: too many courts for the names there are")
        number = len(self.courts)
        self.courts.append(self._declare(name, level, f"{_ENGLISH[level]} People's Court No. {number}", short))
        if place:
            self._declare(place, "Place", f"Place {place}")
            self._edge("courts", name, "locatedIn", place)
        return name

    def _date(self, n: int) -> str:
        """A year, a month or a day."""
        year, month, day = 2010 + n % 16, self.dice.randrange(1, 13), self.dice.randrange(1, 29)
        return (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}")[min(n % 5, 2)]

    def _document(self, n: int) -> str:
        name = self._declare(f"关于做好第{n}项司法服务保障工作的意见", "NormativeDocument", f"Opinions No. {n}")
        self._edge("documents", self.dice.choice(self.courts), "issued", name)
        self._edge("documents", name, "hasTopic", self.dice.choice(self.topics))
        self._say("documents", name, "issuedOn", self._date(n))
        return name

    def _mechanism(self, n: int, documents: list[str]) -> str:
        court, topic = self.dice.choice(self.courts), self.dice.choice(self.topics)
        name = self._declare(f"{court[:6]}{topic}“{n % 97}+{n}”机制", "Mechanism", f"Mechanism {n}", f"{topic}机制{n}")
        self._edge("mechanisms", court, "established", name)
        self._edge("mechanisms", name, "hasTopic", topic)
        if n % 3 == 0:
            self._edge("mechanisms", name, "basedOn", self.dice.choice(documents))
        self._say("mechanisms", name, "establishedOn", self._date(n))
        return name

    def _platform(self, n: int) -> None:
        court = self.dice.choice(self.courts)
        self._edge(
            "mechanisms", court, "established", self._declare(f"第{n}号在线服务平台", "Platform", f"Platform {n}")
        )

    def _agreement(self, n: int) -> None:
        name = self._declare(f"第{n}号跨域司法协作协议", "Agreement", f"Agreement {n}", f"协议{n}")
        for court in self.dice.sample(self.courts, 2 + n % 3):
            self._edge("cooperation", court, "signed", name)
        self._say("cooperation", name, "signedOn", self._date(n))

    def _case(self, n: int, documents: list[str]) -> None:
        name = self._declare(f"第{n}号破产重整案", "Case")
        self._edge("cases", self.dice.choice(self.courts), "heard", name)
        self._edge("cases", name, "applied", self.dice.choice(documents))
        self._say("cases", name, "decidedOn", self._date(n))

    def _attributes(self, n: int, mechanisms: list[str]) -> None:
        """Figures of every court, of some over many years; at some an award, at some a claim to be first."""
        court = self.courts[n]
        for year in range(2015, 2025) if n % 25 == 0 else [2015 + n % 10]:
            for metric, unit in _METRICS if n % 25 == 0 else [_METRICS[n % 4]]:
                value = str(self.dice.randrange(1, 99_999))
                fields = {"of": court, "metric": metric, "value": value, "unit": unit, "period": str(year)}
                self._node("figures", "observation", fields)
        if n % 10 == 0:
            award = self._declare(_AWARDS[n // 10 % len(_AWARDS)], "Award")
            self._edge("awards", court, "recognizedAs", award)
        if n % 20 == 0:
            of = mechanisms[n // 20 % len(mechanisms)]
            self._node("mechanisms", "claim", {"of": of, "scope": ("全国", "全省")[n // 20 % 2], "wording": "首创"})

    def _fill(self, relations: int, mechanisms: list[str]) -> None:
        """Cooperation and adoptions until there are as many relations as wanted; a few mechanisms get most."""
        for one, other in pairwise(self.dice.sample(self.courts, len(self.courts) // 2)):
            if len(self.edges) < relations:
                self._edge("cooperation", one, "cooperatesWith", other)
        while len(self.edges) < relations:
            mechanism = mechanisms[int(len(mechanisms) * self.dice.random() ** 2.5)]
            self._edge("adoptions", self.dice.choice(self.courts), "adopted", mechanism)

    def around(self, start: str, count: int) -> list[str]:
        """So many names breadth first from one, topics left out."""
        near: dict[str, list[str]] = defaultdict(list)
        for one, prop, other in self.edges:
            if prop != "hasTopic":
                near[one].append(other)
                near[other].append(one)
        found = [start]
        seen = {start}
        for name in found:  # which grows as it is gone through
            if len(found) >= count:
                break
            new = [other for other in dict.fromkeys(near[name]) if other not in seen]
            seen.update(new)
            found += new
        return found[:count]

    def write(self, folder: str) -> list[str]:
        """Write the facts files, one a document; their paths."""
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "sources.yaml"), "w", encoding="utf-8") as file:
            for n, document in enumerate(sorted(self._lines)):
                file.write(f'bench-{document}: {{title: "Generated {document}", date: "{2012 + n}"}}\n')
        return [self._write(folder, document) for document in sorted(self._lines)]

    def _write(self, folder: str, document: str) -> str:
        path = os.path.join(folder, f"bench-{document}.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"document: bench-{document}\nresources:\n")
            for name in sorted(self._used[document]):
                file.write(f"  {_text(name)}: {_text(self.declared[name])}\n")
            file.write("statements:\n")
            file.writelines(self._lines[document])
        return path


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # which is YAML too
