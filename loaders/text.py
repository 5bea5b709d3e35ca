"""The bytes of a text file that people edit, refused in one line where they are no such thing."""

import os
import stat

from kg.errors import InputError

MAX_LINE = 64 * 1024
MAX_BYTES = 64 * 1024 * 1024
BOMS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16
_UTF8_BOM = b"\xef\xbb\xbf"


def read_bytes(path: str) -> bytes:
    """The content of a UTF-8 file, without a byte order mark; known to decode.

    Raises InputError, with the line where there is one, for a file that is missing, unreadable, a folder,
    over 64 MiB, not UTF-8, or holds a NUL or a line of over 64 KiB.
    """
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            # A pipe has no size; of a file no more is reserved than it has.
            size = status.st_size if stat.S_ISREG(status.st_mode) else MAX_BYTES
            data = file.read(min(size, MAX_BYTES) + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_BYTES:
        size = max(size, len(data)) >> 20
        raise InputError(f"{path}: {size} MiB is too large for a facts file: give a table instead")
    _check(path, data)
    return data.removeprefix(_UTF8_BOM)


def _check(path: str, data: bytes) -> None:
    if data.startswith(BOMS):
        raise InputError(f"{path}:1: the file is UTF-16, not UTF-8: save it as UTF-8")
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > MAX_LINE:
            raise InputError(f"{path}:{number}: a line of {len(line)} bytes; at most {MAX_LINE} are read")
    if b"\0" in data:
        raise InputError(f"{path}:{line_of(data, data.index(0))}: a NUL byte: the file is no text")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line_number = line_of(data, error.start)
        raise InputError(f"{path}:{line_number}: not UTF-8{guess(data)}: save the file as UTF-8") from error


def line_of(data: bytes, offset: int) -> int:
    """The line, counted from 1, that a byte offset stands in."""
    return data.count(b"\n", 0, offset) + 1


def guess(data: bytes) -> str:
    """The likely encoding of bytes that are not UTF-8, as a hint and no more."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return " (it looks like GB18030)"
