"""Results -> the numbers of a cohort.

Owns what is counted, and of whom; knows nothing of how it is shown. Rows that were set aside as duplicates are not
counted. Every share keeps the two counts it is made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from jtbd_diag.cohort.groups import Groups, by_group
from jtbd_diag.cohort.respondents import COUNTED, DUPLICATE_OF
from jtbd_diag.cohort.results import (
    FAR_FROM_EVERY_JOB,
    NO_PRECONDITION,
    STRAIGHT_LINED,
    answer_name,
    asked_count,
    band,
    silent_count,
)
from jtbd_diag.diagnosis.classification import ACTIVE, CLEAR, EARLY, LEANING, MIXED, NONE, UNDETERMINED
from jtbd_diag.questionnaire import Questionnaire

REASONS = (MIXED, UNDETERMINED, NO_PRECONDITION)
OTHER_AREA = "Not given"


@dataclass(frozen=True)
class JobCount:
    """One job: how many respondents it is nearest to, and how sure that is; how many of those it fits want to act."""

    job: str
    title: str
    clear: int
    leaning: int
    mixed: int
    pressing: int

    @property
    def nearest(self) -> int:
        """All whose nearest job it is."""
        return self.clear + self.leaning + self.mixed

    @property
    def told(self) -> int:
        """Those of whom the job can be told: clear or leaning."""
        return self.clear + self.leaning


@dataclass(frozen=True)
class Levels:
    """How many respondents are on each level of one result, in the order of the levels; `unknown` are on none."""

    title: str
    counts: tuple[tuple[str, int], ...]
    unknown: int

    @property
    def known(self) -> int:
        """Of how many it is known."""
        return sum(count for _, count in self.counts)

    def of(self, level: str) -> int:
        """How many are on a level."""
        return dict(self.counts).get(level, 0)


@dataclass(frozen=True)
class Area:
    """One problem area: how many named it, and what job is nearest to them."""

    title: str
    respondents: int
    jobs: Mapping[str, int]


@dataclass(frozen=True)
class Silence:
    """One question that some who were asked did not answer."""

    ask: str
    silent: int
    asked: int


@dataclass(frozen=True)
class Quality:
    """What to know of the data before trusting the numbers."""

    unreadable: int
    rows_with_unreadable: int
    duplicates: int
    set_aside: int
    nothing_answered: int
    straight_lined: int
    far: int
    silences: tuple[Silence, ...]
    rejects: tuple[tuple[str, str, int], ...]  # column, what, how many


@dataclass(frozen=True)
class Cohort:
    """The numbers of a cohort.

    `places` are the respondents whose job is known: deciding scores, job and outcome. `scales` are the levels of
    every scale that has bands, where a questionnaire tells no job.
    """

    questionnaire: Questionnaire
    rows: int
    respondents: int
    undetermined: int
    jobs: tuple[JobCount, ...]
    struggle: Levels | None
    struggle_by_job: Mapping[str, Levels]
    preconditions: tuple[Levels, ...]
    in_place: Levels | None
    forces: tuple[Levels, ...]
    scales: tuple[Levels, ...]
    areas: tuple[Area, ...]
    calls: Mapping[str, tuple[str, ...]]
    groups: Groups | None
    quality: Quality
    places: pl.DataFrame

    @property
    def who(self) -> str:
        """What the respondents are called, as many as they are."""
        one, several = ("leader", "leaders") if self.jobs else ("person", "people")
        return one if self.respondents == 1 else several

    @property
    def told(self) -> int:
        """Of how many respondents a job can be told: clear or leaning."""
        return sum(job.told for job in self.jobs)

    @property
    def mixed(self) -> int:
        """Of how many respondents two jobs are too near to call."""
        return sum(job.mixed for job in self.jobs)

    @property
    def worth_a_call(self) -> int:
        """How many respondents are worth a call."""
        return sum(map(len, self.calls.values()))


def needed_columns(questionnaire: Questionnaire, by: str | None, respondent: str | None) -> list[pl.Expr]:
    """The columns of the results that `cohort_of` reads; of ids only those of respondents worth a call."""
    q, rule = questionnaire, questionnaire.classification
    area = q.uses.get("problem_area")
    identity = pl.col(respondent) if respondent else pl.format("row {}", pl.col("row"))
    wanted = ["job", "runner_up", "outcome", "struggle", "preconditions", "flags", "answered", "unreadable", "call"]
    wanted += [f"score_{scale}" for scale in (rule.scales if rule else q.scales)]
    wanted += [f"precondition_{s}" for s in q.readiness.preconditions] + [f"force_{s}" for s in q.readiness.forces]
    wanted += [answer_name(area)] if area else []
    return [
        pl.col(f"^({'|'.join([*wanted, DUPLICATE_OF, COUNTED])})$"),
        pl.when(pl.col("call").is_not_null()).then(identity).alias(_WHO) if q.profiles else pl.lit(None).alias(_WHO),
        *([group_column(q, by).alias(_GROUP)] if by else []),
    ]


def group_column(questionnaire: Questionnaire, by: str | None) -> pl.Expr:
    """What a respondent's group is called: what stands in a column of the results, an answer in full."""
    if by is None:
        return pl.lit(None, dtype=pl.String)
    options = {answer_name(item): questionnaire.options(item) for item in questionnaire.items}.get(by, ())
    return pl.col(by).cast(pl.String).replace({option.id: option.text for option in options})


