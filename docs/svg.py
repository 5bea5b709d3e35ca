"""The shapes that the diagram is drawn with, as SVG text; numbers are rounded, so the file never wavers."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei',sans-serif"
INK, SOFT, LINE, PAPER = "#1b2733", "#5b6b7b", "#8a99a8", "#ffffff"


class Box(NamedTuple):
    """A rectangle: left, top, width, height in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.w / 2, self.y + self.h / 2

    def border(self, towards: tuple[float, float]) -> tuple[float, float]:
        """The point of the border on the straight line from the centre towards a point."""
        cx, cy = self.centre
        dx, dy = towards[0] - cx, towards[1] - cy
        scale = min(self.w / 2 / abs(dx) if dx else 1e9, self.h / 2 / abs(dy) if dy else 1e9)
        return cx + dx * scale, cy + dy * scale


def number(value: float) -> str:
    """A coordinate with at most one digit after the point."""
    return f"{round(value, 1):g}"


def width(text: str, size: float) -> float:
    """About how wide a text is: Chinese characters are square, Latin letters half as wide."""
    return sum(size if ord(char) > 0x2E7F else size * 0.54 for char in text)


def wrap(words: Sequence[str], size: float, limit: float) -> list[str]:
    """Words in lines no wider than a limit, separated by middle dots."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} · {word}" if lines else ""
        if joined and width(joined, size) <= limit:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def text(
    at: tuple[float, float],
    content: str,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """A line of text; ``at`` is its baseline."""
    weight = ' font-weight="600"' if bold else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{number(at[0])}" y="{number(at[1])}" font-size="{size:g}" fill="{colour}"{weight}{place}>'
        f"{escape(content)}</text>"
    )


def label(at: tuple[float, float], content: str, size: float = 11.5) -> str:
    """A text on a line, in the middle of it, on a strip of paper."""
    w = width(content, size) + 8
    strip = rect(Box(at[0] - w / 2, at[1] - size * 0.85, w, size * 1.55), fill=PAPER, stroke="none", radius=3)
    return strip + text((at[0], at[1] + size * 0.3), content, size, anchor="middle")


def rect(box: Box, *, fill: str, stroke: str, radius: float = 6, dash: bool = False) -> str:
    """A rectangle with round corners."""
    dashes = ' stroke-dasharray="5 3"' if dash else ""
    return (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}" '
        f'rx="{radius:g}" fill="{fill}" stroke="{stroke}"{dashes}/>'
    )


def path(points: Sequence[tuple[float, float]], *, marker: str = "", colour: str = LINE, dash: bool = False) -> str:
    """A line through points, with an arrow head of the name of a marker."""
    steps = " ".join(f"{'L' if n else 'M'}{number(x)} {number(y)}" for n, (x, y) in enumerate(points))
    end = f' marker-end="url(#{marker})"' if marker else ""
    dashes = ' stroke-dasharray="5 3"' if dash else ""
    return f'<path d="{steps}" fill="none" stroke="{colour}" stroke-width="1.4"{dashes}{end}/>'


def document(size: tuple[float, float], title: str, description: str, body: Sequence[str]) -> str:
    """A whole SVG file on a light sheet, so that it reads on a dark page too."""
    w, h = number(size[0]), number(size[1])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" '
        f'aria-labelledby="title desc" font-family="{FONT}">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(description)}</desc>\n<defs>\n'
        f'<marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        f'orient="auto">'
        f'<path d="M0 0.8 L10 5 L0 9.2 z" fill="{SOFT}"/></marker>\n'
        f'<marker id="is-a" viewBox="0 0 12 12" refX="11" refY="6" markerWidth="11" markerHeight="11" '
        f'orient="auto">'
        f'<path d="M1 1 L11 6 L1 11 z" fill="{PAPER}" stroke="{SOFT}"/></marker>\n</defs>\n'
    )
    sheet = rect(Box(0.5, 0.5, size[0] - 1, size[1] - 1), fill=PAPER, stroke="#d8dfe6", radius=10)
    return head + sheet + "\n" + "\n".join(body) + "\n</svg>\n"
