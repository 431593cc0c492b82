"""A cohort asked twice -> who is matched, how jobs and scores moved, who did not come back.

Owns what is worked out of two tables, and what of it may be shown; must not know words or pages. Nobody is named: ids
only join rows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

import polars as pl

from jtbd_diag.cohort.earlier_reports import Shown
from jtbd_diag.cohort.small_groups import Group, by_groups, shown_as
from jtbd_diag.cohort.staff.staff_numbers import ToldCount, told
from jtbd_diag.compare.cohort_waves_protection import few_left_over, shown_waves, told_steps
from jtbd_diag.compare.raters_compared import WORST_RELIABILITY, Z
from jtbd_diag.compare.transitions import NO_PUSH
from jtbd_diag.diagnosis import score_table
from jtbd_diag.lab.impact.impact_sources import answered_rows
from jtbd_diag.questionnaire import Questionnaire, fingerprint
from jtbd_diag.results.run import Batch
from jtbd_diag.survey.people.answered_twice import person_keys
from jtbd_diag.survey.survey_table import ROW

LEAST_MEAN, LEAST_TEST = 30, 50
"""From how many people on a mean change is told, and whether jobs moved by more than chance."""
NOT_TOLD = "not_told"
_BEFORE, _AGAIN = "before", "again"


@dataclass(frozen=True)
class MeanMove:
    """A scale's mean then and now, in points, its change with the ends of its 95 % interval, and of how many."""

    scale: str
    n: int
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True)
class Returning:
    """Those who began with a job: their mean then and now on a scale, and what chance alone would make of it now."""

    job: str
    scale: str
    n: int
    before: float
    after: float
    expected: float


@dataclass(frozen=True)
class JobStep:
    """Those who began with one or more jobs, and how many came to each, as it may be told."""

    jobs: tuple[str, ...]
    to: Mapping[str, ToldCount]


@dataclass(frozen=True)
class CohortWaves:
    """Two waves. `steps` and `back` are empty where they would tell of a few; `chance` is Stuart and Maxwell's p."""

    questionnaire: Questionnaire
    first: int
    second: int
    matched: int
    running: bool
    steps: tuple[JobStep, ...]
    back: tuple[tuple[tuple[str, ...], ToldCount, int], ...]
    means: tuple[MeanMove, ...]
    returning: tuple[Returning, ...]
    chance: float | None
    invented: int

    @property
    def shown(self) -> Shown:
        """What its page shows of whom, for later ones."""
        return shown_waves(fingerprint(self.questionnaire), self.first, self.matched)


def cohort_waves(q: Questionnaire, first: Batch, second: Batch) -> CohortWaves:
    """Match everybody who is in both by e-mail or id, and work it out; both tables are read in one version."""
    people = [_people(q, one) for one in (first, second)]
    keys = [[*person_keys(one.table, one.reading.identity)] for one in (first, second)]
    pairs = _matched(keys, [{*one} for one in people])
    both = [(people[0][a], people[1][b]) for a, b in pairs]
    jobs = [(str(a["job"]), str(b["job"])) for a, b in both]
    kinds = (*q.profiles, NO_PUSH, NOT_TOLD)
    counts = Counter(jobs)
    back = {a for a, _ in pairs}
    again = pl.DataFrame(
        {
            _BEFORE: [str(one["job"]) for one in people[0].values()],
            _AGAIN: [row in back for row in people[0]],
        },
        schema={_BEFORE: pl.String, _AGAIN: pl.Boolean},
    )
    known = [kind for kind in kinds if kind != NOT_TOLD]
    steps, lines = _lines(jobs, kinds, again)
    return CohortWaves(
        q,
        len(people[0]),
        len(people[1]),
        len(pairs),
        not pairs and any(running for one in keys for _, _, running in one),
        steps,
        tuple((one.names, told(one.counts[_AGAIN], one.respondents), one.respondents) for one in lines),
        tuple(_mean(scale, both) for scale in q.scales if len(_known(scale, both)) >= LEAST_MEAN),
        _returning(q, both),
        stuart_maxwell([[counts[a, b] for b in known] for a in known]) if len(pairs) >= LEAST_TEST else None,
        first.table.invented + second.table.invented,
    )


def _people(q: Questionnaire, batch: Batch) -> dict[int, dict[str, object]]:
    """By row the job, or no push, and the scores."""
    scored = score_table(q, answered_rows(batch))
    there = scored.collect_schema()
    scales = [pl.col(f"score:{name}").alias(name) for name in q.scales if f"score:{name}" in there]
    words = [
        (pl.col(name).cast(pl.String) if name in there else pl.lit(None, pl.String)).alias(f"of:{name}")
        for name in ("job", "struggle")
    ]
    frame = scored.select(ROW, *words, *scales).collect(engine="streaming")
    found = {}
    for row in frame.iter_rows(named=True):
        job, struggle = row.pop("of:job"), row.pop("of:struggle")
        found[int(row.pop(ROW))] = {"job": NO_PUSH if struggle == "none" else job or NOT_TOLD, **row}
    return found


def _matched(keys: Sequence[Sequence[tuple[int, str, bool]]], rows: Sequence[set[int]]) -> list[tuple[int, int]]:
    """The rows of everybody who is in both tables, once."""
    where: dict[str, int] = {}
    for row, key, running in keys[0]:
        if row in rows[0] and not running:
            where.setdefault(key, row)
    found: dict[int, int] = {}
    for row, key, running in keys[1]:
        if row in rows[1] and not running and key in where:
            found.setdefault(where[key], row)
    seen: set[int] = set()
    return [(a, b) for a, b in sorted(found.items()) if not (b in seen or seen.add(b))]  # type: ignore[func-returns-value]


