"""Alchemer and Tally: one header row of question texts, and a column an option headed by both texts.

Knows nothing of questionnaires.
"""

from __future__ import annotations

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.platforms.platform_layout import (
    Heading,
    Layout,
    Rows,
    as_told,
    bare_name,
    bracketed,
    marks,
    one_row,
    own_columns,
    parenthesized,
    split_parts,
)


def recognise_alchemer(rows: Rows) -> Layout | None:
    """By `SessionID` beside its other columns."""
    names = {bare_name(cell) for cell in rows[0]}
    own, always = names & marks("alchemer"), marks("alchemer", "always")
    if not always <= names or not own:
        return None
    return alchemer(rows, (say("survey.alchemer", columns=", ".join(sorted({"sessionid", *own}))),))


def alchemer(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """Options are headed `Option:Question`, or `Question - Option`."""

    def question(header: str, text: str) -> Heading:
        turned = [(question, option) for option, question in split_parts(text, ":")]
        parts = [*split_parts(text, " - "), *turned, *split_parts(text, ": ")]
        return Heading(header, (text,), (text,), tuple(dict.fromkeys(parts)))

    headings = one_row(rows, lambda _, text: own_columns("alchemer").get(bare_name(text)), question)
    separators = ("|", "\n", ";", ", ", ",")
    return Layout("alchemer", reasons or as_told(), headings, ticks="option", separators=separators)


def recognise_tally(rows: Rows) -> Layout | None:
    """By its first columns."""
    first = list(own_columns("tally"))  # they stand in this order
    if [bare_name(cell) for cell in rows[0][: len(first)]] != first:
        return None
    return tally(rows, (say("survey.tally"),))


def tally(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """Options are headed `Question (option)`, beside a column with all that are ticked."""
    known = own_columns("tally")
    headings = one_row(
        rows,
        lambda n, text: known.get(bare_name(text)) if n < len(known) else None,
        lambda header, text: Heading(header, (text,), (text,), (*parenthesized(text), *bracketed(text))),
    )
    return Layout("tally", reasons or as_told(), headings, ticks="flag", separators=(", ", ",", ";"))
