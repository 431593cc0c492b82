"""Answers' places -> scores and jobs from any part of a form: the engine's own formulas over a matrix.

Owns which part of a form is scored; must not know why. A test holds the scores of the whole form against
`diagnosis.scored_table`.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from jtbd_diag.lab.answer_matrix import NOT_ASKED, UNREAD, Floats, Matrix, PlacedItem, Places

_TINY = 1e-9


def points_of(item: PlacedItem, scale: str, places: Places) -> Floats:
    """What answers at these places give on a scale; not a number where they give nothing."""
    none = [np.nan] * -UNREAD  # one for each place below 0, of which UNREAD is the lowest
    found: Floats = np.asarray([*item.points[scale], *none])[places]
    return found


def scores_of(matrix: Matrix, scale: str, rows: slice, items: Collection[str] | None = None) -> Floats:
    """The scores of some rows on a scale, 0-100, by these items alone or all; not a number where too few answered."""
    places = matrix.places[rows]
    total, answered, applies = (np.zeros(places.shape[0]) for _ in range(3))
    for n, one in enumerate(matrix.items):
        if scale not in one.points or (items is not None and one.item not in items):
            continue
        weight, points = one.weights[scale], points_of(one, scale, places[:, n])
        there = ~np.isnan(points)
        total += np.where(there, points, 0) * weight
        answered += there * weight
        applies += (places[:, n] != NOT_ASKED) * weight
    if items is None:
        here = {one.item for one in matrix.items}
        questionnaire = matrix.questionnaire
        absent = (c for c in questionnaire.contributions if c.scale == scale and c.item not in here)
        applies += sum(c.weight for c in absent if not questionnaire.items[c.item].ask_if)
    enough = (answered > 0) & (answered >= applies * matrix.questionnaire.scales[scale].minimum_answered - _TINY)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores: Floats = np.where(enough, total / answered, np.nan)
    return scores


def all_scores(matrix: Matrix, scale: str) -> Floats:
    """Everybody's scores on a scale, some rows after others."""
    return np.concatenate([scores_of(matrix, scale, rows) for rows in matrix.chunks()])


def jobs_by(matrix: Matrix, items: Collection[str]) -> Places:
    """The place of each respondent's job by these items alone, -1 where a deciding score is missing.

    Of equal distances the first written is the job, as in a diagnosis.
    """
    rule, profiles = matrix.questionnaire.classification, matrix.questionnaire.profiles
    assert rule is not None
    found = []
    for rows in matrix.chunks():
        scores = {scale: scores_of(matrix, scale, rows, items) for scale in rule.scales}
        distances = [
            sum((scores[s] - profile.at[s]) ** 2 * (rule.importance.get(s, 1.0) / rule.spread**2) for s in rule.scales)
            for profile in profiles.values()
        ]
        stacked = np.stack([np.asarray(distance) for distance in distances])
        known = ~np.isnan(stacked).any(0)
        found.append(np.where(known, np.where(known, stacked, 0).argmin(0), -1).astype(np.int8))
    return np.concatenate(found)
