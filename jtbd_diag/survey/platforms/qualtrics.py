"""Qualtrics: three header rows (tags, texts, import ids), two in older files, or those that somebody left of them.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.platforms.platform_layout import (
    Heading,
    Layout,
    Rows,
    as_told,
    bare_name,
    is_empty,
    marks,
    of_its_own,
    own_columns,
    split_parts,
    unique_headers,
)

_TWO = 2
_PREVIEWS = frozenset(
    {"1", "2", "9", "17", "Survey Preview", "Survey Test", "Spam Preview", "Preview Spam", "Offline Survey Preview"}
)
_REJECTED = frozenset({"8", "12", "40", "Spam", "Imported Spam", "EX Spam"})
_UNANSWERED = frozenset({"-99"})
_DERIVED = re.compile(r"_(?:DO|DO_.*|TEXT|NPS_GROUP)$| - (?:Topics|Parent Topics|Sentiment.*|.*Topic.*)$")
_TIMING = re.compile(r"_(?:First Click|Last Click|Page Submit|Click Count)$")
CHOSEN = re.compile(r"\s+-\s+Selected Choice\b")
"""What stands behind a question of which one option is the respondent's own."""


def recognise(rows: Rows) -> Layout | None:
    """By import ids in the third row, by texts below the tags as in older files, or by what is left of these."""
    if len(rows) >= 3 and _is_of_ids(rows[2]):
        quotes = "'" if "{'ImportId" in "".join(rows[2]) else '"'
        told = say("survey.qualtrics_older_ids") if quotes == "'" else say("survey.qualtrics_ids")
        return _layout(rows, 3, (told,))
    return _of_two_rows(rows) or _left_alone(rows) if len(rows) >= _TWO else None


def _of_two_rows(rows: Rows) -> Layout | None:
    """Older files: texts below tags."""
    tags, texts = ({bare_name(cell) for cell in row} for row in rows[:_TWO])
    own, english = own_columns("qualtrics").keys(), marks("qualtrics", "texts")
    numbered = [cell for cell in rows[0] if re.fullmatch(r"V\d+", cell)]
    if 3 <= len(numbered) < len(rows[0]) and texts & english:  # R calls all columns so that it reads without names
        return _layout(rows, 2, (say("survey.qualtrics_numbered"),))
    if len(tags & own) >= 3 and len(texts & english) >= 3 and not texts <= tags:
        return _layout(rows, 2, (say("survey.qualtrics_two_rows"),))
    return None


def _left_alone(rows: Rows) -> Layout | None:
    """What somebody left of three header rows: tags or texts, and import ids or none."""
    names = {bare_name(cell) for cell in rows[0]}
    if _is_of_ids(rows[1]):
        return _layout(rows, 2, (say("survey.qualtrics_ids_below"),), texts=0, ids=1)
    if len(names & marks("qualtrics", "texts_alone")) >= 3:
        return _layout(rows, 1, (say("survey.qualtrics_texts"),), texts=0)
    if {"responseid", "distributionchannel"} <= names or {"responseid", "recordeddate"} <= names:
        return _layout(rows, 1, (say("survey.qualtrics_one_row"),))
    return None


def _is_of_ids(row: Sequence[str]) -> bool:
    return sum("ImportId" in cell for cell in row) * 2 > sum(bool(cell) for cell in row)


def forced(rows: Rows) -> Layout:
    """The same when the user says that it is Qualtrics."""
    return recognise(rows) or _layout(rows, min(3, len(rows)), as_told())


def _layout(rows: Rows, header_rows: int, reasons: tuple[str, ...], *, texts: int = 1, ids: int = 2) -> Layout:
    """The layout of such header rows: tags first, or `texts` in their place."""
    tags = list(rows[0])
    for n, tag in enumerate(tags):
        if header_rows == 2 and texts and re.fullmatch(r"V\d+", tag) and rows[1][n].strip():
            tags[n] = rows[1][n]
    headers = unique_headers(tags)
    headings = []
    for n, header in enumerate(headers):
        text = rows[texts][n] if header_rows > texts else ""
        import_id = rows[ids][n] if header_rows > ids else ""
        headings.append(_heading(header, tags[n], text, import_id, empty=is_empty(rows, n)))
    channel = next((h.header for h in headings if _own_name(h.header) == "distributionchannel"), None)
    status = next((h.header for h in headings if _own_name(h.header) in {"status", "responsetype"}), None)
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
    known = own_columns("qualtrics")
    own = known.get(bare_name(tag), known.get(_own_name(tag)) if tag == text else None)
    if empty or own == "noise" or _TIMING.search(tag) or re.search(r"_DO(_|$)", tag):
        return Heading(header, kind="noise")
    question, choice = _imported(import_id)
    asked = question.startswith("QID")  # a question may be called what a column of its own is called
    if (own is not None and not asked) or _DERIVED.search(tag):
        return of_its_own(header, own or "")
    chosen = CHOSEN.sub("", text)
    parts = [*split_parts(chosen, " - "), *split_parts(text, " - "), *split_parts(chosen, "-")]
    stem, _, number = tag.rpartition("_")
    if stem:
        # the number in a tag may differ from the choice's own: the import id knows better
        parts.append((stem, choice or number))
    ids = tuple(dict.fromkeys(one for one in (tag, question) if one))
    return Heading(header, ids, tuple(dict.fromkeys(one for one in (text, chosen) if one)), tuple(parts))


def _own_name(text: str) -> str:
    """What a column of its own is called, by the text that stands below its tag."""
    return bare_name(text).replace(" ", "")


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
