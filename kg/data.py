"""Where the data of the house lies: in the installed package, or at the top of a checkout."""

import os

from kg.errors import StoreError

_HERE = os.path.dirname(os.path.abspath(__file__))


def data_dir(name: str) -> str:
    """The folder ``seeds``, ``ontology`` or ``queries``, as a path.

    Raises StoreError where neither the installed package nor a checkout has it.
    """
    for candidate in (os.path.join(_HERE, "data", name), os.path.join(os.path.dirname(_HERE), name)):
        if os.path.isdir(candidate):
            return candidate
    raise StoreError(f"the folder {name} of the installation is missing: install courtgraph again")


def default_graph_dir() -> str:
    """The folder of the graph: ``KG_GRAPH``, or ``courtgraph/graph`` in the user's data folder."""
    chosen = os.environ.get("KG_GRAPH")
    if chosen:
        return chosen
    # The platform's own rule, kept behind the environment variable: its import costs a cold look-up 5 ms.
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("courtgraph", appauthor=False), "graph")
