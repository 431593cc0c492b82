"""The influence map: the leader in the middle, the named units near, the usual ones farther, others outside.

Owns the map's layout and its words; must not know the format it is placed in. Nearness is shown by rings, and
told again by their labels and by the lines around the names, so that it survives gray print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.publishing.drawings.text_width import ended, length, lines_of
from jtbd_diag.publishing.theme.page_templates import fill
from jtbd_diag.publishing.tree.markdown_parsed import clean

if TYPE_CHECKING:
    from jtbd_diag.playbook.choice.influence import Influence
    from jtbd_diag.playbook.document import Document
    from jtbd_diag.publishing.theme.theme import Theme

# The drawing's units; 360 wide, so that its letters stay legible on a phone of that width.
WIDTH = 360.0
SIZE, LABEL_SIZE, STEP = 10.5, 9.5, 12.5
PAD, GAP, HEAD = 8.0, 8.0, 17.0
IN_A_ROW = 3
MOST_LINES = 4


@dataclass(frozen=True)
class PlacedWords:
    """A line of words, centred on `x` or starting there."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class NameBox:
    """A name in its box."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[PlacedWords, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """The box's middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Ring:
    """A zone of the map with its label and the names in it."""

    label: PlacedWords
    x: float
    y: float
    width: float
    height: float
    boxes: tuple[NameBox, ...]


@dataclass(frozen=True)
class Map:
    """Everything that is drawn. `far` holds `near`, which holds `centre`; what is not there is None."""

    width: float
    height: float
    centre: NameBox
    near: Ring | None
    far: Ring | None
    beyond: Ring | None

    @property
    def joined(self) -> tuple[NameBox, ...]:
        """The boxes that lines lead to from the middle: those of the nearest row on either side."""
        boxes = self.near.boxes if self.near else ()
        above = max((box.y for box in boxes if box.y < self.centre.y), default=None)
        below = min((box.y for box in boxes if box.y > self.centre.y), default=None)
        return tuple(box for box in boxes if box.y in (above, below))


def draw(document: Document, theme: Theme) -> str:
    """The map as SVG, the same in every format."""
    assert document.influence is not None
    look = theme.look
    return fill(
        theme,
        "influence.svg.j2",
        map=layout(document.influence),
        title=say("publishing.influence_map"),
        description=describe(document.influence),
        colours=look.colours,
        fonts=", ".join(f"'{name}'" for name in look.fonts.print),
        sizes={"name": SIZE, "label": LABEL_SIZE},
    ).strip()


def describe(influence: Influence) -> str:
    """The map in whole sentences, for those who do not see it."""
    return clean(" ".join(influence.sentences()))


# --- layout ---------------------------------------------------------------------------------------------


def layout(influence: Influence) -> Map:
    """Place every name; nothing touches and nothing leaves the drawing."""
    inner = WIDTH - 2 * PAD if influence.usual else WIDTH
    left = (WIDTH - inner) / 2
    far_above, far_below = _halves(influence.usual)
    near_above, near_below = _halves(influence.named)
    y = 0.5
    far_top, y = y, y + (HEAD if influence.usual else 0)
    boxes_far, y = _rows(far_above, PAD, WIDTH - 2 * PAD, y)
    near_top, y = y, y + (HEAD if influence.named else 0)
    boxes_near, y = _rows(near_above, left + PAD, inner - 2 * PAD, y)
    centre, y = _centre(y + (GAP if near_above else 0))
    y += 2 * GAP if near_below else GAP
    more_near, y = _rows(near_below, left + PAD, inner - 2 * PAD, y)
    near = (
        _ring(say("publishing.map_near"), (left, near_top, inner, y), (*boxes_near, *more_near))
        if influence.named
        else None
    )
    y += GAP if influence.named or far_below else 0
    more_far, y = _rows(far_below, PAD, WIDTH - 2 * PAD, y)
    far = (
        _ring(say("publishing.map_farther"), (0, far_top, WIDTH, y), (*boxes_far, *more_far))
        if influence.usual
        else None
    )
    y += GAP
    beyond = None
    if influence.outside:
        top, y = y, y + HEAD
        boxes, y = _rows(influence.outside, PAD, WIDTH - 2 * PAD, y)
        beyond, y = _ring(say("publishing.map_outside"), (0, top, WIDTH, y), boxes), y + GAP
    return Map(WIDTH, y, centre, near, far, beyond)


def _halves(names: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands above the middle and what below; the longer half below, as the labels stand above."""
    half = len(names) // 2
    if len(names) <= IN_A_ROW:
        half = 0
    return names[:half], names[half:]


def _ring(label: str, frame: tuple[float, float, float, float], boxes: Sequence[NameBox]) -> Ring:
    """A ring whose `frame` is its left, top, width and bottom."""
    x, top, width, bottom = frame
    return Ring(PlacedWords(label, x + PAD, top + LABEL_SIZE + 3), x, top, width, bottom - top, tuple(boxes))


def _rows(names: Sequence[str], left: float, room: float, y: float) -> tuple[list[NameBox], float]:
    """Names in rows of up to three, each row in the middle; and where the next thing may begin."""
    boxes: list[NameBox] = []
    rows = -(-len(names) // IN_A_ROW)
    for number in range(rows):
        row = names[number * len(names) // rows : (number + 1) * len(names) // rows]
        width = (room - (IN_A_ROW - 1) * GAP) / IN_A_ROW
        if len(row) < IN_A_ROW:
            width = min((room - (len(row) - 1) * GAP) / len(row), width * 1.3)
        start = left + (room - len(row) * width - (len(row) - 1) * GAP) / 2
        texts = [_cut(lines_of(name, width - 10, SIZE), width - 10) for name in row]
        height = max(map(len, texts)) * STEP + 9
        boxes += [_box(start + n * (width + GAP), y, width, height, text) for n, text in enumerate(texts)]
        y += height + GAP
    return boxes, y


def _cut(lines: Sequence[str], room: float) -> Sequence[str]:
    """As many lines as a box holds; where some are left out, the last one says so."""
    if len(lines) <= MOST_LINES:
        return lines
    last = f"{lines[MOST_LINES - 1]} …"
    return [*lines[: MOST_LINES - 1], last if length(last, SIZE) <= room else ended(last, room, SIZE)]


def _box(x: float, y: float, width: float, height: float, lines: Sequence[str]) -> NameBox:
    first = y + (height - len(lines) * STEP) / 2 + SIZE - 0.8
    words = tuple(PlacedWords(clean(line), x + width / 2, first + n * STEP) for n, line in enumerate(lines))
    return NameBox(x, y, width, height, words)


def _centre(y: float) -> tuple[NameBox, float]:
    width, height = 128.0, 30.0
    return _box((WIDTH - width) / 2, y, width, height, [say("publishing.map_middle")]), y + height
