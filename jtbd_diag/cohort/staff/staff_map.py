"""The map of a staff: units down the side, skills across.

Owns its layout and its words. A sign in every cell tells the middle answer by how full it is, a number how many can do
it alone; shades only repeat the signs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from jtbd_diag.cohort.staff.staff_numbers import Skill, Staff, Unit
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import begun_large
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.drawings.svg_drawing import (
    SIZE,
    Box,
    Drawing,
    DrawnWords,
    Mark,
    Shape,
    Stroke,
    mark,
    tone,
)
from jtbd_diag.publishing.drawings.text_width import length, lines_of, shortened

WIDTH = 620.0
LEFT, LINE, HEAD_LINE = 182.0, 17.5, 13.0
NAME = "staff"
_SMALL = 10.5
_RADIUS = 5.5


def draw(staff: Staff, colours: Colours) -> Drawing:
    """The map of all units that may be shown, and of everyone."""
    sheet = _StaffSheet(staff, colours)
    shapes = [*sheet.key(), *sheet.header()]
    for n, unit in enumerate(staff.lines):
        shapes += sheet.line(unit, n)
    shapes += sheet.line(staff.everyone, len(staff.lines), last=True)
    leavers = _leavers(staff)
    for n, (title, counts) in enumerate(leavers, start=len(staff.lines) + 1):
        shapes += sheet.counts(title, counts, n)
    height = sheet.top + LINE * (len(staff.lines) + 1 + len(leavers)) + 8
    return Drawing(NAME, say("cohort.staff_map"), _in_words(staff), WIDTH, height, shapes)


class _StaffSheet:
    """Where things stand, from top to bottom: the key, the skills, a line for each unit, a line for everyone."""

    def __init__(self, staff: Staff, colours: Colours) -> None:
        self.staff, self.colours = staff, colours
        self.column = (WIDTH - LEFT) / len(staff.wanted.skills)
        titles = (staff.questionnaire.scales[skill].title for skill in staff.wanted.skills)
        self.titles = [lines_of(title, self.column - 8, _SMALL) for title in titles]
        self.top = 40 + HEAD_LINE * max(map(len, self.titles)) + 8

    def key(self) -> Iterator[Shape]:
        """What the signs and numbers mean."""
        c, x = self.colours, 0.0
        middle = say("cohort.staff_middle")
        yield DrawnWords(0, 11, middle, c.muted, size=_SMALL)
        x += length(middle, _SMALL)
        for step, title in enumerate(self.staff.wanted.steps):
            yield from self._ball(x + _RADIUS, 7.5, step)
            yield DrawnWords(x + 2 * _RADIUS + 4, 11, title, c.muted, size=_SMALL)
            x += 2 * _RADIUS + 10 + length(title, _SMALL)
        yield DrawnWords(0, 26, say("cohort.staff_number"), c.muted, size=_SMALL)

    def header(self) -> Iterator[Shape]:
        """The skills, each over its column."""
        for n, lines in enumerate(self.titles):
            for k, words in enumerate(reversed(lines)):
                y = self.top - 8 - HEAD_LINE * k
                yield DrawnWords(self._x(n) + self.column / 2, y, words, self.colours.ink, "middle", _SMALL, bold=True)

    def line(self, unit: Unit, number: int, *, last: bool = False) -> Iterator[Shape]:
        """One unit: its name, how many people, and a cell for every skill."""
        c, y = self.colours, self.top + LINE * number
        people = f"{unit.people:,}"
        yield DrawnWords(
            0, y + 14, shortened(" + ".join(unit.names), LEFT - 16 - length(people, SIZE), SIZE), c.ink, bold=last
        )
        yield DrawnWords(LEFT - 8, y + 14, people, c.muted, "end")
        for n, skill in enumerate(unit.skills.values()):
            yield from self._cell(self._x(n), y, skill, _able(skill), last)
        if last:
            yield Stroke(0, y, WIDTH, y, c.accent, 1.2)

    def counts(self, title: str, counts: Sequence[str], number: int) -> Iterator[Shape]:
        """A line of plain counts."""
        y = self.top + LINE * number + 14
        yield DrawnWords(0, y, title, self.colours.muted)
        for n, count in enumerate(counts):
            yield DrawnWords(self._x(n) + self.column / 2 - 2, y, count, self.colours.muted)

    def _cell(self, x: float, y: float, skill: Skill | None, able: str, bold: bool) -> Iterator[Shape]:
        c = self.colours
        fill = c.paper if skill is None else tone(c.accent, c.paper, 0.04 + 0.3 * self._share(skill.middle))
        yield Box(x, y, self.column, LINE, fill, c.paper)
        middle = x + self.column / 2
        if skill is None:
            yield DrawnWords(middle, y + 14, able, c.muted, "middle")
            return
        yield from self._ball(middle - 13, y + LINE / 2, skill.middle)
        yield DrawnWords(middle - 2, y + 14, able, c.ink, bold=bold)

    def _ball(self, x: float, y: float, step: int) -> Iterator[Shape]:
        """A circle, filled clockwise from the top as far as the step goes."""
        c, share = self.colours, self._share(step)
        whole = share >= 1
        yield mark("circle", (x, y), _RADIUS, (c.accent if whole else c.paper, c.accent))
        if 0 < share < 1:
            turn = 2 * math.pi * share
            to = f"{x + _RADIUS * math.sin(turn):.2f} {y - _RADIUS * math.cos(turn):.2f}"
            large = int(share > 0.5)
            path = f"M{x:.2f} {y:.2f}V{y - _RADIUS:.2f}A{_RADIUS} {_RADIUS} 0 {large} 1 {to}z"
            yield Mark(path, c.accent, "none")

    def _share(self, step: int) -> float:
        return step / (len(self.staff.wanted.steps) - 1)

    def _x(self, column: int) -> float:
        return LEFT + column * self.column


def _able(skill: Skill | None) -> str:
    """How many do a skill alone, as told; a dash where too few answered."""
    return str(skill.able) if skill else "–"


def _leavers(staff: Staff) -> list[tuple[str, list[str]]]:
    """Of those who can, how many expect to leave, and how many are not sure; nothing where nobody was asked."""
    if not staff.leavers:
        return []
    known = [staff.leavers.get(skill) for skill in staff.wanted.skills]
    return [
        (say("cohort.staff_leaving"), ["–" if one is None else str(one.leaving) for one in known]),
        (say("cohort.staff_unsure"), ["–" if one is None else str(one.unsure) for one in known]),
    ]


def _in_words(staff: Staff) -> str:
    """Every line of the map."""
    q, steps = staff.questionnaire, staff.wanted.steps
    lines = []
    for unit in (*staff.lines, staff.everyone):
        cells = []
        for name, skill in unit.skills.items():
            level = steps[skill.middle] if skill else ""
            key = "cohort.staff_cell" if skill else "cohort.staff_cell_of_few"
            cells.append(say(key, skill=q.scales[name].title, level=level, able=_able(skill)))
        names = ", ".join(unit.names)
        lines.append(say("cohort.staff_line", units=names, people=unit.people, cells="; ".join(cells)))
    for title, counts in _leavers(staff):
        told_of = zip((q.scales[skill].title for skill in staff.wanted.skills), counts, strict=True)
        lines.append(f"{begun_large(title)}: {'; '.join(f'{skill}: {count}' for skill, count in told_of)}.")
    return " ".join(lines)
