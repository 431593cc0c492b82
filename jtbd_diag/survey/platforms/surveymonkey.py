"""SurveyMonkey: two header rows, the question once above the cells of its options.

Knows nothing of questionnaires.
"""

from __future__ import annotations

from collections import Counter

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.platforms.platform_layout import (
    Heading,
    Layout,
    Rows,
    as_told,
    bare_name,
    is_empty,
    is_nameless,
    marks,
    of_its_own,
    own_columns,
    unique_headers,
    without_made_names,
)

FEWEST_OWN = 2
"""At least so many columns of the respondents' own stand before the questions."""

SHORTEST_ID = 6
"""SurveyMonkey numbers respondents by at least so many digits."""


def recognise(rows: Rows) -> Layout | None:
    """By `Response` in the second row, by blank cells that go on a question, or in any language by both."""
    if len(rows) < 2:
        return None
    rows, own = _with_blanks(rows), int(_has_numbers_of_rows(rows))
    second = [bare_name(cell) for cell in rows[1]]
    answers = sum(cell in marks("surveymonkey", "answers") for cell in second)
    first = {bare_name(cell.replace(".", " ")) for cell in rows[0]}
    known = marks("surveymonkey") & first
    goes_on = any(not above.strip() and below for above, below in zip(rows[0][1:], second[1:], strict=True))
    blank_start = bool(rows[0][own].strip()) and not second[own]
    if answers and (known or blank_start):
        return _layout(rows, (say("survey.surveymonkey_answers", n=answers),))
    if known and goes_on and blank_start:
        return _layout(rows, (say("survey.surveymonkey_blanks"),))
    word = _common(rows)
    if blank_start and word and _has_its_shape(rows):
        return _layout(rows, (say("survey.surveymonkey_word", word=word),))
    return None


def _has_its_shape(rows: Rows) -> bool:
    """Whether long numbers stand first, nothing is below the first headers, and something below all that follow."""
    own = next((n for n, cell in enumerate(rows[1]) if cell.strip()), 0)
    ids = [row[0].strip() for row in rows[2:] if any(cell.strip() for cell in row)]
    return (
        own >= FEWEST_OWN
        and all(cell.strip() for cell in rows[0][:own])
        and all(below.strip() for above, below in zip(rows[0][own:], rows[1][own:], strict=True) if above.strip())
        and bool(ids)
        and all(one.isdecimal() and len(one) >= SHORTEST_ID for one in ids)
    )


def _common(rows: Rows) -> str:
    """What the second row says below questions that stand in one column, if it says the same below several of them."""
    above = [*rows[0][1:], "end"]
    singles = [
        bare_name(below) for n, below in enumerate(rows[1]) if below.strip() and rows[0][n].strip() and above[n].strip()
    ]
    word, times = next(iter(Counter(singles).most_common(1)), ("", 0))
    return word if times > 1 else ""


def forced(rows: Rows) -> Layout:
    """The same when the user says that it is SurveyMonkey."""
    return recognise(rows) or _layout(_with_blanks(rows), as_told())


def _with_blanks(rows: Rows) -> Rows:
    """Its header rows as it writes them, where a program has named the blank cells of the first since, or has put the
    numbers of rows before them."""
    blank = [["", *row[1:]] for row in rows[1:2]] if _has_numbers_of_rows(rows) else rows[1:2]
    return [without_made_names(rows[0]), *blank, *rows[2:]]


def _has_numbers_of_rows(rows: Rows) -> bool:
    """Whether a first column without a name counts the rows, the second header's too, as R and pandas write them."""
    told = [row[0].strip() for row in rows[1:]]
    return is_nameless(rows[0][0]) and any(told == [str(n + m) for m in range(len(told))] for n in (0, 1))


def _layout(rows: Rows, reasons: tuple[str, ...]) -> Layout:
    second = rows[1] if len(rows) > 1 else [""] * len(rows[0])
    answer = marks("surveymonkey", "answers") | ({_common(rows)} if len(rows) > 1 else set())
    questions: list[str] = []
    for cell in rows[0]:
        questions.append(cell if cell.strip() or not questions else questions[-1])
    repeats = {q for q, cell in zip(questions, rows[0], strict=True) if not cell.strip()}
    named = [
        f"{question} [{below}]" if question in repeats and below.strip() else question
        for question, below in zip(questions, second, strict=True)
    ]
    headings = tuple(
        _heading(header, question, below, answer, empty=is_empty(rows, n))
        for n, (header, question, below) in enumerate(zip(unique_headers(named), questions, second, strict=True))
    )
    separators, header_rows = (", ", ",", ";"), min(2, len(rows))
    return Layout("surveymonkey", reasons, headings, header_rows, numbered=True, ticks="option", separators=separators)


def _heading(header: str, question: str, below: str, answer: frozenset[str], *, empty: bool) -> Heading:
    own = "noise" if empty else None if below.strip() else own_columns("surveymonkey").get(bare_name(question))
    if own is not None:
        return of_its_own(header, own)
    if bare_name(below).startswith("other (please"):
        return Heading(header, kind="metadata")
    if bare_name(below) in answer or not below.strip():
        return Heading(header, (question,), (question,))
    return _option(header, question, below)


def _option(header: str, question: str, below: str) -> Heading:
    return Heading(header, (), (f"{question} - {below}",), ((question, below),))
