"""LimeSurvey: one header row of codes, of codes and texts, or of texts.

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
    marks,
    one_row,
    own_columns,
)

_TIMING = re.compile(r"(?:groupTime\d+|\w+Time|Group time: .*|Question time: .*)")
_OTHER = re.compile(r"(?:other|\w*comment|Other|Comment)")
_CODETEXT = re.compile(r"([A-Za-z][\w]*(?:\[[^\]]*\])?)[.:]\s+(\S.*)", re.DOTALL)
_FLAT = re.compile(r"([A-Za-z][A-Za-z0-9]*)_(\w+)")


def recognise(rows: Rows) -> Layout | None:
    """By `submitdate` and its companions, written as codes or as texts."""
    names = {bare_name(cell) for cell in rows[0]}
    codes, own = names & marks("limesurvey", "codes"), marks("limesurvey", "texts")
    texts = names & (own | marks("limesurvey", "texts_beside")) if names & own else set()
    coded = [re.match(r"([a-z]+)\. ", cell) for cell in rows[0]]
    both = {found[1] for found in coded if found} & {"submitdate", "lastpage", "startlanguage"}
    ways = {"survey.limesurvey_codes": codes, "survey.limesurvey_texts": texts, "survey.limesurvey_both": both}
    told = next(((how, found) for how, found in ways.items() if len(found) > 1), None)
    return _layout(rows, (say(told[0], columns=", ".join(sorted(told[1]))),)) if told else None


def forced(rows: Rows) -> Layout:
    """The same when the user says that it is LimeSurvey."""
    return recognise(rows) or _layout(rows, as_told())


def _layout(rows: Rows, reasons: tuple[str, ...]) -> Layout:
    headings = one_row(rows, _own_column, _heading_of)
    return Layout("limesurvey", reasons, headings, blanks=frozenset({"N/A"}), ticks="flag", separators=(";", ", ", ","))


def _own_column(_: int, text: str) -> Own | None:
    both = _CODETEXT.fullmatch(text)
    code = both[1] if both else text
    if _TIMING.fullmatch(code):
        return "noise"
    own = own_columns("limesurvey").get(bare_name(code))
    other = any(_OTHER.fullmatch(sub) for part in (code, both[2] if both else text) for _, sub in bracketed(part))
    return "" if own is None and other else own


def _heading_of(header: str, text: str) -> Heading:
    both = _CODETEXT.fullmatch(text)
    code, words = (both[1], both[2]) if both else (text, text)
    in_code, in_words = bracketed(code), bracketed(words)
    flat = _FLAT.fullmatch(code)
    parts = [*in_code, *in_words, *(((flat[1], flat[2]),) if flat else ())]
    ids = [code, *(sub for _, sub in in_code)]
    texts = dict.fromkeys(
        [words, text, *(sub for _, sub in in_words)]
    )  # a question may begin as a code does: “Staff: who?”
    return Heading(header, tuple(ids), tuple(texts), tuple(parts))
