"""The map of a cohort: where respondents sit on two deciding scales, and where each job's profile does.

Owns its layout and its words. Few respondents get a sign each, many are counted on squares, so that twenty and a
hundred thousand can be read alike. Nothing is told by colour alone: jobs have shapes, and shades are numbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from jtbd_diag.cohort.drawing import (
    KINDS,
    SIZE,
    Anchor,
    Box,
    Drawing,
    Kind,
    Shape,
    Stroke,
    Words,
    mark,
    tone,
)
from jtbd_diag.diagnosis.classification import CLEAR, LEANING, MIXED
from jtbd_diag.publishing.lettering import length, lines_of, shortened
from jtbd_diag.publishing.theme import Colours
from jtbd_diag.questionnaire import Questionnaire

MAP_WIDTH, MAP_EDGE = 360.0, 44.0
MOST_POINTS = 400
BINS = 20
SURE = {CLEAR: 1.0, LEANING: 0.45, MIXED: 0.0}
_SMALL = 10.5


def place_map(questionnaire: Questionnaire, scales: tuple[str, str], places: pl.DataFrame, colours: Colours) -> Drawing:
    """Where respondents sit on two scales: a sign each when there are few, else squares, darker where more sit."""
    few = places.height <= MOST_POINTS
    sheet = _Sheet(questionnaire, scales, colours)
    shapes: list[Shape] = [*sheet.ground()]
    shapes += sheet.points(places) if few else sheet.heat(places)
    shapes += sheet.profiles()
    height = sheet.below
    for line in sheet.key(few, places):
        shapes += line
        height += 17
    title = " and ".join(questionnaire.scales[scale].title for scale in scales)
    return Drawing(f"map-{scales[1]}", title, sheet.in_words(places), MAP_WIDTH, height + 2, shapes)


class _Sheet:
    """The square that respondents are placed on: one scale from left to right, the other from bottom to top."""

    def __init__(self, questionnaire: Questionnaire, scales: tuple[str, str], colours: Colours) -> None:
        self.q, self.colours = questionnaire, colours
        self.across, self.up = scales
        self.left, self.top = MAP_EDGE, 10.0
        self.side = MAP_WIDTH - MAP_EDGE - 14
        self.below = self.top + self.side + 58
        self.kinds = dict(zip(questionnaire.profiles, KINDS * len(questionnaire.profiles), strict=False))

    def x(self, score: float) -> float:
        return self.left + self.side * score / 100

    def y(self, score: float) -> float:
        return self.top + self.side * (1 - score / 100)

    def ground(self) -> Iterator[Shape]:
        """The grid, its numbers, and what the ends of the scales mean."""
        c = self.colours
        yield Box(self.left, self.top, self.side, self.side, c.paper, c.line)
        for score in range(0, 101, 25):
            yield Stroke(self.x(score), self.y(0), self.x(score), self.y(100), c.line, 0.7)
            yield Stroke(self.x(0), self.y(score), self.x(100), self.y(score), c.line, 0.7)
            yield Words(self.x(score), self.y(0) + 14, str(score), c.muted, "middle", 10)
            yield Words(self.left - 5, self.y(score) + 3.5, str(score), c.muted, "end", 10)
        across, up = self.q.scales[self.across], self.q.scales[self.up]
        middle = self.left + self.side / 2
        yield Words(middle, self.y(0) + 29, across.title, c.ink, "middle", SIZE, bold=True)
        yield Words(11, self.top + self.side / 2, up.title, c.ink, "middle", SIZE, bold=True, turned=True)
        ends: tuple[tuple[float, float, Anchor, str | None, str | None], ...] = (
            (self.left, self.y(0), "start", across.low, up.low),
            (self.x(100), self.y(100), "end", across.high, up.high),
        )
        room = max(self.side * 0.48 - length(up.title, SIZE) / 2, 60)
        for x, y, anchor, below, beside in ends:
            for n, line in enumerate(lines_of(below or "", self.side * 0.4, _SMALL)[:2]):
                yield Words(x, self.y(0) + 31 + 13 * n, line, c.muted, anchor, _SMALL)
            yield Words(11, y, shortened(beside or "", room, _SMALL), c.muted, anchor, _SMALL, turned=True)

    def points(self, places: pl.DataFrame) -> Iterator[Shape]:
        """A sign for every respondent: its shape tells the job, its filling how sure that is."""
        for row in places.select(self.across, self.up, "job", "outcome").iter_rows():
            look = (tone(self.colours.accent, self.colours.paper, SURE[row[3]]), self.colours.accent)
            yield mark(self.kinds[row[2]], (self.x(row[0]), self.y(row[1])), 3.6, look, 0.75)

    def heat(self, places: pl.DataFrame) -> Iterator[Shape]:
        """Squares that count respondents."""
        step, limits = self.side / BINS, self.limits(places)
        for across, up, count in _binned(places, self.across, self.up).iter_rows():
            level = sum(count >= limit for limit in limits)
            left, top = self.left + across * step, self.top + self.side - (up + 1) * step
            yield Box(left, top, step, step, self._shade(level, limits))

    def limits(self, places: pl.DataFrame) -> list[int]:
        """From how many respondents on a square is a shade darker: five steps of equal ratio."""
        most = int(_binned(places, self.across, self.up).get_column("len").max() or 1)  # type: ignore[arg-type]
        return sorted({max(1, round(most ** (n / 5))) for n in range(5)})

    def profiles(self) -> Iterator[Shape]:
        """Where each job's profile sits."""
        c = self.colours
        for profile in self.q.profiles.values():
            x, y = self.x(profile.at[self.across]), self.y(profile.at[self.up])
            half = length(profile.title, 11.5) / 2 + 3
            centre = min(max(x, self.left + half), self.x(100) - half)
            above = y - 27 >= self.top
            label = y - 25 if above else y + 12
            yield mark("circle", (x, y), 8, ("none", c.paper))
            yield mark("circle", (x, y), 7, ("none", c.brand))
            yield mark("cross", (x, y), 3.2, ("none", c.brand))
            yield Box(centre - half, label, 2 * half, 15, c.paper, c.brand)
            yield Words(centre, label + 11.5, profile.title, c.ink, "middle", 11.5, bold=True)

    def key(self, few: bool, places: pl.DataFrame) -> Iterator[list[Shape]]:
        """Lines that explain the signs."""
        c, y = self.colours, self.below + 8
        if few:
            jobs = [(self.kinds[job], (c.accent, c.accent), p.title) for job, p in self.q.profiles.items()]
            yield self._keys(y, jobs)
            titles = {CLEAR: "clear", LEANING: "leaning", MIXED: "mixed: two jobs too near to call"}
            looks = {one: (tone(c.accent, c.paper, share), c.accent) for one, share in SURE.items()}
            yield self._keys(y + 17, [("circle", looks[one], title) for one, title in titles.items()])
            return
        limits = self.limits(places)
        below = [limit - 1 for limit in limits[1:]]
        spans = [f"{a:,}" if a == b else f"{a:,}-{b:,}" for a, b in zip(limits, below, strict=False)]
        shades = [(self._shade(level, limits), c.line) for level in range(1, len(limits) + 1)]
        yield [Words(self.left, y, "Respondents on a square:", c.muted, size=_SMALL)]
        steps = zip(shades, [*spans, f"{limits[-1]:,} or more"], strict=True)
        yield self._keys(y + 17, [("square", shade, span) for shade, span in steps])

    def _shade(self, level: int, limits: Sequence[int]) -> str:
        share = 0.12 + 0.8 * (level - 1) / max(len(limits) - 1, 1)
        return tone(self.colours.accent, self.colours.paper, share)

    def _keys(self, y: float, entries: Sequence[tuple[Kind, tuple[str, str], str]]) -> list[Shape]:
        shapes: list[Shape] = []
        x = self.left
        for kind, look, title in entries:
            shapes.append(mark(kind, (x + 4, y - 4), 4, look))
            shapes.append(Words(x + 12, y, title, self.colours.muted, size=_SMALL))
            x += 12 + length(title, _SMALL) + 12
        return shapes

    def in_words(self, places: pl.DataFrame) -> str:
        """How many of each job, and where half of them sit."""
        titles = self.q.scales[self.across].title, self.q.scales[self.up].title
        parts = [f"{places.height} respondents by {titles[0]} (left to right) and {titles[1]} (bottom to top)."]
        for job, profile in self.q.profiles.items():
            mine = places.filter(pl.col("job") == job)
            if mine.height:
                middles = f"{_middle(mine, self.across)} and from {_middle(mine, self.up)}"
                parts.append(f"{profile.title}: {mine.height}, half of them from {middles}.")
        return " ".join(parts)


def _middle(places: pl.DataFrame, scale: str) -> str:
    low, high = (places.get_column(scale).quantile(share, "linear") or 0 for share in (0.25, 0.75))
    return f"{low:.0f} to {high:.0f}"


def _binned(places: pl.DataFrame, across: str, up: str) -> pl.DataFrame:
    bins = [
        (pl.col(scale) * BINS / 100).floor().clip(0, BINS - 1).cast(pl.Int32).alias(scale) for scale in (across, up)
    ]
    return places.select(bins).group_by(across, up).len().sort(across, up)


def pairs(scales: Sequence[str]) -> list[tuple[str, str]]:
    """The maps to draw: the first deciding scale against each of the others."""
    return [(scales[0], other) for other in scales[1:]]
