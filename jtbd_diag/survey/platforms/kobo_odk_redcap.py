"""KoboToolbox, ODK and REDCap: one header row of variable names, or of their labels.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re

from jtbd_diag.survey.platforms.headings import Heading, Layout, Rows, is_empty, plain, split_parts, unique_headers

_KOBO = {
    "start", "end", "today", "username", "deviceid", "_id", "_uuid", "_submission_time", "_validation_status",
    "_status", "_submitted_by", "_index", "simserial", "subscriberid", "phonenumber", "audit",
}  # fmt: skip
_KOBO_NOISE = {"__version__", "_version_", "_tags", "_notes", "formhub/uuid", "meta/instanceid", "_attachments"}
_ODK = {
    "submissiondate", "key", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected",
    "starttime", "endtime", "duration", "formdef_version", "review_quality", "review_comments", "review_corrections",
    "review_status", "caseid", "subscriberid", "simid", "devicephonenum", "audio_audit",
    "status", "reviewstate", "deviceid", "edits", "formversion", "instanceid", "instancename", "start", "end",
}  # fmt: skip
_NOT_APPROVED = frozenset({"rejected", "not approved", "validation_status_not_approved"})
_HXL = re.compile(r"#[a-z]+(\s*\+[a-z0-9_]+)*")


def recognise_kobo(rows: Rows) -> Layout | None:
    """By its tail of columns."""
    names = {plain(cell) for cell in rows[0]}
    own = names & {"_uuid", "_submission_time", "_index", "_submitted_by", "_validation_status"}
    return kobo(rows, (f"KoboToolbox's own columns: {', '.join(sorted(own))}",)) if len(own) >= 2 else None


def kobo(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """Groups and options are set off by `/`; an HXL row may follow the headers."""
    second = [cell.strip() for cell in rows[1]] if len(rows) > 1 else []
    hxl = any(second) and all(not cell or _HXL.fullmatch(cell) for cell in second)
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        if is_empty(rows, n) or name in _KOBO_NOISE:
            headings.append(Heading(header, kind="noise"))
        elif name in _KOBO:
            headings.append(Heading(header, kind="metadata", identity="id" if name == "_uuid" else ""))
        else:
            headings.append(_grouped(header, text, "/"))
    more = ("a row of HXL tags below the headers",) if hxl else ()
    header_rows, not_approved = 2 if hxl else 1, _reviewed(headings, "_validation_status")
    return Layout(
        "kobotoolbox",
        (*reasons, *more),
        tuple(headings),
        header_rows,
        rejected=not_approved,
        ticks="flag",
        separators=(" ",),
    )


def recognise_odk(rows: Rows) -> Layout | None:
    """By `SubmissionDate` in front and `KEY` behind."""
    names = {plain(cell) for cell in rows[0]}
    if plain(rows[0][0]) != "submissiondate" or not names & {"key", "instanceid", "meta-instanceid"}:
        return None
    more = ("written by SurveyCTO",) if names & {"formdef_version", "review_quality"} else ()
    return odk(rows, ("the first column is SubmissionDate, and there is a KEY", *more))


def odk(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """Groups are set off by `-`, options by `/`, or in SurveyCTO by `_`."""
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        if is_empty(rows, n) or name.startswith("meta-"):
            headings.append(Heading(header, kind="noise"))
        elif name in _ODK:
            headings.append(Heading(header, kind="metadata", identity="id" if name == "key" else ""))
        else:
            headings.append(_grouped(header, text, "-"))
    rejected = _reviewed(headings, "reviewstate")
    return Layout("odk", reasons, tuple(headings), rejected=rejected, ticks="flag", separators=(" ",))


def _reviewed(headings: list[Heading], column: str) -> tuple[str, frozenset[str]] | None:
    """The column of what reviewers said, and the words by which they rejected a row."""
    found = next((one.header for one in headings if plain(one.header) == column and one.kind == "metadata"), None)
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


_REDCAP = {
    "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_data_access_group",
    "redcap_survey_identifier", "event name", "repeat instrument", "repeat instance", "data access group",
    "survey identifier", "complete?", "survey timestamp",
}  # fmt: skip
_EVENTS = {"redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "event name", "repeat instance"}
_CHECKBOX = re.compile(r"([a-z][a-z0-9_]*?)___(\w+)")
_CHOICE = re.compile(r"(.*\S)\s*\(choice=(.*)\)\s*", re.DOTALL)
_MAIL = {"email", "e-mail", "email address", "participant email"}


def recognise_redcap(rows: Rows) -> Layout | None:
    """By `redcap_…`, checkboxes as `name___code` or `(choice=…)`, and forms that are `…_complete`."""
    names = [plain(cell) for cell in rows[0]]
    found = {
        "columns named redcap_…": any(name.startswith("redcap_") for name in names),
        "checkboxes named name___code": any(_CHECKBOX.fullmatch(name) for name in names),
        "checkboxes with (choice=…)": any(_CHOICE.fullmatch(cell) for cell in rows[0]),
        "a form that is complete or not": any(n.endswith("_complete") or n == "complete?" for n in names),
        "a column record_id": names[0] in ("record_id", "record id"),
    }
    reasons = tuple(reason for reason, there in found.items() if there)
    strong = reasons[:1] == ("columns named redcap_…",) or any("choice=" in reason for reason in reasons)
    return redcap(rows, reasons) if strong or len(reasons) >= 2 else None


def redcap(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """The first column is the record's id, whatever its name."""
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        box, choice = _CHECKBOX.fullmatch(name), _CHOICE.fullmatch(text)
        if is_empty(rows, n):
            headings.append(Heading(header, kind="noise"))
        elif n == 0:
            headings.append(Heading(header, kind="metadata", identity="id"))
        elif name in _EVENTS:
            headings.append(Heading(header, kind="metadata", identity="event"))
        elif name in _REDCAP or name in _MAIL or name.endswith(("_complete", "_timestamp")):
            headings.append(Heading(header, kind="metadata", identity="email" if name in _MAIL else ""))
        elif choice:
            headings.append(Heading(header, parts=((choice[1], choice[2]),)))
        else:
            headings.append(Heading(header, (text,), (text,), ((box[1], box[2]),) if box else ()))
    blanks = frozenset({"[not completed]"})
    return Layout("redcap", reasons, tuple(headings), blanks=blanks, ticks="flag", separators=(",",))
