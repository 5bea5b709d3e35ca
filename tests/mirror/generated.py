"""Generated facts that every named question has an answer in: the same for the same seed.

Three documents, two of them dated, say the same things here and there; a third of all statements stand in several
passages, of one document or of two. Around what chance draws stand bundles of facts that chance would hardly draw:
figures that sum up, articles with numbers, rival claims, groups that are counted.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.check.build import check_build
from kg.check.shapes import load_rules
from kg.model.facts import Claim, Declaration, Fact, NodeClaim, Reject, SourceInfo
from kg.model.iris import EDTF, XSD
from kg.model.vocabulary import Property, Vocabulary
from kg.rdf.ontology import load_vocabulary
from kg.rdf.registry import NEVER_DECLARED
from kg.store.build import Builder, Result

DOCUMENTS = (
    SourceInfo("first", "甲报", "甲社", "2021-05-01"),
    SourceInfo("second", "乙报", "乙社", "2023"),
    SourceInfo("third", "丙报"),
)
TOPICS = ("破产", "重整", "破产清算", "环境资源", "知识产权", "商标", "执行", "刑事")
KINDS = ("破产法庭", "知识产权法庭", "林区法院", "普通法院")
# Subject before object in the order of ranks, or after it: parts, members and grounds have no circles.
DOWN = frozenset({"callsFor", "hasPart", "hasMember"})
UP = frozenset({"appealsTo", "basedOn", "locatedIn", "partOf"})
ENDINGS = {
    "Procuratorate": "检察院", "Tribunal": "法庭", "Place": "市", "Case": "案", "Enterprise": "公司",
    "InstitutionGroup": "各法院", "Mechanism": "机制", "Platform": "平台", "Agreement": "协议",
}  # fmt: skip
FIRSTS = "子丑寅卯辰巳午未申酉戌亥"
YEARS = ("2019", "2020", "2021", "2022", "2023")
PLANNED = ("已计划", "未建成")
# Passages that a statement stands in: how many in each of how many documents.
PASSAGES = ((1,), (1,), (1,), (1,), (2,), (1, 1), (1, 1), (2, 1))


@dataclass
class Written:
    """The facts of one document, as a source of a build."""

    info: SourceInfo
    declarations: list[Declaration] = field(default_factory=list)
    statements: list[Claim | NodeClaim] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    file: str = "generated.yaml"

    def facts(self) -> Iterator[Fact]:
        """Declarations first, and only of what the statements name."""
        named = {s.subject for s in self.statements if isinstance(s, Claim)}
        named |= {s.object for s in self.statements if isinstance(s, Claim)}
        named |= {value for s in self.statements if isinstance(s, NodeClaim) for _, value in s.fields}
        yield from (d for d in self.declarations if d.name in named)
        yield from self.statements


class Generator:
    """Writes facts into the documents.

    Documents disagree about values that stand once in each: about a few that one question alone shows, or, with
    ``disagree``, about a quarter of all.
    """

    def __init__(self, seed: int, each: int, disagree: bool) -> None:
        self.chance = random.Random(seed)
        self.each = each
        self.disagree = disagree
        self.vocabulary: Vocabulary = load_vocabulary()
        self.single = load_rules().single_valued
        self.documents = [Written(info) for info in DOCUMENTS]
        self.classes: dict[str, str] = {}
        self.rank: dict[str, int] = {}
        self._at = [10, 10, 10]
        self._said: dict[tuple[str, str], str] = {}
        self._differing: set[tuple[str, str]] = set()

    def run(self) -> list[Written]:
        """All documents."""
        for klass in self._concrete():
            for first in FIRSTS[:3]:
                self.declare(f"{first}{ENDINGS.get(klass, '法院' if klass.endswith('Court') else '')}{klass}", klass)
        # Places know no rank among the rest: they come last, so that all may lie in them.
        self.rank = {name: at for at, name in enumerate(sorted(self.classes, key=self._order))}
        nodes = {k.name for k in self.vocabulary.classes.values() if k.facts_key}
        for prop in self.vocabulary.properties.values():
            if not prop.domain <= nodes and not prop.range & nodes:
                self._draw(prop)
        self.nodes()
        self.bundles()
        return self.documents

    def _concrete(self) -> list[str]:
        classes = [k for k in self.vocabulary.classes.values() if k.iri_kind not in NEVER_DECLARED and not k.facts_key]
        return sorted(k.name for k in classes if k.name != "Topic")

    def _order(self, name: str) -> tuple[int, int]:
        """Documents and agreements rest on nothing that rests on them; within a class, chance decides."""
        ups = ("Unit", "Facility", "Tribunal", "BasicCourt")
        last = ("Place", "RegionalInitiative")
        klass = self.classes[name]
        return (klass in last) - (klass in ups), self.chance.randrange(1 << 30)

    def declare(self, name: str, klass: str) -> str:
        """Declare a resource in all documents; its name."""
        self.classes[name] = klass
        for document in self.documents:
            document.declarations.append(Declaration(name, (klass,), f"En {name}", (f"又名{name}",), "", 1))
        return name

    def pool(self, wanted: frozenset[str]) -> list[str]:
        """The names of the resources of some classes, concepts included."""
        names = [n for n, k in self.classes.items() if self.vocabulary.fits((k,), wanted)]
        if "Topic" in wanted:
            names += TOPICS
        return names + list(KINDS) if "CourtKind" in wanted else names

    # ---- statements and their passages ----

    def fragment(self, document: int) -> str:
        """A new passage of a document, now and then of two or three spans, now and then one that was there."""
        spans = []
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            start = self._at[document] + self.chance.randrange(5)
            self._at[document] = end = start + self.chance.randrange(3, 30)
            spans.append(f"char={start},{end}")
        return "&".join(spans)

    def places(self) -> list[tuple[Written, str]]:
        """The passages of one statement."""
        counts = self.chance.choice(PASSAGES)
        chosen = self.chance.sample(range(len(self.documents)), len(counts))
        return [(self.documents[d], self.fragment(d)) for d, n in zip(chosen, counts, strict=True) for _ in range(n)]

    def say(self, subject: str, prop: str, value: str) -> None:
        """A statement in some passages; where a property has one value, only what was said before."""
        if (subject, prop) in self._differing:
            return
        if prop in self.single:
            value = self._said.setdefault((subject, prop), value)
        for document, fragment in self.places():
            document.statements.append(Claim(subject, prop, value, fragment, 1))

    def differ(self, subject: str, prop: str, one: str, other: str) -> None:
        """Two documents give two values of one thing."""
        self._differing.add((subject, prop))
        for document in self.documents:
            document.statements = [s for s in document.statements if s[:2] != (subject, prop)]
        for at, value in enumerate((one, other)):
            self.documents[at].statements.append(Claim(subject, prop, value, self.fragment(at), 1))

    def node(self, key: str, /, **fields: str) -> None:
        """A node in some passages; ``from_`` is the key ``from``."""
        pairs = tuple(sorted((name.rstrip("_"), value) for name, value in fields.items() if value))
        for document, fragment in self.places():
            document.statements.append(NodeClaim(key, pairs, fragment, 1))

    def _draw(self, prop: Property) -> None:
        subjects = self.pool(prop.domain)
        objects = [] if prop.is_literal else self.pool(prop.range)
        for _ in range(self.each):
            subject = self.chance.choice(subjects)
            value = self.value(prop) if prop.is_literal else self.chance.choice(objects)
            upward = self.rank.get(subject, -1) < self.rank.get(value, 1 << 40)
            if (prop.name in UP and not upward) or (prop.name in DOWN and upward):
                subject, value = (value, subject) if {subject, value} <= set(subjects) & set(objects) else ("", "")
            if subject != value:
                self.say(subject, prop.name, value)
                if self.disagree and prop.name in self.single and self.chance.random() < 0.25:
                    numbers = ("乙字〔2018〕1号", "丙字〔2018〕1号")
                    self.differ(subject, prop.name, *(numbers if "Number" in prop.name else ("2018", "2016-03-04")))

    def value(self, prop: Property) -> str:
        """A text that a property takes."""
        if EDTF in prop.datatypes and self.chance.random() < 0.3:
            return self.chance.choice(("2020/2022", "2021/..", "../2020"))
        if XSD + "date" in prop.datatypes:
            year = self.chance.choice(YEARS)
            month, day = self.chance.randrange(1, 10), self.chance.randrange(10)
            return self.chance.choice((year, f"{year}-0{month}", f"{year}-03-1{day}"))
        year, number = self.chance.choice(YEARS), self.chance.randrange(9)
        return f"甲字〔{year}〕{number}号" if "Number" in prop.name else f"{prop.labels['zh']}“{number}”"

    # ---- nodes ----

    def nodes(self) -> None:
        """Nodes of every class, with and without their optional fields."""
        pick, pool = self.chance.choice, self.pool
        who = pool(frozenset({"Court", "InstitutionGroup"}))
        things = pool(frozenset({"Mechanism", "Platform", "Case", "Tribunal"}))
        mechanisms, awards = pool(frozenset({"Mechanism"})), pool(frozenset({"Award"}))
        honoured = pool(frozenset({"Case", "Mechanism"}))
        for _ in range(self.each):
            since = pick(("", *YEARS))
            role = pick(("adopter", "originator", "promoter"))
            self.node("adoption", court=pick(who), mechanism=pick(mechanisms), role=role, since=since)
            self.node(
                "recognition", of=pick(honoured), programme=pick(awards), batch=pick(("", "第一批")),
                rank=pick(("", "一等")), by=pick(["", *who[:3]]), on=pick(("", *YEARS)),
            )  # fmt: skip
            self.node(
                "claim", of=pick(things), scope=pick(("全国", "全省")), wording=pick(("首创", "首家")),
                field=pick(("", *TOPICS[:2])), by=pick(["", *who[:3]]), on=pick(("", "2022")),
            )  # fmt: skip
            self.node(
                "assignment", court=pick(who), matter=pick(TOPICS), territory=pick(["", *pool(frozenset({"Place"}))]),
                instance=pick(("", "first", "second")), from_=pick(("", *YEARS)), to=pick(("", "2024-01-01")),
                basis=pick(["", *pool(frozenset({"NormativeDocument"}))]),
            )  # fmt: skip
            self.figure(
                pick([*who, *things]), pick(("受理案件数", "结案数", "金额", "覆盖面")),
                f"{pick((5, 12.5, 0.1, 14762, 98.05))}", unit=pick(("件", "%", "万元", "亿元", "")),
                period=pick(("", "2021", "2022-03", "2020/2022")), comparator=pick(("", "", "over", "about")),
            )  # fmt: skip

    def figure(self, of: str, metric: str, value: str, **more: str) -> None:
        """An observation; printed words for every second."""
        if not more.get("period") and "periodAsPrinted" not in more:
            more["periodAsPrinted"] = "五年来" if len(of) % 2 else ""
        printed = f"约{value}" if len(self._said) % 2 and not more.get("comparator") else ""
        key = "\t".join((of, metric, value, *(f"{k}={v}" for k, v in sorted(more.items()))))
        printed = self._said.setdefault((key, "printed"), printed)
        self.node("observation", of=of, metric=metric, value=value, printed=printed, **more)

    # ---- what chance would hardly draw ----

    def bundles(self) -> None:
        """Facts that belong together."""
        self._figures()
        self._documents()
        self._groups()
        self._planned()
        self._regions()
        self._disagreements()
        self._priorities()

    def _figures(self) -> None:
        courts = self.pool(frozenset({"BasicCourt", "Tribunal"}))
        for at, of in enumerate(courts):
            year = YEARS[2 + at % 3]
            before = str(int(year) - 1)
            total, done = 1000 + 7 * at, 960 + 3 * at
            self.figure(of, "受理案件数", str(total), unit="件", period=year)
            self.figure(of, "审结案件数", str(done), unit="件", period=year)
            self.figure(of, "未结案件数", str(total - done + at % 2), unit="件", period=year)
            self.figure(of, "结案数", str(done), unit="件", period=year)
            self.figure(of, "受理执行案件数", str(total / 10), unit="件", period=year)
            self.figure(of, "执结执行案件数", str(done / 10), unit="件", period=year)
            self.figure(of, "结案率", f"{100 * done / total:.2f}", unit="%", period=year)
            self.figure(of, "诉前调解案件数", "3.2", unit="万件", period=year)
            self.figure(of, "调解成功案件数", "24000", unit="件", period=year)
            self.figure(of, "调解成功率" if at % 3 else "导出调解率", "75", unit="%", period=year)
            self.figure(of, "受理案件数", str(total - 50), unit="件", period=before)
            by = str(50 + at % 2)
            self.figure(of, "受理案件数增长", by, unit="件", period=year, comparison="同比", direction="increase")
            self.figure(of, "结案率提高", "1.5", unit="%", period=year, comparison="较上年", direction="increase")
            self.figure(of, "耗时减少", "3", unit="天", period=year, comparison="同比", direction="decrease")
        for at, of in enumerate(self.pool(frozenset({"Mechanism"}))):
            for metric, value in (("入驻基层治理单位数", 30 + at % 2), ("入驻乡镇数", 10), ("入驻行政村数", 20)):
                self.figure(of, metric, str(value), unit="个", comparator="over" if at == 3 else "")

    def _documents(self) -> None:
        """Documents with numbered articles that call for what courts do, or what shares a topic with it."""
        mechanisms = self.pool(frozenset({"Mechanism", "Platform"}))
        for name in self.pool(frozenset({"NormativeDocument"})):
            for number in (1, 2, 11, 12):
                article = self.declare(f"{name}第{number}条", "Provision")
                self.say(name, "hasPart", article)
                for wanted in self.chance.sample(mechanisms, 2):
                    self.say(article, "callsFor", wanted)
                self.say(article, "callsFor", self.chance.choice(TOPICS))
        for wanted in mechanisms:
            self.say(wanted, "hasTopic", self.chance.choice(TOPICS))

    def _groups(self) -> None:
        """Groups that are counted, known, or both."""
        for at, group in enumerate(self.pool(frozenset({"InstitutionGroup"}))):
            if at != 1:
                self.figure(group, "成员法院数", str(3 + at), unit="家")
            if at != 2:
                for court in self.chance.sample(self.pool(frozenset({"BasicCourt", "IntermediateCourt"})), 3):
                    self.say(group, "hasMember", court)
            for mechanism in self.chance.sample(self.pool(frozenset({"Mechanism"})), 2):
                self.say(mechanism, "covers", group)

    def _planned(self) -> None:
        """What is planned or called for and not done, and what is planned and done."""
        who = self.pool(frozenset({"HighCourt"}))
        for at, klass in enumerate(("Mechanism", "Platform", "Facility", "Event", "NormativeDocument")):
            for word in PLANNED:
                name = self.declare(f"{word}{klass}", klass)
                self.say(self.chance.choice(who), "plans", name)
                if at % 2:
                    self.say(self.chance.choice(self.pool(frozenset({"Provision"}))), "callsFor", name)
        self.say(who[0], "established", f"{PLANNED[0]}Mechanism")
        for one, other in pairwise(f"{level}级机制" for level in "一二三四五六七"):
            for name in (one, other):
                if name not in self.classes:
                    self.declare(name, "Mechanism")
            self.say(one, "hasPart", other)

    def _regions(self) -> None:
        """Courts of several places that work together, with an agreement and without."""
        courts = self.pool(frozenset({"BasicCourt", "IntermediateCourt", "Procuratorate"}))
        for court in courts:
            self.say(court, "locatedIn", self.chance.choice(self.pool(frozenset({"Place"}))))
        for one, other in pairwise(courts):
            self.say(one, "cooperatesWith", other)
            if self.chance.random() < 0.6:
                agreement = self.chance.choice(self.pool(frozenset({"Agreement"})))
                self.say(one, "signed", agreement)
                self.say(other, "signed", agreement)
        for facility in self.pool(frozenset({"Facility"})):
            self.say(self.chance.choice(courts), "established", facility)
            self.say(facility, "locatedIn", self.chance.choice(self.pool(frozenset({"Place"}))))

    def _disagreements(self) -> None:
        """Two values of one thing, where one question alone shows them; two who did one thing; two figures."""
        for case in self.pool(frozenset({"Case"})):
            self.differ(case, "decidedOn", "2019", "2021-06")
        for number in (1, 2):
            norm = self.declare(f"无人发布之规定{number}", "NormativeDocument")
            self.differ(norm, "documentNumber", f"甲字〔2020〕{number}号", f"乙字〔2020〕{number}号")
        for court, other in pairwise(self.pool(frozenset({"IntermediateCourt"}))):
            case = self.declare(f"{court}{other}之案", "Case")
            self.say(court, "heard", case)
            self.say(other, "heard", case)
        for of in self.pool(frozenset({"HighCourt"})):
            self.figure(of, "法官人数", "120", unit="人", period="2020")
            self.figure(of, "法官人数", "1.3", unit="百", period="2020")

    def _priorities(self) -> None:
        """Claims of several to the same field and scope, and one thing that is first in two scopes."""
        for topic in TOPICS[:3]:
            for of in self.chance.sample(self.pool(frozenset({"Mechanism"})), 3):
                for scope in ("全国", "全省"):
                    self.node("claim", of=of, scope=scope, wording="率先", field=topic)


def facts(seed: int = 1, each: int = 8, *, disagree: bool = False) -> Sequence[Written]:
    """The facts of all documents; ``each`` is how often chance draws of each property and each node."""
    return Generator(seed, each, disagree).run()


def build(folder: str, seed: int = 1, each: int = 8, *, disagree: bool = False) -> Result:
    """Build the generated facts with all checks of ``kg build``."""
    sources = facts(seed, each, disagree=disagree)
    return Builder(load_vocabulary(), check_build).build(sources, folder)
