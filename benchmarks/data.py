"""Generates a register of judgments: a CSV and its mapping, eight statements a row, the same at every run."""

import csv
import os
import random

from benchmarks.mixed import COURTS, TOPICS

STATEMENTS_A_ROW = 8
_MAPPING = """document: bench-judgments
title: Generated register of judgments
table: judgments.csv
resources:
  case: {name: "{案件}", class: Case}
  court: {name: "{法院}", class: BasicCourt}
statements:
  - {s: court, p: heard, o: case}
  - {s: case, p: caseNumber, o: "{案号}"}
  - {s: case, p: decidedOn, o: "{日期}"}
  - {s: case, p: hasTopic, o: "{案由}"}
"""


def judgments(folder: str, statements: int) -> str:
    """Write ``judgments.csv`` and its mapping with so many statements; returns the path of the mapping."""
    os.makedirs(folder, exist_ok=True)
    mapping = os.path.join(folder, f"judgments-{statements}.mapping.yaml")
    table = f"judgments-{statements}.csv"
    if os.path.exists(mapping):
        return mapping
    dice = random.Random(2015)
    with open(os.path.join(folder, table), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("案件", "案号", "法院", "日期", "案由"))
        for number in range(statements // STATEMENTS_A_ROW):
            court = dice.randrange(COURTS)
            code = f"（{2016 + number % 10}）甲{court:04d}民初{number}号"
            day = f"{2016 + number % 10}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
            topic = TOPICS[dice.randrange(len(TOPICS))]
            writer.writerow((f"第{number}号案", code, f"甲省第{court}县人民法院", day, topic))
    with open(mapping, "w", encoding="utf-8") as file:
        file.write(_MAPPING.replace("judgments.csv", table))
    return mapping
