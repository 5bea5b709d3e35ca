"""Case numbers: ``kg case-number`` as a whole process against ``python -c pass``, and how many are read in a second.

Measured as installed, with byte code: the first runs, which do not count, write it.
"""

import os
import time
from statistics import median

from benchmarks.measure import PYTHON, interleaved, ratios, report

PASS = [PYTHON, "-c", "pass"]
NUMBER = "（2020）吉0184民初5156号"
SENTENCE = "本院审理{}民事判决，与{}有关，根据法发〔2020〕22号处理。\n"
COUNT = 20_000


def main(_folder: str, rounds: int = 40) -> None:
    """The cold look-up of one number, and numbers a second: each alone, and found in running text."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every run of a checkout compiles its sources
    kg = os.path.join(os.path.dirname(PYTHON), "kg")
    commands = {
        "kg case-number, piped": [kg, "case-number", NUMBER],
        "kg case-number --format json": [kg, "case-number", NUMBER, "--format", "json"],
        "click alone, for comparison": [PYTHON, "-c", "import click"],
        "pass": PASS,
    }
    runs = interleaved(commands, rounds, warmup=3)
    seconds = {name: [run.seconds for run in done] for name, done in runs.items()}
    base = seconds.pop("pass")
    rows = [
        (
            name,
            f"{median(mine) * 1000:.0f} ms",
            f"python -c pass {median(base) * 1000:.0f} ms",
            f"{ratios(mine, base):.1f}×",
            "≤ 5×" if name == "kg case-number, piped" else "",
        )
        for name, mine in seconds.items()
    ]
    report([*rows, *_warm(), _code()])


def _warm() -> list[tuple[str, ...]]:
    from kg.names.numbers.case_number import find_all, parse

    texts = [f"（{2016 + place % 10}）吉01民初{place + 1}号" for place in range(COUNT)]
    began = time.perf_counter()
    read = sum(parse(text).state == "ok" for text in texts)
    alone = time.perf_counter() - began
    running = "".join(SENTENCE.format(text, text) for text in texts[: COUNT // 2])
    began = time.perf_counter()
    found = sum(answer.state == "ok" for answer in find_all(running))
    within = time.perf_counter() - began
    return [
        (f"parse, {read:,} numbers", f"{read / alone:,.0f} a second", "", "", ""),
        (f"find_all, {found:,} in {len(running):,} characters", f"{found / within:,.0f} a second", "", "", ""),
    ]


def _code() -> tuple[str, ...]:
    from kg.names import codes, directory

    seconds = []
    for _ in range(50):
        directory.raw.cache_clear()
        codes.by_code.cache_clear()
        began = time.perf_counter()
        codes.by_code("新40")
        seconds.append(time.perf_counter() - began)
    return ("court of a code, the table not yet read", f"{median(seconds) * 1000:.1f} ms", "", "", "< 3 ms")
