"""The map of a cohort: where respondents sit on two deciding scales, and where each job's profile does.

Owns its layout and its words. Few respondents get a sign each, many are counted on squares, so that twenty and a
hundred thousand can be read alike; of a corner with very few only their number is told, so that nobody is found by
where they sit. No label covers anything. Nothing is told by colour alone: jobs have shapes, and shades are numbered.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from jtbd_diag.cohort.leaders.labels_on_the_map import Area, placed
from jtbd_diag.cohort.leaders.map_disclosure import BINS, Spots, SpotSign, Square, spots
from jtbd_diag.cohort.small_groups import SMALLEST, Frame
from jtbd_diag.diagnosis.job_and_fit import CLEAR, LEANING, MIXED
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import all_of
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.drawings.svg_drawing import (
    KINDS,
    SIZE,
    Anchor,
    Box,
    Drawing,
    DrawnWords,
    MarkKind,
    Shape,
    Stroke,
    mark,
    tone,
)
from jtbd_diag.publishing.drawings.text_width import length, lines_of, shortened
from jtbd_diag.questionnaire import Questionnaire

MAP_WIDTH, MAP_EDGE = 360.0, 44.0
SURE = {CLEAR: 1.0, LEANING: 0.45, MIXED: 0.0}
_SMALL = 10.5
_LABEL, _RING = 15.0, 8.0
_ABOVE = 22.0
"""Room above the square for labels that find none on it."""


def place_map(questionnaire: Questionnaire, scales: tuple[str, str], places: Frame, colours: Colours) -> Drawing:
    """Where respondents sit on two scales: a sign each when there are few, else squares, darker where more sit."""
    found = spots(places, scales)
    sheet = _LeaderSheet(questionnaire, scales, colours, found)
    shapes: list[Shape] = [*sheet.ground(), *sheet.squares(), *sheet.pointers(), *sheet.signs(), *sheet.corners()]
    shapes += sheet.profiles()
    height = sheet.below
    for line in sheet.key():
        shapes += line
        height += 17
    title = all_of([questionnaire.scales[scale].title for scale in scales])
    return Drawing(f"map-{scales[1]}", title, sheet.in_words(places), MAP_WIDTH, height + 2, shapes)


class _LeaderSheet:
    """The square that respondents are placed on: one scale from left to right, the other from bottom to top."""

    def __init__(self, questionnaire: Questionnaire, scales: tuple[str, str], colours: Colours, found: Spots) -> None:
        self.q, self.colours, self.spots = questionnaire, colours, found
        self.across, self.up = scales
        self.left, self.top = MAP_EDGE, 10.0
        self.side = MAP_WIDTH - MAP_EDGE - 14
        self.step = self.side / BINS
        self.kinds = dict(zip(questionnaire.profiles, KINDS * len(questionnaire.profiles), strict=False))
        self.labels = self._labels()
        self.below = self.top + self.side + 58

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
            yield DrawnWords(self.x(score), self.y(0) + 14, str(score), c.muted, "middle", 10)
            yield DrawnWords(self.left - 5, self.y(score) + 3.5, str(score), c.muted, "end", 10)
        across, up = self.q.scales[self.across], self.q.scales[self.up]
        middle = self.left + self.side / 2
        yield DrawnWords(middle, self.y(0) + 29, across.title, c.ink, "middle", SIZE, bold=True)
        yield DrawnWords(11, self.top + self.side / 2, up.title, c.ink, "middle", SIZE, bold=True, turned=True)
        ends: tuple[tuple[float, float, Anchor, str | None, str | None], ...] = (
            (self.left, self.y(0), "start", across.low, up.low),
            (self.x(100), self.y(100), "end", across.high, up.high),
        )
        room = max(self.side * 0.48 - length(up.title, SIZE) / 2, 60)
        for x, y, anchor, below, beside in ends:
            for n, line in enumerate(lines_of(below or "", self.side * 0.4, _SMALL)[:2]):
                yield DrawnWords(x, self.y(0) + 31 + 13 * n, line, c.muted, anchor, _SMALL)
            yield DrawnWords(11, y, shortened(beside or "", room, _SMALL), c.muted, anchor, _SMALL, turned=True)

    def _square(self, square: Square) -> Area:
        across, up = square
        return Area(self.left + across * self.step, self.top + self.side - (up + 1) * self.step, self.step, self.step)

    def _sign(self, sign: SpotSign) -> tuple[tuple[float, float], float]:
        """Where a sign stands and how large it is: those on one square stand in rows, wherever exactly they sit."""
        square = self._square(sign.square)
        rows = math.ceil(math.sqrt(sign.of))
        row, column = divmod(sign.number, rows)
        inside = min(rows, sign.of - row * rows)
        gap = self.step / max(rows, 2)
        x, y = square.middle
        lines = math.ceil(sign.of / rows)
        at = x + gap * (column - (inside - 1) / 2), y + gap * (row - (lines - 1) / 2)
        return at, 3.4 if rows <= 2 else 2.2

    def signs(self) -> Iterator[Shape]:
        """A sign for every respondent: its shape tells the job, its filling how sure that is."""
        for sign in self.spots.signs:
            look = (tone(self.colours.accent, self.colours.paper, SURE[sign.outcome]), self.colours.accent)
            yield mark(self.kinds[sign.job], *self._sign(sign), look, 0.75)

    def squares(self) -> Iterator[Shape]:
        """Squares that count respondents, where they are too many for signs."""
        limits = self.limits()
        for square, count in self.spots.counts.items():
            area = self._square(square)
            level = sum(count >= limit for limit in limits)
            yield Box(area.x, area.y, area.width, area.height, self._shade(level, limits))

    def limits(self) -> list[int]:
        """From how many respondents on a square is a shade darker: five steps of equal ratio."""
        most = max(self.spots.counts.values(), default=1)
        return sorted({max(1, round(most ** (n / 5))) for n in range(5)})

    def _corner(self, corner: Square) -> Area:
        """The square that tells how many sit in a corner: in its middle, or farther out where a profile is there."""
        half, rings = 1.2 * self.step, [self._ring(job) for job in self.q.profiles]
        for out in (0, 0.12, 0.17):
            share = [(1 + 2 * one) / 4 + (out if one else -out) for one in corner]
            x, y = self.left + self.side * share[0], self.top + self.side * (1 - share[1])
            area = Area(x - half, y - half, 2 * half, 2 * half)
            if not any(area.touches(ring) for ring in rings):
                break
        return area

    def corners(self) -> Iterator[Shape]:
        """How many sit in a corner where they are so few that each could be found."""
        for corner, count in self.spots.corners.items():
            area = self._corner(corner)
            x, y = area.middle
            yield Box(area.x, area.y, area.width, area.height, self.colours.tint, self.colours.accent)
            yield DrawnWords(x, y + 4.5, str(count), self.colours.ink, "middle", 13, bold=True)

    def _labels(self) -> dict[str, Area]:
        """Where the profiles' names stand: on nothing that is drawn; above the square where it is full."""
        areas = {job: self._ring(job) for job in self.q.profiles}
        wanted = {job: length(profile.title, 11.5) + 6 for job, profile in self.q.profiles.items()}
        frame = Area(self.left, self.top, self.side, self.side)
        signs = (self._sign(sign) for sign in self.spots.signs)
        taken = [*(Area(x - 1.4 * r, y - 1.4 * r, 2.8 * r, 2.8 * r) for (x, y), r in signs), *areas.values()]
        taken += [*map(self._square, self.spots.counts), *map(self._corner, self.spots.corners)]
        found = placed([(areas[job].middle, wanted[job]) for job in areas], _LABEL, frame, taken)
        labels = dict(zip(areas, found, strict=True))
        if all(labels.values()):
            return {job: area for job, area in labels.items() if area}
        return self._above(wanted)

    def _above(self, wanted: Mapping[str, float]) -> dict[str, Area]:
        """All names in rows above the square, which moves down for them."""
        labels: dict[str, Area] = {}
        x, y = self.left, 2.0
        for job in sorted(wanted, key=lambda one: self.q.profiles[one].at[self.across]):
            if x > self.left and x + wanted[job] > self.left + self.side:
                x, y = self.left, y + _ABOVE
            labels[job] = Area(x, y, wanted[job], _LABEL)
            x += wanted[job] + 8
        self.top = y + _ABOVE
        return labels

    def _ring(self, job: str) -> Area:
        at = self.q.profiles[job].at
        return Area(self.x(at[self.across]) - _RING, self.y(at[self.up]) - _RING, 2 * _RING, 2 * _RING)

    def pointers(self) -> Iterator[Shape]:
        """From each name to its profile, where it stands far off."""
        for job, label in self.labels.items():
            x, y = self._ring(job).middle
            near = (min(max(x, label.x), label.x + label.width), min(max(y, label.y), label.y + label.height))
            if math.dist(near, (x, y)) > _RING + 6:
                yield Stroke(*near, x, y, self.colours.brand, 0.8)

    def profiles(self) -> Iterator[Shape]:
        """Where each job's profile sits."""
        c = self.colours
        for job, label in self.labels.items():
            at = self._ring(job).middle
            yield mark("circle", at, _RING, ("none", c.paper))
            yield mark("circle", at, 7, ("none", c.brand))
            yield mark("cross", at, 3.2, ("none", c.brand))
            yield Box(label.x, label.y, label.width, label.height, c.paper, c.brand)
            title = self.q.profiles[job].title
            yield DrawnWords(label.middle[0], label.y + 11.5, title, c.ink, "middle", 11.5, bold=True)

    def key(self) -> Iterator[list[Shape]]:
        """Lines that explain the signs."""
        c, y = self.colours, self.below + 8
        for entries in self._entries():
            yield self._keys(y, entries)
            y += 17
        if self.spots.corners:
            yield self._keys(y, [("square", (c.tint, c.accent), say("cohort.map_corner", smallest=SMALLEST))])

    def _entries(self) -> Iterator[list[tuple[MarkKind, tuple[str, str], str]]]:
        c = self.colours
        if self.spots.signs:
            yield [(self.kinds[job], (c.accent, c.accent), p.title) for job, p in self.q.profiles.items()]
            keys = {CLEAR: "cohort.map_clear", LEANING: "cohort.map_leaning", MIXED: "cohort.map_mixed"}
            looks = {one: (tone(c.accent, c.paper, share), c.accent) for one, share in SURE.items()}
            yield [("circle", looks[one], say(key)) for one, key in keys.items()]
        if self.spots.counts:
            limits = self.limits()
            below = [limit - 1 for limit in limits[1:]]
            spans = [f"{a:,}" if a == b else f"{a:,}-{b:,}" for a, b in zip(limits, below, strict=False)]
            shades = [(self._shade(level, limits), c.line) for level in range(1, len(limits) + 1)]
            steps = zip(shades, [*spans, say("cohort.map_or_more", n=limits[-1])], strict=True)
            yield [("square", shade, span) for shade, span in steps]

    def _shade(self, level: int, limits: Sequence[int]) -> str:
        share = 0.12 + 0.8 * (level - 1) / max(len(limits) - 1, 1)
        return tone(self.colours.accent, self.colours.paper, share)

    def _keys(self, y: float, entries: Sequence[tuple[MarkKind, tuple[str, str], str]]) -> list[Shape]:
        shapes: list[Shape] = []
        x = self.left
        for kind, look, title in entries:
            shapes.append(mark(kind, (x + 4, y - 4), 4, look))
            shapes.append(DrawnWords(x + 12, y, title, self.colours.muted, size=_SMALL))
            x += 12 + length(title, _SMALL) + 12
        return shapes

    def in_words(self, places: Frame) -> str:
        """How many of each job, and where half of them sit."""
        titles = self.q.scales[self.across].title, self.q.scales[self.up].title
        across, up = (_by_job(places, scale) for scale in (self.across, self.up))
        n = {job: int(found.get_column("len").sum()) for job, found in across.items()}
        parts = [say("cohort.map_in_words", n=sum(n.values()), across=titles[0], up=titles[1])]
        for job, profile in self.q.profiles.items():
            if n.get(job, 0) >= SMALLEST:
                half = {"across": _half(across[job]), "up": _half(up[job])}
                parts.append(say("cohort.map_half", job=profile.title, n=n[job], **half))
            elif job in n:
                parts.append(say("cohort.map_few", job=profile.title, n=n[job]))
        return " ".join(parts)


