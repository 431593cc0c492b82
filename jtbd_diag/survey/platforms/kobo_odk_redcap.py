"""KoboToolbox, ODK and REDCap: one header row of variable names, or of their labels.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.platforms.platform_layout import (
    Heading,
    Layout,
    Own,
    Rows,
    as_told,
    bare_name,
    marks,
    one_row,
    own_columns,
    split_parts,
)

_NOT_APPROVED = frozenset({"rejected", "not approved", "validation_status_not_approved"})
_HXL = re.compile(r"#[a-z]+(\s*\+[a-z0-9_]+)*")


def recognise_kobo(rows: Rows) -> Layout | None:
    """By its tail of columns."""
    names = {bare_name(cell) for cell in rows[0]}
    own = names & marks("kobotoolbox")
    return kobo(rows, (say("survey.kobotoolbox", columns=", ".join(sorted(own))),)) if len(own) >= 2 else None


def kobo(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """Groups and options are set off by `/`; an HXL row may follow the headers."""
    second = [cell.strip() for cell in rows[1]] if len(rows) > 1 else []
    hxl = any(second) and all(not cell or _HXL.fullmatch(cell) for cell in second)
    known = own_columns("kobotoolbox")
    headings = one_row(
        rows, lambda _, text: known.get(bare_name(text)), lambda header, text: _grouped(header, text, "/")
    )
    more = (say("survey.hxl_tags"),) if hxl else ()
    header_rows, not_approved = 2 if hxl else 1, _reviewed(headings, "_validation_status")
    return Layout(
        "kobotoolbox",
        (*(reasons or as_told()), *more),
        headings,
        header_rows,
        rejected=not_approved,
        ticks="flag",
        separators=(" ",),
    )


def recognise_odk(rows: Rows) -> Layout | None:
    """By two of its own columns, wherever they stand: some leave the others out, or set numbers before them."""
    names = {bare_name(cell) for cell in rows[0]}
    own = names & marks("odk")
    if len(own) < 2:
        return None
    more = (say("survey.surveycto"),) if names & {"formdef_version", "review_quality"} else ()
    return odk(rows, (say("survey.odk", columns=", ".join(sorted(own))), *more))


def odk(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """Groups are set off by `-`, options by `/`, or in SurveyCTO by `_`."""

    def own(_: int, text: str) -> Own | None:
        name = bare_name(text)
        return "noise" if name.startswith("meta-") else own_columns("odk").get(name)

    headings = one_row(rows, own, lambda header, text: _grouped(header, text, "-"))
    rejected = _reviewed(headings, "reviewstate")
    return Layout("odk", reasons or as_told(), headings, rejected=rejected, ticks="flag", separators=(" ",))


def _reviewed(headings: Sequence[Heading], column: str) -> tuple[str, frozenset[str]] | None:
    """The column of what reviewers said, and the words by which they rejected a row."""
    found = next((one.header for one in headings if bare_name(one.header) == column and one.kind == "metadata"), None)
    return (found, _NOT_APPROVED) if found else None


def _grouped(header: str, text: str, sign: str) -> Heading:
    """A name below groups; the last part may be an option's."""
    tails = (*_tails(text, sign), *_tails(text, "."))
    parts = [
        (tail, option)
        for mark in ("/", ".", "_")
        for left, option in split_parts(text, mark)
        for tail in (*_tails(left, sign), *_tails(left, "."))
    ]
    tails = tuple(dict.fromkeys(tails))
    return Heading(header, tails, tails, tuple(dict.fromkeys(parts)))


def _tails(text: str, sign: str) -> tuple[str, ...]:
    """`a/b/c`, `b/c`, `c`."""
    pieces = text.split(sign)[-6:]
    return tuple(dict.fromkeys([text, *(sign.join(pieces[n:]) for n in range(len(pieces)))]))


_CHECKBOX = re.compile(r"([a-z][a-z0-9_]*?)___(\w+)")
_CHOICE = re.compile(r"(.*\S)\s*\(choice=(.*)\)\s*", re.DOTALL)


def recognise_redcap(rows: Rows) -> Layout | None:
    """By `redcap_…`, checkboxes as `name___code` or `(choice=…)`, and forms that are `…_complete`."""
    names = [bare_name(cell) for cell in rows[0]]
    named = any(name.startswith("redcap_") for name in names)
    chosen = any(_CHOICE.fullmatch(cell) for cell in rows[0])
    found = {
        "survey.redcap_columns": named,
        "survey.redcap_checkboxes": any(_CHECKBOX.fullmatch(name) for name in names),
        "survey.redcap_choices": chosen,
        "survey.redcap_complete": any(n.endswith("_complete") or n == "complete?" for n in names),
        "survey.redcap_record": names[0] in marks("redcap", "begins_with"),
    }
    reasons = tuple(say(reason) for reason, there in found.items() if there)
    return redcap(rows, reasons) if named or chosen or len(reasons) > 1 else None


def redcap(rows: Rows, reasons: tuple[str, ...] = ()) -> Layout:
    """The first column is the record's id, whatever its name."""
    headings = one_row(rows, _of_redcap, _asked_by_redcap)
    blanks = frozenset({"[not completed]"})
    return Layout("redcap", reasons or as_told(), headings, blanks=blanks, ticks="flag", separators=(",",))


def _of_redcap(n: int, text: str) -> Own | None:
    name = bare_name(text)
    ends: Own | None = "" if name.endswith(("_complete", "_timestamp")) else None
    return "id" if n == 0 else own_columns("redcap").get(name, ends)


def _asked_by_redcap(header: str, text: str) -> Heading:
    box, choice = _CHECKBOX.fullmatch(bare_name(text)), _CHOICE.fullmatch(text)
    if choice:
        return Heading(header, parts=((choice[1], choice[2]),))
    return Heading(header, (text,), (text,), ((box[1], box[2]),) if box else ())
