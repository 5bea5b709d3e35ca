"""How figures of the web benchmark are told: medians, and the ratio of each round."""

from collections.abc import Sequence
from statistics import median

from benchmarks.measure import ratios

Row = tuple[str, ...]


def milliseconds(seconds: Sequence[float]) -> str:
    """The median, in milliseconds."""
    return f"{median(seconds) * 1000:.1f} ms"


def ratio(above: Sequence[float], below: Sequence[float], sign: str = "") -> str:
    """The median of the ratios pair by pair, then each of them; ``sign`` before it where it is a bound."""
    pairs = ", ".join(f"{a / b:.2f}" for a, b in zip(above, below, strict=True))
    return f"{sign}{ratios(above, below):.2f}× ({pairs})"
