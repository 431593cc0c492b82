"""Results -> the numbers of a cohort.

Owns what is counted, and of whom; knows nothing of how it is shown. Rows that were set aside as duplicates are not
counted. Every share keeps the two counts it is made of.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from jtbd_diag.cohort.earlier_reports import column_of
from jtbd_diag.cohort.leaders.leader_counts import Cohort, JobCount, LevelCounts, Quality, Silence
from jtbd_diag.cohort.leaders.recruit_signs import Sign, answers_needed
from jtbd_diag.cohort.small_groups import SMALLEST, Frame, by_groups
from jtbd_diag.diagnosis.flags import FAR_FROM_EVERY_JOB, STRAIGHT_LINED
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, CLEAR, EARLY, LEANING, MIXED, NONE, UNDETERMINED
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.bands_flags_and_calls import NO_PRECONDITION, band
from jtbd_diag.results.results import answer_name, asked_count, silent_count
from jtbd_diag.results.which_row_counts import COUNTED, DUPLICATE_OF

AREA = "What the trouble is about"  # kept in the record of earlier reports
REASONS = (MIXED, UNDETERMINED, NO_PRECONDITION)


def needed_columns(
    questionnaire: Questionnaire, by: Mapping[str, str], names: Sequence[str], signs: Sequence[Sign] = ()
) -> list[pl.Expr]:
    """What `cohort_of` reads of results with columns of these names; none of it tells who a respondent is.

    `by` are columns to group by, by their titles; `signs` are those that are counted.
    """
    q, rule = questionnaire, questionnaire.classification
    area = answer_name(q.uses["problem_area"]) if q.profiles and "problem_area" in q.uses else None
    wanted = ["job", "runner_up", "outcome", "struggle", "preconditions", "flags", "answered", "unreadable", "call"]
    wanted += [f"score_{scale}" for scale in (rule.scales if rule else q.scales)]
    wanted += [f"precondition_{s}" for s in q.readiness.preconditions] + [f"force_{s}" for s in q.readiness.forces]
    wanted += answers_needed(signs)
    return [
        pl.col(f"^({'|'.join([*wanted, DUPLICATE_OF, COUNTED])})$"),
        *(group_column(q, column).alias(column_of(title)) for title, column in by.items()),
        *([group_column(q, area).alias(column_of(AREA))] if area in names and area not in by.values() else []),
    ]


def group_column(questionnaire: Questionnaire, by: str | None) -> pl.Expr:
    """What a respondent's group is called: what stands in a column of the results, an answer in full."""
    if by is None:
        return pl.lit(None, dtype=pl.String)
    options = {answer_name(item): questionnaire.options(item) for item in questionnaire.items}.get(by, ())
    return pl.col(by).cast(pl.String).replace({option.id: option.text for option in options})


def cohort_of(
    questionnaire: Questionnaire, narrow: Frame, silence: pl.DataFrame, rejects: pl.DataFrame, by: Sequence[str]
) -> Cohort:
    """The numbers of a cohort, from `needed_columns` of its results, `Results.silence`, and its rejects.

    `by` are the titles of the columns to group by.
    """
    q, readiness = questionnaire, questionnaire.readiness
    rows = answering(narrow)
    all_rows, quality = _quality(narrow.lazy(), silence, rejects, q)
    respondents, *undetermined = _counts(rows, *([pl.col("outcome") == UNDETERMINED] if q.profiles else []))
    by_job = _struggle_by_job(rows, q) if q.struggle else ()
    titles = [*by, *([AREA] if column_of(AREA) in rows.collect_schema().names() else [])]
    known, results = known_of(q, narrow)
    push = next(_may_be_told([_struggle(known)]), None) if q.struggle else None
    jobs = [_job(rows, job, q) for job in q.profiles]
    found = by_groups(known, [column_of(title) for title in titles], results, [*results])
    groups = [replace(one, column=title) for one, title in zip(found, titles, strict=True)]
    return Cohort(
        questionnaire=q,
        rows=all_rows,
        opened=all_rows - quality.set_aside - respondents,
        respondents=respondents,
        undetermined=sum(undetermined),
        jobs=tuple(_pressing(job, by_job, push) if q.struggle else job for job in jobs),
        struggle=push,
        struggle_by_job=by_job,
        preconditions=tuple(_may_be_told(_bands(rows, q, f"precondition_{s}", s) for s in readiness.preconditions)),
        in_place=next(_may_be_told([_in_place(rows, len(readiness.preconditions))]), None)
        if readiness.preconditions
        else None,
        forces=tuple(_may_be_told(_bands(rows, q, f"force_{s}", s) for s in readiness.forces)),
        scales=() if q.profiles else tuple(_may_be_told(_banded(rows, q))),
        areas=next((group for group in groups if group.column == AREA), None),
        calls=_calls(rows) if q.profiles else {},
        groups=tuple(group for group in groups if group.column != AREA),
        quality=quality,
        places=_places(rows, q),
    )


