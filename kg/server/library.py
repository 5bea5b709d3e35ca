"""The programs of Neo4j: one folder of jars for each version, whole by a manifest of names and sizes."""

import json
import os

from kg.errors import StoreError
from kg.server.versions import parsed

MANIFEST = "manifest.json"


def library_root() -> str:
    """Where the programs of all versions lie: ``KG_NEO4J_LIB``, or ``neo4j-lib`` in the user's data folder."""
    chosen = os.environ.get("KG_NEO4J_LIB")
    if chosen:
        return os.path.abspath(chosen)
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("courtgraph", appauthor=False), "neo4j-lib")


def library(version: str) -> str:
    """The folder of one version's programs; its jars lie in ``lib``.

    Raises UsageError where that is no version.
    """
    parsed(version)
    return os.path.join(library_root(), version)


def sizes(folder: str) -> dict[str, int]:
    """The jars of a folder with their sizes in bytes; empty where it is not there."""
    lib = os.path.join(folder, "lib")
    if not os.path.isdir(lib):
        return {}
    return {entry.name: entry.stat().st_size for entry in os.scandir(lib) if entry.name.endswith(".jar")}


def write_manifest(folder: str, version: str) -> None:
    """Say that an install is whole: the last step of it."""
    with open(os.path.join(folder, MANIFEST), "w", encoding="utf-8") as file:
        json.dump({"version": version, "files": dict(sorted(sizes(folder).items()))}, file, indent=1)


def flaw(folder: str) -> str:
    """What is wrong with an install, in a few words; empty where it is whole."""
    try:
        with open(os.path.join(folder, MANIFEST), encoding="utf-8") as file:
            wanted = json.load(file)["files"]
    except FileNotFoundError:
        return "half an install" if os.path.isdir(folder) else "not installed"
    except (OSError, ValueError, LookupError, TypeError):
        return f"{MANIFEST} cannot be read"
    found = sizes(folder)
    for name, size in wanted.items():
        if name not in found:
            return f"{name} is missing"
        if found[name] != size:
            return f"{name} has {found[name]} bytes instead of {size}"
    return "" if wanted and len(found) == len(wanted) else "half an install"


def require(version: str) -> str:
    """The folder of a version that is wholly installed; raises StoreError with the command that installs it."""
    folder = library(version)
    wrong = flaw(folder)
    if wrong:
        raise StoreError(f"Neo4j {version} in {folder}: {wrong}: kg neo4j install --version {version}")
    return folder
