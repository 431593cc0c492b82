"""Scales as the leader and each group see them -> a drawing: a line from 0 to 100, a dot, a box and a tick.

Owns its layout; must not know what is hidden, or why. Leader and groups differ by shape, so it reads without color.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jtbd_diag.compare.raters_protection import ShownScale
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.drawings.svg_drawing import SIZE, Box, Drawing, DrawnWords, Shape, Stroke, mark, tone
from jtbd_diag.publishing.drawings.text_width import lines_of

WIDTH, LEFT, RIGHT = 500.0, 168.0, 74.0
TOP, ROW, GAP, LINE = 44.0, 19.0, 11.0, 13.0


@dataclass(frozen=True)
class EyesRow:
    """A scale: its title, what its ends are, and by group its name, the leader's points and what is shown."""

    title: str
    groups: tuple[tuple[str, float, ShownScale], ...]
    words: str


@dataclass(frozen=True)
class EyesLegend:
    """What the drawing says around its rows."""

    title: str
    leader: str
    middle: str
    half: str


def eyes_drawing(name: str, legend: EyesLegend, rows: Sequence[EyesRow], colours: Colours) -> Drawing:
    """All rows on one scale of points."""
    width = WIDTH - LEFT - RIGHT

    def at(points: float) -> float:
        return LEFT + width * points / 100

    bottom = TOP + sum(_height(row) for row in rows)
    shapes: list[Shape] = [*_legend(legend, colours)]
    for points in (0, 50, 100):
        shapes.append(Stroke(at(points), TOP - 8, at(points), bottom - GAP / 2, colours.muted, 0.6, "2 3"))
        shapes.append(DrawnWords(at(points), TOP - 13, str(points), colours.muted, "middle", SIZE - 1))
    y = TOP
    for row in rows:
        middle = y + ROW * len(row.groups) / 2
        lines = lines_of(row.title, LEFT - 14, SIZE)
        top = middle - LINE * len(lines) / 2 + SIZE * 0.85
        shapes += [DrawnWords(LEFT - 12, top + LINE * n, line, colours.ink, "end") for n, line in enumerate(lines)]
        for n, (group, leader, shown) in enumerate(row.groups):
            level = y + ROW * (n + 0.5)
            shapes.append(Stroke(at(0), level, at(100), level, tone(colours.accent, colours.paper, 0.2), 1.5))
            if shown.low is not None and shown.high is not None:
                fill = tone(colours.accent, colours.paper, 0.3)
                box = max(at(shown.high) - at(shown.low), 3)
                shapes.append(Box(at(shown.low), level - 6, box, 12, fill, colours.accent))
            shapes.append(Stroke(at(shown.median), level - 7, at(shown.median), level + 7, colours.accent, 3))
            shapes.append(mark("circle", (at(leader), level), 4.5, (colours.brand, colours.paper)))
            shapes.append(DrawnWords(WIDTH - RIGHT + 10, level + SIZE * 0.36, group, colours.ink))
        y += _height(row)
    return Drawing(name, legend.title, " ".join(row.words for row in rows), WIDTH, bottom, shapes)


def _height(row: EyesRow) -> float:
    return max(ROW * len(row.groups), LINE * len(lines_of(row.title, LEFT - 14, SIZE))) + GAP


def _legend(legend: EyesLegend, colours: Colours) -> list[Shape]:
    fill = tone(colours.accent, colours.paper, 0.3)
    return [
        mark("circle", (10, 10), 4.5, (colours.brand, colours.paper)),
        DrawnWords(20, 14, legend.leader, colours.ink),
        Stroke(140, 3, 140, 17, colours.accent, 3),
        DrawnWords(148, 14, legend.middle, colours.ink),
        Box(296, 4, 26, 12, fill, colours.accent),
        DrawnWords(328, 14, legend.half, colours.ink),
    ]
