"""Shapes -> an SVG drawing, through the theme's chart.svg.j2.

Owns what can be drawn, and tones of the theme's colours; knows nothing of what a chart shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from jtbd_diag.publishing.theme.page_templates import fill
from jtbd_diag.publishing.theme.theme import Theme
from jtbd_diag.publishing.tree.markdown_parsed import clean

SIZE = 12.0
"""The size of letters, in the drawing's units."""

Anchor = Literal["start", "middle", "end"]
MarkKind = Literal["circle", "triangle", "square", "diamond", "cross", "plus"]
KINDS: tuple[MarkKind, ...] = ("circle", "triangle", "square", "diamond", "cross", "plus")


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    line: str = "none"
    shape: str = "box"


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    line: str
    width: float = 1
    dashes: str = "none"
    shape: str = "stroke"


@dataclass(frozen=True)
class DrawnWords:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    fill: str
    anchor: Anchor = "start"
    size: float = SIZE
    bold: bool = False
    turned: bool = False
    shape: str = "words"


@dataclass(frozen=True)
class Mark:
    """A small sign centred on a place: its outline as a path."""

    path: str
    fill: str
    line: str
    opacity: float = 1
    width: float = 1.2
    shape: str = "mark"


Shape = Box | Stroke | DrawnWords | Mark


@dataclass(frozen=True)
class Drawing:
    """A chart: its size in units, its name, what it shows in words, and its shapes from back to front."""

    name: str
    title: str
    description: str
    width: float
    height: float
    shapes: Sequence[Shape] = field(repr=False)


def render(drawing: Drawing, theme: Theme) -> str:
    """The drawing as SVG, with its title and description inside."""
    shapes = [_cleaned(shape) for shape in drawing.shapes]
    words = {"title": clean(drawing.title), "description": clean(drawing.description)}
    fonts = ", ".join(theme.look.fonts.print)
    return fill(theme, "chart.svg.j2", chart=drawing, shapes=shapes, fonts=fonts, ink=theme.look.colours.ink, **words)


def _cleaned(shape: Shape) -> Shape:
    if not isinstance(shape, DrawnWords):
        return shape
    return DrawnWords(**{**vars(shape), "text": clean(shape.text).replace("\n", " ")})


def mark(kind: MarkKind, at: tuple[float, float], size: float, look: tuple[str, str], opacity: float = 1) -> Mark:
    """A sign of one kind, centred; `look` is its fill and its line."""
    (x, y), r = at, size
    paths = {
        "circle": f"M{x - r:.2f} {y:.2f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
        "triangle": f"M{x:.2f} {y - 1.15 * r:.2f}l{1.1 * r:.2f} {1.95 * r:.2f}h{-2.2 * r:.2f}z",
        "square": f"M{x - 0.9 * r:.2f} {y - 0.9 * r:.2f}h{1.8 * r:.2f}v{1.8 * r:.2f}h{-1.8 * r:.2f}z",
        "diamond": f"M{x:.2f} {y - 1.3 * r:.2f}l{1.3 * r:.2f} {1.3 * r:.2f}l{-1.3 * r:.2f} {1.3 * r:.2f}"
        f"l{-1.3 * r:.2f} {-1.3 * r:.2f}z",
        "cross": f"M{x - r:.2f} {y - r:.2f}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}",
        "plus": f"M{x - r:.2f} {y:.2f}h{2 * r}m{-r} {-r}v{2 * r}",
    }
    return Mark(paths[kind], look[0], look[1], opacity)


def tone(colour: str, ground: str, share: float) -> str:
    """A colour mixed with its ground: 1 is the colour itself, 0 the ground."""
    pairs = ((int(colour[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)
