"""Neo4j's own administration tool, on a server that is stopped."""

import os
import subprocess
from collections.abc import Sequence

from kg.errors import StoreError
from kg.server.config import write_conf
from kg.server.home import ServerHome
from kg.server.java import find_java
from kg.server.jvm import java_environment, jvm
from kg.server.library import require
from kg.server.locks import alone
from kg.server.logs import why


def admin(home: ServerHome, args: Sequence[str], log: str, *, heap: int = 0) -> None:
    """Run ``neo4j-admin`` with ``args``, for instance ``["database", "import", "full", …]``.

    What it writes goes to ``logs/{log}.log`` of the home; ``heap`` is in MB, by default that of the server. The
    server must be stopped, and cannot be started meanwhile. Raises StoreError where it runs, where Java or the
    programs are missing, and where the tool fails.
    """
    with alone(home.at(".lock"), wait=5):
        if home.running:
            raise StoreError(f"the Neo4j in {home.folder} is running: kg neo4j stop")
        home.use(home.version)
        write_conf(home, home.settings)
        run_tool(home, args, log, heap=heap or home.settings.heap)


def run_tool(home: ServerHome, args: Sequence[str], log: str, *, heap: int) -> None:
    """Run the tool for a caller that holds the lock."""
    folder, java = require(home.version), find_java(home.version)
    path = os.path.join(home.logs, f"{log}.log")
    command = [*jvm(java, folder, heap), "org.neo4j.cli.AdminTool", *args]
    env = java_environment(NEO4J_HOME=home.folder, NEO4J_CONF=home.conf)
    try:
        with open(path, "wb") as file:
            done = subprocess.run(
                command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file, check=False
            )
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}") from error
    if done.returncode:
        raise StoreError(f"neo4j-admin ({log}) failed: {why(path)}")
