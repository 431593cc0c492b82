"""Answers as the interface of a form service sends them to programs: told as that, with where a table is to be had.

Owns what such JSON looks like; knows nothing of layouts. Its answers stand under numbers of questions or of options, so
that nothing in it says what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint

_OF_QUALTRICS = re.compile(r"QID\d")
_LISTS = ("responses", "items", "data", "results", "content", "submissions")
_HINTS: Mapping[str, str] = {
    "Google Forms": "survey.answers_in_google_forms_hint",
    "Qualtrics": "survey.answers_in_qualtrics_hint",
    "Typeform": "survey.answers_in_typeform_hint",
    "SurveyMonkey": "survey.answers_in_surveymonkey_hint",
    "Notion": "survey.answers_in_notion_hint",
    "Jotform": "survey.answers_in_jotform_hint",
    "Tally": "survey.answers_in_tally_hint",
}


def refuse_api(value: Any, name: str) -> None:
    """Raise InputError where an object or a list is what the interface of a form service sends."""
    held = value if isinstance(value, list) else _listed(value)
    first = next((one for one in held if isinstance(one, dict)), None)
    platform = _platform(first) if first else ""
    if platform:
        what = say("survey.answers_of_an_api", platform=platform)
        raise complaint(Code.NOT_A_TABLE, name, what, say(_HINTS[platform]))


def _listed(value: Any) -> list[Any]:
    whole = _dict(value)
    lists = (one.get(key) for one in (whole, _dict(whole.get("result"))) for key in _LISTS)
    return next((one for one in lists if isinstance(one, list)), [])


def _platform(record: Mapping[str, Any]) -> str:
    """The service whose interface sends such a record; none where it may be anybody's."""
    answers, said, pages = (record.get(key) for key in ("answers", "responses", "pages"))
    by_number = list(_dict(answers).values())
    marks = {
        "Google Forms": any(_has(one, "textAnswers", "fileUploadAnswers") for one in by_number),
        "Jotform": any(str(_dict(one).get("type")).startswith("control_") for one in by_number),
        "Typeform": any(isinstance(_dict(one).get("field"), dict) for one in _list(answers)),
        "Tally": any(_has(one, "questionId") for one in _list(said)),
        "SurveyMonkey": any(_has(page, "questions") for page in _list(pages)),
        "Notion": record.get("object") == "page" and isinstance(record.get("properties"), dict),
        "Qualtrics": "responseId" in record and any(map(_OF_QUALTRICS.match, _dict(record.get("values")))),
    }
    return next((platform for platform, found in marks.items() if found), "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _has(value: Any, *keys: str) -> bool:
    return any(key in _dict(value) for key in keys)
