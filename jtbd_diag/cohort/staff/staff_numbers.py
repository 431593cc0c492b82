"""Results of a staff -> the numbers of its map.

Owns what may be told: groups and answers of fewer than `SMALLEST` people are never shown, and counts only as `told`, so
that nobody is found by what they can do, cannot do, or plan. Sums are made of what is told of their parts, so that
whatever is shown is the same for every staff of which the same is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from jtbd_diag.cohort.earlier_reports import Shown, shown_of
from jtbd_diag.cohort.small_groups import SMALLEST, Frame, Group, Groups, by_groups
from jtbd_diag.cohort.told_counts import FEW, ToldCount, told_count
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire, fingerprint
from jtbd_diag.questionnaire.staff_map_block import Gate, StaffMap
from jtbd_diag.results.results import answer_name
from jtbd_diag.results.which_row_counts import COUNTED

_UNIT, _LEAVING = "unit", "leaving"


@dataclass(frozen=True)
class Skill:
    """One skill in one unit: the middle answer as a step from 0, how many can do it alone, and of how many."""

    middle: int
    able: ToldCount
    answered: int

    @property
    def rare(self) -> bool:
        """Whether hardly anybody can do it alone."""
        return self.able.most <= FEW


@dataclass(frozen=True)
class Unit:
    """One line of the map; `names` are several where small units are shown together. A skill is None where too few
    people said anything of it.
    """

    names: tuple[str, ...]
    people: int
    skills: Mapping[str, Skill | None]


@dataclass(frozen=True)
class Leavers:
    """Of those who can do one skill alone: how many expect to leave, and how many are not sure."""

    leaving: ToldCount
    unsure: ToldCount


@dataclass(frozen=True)
class Staff:
    """The numbers of a staff. `units` is empty when nothing may be shown by unit; `leavers` has the skills asked of.

    `levels` tell how many are on each level or above it, the lowest first. `by` is what the column of units is called;
    `clashes` are earlier maps that tell too much together with this one.
    """

    questionnaire: Questionnaire
    wanted: StaffMap
    rows: int
    unreadable: int
    units: tuple[Unit, ...]
    together: Unit | None
    everyone: Unit
    levels: Mapping[str, ToldCount]
    leavers: Mapping[str, Leavers]
    by: str = ""
    clashes: tuple[str, ...] = ()

    @property
    def on_each(self) -> dict[str, ToldCount]:
        """How many are on each level and on none above it."""
        higher = [*self.levels.values(), ToldCount(0, 0)][1:]
        return {level: here - above for (level, here), above in zip(self.levels.items(), higher, strict=True)}

    @property
    def counted(self) -> int:
        """How many people are on a level."""
        return next(iter(self.levels.values())).most

    @property
    def shown(self) -> Shown:
        """What a map shows of units."""
        lines = (Group(unit.names, unit.people, {}) for unit in self.lines)
        units = Groups(self.by, tuple(lines), None, hidden=not self.lines)
        return shown_of(fingerprint(self.questionnaire), self.everyone.people, [units])

    @property
    def lines(self) -> tuple[Unit, ...]:
        """All units that may be shown, those shown together last."""
        return (*self.units, self.together) if self.together else self.units


def needed_columns(wanted: StaffMap, by: pl.Expr, names: Sequence[str]) -> list[pl.Expr]:
    """What `staff_of` reads of results with columns of these names; `by` names a respondent's unit."""
    leaving = answer_name(wanted.leaving.item) if wanted.leaving else ""
    counted = [pl.col(COUNTED)] if COUNTED in names else []
    return [
        by.alias(_UNIT),
        *(pl.col(f"score_{skill}") for skill in wanted.skills),
        (pl.col(leaving).cast(pl.String) if leaving in names else pl.lit(None, dtype=pl.String)).alias(_LEAVING),
        pl.col("unreadable"),
        *counted,
    ]


def staff_of(questionnaire: Questionnaire, wanted: StaffMap, narrow: Frame) -> Staff:
    """The numbers of a staff, from `needed_columns` of its results."""
    rows = known_of(wanted, narrow)
    counts = {
        _count(skill, step): (_step(skill, wanted) == step).fill_null(False)
        for skill in wanted.skills
        for step in range(len(wanted.steps))
    } | _on_levels(wanted)
    (found,) = by_groups(rows, [_UNIT], counts)
    units = [_unit(group, wanted) for group in found.lines]
    together = units.pop() if found.together else None
    shown = [*units, together] if together else units
    all_of_them = Group((say("cohort.staff_everyone"),), *_sums(rows, counts))
    everyone = _everyone(all_of_them, shown, wanted)
    read = narrow.lazy().select(pl.len(), pl.col("unreadable").sum()).collect(engine="streaming")
    return Staff(
        questionnaire=questionnaire,
        wanted=wanted,
        rows=int(read.item(0, 0)),
        unreadable=int(read.item(0, 1)),
        units=tuple(units),
        together=together,
        everyone=everyone,
        levels=_levels(found.lines or (all_of_them,), wanted),
        leavers=_leavers(rows, everyone, wanted),
    )


