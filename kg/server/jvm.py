"""The command lines of Java: memory, what Neo4j wants opened, and the archive of classes read before."""

import os

from kg.server.java import Java

# What Neo4j's own scripts open to it.
_OPENS = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
]


def archive(folder: str, java: Java) -> str:
    """Where the archive of classes is, for the programs in ``folder`` and a build of Java; it may not be there."""
    return os.path.join(folder, f"classes-{java.build or java.version}.jsa")


def jvm(java: Java, folder: str, heap: int, *flags: str) -> list[str]:
    """The command line up to the name of the class, to be run in ``folder``; ``heap`` in MB.

    The class path is relative: a folder may have a colon or Chinese in its name. The archive (JEP 350) saves a third
    of the processor time of a start; one that does not fit is passed over, and ``-Xlog:disable`` keeps that quiet.
    """
    found = archive(folder, java)
    shared = ["-Xlog:disable", f"-XX:SharedArchiveFile={found}"] if not flags and os.path.isfile(found) else []
    return [java.path, f"-Xms{heap}m", f"-Xmx{heap}m", *shared, *flags, *_OPENS, "-cp", os.path.join("lib", "*")]


def java_environment(**more: str) -> dict[str, str]:
    """The environment of a Java of ours: in UTF-8, without which it finds no file with a Chinese name."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "NEO4J_"))}
    return env | {"LC_ALL": "C.UTF-8"} | more
