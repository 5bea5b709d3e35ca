"""Reading a facts file against ``yaml.load`` with CSafeLoader on the same file."""

import os
from statistics import median
from time import perf_counter

import yaml

from benchmarks.measure import ratios, report
from kg.rdf.ontology import load_vocabulary
from loaders.facts import FactsFile


def write(folder: str, statements: int = 5_000) -> str:
    """A facts file of so many statements."""
    path = os.path.join(folder, f"facts-{statements}.yaml")
    cases = statements // 2
    lines = [
        "document: bench-facts",
        "resources:",
        "  甲市人民法院: {class: BasicCourt, en: Court, aliases: [甲法院]}",
    ]
    lines += [f"  第{n}号案: {{class: Case, en: Case {n}}}" for n in range(cases)]
    lines += ["statements:"]
    for n in range(cases):
        lines.append(f"  - {{s: 甲市人民法院, p: heard, o: 第{n}号案, at: {n}-{n + 20}}}")
        lines.append(
            f"  - {{observation: {{of: 第{n}号案, metric: 标的额, value: {n}.5, unit: 万元, period: 2022}},"
            f" at: {n}-{n + 9}}}"
        )
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def main(folder: str, rounds: int = 9) -> None:
    """Measure both readers in turn, in one process, after a warm-up."""
    path, vocabulary = write(folder), load_vocabulary()
    ours, theirs = [], []
    for number in range(rounds + 2):
        began = perf_counter()
        count = sum(1 for _ in FactsFile(path, vocabulary).facts())
        middle = perf_counter()
        with open(path, encoding="utf-8") as file:
            yaml.load(file, yaml.CSafeLoader)
        if number > 1:
            ours.append(middle - began)
            theirs.append(perf_counter() - middle)
    what = f"reading a facts file ({count:,} facts): speed of yaml.load with CSafeLoader"
    row = (
        what,
        f"{median(ours) * 1000:.0f} ms",
        f"{median(theirs) * 1000:.0f} ms",
        f"{ratios(theirs, ours):.1f}×",
        "≥ 2×",
    )
    report([row])