def known_of(wanted: StaffMap, narrow: Frame) -> pl.LazyFrame:
    """Those who said anything of a skill."""
    rows = narrow.lazy()
    rows = rows.filter(COUNTED) if COUNTED in rows.collect_schema().names() else rows
    return rows.filter(pl.any_horizontal(pl.col(f"score_{skill}").is_not_null() for skill in wanted.skills))


def _sums(rows: pl.LazyFrame, counts: Mapping[str, pl.Expr]) -> tuple[int, dict[str, int]]:
    people, *sums = rows.select(pl.len(), **{n: e.sum() for n, e in counts.items()}).collect(engine="streaming").row(0)
    return people, dict(zip(counts, sums, strict=True))


def _on_levels(wanted: StaffMap) -> dict[str, pl.Expr]:
    """Whether somebody is on each level, the highest whose gates are passed, of those who answered half or more."""
    scores = [pl.col(f"score_{skill}") for skill in wanted.skills]
    known = 2 * pl.sum_horizontal(score.is_not_null() for score in scores) >= len(scores)
    level = pl.lit(0)
    for n, one in enumerate(wanted.levels):
        passed = pl.all_horizontal(pl.lit(True), *(_passed(gate, wanted) for gate in one.needs))
        level = pl.when(passed).then(n).otherwise(level)
    return {_level(n): known & (level == n) for n in range(len(wanted.levels))}


def _passed(gate: Gate, wanted: StaffMap) -> pl.Expr:
    reached = ((pl.col(f"score_{skill}") >= gate.points).fill_null(False) for skill in gate.of or wanted.skills)
    return pl.sum_horizontal(reached) >= gate.count


def _levels(lines: Sequence[Group], wanted: StaffMap) -> dict[str, ToldCount]:
    """How many are on each level or above: sums of what may be told by line, since gates ask for what lines hide.

    Of a single level no count is told: with the level above it, it would tell what a line hides.
    """
    counts = [[line.counts[_level(n)] for n in range(len(wanted.levels))] for line in lines]
    above = [[told_count(sum(line[n:]), sum(line)) for line in counts] for n in range(len(wanted.levels))]
    everybody = sum(sum(line) for line in counts)
    sums = [ToldCount(everybody, everybody), *(sum(one, ToldCount(0, 0)) for one in above[1:])]
    return {level.title: count for level, count in zip(wanted.levels, sums, strict=True)}


def _everyone(all_of_them: Group, units: Sequence[Unit], wanted: StaffMap) -> Unit:
    """All people, whose counts are the sums of what is told by unit."""
    skills = dict(_unit(all_of_them, wanted).skills)
    for name, skill in skills.items():
        if skill and units:
            parts = [one.able if one else ToldCount(0, SMALLEST - 1) for one in (unit.skills[name] for unit in units)]
            skills[name] = replace(skill, able=sum(parts, ToldCount(0, 0)))
    return replace(_unit(all_of_them, wanted), skills=skills)


def _count(skill: str, step: int) -> str:
    return f"{skill}:{step}"


def _level(place: int) -> str:
    return f"level {place}"


def _step(skill: str, wanted: StaffMap) -> pl.Expr:
    return (pl.col(f"score_{skill}") / 100 * (len(wanted.steps) - 1)).round()


def _unit(group: Group, wanted: StaffMap) -> Unit:
    return Unit(group.names, group.respondents, {skill: _skill(group, skill, wanted) for skill in wanted.skills})


def _skill(group: Group, skill: str, wanted: StaffMap) -> Skill | None:
    counts = [group.counts[_count(skill, step)] for step in range(len(wanted.steps))]
    answered = sum(counts)
    if answered < SMALLEST:
        return None
    able = sum(n for step, n in enumerate(counts) if 100 * step / (len(counts) - 1) >= wanted.able_from)
    # of an even number the lower one: plans are made by it
    middle = next(step for step in range(len(counts)) if 2 * sum(counts[: step + 1]) >= answered)
    return Skill(middle, told_count(able, answered), answered)


def _leavers(rows: pl.LazyFrame, everyone: Unit, wanted: StaffMap) -> dict[str, Leavers]:
    """By skill, where so many can do it that nobody is told from the others."""
    many = [name for name, skill in everyone.skills.items() if skill and skill.able.least >= SMALLEST]
    if wanted.leaving is None or not many:
        return {}
    said = pl.col(_LEAVING)
    counted = {}
    for name in many:
        able = (pl.col(f"score_{name}") >= wanted.able_from).fill_null(False)
        counted[name, "all"] = able
        counted[name, "leaving"] = able & said.is_in(list(wanted.leaving.leaves))
        counted[name, "unsure"] = able & said.is_in(list(wanted.leaving.unsure))
    sums = rows.select(said.count(), **{" ".join(key): one.sum() for key, one in counted.items()})
    answered, *found = sums.collect(engine="streaming").row(0)
    if not answered:
        return {}
    of = dict(zip(counted, found, strict=True))
    return {
        name: Leavers(told_count(of[name, "leaving"], of[name, "all"]), told_count(of[name, "unsure"], of[name, "all"]))
        for name in many
    }
