"""A text for platforms that show HTML: it is seen as it stands, and no spreadsheet takes it for a formula.

Owns what is written in place of which signs; knows no target.
"""

from __future__ import annotations

import html
import re

_BREAK = re.compile(
    "\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]"
)  # what one program or another takes for the end of a line
_FORMULA = re.compile(r"[=+\-@\t]")


def as_html(text: str, *, signs: str = "", lines: bool = True) -> str:
    """The text in HTML. What is in `signs` is written by number, lest the platform read it as something of its own.

    So is a first sign that would begin a formula: what is shown stays the same. A break between lines becomes `<br>`,
    or a blank where `lines` is off.
    """
    found = html.escape(_BREAK.sub("\n", text.strip()), quote=False)
    if signs:
        found = re.sub(f"[{re.escape(signs)}]", _numbered, found)
    found = found.replace("\t", " ").replace("\n", "<br>" if lines else " ")
    return _FORMULA.sub(_numbered, found[:1]) + found[1:]


def _numbered(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def paragraphs(*texts: str | None) -> str:
    """Texts below each other, for `as_html`; those that are missing are left out."""
    return "\n".join(text for text in texts if text)
