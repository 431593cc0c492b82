"""The numbers of a cohort, as values: of each of them what it counts, and of whom.

Owns what follows from counts; knows nothing of tables that they are counted in. Every share keeps its two counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from jtbd_diag.cohort.earlier_reports import Shown, shown_of
from jtbd_diag.cohort.leaders.recruit_signs import SignsCounted
from jtbd_diag.cohort.small_groups import Frame, Groups
from jtbd_diag.questionnaire import Questionnaire, fingerprint
from jtbd_diag.results.lost_answers import Losses


@dataclass(frozen=True)
class JobCount:
    """One job: how many respondents it is nearest to, and how sure that is; how many of those it fits want to act.

    That is an estimate (`about`) where the count would tell of a few.
    """

    job: str
    title: str
    clear: int
    leaning: int
    mixed: int
    pressing: int
    about: bool = False

    @property
    def nearest(self) -> int:
        """All whose nearest job it is."""
        return self.clear + self.leaning + self.mixed

    @property
    def with_job(self) -> int:
        """Those of whom the job can be told: clear or leaning."""
        return self.clear + self.leaning


@dataclass(frozen=True)
class LevelCounts:
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
    losses: Losses | None = None  # of what decides; None where nobody looked

    def with_losses(self, losses: Losses) -> Quality:
        """The same with these; rows that are refused whole have no cells to count."""
        whole = losses.whole.without_cells
        cells, rows = max(self.unreadable - whole, 0), max(self.rows_with_unreadable - whole, 0)
        return replace(self, unreadable=cells, rows_with_unreadable=rows, losses=losses)


@dataclass(frozen=True)
class Cohort:
    """The numbers of a cohort.

    `places` are the respondents whose job is known: deciding scores, job and outcome. `scales` are the levels of
    every scale that has bands, where a questionnaire tells no job. `groups` and `areas` count those whose job is
    known, where jobs are told at all; what may be shown of them is decided at once. `clashes` are earlier reports
    that tell too much together with this one, `signs` tells how many show what a program may look for. Rows that
    answer nothing are `opened`, and are no respondents.
    """

    questionnaire: Questionnaire
    rows: int
    opened: int
    respondents: int
    undetermined: int
    jobs: tuple[JobCount, ...]
    struggle: LevelCounts | None
    struggle_by_job: tuple[LevelCounts, ...]
    preconditions: tuple[LevelCounts, ...]
    in_place: LevelCounts | None
    forces: tuple[LevelCounts, ...]
    scales: tuple[LevelCounts, ...]
    areas: Groups | None
    calls: Mapping[str, int]
    groups: tuple[Groups, ...]
    quality: Quality
    places: Frame
    clashes: tuple[str, ...] = ()
    signs: SignsCounted | None = None

    @property
    def shown(self) -> Shown:
        """What a report shows of groups."""
        groups = [*self.groups, *([self.areas] if self.areas else [])]
        levels = [*([self.struggle] if self.struggle else []), *self.scales]
        counts = {job.job: job.nearest for job in self.jobs}
        counts |= {f"{one.title}: {level}": count for one in levels for level, count in one.counts}
        return shown_of(fingerprint(self.questionnaire), self.respondents, groups, counts)

    @property
    def placed(self) -> int:
        """How many respondents have a place."""
        return int(self.places.lazy().select(pl.len()).collect(engine="streaming").item())

    @property
    def who(self) -> str:
        """What the respondents are called, as many as they are."""
        one, several = ("leader", "leaders") if self.jobs else ("person", "people")
        return one if self.respondents == 1 else several

    @property
    def enough(self) -> int:
        """How many respondents answered enough for a job to be told, or for two to be too near to call."""
        return self.respondents - self.undetermined

    @property
    def with_job(self) -> int:
        """Of how many respondents a job can be told: clear or leaning."""
        return sum(job.with_job for job in self.jobs)

    @property
    def mixed(self) -> int:
        """Of how many respondents two jobs are too near to call."""
        return sum(job.mixed for job in self.jobs)

    @property
    def worth_a_call(self) -> int:
        """How many respondents are worth a call."""
        return sum(self.calls.values())
