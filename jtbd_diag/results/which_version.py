"""Which version of a questionnaire a survey export holds answers to: the one whose questions and answers it holds.

Owns the choice; knows nothing of scores.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.look_back import looking_back, looks_back_at
from jtbd_diag.results.reading_options import Reading, read
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.columns.matching import match_columns
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.table.survey_table import read_headings

HALF = 0.5
LOOKED_AT = 10_000
"""Rows by which versions that ask the same are told apart."""


def version_fitting(versions: Sequence[Questionnaire], reading: Reading) -> Questionnaire:
    """The version most of whose questions have a column; of two alike the one that the table asks more wholly.

    An export of a short form has all its questions, and only some of a longer one with the same ids. Of versions whose
    questions it holds equally well, it is the one that fewest of its first cells are strange to. Where neither is asked
    by half, or nothing tells them apart, it is the first, which is the one in use.

    That one as well where the table cannot be read: that is told when it is.
    """
    return _fitting(versions, reading)[0]


def form_fitting(versions: Sequence[Questionnaire], reading: Reading) -> Questionnaire:
    """The same, or the form of its later waves where the table has what only these are asked of then."""
    found, shape = _fitting(versions, reading)
    later = looking_back(found)
    if later is found:
        return found
    unasked = _unasked(later, reading) if shape is None else match_columns(shape, later).unasked
    return found if {*looks_back_at(found)} <= {*unasked} else later


def _fitting(versions: Sequence[Questionnaire], reading: Reading) -> tuple[Questionnaire, Layout | None]:
    """The version, and the headings where they were looked at for it."""
    if len(versions) == 1:
        return versions[0], None
    if reading.how.mapping is not None or reading.how.long is not None:  # what they say is of one version alone
        return max(versions, key=lambda one: _fit(one, _unasked(one, reading))), None
    try:
        shape = read_headings(reading.table, versions[0], reading.how)
    except InputError:
        return versions[0], None
    fits = [_fit(one, match_columns(shape, one).unasked) for one in versions]
    equal = [one for one, fit in zip(versions, fits, strict=True) if fit == max(fits)]
    alone = len(equal) == 1 or not max(fits)[1]
    return (equal[0] if alone else min(equal, key=lambda one: _strange(one, reading))), shape


def _strange(version: Questionnaire, reading: Reading) -> int:
    """How many of the first cells are no answer to it."""
    try:
        table = read(version, reading, tentative=True)
    except InputError:
        return sys.maxsize
    first = replace(table, frame=table.frame.head(LOOKED_AT), start=None, typed=None, elsewhere=None)
    return sum(told.unread for told in code(first, version).cell_counts.values())


def _unasked(version: Questionnaire, reading: Reading) -> Sequence[str]:
    try:
        return read(version, reading, tentative=True).unasked
    except InputError:
        return tuple(version.items)


def _fit(version: Questionnaire, unasked: Sequence[str]) -> tuple[int, float]:
    asked = len(version.items) - len(unasked)
    whole = asked / len(version.items)
    return asked, whole if whole >= HALF else 0.0
