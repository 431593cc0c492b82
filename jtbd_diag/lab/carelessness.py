"""Rows -> signs that somebody answered without reading. They flag; nobody is ever left out for them.

Owns the signs and where each begins (Meade & Craig 2012, Huang et al. 2012, Curran 2016); must not know results.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from jtbd_diag.lab.answer_matrix import Flags, Floats, Matrix
from jtbd_diag.lab.scores_from_matrix import points_of
from jtbd_diag.lab.tallies import Moments, Tally, crossed_moments
from jtbd_diag.questionnaire.items import RatingItem

STRING, STILL, UNEVEN, PAIRS, FAR, FAST = "string", "still", "uneven", "pairs", "far", "fast"
SIGNS = (STRING, STILL, UNEVEN, PAIRS, FAR, FAST)
LEAST_STRING = 6
STILL_BELOW = 0.35
"""Steps: a spread over all statements below which hardly anything was told apart."""
UNEVEN_BELOW = 0.0
LEAST_PAIRS, PAIR_FROM = 5, 0.5
FAR_SHARE = 0.999
FAST_SECONDS = 2.0


@dataclass(frozen=True)
class Care:
    """Who shows which signs. `looked` counts, for each sign that could be looked for, in how many rows it could.

    A row is `careless` with two signs, or with answers that took less time than reading does. `judged` are the rows
    that could be found so: what is to be told of all must not count whoever answered too little for it.
    """

    signs: Mapping[str, Flags]
    looked: Mapping[str, int]
    careless: Flags
    judged: Flags


def care_of(matrix: Matrix, counted: Tally, seconds: Floats | None = None) -> Care:
    """Look for every sign that the form and the table allow. `seconds` is how long each respondent took."""
    found = {
        STRING: _strings(matrix),
        STILL: _stillness(matrix),
        UNEVEN: _unevenness(matrix),
        PAIRS: _pairs(matrix, counted),
        FAR: _distance(matrix, counted),
        FAST: _haste(matrix, seconds),
    }
    seen = {name: pair for name, pair in found.items() if pair is not None and pair[1].any()}
    signs = {name: flags & known for name, (flags, known) in seen.items()}
    count = np.sum([*signs.values()], axis=0) if signs else np.zeros(matrix.respondents, int)
    careless = (count >= 2) | signs.get(FAST, np.zeros(matrix.respondents, bool))
    judged = np.sum([known for _, known in seen.values()], axis=0) >= 2 if seen else np.zeros(matrix.respondents, bool)
    judged |= seen[FAST][1] if FAST in seen else False
    return Care(signs, {name: int(known.sum()) for name, (_, known) in seen.items()}, careless, judged)


def _batteries(matrix: Matrix) -> list[list[int]]:
    """Statements in a row that are rated on the same answer set: columns of the matrix."""
    asked = matrix.questionnaire.items
    batteries: list[list[int]] = []
    for section in matrix.questionnaire.sections:
        before = None
        for item in section.items:
            answers = item.answers if isinstance(item, RatingItem) else None
            at = [n for n, one in enumerate(matrix.items) if one.item == item.id]
            if answers and answers != before:  # it begins here, whether or not this item has a column
                batteries.append([])
            if answers:
                batteries[-1] += at
            before = answers
    return [
        battery
        for battery in batteries
        if len(battery) >= 2 and isinstance(asked[matrix.items[battery[0]].item], RatingItem)
    ]


def _strings(matrix: Matrix) -> tuple[Flags, Flags] | None:
    """A string of equal answers through a whole battery of six or more, or through ten statements of it."""
    long = [battery for battery in _batteries(matrix) if len(battery) >= LEAST_STRING]
    flags, known = np.zeros((2, matrix.respondents), bool)
    for battery in long:
        places = matrix.places[:, battery]
        run = longest = np.where(places[:, 0] >= 0, 1, 0)
        for before, here in pairwise(range(len(battery))):
            same = (places[:, here] == places[:, before]) & (places[:, here] >= 0)
            run = np.where(same, run + 1, np.where(places[:, here] >= 0, 1, 0))
            longest = np.maximum(longest, run)
        flags |= longest >= min(len(battery), 10)
        known |= (places >= 0).sum(1) >= LEAST_STRING
    return (flags, known) if long else None


def _levels(matrix: Matrix) -> tuple[list[int], Floats]:
    """All statements' columns, and everybody's answers to them, 0 to 1, not a number where silent."""
    at = [n for n, one in enumerate(matrix.items) if isinstance(matrix.questionnaire.items[one.item], RatingItem)]
    places = matrix.places[:, at].astype(np.float32)
    most = np.asarray([len(matrix.items[n].labels) - 1 for n in at], np.float32)
    with np.errstate(invalid="ignore"):
        return at, np.where(places >= 0, places / most if at else places, np.nan)


def _stillness(matrix: Matrix) -> tuple[Flags, Flags] | None:
    """The spread of one respondent's ratings (intra-individual standard deviation, Dunn et al. 2018)."""
    at, levels = _levels(matrix)
    if len(at) < LEAST_STRING:
        return None
    known = (~np.isnan(levels)).sum(1) >= LEAST_STRING
    steps = float(np.median([len(matrix.items[n].labels) - 1 for n in at]))
    filled = np.where(known[:, None], levels, 0)
    return np.nanstd(filled, axis=1, ddof=1) * steps < STILL_BELOW, known


