"""Whole-process measurements: wall time and peak memory of commands, paired so that a drifting machine cancels out."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

PYTHON = sys.executable


@dataclass(frozen=True)
class Run:
    """One finished run: wall seconds, peak memory in MiB of the largest process, exit code, stdout."""

    seconds: float
    peak: float
    code: int
    out: bytes


def run(command: Sequence[str], env: dict[str, str] | None = None) -> Run:
    """Run a command to its end and account for it as the operating system does; stderr passes through."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **(env or {})})
    assert child.stdout is not None
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stdout.close()
    return Run(time.perf_counter() - began, usage.ru_maxrss / 1024, child.returncode, out)


def must(command: Sequence[str]) -> Run:
    """Run a command that has to succeed; SystemExit where it does not."""
    done = run(command)
    if done.code:
        raise SystemExit(f"ended with {done.code}: {' '.join(command)}")
    return done


def interleaved(commands: Mapping[str, Sequence[str]], rounds: int, warmup: int = 1) -> dict[str, list[Run]]:
    """Run several commands in turn, A B C A B C …; the warm-up rounds do not count. A failing command is an error."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + warmup):
        for name, command in commands.items():
            done = must(command)
            if number >= warmup:
                runs[name].append(done)
    return runs


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios pair by pair."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def report(rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown: what, ours, peer, ratio, wanted."""
    head = ("what", "ours", "peer", "ratio", "wanted")
    for row in (head, tuple("---" for _ in head), *rows):
        print("| " + " | ".join(row) + " |", flush=True)
