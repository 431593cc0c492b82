"""A cohort asked twice -> how jobs and scores moved, as far as both versions ask the same, who did not come back.

Owns what is worked out of two tables, and what of it may be shown; must not know words or pages. Nobody is named: ids
only join rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import polars as pl

from jtbd_diag.cohort.earlier_reports import Shown
from jtbd_diag.cohort.small_groups import Group, by_groups, shown_as
from jtbd_diag.cohort.told_counts import ToldCount, told_count
from jtbd_diag.compare.cohort_job_changes import WordCount, step_words
from jtbd_diag.compare.cohort_people import NOT_TOLD, Both, alike_left, matched_rows, people_of, scores_of_both
from jtbd_diag.compare.cohort_waves_protection import few_left_over, shown_waves, told_steps
from jtbd_diag.compare.least_change import Steady, steadiness_of
from jtbd_diag.compare.looked_back import MeanLookedBack, means_looked_back
from jtbd_diag.compare.span_of_mean import span_of_mean
from jtbd_diag.compare.stuart_maxwell import stuart_maxwell
from jtbd_diag.compare.transitions import NO_PUSH
from jtbd_diag.compare.wave_order import refuse_tables_in_other_order
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.lab.impact.wave_verdicts import Waves, waves_of
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.rows_that_count import RowsOfRaters
from jtbd_diag.survey.answered_twice import person_keys

LEAST_MEAN, LEAST_TEST = 30, 50
"""From how many people on a mean change is told, and whether jobs moved by more than chance."""
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
    """Those who began with a job: their mean then and now on a scale, and what chance alone would make of it now,
    by how steadily the scale measures."""

    job: str
    scale: str
    n: int
    before: float
    after: float
    expected: float
    steady: Steady


@dataclass(frozen=True)
class JobStep:
    """Those who began with one or more jobs, and how many came to each, as it may be told."""

    jobs: tuple[str, ...]
    to: Mapping[str, ToldCount]


@dataclass(frozen=True)
class CohortWaves:
    """Two waves, the first of them to `old`, the second to `questionnaire`, and what of both may be compared.

    `steps` and `back` are empty where they would tell of a few, `steps` also where the job may not be compared;
    `chance` is Stuart and Maxwell's p.
    """

    old: Questionnaire
    questionnaire: Questionnaire
    verdicts: Waves
    first: int
    second: int
    matched: int
    running: bool
    steps: tuple[JobStep, ...]
    words: tuple[WordCount, ...]
    back: tuple[tuple[tuple[str, ...], ToldCount, int], ...]
    means: tuple[MeanMove, ...]
    returning: tuple[Returning, ...]
    chance: float | None
    looked_back: tuple[MeanLookedBack, ...]
    invented: int
    others: tuple[int, int] = (0, 0)
    """Rows of cabinet or staff, who are left out, first and now."""
    alike: int = 0
    """People of the second table who would be somebody's of the first if ids had no capitals and zeros in front."""

    @property
    def few_apart(self) -> tuple[int, ...]:
        """How many are in one wave alone, first and now, where so few are: a report on their wave tells of them."""
        return tuple(n - self.matched for n in (self.first, self.second) if few_left_over(n, [self.matched]))

    @property
    def shown(self) -> Shown:
        """What its page shows of whom, for later ones."""
        return shown_waves(self.questionnaire.questionnaire, self.first, self.matched)


def cohort_waves(first: Batch, second: Batch) -> CohortWaves:
    """Match everybody who is in both by e-mail or id, and work out what both versions let be compared.

    Raises InputError: NOT_COMPARED where they are two questionnaires, two versions that share no line, or two waves the
    other way round; NOBODY where nobody answered one of them.
    """
    old, q = first.questionnaire, second.questionnaire
    verdicts = _verdicts(old, q, second.table.source)
    leaders = (RowsOfRaters(first, LEADER), RowsOfRaters(second, LEADER))
    people = [people_of(leader, q, push=verdicts.push != "not") for leader in leaders]
    others = (leaders[0].left_out(), leaders[1].left_out())
    _refuse_nobody((first, second), people, others)
    refuse_tables_in_other_order((first.table, second.table), people)
    began = people[0] if verdicts.jobs_comparable else people_of(leaders[0], old)
    keys = [[*person_keys(one.table, one.reading.how.identity)] for one in (first, second)]
    pairs = matched_rows(keys, [{*person} for person in people])
    both = [(people[0][a], people[1][b]) for a, b in pairs]
    kinds = _kinds(q, verdicts)
    back = {a for a, _ in pairs}
    again = pl.DataFrame(
        {_BEFORE: [str(one["job"]) for one in began.values()], _AGAIN: [row in back for row in began]},
        schema={_BEFORE: pl.String, _AGAIN: pl.Boolean},
    )
    steps, lines = _lines([(str(began[a]["job"]), str(people[1][b]["job"])) for a, b in pairs], kinds, again)
    means = [scale for scale in verdicts.comparable if len(scores_of_both(scale, both)) >= LEAST_MEAN]
    return CohortWaves(
        old,
        q,
        verdicts,
        len(people[0]),
        len(people[1]),
        len(pairs),
        not pairs and any(running for key in keys for _, _, running in key),
        steps,
        step_words(q, both, verdicts, LEAST_MEAN),
        () if few_left_over(len(people[0]), [len(pairs)]) else _back(lines),
        tuple(_mean(scale, both) for scale in means),
        _returning(q, both) if kinds else (),
        _moved(both, kinds) if len(pairs) >= LEAST_TEST else None,
        means_looked_back(first, second, pairs, LEAST_MEAN),
        leaders[0].invented() + leaders[1].invented(),
        others,
        alike_left(keys, [{*person} for person in people], pairs),
    )


