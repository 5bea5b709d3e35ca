"""Generates the court graph of the mirror benchmark: so many resources, so many relationships, the same at every run.

Courts of four levels with places, topics, documents, mechanisms, platforms, agreements and cases; a row of a table is
a passage. 8 % of the relationships stand in a second document too. The changed graph is the same but for 1 % of them:
half lead elsewhere, a quarter are said once more, a quarter once less.
"""

import random
from collections import defaultdict
from itertools import pairwise

from benchmarks.mirror_tables import Rows, write_tables
from kg.rdf.ontology import load_vocabulary

AGAIN = 0.08  # of the relationships that a second document says too
CHANGED = 0.01  # of the relationships that differ in the changed graph

# Of a relationship: property, subject, its class, object, its class.
Relation = tuple[str, str, str, str, str]

Court = tuple[str, str]  # name and class


class CourtGraph:
    """The tables of a court graph; ``relations`` are all its relationships, each once."""

    def __init__(self, resources: int, relationships: int) -> None:
        """Draw the tables; ValueError where there are too few relationships for the resources, or too many."""
        self.dice = random.Random(2026)
        self.tables: dict[str, Rows] = defaultdict(list)
        self.relations: list[Relation] = []
        self._left = resources
        self.places = [f"{n:03d}地" for n in range(self._some(resources * 4 // 1000))]
        self.topics = sorted({c.name for c in load_vocabulary().concepts.values() if c.klass == "Topic"})
        self.courts = self._courts(self._some(resources * 35 // 1000))
        self.low = [court for court in self.courts if court[1] in {"BasicCourt", "IntermediateCourt"}]
        self.documents = [self._document(n) for n in range(self._some(resources * 4 // 100))]
        mechanisms = [self._mechanism(n) for n in range(self._some(resources * 8 // 100))]
        for n in range(self._some(resources * 2 // 100)):
            self._platform(n)
        for n in range(self._some(resources * 5 // 100)):
            self._agreement(n)
        for n in range(self._left):
            self._case(n)
        self._adopters(mechanisms, relationships - len(self.relations))

    def _some(self, count: int) -> int:
        """So many of the resources that are left."""
        count = max(count, 4)
        self._left -= count
        return count

    def _row(self, table: str, *cells: str) -> None:
        self.tables[table].append(list(cells))

    def _say(self, prop: str, subject: str, kind: str, value: str, value_kind: str) -> None:
        self.relations.append((prop, subject, kind, value, value_kind))

    def _date(self, n: int) -> str:
        """A year, a month or a day."""
        year, month, day = 2010 + n % 16, self.dice.randrange(1, 13), self.dice.randrange(1, 29)
        return (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}")[min(n % 5, 2)]

    def _courts(self, count: int) -> list[Court]:
        """A tree of courts of four levels, and the places where they are."""
        high, middle = max(count // 100, 1), max(count // 9, 2)
        found: list[Court] = [("最高人民法院", "SupremeCourt")]
        found += [(f"甲{n:02d}省高级人民法院", "HighCourt") for n in range(high)]
        found += [(f"乙{n:03d}市中级人民法院", "IntermediateCourt") for n in range(middle)]
        found += [(f"丙{n:04d}县人民法院", "BasicCourt") for n in range(count - len(found))]
        for n, (name, level) in enumerate(found):
            above = ("", "")
            if level == "HighCourt":
                above = found[0]
            elif level != "SupremeCourt":
                above = found[1 + n % high] if level == "IntermediateCourt" else found[1 + high + n % middle]
            place = self.places[n % len(self.places)]
            self._row("courts", name, level, f"{name[:4]}法院{n}", f"{name}（旧）", f"{level} {n}", *above, place)
            if above[0]:
                self._say("appealsTo", name, level, *above)
            self._say("locatedIn", name, level, place, "Place")
        return found

    def _document(self, n: int) -> str:
        name, court, topic = f"关于第{n}项工作的意见", self.dice.choice(self.courts), self.dice.choice(self.topics)
        year = 2010 + n % 16
        self._row("documents", name, f"法发〔{year}〕{n}号", f"{year}-{n % 12 + 1:02d}", *court, topic)
        self._say("issued", *court, name, "NormativeDocument")
        self._say("hasTopic", name, "NormativeDocument", topic, "Topic")
        return name

    def _mechanism(self, n: int) -> str:
        name, court, topic = (
            f"第{n}号“{n % 97}+{n % 7}”机制",
            self.dice.choice(self.courts),
            self.dice.choice(self.topics),
        )
        document = self.dice.choice(self.documents)
        self._row("mechanisms", name, f"机制{n}", f"Mechanism {n}", self._date(n), *court, topic, document)
        self._say("established", *court, name, "Mechanism")
        self._say("hasTopic", name, "Mechanism", topic, "Topic")
        self._say("basedOn", name, "Mechanism", document, "NormativeDocument")
        return name

    def _platform(self, n: int) -> None:
        name, court, place = f"第{n}号服务平台", self.dice.choice(self.courts), self.dice.choice(self.places)
        self._row("platforms", name, f"Platform {n}", *court, place)
        self._say("established", *court, name, "Platform")
        self._say("serves", name, "Platform", place, "Place")

    def _agreement(self, n: int) -> None:
        name, topic = f"第{n}号协作协议", self.dice.choice(self.topics)
        one, other = self.dice.sample(self.courts, 2)
        self._row("agreements", name, f"协议{n}", self._date(n), *one, *other, topic)
        self._say("signed", *one, name, "Agreement")
        self._say("signed", *other, name, "Agreement")
        self._say("hasTopic", name, "Agreement", topic, "Topic")

    def _case(self, n: int) -> None:
        name, court, topic = f"第{n}号纠纷案", self.dice.choice(self.low), self.dice.choice(self.topics)
        document, code = self.dice.choice(self.documents), f"（{2010 + n % 16}）甲{n % 997}民初{n}号"
        self._row("cases", name, f"案{n}" if n % 10 == 0 else "", code, self._date(n), *court, topic, document)
        self._say("heard", *court, name, "Case")
        self._say("hasTopic", name, "Case", topic, "Topic")
        self._say("applied", name, "Case", document, "NormativeDocument")

    def _adopters(self, mechanisms: list[str], count: int) -> None:
        """As many adoptions as relationships are still wanted."""
        if not 0 <= count <= len(mechanisms) * len(self.courts) // 2:
            raise ValueError(f"{count} adoptions are no graph: take three times as many relationships as resources")
        seen: set[tuple[str, str]] = set()
        while len(seen) < count:
            court, mechanism = self.dice.choice(self.courts), self.dice.choice(mechanisms)
            if (court[0], mechanism) not in seen:
                seen.add((court[0], mechanism))
                self._row("adopters", *court, mechanism)
                self._say("adopted", *court, mechanism, "Mechanism")

    def second(self, *, changed: bool) -> dict[str, Rows]:
        """The rows of the second documents, by property; the changed ones have more at their ends, and gaps."""
        found: dict[str, Rows] = defaultdict(list)
        number = round(len(self.relations) * AGAIN)
        turn = round(len(self.relations) * CHANGED / 4)
        chosen = random.Random(8).sample(self.relations, number + turn)
        for place, (prop, *row) in enumerate(chosen[:number]):
            # A blank row keeps the numbers of the rows after it.
            found[prop].append([] if changed and place < turn else row)
        if changed:
            for prop, *row in chosen[number:]:
                found[prop].append(row)
        return found

    def divert(self) -> None:
        """Let cases apply another document than they did: half of what changes."""
        count = round(len(self.relations) * CHANGED / 2)
        steps = dict(pairwise([*self.documents, self.documents[0]]))
        said = set(random.Random(8).sample(self.relations, round(len(self.relations) * (AGAIN + CHANGED / 4))))
        once = (row for row in self.tables["cases"] if _applied(row) not in said)
        for _, row in zip(range(count), once, strict=False):
            row[-1] = steps[row[-1]]


def _applied(row: list[str]) -> Relation:
    return "applied", row[0], "Case", row[-1], "NormativeDocument"


def court_graph(folder: str, resources: int, relationships: int, *, changed: bool = False) -> list[str]:
    """Write tables and mappings of a court graph, or of the changed one; returns the mappings."""
    graph = CourtGraph(resources, relationships)
    second = graph.second(changed=changed)
    if changed:
        graph.divert()
    return write_tables(folder, graph.tables, second)
