"""Plain tables: one header row of item ids or question texts, from whatever program.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_PREVIEW_WORDS = frozenset({"test", "preview", "survey preview", "survey test", "test response", "preview response"})
_TESTS = (
    (
        {
            "test",
            "status",
            "response status",
            "response type",
            "submission status",
            "distribution channel",
            "collector type",
        },
        _PREVIEW_WORDS,
    ),
    ({"is test", "is_test", "test response", "is preview", "is_preview"}, _PREVIEW_WORDS | {"yes", "true", "1"}),
)
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
        parts += [*parenthesized(text), ("", text)]
        headings.append(Heading(header, (text,), (text,), tuple(parts), identity=identity))
    separators = (";", "|", "\n", ", ", ",", " ")
    return Layout("plain", reasons, tuple(headings), separators=separators, previews=_tests(headings), whole_runs=True)


def _tests(headings: Sequence[Heading]) -> tuple[str, frozenset[str]] | None:
    """The column that says which rows are tests, and the words by which it does."""
    known = ((one.header, words) for names, words in _TESTS for one in headings if plain(one.header) in names)
    return next(known, None)
