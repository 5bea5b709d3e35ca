"""The two sides of a comparison: versions, graph folders or exports, read sorted, subject by subject."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError
from kg.store.export import quad_lines
from kg.store.layout import Layout
from kg.store.reader import Reader
from kg.store.sorting import sorted_lines


class Subject(NamedTuple):
    """What a side says of one subject: its term, and its lines of N-Quads, each once."""

    term: bytes
    lines: list[bytes]


def _file_lines(path: str) -> Iterator[bytes]:
    """The quads of an exported file in canonical form, whoever wrote it."""
    default = ox.DefaultGraph()
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS):
            if quad.graph_name != default:
                yield f"{quad} .\n".encode()
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{path}: {error}: give a file of kg export --format nquads") from error


def side_lines(name: str, graph_dir: str) -> tuple[str, Iterator[bytes]]:
    """A side by its name: the digest where it is known (else an empty text), and its lines in any order.

    ``name`` is an existing file, a graph folder, or a version of ``graph_dir``: ``current``, ``previous``
    or the beginning of a digest. Raises StoreError and InputError where there is no such thing.
    """
    if os.path.isfile(name):
        return "", _file_lines(name)
    if os.path.isdir(name):
        reader = Reader(name)
    elif os.sep in name or name.endswith(".nq"):
        raise InputError(f"{name}: no such file or folder: give an export, a graph folder or a version")
    else:
        # Checked before it is opened, so that the message is about the name.
        Layout(graph_dir).version(name)
        reader = Reader(graph_dir, name)
    return reader.manifest.digest, quad_lines(reader.store)


def _subjects(lines: Iterator[bytes]) -> Iterator[Subject]:
    for term, group in groupby(lines, key=lambda line: line.split(b" ", 1)[0]):
        yield Subject(term, [line for line, _ in groupby(group)])


@contextmanager
def paired(old: Iterator[bytes], new: Iterator[bytes]) -> Iterator[Iterator[tuple[list[bytes], list[bytes]]]]:
    """The subjects whose lines differ, each with the lines of either side, in order of the term."""
    with sorted_lines(old) as left, sorted_lines(new) as right:
        yield _merge(_subjects(left), _subjects(right))


def _merge(left: Iterator[Subject], right: Iterator[Subject]) -> Iterator[tuple[list[bytes], list[bytes]]]:
    one, other = next(left, None), next(right, None)
    while one or other:
        if one and (other is None or one.term < other.term):
            yield one.lines, []
            one = next(left, None)
        elif other and (one is None or other.term < one.term):
            yield [], other.lines
            other = next(right, None)
        elif one and other:
            if one.lines != other.lines:
                yield one.lines, other.lines
            one, other = next(left, None), next(right, None)
