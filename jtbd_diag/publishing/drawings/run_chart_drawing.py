"""Dots over time: a row of ten invented days with the next one, and paper to draw a row of one's own on.

Owns how both are drawn; must not know where they stand. The numbers stand in the texts of the kit as well.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.drawings.svg_drawing import Drawing, DrawnWords, Shape, Stroke, mark, render
from jtbd_diag.publishing.theme.theme import Theme

DAYS = (14, 11, 16, 13, 12, 17, 12, 15, 11, 14)
NEXT = 15
TEN_DOTS, PAPER = "ten_dots", "dot_paper"
_WIDTH, _HEIGHT = 560.0, 190.0
_LEFT, _BOTTOM, _TOP = 62.0, 24.0, 8.0
_LETTERS, _BESIDE, _BELOW = 18.0, 92.0, 30.0  # of the row, which is shown on a wall
_PAPER_HEIGHT, _ROWS, _COLUMNS = 250.0, 7, 12


def ten_dots(theme: Theme) -> str:
    """The row, its middle line, and the next day as an open dot."""
    c = theme.look.colours
    return render(Drawing(TEN_DOTS, say("publishing.ten_dots"), _ten_dots(), _WIDTH, _HEIGHT, [*_row(c)]), theme)


def dot_paper(theme: Theme) -> str:
    """Empty lines and columns, numbered."""
    shapes = [*_lines(theme.look.colours)]
    words = say("publishing.dot_paper")
    return render(Drawing(PAPER, words, words, _WIDTH, _PAPER_HEIGHT, shapes), theme)


def sentences(name: str) -> list[str]:
    """What one of the two shows."""
    return [_ten_dots()] if name == TEN_DOTS else [say("publishing.dot_paper")]


def _ten_dots() -> str:
    days = ", ".join(map(str, DAYS))
    return say("publishing.ten_dots_told", days=days, middle=f"{statistics.median(DAYS):g}", next=NEXT)


def _row(c: Colours) -> Iterator[Shape]:
    low, high = min(DAYS) - 1, max(DAYS) + 1
    unit = (_HEIGHT - _BELOW - _TOP) / (high - low)
    step = (_WIDTH - _BESIDE) / (len(DAYS) + 1)

    def at(day: int, value: float) -> tuple[float, float]:
        return _BESIDE + step * (day + 0.5), _HEIGHT - _BELOW - (value - low) * unit

    for value in range(low, high + 1, 2):
        y = at(0, value)[1]
        yield Stroke(_BESIDE, y, _WIDTH, y, c.line, 0.6)
        yield DrawnWords(_BESIDE - 8, y + 6, str(value), c.muted, "end", _LETTERS)
    middle = at(0, statistics.median(DAYS))[1]
    yield Stroke(_BESIDE, middle, _WIDTH, middle, c.brand, 2.0)
    yield DrawnWords(0, middle + 6, say("publishing.dots_middle"), c.ink, size=_LETTERS)
    for day, value in enumerate((*DAYS, NEXT)):
        is_next = day == len(DAYS)
        yield mark("circle", at(day, value), 7.0, (c.paper if is_next else c.accent, c.accent))
        yield DrawnWords(at(day, low)[0], _HEIGHT - 4, f"{day + 1}", c.muted, "middle", _LETTERS)


def _lines(c: Colours) -> Iterator[Shape]:
    bottom = _PAPER_HEIGHT - _BOTTOM
    for row in range(_ROWS):
        y = _TOP + (bottom - _TOP) * row / (_ROWS - 1)
        yield Stroke(_LEFT, y, _WIDTH, y, c.line, 0.8)
        yield Stroke(0, y, _LEFT - 10, y, c.muted, 0.6)
    for column in range(_COLUMNS):
        x = _LEFT + (_WIDTH - _LEFT) * (column + 0.5) / _COLUMNS
        yield Stroke(x, _TOP, x, bottom, c.line, 0.4, "2 3")
        yield DrawnWords(x, _PAPER_HEIGHT - 6, str(column + 1), c.muted, "middle")
