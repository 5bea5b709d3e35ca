"""Publishes a version: a folder to build in, then the turn of one link.

Two builds at once do not harm each other: each has a folder of its own, and only the turn of the link is locked.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import StoreError
from kg.store.layout import MANIFEST, Layout

_STAGE, _FRESH = ".stage-", ".fresh-"
_LOCK = ".lock"


@contextmanager
def stage(layout: Layout) -> Iterator[str]:
    """A folder to build in, locked while it lives, gone afterwards unless it was published.

    What a killed build left behind is swept away: nobody holds its lock any more.
    """
    try:
        os.makedirs(layout.versions, exist_ok=True)
        _sweep(layout)
        mark = f"{os.getpid()}-{os.urandom(4).hex()}"
        fresh, path = (os.path.join(layout.versions, start + mark) for start in (_FRESH, _STAGE))
        os.mkdir(fresh)
        lock = os.open(os.path.join(fresh, _LOCK), os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Only now may others find it: a folder without a held lock is swept away.
        os.rename(fresh, path)
    except OSError as error:
        raise StoreError(f"{layout.root}: {error.strerror}: choose another folder with --graph DIR") from error
    try:
        yield path
    finally:
        os.close(lock)
        shutil.rmtree(path, ignore_errors=True)


def _sweep(layout: Layout) -> None:
    for name in os.listdir(layout.versions):
        if not name.startswith(_STAGE):
            continue
        path = os.path.join(layout.versions, name)
        try:
            lock = os.open(os.path.join(path, _LOCK), os.O_RDWR)
        except OSError:
            continue  # being made or removed by another build this very moment
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
        except BlockingIOError:
            pass  # its builder is alive
        finally:
            os.close(lock)


def publish(layout: Layout, folder: str, digest: str) -> str:
    """Make a staged version the current one; the one before stays until the next build.

    Returns the folder of the version. An equal version that is there already is kept and only linked.
    """
    target = os.path.join(layout.versions, digest)
    with _lock(layout):
        before = os.path.basename(os.readlink(layout.link)) if os.path.islink(layout.link) else ""
        if not os.path.exists(os.path.join(target, MANIFEST)):
            shutil.rmtree(target, ignore_errors=True)
            os.rename(folder, target)
            os.unlink(os.path.join(target, _LOCK))
        link = layout.link + ".new"  # under the lock there is one at a time; a killed build may have left its own
        if os.path.lexists(link):
            os.unlink(link)
        os.symlink(os.path.join("versions", digest), link)
        os.replace(link, layout.link)
        kept = {digest, before if before != digest else _older(layout, digest)}
        for name in layout.names():
            if name not in kept:
                shutil.rmtree(os.path.join(layout.versions, name), ignore_errors=True)
    return target


def _older(layout: Layout, digest: str) -> str:
    """The version besides the current one: a build that changes nothing keeps it."""
    return next((name for name in layout.names() if name != digest), "")


@contextmanager
def _lock(layout: Layout) -> Iterator[None]:
    handle = os.open(os.path.join(layout.root, _LOCK), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
