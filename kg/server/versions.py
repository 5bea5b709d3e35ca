"""Which versions of Neo4j there are, the Java that each wants, and the class that starts it."""

import re

from kg.errors import UsageError

DEFAULT = "5.26.26"
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,3})", re.ASCII)
_CALENDAR = 2025  # since January 2025 a version is year.month.patch


def parsed(version: str) -> tuple[int, int, int]:
    """A version as numbers: ``5.26.26`` or, by the calendar, ``2026.08.1``.

    Raises UsageError for anything else, and for versions before 5.
    """
    found = _VERSION.fullmatch(version)
    if not found:
        raise UsageError(f"{version} is no version of Neo4j: give one as {DEFAULT} or 2026.08.1")
    major, minor, patch = (int(part) for part in found.groups())
    if major != 5 and major < _CALENDAR:
        raise UsageError(f"Neo4j {version} is not supported: give 5.x, for instance {DEFAULT}, or a newer one")
    return major, minor, patch


def by_calendar(version: str) -> bool:
    """Whether a version is year.month.patch."""
    return parsed(version)[0] >= _CALENDAR


def java_range(version: str) -> tuple[int, int]:
    """The oldest and the newest Java that a version runs on (Neo4j, Operations Manual, System requirements)."""
    return (21, 99) if by_calendar(version) else (17, 21)


def entry_class(version: str) -> str:
    """The class whose ``main`` starts the server."""
    return "org.neo4j.server.Neo4jCommunity" if by_calendar(version) else "org.neo4j.server.CommunityEntryPoint"


def takes_over(old: str, new: str) -> bool:
    """Whether the data of ``old`` may be opened by ``new``: the same, or a later one of the same series."""
    return parsed(old)[:2] == parsed(new)[:2] and parsed(old) <= parsed(new)
