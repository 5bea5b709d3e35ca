"""CourtGraph 法院图谱: the knowledge graph of Chinese courts.

::

    import kg

    with kg.open() as graph:
        graph.find("破产")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph as Graph
    from kg.api import open as open

__all__ = ["Graph", "open"]


def __getattr__(name: str) -> object:
    """``kg.open`` and ``kg.Graph``, imported when they are first used: the command line needs neither."""
    if name in __all__:
        import kg.api

        return getattr(kg.api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
