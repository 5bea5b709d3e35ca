"""The web application on a generated graph of 3,500 courts and 20,000 relations.

``python -m benchmarks web``, on an idle machine with a Chromium: suggestions and entities under load, against an
endpoint of the same server that does nothing; the first picture of a view and of the whole graph, against a page
without data and against pyvis; and malformed requests for a minute. What is measured, and how, is said in
``web_load``, ``web_paint`` and ``web_malformed``; it was laid down before it was measured.

``python -m benchmarks.web FOLDER 300 2000 2 3`` is a small one: it tells whether all works.
"""

import os
import random
import sys

from benchmarks.measure import PYTHON, must, report
from benchmarks.web_asked import typed
from benchmarks.web_data import WebGraph
from benchmarks.web_load import Load
from benchmarks.web_malformed import malformed
from benchmarks.web_paint import Paint
from benchmarks.web_server import serving

REQUESTS = 2_000  # of a kind in a round
OVERVIEWS = 3  # runs: pyvis takes minutes


def main(folder: str, courts: int = 3_500, relations: int = 20_000, rounds: int = 7, seconds: int = 60) -> None:
    """Measure on a graph of this size: so many rounds of load and runs of paint, so many seconds of malformed."""
    folder = os.path.join(folder, "web")
    graph = WebGraph(courts, relations)
    built = os.path.join(folder, f"graph-{courts}-{relations}")
    tables = graph.write(os.path.join(folder, f"tables-{courts}-{relations}"))
    must([PYTHON, "-m", "kg", "build", *tables, "--graph", built, "--format", "tsv"])
    load = Load(graph, built, min(REQUESTS, courts // 2))
    for _ in range(rounds):
        load.round()
    rows = load.rows()
    with serving(built) as running:
        paint = Paint(graph, running, folder)
        paint.run(rounds, min(rounds, OVERVIEWS))
        rows += paint.rows()
        rows += malformed(running, typed(graph, random.Random(1), 1)[0], seconds)
    report(rows)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
