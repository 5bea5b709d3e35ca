"""Files that are whole or not there: written beside their place and moved onto it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from kg.errors import StoreError


@contextmanager
def replacing(path: str) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of ``path`` when all went well; otherwise that stays as it was.

    Raises StoreError where the folder cannot be written or the disk is full.
    """
    beside = f"{path}.part-{os.getpid()}"
    try:
        with open(beside, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}: choose another place, or make room") from error
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
