"""Names of courts: resolutions a second against courts-db's ``find_court``, each on its own directory's examples."""

import random
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from time import perf_counter

from benchmarks.measure import ratios, report
from kg.names.directory import courts
from kg.names.forms.stems import index
from kg.names.resolve import resolve

PEER = "courts-db==0.10.27"
SAMPLE = 100  # of courts-db's examples in a round: all of them take it minutes


def ours() -> list[tuple[str, str]]:
    """The examples of the directory of courts, each with the court that it must resolve to."""
    return [(example, court.name) for court in courts().values() for example in court.examples]


def theirs() -> list[tuple[str, str]]:
    """The examples of courts-db, each with the id of its court."""
    return [(example, court["id"]) for court in import_module("courts_db").courts for example in court["examples"]]


def resolved(text: str) -> list[str]:
    """The courts of a name, in the form in which `find_court` answers."""
    return [court.name for court in resolve(text).courts]


def _rate(find: Callable[[str], Sequence[str]], examples: list[tuple[str, str]]) -> tuple[float, int]:
    """Resolutions a second, and how many examples gave their court and no other."""
    began = perf_counter()
    answers = [find(text) for text, _ in examples]
    seconds = perf_counter() - began
    right = sum(list(answer) == [court] for answer, (_, court) in zip(answers, examples, strict=True))
    return len(examples) / seconds, right


def main(_folder: str, rounds: int = 7) -> None:
    """Measure both in turn, in one process, after a warm-up in which both load their tables."""
    began = perf_counter()
    index()
    built = perf_counter() - began
    mine = ours()
    what = f"resolutions a second: {len(mine):,} examples of {len(courts()):,} courts"
    if not find_spec("courts_db"):
        rate, right = _rate(resolved, mine)
        report(
            [(f"{what} ({right / len(mine):.1%} right)", f"{rate:,.0f}", f"missing: pip install {PEER}", "", "≥ 20×")]
        )
        return
    find_court, other = import_module("courts_db").find_court, theirs()
    dice = random.Random(40)
    fast, slow, right, found, asked = [], [], 0, 0, 0
    for number in range(rounds + 1):
        sample = dice.sample(other, SAMPLE)
        rate, right = _rate(resolved, mine)
        peer, hit = _rate(find_court, sample)
        if number:
            fast.append(rate)
            slow.append(peer)
            found, asked = found + hit, asked + SAMPLE
    peers = f"{PEER}: {rounds} samples of {SAMPLE} of its {len(other):,} ({found / asked:.1%} right)"
    speed = (f"{median(fast):,.0f}", f"{median(slow):,.0f}", f"{ratios(fast, slow):.0f}×", "≥ 20×")
    ready = ("reading the directory and building the index, once a process", f"{built * 1000:.0f} ms", "", "", "")
    report([(f"{what} ({right / len(mine):.1%} right); {peers}", *speed), ready])
