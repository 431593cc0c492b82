"""Answers -> Diagnosis: the job, the profile, struggle and readiness, which stay apart.

Owns the assembly of the result for one respondent; knows nothing of how it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, cast

from jtbd_diag.answers import Answers, AskedAnswers, parse_values
from jtbd_diag.diagnosis.flags import flags_of
from jtbd_diag.diagnosis.formula_in_python import PlainFormula
from jtbd_diag.diagnosis.job_and_fit import UNDETERMINED
from jtbd_diag.diagnosis.job_by_kind_of_question import job_by_kind
from jtbd_diag.diagnosis.ledger_and_flip import (
    Flip,
    Ledger,
    LedgerLine,
    one_step_changes,
    points_of,
)
from jtbd_diag.diagnosis.scored_columns import score_column
from jtbd_diag.diagnosis.whole_formula import formula_of
from jtbd_diag.questionnaire import Questionnaire, Value, fingerprint

Outcome = Literal["clear", "leaning", "mixed", "undetermined"]
Level = Literal["active", "early", "none"]
RESULTS = ("job", "runner_up", "outcome", "struggle", "problem_area", "questionnaire")
"""What conditions may ask for by `result`."""


class ScaleScore(NamedTuple):
    """One scale: its score 0-100 or None when too little was answered, the band, and what it rests on."""

    scale: str
    title: str
    score: float | None
    band: str | None
    answered: int
    asked: int


class Stability(NamedTuple):
    """Of all one-step changes of one answer, how many keep the job."""

    kept: int
    tried: int

    @property
    def share(self) -> float | None:
        """0-1; None when there was nothing to change."""
        return self.kept / self.tried if self.tried else None


@dataclass(frozen=True)
class Diagnosis:
    """What the answers of one respondent say.

    `answers` are as they were given, `asked` those that count; `fingerprint` tells how the questionnaire scores.
    `job`, `runner_up` and `lead` are None when `outcome` is undetermined or the questionnaire has no profiles
    (then `outcome` is None as well). `lead` is half the difference of the squared distances to both profiles, in
    spreads, 0 or more (docs/method.md); `ledger` has what each answer adds to it, and sums to it. `fits` are 0-100 by
    job and no probabilities. `points_to` is how many of the answers that tell the jobs apart point to each, `job_by`
    the job that each kind of question tells by itself. `flip` is to whichever job is nearest to winning,
    `flip_to_runner_up` to the runner-up. `scales` are by name, in the questionnaire's order. `struggle` is None when it
    cannot be told. `missing` are items whose answers would settle an undetermined job, the weightiest first. `flags`
    ask for a second look: `far_from_every_job`, `straight_lined`.
    """

    questionnaire: Questionnaire
    answers: Answers
    asked: AskedAnswers = field(compare=False)  # follows from the two before
    fingerprint: str
    outcome: Outcome | None
    job: str | None
    runner_up: str | None
    lead: float | None
    fits: Mapping[str, float]
    points_to: Mapping[str, int]
    job_by: Mapping[str, str | None]
    scales: Mapping[str, ScaleScore]
    struggle: Level | None
    ledger: tuple[LedgerLine, ...]
    flip: Flip | None
    flip_to_runner_up: Flip | None
    missing: tuple[str, ...]
    flags: tuple[str, ...]

    @cached_property
    def stability(self) -> Stability | None:
        """How much the job rests on single answers; None without a job. Worked out when it is first asked for."""
        return _stability(self.questionnaire, self.asked, self.answers.values) if self.job else None

    def item(self, item: str) -> Value | None:
        """The answer that counts to an item (one of the facts that conditions are put to)."""
        return self.asked.item(item)

    def scale(self, scale: str) -> float | None:
        """A scale's score, None when missing or unknown."""
        found = self.scales.get(scale)
        return found.score if found else None

    def result(self, result: str) -> str | None:
        """A result by the name that conditions use."""
        area = self.questionnaire.uses.get("problem_area")
        area_named = self.asked.item(area) if area else None
        values = (self.job, self.runner_up, self.outcome, self.struggle, area_named, self.questionnaire.questionnaire)
        found = dict(zip(RESULTS, values, strict=True)).get(result)
        return str(found) if found is not None else None

    def weightiest(self, most: int) -> tuple[tuple[str, float], ...]:
        """The items that added most to the lead, at most so many, with what they added over all scales."""
        by_item: dict[str, float] = {}
        for line in self.ledger:
            by_item[line.item] = by_item.get(line.item, 0.0) + line.added
        ranked = sorted(by_item.items(), key=lambda pair: -pair[1])
        return tuple((item, added) for item, added in ranked[:most] if added > 0)


