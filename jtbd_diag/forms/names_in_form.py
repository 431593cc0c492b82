"""What a form calls the items and their options, so that exports of these names are read without doubt.

Owns that choice; knows no target.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.diagnosis.formula import Formula
from jtbd_diag.ground.safe_names import IdRule, safe_ids
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import RatingItem

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_ANY_CASE = IdRule(unfit="(?!)", one_case=False)


@dataclass(frozen=True)
class Called:
    """Names by id: of items, and of the options of each item in the order offered."""

    items: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]

    @classmethod
    def by(cls, questionnaire: Questionnaire, items: IdRule, options: IdRule = _ANY_CASE) -> Called:
        """The names that these rules leave."""
        names = {item: option_names(questionnaire, item) for item in questionnaire.items}
        safe = {item: safe_ids(called.values(), options) for item, called in names.items()}
        return cls(
            safe_ids(questionnaire.items, items),
            {item: {one: safe[item][name] for one, name in called.items()} for item, called in names.items()},
        )


def option_names(questionnaire: Questionnaire, item: str) -> dict[str, str]:
    """What each option is called, by its id: its code where all options have one, else its id.

    The ids of ratings are bare numbers, which platforms number otherwise: `3_of_5` says which it is.
    """
    options = questionnaire.options(item)
    codes = [str(option.code) for option in options if option.code is not None]
    if len(codes) == len(options) and all(map(_SAFE.fullmatch, codes)):
        return dict(zip((option.id for option in options), codes, strict=True))
    if isinstance(questionnaire.items[item], RatingItem):
        return {option.id: f"{option.id}_of_{len(options)}" for option in options}
    return {option.id: option.id for option in options}


def step_names(formula: Formula, called: Called) -> dict[str, str]:
    """Names for the steps of a formula, which no item has: `jtbd_score_scope`."""
    rule = IdRule(longest=150, reserved=frozenset(name.lower() for name in called.items.values()))
    wanted = {step.name: f"jtbd_{step.name}" for step in formula.steps}
    safe = safe_ids(wanted.values(), rule)
    return {name: safe[one] for name, one in wanted.items()}
