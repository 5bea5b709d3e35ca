"""Cold look-ups: ``kg show`` and ``kg path`` as whole processes, against ``python -c pass``."""

import os
import pty
import random
import subprocess
import time
from statistics import median, quantiles

from benchmarks.measure import PYTHON, interleaved, must, ratios, report, run
from benchmarks.mixed import COURTS, court, mixed

PASS = [PYTHON, "-c", "pass"]


def kg() -> str:
    """The installed command beside the interpreter."""
    return os.path.join(os.path.dirname(PYTHON), "kg")


def on_terminal(command: list[str]) -> float:
    """Wall seconds of a command whose stdout is a terminal."""
    ours, theirs = pty.openpty()
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    while True:
        try:
            if not os.read(ours, 65536):
                break
        except OSError:  # Linux: the other side of the terminal has closed
            break
    child.wait()
    os.close(ours)
    return time.perf_counter() - began


def show(folder: str, rounds: int = 30) -> None:
    """``kg show 长春破产法庭`` on the packaged seeds: in a pipe, and as a table on a terminal."""
    graph = os.path.join(folder, "seeds-graph")
    must([kg(), "build", "--graph", graph])
    command = [kg(), "show", "长春破产法庭", "--graph", graph]
    runs = interleaved({"show": command, "pass": PASS}, rounds, warmup=3)
    seconds = {name: [r.seconds for r in done] for name, done in runs.items()}
    pairs = [(on_terminal(command), run(PASS).seconds) for _ in range(rounds)]
    rows = [
        _row("kg show, piped", seconds["show"], seconds["pass"], "≤ 6.5×"),
        _row("kg show, table on a terminal", [p[0] for p in pairs], [p[1] for p in pairs], "≤ 10×"),
    ]
    report(rows)


def _row(what: str, ours: list[float], base: list[float], wanted: str) -> tuple[str, ...]:
    mine, theirs = f"{median(ours) * 1000:.0f} ms", f"python -c pass {median(base) * 1000:.0f} ms"
    return (what, mine, theirs, f"{ratios(ours, base):.1f}×", wanted)


def path(folder: str, pairs: int = 40) -> None:
    """``kg path`` between random resources of a generated graph of 1,000,000 statements."""
    graph = os.path.join(folder, "mixed-graph")
    must([PYTHON, "-m", "kg", "build", *mixed(os.path.join(folder, "mixed")), "--graph", graph])
    dice = random.Random(40)
    names = [f"第{dice.randrange(60_000)}号纠纷案" for _ in range(pairs)] + [
        court(dice.randrange(COURTS)) for _ in range(pairs)
    ]
    dice.shuffle(names)
    seconds, base, found = [], [], 0
    for number in range(pairs):
        done = run([kg(), "path", names[2 * number], names[2 * number + 1], "--graph", graph])
        found += done.code == 0
        seconds.append(done.seconds)
        base.append(run(PASS).seconds)
    worst = quantiles(seconds, n=20)[-1]
    ratio = worst / median(base)
    what = f"kg path, {pairs} random pairs, 95th percentile ({found} have a way of at most 6 steps)"
    mine, theirs = f"{worst * 1000:.0f} ms", f"python -c pass {median(base) * 1000:.0f} ms"
    report([(what, mine, theirs, f"{ratio:.1f}×", "≤ 25×")])