def _unevenness(matrix: Matrix) -> tuple[Flags, Flags] | None:
    """Even against odd items of the scales: a respondent's own correlation below nothing."""
    pairs = []
    for scale in matrix.questionnaire.scales:
        at = [n for n, item in enumerate(matrix.items) if scale in item.points]
        if len(at) >= 2:
            pairs.append(tuple(_mean(matrix, scale, at[turn::2]) for turn in (0, 1)))
    if len(pairs) < LEAST_PAIRS:
        return None
    r, known = _own_correlation(*(np.stack(half, 1) for half in zip(*pairs, strict=True)))
    return r < UNEVEN_BELOW, known


def _mean(matrix: Matrix, scale: str, at: list[int]) -> Floats:
    points = np.stack([points_of(matrix.items[n], scale, matrix.places[:, n]) for n in at], 1)
    there = ~np.isnan(points)
    mean: Floats = np.where(there, points, 0).sum(1) / np.where(there.any(1), there.sum(1), np.nan)
    return mean


def _own_correlation(one: Floats, other: Floats) -> tuple[Floats, Flags]:
    """The correlation within each row over the columns that are there in both; known from five of them on."""
    there = ~np.isnan(one) & ~np.isnan(other)
    n = there.sum(1)
    x, y = np.where(there, one, 0), np.where(there, other, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        x = np.where(there, x - (x.sum(1) / n)[:, None], 0)
        y = np.where(there, y - (y.sum(1) / n)[:, None], 0)
        r = (x * y).sum(1) / np.sqrt((x**2).sum(1) * (y**2).sum(1))
    known = (n >= LEAST_PAIRS) & np.isfinite(r)
    return np.where(known, r, 1.0), known


def _main(matrix: Matrix, counted: Tally) -> tuple[list[int], Moments] | None:
    """Each scored item once, by the first scale it feeds."""
    at = [n for n, one in enumerate(matrix.items) if one.points]
    wanted = [(matrix.items[n].item, next(iter(matrix.items[n].points))) for n in at]
    return (at, crossed_moments(counted, wanted)) if len(at) >= 2 else None


def _pairs(matrix: Matrix, counted: Tally) -> tuple[Flags, Flags] | None:
    """Questions that nearly all answer alike, or the other way round: a respondent whose pairs do not go together."""
    found = _main(matrix, counted)
    if found is None or matrix.respondents < 30:
        return None
    at, own = found
    r = np.nan_to_num(np.tril(own.correlations, -1))
    left: list[int] = []
    right: list[int] = []
    for flat in np.argsort(-np.abs(r), axis=None):
        i, j = divmod(int(flat), len(at))
        if abs(r[i, j]) < PAIR_FROM:
            break
        if not {i, j} & {*left, *right}:
            left.append(i)
            right.append(j)
    if len(left) < LEAST_PAIRS:
        return None
    one = np.stack([_standard(matrix, at, own, i) for i in left], 1)
    other = np.stack([_standard(matrix, at, own, j) * np.sign(r[i, j]) for i, j in zip(left, right, strict=True)], 1)
    within, known = _own_correlation(one, other)
    return within < 0, known


def _standard(matrix: Matrix, at: list[int], own: Moments, i: int) -> Floats:
    one = matrix.items[at[i]]
    points = points_of(one, next(iter(one.points)), matrix.places[:, at[i]])
    spread = np.sqrt(own.covariances[i, i])
    result: Floats = (points - own.means[i]) / spread if spread > 0 else points * np.nan
    return result


def _distance(matrix: Matrix, counted: Tally) -> tuple[Flags, Flags] | None:
    """Answers that go together in nobody else (Mahalanobis); a missing answer lies at the mean and widens nothing."""
    from scipy.special import chdtri

    found = _main(matrix, counted)
    if found is None:
        return None
    at, own = found
    vary = [n for n in range(len(at)) if own.covariances[n, n] > 0]
    if matrix.respondents < 10 * len(vary) or len(vary) < 2:
        return None
    r = np.nan_to_num(own.only([own.names[n] for n in vary]).correlations)
    np.fill_diagonal(r, 1)
    values, vectors = np.linalg.eigh(r)
    kept = values > 1e-6
    turned = vectors[:, kept] / np.sqrt(values[kept])
    flags, known = np.zeros((2, matrix.respondents), bool)
    for rows in matrix.chunks():
        part = Matrix(matrix.questionnaire, matrix.items, matrix.places[rows], matrix.jobs[rows], matrix.rows[rows])
        z = np.stack([_standard(part, at, own, n) for n in vary], 1)
        there = (~np.isnan(z)).sum(1)
        far = ((np.nan_to_num(z) @ turned) ** 2).sum(1)
        flags[rows] = far > chdtri(np.maximum(there, 1), 1 - FAR_SHARE)
        known[rows] = there * 2 >= len(vary)
    return flags, known


def _haste(matrix: Matrix, seconds: Floats | None) -> tuple[Flags, Flags] | None:
    """Less than two seconds an item."""
    if seconds is None:
        return None
    answered = (matrix.places >= 0).sum(1)
    known = np.isfinite(seconds) & (seconds > 0) & (answered > 0)
    return np.where(known, seconds, np.inf) < FAST_SECONDS * answered, known
