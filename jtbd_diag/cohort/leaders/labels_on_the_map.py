"""Where labels go on a chart: near what they name, on nothing that is drawn, and on no other label.

Owns that search; knows nothing of what is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

STEP = 4.0
_AIR = 1.0


@dataclass(frozen=True)
class Area:
    """A rectangle: its left and top, its width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def touches(self, other: Area) -> bool:
        """Whether the two have anything in common, or hardly any air between them."""
        return (
            self.x < other.x + other.width + _AIR
            and other.x < self.x + self.width + _AIR
            and self.y < other.y + other.height + _AIR
            and other.y < self.y + self.height + _AIR
        )


def placed(
    wanted: Sequence[tuple[tuple[float, float], float]], height: float, frame: Area, taken: Sequence[Area]
) -> list[Area | None]:
    """A free area within the frame for a label beside each place, as near as can be; None where there is no room.

    `wanted` are the places and how wide their labels are.
    """
    found: list[Area | None] = []
    busy = [*taken]
    for at, width in wanted:
        free = (area for area in _around(at, (width, height), frame) if not any(area.touches(one) for one in busy))
        area = next(free, None)
        found.append(area)
        if area:
            busy.append(area)
    return found


def _around(at: tuple[float, float], size: tuple[float, float], frame: Area) -> list[Area]:
    """Areas of a size all over the frame, the nearest first; of equally near ones those above."""
    columns = int((frame.width - size[0]) / STEP) + 1
    rows = int((frame.height - size[1]) / STEP) + 1
    areas = [Area(frame.x + STEP * n, frame.y + STEP * m, *size) for n in range(columns) for m in range(rows)]
    x, y = min(max(at[0], frame.x + size[0] / 2), frame.x + frame.width - size[0] / 2), at[1]
    areas += [
        Area(x - size[0] / 2, top, *size)
        for top in (y - 25, y + 12)
        if frame.y <= top <= frame.y + frame.height - size[1]
    ]
    return sorted(areas, key=lambda area: (_distance(at, area), area.y, area.x))


def _distance(at: tuple[float, float], area: Area) -> float:
    """From a place to an area; beside it counts as farther than above or below, where words are read together."""
    across = max(area.x - at[0], at[0] - area.x - area.width, 0)
    along = max(area.y - at[1], at[1] - area.y - area.height, 0)
    return round(math.hypot(across, along) + abs(area.middle[0] - at[0]) / 4, 1)
