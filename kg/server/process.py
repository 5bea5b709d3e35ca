"""Processes that outlive us: started apart, known again by number and start time, ended."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.errors import StoreError

# A shell puts the program in the background and goes, so that the program is nobody's child: no zombie is left where
# we live longer than it does. What it writes goes to the log, and it has a session of its own, without a terminal.
_APART = 'log=$1; shift; "$@" </dev/null >"$log" 2>&1 & echo $!'


class Process(NamedTuple):
    """A process: its number, and when it started (numbers are used again)."""

    pid: int
    started: str


def start_time(pid: int) -> str:
    """When a process started, in whatever unit the system has; empty where it is not alive."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()  # the name, in parentheses, may hold anything
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            boot = file.read().strip()
    except OSError:
        return "" if os.path.exists("/proc/self/stat") else _start_time_by_ps(pid)
    return "" if fields[0] in {b"Z", b"X"} else f"{boot} {fields[19].decode()}"  # proc_pid_stat(5): state, starttime


def _start_time_by_ps(pid: int) -> str:
    done = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, started = done.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else started.strip()


def alive(process: Process) -> bool:
    """Whether it still lives, and is not another one of the same number."""
    return bool(process.started) and start_time(process.pid) == process.started


def read_process(path: str) -> Process | None:
    """The process that a file names, where it is alive."""
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
        process = Process(int(found["pid"]), str(found["started"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return process if alive(process) else None


def write_process(path: str, process: Process) -> None:
    """Keep a process in a file, all or nothing."""
    beside = f"{path}.part-{os.getpid()}"
    with open(beside, "w", encoding="utf-8") as file:
        json.dump(process._asdict(), file)
    os.replace(beside, path)


def spawn(command: Sequence[str], *, cwd: str, env: Mapping[str, str], log: str) -> Process:
    """Start a program apart from us: with session, input and output of its own.

    Raises StoreError where there is no shell, or the folder is not there.
    """
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", _APART, "sh", log, *command],
            cwd=cwd,
            env=dict(env),
            stdout=subprocess.PIPE,
            check=True,
            start_new_session=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise StoreError(f"{command[0]} cannot be started: {error}") from error
    pid = int(done.stdout)
    return Process(pid, start_time(pid))


def end(process: Process, wait: float) -> bool:
    """Ask a process to end, and kill it where it has not after ``wait`` seconds; returns whether it ended by itself."""
    for number, patience in ((signal.SIGTERM, wait), (signal.SIGKILL, 10.0)):
        if not alive(process):
            return True
        try:
            os.kill(process.pid, number)
        except ProcessLookupError:
            return True
        except PermissionError:
            raise StoreError(f"process {process.pid} belongs to somebody else: it cannot be stopped") from None
        until = time.monotonic() + patience
        while alive(process) and time.monotonic() < until:
            time.sleep(0.05)
        if not alive(process):
            return number == signal.SIGTERM
    raise StoreError(f"process {process.pid} does not end, not even when killed: look at it with ps")
