"""Lines of a large text file: decoded as they come, memory flat, with the line of what is wrong."""

import codecs
from collections.abc import Iterator
from functools import partial
from typing import TextIO

from kg.errors import InputError

# No line that a table has is longer; a file without line breaks must not be taken into memory whole.
MAX_LINE = 8 * 1024 * 1024
_CHUNK = 1024 * 1024


class TextLines:
    """The lines of a file with their ends. ``line`` is the last one's number; ``size`` counts characters."""

    def __init__(self, path: str, encoding: str) -> None:
        self.path = path
        self.encoding = encoding
        self.line = 0
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        """Read from the beginning; InputError at a NUL, an overlong line, or what does not decode."""
        self.line = self.size = 0
        try:
            with open(self.path, encoding=self.encoding, newline="") as file:
                yield from self._lines(file)
        except UnicodeError as error:
            raise self._undecodable() from error
        except OSError as error:
            raise InputError(f"{self.path}: cannot be read: {error.strerror or error}") from error

    def _lines(self, file: TextIO) -> Iterator[str]:
        for line in iter(partial(file.readline, MAX_LINE), ""):
            self.line += 1
            self.size += len(line)
            if "\0" in line:
                raise InputError(f"{self.path}:{self.line}: a NUL byte: the file is no text{self._hint()}")
            if len(line) == MAX_LINE and not line.endswith("\n"):
                raise InputError(f"{self.path}:{self.line}: a line of over {MAX_LINE >> 20} MiB")
            yield line

    def _hint(self) -> str:
        with open(self.path, "rb") as file:
            start = file.read(4)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "; it is UTF-16: write encoding: utf-16"
        return "; it is a workbook: write format: xlsx" if start == b"PK\x03\x04" else ""

    def _undecodable(self) -> InputError:
        """Where decoding fails: the error of a text file does not tell, so the file is decoded again."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        line = 1
        with open(self.path, "rb") as file:
            for chunk in iter(partial(file.read, _CHUNK), b""):
                try:
                    line += decoder.decode(chunk).count("\n")
                except UnicodeDecodeError as error:
                    good = error.object[: error.start].decode(self.encoding, "ignore")
                    line += good.count("\n")
                    break
                except UnicodeError:  # UTF-16 without a byte order mark
                    break
        name = "UTF-8" if self.encoding.startswith("utf-8") else self.encoding.upper()
        return InputError(f"{self.path}:{line}: not {name}: {self._likely()}")

    def _likely(self) -> str:
        with open(self.path, "rb") as file:
            start = file.read(_CHUNK)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "it is UTF-16: write encoding: utf-16"
        if start.startswith(b"PK\x03\x04"):
            return "it is a workbook: write format: xlsx"
        if self.encoding == "gb18030":
            return "write the right encoding:, or save the table as UTF-8"
        try:
            codecs.getincrementaldecoder("gb18030")().decode(start)
        except UnicodeDecodeError:
            return "save the table as UTF-8"
        return "it looks like GB18030: write encoding: gb18030"