def _by_job(places: Frame, scale: str) -> dict[str, pl.DataFrame]:
    """For each job every score that somebody has, and how many have it."""
    scores = places.lazy().select(pl.col("job").cast(pl.String), pl.col(scale).alias("score"))
    counted = scores.group_by("job", "score").len().collect(engine="streaming").sort("score")
    return {str(job): found for (job,), found in counted.group_by("job")}


def _half(counted: pl.DataFrame) -> str:
    """Between what half of the scores lie, as finely as the map is drawn."""
    low, high = (_quantile(counted, share) for share in (0.25, 0.75))
    return say("cohort.from_to", low=_rounded(low), high=_rounded(high))


def _quantile(counted: pl.DataFrame, share: float) -> float:
    """Between two scores as far as the share lies between them (type 7 of Hyndman and Fan)."""
    upto = counted.get_column("len").cast(pl.Int64).cum_sum()
    at = share * (int(upto[-1]) - 1)
    below, above = (float(counted.get_column("score")[int((upto <= n).sum())]) for n in (math.floor(at), math.ceil(at)))
    return below + (above - below) * (at - math.floor(at))


def _rounded(score: float) -> int:
    return round(score * BINS / 100) * 100 // BINS


def pairs(scales: Sequence[str]) -> list[tuple[str, str]]:
    """The maps to draw: the first deciding scale against each of the others."""
    return [(scales[0], other) for other in scales[1:]]
