"""Text -> Markdown that shows it literally.

Owns the escaping of what people typed; knows nothing of playbooks. `Markup` marks a text as Markdown already:
templates print it as it is and escape every other text.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>|~&^$@\"'])")
_AT_THE_START = re.compile(r"^(\s*)(?:([-+#=])|(\d{1,9})([.)]))")
_ADDRESS = re.compile(r":(?=//)")
_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_INSIDE_A_WORD = re.compile(r"(?<=[^\W_])\\(['\"])(?=[^\W_])")
_SPACE = re.compile(r"\s+")


def escape(text: object) -> Markup:
    """What a person typed, as Markdown that shows it literally, on one line.

    Every character that could mean something is given a backslash; line breaks become spaces, and characters
    that only steer a terminal are left out. Markdown, and Markdown only, is returned as it is.
    """
    if isinstance(text, Markup):
        return text
    shown = _ANYWHERE.sub(r"\\\1", _NOT_SHOWN.sub("", _SPACE.sub(" ", str(text))))
    shown = _ADDRESS.sub(r"\\:", _INSIDE_A_WORD.sub(r"\1", shown))
    return Markup(_AT_THE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", shown))


def marked(part: BaseModel) -> dict[str, Any]:
    """A model of ours as plain data whose texts are Markdown."""

    def mark(value: Any) -> Any:
        if isinstance(value, str):
            return Markup(value)
        if isinstance(value, BaseModel):
            return {name: mark(getattr(value, name)) for name in type(value).model_fields}
        if isinstance(value, tuple):
            return [mark(one) for one in value]
        return value

    return {name: mark(getattr(part, name)) for name in type(part).model_fields}