# what may be told


def _lines(
    jobs: Sequence[tuple[str, str]], kinds: Sequence[str], again: pl.DataFrame
) -> tuple[tuple[JobStep, ...], tuple[Group, ...]]:
    """By the job they began with, who came to which, and who came back: in the same lines, small groups together.

    The lines are those of whoever is in both waves; others who began would else be left over between two groupings.
    """
    frame = pl.DataFrame({_BEFORE: [a for a, _ in jobs], "to": [b for _, b in jobs]}, schema={_BEFORE: pl.String, "to": pl.String})  # fmt: skip  # noqa: E501
    lines = by_groups(frame, [_BEFORE], {kind: pl.col("to") == kind for kind in kinds})[0].lines
    counts = [[line.counts[kind] for kind in kinds] for line in lines]
    cells = told_steps(counts)
    steps = tuple(
        JobStep(line.names, dict(zip(kinds, row, strict=True))) for line, row in zip(lines, cells, strict=bool(cells))
    )
    began = shown_as(again, _BEFORE, [line.names for line in lines], {_AGAIN: pl.col(_AGAIN)}).lines if lines else ()
    return steps, began


# means


def _known(scale: str, both: Sequence[tuple[Mapping[str, object], Mapping[str, object]]]) -> list[tuple[float, float]]:
    pairs = [(a.get(scale), b.get(scale)) for a, b in both]
    return [(float(str(a)), float(str(b))) for a, b in pairs if a is not None and b is not None]


def _mean(scale: str, both: Sequence[tuple[Mapping[str, object], Mapping[str, object]]]) -> MeanMove:
    known = _known(scale, both)
    moved = [b - a for a, b in known]
    half = Z * stdev(moved) / math.sqrt(len(moved))
    change = fmean(moved)
    before, after = fmean(a for a, _ in known), fmean(b for _, b in known)
    return MeanMove(scale, len(known), before, after, change - half, change + half)


def _returning(
    q: Questionnaire, both: Sequence[tuple[Mapping[str, object], Mapping[str, object]]]
) -> tuple[Returning, ...]:
    """Of each job that thirty began with: m + r (x - m), m the first mean of all, r the least reliability.

    Where a few began with none of these, one job less is shown: all, less the jobs, would be their mean.
    """
    found = []
    for scale in q.classification.scales if q.classification else ():
        everybody = _known(scale, both)
        of_job = {job: _known(scale, [pair for pair in both if pair[0]["job"] == job]) for job in q.profiles}
        shown = [job for job, own in of_job.items() if len(own) >= LEAST_MEAN]
        if shown and few_left_over(len(everybody), [len(of_job[job]) for job in shown]):
            shown.remove(min(shown, key=lambda job: len(of_job[job])))
        for job in shown:
            own = of_job[job]
            m, x = fmean(a for a, _ in everybody), fmean(a for a, _ in own)
            expected = m + WORST_RELIABILITY * (x - m)
            found.append(Returning(job, scale, len(own), x, fmean(b for _, b in own), expected))
    return tuple(found)


# whether jobs moved


def stuart_maxwell(table: Sequence[Sequence[int]]) -> float | None:
    """The p of Stuart's test (1955, Maxwell 1970) that jobs are as common now as then; None where nothing moved.

    Jobs that nobody had at either time are left out; chi squared is d' S^-1 d with one job less than there are.
    """
    kept = [n for n in range(len(table)) if sum(table[n]) + sum(row[n] for row in table) > 0]
    rows = [sum(table[a][b] for b in kept) for a in kept]
    columns = [sum(table[a][b] for a in kept) for b in kept]
    size = len(kept) - 1
    if size < 1:
        return None
    d = [float(rows[n] - columns[n]) for n in range(size)]
    s = [
        [
            float(rows[a] + columns[a] - 2 * table[kept[a]][kept[a]])
            if a == b
            else -float(table[kept[a]][kept[b]] + table[kept[b]][kept[a]])
            for b in range(size)
        ]
        for a in range(size)
    ]
    solved = _solved(s, d)
    return None if solved is None else _chance(sum(x * y for x, y in zip(d, solved, strict=True)), size)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float] | None:
    """The solution of a small system of equations; None where there is none."""
    rows = [[*row, one] for row, one in zip(matrix, right, strict=True)]
    n = len(rows)
    for at in range(n):
        best = max(range(at, n), key=lambda r: abs(rows[r][at]))
        rows[at], rows[best] = rows[best], rows[at]
        if abs(rows[at][at]) < 1e-12:
            return None
        for other in range(n):
            if other != at:
                factor = rows[other][at] / rows[at][at]
                rows[other] = [x - factor * y for x, y in zip(rows[other], rows[at], strict=True)]
    return [rows[at][n] / rows[at][at] for at in range(n)]


def _chance(x: float, degrees: int) -> float:
    """The upper tail of chi squared, by its recurrence over degrees of freedom."""
    if degrees % 2:
        tail, term, start = math.erfc(math.sqrt(x / 2)), math.sqrt(2 * x / math.pi) * math.exp(-x / 2), 1
    else:
        tail, term, start = math.exp(-x / 2), x / 2 * math.exp(-x / 2), 2
    for own in range(start, degrees, 2):
        tail += term
        term *= x / (own + 2)
    return tail
