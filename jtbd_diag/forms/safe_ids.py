"""What each target takes for the id of an item or an option, its own words left out.

Owns these rules; how an id is made to fit one is `ground.safe_names`'. Knows nothing of forms.
"""

from __future__ import annotations

from jtbd_diag.ground.safe_names import IdRule

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
