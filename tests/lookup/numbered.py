"""A small graph whose cases and document have numbers."""

from pathlib import Path

from kg.cli.main import run
from tests.conftest import TOY

_NUMBERS = """
  - {s: 丁公司重整案, p: caseNumber, o: （2022）吉0102破1号, at: 110-120}
  - {s: 戊公司清算案, p: caseNumber, o: （2014）长民一初字第123号, at: 120-130}
  - {s: [丁公司重整案, 戊公司清算案], p: caseNumber, o: （2023）吉0102破2号, at: 120-130}
"""


def numbered_graph(folder: Path) -> str:
    """Build the invented facts with numbers into a folder; the folder of the graph."""
    facts = folder / "toy.yaml"
    facts.write_text(TOY.read_text("utf-8").rstrip() + _NUMBERS, encoding="utf-8")
    graph = str(folder / "graph")
    assert run(["build", str(facts), "--graph", graph]) == 0
    return graph
