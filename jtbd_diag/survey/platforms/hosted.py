"""Alchemer and Tally: one header row of question texts, and a column an option headed by both texts.

Knows nothing of questionnaires.
"""

from __future__ import annotations

from collections.abc import Mapping

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

_ALCHEMER: Mapping[str, Identity] = {
    "response id": "id", "time started": "", "date submitted": "", "status": "", "contact id": "",
    "legacy comments": "", "language": "", "referer": "", "sessionid": "", "user agent": "", "tags": "",
    "ip address": "", "longitude": "", "latitude": "", "country": "", "city": "", "state/region": "", "postal": "",
}  # fmt: skip
_TALLY: Mapping[str, Identity] = {"submission id": "id", "respondent id": "", "submitted at": ""}


def recognise_alchemer(rows: Rows) -> Layout | None:
    """By `SessionID` beside its other columns."""
    names = {plain(cell) for cell in rows[0]}
    own = names & {"time started", "contact id", "referer", "legacy comments", "user agent"}
    if not {"response id", "sessionid"} <= names or not own:
        return None
    return alchemer(rows, (f"Alchemer's own columns: {', '.join(sorted({'sessionid', *own}))}",))


def alchemer(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """Options are headed `Option:Question`, or `Question - Option`."""
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        if is_empty(rows, n):
            headings.append(Heading(header, kind="noise"))
        elif name in _ALCHEMER:
            headings.append(Heading(header, kind="metadata", identity=_ALCHEMER[name]))
        else:
            turned = [(question, option) for option, question in split_parts(text, ":")]
            parts = [*split_parts(text, " - "), *turned, *split_parts(text, ": ")]
            headings.append(Heading(header, (text,), (text,), tuple(dict.fromkeys(parts))))
    separators = ("|", "\n", ";", ", ", ",")
    return Layout("alchemer", reasons, tuple(headings), ticks="option", separators=separators)


def recognise_tally(rows: Rows) -> Layout | None:
    """By its first columns."""
    if [plain(cell) for cell in rows[0][:3]] != list(_TALLY):
        return None
    return tally(rows, ("the first columns are Submission ID, Respondent ID, Submitted at",))


def tally(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """Options are headed `Question (option)`, beside a column with all that are ticked."""
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        if is_empty(rows, n):
            headings.append(Heading(header, kind="noise"))
        elif n < len(_TALLY) and name in _TALLY:
            headings.append(Heading(header, kind="metadata", identity=_TALLY[name]))
        else:
            headings.append(Heading(header, (text,), (text,), (*parenthesized(text), *bracketed(text))))
    return Layout("tally", reasons, tuple(headings), ticks="flag", separators=(", ", ",", ";"))
