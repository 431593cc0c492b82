"""One leader's answers, twice -> what changed by more than chance, and whether the job did.

Owns when a change counts and when a job has changed; must not know words or pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from jtbd_diag.answers import Answers
from jtbd_diag.compare.least_change import Steady, steadiness_of
from jtbd_diag.compare.looked_back import LookedBack, looked_back
from jtbd_diag.compare.transitions import NO_PUSH, Became, Transition, Transitions
from jtbd_diag.compare.wave_order import refuse_answers_in_other_order
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.diagnosis.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.lab.impact.carried_answers import carried_values
from jtbd_diag.lab.impact.wave_verdicts import Verdict, Waves, waves_of
from jtbd_diag.questionnaire import Questionnaire

FEWEST_ITEMS = 3
"""Items below which a scale is too coarse for one person's change to be read."""
WhyNot = Literal["coarse", "words"]
ReadAnswer = Callable[[str], object]
"""What was answered to an item; None where nothing was."""
StepWord = Literal["same", "real", "noise", "another_problem", "not_comparable", "not_told"]


@dataclass(frozen=True)
class ScaleMove:
    """A scale then and now, in points, None where it is not known, and how steadily it measures.

    `why_not` says why it is not compared: too few questions, or other words.
    """

    scale: str
    before: float | None
    after: float | None
    steady: Steady
    why_not: WhyNot | None

    @property
    def counts(self) -> bool:
        """Whether it changed by more than chance."""
        known = self.why_not is None and self.before is not None and self.after is not None
        return known and abs((self.after or 0.0) - (self.before or 0.0)) > self.steady.least


@dataclass(frozen=True)
class TwoWaves:
    """Both diagnoses, of the earlier answers as the later version scores them where words allow, and what follows.

    `old` is what was asked first.
    """

    old: Questionnaire
    before: Diagnosis
    after: Diagnosis
    scales: tuple[ScaleMove, ...]
    step: StepWord
    same_problem: bool | None
    became: Became | None
    transition: Transition | None
    verdicts: Waves
    looked_back: tuple[LookedBack, ...]


def two_waves(
    first: tuple[Questionnaire, Answers],
    second: tuple[Questionnaire, Answers],
    became: Became | None,
    table: Transitions,
) -> TwoWaves:
    """Compare a leader's first and second answers.

    Raises InputError where they are to different questionnaires, of different respondents, begun in the other order,
    or the questionnaire tells no job.
    """
    (old, one), (new, other) = first, second
    _refuse_strangers(old, one, new, other)
    refuse_answers_in_other_order(one, other)
    verdicts = waves_of(old, new)
    carried = Answers.to(new, carried_values(one.values, old, new), invented=one.invented)
    earlier, after = diagnose(new, carried), diagnose(new, other)
    before = earlier if verdicts.jobs_comparable else diagnose(old, one)
    both = [name for name in new.scales if name in old.scales]
    scales = tuple(_move(new, name, earlier, after, _verdict(verdicts, name)) for name in both)
    same = same_problem(new, before.item, after.item)
    step = _step(before, after, scales, same, verdicts)
    told = step in ("same", "real")
    jobs = (job_of(before), job_of(after))
    found = table.of(jobs[0], jobs[1], became) if told and jobs[0] and jobs[1] else None
    return TwoWaves(old, before, after, scales, step, same, became, found, verdicts, looked_back(first, second))


def _refuse_strangers(old: Questionnaire, answers: Answers, new: Questionnaire, other: Answers) -> None:
    if old.questionnaire != new.questionnaire:
        what = say("waves.other_questionnaire", first=old.questionnaire, second=new.questionnaire)
        raise complaint(Code.NOT_COMPARED, new.questionnaire, what)
    if answers.respondent and other.respondent and answers.respondent != other.respondent:
        what, hint = say("waves.other_respondent"), say("waves.other_respondent_hint")
        raise complaint(Code.NOT_COMPARED, new.questionnaire, what, hint)
    if not new.profiles:
        raise complaint(Code.NOT_COMPARED, new.questionnaire, say("waves.no_jobs", questionnaire=new.questionnaire))


def _verdict(verdicts: Waves, scale: str) -> Verdict:
    return next((one.verdict for one in verdicts.scales if one.scale == scale), "not")


def _move(q: Questionnaire, scale: str, before: Diagnosis, after: Diagnosis, verdict: Verdict) -> ScaleMove:
    why_not: WhyNot | None = "words" if verdict == "not" else "coarse" if is_coarse(q, scale) else None
    return ScaleMove(scale, before.scale(scale), after.scale(scale), steadiness_of(q, scale), why_not)


def is_coarse(q: Questionnaire, scale: str) -> bool:
    """Whether it has too few questions for one person's change to be read."""
    return len(q.scored_items((scale,))) < FEWEST_ITEMS


def deciding(q: Questionnaire, push: bool) -> tuple[str, ...]:
    """The scales that decide a job, and with `push` whether there is a push to act."""
    rule, struggle = q.classification, q.struggle
    return (*(rule.scales if rule else ()), *([struggle.scale] if struggle and push else []))


def parts_of(q: Questionnaire, item: str) -> tuple[str, ...]:
    """The items that are asked by what was answered to this one alone."""
    return tuple(name for name, one in q.items.items() if one.ask_if is not None and one.ask_if.item == item)


def same_problem(q: Questionnaire, before: ReadAnswer, after: ReadAnswer) -> bool | None:
    """Whether both speak of the same area, and part of it; None where one does not say."""
    area = q.uses.get("problem_area")
    if area is None or before(area) is None or after(area) is None:
        return None
    parts = [(before(item), after(item)) for item in parts_of(q, area)]
    return before(area) == after(area) and all(a == b for a, b in parts if a is not None and b is not None)


def job_of(diagnosis: Diagnosis) -> str | None:
    """The job, or that there is no push to act; None where neither can be told."""
    return NO_PUSH if diagnosis.struggle == "none" else diagnosis.job


def _step(
    before: Diagnosis, after: Diagnosis, scales: tuple[ScaleMove, ...], same: bool | None, verdicts: Waves
) -> StepWord:
    jobs = (job_of(before), job_of(after))
    wanted = deciding(after.questionnaire, NO_PUSH in jobs)
    clear = all(found.outcome == "clear" or job_of(found) == NO_PUSH for found in (before, after))
    return step_of(jobs, same, clear, any(move.counts for move in scales if move.scale in wanted), verdicts)


def step_of(
    jobs: tuple[str | None, str | None], same: bool | None, clear: bool, moved: bool, verdicts: Waves
) -> StepWord:
    """The word for a step: of the `same` problem or not, `clear` both times, and with a deciding scale that `moved`."""
    if None in jobs:
        return "not_told"
    if same is False:
        return "another_problem"
    if not verdicts.jobs_comparable or (NO_PUSH in jobs and verdicts.push == "not"):
        return "not_comparable"
    if jobs[0] == jobs[1]:
        return "same"
    return "real" if clear and moved else "noise"
