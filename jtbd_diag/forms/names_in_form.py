"""What a form calls items, options and their codes, so that exports of these names are read without doubt.

Owns that choice, and what each target takes for an id, its own words left out; how an id is made to fit is
`ground.safe_names`'. Knows nothing of how a form is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.diagnosis.formula import Formula
from jtbd_diag.ground.safe_names import IdRule, all_fit, safe_ids
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.answer_column_names import option_names
from jtbd_diag.questionnaire.items import RatingItem

FHIR_LINK = IdRule(one_case=False)
# R4 takes no underscore in the name of an expression, and FHIRPath no hyphen in that of a variable
FHIR_VARIABLE = IdRule(unfit="[^A-Za-z0-9]", joint="")
_LETTERS = "[^A-Za-z0-9]"
LIMESURVEY_QUESTION = IdRule(
    longest=20,
    unfit=_LETTERS,
    joint="",
    first="q",
    # what its exports call columns of their own
    reserved=frozenset({
        "id", "sid", "gid", "qid", "token", "seed", "submitdate", "lastpage", "startlanguage", "startdate",
        "datestamp", "ipaddr", "refurl", "email", "firstname", "lastname", "interviewtime",
    }),
    kept=r"[Mm]atrix\d+|.*Time",
)  # fmt: skip
LIMESURVEY_ANSWER = IdRule(longest=5, unfit=_LETTERS, joint="")
LIMESURVEY_BOX = IdRule(
    longest=20, unfit=_LETTERS, joint="", reserved=frozenset({"other", "time"}), kept="(?i:.*comment)"
)
QUALTRICS_TAG = IdRule(kept=r"Q_.*|.*_(TEXT|NPS_GROUP)|.*_DO(_.*)?|form_intro|section_\d+")
QUALTRICS_RECODE = IdRule(longest=9, unfit="[^0-9]", joint="", kept="0.+|")
REDCAP_VARIABLE = IdRule(
    longest=100,
    unfit="[^a-z0-9_]|(?<=_)_+|_$",
    joint="_",
    first="q",
    lower=True,
    kept=r"record_id|redcap_.*|.*_complete|.*_timestamp|form_intro|email",
)
REDCAP_CHOICE = IdRule(longest=60, unfit="[^a-z0-9_]", lower=True)
NOTHING = "jtbd_nothing"
"""A name that no question and no step has, for SurveyJS."""
SURVEYJS_NAME = IdRule(
    # what expressions and titles there take for something else than a question
    reserved=frozenset({NOTHING, "item", "row", "panel", "choice", "self", "pageno", "pagecount", "questioncount",
                        "locale", "timespent", "timelimit", "currentdate", "true", "false", "undefined", "null"})
)  # fmt: skip
SURVEYJS_OPTION = IdRule(unfit="(?!)", reserved=frozenset({"true", "false", "undefined", "null"}))
XLSFORM_NAME = IdRule(
    # what these platforms call columns of their own, in exports that leave the groups out
    reserved=frozenset({
        "start", "end", "today", "username", "deviceid", "subscriberid", "simserial", "phonenumber", "audit", "meta",
        "instanceid", "instancename", "submissiondate", "key", "submitterid", "submittername", "attachmentspresent",
        "attachmentsexpected", "status", "reviewstate", "edits", "formversion", "formdef_version", "starttime",
        "endtime", "duration", "caseid",
    })
)  # fmt: skip


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


def step_names(formula: Formula, called: Called) -> dict[str, str]:
    """Names for the steps of a formula, which no item has: `jtbd_score_scope`."""
    rule = IdRule(longest=150, reserved=frozenset(name.lower() for name in called.items.values()))
    wanted = {step.name: f"jtbd_{step.name}" for step in formula.steps}
    safe = safe_ids(wanted.values(), rule)
    return {name: safe[one] for name, one in wanted.items()}


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
