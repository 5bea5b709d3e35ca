"""Is everything in place? Each check gives one line, and where there is a problem, what to do next."""

import importlib.util
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from kg.data import data_dir
from kg.errors import KgError
from kg.model.iris import PREF_LABEL, RDF_TYPE
from kg.store.digest import Digest
from kg.store.export import quad_lines
from kg.store.reader import DEFAULT, Reader

OLDEST, NEWEST = (3, 11), (3, 13)
_LIBRARIES = (
    "click",
    "networkx",
    "openpyxl",
    "oxrdflib",
    "platformdirs",
    "pyoxigraph",
    "pypinyin",
    "pyshacl",
    "yaml",
    "rdflib",
    "rich",
)
_DATA = {"ontology": ".ttl", "queries": ".rq", "seeds": ".yaml"}
_LEAST_ROOM = 1 << 30


class Check(NamedTuple):
    """One line: what was looked at, ``ok`` or ``problem``, what was found, and what to do next."""

    check: str
    state: str
    found: str
    next: str = ""


def _line(name: str, fine: bool, found: str, step: str) -> Check:
    return Check(name, "ok" if fine else "problem", found, "" if fine else step)


def checkup(graph_dir: str, *, deep: bool = False) -> Iterator[Check]:
    """All checks, one after another; ``deep`` counts every statement and takes the digest again."""
    yield from _installation()
    yield from _folder(graph_dir)
    try:
        reader = Reader(graph_dir)
    except KgError as error:
        yield Check("graph", "problem", str(error), "kg build")
        return
    checks: list[tuple[str, Callable[[Reader], Check]]] = [
        ("manifest", _manifest), ("ontology", _ontology), ("name index", _names), ("counts", _counts),
    ]  # fmt: skip
    checks += [("digest", _digest)] if deep else []
    for name, check in checks:
        try:
            yield check(reader)
        except (KgError, OSError, RuntimeError, sqlite3.Error) as error:
            yield Check(name, "problem", str(error), "kg build")


def _installation() -> Iterator[Check]:
    here = sys.version_info[:2]
    wanted = f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
    found = f"{sys.version_info[0]}.{sys.version_info[1]}.{sys.version_info[2]}"
    yield _line("Python", OLDEST <= here <= NEWEST, found, f"use Python {wanted}")
    if sqlite3.connect(":memory:").execute("PRAGMA compile_options").fetchall().count(("ENABLE_FTS5",)) == 0:
        yield Check(
            "SQLite",
            "problem",
            f"{sqlite3.sqlite_version} without FTS5",
            "use a Python whose SQLite has FTS5",
        )
    missing = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
    found = f"{len(_LIBRARIES)} found, pyoxigraph {ox.__version__}" if not missing else f"missing: {', '.join(missing)}"
    yield _line("libraries", not missing, found, "pip install --upgrade courtgraph")
    for name, ending in _DATA.items():
        try:
            folder = data_dir(name)
            count = sum(entry.endswith(ending) for entry in os.listdir(folder))
            yield _line(
                f"data: {name}",
                count > 0,
                f"{count} files in {folder}",
                "pip install --force-reinstall courtgraph",
            )
        except (KgError, OSError) as error:
            yield Check(f"data: {name}", "problem", str(error), "pip install --force-reinstall courtgraph")

    yield from _directory()


def _directory() -> Iterator[Check]:
    """The directory of courts: what it holds, and what it is known to lack; a hole is no fault."""
    from kg.names import coverage

    try:
        yield Check("court directory", "ok", coverage.line())
        yield Check("known holes", "ok", coverage.lacks())
    except (OSError, ValueError) as error:
        yield Check("court directory", "problem", str(error), "pip install --force-reinstall courtgraph")


def _folder(graph_dir: str) -> Iterator[Check]:
    there = os.path.isdir(graph_dir)
    yield _line("graph folder", there, graph_dir if there else f"{graph_dir} is missing", "kg build")
    at = graph_dir
    while not os.path.isdir(at) and os.path.dirname(at) != at:
        at = os.path.dirname(os.path.abspath(at))
    if there:
        readable = os.access(graph_dir, os.R_OK | os.X_OK)
        yield _line("readable", readable, "yes" if readable else "no", f"give yourself the right to read {graph_dir}")
    writable = os.access(at, os.W_OK | os.X_OK)
    found = "yes" if writable else "no: it can be asked, but not built"
    yield _line("writable", writable, found, f"give yourself the right to write {at}, or another folder with --graph")
    room = shutil.disk_usage(at).free
    yield _line(
        "free disk",
        room >= _LEAST_ROOM,
        f"{room / (1 << 30):.1f} GB",
        "make room: a build needs 1 GB and more",
    )


def _manifest(reader: Reader) -> Check:
    manifest = reader.manifest
    fine = manifest.digest == os.path.basename(reader.folder)
    shacl = f"SHACL {manifest.shacl}"
    return _line("manifest", fine, f"{manifest.digest}, {manifest.statements} statements, {shacl}", "kg build")


def _ontology(reader: Reader) -> Check:
    from kg.rdf.ontology import load_vocabulary

    same = load_vocabulary().digest == reader.manifest.ontology
    found = "as installed" if same else "the graph was built with another ontology than the installed one"
    return _line("ontology", same, found, "kg build")


def _names(reader: Reader) -> Check:
    """The index finds the first name in the store, by the whole and by a part."""
    quads = reader.store.quads_for_pattern(None, ox.NamedNode(PREF_LABEL), None, DEFAULT)
    quad = next(iter(quads), None)
    if quad is None or not isinstance(quad.object, ox.Literal):
        return Check("name index", "problem", "the graph has no names", "kg build")
    text = quad.object.value
    fine = bool(reader.names.exact(text)) and bool(reader.names.containing(text[:2], 1))
    return _line("name index", fine, "answers" if fine else f"does not know {text}", "kg build")


def _counts(reader: Reader) -> Check:
    wrong = []
    for klass, count in reader.manifest.classes.items():
        quads = reader.store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(klass), DEFAULT)
        there = sum(1 for _ in quads)
        if there != count:
            wrong.append(f"{reader.label(klass)}: {there}, not {count}")
    found = "; ".join(wrong) or f"{len(reader.manifest.classes)} classes as in the manifest"
    return _line("counts", not wrong, found, "kg build")


def _digest(reader: Reader) -> Check:
    digest = Digest()
    for line in quad_lines(reader.store):
        digest.add(line)
    same = (digest.hex(), digest.count) == (reader.manifest.digest, reader.manifest.statements)
    found = f"{digest.hex()} of {digest.count} statements"
    return _line("digest", same, found if same else f"{found}, not as in the manifest", "kg build")
