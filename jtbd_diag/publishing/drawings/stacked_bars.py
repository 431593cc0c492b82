"""Stacked bars.

Owns their layout and their words; knows nothing of what they count. Nothing is told by colour alone: the parts bear
their counts, and the chart says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.drawings.svg_drawing import SIZE, Box, Drawing, DrawnWords, Shape, Stroke, tone
from jtbd_diag.publishing.drawings.text_width import length, lines_of

WIDTH = 460.0
BAR, LINE, ROW_GAP, LEFT = 22.0, 14.0, 12.0, 132.0
_SHARES = (1.0, 0.5, 0.2, 0.08)
_DARK = 0.6
"""From which share of the accent on a count is written in the color of the paper."""


@dataclass(frozen=True)
class BarRow:
    """One bar: its label, the counts of its parts, and what stands behind it."""

    label: str
    counts: tuple[int, ...]
    note: str


def bars(name: str, title: str, levels: Sequence[str], rows: Sequence[BarRow], colours: Colours) -> Drawing:
    """Bars of stacked parts, darkest first, on one scale; a count stands in every part that has room for it."""
    most = max((sum(row.counts) for row in rows), default=0) or 1
    unit = (WIDTH - LEFT - max((length(row.note, SIZE) for row in rows), default=0) - 10) / most
    shapes: list[Shape] = []
    tones = _tones(len(levels), colours)
    y = _legend(shapes, levels, colours)
    for row in rows:
        lines = lines_of(row.label, LEFT - 10, SIZE)
        height = max(BAR, LINE * len(lines))
        top = y + (height - LINE * len(lines)) / 2 + SIZE
        shapes += [DrawnWords(LEFT - 10, top + LINE * n, line, colours.ink, "end") for n, line in enumerate(lines)]
        x, bar = LEFT, y + (height - BAR) / 2
        for part, count in enumerate(row.counts):
            shapes += _part((x, bar), count * unit, count, tones[part])
            x += count * unit
        shapes += [
            Stroke(LEFT, y - 3, LEFT, y + height + 3, colours.muted, 0.8),
            DrawnWords(x + 6, bar + BAR / 2 + SIZE * 0.36, row.note, colours.ink),
        ]
        y += height + ROW_GAP
    return Drawing(name, title, _in_words(levels, rows), WIDTH, y - ROW_GAP + 6, shapes)


def _shares(parts: int) -> Sequence[float]:
    """How much of the accent each part bears, however many there are: the first is darkest."""
    if parts <= len(_SHARES):
        return _SHARES[:parts]
    return [_SHARES[0] - (_SHARES[0] - _SHARES[-1]) * n / (parts - 1) for n in range(parts)]


def _tones(parts: int, colours: Colours) -> list[tuple[str, str, str]]:
    """What each part is filled with, its outline, and the colour of the count on it."""
    return [
        (tone(colours.accent, colours.paper, share), colours.accent, colours.paper if share > _DARK else colours.ink)
        for share in _shares(parts)
    ]


def _part(at: tuple[float, float], width: float, count: int, tones: tuple[str, str, str]) -> Iterator[Shape]:
    if not count:
        return
    (x, y), (fill, line, ink) = at, tones
    yield Box(x, y, width, BAR, fill, line)
    if width >= length(f"{count:,}", SIZE):
        yield DrawnWords(x + width / 2, y + BAR / 2 + SIZE * 0.36, f"{count:,}", ink, "middle")


def _legend(shapes: list[Shape], levels: Sequence[str], colours: Colours) -> float:
    """Key to the parts; returns where the bars may begin."""
    if len(levels) < 2:
        return 6.0
    x, y = LEFT, 4.0
    for level, (fill, line, _) in zip(levels, _tones(len(levels), colours), strict=True):
        if x > LEFT and x + 16 + length(level, SIZE) > WIDTH:
            x, y = LEFT, y + 18
        shapes.append(Box(x, y, 11, 11, fill, line))
        shapes.append(DrawnWords(x + 16, y + 10, level, colours.muted))
        x += 16 + length(level, SIZE) + 14
    return y + 26


def _in_words(levels: Sequence[str], rows: Sequence[BarRow]) -> str:
    return " ".join(
        f"{row.label}: {', '.join(f'{count} {level}' for level, count in zip(levels, row.counts, strict=True))}."
        for row in rows
    )
