"""One at a time: a lock that ends with its process."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import StoreError


@contextmanager
def alone(path: str, *, wait: float) -> Iterator[None]:
    """Hold a file's lock; others wait up to ``wait`` seconds.

    Raises StoreError after that, and where the file cannot be made.
    """
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}; it must be a folder that you can write") from error
    try:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise StoreError(f"another kg is at work in {os.path.dirname(path)}: wait for it") from None
                time.sleep(0.05)
        yield
    finally:
        os.close(file)
