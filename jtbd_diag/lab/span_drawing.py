"""Shares with their spans -> a drawing: a line from 0 to 100, a mark, and a bar from one end of the span to the other.

Owns its layout; must not know what is shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.lab.enough_answers import Estimate
from jtbd_diag.publishing.drawings.svg_drawing import SIZE, Box, Drawing, DrawnWords, Shape, Stroke, mark, tone
from jtbd_diag.publishing.drawings.text_width import length, lines_of

WIDTH, LEFT, RIGHT = 460.0, 150.0, 76.0
ROW, LINE, BAR = 34.0, 14.0, 12.0


@dataclass(frozen=True)
class SpanRow:
    """One line: its label, the share with its span, and what stands behind it."""

    label: str
    share: Estimate
    note: str


def spans(name: str, title: str, rows: Sequence[SpanRow], colours: Colours) -> Drawing:
    """All lines on one scale."""
    notes = max((length(row.note, SIZE) for row in rows), default=RIGHT) + 10
    width = WIDTH - LEFT - notes

    def at(share: float) -> float:
        return LEFT + width * share

    bottom = 22 + ROW * len(rows)
    shapes: list[Shape] = []
    for share in (0, 0.5, 1):
        shapes.append(Stroke(at(share), 18, at(share), bottom - 6, colours.muted, 0.6, "2 3"))
        shapes.append(DrawnWords(at(share), 12, f"{100 * share:.0f}", colours.muted, "middle", SIZE - 1))
    for n, row in enumerate(rows):
        middle = 22 + ROW * n + ROW / 2
        lines = lines_of(row.label, LEFT - 14, SIZE)
        top = middle - LINE * len(lines) / 2 + SIZE * 0.9
        shapes += [DrawnWords(LEFT - 12, top + LINE * m, line, colours.ink, "end") for m, line in enumerate(lines)]
        shapes.append(Stroke(at(0), middle, at(1), middle, tone(colours.accent, colours.paper, 0.25), 2))
        low, high = row.share.low, row.share.high
        if low is not None and high is not None:
            fill = tone(colours.accent, colours.paper, 0.35)
            shapes.append(Box(at(low), middle - BAR / 2, max(at(high) - at(low), 2), BAR, fill, colours.accent))
        shapes.append(mark("circle", (at(row.share.value), middle), 4.5, (colours.accent, colours.paper)))
        shapes.append(DrawnWords(WIDTH - notes + 10, middle + SIZE * 0.36, row.note, colours.ink))
    words = " ".join(say("lab.bar_words", label=row.label, note=row.note) for row in rows)
    return Drawing(name, title, words, WIDTH, bottom, shapes)
