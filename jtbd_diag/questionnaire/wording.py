"""What a fault of shape is called in plain words.

Owns the wording of pydantic's complaints; knows nothing of where they stand.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from jtbd_diag.ground.complaints import did_you_mean

_KINDS = {"dict": "a mapping", "list": "a list", "NoneType": "nothing"}
_WANTED: Mapping[str, str] = {
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing_size": "must be a whole number of fewer digits",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number that is not endless",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "greater_than": "must be greater than {gt:g}",
    "greater_than_equal": "must be {ge:g} at least",
    "less_than_equal": "must be {le:g} at most",
    "string_too_short": "must not be empty",
    "string_too_long": "must have {max_length} letters at most",
    "too_short": "must have {min_length} or more entries",
    "string_pattern_mismatch": "{given} cannot stand here as a name",
    "union_tag_not_found": "does not say its 'type'",
    "union_tag_invalid": "the type '{tag}' is not known",
    "literal_error": "must be one of: {expected}",
    "value_error": "{error}",
}
_SAYS_IT_ALL = {
    "string_pattern_mismatch",
    "string_too_short",
    "too_short",
    "union_tag_not_found",
    "union_tag_invalid",
    "value_error",
}
_HINTS = {
    "string_pattern_mismatch": "use letters, digits and underscores, beginning with a letter",
    "string_type": "put it in quotes if a text is meant",
    "union_tag_not_found": "add 'type: …'",
}


def plainly(fault: Any) -> tuple[str, str | None]:
    """What is wrong with a value, and how to mend it."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    said = _WANTED[kind].format(**context, given=_shown(given)) if kind in _WANTED else fault["msg"]
    if kind not in _SAYS_IT_ALL:
        said += f", not {_shown(given)}"
    if kind == "union_tag_invalid":
        return said, did_you_mean(str(context["tag"]), _tags(fault))
    hint = _HINTS.get(kind)
    return said, hint if kind != "string_type" or isinstance(given, int | float) else None


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
    return _KINDS.get(type(given).__name__, "something else")