def answering(narrow: Frame) -> pl.LazyFrame:
    """The rows that count, of respondents who answered anything."""
    opened = (pl.col("answered") == 0) & (pl.col("unreadable") == 0)
    return _counted(narrow).filter(~opened)


def _counts(rows: pl.LazyFrame, *what: pl.Expr) -> tuple[int, ...]:
    """How many rows there are, and of how many of them each is true."""
    sums = (one.fill_null(False).sum().cast(pl.Int64).alias(str(n)) for n, one in enumerate(what))
    return rows.select(pl.len(), *sums).collect(engine="streaming").row(0)


def _job(rows: pl.LazyFrame, job: str, q: Questionnaire) -> JobCount:
    told = pl.col("outcome").is_in([CLEAR, LEANING])
    pressing = told & (pl.col("struggle").fill_null(ACTIVE) != NONE) if q.struggle else told
    outcomes = (pl.col("outcome") == one for one in (CLEAR, LEANING, MIXED))
    _, clear, leaning, mixed, acting = _counts(rows.filter(pl.col("job") == job), *outcomes, pressing)
    return JobCount(job, q.profiles[job].title, clear, leaning, mixed, acting)


def _levels(rows: pl.LazyFrame, title: str, column: str, levels: Sequence[str]) -> LevelCounts:
    counted = rows.group_by(pl.col(column).cast(pl.String).alias("level")).len().collect(engine="streaming")
    found = dict(counted.iter_rows())
    return LevelCounts(title, tuple((level, found.get(level, 0)) for level in levels), found.get(None, 0))


def _may_be_told(all_counts: Iterable[LevelCounts]) -> Iterator[LevelCounts]:
    """Those that may be told: not what a few answered of whom most were not asked or said nothing."""
    return (counts for counts in all_counts if not 0 < counts.known < SMALLEST <= counts.known + counts.unknown)


def _struggle(known: pl.LazyFrame) -> LevelCounts:
    """Of those whose job is known, as it is told by job: what differs would be the few who answered too little."""
    return _levels(known, "all", "struggle", (ACTIVE, EARLY, NONE))


def _pressing(job: JobCount, by_job: Sequence[LevelCounts], everybody: LevelCounts | None) -> JobCount:
    """The same job with as many who want to act as what is shown by job tells, where the count would tell of a few.

    These are the mixed ones, whom it leaves out, and those whose push is not told by this job alone.
    """
    alone = any(line.title == job.title for line in by_job)
    if alone and job.with_job >= SMALLEST and not 0 < job.mixed < SMALLEST:
        return job
    lines = (counts for counts in by_job if f", {job.title}, " in f", {counts.title}, ")
    line = next(lines, everybody)
    share = 1 - line.of(NONE) / line.known if line and line.known else 1
    return replace(job, pressing=math.ceil(job.with_job * share), about=bool(job.with_job))


