"""A group's answers -> what may be shown of them: middle values that nobody can be read out of.

Owns every rule that keeps somebody from being found in a comparison; must not know pages. Each rule is needed: a test
takes them out one by one, and an attacker then finds somebody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import quantiles

import polars as pl

from jtbd_diag.cohort.small_groups import SMALLEST, Groups, by_groups, not_given
from jtbd_diag.cohort.told_counts import ToldCount, told_count
from jtbd_diag.compare.how_far_raters_agree import (
    SKEWED,
    AgreementWord,
    average_deviation,
    icc_one_way,
    r_wg_j,
    two_camps,
    uniform,
    word_for,
)
from jtbd_diag.compare.rater_groups import RaterGroup
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import RatingItem
from jtbd_diag.questionnaire.perspectives import Perspective

SMALLEST_CABINET = 5
SMALLEST_STAFF = SMALLEST
LEAST_SHARE, GOOD_SHARE = 0.4, 0.6
"""The shares of a staff from which on it is shown, and from which on without a warning."""
MOST_ALIKE = 0.9
"""A larger share with one and the same score is a cell in which all answered alike."""
STEP = 5
"""Points to which middle values are rounded, so that none is somebody's very own score."""


@dataclass(frozen=True)
class WithinGroup:
    """How far a group agrees on a scale's statements: AD in steps, r_wg(J) by both nulls, of so many steps."""

    word: AgreementWord
    deviation: float
    r_uniform: float | None
    r_skewed: float | None
    steps: int


@dataclass(frozen=True)
class ShownScale:
    """The middle of the `n` who answered a scale, and for ten or more their middle half and how far they agree."""

    median: int
    n: int
    low: int | None = None
    high: int | None = None
    agreement: WithinGroup | None = None


@dataclass(frozen=True)
class ShownGroup:
    """A group, or part of one (`names`): how many answered, and by scale what may be shown; None is hidden."""

    perspective: Perspective
    names: tuple[str, ...]
    n: int
    scales: Mapping[str, ShownScale | None]


def smallest(perspective: Perspective) -> int:
    """From how many people on a group may be shown."""
    return SMALLEST_STAFF if perspective == "staff" else SMALLEST_CABINET


def may_show(group: RaterGroup) -> bool:
    """Whether there are enough of a group, and of a staff enough of those who were asked."""
    enough = group.n >= smallest(group.perspective)
    return enough and not few_of_asked(group, group.n)


def few_of_asked(group: RaterGroup, n: int, share: float = LEAST_SHARE) -> bool:
    """Whether so many are a smaller share of a staff than speaks for it. Of a cabinet there is no such share."""
    return group.perspective == "staff" and n < share * group.asked


def on_scale(group: RaterGroup, scale: str) -> int:
    """How many of a group answered enough of a scale."""
    return sum(scale in score for score in group.scores)


def too_alike(scores: Sequence[float]) -> bool:
    """Whether nearly all have the same score: then what is shown is what each of them said."""
    return max(Counter(round(score, 9) for score in scores).values()) > MOST_ALIKE * len(scores)


def rounded(points: float) -> int:
    """To steps that many scores fall on."""
    return int(STEP * round(points / STEP))


def may_show_spread(n: int) -> bool:
    """In a small group the ends of the middle half are somebody."""
    return n >= SMALLEST_STAFF


def shown_group(group: RaterGroup, names: tuple[str, ...] = (), at: Sequence[int] | None = None) -> ShownGroup:
    """What may be shown of a group, or of the people at some places in it."""
    places = range(group.n) if at is None else at
    scales = {scale: _shown_scale(group, scale, places) for scale in group.form.scales}
    return ShownGroup(group.perspective, names, len(places), scales)


def _shown_scale(group: RaterGroup, scale: str, places: Sequence[int]) -> ShownScale | None:
    known = [n for n in places if scale in group.scores[n]]
    scores = [group.scores[n][scale] for n in known]
    few = len(scores) < smallest(group.perspective) or few_of_asked(group, on_scale(group, scale))
    if few or too_alike(scores):
        return None
    low, median, high = quantiles(scores, n=4, method="inclusive")
    if not may_show_spread(len(scores)):
        return ShownScale(rounded(median), len(scores))
    agreement = agreement_on(group.form, scale, [group.values[n] for n in known])
    return ShownScale(rounded(median), len(scores), rounded(low), rounded(high), agreement)


