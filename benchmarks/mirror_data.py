"""Generates the court graph of the mirror benchmark: so many resources, so many relationships, the same at every run.

Courts of four levels with places, topics, documents, mechanisms, platforms, agreements and cases, as facts files: each
declares a resource once, and each statement has a passage of its own. 8 % of the relationships stand in a second
document too. The changed graph is the same but for 1 % of them: half lead elsewhere, a quarter are said once more, a
quarter once less.
"""

import json
import os
import random
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from kg.rdf.ontology import load_vocabulary

AGAIN = 0.08  # of the relationships that a second document says too
CHANGED = 0.01  # of the relationships that differ in the changed graph
_SECOND = 4  # second documents


class Court(NamedTuple):
    """A court: its name and class."""

    name: str
    level: str


class Relation(NamedTuple):
    """A relationship and the document that says it."""

    document: str
    subject: str
    prop: str
    value: str


class CourtGraph:
    """A court graph: ``declared`` by name, ``relations`` each once, ``literals`` by document."""

    def __init__(self, resources: int, relationships: int) -> None:
        """Draw the graph; ValueError where there are too few relationships for the resources, or too many."""
        self.dice = random.Random(2026)
        self.declared: dict[str, dict[str, object]] = {}
        self.relations: list[Relation] = []
        self.literals: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._left = resources
        self.topics = sorted({c.name for c in load_vocabulary().concepts.values() if c.klass == "Topic"})
        self.places = [self._declare(f"{n:03d}地", "Place") for n in range(self._some(resources * 4 // 1000))]
        self.courts = self._courts(self._some(resources * 35 // 1000))
        self.low = [court for court in self.courts if court.level in {"BasicCourt", "IntermediateCourt"}]
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

    def _declare(self, name: str, klass: str, english: str = "", *aliases: str) -> str:
        entry: dict[str, object] = {"class": klass}
        if english:
            entry["en"] = english
        if aliases:
            entry["aliases"] = list(aliases)
        self.declared[name] = entry
        return name

    def _say(self, document: str, subject: str, prop: str, value: str) -> None:
        self.relations.append(Relation(document, subject, prop, value))

    def _date(self, n: int) -> str:
        """A year, a month or a day."""
        year, month, day = 2010 + n % 16, self.dice.randrange(1, 13), self.dice.randrange(1, 29)
        return (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}")[min(n % 5, 2)]

    def _courts(self, count: int) -> list[Court]:
        """A tree of courts of four levels, and the places where they are."""
        high, middle = max(count // 100, 1), max(count // 9, 2)
        found = [Court("最高人民法院", "SupremeCourt")]
        found += [Court(f"甲{n:02d}省高级人民法院", "HighCourt") for n in range(high)]
        found += [Court(f"乙{n:03d}市中级人民法院", "IntermediateCourt") for n in range(middle)]
        found += [Court(f"丙{n:04d}县人民法院", "BasicCourt") for n in range(count - len(found))]
        for n, (name, level) in enumerate(found):
            self._declare(name, level, f"{level} {n}", f"{name[:4]}法院{n}", f"{name}（旧）")
            self._say("courts", name, "locatedIn", self.places[n % len(self.places)])
            if level == "HighCourt":
                self._say("courts", name, "appealsTo", found[0].name)
            elif level != "SupremeCourt":
                above = found[1 + n % high] if level == "IntermediateCourt" else found[1 + high + n % middle]
                self._say("courts", name, "appealsTo", above.name)
        return found

    def _document(self, n: int) -> str:
        name, year = self._declare(f"关于第{n}项工作的意见", "NormativeDocument"), 2010 + n % 16
        self._say("documents", self.dice.choice(self.courts).name, "issued", name)
        self._say("documents", name, "hasTopic", self.dice.choice(self.topics))
        self.literals["documents"].append((name, "documentNumber", f"法发〔{year}〕{n}号"))
        self.literals["documents"].append((name, "issuedOn", f"{year}-{n % 12 + 1:02d}"))
        return name

    def _mechanism(self, n: int) -> str:
        name = self._declare(f"第{n}号“{n % 97}+{n % 7}”机制", "Mechanism", f"Mechanism {n}", f"机制{n}")
        self._say("mechanisms", self.dice.choice(self.courts).name, "established", name)
        self._say("mechanisms", name, "hasTopic", self.dice.choice(self.topics))
        self._say("mechanisms", name, "basedOn", self.dice.choice(self.documents))
        self.literals["mechanisms"].append((name, "establishedOn", self._date(n)))
        return name

    def _platform(self, n: int) -> None:
        name = self._declare(f"第{n}号服务平台", "Platform", f"Platform {n}")
        self._say("platforms", self.dice.choice(self.courts).name, "established", name)
        self._say("platforms", name, "serves", self.dice.choice(self.places))

    def _agreement(self, n: int) -> None:
        name = self._declare(f"第{n}号协作协议", "Agreement", "", f"协议{n}")
        for court in self.dice.sample(self.courts, 2):
            self._say("agreements", court.name, "signed", name)
        self._say("agreements", name, "hasTopic", self.dice.choice(self.topics))
        self.literals["agreements"].append((name, "signedOn", self._date(n)))

    def _case(self, n: int) -> None:
        name = self._declare(f"第{n}号纠纷案", "Case", "", *([f"案{n}"] if n % 10 == 0 else []))
        self._say("cases", self.dice.choice(self.low).name, "heard", name)
        self._say("cases", name, "hasTopic", self.dice.choice(self.topics))
        self._say("cases", name, "applied", self.dice.choice(self.documents))
        self.literals["cases"].append((name, "caseNumber", f"（{2010 + n % 16}）甲{n % 997}民初{n}号"))
        self.literals["cases"].append((name, "decidedOn", self._date(n)))

    def _adopters(self, mechanisms: list[str], count: int) -> None:
        """As many adoptions as relationships are still wanted."""
        if not 0 <= count <= len(mechanisms) * len(self.courts) // 2:
            raise ValueError(f"{count} adoptions are no graph: take three times as many relationships as resources")
        seen: set[tuple[str, str]] = set()
        while len(seen) < count:
            pair = self.dice.choice(self.courts).name, self.dice.choice(mechanisms)
            if pair not in seen:
                seen.add(pair)
                self._say("adopters", pair[0], "adopted", pair[1])

    def said(self, *, changed: bool) -> list[tuple[int, Relation]]:
        """All relationships with the number of their passage; those of the second documents are said twice."""
        once, again = len(self.relations), round(len(self.relations) * AGAIN)
        turn = round(once * CHANGED / 4)
        chosen = random.Random(8).sample(range(once), again + turn)
        found = list(enumerate(self.relations))
        if changed:
            steps = dict(pairwise([*self.documents, self.documents[0]]))
            free = (n for n in sorted(set(range(once)) - set(chosen)) if self.relations[n].prop == "applied")
            for n, _ in zip(free, range(2 * turn), strict=False):
                found[n] = n, self.relations[n]._replace(value=steps[self.relations[n].value])
        second = chosen[turn:] if changed else chosen[:again]
        return found + [(n, self.relations[n]._replace(document=f"again-{n % _SECOND}")) for n in second]


def court_graph(folder: str, resources: int, relationships: int, *, changed: bool = False) -> list[str]:
    """Write the facts files of a court graph, or of the changed one; returns their paths."""
    graph = CourtGraph(resources, relationships)
    statements: dict[str, list[str]] = defaultdict(list)
    used: dict[str, set[str]] = defaultdict(set)
    for number, (document, subject, prop, value) in graph.said(changed=changed):
        statements[document].append(_line(subject, prop, value, number))
        used[document] |= {subject, value} & graph.declared.keys()
    for document, rows in graph.literals.items():
        start = len(graph.relations)
        statements[document] += [_line(*row, start + number) for number, row in enumerate(rows)]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "sources.yaml"), "w", encoding="utf-8") as file:
        for n, document in enumerate(sorted(statements)):
            file.write(f'bench-{document}: {{title: "Generated {document}", date: "{2010 + n}"}}\n')
    return [_write(folder, name, graph, used[name], lines) for name, lines in sorted(statements.items())]


def _line(subject: str, prop: str, value: str, number: int) -> str:
    return f"  - {{s: {_text(subject)}, p: {prop}, o: {_text(value)}, at: {number * 20}-{number * 20 + 15}}}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # which is YAML too


def _write(folder: str, document: str, graph: CourtGraph, used: set[str], lines: list[str]) -> str:
    path = os.path.join(folder, f"bench-{document}.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"document: bench-{document}\nresources:\n")
        file.writelines(f"  {_text(name)}: {_text(graph.declared[name])}\n" for name in sorted(used))
        file.write("statements:\n")
        file.writelines(lines)
    return path
