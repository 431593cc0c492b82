"""Google Forms, Microsoft Forms and Typeform: one header row of question texts.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.platforms.platform_layout import (
    Heading,
    Layout,
    Own,
    Rows,
    as_told,
    bare_name,
    bracketed,
    data,
    in_two,
    marks,
    one_row,
    own_columns,
    split_parts,
)

_BEFORE = 3
"""Google's own columns are the first ones."""
_TIME = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? +\d{1,2}[:.]\d{2}.*")

_QUIZ = re.compile(r"(?:Points|Feedback) - ", re.IGNORECASE)


def recognise_google(rows: Rows) -> Layout | None:
    """By a time stamp in the first column."""
    if bare_name(rows[0][0]) not in marks("google-forms", "stamps"):
        return None
    times = list(data(rows, 1, 0))
    if times and not _TIME.match(times[0]):
        return None
    zoned = any(re.search(r"[A-Z]{3,4}([+-]\d+)?$", time) for time in times)
    kind = say("survey.google_forms_csv") if zoned else say("survey.google_forms_sheet")
    return google(rows, (say("survey.google_forms"), kind))


def google(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """One header row; grids as `Question [row]`."""
    who = own_columns("google-forms")

    def own(n: int, text: str) -> Own | None:
        name = bare_name(text)
        return who.get(name, "") if n == 0 or name == "score" or (n < _BEFORE and name in who) else None

    headings = one_row(rows, own, lambda header, text: Heading(header, (text,), (text,), bracketed(text)))
    return Layout("google-forms", reasons or as_told(), headings, separators=(";", ", ", ","))


def recognise_microsoft(rows: Rows) -> Layout | None:
    """By its first three columns."""
    names = [bare_name(cell) for cell in rows[0][:3]]
    began, ended = marks("microsoft-forms", "began"), marks("microsoft-forms", "ended")
    if len(names) < 3 or names[0] not in ("id", "id.") or names[1] not in began or names[2] not in ended:
        return None
    return microsoft(rows, (say("survey.microsoft_forms", columns=", ".join(cell.strip() for cell in rows[0][:3])),))


def microsoft(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """One header row; points and feedback of a quiz are left out."""
    names = [bare_name(cell) for cell in rows[0]]
    known, asked = own_columns("microsoft-forms"), set(names)
    leading = next((n for n, name in enumerate(names) if name not in known), len(names))

    def own(n: int, text: str) -> Own | None:
        beside = any(question in asked for word, question in split_parts(names[n], " - ") if word)
        return "noise" if beside or _QUIZ.match(text) else known[names[n]] if n < leading else None

    headings = one_row(rows, own, lambda header, text: Heading(header, (text,), (text,), _grid(text)))
    return Layout("microsoft-forms", reasons or as_told(), headings, separators=(";",))


def _grid(text: str) -> tuple[tuple[str, str], ...]:
    """A question and a statement of its grid, however they stand together."""
    return (*bracketed(text), *in_two(text))


def recognise_typeform(rows: Rows) -> Layout | None:
    """By its columns `#`, `Start Date (UTC)`, `Submit Date (UTC)`, `Network ID`."""
    names = {bare_name(cell) for cell in rows[0]}
    own = names & marks("typeform")
    if len(own) < 2 or marks("typeform", "always").isdisjoint(own):
        return None
    return typeform(rows, (say("survey.typeform", columns=", ".join(sorted(own))),))


def typeform(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """One header row; a column an option, without the question's text."""
    known = own_columns("typeform")
    headings = one_row(
        rows,
        lambda _, text: known.get(bare_name(text)),
        lambda header, text: Heading(header, (text,), (text,), (*_grid(text), ("", text))),
    )
    separators = (", ", ",", ";")
    return Layout("typeform", reasons or as_told(), headings, ticks="option", separators=separators, booleans=True)
