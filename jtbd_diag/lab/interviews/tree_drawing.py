"""Which interviews join at which distance -> a tree, lying on its side, an interview a line.

Owns its layout; must not know why they join.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.lab.interviews.clusters import Joins
from jtbd_diag.publishing.drawings.svg_drawing import SIZE, Drawing, DrawnWords, Shape, Stroke
from jtbd_diag.publishing.drawings.text_width import length

WIDTH, TOP, ROW, EDGE = 460.0, 24.0, 17.0, 10.0


def leaves_of(joins: Joins) -> list[int]:
    """The interviews by their places, in the order in which no lines of the tree cross."""
    number = len(joins) + 1

    def below(node: int) -> list[int]:
        if node < number:
            return [node]
        one, other, _ = joins[node - number]
        return [*below(one), *below(other)]

    return below(2 * number - 2)


@dataclass(frozen=True)
class TreeWords:
    """What is said of a tree: its title, what it shows, and what lies on the left of its axis and on the right."""

    title: str
    description: str
    near: str
    far: str


def tree(words: TreeWords, labels: Sequence[str], joins: Joins, colours: Colours) -> Drawing:
    """The tree; distances run from 0 to 1."""
    order = leaves_of(joins)
    left = max(length(label, SIZE) for label in labels) + 14
    places: list[tuple[float, float]] = [(0.0, 0.0)] * (2 * len(joins) + 1)
    bottom = TOP + ROW * len(order)
    shapes: list[Shape] = [
        DrawnWords(left, TOP - 10, words.near, colours.muted, "start", SIZE - 1),
        DrawnWords(WIDTH - EDGE, TOP - 10, words.far, colours.muted, "end", SIZE - 1),
    ]
    for n, leaf in enumerate(order):
        middle = TOP + ROW * (n + 0.5)
        places[leaf] = (left, middle)
        shapes.append(DrawnWords(left - 8, middle + SIZE * 0.36, labels[leaf], colours.ink, "end"))
    for n, (one, other, far) in enumerate(joins):
        x = left + (WIDTH - EDGE - left) * far
        (x1, y1), (x2, y2) = places[one], places[other]
        shapes += [
            Stroke(x1, y1, x, y1, colours.accent, 1.4),
            Stroke(x2, y2, x, y2, colours.accent, 1.4),
            Stroke(x, y1, x, y2, colours.accent, 1.4),
        ]
        places[len(order) + n] = (x, (y1 + y2) / 2)
    return Drawing("tree", words.title, words.description, WIDTH, bottom + 6, shapes)
