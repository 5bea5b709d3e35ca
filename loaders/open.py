"""Opens what is given to a build: a facts file, or a table by its mapping."""

import os
from collections.abc import Sequence

from kg.errors import InputError
from kg.model.facts import Source, SourceInfo
from kg.model.vocabulary import Vocabulary
from loaders.facts import HEAD, FactsFile
from loaders.mapping import FORMATS
from loaders.sources import read_sources
from loaders.strict_yaml import read_yaml
from loaders.table import Table

SOURCES = "sources.yaml"
IDENTITY = "identity.yaml"
COMPANIONS = frozenset({SOURCES, IDENTITY})
_DOCS = "docs/tables.md"
_TABLES = (*FORMATS, ".xls", ".ods", ".json", ".txt")


def open_source(path: str, vocabulary: Vocabulary, sources: dict[str, SourceInfo] | None = None) -> Source:
    """A facts file or a table's mapping, told apart by the key ``table``.

    ``sources`` are the documents of ``sources.yaml``. InputError for anything else.
    """
    name = os.path.basename(path)
    if os.path.splitext(name)[1].lower() in _TABLES:
        what = f"a table needs a mapping, a YAML file with table: {name}"
        raise InputError(f"{path}: {what}: give that instead (see {_DOCS})")
    root = read_yaml(path)
    if "table" in root.items:
        return Table(path, vocabulary, root)
    if name in COMPANIONS:
        what = "it goes with facts files and holds no facts"
        raise InputError(f"{path}:1: {what}: give the facts files beside it")
    if not root.items.keys() & set(HEAD):
        what = f"neither a facts file ({', '.join(HEAD)}) nor a table's mapping (table: …)"
        raise InputError(f"{path}:1: {what}: see {_DOCS}")
    return FactsFile(path, vocabulary, sources, root)


def facts_paths(paths: Sequence[str]) -> list[str]:
    """The files to open among those given: ``seeds/*.yaml`` names their companions too, which are read anyway."""
    alone = [path for path in paths if os.path.basename(path) not in COMPANIONS]
    return alone or list(paths)


def open_sources(paths: Sequence[str], vocabulary: Vocabulary) -> list[Source]:
    """Several files, each with the ``sources.yaml`` of its folder; InputError as for `open_source`."""
    known: dict[str, dict[str, SourceInfo]] = {}
    found = []
    for path in facts_paths(paths):
        folder = os.path.dirname(path)
        if folder not in known:
            known[folder] = read_sources(os.path.join(folder, SOURCES))
        found.append(open_source(path, vocabulary, known[folder]))
    return found
