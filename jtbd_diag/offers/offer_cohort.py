"""The results of a cohort and some programs -> how many leaders each fits, and who is left without one.

Owns how results are read back and what of them may be told: jobs of fewer than ten leaders are told together, by the
rules of a cohort report. Must not know a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from jtbd_diag.cohort.small_groups import SMALLEST, by_groups
from jtbd_diag.cohort.told_counts import ToldCount, told_count
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, CLEAR, EARLY, LEANING, MIXED, NONE, UNDETERMINED
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.offers.offer_files import RatedProgram
from jtbd_diag.offers.offer_verdicts import JobVerdict
from jtbd_diag.results.pooled_answers import pooled_results, tells_what_was_asked
from jtbd_diag.results.which_row_counts import COUNTED, DUPLICATE_OF
from jtbd_diag.survey.files.opening import open_grids
from jtbd_diag.survey.rows.invented_rows import INVENTED, YES

NOT_TOLD = "not told"
MOST_NEAR = 3
"""Of programs near a job that none serves, so many are named."""
_NEEDED = {"job", "outcome", "questionnaire"}
_YES, _NO = ("true", "1", "yes"), ("false", "0", "no")
_SHOWN = 5
_NOTHING = ToldCount(0, 0)

Judged = tuple[RatedProgram, tuple[JobVerdict, ...]]


@dataclass(frozen=True)
class JobLine:
    """One or more jobs told together: how many leaders, how many of them want to act now, how many have no push.

    The last two are None where nobody was asked, as in an application.
    """

    jobs: tuple[str, ...]
    leaders: int
    active: ToldCount | None
    no_push: ToldCount | None


@dataclass(frozen=True)
class LeaderJobs:
    """A cohort by job; no lines where it is too small to be told by job. `not_told` are those without a clear job."""

    source: str
    respondents: int
    lines: tuple[JobLine, ...]
    invented: bool
    pooled: tuple[str, ...] = ()
    """What tells its leaders apart who were not asked the same."""

    def of(self, jobs: Collection[str]) -> ToldCount:
        """How many leaders have one of these jobs."""
        return sum((_share(one, jobs, ToldCount(one.leaders, one.leaders)) for one in self.lines), _NOTHING)

    @property
    def has_push(self) -> bool:
        """Whether it was asked who wants to act."""
        return any(one.active is not None for one in self.lines)

    def active(self, jobs: Collection[str]) -> ToldCount | None:
        """How many of them want to act now; None where that was not asked."""
        if not self.has_push:
            return None
        return sum((_share(one, jobs, one.active) for one in self.lines if one.active), _NOTHING)


def _share(line: JobLine, jobs: Collection[str], count: ToldCount) -> ToldCount:
    inside = {*line.jobs} & {*jobs}
    if not inside:
        return _NOTHING
    return count if inside == {*line.jobs} else ToldCount(0, count.most)


@dataclass(frozen=True)
class NearProgram:
    """A program that does not serve a job, and all that would have to change for it to."""

    program: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class UnservedJob:
    """A job that no program serves, the programs nearest to it, and those of which it is not known."""

    job: str
    near: tuple[NearProgram, ...]
    open: tuple[str, ...]


def served(programs: Sequence[Judged]) -> set[str]:
    """The jobs that some program serves for sure."""
    return {one.job for _, found in programs for one in found if one.verdict == "serves"}


def unserved(programs: Sequence[Judged], cohort: LeaderJobs | None) -> tuple[UnservedJob, ...]:
    """The jobs that none serves, most leaders first, each with the programs that need the fewest changes."""
    lacking = [job for job in (one.job for one in programs[0][1]) if job not in served(programs)]
    if cohort is not None:
        lacking.sort(key=lambda job: -sum(vars(cohort.of([job])).values()))
    return tuple(UnservedJob(job, *_near(job, programs)) for job in lacking)


def _near(job: str, programs: Sequence[Judged]) -> tuple[tuple[NearProgram, ...], tuple[str, ...]]:
    near, unsure = [], []
    for program, found in programs:
        verdict = next(one for one in found if one.job == job)
        if verdict.verdict is None:
            unsure.append(program.name)
        elif verdict.musts_met and verdict.is_certain:
            near.append(NearProgram(program.name, verdict.changes))
    return tuple(sorted(near, key=lambda one: len(one.changes))[:MOST_NEAR]), tuple(unsure)


# the results


def read_cohort(path: Path, jobs: Sequence[str]) -> LeaderJobs:
    """The leaders in a file of results by job.

    Raises InputError (NO_RESULTS) for a table that is none, for words that no results hold, and where nobody counts.
    """
    everybody = _results(path)
    if strange := [*_strange(everybody, jobs, str(path))]:
        raise InputError(strange)
    rows = _answering(everybody)
    if rows.is_empty():
        raise complaint(Code.NO_RESULTS, str(path), say("offers.nobody"), say("offers.nobody_hint"))
    job = pl.when(pl.col("outcome").is_in([CLEAR, LEANING]) & pl.col("job").is_in(jobs)).then(pl.col("job"))
    there = "struggle" in rows.columns
    struggle = pl.col("struggle") if there else pl.lit(None, pl.String)
    counts = {name: (struggle == name).fill_null(False) for name in (ACTIVE, NONE)}
    marks = [name for name in rows.columns if name.strip().lower() == INVENTED]
    is_invented = any(YES in rows.get_column(name).str.strip_chars().str.to_lowercase() for name in marks)
    found = by_groups(rows.with_columns(job.otherwise(pl.lit(NOT_TOLD)).alias("kind")), ["kind"], counts)[0]
    lines = tuple(
        JobLine(
            one.names,
            one.respondents,
            told_count(one.counts[ACTIVE], one.respondents) if there else None,
            told_count(one.counts[NONE], one.respondents) if there else None,
        )
        for one in found.lines
    )
    return LeaderJobs(path.name, rows.height, lines, is_invented, pooled_results(rows))


def _strange(rows: pl.DataFrame, jobs: Sequence[str], source: str) -> Iterator[Problem]:
    """A complaint for each column with words that are none of its own: whoever has them would be counted by a guess."""
    known = {
        "job": jobs,
        "outcome": (CLEAR, LEANING, MIXED, UNDETERMINED),
        "struggle": (ACTIVE, EARLY, NONE),
        COUNTED: (*_YES, *_NO),
    }
    untold = say("results.reason_too_little")  # a label of files for SPSS and Stata, where others are empty
    for column, ours in known.items():
        theirs = {*rows.get_column(column).drop_nulls()} if column in rows.columns else set[str]()
        strange = sorted(
            one for one in theirs - {"", untold} if (one.lower() if column == COUNTED else one) not in ours
        )
        if strange:
            named, told = in_a_row(strange[:_SHOWN]), in_a_row(ours)
            what = say("offers.other_words", column=column, theirs=named, ours=told)
            hint = say("offers.other_jobs_hint") if column == "job" else say("offers.other_words_hint")
            yield Problem(Code.NO_RESULTS, Location(source), what, hint)


def _results(path: Path) -> pl.DataFrame:
    for grid in open_grids(path):
        names = [cell.strip() for cell in grid.head[0]] if grid.head else []
        if {*names} >= _NEEDED:
            wanted = [*_NEEDED, "struggle", "answered", "unreadable", DUPLICATE_OF, COUNTED]
            unique = [f"{n} {name}" for n, name in enumerate(names)]  # none is the number of the row, or stands twice
            first = {name: unique[n] for n, name in reversed([*enumerate(names)])}
            kept = [one for one in first if one in wanted or one.lower() == INVENTED or tells_what_was_asked(one)]
            cells = (pl.col(first[name]).alias(name) for name in kept)
            words = pl.col(
                "^(job|outcome|struggle)$"
            ).str.to_lowercase()  # files for SPSS and Stata have them as labels
            return grid.scan(1, unique, {}).select(cells).with_columns(words).collect()
    raise complaint(Code.NO_RESULTS, str(path), say("offers.no_results"), say("offers.no_results_hint"))


def _answering(rows: pl.DataFrame) -> pl.DataFrame:
    """Each respondent who answered anything, once."""
    keep: list[pl.Expr] = [pl.col("questionnaire").is_not_null()]
    if COUNTED in rows.columns:
        keep.append(pl.col(COUNTED).str.to_lowercase().is_in(_YES))
    elif DUPLICATE_OF in rows.columns:
        keep.append(pl.col(DUPLICATE_OF).is_null() | (pl.col(DUPLICATE_OF) == ""))
    if {"answered", "unreadable"} <= {*rows.columns}:
        numbers = (pl.col(name).cast(pl.Float64, strict=False).fill_null(0) for name in ("answered", "unreadable"))
        keep.append(pl.any_horizontal(*(one > 0 for one in numbers)))
    return rows.filter(*keep)


def too_few(cohort: LeaderJobs) -> bool:
    """Whether the cohort cannot be told by job without telling of a few."""
    return not cohort.lines or cohort.respondents < SMALLEST


def fits(
    programs: Sequence[Judged], cohort: LeaderJobs
) -> Iterator[tuple[RatedProgram, Mapping[str, ToldCount | None]]]:
    """Each program with the leaders it fits, those of them who want to act now, and those it would fit with changes."""
    for program, found in programs:
        jobs = {word: [one.job for one in found if one.verdict == word] for word in ("serves", "with_changes")}
        yield (
            program,
            {
                "fits": cohort.of(jobs["serves"]),
                "active": cohort.active(jobs["serves"]),
                "with_changes": cohort.of(jobs["with_changes"]),
            },
        )
