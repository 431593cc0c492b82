"""Answers -> scale scores, as steps of the formula.

A score is the weighted mean of the points of a scale's answered items. Items hidden by `ask_if` do not count. With
less than `minimum_answered` of the weight that applies the score is missing. Nothing is imputed. Knows nothing of jobs.
"""

from __future__ import annotations

from jtbd_diag.diagnosis.conditions_in_formula import asked_steps, holds, is_answered, number_steps
from jtbd_diag.diagnosis.formula import (
    AllOf,
    Arithmetic,
    Choice,
    Chosen,
    Compare,
    CountOf,
    HowMany,
    Literal,
    Node,
    Not,
    Ref,
    Step,
    SumOf,
    Ticked,
    plus,
    times,
)
from jtbd_diag.diagnosis.scored_columns import (
    asked_column,
    number_column,
    points_column,
    score_column,
    weight_column,
)
from jtbd_diag.questionnaire import Contribution, Questionnaire

TINY = 1e-9
"""Slack for comparing shares of weight, which are sums of decimals."""

NO_STRUGGLE = "struggle:none_if"
"""The step that is true where the answers say by themselves that there is no struggle."""


def scale_steps(questionnaire: Questionnaire) -> list[Step]:
    """Everything up to the scores: numbers, what is asked, points, sums, `score:<scale>` (0-100), `NO_STRUGGLE`."""
    counted = dict.fromkeys(c.item for c in questionnaire.contributions if c.counts)
    rule = questionnaire.struggle.none_if if questionnaire.struggle else None
    no_struggle = holds(questionnaire, rule) if rule else Literal(False)
    return [
        *number_steps(questionnaire),
        *(Step(number_column(item), _count(questionnaire, item)) for item in counted),
        *asked_steps(questionnaire),
        *(Step(points_column(c.item, c.scale), _points(questionnaire, c)) for c in questionnaire.contributions),
        *(step for scale in questionnaire.scales for step in _score(questionnaire, scale)),
        Step(NO_STRUGGLE, no_struggle, truth=True),
    ]


def points_table(contribution: Contribution) -> Node:
    """What an answer gives on a scale where its item is asked; missing where it gives nothing."""
    if contribution.thresholds:
        number = Ref(number_column(contribution.item))
        reached = reversed([*contribution.thresholds.items()])
        return Choice(tuple((Compare(">=", number, Literal(start)), Literal(float(p))) for start, p in reached))
    alike: dict[float, list[str]] = {}
    for option, points in contribution.options.items():
        alike.setdefault(float(points), []).append(option)
    return Choice(tuple((Chosen(contribution.item, tuple(ids)), Literal(p)) for p, ids in reversed(alike.items())))


def _points(q: Questionnaire, c: Contribution) -> Node:
    table = points_table(c)
    conditional = q.items[c.item].ask_if is not None
    return Choice(((Ref(asked_column(c.item)), table),)) if conditional else table


def _count(q: Questionnaire, item: str) -> Node:
    """How many options are ticked; missing where the answer is none, which `cannot_say` makes it."""
    options = q.options(item)
    counted = tuple(Ticked(item, option.id) for option in options if not option.stands_alone)
    silent = tuple(Not(Ticked(item, option.id)) for option in options if option.cannot_say)
    return Choice(((AllOf((is_answered(q, item), *silent)), HowMany(counted)),))


def _score(q: Questionnaire, scale: str) -> list[Step]:
    """The weighted sum of the points, the weight of the items that gave any, and one over the other if enough did."""
    fed = [c for c in q.contributions if c.scale == scale]
    alike: dict[float, list[Ref]] = {}
    for c in fed:
        alike.setdefault(c.weight, []).append(Ref(points_column(c.item, scale)))
    zero = Literal(0.0)
    total = plus(*(times(SumOf(tuple(of)), weight) for weight, of in alike.items())) if fed else zero
    answered = plus(*(times(CountOf(tuple(of)), weight) for weight, of in alike.items())) if fed else zero
    conditional = [c for c in fed if q.items[c.item].ask_if is not None]
    always = float(sum(c.weight for c in fed if c not in conditional))
    applies = plus(Literal(always), *(times(HowMany((Ref(asked_column(c.item)),)), c.weight) for c in conditional))
    needed = Arithmetic("-", Arithmetic("*", applies, Literal(q.scales[scale].minimum_answered)), Literal(TINY))
    weight = Ref(weight_column(scale))
    enough = AllOf((Compare(">=", weight, needed), Compare(">", weight, zero)))
    mean = Arithmetic("/", Ref(_total(scale)), weight)
    return [
        Step(_total(scale), total),
        Step(weight_column(scale), answered),
        Step(score_column(scale), Choice(((enough, mean),))),
    ]


def _total(scale: str) -> str:
    return f"total:{scale}"
