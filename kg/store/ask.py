"""Asks the store in SPARQL, in a process that can be killed: pyoxigraph has no time limit of its own.

What comes from outside cannot leave the machine by ``SERVICE`` either: see `defuse`.
"""

import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError, TimeLimit, UsageError
from kg.model.iris import PREFIXES
from kg.store.dataset import Dataset, merged
from kg.store.layout import DB

TIMEOUT = 30.0
MEMORY = 4 << 30  # bytes that the child may take
LARGEST = 1 << 30  # bytes of an answer
_BAD_QUERY, _TOO_MANY = 2, 3
FORMS = ("json", "xml", "csv", "tsv")  # of rows
_WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worker.py")
# -I -S: no site, no user's folders, no environment: 5 ms less, and nothing called kg or json gets in our way.
_COMMAND = (sys.executable, "-I", "-S", _WORKER)

# The keyword needs no space before it (1SERVICE<…>), so each occurrence counts, except within the name of a
# variable or the local part of a prefixed name.
_SERVICE = re.compile(r"([?$:][\w\-]*)?(serv)(ice)", re.IGNORECASE)
_ESCAPED = re.compile(r"(serv)\\u00([46]9)(?=ce)", re.IGNORECASE)
_UPDATE = re.compile(r"\s*(?:(?:prefix|base)\b[^>]*>\s*)*(insert|delete|load|clear|drop|create|add|move|copy)\b", re.I)
_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)


class TooMany(StoreError):
    """The answer has more rows or bytes than were asked for."""


class Answer(NamedTuple):
    """The answer to a query: ``results+json`` (xml, csv, tsv) or ``n-triples``, and the bytes."""

    media: str
    body: bytes


def defuse(query: str) -> str:
    r"""A query in which no ``SERVICE`` is left, and all else means the same.

    The word is written with an escape: in texts and IRIs ``serv\u0069ce`` is the same, as a keyword it is
    an error.
    """

    def escape(match: re.Match[str]) -> str:
        return match.group() if match[1] else f"{match[2]}\\u{ord(match[3][0]):04X}{match[3][1:]}"

    return _SERVICE.sub(escape, query)


def _bare(text: str) -> str:
    return _ESCAPED.sub(lambda match: match[1] + chr(int(match[2], 16)), text)