def agreement_on(form: Questionnaire, scale: str, people: Sequence[Mapping[str, Value]]) -> WithinGroup | None:
    """The indices over the statements of a scale that are rated in the same steps; None where it has none."""
    rated = [item for item in form.items.values() if isinstance(item, RatingItem) and item.scale == scale]
    sizes = {len(form.options(item.id)) for item in rated}
    if len(sizes) != 1:
        return None
    (steps,) = sizes
    marks = [[_mark(person, item, steps) for item in rated] for person in people]
    deviation = average_deviation(marks)
    if deviation is None:
        return None
    skewed = r_wg_j(marks, SKEWED[steps]) if steps in SKEWED else None
    return WithinGroup(
        word_for(deviation, steps, two_camps(marks, steps)), deviation, r_wg_j(marks, uniform(steps)), skewed, steps
    )


def _mark(answers: Mapping[str, Value], item: RatingItem, steps: int) -> float | None:
    given = answers.get(item.id)
    if given is None:
        return None
    step = float(str(given))
    return steps + 1 - step if item.reverse else step


def counted_alike(group: RaterGroup, job: str) -> ToldCount | None:
    """How many of a group's answers point to a job, as it may be told; None where too few point to any."""
    told_any = [one for one in group.jobs if one is not None]
    if len(told_any) < smallest(group.perspective):
        return None
    return told_count(sum(one == job for one in told_any), len(told_any))


# by unit


def names_people(units: Sequence[str]) -> bool:
    """Whether a column tells single people apart: most of those it tells anything of have a group of their own."""
    sizes = Counter(unit_key(unit) for unit in units if unit.strip())
    return 2 * sum(size == 1 for size in sizes.values()) > sum(sizes.values())


def unit_tables(group: RaterGroup) -> tuple[tuple[Groups, ...], pl.DataFrame]:
    """Which units of a staff may be shown by each column, decided over all of them; and who belongs where."""
    frame = pl.DataFrame({f"group:{name}": [*units] for name, units in group.units.items()})
    if not group.units:
        return (), frame
    tables = by_groups(frame, frame.columns, {})
    return tuple(replace(table, column=table.column.removeprefix("group:")) for table in tables), frame


def shown_lines(group: RaterGroup, table: Groups) -> tuple[ShownGroup, ...]:
    """The lines of a table; a scale that is hidden in one line is hidden in the next smallest as well."""
    units = [unit_key(one) for one in group.units[table.column]]
    apart = {unit_key(name) for line in table.apart for name in line.names}
    lines = []
    for line in table.lines:
        wanted = {unit_key(name) for name in line.names}
        alone = line is not table.together
        at = [n for n, unit in enumerate(units) if (unit in wanted if alone else unit not in apart)]
        lines.append(shown_group(group, line.names, at))
    return in_company(lines)


def in_company(lines: Sequence[ShownGroup]) -> tuple[ShownGroup, ...]:
    """Never one hidden cell alone: what all others and the whole show would tell of it."""
    scales = lines[0].scales if lines else {}
    hidden = {scale: [n for n, line in enumerate(lines) if line.scales[scale] is None] for scale in scales}
    order = sorted(range(len(lines)), key=lambda n: (lines[n].n, lines[n].names))
    found = [dict(line.scales) for line in lines]
    for scale, at in hidden.items():
        if len(at) == 1:
            company = next((n for n in order if n not in at), None)
            if company is not None:
                found[company][scale] = None
    return tuple(replace(line, scales=scales_) for line, scales_ in zip(lines, found, strict=True))


def unit_key(name: str) -> str:
    """What two spellings of one unit share."""
    return " ".join(name.split()).lower() or not_given()


def between_units(staff: RaterGroup) -> dict[str, dict[str, tuple[float, float]]]:
    """By column and scale, ICC(1) and ICC(2) between units, where enough of the staff answered the scale."""
    scales = [one for one in staff.form.scales if not few_of_asked(staff, on_scale(staff, one))]
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for column, units in staff.units.items():
        for scale in scales:
            by: dict[str, list[float]] = {}
            for unit, scores in zip(units, staff.scores, strict=True):
                if unit.strip() and scale in scores:
                    by.setdefault(unit_key(unit), []).append(scores[scale])
            made = icc_one_way([*by.values()])
            if made is not None:
                found.setdefault(column, {})[scale] = made
    return found
