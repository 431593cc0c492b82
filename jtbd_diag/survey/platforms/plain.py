"""Plain tables: one header row of item ids or question texts, from whatever program.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jtbd_diag.survey.platforms.headings import (
    Heading,
    Layout,
    Rows,
    as_told,
    bracketed,
    marks,
    one_row,
    own_columns,
    parenthesized,
    plain,
    split_parts,
)

_TRIPLE = re.compile(r"(\w+?)___(\w+)")


def table(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """One header row; a column of a split question is `item.option`, `item/option`, `item[option]` and the like."""
    headings = one_row(rows, lambda *_: None, _asked)
    separators = (";", "|", "\n", ", ", ",", " ")
    previews = _tests(headings)
    return Layout("plain", reasons or as_told(), headings, separators=separators, previews=previews, whole_runs=True)


def _asked(header: str, text: str) -> Heading:
    own = own_columns("plain").get(plain(text), "")
    triple = _TRIPLE.fullmatch(text)
    parts = [*bracketed(text), *(((triple[1], triple[2]),) if triple else ())]
    for sign in (".", "/", " - ", " \u2013 ", " \u2014 ", " > ", ": ", "_", "|"):
        parts += split_parts(text, sign)
    parts += [*parenthesized(text), ("", text)]
    texts = (
        text,
        *(question for question, told in parts if question and plain(told) in marks("surveymonkey", "answers")),
    )
    return Heading(header, (text,), texts, tuple(parts), identity="" if own == "noise" else own)


def _tests(headings: Sequence[Heading]) -> tuple[str, frozenset[str]] | None:
    """The column that says which rows are tests, and the words by which it does."""
    words = marks("plain", "preview_words")
    ways = (("tests_by_word", words), ("tests_by_yes", words | {"yes", "true", "1"}))
    found = ((one.header, told) for key, told in ways for one in headings if plain(one.header) in marks("plain", key))
    return next(found, None)