def ask(
    folder: str,
    query: str,
    bindings: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
    *,
    dataset: Dataset | None = None,
    form: str = FORMS[0],
    rows: int = 0,
    largest: int | None = None,
    started: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> Answer:
    """Run a query on a version, with variables bound to terms in N-Triples text; ``timeout`` in seconds.

    A bound variable must stand in the SELECT clause. ``dataset`` takes the place of FROM and FROM NAMED; ``form`` is
    how rows are written; more than ``rows`` rows or triples (0: any number), or ``largest`` bytes (None: a gigabyte),
    are refused; ``started`` is given the process, for those who may want to end it early.

    Raises UsageError for a query that is not SPARQL, TimeLimit where it takes longer, TooMany for too large an answer,
    StoreError for all else.
    """
    safe = defuse(query)
    job = _job(folder, safe, bindings or {}, dataset or merged(query), form, rows)
    code, out, err = _run(job, timeout, largest or LARGEST, started)
    if code == 0:
        media, _, body = out.partition(b"\n")
        return Answer(media.decode(), body)
    message = err.decode("utf-8", "replace").strip()
    if code == _BAD_QUERY:
        raise UsageError(explain(safe, message))
    if code == _TOO_MANY:
        raise TooMany(f"the answer has more than {rows} rows or triples: make it narrower, or add LIMIT")
    if code == -signal.SIGSEGV:  # the parser goes down a step for each bracket, until its stack ends
        raise UsageError("no SPARQL: it is nested too deeply")
    if code < 0:
        raise StoreError(f"the query needs more than {MEMORY >> 30} GB of memory: make it narrower, or add LIMIT")
    raise StoreError(f"the query failed: {' '.join(message.split()) or f'its process ended with {code}'}")


def _job(folder: str, query: str, bindings: Mapping[str, str], dataset: Dataset | None, form: str, rows: int) -> bytes:
    """What the child reads: see `kg.store.worker`."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(ox.__file__)))
    default, named = dataset or ((), ())
    fields = [package, str(MEMORY), f"{folder}/{DB}", query, form, str(rows)]
    fields += [str(len(default)) if dataset else "", str(len(named)), str(len(PREFIXES)), *default, *named]
    fields += [text for pair in (*PREFIXES.items(), *bindings.items()) for text in pair]
    if any("\0" in field for field in fields):
        raise UsageError("no SPARQL: the query contains a NUL character")
    try:
        job = "\0".join(fields).encode()
    except UnicodeEncodeError:
        raise UsageError("no SPARQL: the query is not UTF-8") from None
    return b"%d\n%s" % (len(job), job)


_under_way: set[subprocess.Popen[bytes]] = set()


def end_all() -> None:
    """End the queries that all threads of this process are waiting for: they fail, and nothing is left running."""
    for child in list(_under_way):
        child.kill()


def _run(
    job: bytes, timeout: float, largest: int, started: Callable[[subprocess.Popen[bytes]], None] | None
) -> tuple[int, bytes, bytes]:
    """Run the child; it is dead when this returns or raises, by Ctrl-C too."""
    pipe = subprocess.PIPE
    with subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, cwd="/") as child:
        try:
            _under_way.add(child)
            if started:
                started(child)
            return _talk(child, job, timeout, largest)
        finally:
            child.kill()
            _under_way.discard(child)


def _talk(child: subprocess.Popen[bytes], job: bytes, timeout: float, largest: int) -> tuple[int, bytes, bytes]:
    streams = (child.stdin, child.stdout, child.stderr)
    to, out_of, errors = (stream.fileno() if stream else -1 for stream in streams)
    end = time.monotonic() + timeout
    try:
        view = memoryview(job)
        while view:  # the child reads it all before it does anything else
            view = view[os.write(to, view) :]
    except BrokenPipeError:
        pass  # it died at the start; its exit code says more
    parts: dict[int, list[bytes]] = {out_of: [], errors: []}
    size = 0
    with selectors.DefaultSelector() as selector:
        for number in parts:
            selector.register(number, selectors.EVENT_READ)
        while selector.get_map():
            left = end - time.monotonic()
            ready = selector.select(left) if left > 0 else []
            if not ready:
                raise TimeLimit(f"the query took longer than {timeout:g} s: make it narrower, or give --timeout")
            for key, _ in ready:
                part = os.read(key.fd, 1 << 18)
                parts[key.fd].append(part)
                size += len(part)
                if not part:
                    selector.unregister(key.fd)
            if size > largest:
                raise TooMany(f"the answer is larger than {largest >> 20} MB: add LIMIT, or take kg export")
    out, err = (b"".join(part) for part in parts.values())
    return child.wait(), out, err


def explain(query: str, message: str) -> str:
    """What is wrong with a query, on one line: the store's own message lists half the grammar."""
    found = _PLACE.fullmatch(message)
    if "SELECT projection" in message:
        return f"{' '.join(message.split())}: name it after SELECT"
    if not found:
        return f"no SPARQL: {_bare(' '.join(message.split()))[:300]}"
    update = _UPDATE.match(query)
    if update:
        return f"the graph is read-only, no {update[1].upper()}: ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
    if not query.strip():
        return "no SPARQL: the query is empty"
    row, column, expected = int(found[1]), int(found[2]), " ".join(found[3].split())
    line = query.split("\n")[row - 1] if row <= query.count("\n") + 1 else ""
    before, after = line[: column - 1], line[column - 1 :]
    if _ESCAPED.search(before[-14:] + after[:14]):
        return "no SERVICE here: the graph is asked alone, and no other machine"
    if "Prefix not found" in expected:
        return f"no SPARQL: line {row}: {_prefix(before)} is not declared (known: {', '.join(PREFIXES)})"
    if after.strip():
        return f"no SPARQL: line {row}, at {_bare(after).strip()[:24]!r}"
    return f"no SPARQL: line {row} ends too early, after {_bare(before).strip()[-24:]!r}"


def _prefix(before: str) -> str:
    """The last prefix before the place where the store stopped."""
    names = [name for name in re.findall(r"([\w.\-]*):", before) if name not in PREFIXES]
    return f"the prefix {names[-1]}:" if names else "a prefix"
