"""What every column of the results means: the codebook.

Owns which column says which sentence, with its values and decimals; the sentences stand in `languages/en/results.yaml`.
Knows nothing of polars or files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from jtbd_diag.diagnosis.flags import FAR_FROM_EVERY_JOB, STRAIGHT_LINED
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.perspectives import PERSPECTIVES
from jtbd_diag.survey.columns.mapping_of_people import RATER, RATER_ID, WAVE

ColumnPart = Literal[
    "survey", "application", "answers", "questionnaire", "scores", "job", "push", "readiness", "checks", "claims"
]
GIVEN: tuple[ColumnPart, ...] = ("survey", "application", "answers", "claims")
"""The parts of which others wrote the cells."""


class ResultColumn(NamedTuple):
    """One column of the results: its name, what it means, what may stand in it, and how a number is shown."""

    name: str
    part: ColumnPart
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
        ResultColumn("row", "survey", say("results.column_row"), _from(1), 0),
        *(
            _column_of_people(name) if name in who else ResultColumn(name, "survey", say("results.column_carried"))
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


def caution(questionnaire: Questionnaire) -> str:
    """What results of applicants must not be used for; empty where nothing in them praises whoever answered."""
    if questionnaire.claims:
        return say("results.workbook_claims")
    praised = questionnaire.struggle or questionnaire.readiness.preconditions
    return say("results.workbook_no_selection") if praised else ""


def of_application(name: str, header: str) -> ResultColumn:
    """A column that was joined: `header` is what the application calls it, empty for the one that is ours."""
    if not header:
        return ResultColumn(name, "application", say("results.column_application_found"), "true; false")
    return ResultColumn(name, "application", say("results.column_application", header=header))


def _column_of_people(name: str) -> ResultColumn:
    means = {RATER: say("results.rater"), RATER_ID: say("results.rater_id"), WAVE: say("results.wave")}
    return ResultColumn(name, "survey", means[name], "; ".join(PERSPECTIVES) if name == RATER else "")


def _passed(questionnaire: Questionnaire, item: str) -> ResultColumn:
    options = "; ".join(f"{option.id}: {option.text}" for option in questionnaire.options(item))
    return ResultColumn(f"answer_{item}", "answers", questionnaire.items[item].ask, options)


def _origin() -> Iterator[ResultColumn]:
    yield ResultColumn("questionnaire", "questionnaire", say("results.column_questionnaire"))
    yield ResultColumn("version", "questionnaire", say("results.column_version"), decimals=0)
    yield ResultColumn("fingerprint", "questionnaire", say("results.column_fingerprint"))
    yield ResultColumn("wording", "questionnaire", say("results.column_wording"))
    yield ResultColumn("answered", "questionnaire", say("results.column_answered"), _from_0_to(1), 2)
    yield ResultColumn("unreadable", "questionnaire", say("results.column_unreadable"), _from(0), 0)


def _from(least: int) -> str:
    return say("results.from_on", least=least)


def _from_0_to(most: int) -> str:
    return say("results.from_to", low=0, high=most)


def _scores(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    for name, scale in questionnaire.scales.items():
        named = scale.low and scale.high
        told = say("results.from_to", low=f"0 {scale.low}", high=f"100 {scale.high}") if named else ""
        ends = told or _from_0_to(100)
        what = say("results.column_score", title=scale.title)
        yield ResultColumn(f"score_{name}", "scores", what, ends, 1)


def _job(questionnaire: Questionnaire, flips: bool) -> Iterator[ResultColumn]:
    rule = questionnaire.classification
    jobs = "; ".join(f"{name}: {profile.title}" for name, profile in questionnaire.profiles.items())
    limits = say("results.limits_of_lead", clear=rule.clear, leaning=rule.leaning) if rule else ""
    yield ResultColumn("job", "job", say("results.column_job"), jobs)
    yield ResultColumn("runner_up", "job", say("results.column_runner_up"), jobs)
    yield ResultColumn("outcome", "job", say("results.column_outcome"), "clear; leaning; mixed; undetermined")
    yield ResultColumn("lead", "job", say("results.column_lead"), limits, 2)
    if flips:
        what = say("results.column_flips")
        yield ResultColumn("flips", "job", what, _from(1), 0)


def _push(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    if questionnaire.struggle:
        what = say("results.column_struggle")
        yield ResultColumn("struggle", "push", what, "active; early; none")


def _readiness(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    readiness, scales = questionnaire.readiness, questionnaire.scales
    if readiness.preconditions:
        what = say("results.column_preconditions")
        yield ResultColumn("preconditions", "readiness", what, _from_0_to(len(readiness.preconditions)), 0)
    for kind, names in (("precondition", readiness.preconditions), ("force", readiness.forces)):
        for name in names:
            bands = "; ".join(band.title for band in scales[name].bands)
            yield ResultColumn(f"{kind}_{name}", "readiness", f"{scales[name].title}.", bands)


def _checks(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    what = say("results.column_flags")
    yield ResultColumn("flags", "checks", what, f"{FAR_FROM_EVERY_JOB}; {STRAIGHT_LINED}")
    if questionnaire.profiles:
        what = say("results.column_call")
        yield ResultColumn("call", "checks", what, "mixed; undetermined; push without preconditions")
