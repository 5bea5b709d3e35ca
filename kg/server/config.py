"""The configuration of a server: loopback only, Bolt only, no reports to anybody; port and memory checked first."""

import errno
import os
import random
import re
import socket
from dataclasses import asdict

from kg.errors import StoreError, UsageError
from kg.server.home import HOST, ServerHome, Settings
from kg.server.versions import by_calendar

# Below the range that systems take ports for outgoing connections from (ip_local_port_range: 32768 and up).
_PORTS = range(20_000, 32_000)
_OVERHEAD = 300  # MB beside heap and page cache: code, threads, buffers
_CONF = """# Written by every start of kg neo4j: what you change here is lost; see kg neo4j start --help.
# A setting that another version does not know is no error.
server.config.strict_validation.enabled=false
server.default_listen_address={host}
server.default_advertised_address={host}
server.bolt.enabled=true
server.bolt.listen_address={host}:{port}
server.bolt.advertised_address={host}:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size={heap}m
server.memory.heap.max_size={heap}m
server.memory.pagecache.size={pagecache}m
db.tx_log.rotation.size=64m
db.tx_log.rotation.retention_policy=256M size
# Connections are closed by the time that the server ends: without this it waits for 9 seconds more.
{quiet}
"""
_QUIET = "internal.dbms.bolt.netty_server_shutdown_quiet_period=0"
# By the calendar: another name for that, and no broadcasts, nor reports to the maker's console.
_CALENDAR = """internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
server.fleet_discovery.enabled=false
dbms.fleet_manager.enabled=false"""


def write_conf(home: ServerHome, settings: Settings) -> None:
    """Write ``conf/neo4j.conf``. Raises StoreError where it cannot be written."""
    path = os.path.join(home.conf, "neo4j.conf")
    quiet = _CALENDAR if by_calendar(settings.version) else _QUIET
    text = _CONF.format(host=HOST, quiet=quiet, **asdict(settings))
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}: choose another folder with --home") from error


def megabytes(size: str) -> int:
    """A size such as ``512m`` or ``2g`` in MB. Raises UsageError for anything else, and below 64 MB."""
    found = re.fullmatch(r"(\d{1,6})([mg])", size.strip().lower(), re.ASCII)
    result = int(found[1]) * (1024 if found[2] == "g" else 1) if found else 0
    if result < 64:
        raise UsageError(f"{size} is no size of memory: give one of 64m and more, as 512m or 2g")
    return result


def port_is_free(port: int) -> bool:
    """Whether nobody listens on a port of this machine. Raises StoreError where we may not (below 1024)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of late do not count
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise StoreError(f"port {port}: {error.strerror}: kg neo4j start --port N with another") from error
    return True


def free_port() -> int:
    """A port that nobody listens on. Raises StoreError where a hundred tries found none."""
    for port in random.sample(_PORTS, 100):
        if port_is_free(port):
            return port
    raise StoreError("no free port is found: kg neo4j start --port N")


def check_port(port: int) -> None:
    """Raises StoreError where another program has the port."""
    if not port_is_free(port):
        raise StoreError(f"port {port} is taken by another program: stop that one, or: kg neo4j start --port N")


def available_memory() -> int:
    """The memory that can still be had, in MB; 0 where the system does not say."""
    found = []
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            found += [int(line.split()[1]) >> 10 for line in file if line.startswith("MemAvailable:")]
        with open("/sys/fs/cgroup/memory.max", encoding="ascii") as file:
            limit = file.read().strip()
        with open("/sys/fs/cgroup/memory.current", encoding="ascii") as file:
            found += [] if limit == "max" else [(int(limit) - int(file.read())) >> 20]
    except (OSError, ValueError):
        pass
    return min(found, default=0)


def check_memory(settings: Settings) -> None:
    """Raises StoreError where the machine has too little memory for the settings."""
    wanted, there = settings.heap + settings.pagecache + _OVERHEAD, available_memory()
    if there and wanted > there:
        raise StoreError(
            f"not enough memory: Neo4j wants {wanted} MB, {max(there, 0)} MB are available: "
            "close other programs, or: kg neo4j start --heap 512m --pagecache 128m"
        )