def _struggle_by_job(rows: pl.LazyFrame, q: Questionnaire) -> tuple[LevelCounts, ...]:
    """By job, where so many are known that nobody is told from the others."""
    known = rows.filter(pl.col("job").is_not_null() & pl.col("struggle").is_not_null())
    levels = (ACTIVE, EARLY, NONE)
    titles = {job: profile.title for job, profile in q.profiles.items()}
    named = known.with_columns(pl.col("job").cast(pl.String).replace(titles))
    (found,) = by_groups(named, ["job"], {level: pl.col("struggle") == level for level in levels})
    places = [*titles.values()]
    lines = [(sorted(line.names, key=places.index), line) for line in found.lines]
    return tuple(
        LevelCounts(", ".join(names), tuple((level, line.counts[level]) for level in levels), 0)
        for names, line in sorted(lines, key=lambda pair: places.index(pair[0][0]))
    )


def _bands(rows: pl.LazyFrame, q: Questionnaire, column: str, scale: str) -> LevelCounts:
    return _levels(rows, q.scales[scale].title, column, [band.title for band in reversed(q.scales[scale].bands)])


def _banded(rows: pl.LazyFrame, q: Questionnaire) -> Iterator[LevelCounts]:
    for name, scale in q.scales.items():
        if scale.bands:
            bands = rows.select(band(scale, pl.col(f"score_{name}")).alias(name))
            yield _bands(bands, q, name, name)


def _in_place(rows: pl.LazyFrame, most: int) -> LevelCounts:
    return _levels(rows, say("cohort.preconditions_in_place"), "preconditions", [str(n) for n in range(most, -1, -1)])


def _calls(rows: pl.LazyFrame) -> dict[str, int]:
    _, *counts = _counts(rows, *(pl.col("call") == reason for reason in REASONS))
    return dict(zip(REASONS, counts, strict=True))


def known_of(questionnaire: Questionnaire, narrow: Frame) -> tuple[pl.LazyFrame, dict[str, pl.Expr]]:
    """Those whose job is known, where jobs are told at all, and what is told of them by group."""
    rows, q = _counted(narrow), questionnaire
    results = {job: pl.col("job") == job for job in q.profiles}
    if q.struggle:
        results[ACTIVE] = (pl.col("struggle") == ACTIVE).fill_null(False)
    return rows.filter(pl.col("job").is_not_null()) if q.profiles else rows, results


def _counted(narrow: Frame) -> pl.LazyFrame:
    rows = narrow.lazy()
    return rows.filter(COUNTED) if COUNTED in rows.collect_schema().names() else rows


def _quality(
    narrow: pl.LazyFrame, silence: pl.DataFrame, rejects: pl.DataFrame, q: Questionnaire
) -> tuple[int, Quality]:
    """How many rows there are, those set aside too, and what to know of them."""
    flags = pl.col("flags").fill_null("")
    looked = DUPLICATE_OF in narrow.collect_schema().names()
    unread = narrow.select(pl.col("unreadable").sum()).collect(engine="streaming").item()
    all_rows, spoiled, *twice = _counts(
        narrow, pl.col("unreadable") > 0, *([pl.col(DUPLICATE_OF).is_not_null()] if looked else [])
    )
    rows, nothing, straight, far = _counts(
        _counted(narrow),
        pl.col("answered") == 0,
        flags.str.contains(STRAIGHT_LINED, literal=True),
        flags.str.contains(FAR_FROM_EVERY_JOB, literal=True),
    )
    counts = silence.row(0, named=True)
    silences = (Silence(i.ask, counts[silent_count(i.id)], counts[asked_count(i.id)]) for i in q.items.values())
    common = rejects.group_by("column", "what").agg(pl.col("len").sum())
    common = common.sort(["len", "column", "what"], descending=[True, False, False])
    return all_rows, Quality(
        unreadable=int(unread),
        rows_with_unreadable=spoiled,
        duplicates=sum(twice),
        set_aside=all_rows - rows,
        nothing_answered=nothing,
        straight_lined=straight,
        far=far,
        silences=tuple(sorted((s for s in silences if s.silent), key=lambda s: -s.silent / s.asked)),
        rejects=tuple(common.iter_rows()),
    )


def _places(rows: pl.LazyFrame, q: Questionnaire) -> Frame:
    rule = q.classification
    if rule is None:
        return pl.DataFrame()
    scores = [pl.col(f"score_{scale}").alias(scale) for scale in rule.scales]
    return rows.filter(pl.col("job").is_not_null()).select(*scores, "job", "outcome")
