"""What a fault of shape is called in plain words.

Owns the wording of pydantic's complaints; knows nothing of where they stand.
"""

from __future__ import annotations

import difflib
from typing import Any

from jtbd_diag.ground.catalogue import say, table
from jtbd_diag.ground.complaints import did_you_mean

_KINDS = {"dict": "questionnaire.kind_dict", "list": "questionnaire.kind_list", "NoneType": "questionnaire.kind_none"}
_SAYS_IT_ALL = {
    "string_pattern_mismatch",
    "string_too_short",
    "too_short",
    "union_tag_not_found",
    "union_tag_invalid",
    "value_error",
}


def plainly(fault: Any) -> tuple[str, str | None]:
    """What is wrong with a value, and how to mend it."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    about = table("shape_faults").get(kind, {})
    said = about["says"].format(**context, given=_shown(given)) if about else fault["msg"]
    if kind not in _SAYS_IT_ALL:
        said = say("questionnaire.but_is", said=said, given=_shown(given))
    if kind == "union_tag_invalid":
        return said, did_you_mean(str(context["tag"]), _tags(fault))
    helps = kind != "string_type" or isinstance(given, int | float)
    return said, about.get("hint") if helps else None


def nearest_tag(fault: Any) -> str | None:
    """The type that was probably meant, for a type that is not known."""
    near = difflib.get_close_matches(str(fault["ctx"]["tag"]), _tags(fault), n=1)
    return near[0] if near else None


def _tags(fault: Any) -> list[str]:
    return [tag.strip(" '") for tag in fault["ctx"]["expected_tags"].split(",")]


def _shown(given: object) -> str:
    if isinstance(given, str):
        return repr(given) if len(given) <= 40 else f"{given[:37]!r}…"
    if isinstance(given, int | float):
        return repr(given).lower()
    return say(_KINDS.get(type(given).__name__, "questionnaire.kind_other"))
