"""What a target calls the options of every item: by name, or by number where names do not fit.

Owns which of these is taken; knows no target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.forms.names_in_form import option_names
from jtbd_diag.ground.safe_names import IdRule, all_fit, safe_ids
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import RatingItem


@dataclass(frozen=True)
class OptionCodes:
    """Codes by item and option; and those that no reader knows by itself: by item or answer set, code, option."""

    of: Mapping[str, Mapping[str, str]]
    untold: Mapping[str, Mapping[str, str]]


def option_codes(questionnaire: Questionnaire, rule: IdRule, *, numbers: bool = False) -> OptionCodes:
    """Codes for all items that offer options: their names, made safe.

    Where `numbers` is set and a name does not fit as it is, the item's options are called 1, 2, … in their order.
    """
    of: dict[str, Mapping[str, str]] = {}
    untold: dict[str, Mapping[str, str]] = {}
    for item in questionnaire.items.values():
        names = option_names(questionnaire, item.id)
        changed = not all_fit(names.values(), rule)
        if numbers and changed:
            of[item.id] = {option: str(n) for n, option in enumerate(names, start=1)}
        else:
            safe = safe_ids(names.values(), rule)
            of[item.id] = {option: safe[name] for option, name in names.items()}
        if changed:
            told_as = item.answers if isinstance(item, RatingItem) else item.id
            untold[told_as] = {code: option for option, code in of[item.id].items()}
    return OptionCodes(of, untold)