def _refuse_nobody(waves: Sequence[Batch], people: Sequence[Collection[int]], others: Sequence[int]) -> None:
    """Raise InputError for every wave that no leader answered."""
    problems = []
    for wave, answered, n in zip(waves, people, others, strict=True):
        if not answered:
            name = wave.questionnaire.questionnaire
            what = say("waves.no_leader", questionnaire=name, n=n) if n else say("waves.nobody", questionnaire=name)
            problems.append(Problem(Code.NOBODY, Location(wave.table.source), what, say("waves.nobody_hint")))
    if problems:
        raise InputError(problems)


def _verdicts(old: Questionnaire, new: Questionnaire, source: str) -> Waves:
    if old.questionnaire != new.questionnaire:
        what = say("waves.other_questionnaire", first=old.questionnaire, second=new.questionnaire)
        raise complaint(Code.NOT_COMPARED, source, what)
    waves = waves_of(old, new)
    if not waves.comparable:
        said = {"name": new.questionnaire, "first": old.version, "second": new.version}
        what, hint = say("waves.other_versions", **said), say("waves.other_versions_hint", **said)
        raise complaint(Code.NOT_COMPARED, source, what, hint)
    return waves


def _kinds(q: Questionnaire, verdicts: Waves) -> tuple[str, ...]:
    """What somebody may have come to; nothing where jobs may not be compared."""
    if not verdicts.jobs_comparable:
        return ()
    return (*q.profiles, *([] if verdicts.push == "not" else [NO_PUSH]), NOT_TOLD)


def _moved(both: Both, kinds: Collection[str]) -> float | None:
    counts = Counter((str(a["job"]), str(b["job"])) for a, b in both)
    told_ = [kind for kind in kinds if kind != NOT_TOLD]
    return stuart_maxwell([[counts[a, b] for b in told_] for a in told_])


# what may be told


def _lines(
    jobs: Sequence[tuple[str, str]], kinds: Sequence[str], again: pl.DataFrame
) -> tuple[tuple[JobStep, ...], tuple[Group, ...]]:
    """By the job they began with, who came to which, and who came back: in the same lines, small groups together.

    The lines are those of whoever is in both waves; others who began would else be left over between two groupings.
    """
    frame = pl.DataFrame({_BEFORE: [a for a, _ in jobs], "to": [b for _, b in jobs]}, schema={_BEFORE: pl.String, "to": pl.String})  # fmt: skip  # noqa: E501
    shown = by_groups(frame, [_BEFORE], {kind: pl.col("to") == kind for kind in kinds})[0].lines
    lines = sorted(shown, key=lambda line: [kinds.index(name) if name in kinds else len(kinds) for name in line.names])
    counts = [[line.counts[kind] for kind in kinds] for line in lines]
    cells = told_steps(counts)
    steps = tuple(
        JobStep(line.names, dict(zip(kinds, row, strict=True))) for line, row in zip(lines, cells, strict=bool(cells))
    )
    steps = steps if kinds else ()
    began = shown_as(again, _BEFORE, [line.names for line in lines], {_AGAIN: pl.col(_AGAIN)}).lines if lines else ()
    return steps, began


# means


def _back(lines: Sequence[Group]) -> tuple[tuple[tuple[str, ...], ToldCount, int], ...]:
    """By the jobs they began with, how many came back, and of how many."""
    return tuple((line.names, told_count(line.counts[_AGAIN], line.respondents), line.respondents) for line in lines)


def _mean(scale: str, both: Both) -> MeanMove:
    pairs = scores_of_both(scale, both)
    moved = [b - a for a, b in pairs]
    before, after = fmean(a for a, _ in pairs), fmean(b for _, b in pairs)
    return MeanMove(scale, len(pairs), before, after, *span_of_mean(moved))


def _returning(q: Questionnaire, both: Both) -> tuple[Returning, ...]:
    """Of each job that thirty began with: m + r (x - m), m the first mean of all, r how steadily the scale measures.

    Where a few began with none of these, one job less is shown: all, less the jobs, would be their mean.
    """
    found = []
    for scale in q.classification.scales if q.classification else ():
        everybody, steadily = scores_of_both(scale, both), steadiness_of(q, scale)
        of_job = {job: scores_of_both(scale, [pair for pair in both if pair[0]["job"] == job]) for job in q.profiles}
        shown = [job for job, own in of_job.items() if len(own) >= LEAST_MEAN]
        if shown and few_left_over(len(everybody), [len(of_job[job]) for job in shown]):
            shown.remove(min(shown, key=lambda job: len(of_job[job])))
        for job in shown:
            own = of_job[job]
            m, x = fmean(a for a, _ in everybody), fmean(a for a, _ in own)
            expected = m + steadily.reliability * (x - m)
            found.append(Returning(job, scale, len(own), x, fmean(b for _, b in own), expected, steadily))
    return tuple(found)
