"""Rules beside the columns that there are: what names none, compares with a word that never stands there, or asks for
self-praise.

Owns these faults and the warning; must not know of leaders.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from jtbd_diag.diagnosis.flags import FAR_FROM_EVERY_JOB, STRAIGHT_LINED
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, CLEAR, EARLY, LEANING, MIXED, NONE, UNDETERMINED
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Problem, did_you_mean
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import DateItem, NumberItem, TextItem
from jtbd_diag.results.claims_told import claim_column
from jtbd_diag.results.codebook import meanings
from jtbd_diag.results.results import answer_name
from jtbd_diag.shortlist.rules_file import ColumnCondition, FoundRules, Quota, bare
from jtbd_diag.shortlist.settling_questions import scales_behind
from jtbd_diag.survey.applications.joined_applications import PREFIX


def problems_of(rules: FoundRules, asked: Questionnaire, columns: Collection[str] | None = None) -> list[Problem]:
    """Every fault of rules for results of this questionnaire, and warnings of self-praise.

    `columns` are those of the results; without them columns that may be the survey's own are warned of only.
    """
    problems = [
        problem
        for route, column, test in rules.content.columns()
        for problem in _column_faults(rules, asked, route, column, test, columns)
    ]
    return [*problems, *_quotas(rules), *_self_praise(rules, asked)]


def _column_faults(  # noqa: PLR0913, PLR0917
    rules: FoundRules,
    asked: Questionnaire,
    route: Route,
    column: str,
    test: ColumnCondition | None,
    columns: Collection[str] | None,
) -> Iterator[Problem]:
    where = rules.document.where(route)
    own = [result_column.name for result_column in meanings(asked, (), tuple(asked.items), flips=True)]
    own += [claim_column(name) for name in asked.claims]
    if column not in (own if columns is None else columns):
        if columns is None and column.startswith(PREFIX):
            return
        known = [*(own if columns is None else columns)]
        answers = [name for item in asked.items.values() if (name := answer_name(item.id)) in known]
        taken = next((n for n in answers if bare(n) == bare(answer_name(column))), None)
        hint = say("ground.did_you_mean", near=taken) if taken else did_you_mean(column, known)
        hint = hint or did_you_mean(f"{PREFIX}{column}", known)
        key = "shortlist.no_column" if columns is not None else "shortlist.column_of_survey"
        yield Problem(Code.RULE_COLUMN, where, say(key, column=column), hint, warning=columns is None)
        return
    words = known_words(asked, column)
    if test is None or not words:
        return
    if test.at_least is not None or test.at_most is not None:
        yield Problem(Code.RULE_VALUE, where, say("shortlist.no_number", column=column), did_you_mean("", words))
    for word in test.words:
        if bare(word) not in map(bare, words):
            what = say("shortlist.no_such_word", column=column, word=word)
            yield Problem(Code.RULE_VALUE, where, what, did_you_mean(str(word), words))


def known_words(asked: Questionnaire, column: str) -> tuple[str, ...]:
    """All words that may stand in a column of the results; none where anything, or a number, may."""
    readiness = asked.readiness
    bands = {f"precondition_{scale}": scale for scale in readiness.preconditions}
    bands |= {f"force_{scale}": scale for scale in readiness.forces}
    found: dict[str, Sequence[str]] = {
        "job": tuple(asked.profiles),
        "runner_up": tuple(asked.profiles),
        "outcome": (CLEAR, LEANING, MIXED, UNDETERMINED),
        "struggle": (ACTIVE, EARLY, NONE),
        "flags": (FAR_FROM_EVERY_JOB, STRAIGHT_LINED),
        **{column: [band.title for band in asked.scales[scale].bands] for column, scale in bands.items()},
        **{
            answer_name(item.id): [option.id for option in asked.options(item.id)]
            for item in asked.items.values()
            if not isinstance(item, NumberItem | TextItem | DateItem)
        },
    }
    return tuple(found.get(column, ()))


def is_self_praise(asked: Questionnaire, column: str) -> bool:
    """Whether a column rests on what leaders say of their own push, preconditions or motive."""
    deciding = set(asked.classification.scales if asked.classification else ())
    claims = {claim_column(name) for name in asked.claims}
    return column == "call" or column in claims or bool({*scales_behind(asked, column)} - deciding)


def _self_praise(rules: FoundRules, asked: Questionnaire) -> Iterator[Problem]:
    told = set()
    for route, column, _ in rules.content.columns():
        if is_self_praise(asked, column) and (route, column) not in told and route[0] != "fairness":
            told.add((route, column))
            what, hint = say("shortlist.self_praise", column=column), say("shortlist.self_praise_hint")
            yield Problem(Code.SELF_PRAISE, rules.document.where(route), what, hint, warning=True)


def _quotas(rules: FoundRules) -> Iterator[Problem]:
    capacity = rules.content.capacity
    for n, quota in enumerate(rules.content.quota):
        where, least = rules.document.where(("quota", n)), sum(quota.at_least.values())
        if capacity is not None and least > capacity:
            what = say("shortlist.quota_beyond", column=quota.column, least=least, capacity=capacity)
            yield Problem(Code.RULE_VALUE, where, what, say("shortlist.quota_beyond_hint"))
        for group in _crossed(quota):
            yield Problem(Code.RULE_VALUE, where, say("shortlist.quota_crossed", column=quota.column, group=group))


def _crossed(quota: Quota) -> Iterator[str]:
    """Groups that get more at least than at most."""
    for group, least in quota.at_least.items():
        most = quota.most(group)
        if most is not None and most < least:
            yield group
