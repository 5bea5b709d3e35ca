"""Starting and stopping a server."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from kg.errors import StoreError
from kg.server.admin import run_tool
from kg.server.bolt import answers
from kg.server.config import check_memory, check_port, free_port, write_conf
from kg.server.home import HOST, ServerHome, Settings
from kg.server.java import find_java
from kg.server.jvm import java_environment, jvm
from kg.server.library import require
from kg.server.locks import alone
from kg.server.logs import size, text, why
from kg.server.process import alive, end, spawn, write_process
from kg.server.versions import entry_class

WAIT = 90.0
_FAILED = "Failed to start DatabaseId"  # so says debug.log of a database that is damaged; Bolt answers all the same
Report = Callable[[str], None]


def _silent(_message: str) -> None:
    """Tell nobody."""


def start(
    home: ServerHome,
    *,
    wait: float = WAIT,
    port: int = 0,
    heap: int = 0,
    pagecache: int = 0,
    flags: Sequence[str] = (),
    report: Report = _silent,
) -> bool:
    """Start the server and wait until it answers; returns False where it was running already.

    ``port`` 0 is the one kept, or at the first start any that is free; ``heap`` and ``pagecache`` are in MB and
    kept too; ``flags`` are for Java; ``report`` gets a note now and then. Raises StoreError where the programs, a
    fitting Java, the port or the memory are missing, where the server ends at once, and where it does not answer
    within ``wait`` seconds or its database is damaged (it is left running then).
    """
    with alone(home.at(".lock"), wait=wait):
        fresh, debug = not home.running, os.path.join(home.logs, "debug.log")
        before = size(debug)
        if fresh:
            settings = _wanted(home, port, heap, pagecache)
            try:
                _launch(home, settings, flags, report)
            except OSError as error:
                raise StoreError(f"{error.filename or home.folder}: {error.strerror}: make room, or --home") from error
    _await(home, wait, report)
    if fresh and _FAILED in text(debug, before):
        raise StoreError(
            f"Neo4j answers, but its database does not start: {why(debug, before)}; "
            f"the mirror can be made anew: kg neo4j stop, delete {home.at('data')}, kg neo4j start"
        )
    return fresh


def stop(home: ServerHome, *, wait: float = WAIT, report: Report = _silent) -> bool:
    """Stop the server; returns False where none was running.

    It is asked to end, and killed where it has not after ``wait`` seconds: the next start recovers then. Raises
    StoreError where it belongs to somebody else.
    """
    process = home.process
    if process is None:
        return False
    if not end(process, wait):
        report(f"it did not end within {wait:g} s and was killed; the next start recovers what it holds")
    return True


def _wanted(home: ServerHome, port: int, heap: int, pagecache: int) -> Settings:
    """The settings to start with, checked."""
    home.check(home.version)
    kept = replace(home.settings, version=home.version)
    port = port or kept.port or free_port()
    wanted = replace(kept, port=port, heap=heap or kept.heap, pagecache=pagecache or kept.pagecache)
    check_port(port)
    check_memory(wanted)
    return wanted


def _launch(home: ServerHome, settings: Settings, flags: Sequence[str], report: Report) -> None:
    folder, java = require(settings.version), find_java(settings.version)
    home.keep(settings)
    write_conf(home, settings)
    if not home.has_users:
        report(f"first start in {home.folder}")
        _first_password(home)
    command = [*jvm(java, folder, settings.heap, *flags), entry_class(settings.version)]
    command += [f"--home-dir={home.folder}", f"--config-dir={home.conf}"]
    log = os.path.join(home.logs, "console.log")
    process = spawn([*command, "--console-mode"], cwd=folder, env=java_environment(), log=log)
    write_process(home.at("server.pid"), process)


def _first_password(home: ServerHome) -> None:
    """Set the password before anybody can log in; by a file, since everybody can read a command line."""
    path = home.at("arguments")
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(f"dbms set-initial-password {home.make_password()}\n")
        run_tool(home, [f"@{path}"], "password", heap=256)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _await(home: ServerHome, wait: float, report: Report) -> None:
    """Wait until Bolt answers."""
    process, begun, said = home.process, time.monotonic(), 0
    log = os.path.join(home.logs, "console.log")
    while True:
        if process is None or not alive(process):
            raise StoreError(f"Neo4j ended at its start: {why(log)}")
        if answers(HOST, home.port):
            return
        waited = time.monotonic() - begun
        if waited > wait:
            raise StoreError(f"Neo4j does not answer after {wait:g} s: wait, see kg neo4j status and {log}")
        if waited > 5 * (said + 1):
            said += 1
            report(f"waiting for Neo4j, {waited:.0f} s")
        time.sleep(0.05)
