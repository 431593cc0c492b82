"""Which version of a questionnaire a survey export holds answers to: the one whose questions its columns are.

Owns the choice; knows nothing of cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.run import Reading, read
from jtbd_diag.survey.columns.matching import match_columns

HALF = 0.5


def version_fitting(versions: Sequence[Questionnaire], reading: Reading) -> Questionnaire:
    """The version most of whose questions have a column; of two alike the one that the table asks more wholly.

    An export of a short form has all its questions, and only some of a longer one with the same ids. Where neither is
    asked by half, it is the first, which is the one in use.

    That one as well where the table cannot be read: that is told when it is.
    """
    if len(versions) == 1:
        return versions[0]
    if reading.mapping is not None or reading.long is not None:  # what they say is of one version alone
        return max(versions, key=lambda one: _fit(one, _unasked(one, reading)))
    try:
        shape = read(versions[0], reading, tentative=True).shape
    except InputError:
        return versions[0]
    assert shape is not None
    return max(versions, key=lambda one: _fit(one, match_columns(shape, one, {}).unasked))


def _unasked(version: Questionnaire, reading: Reading) -> Sequence[str]:
    try:
        return read(version, reading, tentative=True).unasked
    except InputError:
        return tuple(version.items)


def _fit(version: Questionnaire, unasked: Sequence[str]) -> tuple[int, float]:
    asked = len(version.items) - len(unasked)
    whole = asked / len(version.items)
    return asked, whole if whole >= HALF else 0.0