_WHO, _GROUP = "who is worth a call", "group of the respondent"


def cohort_of(
    questionnaire: Questionnaire, narrow: pl.DataFrame, silence: pl.DataFrame, rejects: pl.DataFrame, by: str | None
) -> Cohort:
    """The numbers of a cohort, from `needed_columns` of its results, `Results.silence`, and its rejects."""
    q = questionnaire
    rows = narrow.filter(COUNTED) if COUNTED in narrow.columns else narrow
    readiness = q.readiness
    jobs = tuple(_job(rows, job, q) for job in q.profiles)
    return Cohort(
        questionnaire=q,
        rows=narrow.height,
        respondents=rows.height,
        undetermined=_count(rows, pl.col("outcome") == UNDETERMINED) if q.profiles else 0,
        jobs=jobs,
        struggle=_struggle(rows, "all") if q.struggle else None,
        struggle_by_job=_struggle_by_job(rows, q) if q.struggle else {},
        preconditions=tuple(_bands(rows, q, f"precondition_{s}", s) for s in readiness.preconditions),
        in_place=_in_place(rows, len(readiness.preconditions)) if readiness.preconditions else None,
        forces=tuple(_bands(rows, q, f"force_{s}", s) for s in readiness.forces),
        scales=() if q.profiles else tuple(_banded(rows, q)),
        areas=_areas(rows, q),
        calls=_calls(rows) if q.profiles else {},
        groups=_groups(rows, q, by) if by else None,
        quality=_quality(narrow, rows, silence, rejects, q),
        places=_places(rows, q),
    )


def _count(rows: pl.DataFrame, what: pl.Expr) -> int:
    return int(rows.select(what.fill_null(False).sum()).item())


def _job(rows: pl.DataFrame, job: str, q: Questionnaire) -> JobCount:
    mine = rows.filter(pl.col("job") == job)
    clear, leaning, mixed = (_count(mine, pl.col("outcome") == one) for one in (CLEAR, LEANING, MIXED))
    told = pl.col("outcome").is_in([CLEAR, LEANING])
    pressing = told & (pl.col("struggle").fill_null(ACTIVE) != NONE) if q.struggle else told
    return JobCount(job, q.profiles[job].title, clear, leaning, mixed, _count(mine, pressing))


def _levels(rows: pl.DataFrame, title: str, column: str, levels: Sequence[str]) -> Levels:
    found = dict(rows.get_column(column).cast(pl.String).value_counts().iter_rows())
    return Levels(title, tuple((level, found.get(level, 0)) for level in levels), found.get(None, 0))


def _struggle(rows: pl.DataFrame, title: str) -> Levels:
    return _levels(rows, title, "struggle", (ACTIVE, EARLY, NONE))


