"""Generates a mixed graph of courts, cases, mechanisms, agreements, documents and figures, the same at every run.

The shape is the real one's: a tree of courts, cases at the leaves, mechanisms that many adopt, agreements of a few,
parts of parts. Each row is a passage of its own.
"""

import csv
import os
import random
from collections.abc import Iterator

COURTS = 3_500
TOPICS = (
    "破产",
    "知识产权",
    "金融借款",
    "环境资源",
    "劳动争议",
    "名誉权",
    "民间借贷",
    "执行",
    "行政",
    "婚姻家庭",
)

_MAPPINGS = {
    "courts": """resources:
  court: {name: "{法院}", class: "{级别}", aliases: "{简称}", en: "{English}"}
  above: {name: "{上级}", class: "{上级级别}"}
statements:
  - {s: court, p: appealsTo, o: above}
""",
    "cases": """resources:
  case: {name: "{案件}", class: Case}
  court: {name: "{法院}", class: BasicCourt}
  award: {name: "{榜单}", class: Award, optional: true}
  giver: {name: "{发布者}", class: SupremeCourt, optional: true}
statements:
  - {s: court, p: heard, o: case}
  - {s: case, p: decidedOn, o: "{日期}"}
  - {s: case, p: hasTopic, o: "{案由}"}
nodes:
  - {recognition: {of: case, programme: award, by: giver, on: "{年度}"}}
""",
    "mechanisms": """resources:
  mechanism: {name: "{机制}", class: Mechanism}
  part: {name: "{部分}", class: Mechanism}
  court: {name: "{法院}", class: BasicCourt}
statements:
  - {s: mechanism, p: hasPart, o: part}
  - {s: mechanism, p: hasTopic, o: "{案由}"}
nodes:
  - {adoption: {court: court, mechanism: mechanism, role: "{角色}", since: "{年度}"}}
  - {claim: {of: mechanism, scope: "{范围}", wording: "{说法}", by: court}}
""",
    "agreements": """resources:
  agreement: {name: "{协议}", class: Agreement}
  courts: {name: "{法院}", class: BasicCourt, split: 、}
statements:
  - {s: courts, p: signed, o: agreement}
  - {s: agreement, p: signedOn, o: "{日期}"}
  - {s: agreement, p: hasTopic, o: "{案由}"}
""",
    "figures": """resources:
  court: {name: "{法院}", class: BasicCourt}
nodes:
  - {observation: {of: court, metric: "{指标}", value: "{数值}", unit: "{单位}", period: "{年度}"}}
""",
}


def court(number: int) -> str:
    """The name of a basic court by its number."""
    return f"甲{number % 31:02d}省乙{number % 400:03d}市第{number}县人民法院"


def _courts() -> Iterator[tuple[str, ...]]:
    yield ("法院", "级别", "简称", "English", "上级", "上级级别")
    for n in range(31):
        yield (
            f"甲{n:02d}省高级人民法院",
            "HighCourt",
            f"甲{n:02d}高院",
            f"High Court {n}",
            "最高人民法院",
            "SupremeCourt",
        )
    for n in range(400):
        high = f"甲{n % 31:02d}省高级人民法院"
        yield (
            f"乙{n:03d}市中级人民法院",
            "IntermediateCourt",
            f"乙{n:03d}中院",
            f"Court {n}",
            high,
            "HighCourt",
        )
    for n in range(COURTS):
        yield (
            court(n),
            "BasicCourt",
            f"第{n}县法院",
            f"Basic Court {n}",
            f"乙{n % 400:03d}市中级人民法院",
            "IntermediateCourt",
        )


def _cases(dice: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    yield ("案件", "法院", "日期", "案由", "榜单", "发布者", "年度")
    for n in range(count):
        day = f"{2016 + n % 10}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
        year = str(2016 + n % 10)
        award = (f"第{dice.randrange(60)}批典型案例", "最高人民法院", year) if n % 20 == 0 else ("", "", "")
        yield (f"第{n}号纠纷案", court(dice.randrange(COURTS)), day, dice.choice(TOPICS), *award)


def _mechanisms(dice: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    yield ("机制", "部分", "法院", "案由", "角色", "年度", "范围", "说法")
    for n in range(count):
        number = n % (count // 8)
        role = ("originator", "adopter", "promoter")[min(n // (count // 8), 2)]
        part = f"第{number * 3 + dice.randrange(3)}项举措"
        where = ("全国", "全省")[n % 2]
        name = f"第{number}号机制"
        yield (
            name,
            part,
            court(dice.randrange(COURTS)),
            dice.choice(TOPICS),
            role,
            str(2015 + n % 11),
            where,
            "首创",
        )


def _agreements(dice: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    yield ("协议", "法院", "日期", "案由")
    for n in range(count):
        parties = "、".join(court(c) for c in dice.sample(range(COURTS), dice.randrange(2, 6)))
        yield (f"第{n}号协作协议", parties, f"{2016 + n % 10}-0{1 + n % 9}-15", dice.choice(TOPICS))


def _figures(dice: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    yield ("法院", "指标", "数值", "单位", "年度")
    metrics = ("受理案件数", "结案率", "审结案件数", "平均审理天数")
    for n in range(count):
        unit = ("件", "%", "件", "天")[n % 4]
        yield (
            court(n % COURTS),
            metrics[n % 4],
            str(dice.randrange(1, 99_999)),
            unit,
            str(2016 + n // 4 % 10),
        )


def mixed(folder: str, scale: float = 1.0) -> list[str]:
    """Write the tables and mappings; at scale 1 they make about 1,000,000 statements. Returns the mappings."""
    os.makedirs(folder, exist_ok=True)
    dice = random.Random(2020)
    tables = {
        "courts": _courts(),
        "cases": _cases(dice, int(60_000 * scale)),
        "mechanisms": _mechanisms(dice, int(16_000 * scale)),
        "agreements": _agreements(dice, int(8_000 * scale)),
        "figures": _figures(dice, int(14_000 * scale)),
    }
    mappings = []
    for name, rows in tables.items():
        with open(os.path.join(folder, f"{name}.csv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        path = os.path.join(folder, f"{name}.mapping.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"document: bench-{name}\ntitle: Generated {name}\ntable: {name}.csv\n{_MAPPINGS[name]}")
        mappings.append(path)
    return mappings
