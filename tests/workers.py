"""How the tests are shared out over the workers of pytest-xdist: file by file, the longest first.

So what a module's fixtures make is made once and not in every worker. All that use the Neo4j of the tests go to one
worker: to start a second and to warm it up costs more than it gains.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

NEO4J = "neo4j"
USE_NEO4J = (
    "tests/docs/test_cypher_page.py",
    "tests/mirror/",
    "tests/server/test_install.py",
    "tests/server/test_server.py",
    "tests/web/test_api_ask.py",
    "tests/web/test_cypher_page.py",
)
# These start servers of their own, or none.
ALONE = ("tests/mirror/test_bulk.py", "tests/mirror/test_kills.py")
# About how long the longest take, in seconds; of the others a test takes a tenth.
SECONDS = {NEO4J: 300, "tests/mirror/test_kills.py": 310, "tests/mirror/test_bulk.py": 40}


def unit(nodeid: str) -> str:
    """What a test is given out with: its file, or ``neo4j``."""
    file = nodeid.partition("::")[0]
    return NEO4J if file.startswith(USE_NEO4J) and file not in ALONE else file


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests in the order in which workers take them; within a unit the order stays."""
    count: dict[str, int] = {}
    for item in items:
        count[unit(item.nodeid)] = count.get(unit(item.nodeid), 0) + 1
    seconds = {name: SECONDS.get(name, tests / 10) for name, tests in count.items()}
    items.sort(key=lambda item: (-seconds[unit(item.nodeid)], unit(item.nodeid)))


def strays(items: list[pytest.Item]) -> list[str]:
    """Tests that use the Neo4j of the tests and would start one in another worker, for they are not in its unit."""
    return [i.nodeid for i in items if "neo4j_server" in getattr(i, "fixturenames", ()) and unit(i.nodeid) != NEO4J]


class ByUnit(LoadScopeScheduling):  # type: ignore[misc]
    """Gives the units out in the order of their first tests."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)
