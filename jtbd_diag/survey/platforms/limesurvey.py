"""LimeSurvey: one header row of codes, of codes and texts, or of texts.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jtbd_diag.survey.platforms.headings import (
    Heading,
    Identity,
    Layout,
    Rows,
    bracketed,
    is_empty,
    plain,
    unique_headers,
)

_METADATA: Mapping[str, Identity] = {
    "id": "id", "submitdate": "", "lastpage": "", "startlanguage": "", "token": "id", "startdate": "",
    "datestamp": "", "refurl": "", "response id": "id", "date submitted": "", "last page": "",
    "start language": "", "date started": "", "date last action": "", "access code": "id", "referrer url": "",
    "email": "email", "email address": "email", "firstname": "", "lastname": "", "first name": "", "last name": "",
}  # fmt: skip
_NOISE = {"seed", "ipaddr", "ip address", "interviewtime", "total time"}
_TIMING = re.compile(r"(?:groupTime\d+|\w+Time|Group time: .*|Question time: .*)")
_OTHER = re.compile(r"(?:other|\w*comment|Other|Comment)")
_CODETEXT = re.compile(r"([A-Za-z][\w]*(?:\[[^\]]*\])?)[.:]\s+(\S.*)", re.DOTALL)
_FLAT = re.compile(r"([A-Za-z][A-Za-z0-9]*)_(\w+)")


_OWN_TEXTS = {
    "last page", "start language", "letzte seite", "start-sprache", "última página", "lenguaje inicial",
    "dernière page", "langue de départ",
}  # fmt: skip
_TEXTS = _OWN_TEXTS | {
    "response id", "date submitted", "antwort id", "datum abgeschickt", "id de respuesta", "fecha de envío",
    "id de la réponse", "date de soumission",
}  # fmt: skip


def recognise(rows: Rows) -> Layout | None:
    """By `submitdate` and its companions, written as codes or as texts."""
    names = {plain(cell) for cell in rows[0]}
    codes = names & {"submitdate", "lastpage", "startlanguage", "seed"}
    texts = names & _TEXTS if names & _OWN_TEXTS else set()
    coded = [re.match(r"([a-z]+)\. ", cell) for cell in rows[0]]
    both = {found[1] for found in coded if found} & {"submitdate", "lastpage", "startlanguage"}
    for found, how in ((codes, "codes"), (texts, "texts"), (both, "codes and texts")):
        if len(found) >= 2:
            return _layout(rows, (f"LimeSurvey's own columns, headed by {how}: {', '.join(sorted(found))}",))
    return None


def forced(rows: Rows) -> Layout:
    """The same when the user says that it is LimeSurvey."""
    return recognise(rows) or _layout(rows, ("as told",))


def _layout(rows: Rows, reasons: tuple[str, ...]) -> Layout:
    headers = unique_headers(rows[0])
    headings = tuple(_heading(header, rows[0][n], empty=is_empty(rows, n)) for n, header in enumerate(headers))
    return Layout("limesurvey", reasons, headings, blanks=frozenset({"N/A"}), ticks="flag", separators=(";", ", ", ","))


def _heading(header: str, text: str, *, empty: bool) -> Heading:
    both = _CODETEXT.fullmatch(text)
    code, words = (both[1], both[2]) if both else (text, text)
    name = plain(code) if both else plain(text)
    if empty or name in _NOISE or _TIMING.fullmatch(code):
        return Heading(header, kind="noise")
    if name in _METADATA or name in _TEXTS:
        own: Identity = "id" if name in ("antwort id", "id de respuesta", "id de la réponse") else ""
        return Heading(header, kind="metadata", identity=_METADATA.get(name, own))
    in_code, in_words = bracketed(code), bracketed(words)
    if any(_OTHER.fullmatch(sub) for _, sub in in_code) or any(_OTHER.fullmatch(sub) for _, sub in in_words):
        return Heading(header, kind="metadata")
    flat = _FLAT.fullmatch(code)
    parts = [*in_code, *in_words, *(((flat[1], flat[2]),) if flat else ())]
    ids = [code, *(sub for _, sub in in_code)]
    return Heading(header, tuple(ids), (words, *(sub for _, sub in in_words)), tuple(parts))
