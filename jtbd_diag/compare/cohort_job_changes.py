"""Everybody who is in both waves of a cohort -> how many came to the same job, really to another, or maybe by chance.

Owns how roughly that may be told: to five people, nothing of fewer than ten, and nothing where nearly all are alike. So
it says nothing more of anybody than the table of jobs does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.compare.cohort_people import NOT_TOLD, Both, CohortPerson
from jtbd_diag.compare.least_change import steadiness_of
from jtbd_diag.compare.raters_protection import MOST_ALIKE, STEP
from jtbd_diag.compare.transitions import NO_PUSH
from jtbd_diag.compare.two_waves import StepWord, deciding, is_coarse, same_problem, step_of
from jtbd_diag.lab.impact.wave_verdicts import Waves
from jtbd_diag.questionnaire import Questionnaire


@dataclass(frozen=True)
class WordCount:
    """A word for a step, and about how many people took it; None is fewer than ten."""

    word: StepWord
    people: int | None


def step_words(q: Questionnaire, both: Both, verdicts: Waves, least: int) -> tuple[WordCount, ...]:
    """By word; nothing below so many people, or where jobs may not be compared."""
    counts = Counter(_word(q, a, b, verdicts) for a, b in both)
    if len(both) < least or not verdicts.jobs_comparable or max(counts.values()) > MOST_ALIKE * len(both):
        return ()
    words: tuple[StepWord, ...] = ("same", "real", "noise", "another_problem", "not_told")
    return tuple(WordCount(word, _roughly(counts[word])) for word in words)


def _roughly(people: int) -> int | None:
    return None if people < SMALLEST else int(STEP * round(people / STEP))


def _word(q: Questionnaire, before: CohortPerson, after: CohortPerson, verdicts: Waves) -> StepWord:
    jobs = [None if one["job"] == NOT_TOLD else str(one["job"]) for one in (before, after)]
    clear = all(one["job"] == NO_PUSH or one["outcome"] == "clear" for one in (before, after))
    same = same_problem(q, lambda item: before.get(f"of:{item}"), lambda item: after.get(f"of:{item}"))
    return step_of((jobs[0], jobs[1]), same, clear, _moved(q, before, after, jobs), verdicts)


def _moved(q: Questionnaire, before: CohortPerson, after: CohortPerson, jobs: list[str | None]) -> bool:
    for scale in deciding(q, NO_PUSH in jobs):
        a, b = before.get(scale), after.get(scale)
        far = a is not None and b is not None and abs(float(str(b)) - float(str(a))) > steadiness_of(q, scale).least
        if far and not is_coarse(q, scale):
            return True
    return False
