"""The names that the core gives to what may be chosen -> the options of the command line that choose it.

The core does not know who calls it: it says "`sheet` names another", as a program would pass it.
"""

from __future__ import annotations

import re

OPTIONS = {
    **{
        name: f"--{name.replace('_', '-')}"
        for name in (
            "by",
            "code",
            "duplicates",
            "engine",
            "event",
            "force",
            "keep_empty",
            "keep_previews",
            "keep_rejected",
            "labels",
            "layout",
            "library",
            "long",
            "mapping",
            "master",
            "pseudonymize",
            "questionnaire",
            "sheet",
            "strict",
        )
    },
    "identity": "--id",
    "output": "-o",
}

_NAMED = re.compile(f"`({'|'.join(OPTIONS)})`")


def as_options(text: str) -> str:
    """A text of the core as the command line says it: `sheet` is --sheet."""
    return _NAMED.sub(lambda found: OPTIONS[found[1]], text)
