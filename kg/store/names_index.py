"""The name index: SQLite FTS5 over bigrams of every name, its aliases, its English and its pinyin.

The embedded store has no text search, and FTS5's own trigrams miss two-character words such as 合同.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from kg.errors import StoreError
from kg.names.fold import bigrams, fold
from kg.store.layout import NAMES

_SCHEMA = """
CREATE TABLE form (id INTEGER PRIMARY KEY, folded TEXT NOT NULL, iri TEXT NOT NULL, kind INTEGER NOT NULL);
CREATE VIRTUAL TABLE grams USING fts5(body, content='', tokenize='ascii', detail='full');
"""
PINYIN, INITIALS, NUMBER = 3, 4, 5
# Not by rank: a number (法发〔2020〕22号, a case number) came last, and graphs built before it have none.
KINDS = ("name", "alias", "english", "pinyin", "initials", "number")
_SPELLED = f"kind IN ({PINYIN}, {INITIALS})"
_BATCH = 20_000
# What would end the path in a URI (https://www.sqlite.org/uri.html, 3.1).
_URI = {ord(char): f"%{ord(char):02x}" for char in "%?#"}


class Name(NamedTuple):
    """A name of a resource: its IRI, the text, and 0 for the canonical name, 1 alias, 2 English, 5 number."""

    iri: str
    text: str
    kind: int


class Hit(NamedTuple):
    """A resource found by one of its names."""

    iri: str
    folded: str
    kind: int


def _forms(names: Iterable[Name]) -> Iterator[tuple[str, str, int]]:
    from kg.names.pinyin import pinyin

    for iri, text, kind in names:
        yield fold(text), iri, kind
        if kind < 2:
            full, initials = pinyin(text)
            if full:
                yield full, iri, 3
                yield initials, iri, 4


def build_names(folder: str, names: Iterable[Name]) -> None:
    """Write the name index of a version, in the order of the names given.

    Raises StoreError where the disk is full or not to be written.
    """
    try:
        base = sqlite3.connect(os.path.join(folder, NAMES))
        try:
            base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            _fill(base, names)
            base.commit()
        finally:
            base.close()
    except sqlite3.Error as error:
        raise StoreError(f"{folder}: the name index cannot be written: {error}; the old graph is as it was") from error


def _fill(base: sqlite3.Connection, names: Iterable[Name]) -> None:
    numbered = ((number, *form) for number, form in enumerate(_forms(names), 1))
    while batch := list(islice(numbered, _BATCH)):
        base.executemany("INSERT INTO form(id, folded, iri, kind) VALUES (?, ?, ?, ?)", batch)
        # Pinyin is left out: it would be four fifths of the index, and a scan finds a part of it soon enough.
        grams = [(number, bigrams(folded)) for number, folded, _, kind in batch if kind not in (PINYIN, INITIALS)]
        base.executemany("INSERT INTO grams(rowid, body) VALUES (?, ?)", grams)
    base.execute("CREATE INDEX form_folded ON form(folded)")


class NameIndex:
    """The name index of a version, opened read-only, for any number of threads.

    A connection serves one question at a time: on a shared one they would wait for each other, and Python may give two
    of them the same prepared statement. Idle ones are kept, so there are as many as there were questions at once.
    """

    def __init__(self, folder: str) -> None:
        self._path = os.path.join(folder, NAMES)
        self._idle: list[sqlite3.Connection] = []
        self._idle.append(self._open())

    def _open(self) -> sqlite3.Connection:
        try:
            uri = f"file:{self._path.translate(_URI)}?mode=ro&immutable=1"
            return sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: {error}: build the graph again with: kg build") from error

    def _rows(self, query: str, *values: str | int) -> list[Hit]:
        try:
            base = self._idle.pop()  # of a list, this and append are whole for other threads
        except IndexError:
            base = self._open()
        try:
            return [Hit(*row) for row in base.execute(query, values)]
        except sqlite3.Error as error:
            raise StoreError(f"the name index: {error}: build the graph again with: kg build") from error
        finally:
            self._idle.append(base)

    def exact(self, text: str) -> list[Hit]:
        """Resources one of whose names is this text, width, case, white space and quotation marks apart."""
        folded = fold(text)
        return self._rows("SELECT iri, folded, kind FROM form WHERE folded = ? ORDER BY kind, iri", folded)

    def first(self, limit: int) -> list[Hit]:
        """All forms of all names, in the order of the index, at most ``limit``."""
        return self._rows("SELECT iri, folded, kind FROM form ORDER BY id LIMIT ?", limit)

    def containing(self, text: str, limit: int) -> list[Hit]:
        """Resources one of whose names contains this text: earliest kind of name first, then shortest name."""
        folded = fold(text)
        if not folded:
            return []
        grams = bigrams(folded).split()
        match = f'"{grams[0]}"*' if len(folded) == 1 else '"' + " ".join(grams[:-1]) + '"'
        scan = f" OR {_SPELLED} AND instr(folded, ?2)" if folded.isascii() else ""
        found = "SELECT iri, folded, kind FROM form WHERE id IN (SELECT rowid FROM grams WHERE grams MATCH ?1)"
        query = found + scan + " ORDER BY (folded = ?2) DESC, kind, length(folded), folded, iri LIMIT ?3"
        return _first_of_each(self._rows(query, match, folded, limit * 5))[:limit]

    def near(self, text: str, limit: int) -> list[Hit]:
        """Resources whose names share most bigrams with this text: what may have been meant."""
        grams = bigrams(fold(text)).split()[:-1]
        if not grams:
            return []
        match = " OR ".join(f'"{gram}"' for gram in dict.fromkeys(grams[:24]))
        query = (
            "SELECT f.iri, f.folded, f.kind FROM (SELECT rowid, rank FROM grams WHERE grams MATCH ?"
            " ORDER BY rank LIMIT ?) g JOIN form f ON f.id = g.rowid ORDER BY g.rank, f.iri"
        )
        return _first_of_each(self._rows(query, match, limit * 5))[:limit]

    def close(self) -> None:
        """Close the file; nothing may be under way."""
        while self._idle:
            self._idle.pop().close()

    __del__ = close


def _first_of_each(hits: list[Hit]) -> list[Hit]:
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.iri, hit)
    return list(seen.values())
