"""An order-free digest of statements: the sum of their 128-bit hashes. It can be taken from a stream of any order."""

from hashlib import blake2b

_MODULUS = 1 << 128


class Digest:
    """The digest of a set of lines, each of which must be given once."""

    def __init__(self) -> None:
        self._sum = 0
        self.count = 0

    def add(self, line: bytes) -> None:
        """Add a statement: its canonical N-Quads line with its end."""
        self.include(int.from_bytes(blake2b(line, digest_size=16).digest(), "big"), 1)

    def include(self, total: int, count: int) -> None:
        """Add statements whose hashes were summed elsewhere: the sum, and how many they were."""
        self._sum += total
        self.count += count

    def hex(self) -> str:
        """The digest as 32 hex digits; the count of statements goes into it."""
        total = (self._sum + self.count) % _MODULUS
        return f"{total:032x}"
