"""The form beside the jobs that taggers settled -> how often they agree, and profiles moved toward what was coded.

Owns what is compared and how far a profile may move; must not know words or pages, nor how a questionnaire is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, Figure, figure_of
from jtbd_diag.lab.interviews.clusters import coded_jobs
from jtbd_diag.lab.interviews.forms_of_interviewed import NONE, FormWords
from jtbd_diag.lab.interviews.interview_folder import Tagged
from jtbd_diag.lab.interviews.tag_agreement import AgreementLine, tag_agreement
from jtbd_diag.lab.kappa_and_alpha import Agreement, agreement, wilson
from jtbd_diag.questionnaire import Questionnaire

JUDGMENT = 20
"""As many interviews as the expert judgment behind a profile counts for."""
ProfilePlaces = Mapping[str, Mapping[str, float]]
"""Profiles: by job and scale, 0-100."""


@dataclass(frozen=True)
class CodedJob:
    """Interviews with this job: how many, in how many the form says the same, and of how many all scores are known."""

    job: str
    interviews: int
    found: int
    share: Figure
    scored: int


@dataclass(frozen=True)
class Calibration:
    """The form against coded jobs. `kinds` are the jobs of the questionnaire, and `none`; `met` crosses them.

    `agreed` has coded jobs in rows and the form's in columns. `moved` are the new places of the profiles, None where a
    job has too few interviews; `before` and `after` are the shares of interviews with a job whose nearest profile is
    theirs, with the profiles as they are, and with profiles moved by all the other interviews.
    """

    tagged: Tagged
    form: FormWords
    kinds: tuple[str, ...]
    met: Agreement
    unsettled: int
    unanswered: int
    jobs: tuple[CodedJob, ...]
    taggers: AgreementLine | None
    moved: ProfilePlaces | None
    before: Figure
    after: Figure

    @property
    def missing(self) -> dict[str, int]:
        """How many more interviews each job needs before a profile may move."""
        least = LEAST[Claim.PROFILE]
        return {one.job: least - one.scored for one in self.jobs if one.job != NONE and one.scored < least}


def calibration(tagged: Tagged, form: FormWords, seed: int) -> Calibration:
    """Work everything out; the questionnaire must have profiles."""
    q = form.questionnaire
    names = list(tagged.texts)
    coded = coded_jobs(tagged, names)
    kinds = (*q.profiles, NONE)
    said = [form.words[name].job if name in form.words else None for name in names]
    pairs = list(zip(coded, said, strict=True))
    met = agreement(_places(coded, kinds), _places(said, kinds), len(kinds))
    scored = {name: job for name, job in zip(names, coded, strict=True) if job in q.profiles and _whole(form, name)}
    jobs = tuple(_coded_job(kind, pairs, sum(job == kind for job in scored.values())) for kind in kinds)
    enough = min(one.scored for one in jobs if one.job != NONE) >= LEAST[Claim.PROFILE]
    rows = np.array([[form.words[name].scores[scale] for scale in _scales(q)] for name in scored])
    told = [str(job) for job in scored.values()]
    job_line = next((tag for tag in tag_agreement(tagged, seed).tags if tag.name == tagged.book.job), None)
    return Calibration(
        tagged,
        form,
        kinds,
        met,
        sum(one is None for one in coded),
        sum(one is not None and other is None for one, other in pairs),
        jobs,
        job_line,
        moved(q, rows, told) if enough else None,
        _share(nearest(q, _now(q), rows), told),
        _share(left_out(q, rows, told), told) if enough else _barred(jobs),
    )


def moved(q: Questionnaire, rows: np.ndarray, jobs: Sequence[str]) -> dict[str, dict[str, float]]:
    """Profiles shrunk toward the mean scores of interviews with their job: (n0 c + n x) / (n0 + n), n0 = JUDGMENT.

    `rows` has the deciding scores of each interview, in the order of the questionnaire's scales.
    """
    found: dict[str, dict[str, float]] = {}
    for job, profile in _now(q).items():
        own = rows[[one == job for one in jobs]] if len(jobs) else rows
        n = len(own)
        found[job] = {
            scale: (JUDGMENT * at + n * float(own[:, m].mean())) / (JUDGMENT + n) if n else at
            for m, (scale, at) in enumerate(profile.items())
        }
    return found


def nearest(q: Questionnaire, places: ProfilePlaces, rows: np.ndarray) -> list[str]:
    """The job whose profile lies nearest to each row, as the questionnaire weighs its scales; of equals the first."""
    assert q.classification is not None
    importance = np.array([q.classification.importance.get(scale, 1.0) for scale in _scales(q)])
    jobs = list(places)
    at = np.array([[places[job][scale] for scale in _scales(q)] for job in jobs])
    far = ((rows.reshape(-1, 1, len(importance)) - at[None]) ** 2 * importance).sum(2)
    return [jobs[int(n)] for n in far.argmin(1)]


def left_out(q: Questionnaire, rows: np.ndarray, jobs: Sequence[str]) -> list[str]:
    """The nearest job of each row when profiles are moved by all the others."""
    every = np.arange(len(jobs))
    return [
        nearest(q, moved(q, rows[every != n], [job for m, job in enumerate(jobs) if m != n]), rows[n : n + 1])[0]
        for n in every
    ]


def _now(q: Questionnaire) -> dict[str, dict[str, float]]:
    return {job: {scale: profile.at[scale] for scale in _scales(q)} for job, profile in q.profiles.items()}


def _scales(q: Questionnaire) -> tuple[str, ...]:
    assert q.classification is not None
    return q.classification.scales


def _whole(form: FormWords, name: str) -> bool:
    """Whether all deciding scores of an interview are known."""
    return name in form.words and set(form.words[name].scores) == set(_scales(form.questionnaire))


def _places(jobs: Sequence[str | None], kinds: Sequence[str]) -> np.ndarray:
    return np.array([kinds.index(job) if job in kinds else -1 for job in jobs], np.int8)


def _coded_job(kind: str, pairs: Sequence[tuple[str | None, str | None]], scored: int) -> CodedJob:
    said = [other for one, other in pairs if one == kind and other is not None]
    n, found = len(said), sum(other == kind for other in said)
    share = figure_of(Claim.STATISTIC, n, lambda: Estimate(found / n, n, *wilson(found, n)))
    return CodedJob(kind, n, found, share, scored)


def _share(found: Sequence[str], jobs: Sequence[str]) -> Figure:
    n, same = len(jobs), sum(one == other for one, other in zip(found, jobs, strict=True))
    return figure_of(Claim.STATISTIC, n, lambda: Estimate(same / n, n, *wilson(same, n)))


def _barred(jobs: Sequence[CodedJob]) -> Barred:
    least = min((coded_job for coded_job in jobs if coded_job.job != NONE), key=lambda one: one.scored)
    return Barred(least.scored, LEAST[Claim.PROFILE])
