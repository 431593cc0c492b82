"""Qualtrics: three header rows (tags, texts, import ids), or two in older files.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping

from jtbd_diag.survey.platforms.headings import (
    Heading,
    Identity,
    Layout,
    Rows,
    is_empty,
    plain,
    split_parts,
    unique_headers,
)

_METADATA = {
    "startdate", "enddate", "status", "ipaddress", "progress", "duration (in seconds)", "finished",
    "recordeddate", "responseid", "recipientlastname", "recipientfirstname", "recipientemail",
    "externalreference", "externaldatareference", "locationlatitude", "locationlongitude", "locationaccuracy",
    "distributionchannel", "userlanguage", "responseset", "emailaddress", "name", "sc0", "q_recaptchascore",
    "q_relevantidduplicate", "q_language", "consent",
}  # fmt: skip
_ENGLISH = {
    "start date", "end date", "response type", "ip address", "response id", "recorded date", "responseid",
    "responseset", "startdate", "enddate", "user language", "distribution channel",
}  # fmt: skip
_IDENTITY: Mapping[str, Identity] = {
    "responseid": "id", "recipientemail": "email", "emailaddress": "email",
    "externalreference": "id", "externaldatareference": "id",
}  # fmt: skip
_NOISE = {"ipaddress", "locationlatitude", "locationlongitude", "locationaccuracy"}
_PREVIEWS = frozenset(
    {"1", "2", "9", "17", "Survey Preview", "Survey Test", "Spam Preview", "Preview Spam", "Offline Survey Preview"}
)
_REJECTED = frozenset({"8", "12", "40", "Spam", "Imported Spam", "EX Spam"})
_UNANSWERED = frozenset({"-99"})
_DERIVED = re.compile(r"_(?:DO|DO_.*|TEXT|NPS_GROUP)$| - (?:Topics|Parent Topics|Sentiment.*|.*Topic.*)$")
_TIMING = re.compile(r"_(?:First Click|Last Click|Page Submit|Click Count)$")
_CHOSEN = re.compile(r"\s+-\s+Selected Choice\b")


def recognise(rows: Rows) -> Layout | None:
    """By import ids in the third row, or by the texts that older files write below the tags."""
    if len(rows) >= 3 and sum("ImportId" in cell for cell in rows[2]) * 2 > sum(bool(c) for c in rows[2]):
        quotes = "'" if "{'ImportId" in "".join(rows[2]) else '"'
        kind = "the older kind" if quotes == "'" else "JSON"
        return _layout(rows, 3, (f"the third row holds import ids ({kind})",))
    if len(rows) < 2:
        return None
    tags, texts = ({plain(cell) for cell in row} for row in rows[:2])
    numbered = [cell for cell in rows[0] if re.fullmatch(r"V\d+", cell)]
    if len(numbered) >= 3 and texts & _ENGLISH:
        return _layout(rows, 2, ("two header rows: V1, V2 … above the names of Qualtrics' own columns",))
    if len(tags & _METADATA) >= 3 and len(texts & _ENGLISH) >= 3 and not texts <= tags:
        return _layout(rows, 2, ("two header rows: Qualtrics' tags above their texts",))
    if {"responseid", "distributionchannel"} <= tags or {"responseid", "recordeddate"} <= tags:
        return _layout(rows, 1, ("Qualtrics' own columns, with one header row",))
    return None


def forced(rows: Rows) -> Layout:
    """The same when the user says that it is Qualtrics."""
    return recognise(rows) or _layout(rows, min(3, len(rows)), ("as told",))


def _layout(rows: Rows, header_rows: int, reasons: tuple[str, ...]) -> Layout:
    tags = list(rows[0])
    for n, tag in enumerate(tags):
        if header_rows == 2 and re.fullmatch(r"V\d+", tag) and rows[1][n].strip():
            tags[n] = rows[1][n]
    headers = unique_headers(tags)
    headings = []
    for n, header in enumerate(headers):
        text = rows[1][n] if header_rows > 1 else ""
        import_id = rows[2][n] if header_rows > 2 else ""
        headings.append(_heading(header, tags[n], text, import_id, empty=is_empty(rows, n)))
    channel = next((h.header for h in headings if plain(h.header) == "distributionchannel"), None)
    status = next((h.header for h in headings if plain(h.header) == "status"), None)
    return Layout(
        "qualtrics",
        reasons,
        tuple(headings),
        header_rows,
        blanks=_UNANSWERED,
        previews=(status, _PREVIEWS) if status else (channel, frozenset({"preview"})) if channel else None,
        rejected=(status, _REJECTED) if status else None,
        numbered=True,
        separators=(",",),
    )


def _heading(header: str, tag: str, text: str, import_id: str, *, empty: bool) -> Heading:
    name = plain(tag)
    if empty or name in _NOISE or _TIMING.search(tag) or re.search(r"_DO(_|$)", tag):
        return Heading(header, kind="noise")
    question, choice = _imported(import_id)
    asked = question.startswith("QID")  # a question may be called what a column of its own is called
    if (name in _METADATA and not asked) or _DERIVED.search(tag):
        return Heading(header, kind="metadata", identity=_IDENTITY.get(name, ""))
    chosen = _CHOSEN.sub("", text)
    parts = [*split_parts(chosen, " - "), *split_parts(text, " - "), *split_parts(chosen, "-")]
    stem, _, number = tag.rpartition("_")
    if stem:
        # the number in a tag may differ from the choice's own: the import id knows better
        parts.append((stem, choice or number))
    ids = tuple(dict.fromkeys(one for one in (tag, question) if one))
    return Heading(header, ids, tuple(dict.fromkeys(one for one in (text, chosen) if one)), tuple(parts))


def _imported(cell: str) -> tuple[str, str]:
    """The question and the choice that an import id names."""
    try:
        value = json.loads(cell) if cell.startswith('{"') else ast.literal_eval(cell)
        told = {str(k): str(v) for k, v in value.items()}
    except (ValueError, SyntaxError, AttributeError, RecursionError, MemoryError):
        return "", ""
    question = told.get("ImportId", "")
    found = re.fullmatch(r"(QID\d+)[-_](\w+)", question)
    choice = told.get("choiceId") or (found[2] if found else "")
    return question, choice.rpartition("-")[2]
