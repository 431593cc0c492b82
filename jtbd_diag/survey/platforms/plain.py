"""Plain tables: one header row of item ids or question texts, from whatever program.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re

from jtbd_diag.survey.platforms.headings import (
    Heading,
    Identity,
    Layout,
    Rows,
    bracketed,
    is_empty,
    parenthesized,
    plain,
    split_parts,
    unique_headers,
)

_IDENTITY = {
    "id", "respondent", "respondent id", "respondent_id", "respondentid", "response id", "response_id",
    "responseid", "participant", "participant id", "participant_id", "applicant id", "applicant_id",
}  # fmt: skip
_MAIL = {"email", "e-mail", "mail", "email address", "e-mail address", "email_address"}
_TRIPLE = re.compile(r"(\w+?)___(\w+)")


def table(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """One header row; a column of a split question is `item.option`, `item/option`, `item[option]` and the like."""
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        if is_empty(rows, n):
            headings.append(Heading(header, kind="noise"))
            continue
        identity: Identity = "id" if name in _IDENTITY else "email" if name in _MAIL else ""
        triple = _TRIPLE.fullmatch(text)
        parts = [*bracketed(text), *(((triple[1], triple[2]),) if triple else ())]
        for sign in (".", "/", " - ", " \u2013 ", " \u2014 ", " > ", ": ", "_", "|"):
            parts += split_parts(text, sign)
        parts += parenthesized(text)
        headings.append(Heading(header, (text,), (text,), tuple(parts), identity=identity))
    return Layout("plain", reasons, tuple(headings), separators=(";", "|", "\n", ", ", ",", " "))