def diagnose(questionnaire: Questionnaire, answers: Answers | Mapping[str, object]) -> Diagnosis:
    """Score one respondent's answers and classify them, with reasons.

    `answers` are an `Answers` or a mapping of item ids to option ids, numbers, texts, or tuples of option ids. Answers
    to items that are not asked do not count. Nothing is imputed. The formula of the questionnaire (`formula_of`) is the
    one that `score_table` works out for tables, so a row of a table gets the very same numbers, to the last bit;
    docs/method.md derives it, and where the profiles come from. Raises ValueError telling every answer of a mapping
    that the questionnaire does not take.
    """
    given = answers if isinstance(answers, Answers) else parse_values(questionnaire, answers)
    asked, row = AskedAnswers(questionnaire, given.values), _plain(questionnaire).of(given.values)
    job, outcome = row.get("job"), row.get("outcome")
    ledger = Ledger(questionnaire, asked) if job else None
    return Diagnosis(
        questionnaire=questionnaire,
        answers=given,
        asked=asked,
        fingerprint=fingerprint(questionnaire),
        outcome=cast(Outcome | None, outcome),
        job=job,
        runner_up=row.get("runner_up"),
        lead=row.get("lead"),
        fits={j: row[f"fit:{j}"] for j in questionnaire.profiles if job},
        points_to=ledger.points_to() if ledger else {},
        job_by=job_by_kind(ledger) if ledger else {},
        scales=_scale_scores(questionnaire, asked, row),
        struggle=cast(Level | None, row.get("struggle")),
        ledger=ledger.lines(job, row["runner_up"]) if ledger and job else (),
        flip=ledger.flip(job) if ledger and job else None,
        flip_to_runner_up=ledger.flip_towards(job, row["runner_up"]) if ledger and job else None,
        missing=_missing(questionnaire, asked, row) if outcome == UNDETERMINED else (),
        flags=flags_of(questionnaire, asked, row),
    )


def _plain(questionnaire: Questionnaire) -> PlainFormula:
    return questionnaire.once("plain formula", lambda: PlainFormula(formula_of(questionnaire)))


def _scale_scores(questionnaire: Questionnaire, asked: AskedAnswers, row: Mapping[str, Any]) -> dict[str, ScaleScore]:
    scores: dict[str, ScaleScore] = {}
    for name, scale in questionnaire.scales.items():
        score = row[score_column(name)]
        feeding = [c for c in questionnaire.contributions if c.scale == name and c.item in asked.asked]
        answered = sum(points_of(questionnaire, c, asked.item(c.item)) is not None for c in feeding)
        scores[name] = ScaleScore(name, scale.title, score, scale.band(score), answered, len(feeding))
    return scores


def _stability(questionnaire: Questionnaire, asked: AskedAnswers, given: Mapping[str, Value]) -> Stability:
    """Of the answers that count, one after the other by one step; those of a branch left behind may count again."""
    changes, formula = one_step_changes(questionnaire, asked), _plain(questionnaire)
    row = formula.of(given)
    jobs = [formula.changed(row, {**given, change.item: change.instead}, change.item)["job"] for change in changes]
    return Stability(sum(job == row["job"] for job in jobs), len(jobs))


def _missing(questionnaire: Questionnaire, asked: AskedAnswers, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Unanswered items of the deciding scales that have no score, the weightiest first."""
    rule = questionnaire.classification
    lacking = {s for s in (rule.scales if rule else ()) if row[score_column(s)] is None}
    weights: dict[str, float] = {}
    for c in questionnaire.contributions:
        if c.scale in lacking and c.item in asked.asked and points_of(questionnaire, c, asked.item(c.item)) is None:
            weights[c.item] = weights.get(c.item, 0.0) + c.weight
    return tuple(sorted(weights, key=lambda item: -weights[item]))