def _struggle_by_job(rows: pl.DataFrame, q: Questionnaire) -> dict[str, Levels]:
    return {job: _struggle(rows.filter(pl.col("job") == job), p.title) for job, p in q.profiles.items()}


def _bands(rows: pl.DataFrame, q: Questionnaire, column: str, scale: str) -> Levels:
    return _levels(rows, q.scales[scale].title, column, [band.title for band in reversed(q.scales[scale].bands)])


def _banded(rows: pl.DataFrame, q: Questionnaire) -> Iterator[Levels]:
    for name, scale in q.scales.items():
        if scale.bands:
            bands = rows.select(band(scale, pl.col(f"score_{name}")).alias(name))
            yield _bands(bands, q, name, name)


def _in_place(rows: pl.DataFrame, most: int) -> Levels:
    return _levels(rows, "Preconditions in place", "preconditions", [str(n) for n in range(most, -1, -1)])


def _areas(rows: pl.DataFrame, q: Questionnaire) -> tuple[Area, ...]:
    """Problem areas, the most often named first, silence last."""
    item = q.uses.get("problem_area")
    if item is None or answer_name(item) not in rows.columns:
        return ()
    titles = {option.id: option.text for option in q.options(item)}
    by_job = [(pl.col("job") == job).sum().alias(f"job {job}") for job in q.profiles]
    counted = rows.group_by(pl.col(answer_name(item)).cast(pl.String).alias("area")).agg(pl.len(), *by_job)
    lines = counted.sort(["len", "area"], descending=[True, False]).iter_rows(named=True)
    areas = [
        (row["area"], Area(titles.get(row["area"], OTHER_AREA), row["len"], {j: row[f"job {j}"] for j in q.profiles}))
        for row in lines
    ]
    return tuple(area for _, area in sorted(areas, key=lambda pair: pair[0] is None))


def _calls(rows: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    return {reason: tuple(rows.filter(pl.col("call") == reason).get_column(_WHO).to_list()) for reason in REASONS}


def _groups(rows: pl.DataFrame, q: Questionnaire, by: str) -> Groups:
    results = {job: (pl.col("job") == job).fill_null(False) for job in q.profiles}
    if q.profiles:
        results[UNDETERMINED] = pl.col("outcome") == UNDETERMINED
    if q.struggle:
        results[ACTIVE] = (pl.col("struggle") == ACTIVE).fill_null(False)
    found = by_group(rows, _GROUP, results)
    return Groups(by, found.apart, found.together, found.hidden)


def _quality(
    narrow: pl.DataFrame, rows: pl.DataFrame, silence: pl.DataFrame, rejects: pl.DataFrame, q: Questionnaire
) -> Quality:
    flags = pl.col("flags").fill_null("")
    twice = pl.col(DUPLICATE_OF).is_not_null() if DUPLICATE_OF in narrow.columns else pl.lit(False)
    counts = silence.row(0, named=True)
    silences = (Silence(i.ask, counts[silent_count(i.id)], counts[asked_count(i.id)]) for i in q.items.values())
    common = rejects.group_by("column", "what").len().sort(["len", "column"], descending=[True, False])
    return Quality(
        unreadable=int(narrow.get_column("unreadable").sum()),
        rows_with_unreadable=_count(narrow, pl.col("unreadable") > 0),
        duplicates=_count(narrow, twice),
        set_aside=narrow.height - rows.height,
        nothing_answered=_count(rows, pl.col("answered") == 0),
        straight_lined=_count(rows, flags.str.contains(STRAIGHT_LINED, literal=True)),
        far=_count(rows, flags.str.contains(FAR_FROM_EVERY_JOB, literal=True)),
        silences=tuple(sorted((s for s in silences if s.silent), key=lambda s: -s.silent / s.asked)),
        rejects=tuple(common.iter_rows()),
    )


def _places(rows: pl.DataFrame, q: Questionnaire) -> pl.DataFrame:
    rule = q.classification
    if rule is None:
        return pl.DataFrame()
    scores = [pl.col(f"score_{scale}").alias(scale) for scale in rule.scales]
    return rows.filter(pl.col("job").is_not_null()).select(*scores, "job", "outcome")
