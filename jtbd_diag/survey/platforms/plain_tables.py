"""Plain tables: one header row of item ids or question texts, or two, from whatever program.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.platforms import qualtrics, surveymonkey
from jtbd_diag.survey.platforms.platform_layout import (
    Heading,
    Layout,
    Rows,
    as_told,
    bare_name,
    bracketed,
    in_two,
    is_empty,
    marks,
    one_row,
    own_columns,
    parenthesized,
    without_made_names,
)

_HEADERS, _FEWEST_BLANK = 2, 3
_TRIPLE = re.compile(r"(\w+?)___(\w+)")


def table(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """One header row; a column of a split question is `item.option`, `item/option`, `item[option]` and the like.

    Two, where blank cells go on a question of the first row and the second has its options or statements.
    """
    if _goes_on([without_made_names(rows[0]), *rows[1:]]):
        two = surveymonkey.forced(rows)
        return replace(two, name="plain", reasons=(*reasons, say("survey.two_header_rows")), numbered=False)
    headings = one_row(rows, lambda *_: None, _heading_of)
    separators = (";#", ";", "|", "\n", ", ", ",", " ", "/", "+", "\u2022")
    previews = _tests(headings)
    return Layout("plain", reasons or as_told(), headings, separators=separators, previews=previews, whole_runs=True)


def names_above_labels(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """Two header rows, as files for SPSS and Stata have them: names of variables above labels, or Qualtrics' own."""
    if found := qualtrics.recognise(rows[:_HEADERS]):
        return found
    names, labels = rows[0], rows[1] if len(rows) > 1 else [""] * len(rows[0])
    headings = []
    for heading, label in zip(one_row([names, *rows[1:]], lambda *_: None, _heading_of), labels, strict=True):
        said = _heading_of(heading.header, qualtrics.CHOSEN.sub("", label)) if label.strip() else heading
        texts, parts = dict.fromkeys((*said.texts, *heading.texts)), dict.fromkeys((*said.parts, *heading.parts))
        headings.append(heading._replace(texts=tuple(texts), parts=tuple(parts)))
    told = reasons or (say("survey.names_above_labels"),)
    return replace(
        table([names, *rows[_HEADERS:]]),
        name="statistics",
        reasons=told,
        headings=tuple(headings),
        header_rows=min(_HEADERS, len(rows)),
    )


def _goes_on(rows: Rows) -> bool:
    """Whether a second row is of headers: something below each blank cell of the first row, nothing below its start.

    Nor below a question that has no blank cells behind it, unless it says there that the answer stands below.
    """
    if len(rows) <= _HEADERS or not rows[0][0].strip() or rows[1][0].strip() or not rows[2][0].strip():
        return False
    runs: list[list[str]] = [[]]
    told = [n for n in range(len(rows[0])) if not is_empty(rows, n)]
    for n, after in zip(told, [*told[1:], None], strict=True):
        under = bare_name(rows[1][n])
        if not rows[0][n].strip():
            runs[-1].append(under)
            continue
        if under and under not in marks("surveymonkey", "answers") and (after is None or rows[0][after].strip()):
            return False
        runs.append([])
    below = [text for run in runs for text in run]
    return len(below) >= _FEWEST_BLANK and all(below) and all(len(set(run)) == len(run) for run in runs)


def _heading_of(header: str, text: str) -> Heading:
    own = own_columns("plain").get(bare_name(text), "")
    triple = _TRIPLE.fullmatch(text)
    parts = [*bracketed(text), *(((triple[1], triple[2]),) if triple else ())]
    parts += [*in_two(text), *parenthesized(text), ("", text)]
    texts = (
        text,
        *(question for question, told in parts if question and bare_name(told) in marks("surveymonkey", "answers")),
    )
    return Heading(header, (text,), texts, tuple(parts), identity="" if own == "noise" else own)


def _tests(headings: Sequence[Heading]) -> tuple[str, frozenset[str]] | None:
    """The column that says which rows are tests, and the words by which it does."""
    words = marks("plain", "preview_words")
    ways = (("tests_by_word", words), ("tests_by_yes", words | {"yes", "true", "1"}))
    found = (
        (one.header, told) for key, told in ways for one in headings if bare_name(one.header) in marks("plain", key)
    )
    return next(found, None)
