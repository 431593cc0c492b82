"""What every column of the results means: the codebook.

Owns these words; knows nothing of polars or files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from jtbd_diag.diagnosis.diagnosis import FAR_FROM_EVERY_JOB, STRAIGHT_LINED
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.perspectives import PERSPECTIVES
from jtbd_diag.survey.columns.mapping_of_people import RATER, RATER_ID, WAVE

Part = Literal["survey", "answers", "questionnaire", "scores", "fits", "job", "push", "readiness", "checks"]


@dataclass(frozen=True)
class ResultColumn:
    """One column of the results: its name, what it means, what may stand in it, and how a number is shown."""

    name: str
    part: Part
    meaning: str
    values: str = ""
    decimals: int | None = None


def meanings(
    questionnaire: Questionnaire,
    carried: Iterable[str],
    passed: Iterable[str],
    *,
    flips: bool,
    who: Collection[str] = (),
) -> tuple[ResultColumn, ...]:
    """Every column of the results, in order. `carried` are the survey's own, `passed` the unscored items.

    Of the survey's own, those in `who` tell rater and wave.
    """
    return (
        ResultColumn("row", "survey", "The row in the table that was read, as a spreadsheet counts.", "from 1", 0),
        *(
            _whose(name) if name in who else ResultColumn(name, "survey", "From the survey, as it was.")
            for name in carried
        ),
        *(_passed(questionnaire, item) for item in passed),
        *_origin(),
        *_scores(questionnaire),
        *(_job(questionnaire, flips) if questionnaire.profiles else ()),
        *_push(questionnaire),
        *_readiness(questionnaire),
        *_checks(questionnaire),
    )


def _whose(name: str) -> ResultColumn:
    means = {RATER: say("results.rater"), RATER_ID: say("results.rater_id"), WAVE: say("results.wave")}
    return ResultColumn(name, "survey", means[name], "; ".join(PERSPECTIVES) if name == RATER else "")


def _passed(questionnaire: Questionnaire, item: str) -> ResultColumn:
    options = "; ".join(f"{option.id}: {option.text}" for option in questionnaire.options(item))
    return ResultColumn(f"answer_{item}", "answers", questionnaire.items[item].ask, options)


def _origin() -> Iterator[ResultColumn]:
    yield ResultColumn("questionnaire", "questionnaire", "The questionnaire that was scored.")
    yield ResultColumn("version", "questionnaire", "Its version.", decimals=0)
    yield ResultColumn("fingerprint", "questionnaire", "A hash of what scores; equal ones can be compared.")
    yield ResultColumn("answered", "questionnaire", "Of the questions asked, the share answered.", "0 to 1", 2)
    yield ResultColumn(
        "unreadable", "questionnaire", "Cells of this row that could not be used; see the rejects.", "from 0", 0
    )


def _scores(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    for name, scale in questionnaire.scales.items():
        ends = f"0 {scale.low} to 100 {scale.high}" if scale.low and scale.high else "0 to 100"
        what = f"{scale.title}. Empty where too little was answered; nothing is filled in."
        yield ResultColumn(f"score_{name}", "scores", what, ends, 1)
    for name, profile in questionnaire.profiles.items():
        what = f"How near the answers are to the profile of {profile.title}. It is no probability."
        yield ResultColumn(f"fit_{name}", "fits", what, "0 to 100", 1)


def _job(questionnaire: Questionnaire, flips: bool) -> Iterator[ResultColumn]:
    rule = questionnaire.classification
    jobs = "; ".join(f"{name}: {profile.title}" for name, profile in questionnaire.profiles.items())
    limits = f"clear from {rule.clear:g}, leaning from {rule.leaning:g}, mixed below" if rule else ""
    yield ResultColumn("job", "job", "The job whose profile is nearest. Empty where it cannot be told.", jobs)
    yield ResultColumn("runner_up", "job", "The job whose profile is second nearest.", jobs)
    yield ResultColumn("outcome", "job", "How sure the job is.", "clear; leaning; mixed; undetermined")
    yield ResultColumn("lead", "job", "By how much the nearest job beats the runner-up.", limits, 2)
    if flips:
        what = "The fewest answers whose change makes another job win. Empty where no change does."
        yield ResultColumn("flips", "job", what, "from 1", 0)


def _push(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    if questionnaire.struggle:
        what = "Whether there is any push to act; a result of its own, which never decides the job."
        yield ResultColumn("struggle", "push", what, "active; early; none")


def _readiness(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    readiness, scales = questionnaire.readiness, questionnaire.scales
    if readiness.preconditions:
        what = "How many preconditions are in place. No total of readiness is ever made."
        yield ResultColumn("preconditions", "readiness", what, f"0 to {len(readiness.preconditions)}", 0)
    for kind, names in (("precondition", readiness.preconditions), ("force", readiness.forces)):
        for name in names:
            bands = "; ".join(band.title for band in scales[name].bands)
            yield ResultColumn(f"{kind}_{name}", "readiness", f"{scales[name].title}.", bands)


def _checks(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    what = "What asks for a second look: answers far from every job, or the same answer to every rating."
    yield ResultColumn("flags", "checks", what, f"{FAR_FROM_EVERY_JOB}; {STRAIGHT_LINED}")
    if questionnaire.profiles:
        what = "Why a call would be worth its time. Empty where it would not, or where there is no push to act."
        yield ResultColumn("call", "checks", what, "mixed; undetermined; push without preconditions")
