"""A form's own file, in place of the answers to it: told as that, with where the answers are to be had.

Owns what such files look like, as text, as JSON and as tables; knows nothing of layouts or questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint

_ANSWERS: Mapping[str, str] = {
    "Qualtrics": "survey.answers_in_qualtrics_hint",
    "LimeSurvey": "survey.answers_in_limesurvey_hint",
    "Google Forms": "survey.answers_in_google_forms_hint",
    "REDCap": "survey.answers_in_redcap_hint",
    "XLSForm": "survey.answers_in_kobo_or_odk_hint",
    "": "survey.answers_anywhere_hint",
}
"""By platform, the sentence that tells where the answers are to be had."""
_TEXTS: Sequence[tuple[re.Pattern[str], str, str]] = (
    (
        re.compile(r"<LimeSurveyDocType>\s*(?:Survey|Group|Question|Label set)"),
        "survey.form_of_limesurvey",
        "LimeSurvey",
    ),
    (re.compile(r"\[\[AdvancedFormat\]\]", re.IGNORECASE), "survey.form_text_of_qualtrics", "Qualtrics"),
    (re.compile(r"//(?s:.*)\bFormApp\.create\("), "survey.form_script", "Google Forms"),
    (re.compile(r"<(?:h:)?html[^>]*www\.w3\.org/2002/xforms"), "survey.form_xform", "XLSForm"),
    (
        re.compile(r"(?:#[^\n]*\n|\s)*questionnaire:\s*\S+\s*\n(?s:.*)^sections:", re.MULTILINE),
        "survey.form_of_ours",
        "",
    ),
)
_PARTS = ("pages", "elements", "fields", "survey", "questions", "components")
"""What forms in JSON call the list of their questions, each of which has a type."""
_TABLES: Sequence[tuple[frozenset[str], str, str]] = (
    (frozenset({"variable / field name", "form name", "field type"}), "survey.form_of_redcap", "REDCap"),
    (frozenset({"field_name", "form_name", "field_type"}), "survey.form_of_redcap", "REDCap"),
    (frozenset({"class", "type/scale", "name"}), "survey.form_of_limesurvey", "LimeSurvey"),
)
_TYPES = re.compile(
    r"(?:begin|end)[ _](?:group|repeat)|select_(?:one|multiple)\b.*|select (?:one|multiple|all that apply)\b.*|text|"
    r"integer|decimal|note|calculate|date|datetime|time|geopoint|start|end|today|deviceid|audit|rank\b.*|range|image|"
    r"acknowledge|barcode|hidden|username|phonenumber|file|audio|video",
    re.IGNORECASE,
)
_MOSTLY = 0.5


def refuse_text(text: str, name: str) -> None:
    """Raise InputError where a text is a form: XML, a form's own text format, or a questionnaire of ours."""
    for pattern, what, platform in _TEXTS:
        if pattern.search(text) if text.startswith("<") else pattern.match(text):
            raise _form(what, platform, name)


def refuse_json(value: Any, name: str) -> None:
    """Raise InputError where an object is a form."""
    if not isinstance(value, dict):
        return
    what, platform = "", ""
    if {"SurveyEntry", "SurveyElements"} <= value.keys():
        what, platform = "survey.form_of_qualtrics", "Qualtrics"
    elif value.get("resourceType") == "Questionnaire":
        what = "survey.form_of_fhir"
    elif any(_is_form(one) for one in (value, *(one for one in value.values() if isinstance(one, dict)))):
        what = "survey.form_in_json"
    if what:
        raise _form(what, platform, name)


def _is_form(value: Mapping[str, Any]) -> bool:
    return any(_are_questions(value.get(part)) for part in _PARTS)


def _are_questions(value: Any) -> bool:
    """Whether a list holds questions, each with its type, or pages of them."""
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        return False
    return all(isinstance(one.get("type"), str) for one in value) or any(_is_form(one) for one in value)


def form_of(head: Sequence[Sequence[str]], name: str) -> InputError | None:
    """The complaint about a table, by its first rows, whose rows are the questions of a form."""
    names = [" ".join(cell.split()).casefold() for cell in head[0]] if head else []
    for headers, what, platform in _TABLES:
        if headers <= set(names):
            return _form(what, platform, name)
    labels = any(one == "label" or one.startswith(("label:", "list_name", "list name")) for one in names)
    if not {"type", "name"} <= set(names) or not labels:
        return None
    types = [row[names.index("type")].strip() for row in head[1:]]
    return _form("survey.form_xlsform", "XLSForm", name) if _mostly(types) else None


def _mostly(types: Iterable[str]) -> bool:
    told = [one for one in types if one]
    return bool(told) and sum(bool(_TYPES.fullmatch(one)) for one in told) > _MOSTLY * len(told)


def _form(what: str, platform: str, name: str) -> InputError:
    return complaint(Code.FORM, name, say(what), say(_ANSWERS[platform]))
