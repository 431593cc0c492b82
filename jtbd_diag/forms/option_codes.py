"""What a target calls the options of every item: their own codes, their ids, or numbers.

Owns which of these is taken; knows no target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.forms.safe_ids import IdRule, safe_ids
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import RatingItem


@dataclass(frozen=True)
class OptionCodes:
    """Codes by item and option, and those that are neither an id nor declared: by item or answer set, code, option."""

    of: Mapping[str, Mapping[str, str]]
    untold: Mapping[str, Mapping[str, str]]


def option_codes(questionnaire: Questionnaire, rule: IdRule, *, numbers: bool = False) -> OptionCodes:
    """Codes for all items that offer options.

    The codes that the questionnaire declares are taken where all of an item's fit the rule, else the ids, made safe.
    Where `numbers` is set, ids are taken only if all of them fit as they are; else options are 1, 2, … in their order.
    """
    of: dict[str, Mapping[str, str]] = {}
    untold: dict[str, Mapping[str, str]] = {}
    for item in questionnaire.items.values():
        options = questionnaire.options(item.id)
        declared = {option.id: str(option.code) for option in options if option.code is not None}
        ids = safe_ids((option.id for option in options), rule)
        if len(declared) == len(options) and _all_fit(declared, rule):
            of[item.id] = declared
        elif numbers and any(name != one for one, name in ids.items()):
            of[item.id] = {option.id: str(n) for n, option in enumerate(options, start=1)}
        else:
            of[item.id] = ids
        name = item.answers if isinstance(item, RatingItem) else item.id
        rated = isinstance(item, RatingItem) and len(declared) < len(options)
        told = {
            option: code for option, code in of[item.id].items() if not rated and code in (option, declared.get(option))
        }
        if len(told) < len(options):
            untold[name] = {code: option for option, code in of[item.id].items()}
    return OptionCodes(of, untold)


def _all_fit(declared: Mapping[str, str], rule: IdRule) -> bool:
    return safe_ids(declared.values(), rule) == {code: code for code in declared.values()}
