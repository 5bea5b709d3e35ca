"""What the tests of look-ups share: the graph of the seeds, opened."""

from collections.abc import Iterator

import pytest

from kg.store.reader import Reader


@pytest.fixture
def seeds(graph_dir: str) -> Iterator[Reader]:
    """The graph of the packaged seeds."""
    found = Reader(graph_dir)
    yield found
    found.close()
