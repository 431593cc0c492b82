"""Ids as a target takes them: short enough, of its letters, none of its own words, no two alike.

Owns what each target may call an item or an option, and the way back; knows nothing of forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class IdRule:
    """What a target takes for an id."""

    longest: int = 64
    """In letters."""
    unfit: str = "[^A-Za-z0-9_]"
    """A pattern of letters that may not be in it."""
    joint: str = "_"
    """Stands in place of what is unfit, and before the number that tells two apart."""
    first: str = ""
    """Put before an id that does not begin with a letter, where it must."""
    lower: bool = False
    """Only small letters."""
    one_case: bool = True
    """`A` and `a` are the same to it."""
    reserved: frozenset[str] = frozenset()
    """Words it keeps for itself, in small letters."""
    kept: str = "(?!)"
    """A pattern of more such words."""


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


def safe_ids(ids: Iterable[str], rule: IdRule) -> dict[str, str]:
    """Every id with what the target is to call it; fit ids stay, and no two become one.

    The same ids give the same names in every run. The way back is `renamed`.
    """
    wanted = list(dict.fromkeys(ids))
    names = {one: _fitted(one, rule) for one in wanted}
    taken: set[str] = set()
    safe: dict[str, str] = {}
    # those that can stay go first, so that none of them gives way to one that must change
    for one in sorted(wanted, key=lambda one: names[one] != one):
        safe[one] = _free(names[one], taken, rule)
        taken.add(_alike(safe[one], rule))
    return {one: safe[one] for one in wanted}


def all_fit(ids: Iterable[str], rule: IdRule) -> bool:
    """Whether a target takes these as they are, and tells them apart."""
    names = list(ids)
    stay = (_fitted(one, rule) == one and not _is_kept(one, rule) for one in names)
    return all(stay) and len({_alike(one, rule) for one in names}) == len(names)


def renamed(safe: Mapping[str, str]) -> dict[str, str]:
    """Ids by their names in the target, of those that are called otherwise there."""
    return {name: one for one, name in safe.items() if name != one}


def _fitted(one: str, rule: IdRule) -> str:
    name = re.sub(rule.unfit, rule.joint, one.lower() if rule.lower else one)
    if rule.first and not name[:1].isalpha():
        name = rule.first + name
    return name[: rule.longest]


def _free(name: str, taken: set[str], rule: IdRule) -> str:
    """The name, or with the first number that makes it one of its own, behind it or in front."""
    number, tries = 1, [name]
    while not (free := [one for one in tries if _alike(one, rule) not in taken and not _is_kept(one, rule)]):
        number += 1
        ending, beginning = f"{rule.joint}{number}", f"q{number}{rule.joint}"
        tries = [name[: rule.longest - len(ending)] + ending, (beginning + name)[: rule.longest], f"q{number}"]
    return free[0]


def _alike(name: str, rule: IdRule) -> str:
    return name.lower() if rule.one_case else name


def _is_kept(name: str, rule: IdRule) -> bool:
    return _alike(name, rule) in rule.reserved or re.fullmatch(rule.kept, name) is not None
