"""Results of a staff -> the numbers of its map.

Owns what may be told: groups and answers of fewer than `SMALLEST` people are never shown, and a count of one or two
is never told from none, so that nobody is found by what they can do, cannot do, or plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from jtbd_diag.cohort.groups import SMALLEST, Group, by_groups
from jtbd_diag.cohort.respondents import COUNTED
from jtbd_diag.cohort.results import answer_name
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.model import StaffMap

FEW = 2
"""Up to so many people, a count is not told from none."""

_UNIT, _LEVEL, _LEAVING = "unit", "level", "leaving"


@dataclass(frozen=True)
class Skill:
    """One skill in one unit: the middle answer as a step from 0, and how many can do it alone; None: too few said."""

    middle: int
    able: int
    answered: int

    @property
    def rare(self) -> bool:
        """Whether hardly anybody can do it alone."""
        return self.able <= FEW


@dataclass(frozen=True)
class Unit:
    """One line of the map; `names` are several where small units are shown together."""

    names: tuple[str, ...]
    people: int
    skills: Mapping[str, Skill | None]


@dataclass(frozen=True)
class Leavers:
    """Of those who can do one skill alone: how many expect to leave, and how many are not sure."""

    able: int
    leaving: int
    unsure: int


@dataclass(frozen=True)
class Staff:
    """The numbers of a staff. `units` is empty when nothing may be shown by unit; `leavers` has the skills asked of."""

    questionnaire: Questionnaire
    wanted: StaffMap
    rows: int
    unreadable: int
    units: tuple[Unit, ...]
    together: Unit | None
    everyone: Unit
    levels: Mapping[str, int]
    leavers: Mapping[str, Leavers]

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
        pl.col(f"score_{wanted.level}").alias(_LEVEL),
        (pl.col(leaving).cast(pl.String) if leaving in names else pl.lit(None, dtype=pl.String)).alias(_LEAVING),
        pl.col("unreadable"),
        *counted,
    ]


def staff_of(questionnaire: Questionnaire, wanted: StaffMap, narrow: pl.DataFrame) -> Staff:
    """The numbers of a staff, from `needed_columns` of its results."""
    rows = narrow.filter(COUNTED) if COUNTED in narrow.columns else narrow
    rows = rows.filter(pl.any_horizontal(pl.col(f"score_{skill}").is_not_null() for skill in wanted.skills))
    counts = {
        _count(skill, step): (_step(skill, wanted) == step).fill_null(False)
        for skill in wanted.skills
        for step in range(len(wanted.steps))
    }
    (found,) = by_groups(rows, [_UNIT], counts)
    everyone = Group(
        ("Everyone",), rows.height, rows.select(**{n: e.sum() for n, e in counts.items()}).row(0, named=True)
    )
    level = questionnaire.scales[wanted.level]
    levels = [level.band(score) for score in rows.get_column(_LEVEL)]
    return Staff(
        questionnaire=questionnaire,
        wanted=wanted,
        rows=narrow.height,
        unreadable=int(narrow.get_column("unreadable").sum()),
        units=tuple(_unit(group, wanted) for group in found.apart),
        together=_unit(found.together, wanted) if found.together else None,
        everyone=_unit(everyone, wanted),
        levels={band.title: levels.count(band.title) for band in level.bands},
        leavers=_leavers(rows, wanted),
    )


def _count(skill: str, step: int) -> str:
    return f"{skill}:{step}"


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
    return Skill(middle, able, answered)


def _leavers(rows: pl.DataFrame, wanted: StaffMap) -> dict[str, Leavers]:
    """By skill, where so many can do it that nobody is told from the others."""
    if wanted.leaving is None or rows.get_column(_LEAVING).is_null().all():
        return {}
    found = {}
    for skill in wanted.skills:
        able = rows.filter(pl.col(f"score_{skill}") >= wanted.able_from).get_column(_LEAVING)
        if len(able) >= SMALLEST:
            leaving, unsure = (int(able.is_in(list(of)).sum()) for of in (wanted.leaving.leaves, wanted.leaving.unsure))
            found[skill] = Leavers(len(able), leaving, unsure)
    return found


def told(count: int) -> str:
    """A count as it may be told."""
    return f"{count:,}" if count > FEW else f"0–{FEW}"


def told_in_all(staff: Staff, skill: str) -> str:
    """How many of everyone can do a skill alone; a span where the sum would tell a count that is not told."""
    found = staff.everyone.skills[skill]
    if found is None:
        return "–"
    shown = [unit.skills[skill] for unit in staff.lines]
    secret = [one for one in shown if one is None or one.rare]
    if len(secret) != 1 or found.rare:
        return told(found.able)
    least = sum(one.able for one in shown if one and not one.rare)
    return f"{least:,}–{least + (FEW if secret[0] else SMALLEST - 1):,}"
