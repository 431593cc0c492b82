"""What is not known of a leader -> the questions that would settle it, in the questionnaire's own words.

Owns which questions stand behind a column of the results; must not know what rules make of the answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.diagnosis import Diagnosis, diagnose
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import any_of
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.results.claims_told import claim_column
from jtbd_diag.results.results import answer_name
from jtbd_diag.shortlist.rule_truth import OF_THE_JOB

MOST_QUESTIONS = 6
"""Questions asked on one column: whoever lacks more answers is better asked to fill in the form."""


@dataclass(frozen=True)
class Question:
    """What to ask, what was said so far, and what would change by it."""

    ask: str
    options: str
    said: str
    settles: str


def questions(asked: Questionnaire, values: Mapping[str, Value], column: str) -> Iterator[Question]:
    """The questions on one column of the results, of a leader who gave these answers; the weightiest first."""
    items = {answer_name(item): item for item in asked.items}
    claims = {claim_column(name): claim for name, claim in asked.claims.items()}
    if column in items:
        yield _on(asked, values, items[column], say("shortlist.settles_answer"))
    elif column in claims:
        yield Question(claims[column].ask, "", "", claims[column].shown_by)
    elif column in OF_THE_JOB:
        yield from _on_job(asked, diagnose(asked, values))
    elif scales := scales_behind(asked, column):
        yield from _on_scales(asked, diagnose(asked, values), scales)
    else:
        header = column.removeprefix("application_")
        yield Question(say("shortlist.ask_column", column=header), "", "", say("shortlist.settles_column"))


def scales_behind(asked: Questionnaire, column: str) -> tuple[str, ...]:
    """The scales that a column of the results rests on; none where it rests on no scale."""
    readiness = asked.readiness
    found: dict[str, tuple[str, ...]] = {f"score_{scale}": (scale,) for scale in asked.scales}
    found |= {f"precondition_{scale}": (scale,) for scale in readiness.preconditions}
    found |= {f"force_{scale}": (scale,) for scale in readiness.forces}
    if asked.struggle:
        found["struggle"] = (asked.struggle.scale,)
    if readiness.preconditions:
        found["preconditions"] = tuple(readiness.preconditions)
    return found.get(column, ())


def _on_job(asked: Questionnaire, diagnosis: Diagnosis) -> Iterator[Question]:
    """Of a job that is mixed the answers that would turn it; of one that cannot be told those that are lacking."""
    if diagnosis.outcome is None or diagnosis.job is None:
        for item in diagnosis.missing[:MOST_QUESTIONS]:
            yield _on(asked, diagnosis.answers.values, item, say("shortlist.settles_missing"))
        return
    flip = diagnosis.flip_to_runner_up or diagnosis.flip
    for change in flip.changes[:MOST_QUESTIONS] if flip else ():
        job, other = asked.profiles[diagnosis.job].title, asked.profiles[flip.job].title if flip else ""
        instead = answer_text(asked, change.item, change.instead, "; ")
        settles = say("shortlist.settles_job", job=job, instead=instead, other=other)
        yield _on(asked, diagnosis.answers.values, change.item, settles)


def _on_scales(asked: Questionnaire, diagnosis: Diagnosis, scales: tuple[str, ...]) -> Iterator[Question]:
    """Unanswered items of scales."""
    feeding = dict.fromkeys(
        c.item for c in asked.contributions if c.scale in scales and c.item in diagnosis.asked.asked
    )
    lacking = [item for item in feeding if diagnosis.item(item) is None]
    for item in lacking[:MOST_QUESTIONS]:
        titles = any_of([asked.scales[scale].title for scale in scales])
        yield _on(asked, diagnosis.answers.values, item, say("shortlist.settles_scale", titles=titles))


def _on(asked: Questionnaire, values: Mapping[str, Value], item: str, settles: str) -> Question:
    options = " / ".join(option.text for option in asked.options(item))
    said = answer_text(asked, item, values[item], "; ") if item in values else say("shortlist.unsaid")
    return Question(asked.items[item].ask, options, said, settles)
