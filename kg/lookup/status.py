"""What a graph holds: digest, checks, counts by class, property and document."""

import os
from typing import NamedTuple

from kg.model.iris import CG, DOCUMENTS
from kg.store.layout import Layout
from kg.store.manifest import read_manifest
from kg.store.reader import Reader


class Count(NamedTuple):
    """One line: its section (graph, class, property, document), a name, its Chinese label, and a value."""

    section: str
    name: str
    label: str
    value: str


def status(reader: Reader) -> list[Count]:
    """The lines of a version's status: all from its manifest, so that size does not matter."""
    manifest = reader.manifest
    rejects = f"{manifest.rejects}" if manifest.rejects else "0"
    rows = [
        Count("graph", "digest", "摘要", manifest.digest),
        Count("graph", "statements", "陈述", str(manifest.statements)),
        Count("graph", "resources", "资源", str(manifest.resources)),
        Count("graph", "shacl", "SHACL校验", manifest.shacl),
        Count("graph", "rejects", "拒收", rejects),
        Count("graph", "ontology", "本体摘要", manifest.ontology),
    ]
    rows += [Count("class", _local(k), reader.label(k), str(n)) for k, n in _largest_first(manifest.classes)]
    rows += [Count("property", _local(k), reader.label(k), str(n)) for k, n in _largest_first(manifest.properties)]
    documents = _largest_first(manifest.documents)
    return rows + [Count("document", k, _title(reader, k), str(n)) for k, n in documents]


def _largest_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _local(iri: str) -> str:
    return iri[len(CG) :] if iri.startswith(CG) else iri.replace("#", "/").rsplit("/", 1)[-1]


def _title(reader: Reader, document: str) -> str:
    title = reader.label(DOCUMENTS + document)
    return "" if title == document else title


class Version(NamedTuple):
    """A version that is there: its digest, whether it is the current one, counts, size on disk in bytes."""

    digest: str
    current: bool
    statements: int
    documents: int
    size: int


def versions(graph_dir: str) -> list[Version]:
    """The versions in a graph folder, the current one first; StoreError where there is no graph."""
    layout = Layout(graph_dir)
    now = os.path.basename(layout.current())
    found = []
    for digest in layout.names():
        folder = os.path.join(layout.versions, digest)
        manifest = read_manifest(folder)
        found.append(Version(digest, digest == now, manifest.statements, len(manifest.documents), size_of(folder)))
    return sorted(found, key=lambda version: (not version.current, version.digest))


def size_of(folder: str) -> int:
    """The bytes that a folder takes."""
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)
