"""CourtGraph 法院图谱: the knowledge graph of Chinese courts.

::

    import kg

    with kg.open() as graph:
        graph.find("破产")
        graph.who_hears("四平", "环境资源", on="2023-01-01")
    kg.court("长春高新法院")
    kg.case_number("(2024)川0193民初22号")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph as Graph
    from kg.api import case_number as case_number
    from kg.api import court as court
    from kg.api import open as open

__all__ = ["Graph", "case_number", "court", "open"]


def __getattr__(name: str) -> object:
    """The names of `kg.api`, imported when they are first used: the command line needs none of them."""
    if name in __all__:
        import kg.api

        return getattr(kg.api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
