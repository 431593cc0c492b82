"""How far people agree: within a group AD and r_wg(J), between groups ICC(1) and ICC(2).

Owns the formulas and what they come to in a word; must not know whose answers they are. Sources: Burke & Dunlap 2002
(AD, A/6), James, Demaree & Wolf 1984 and LeBreton & Senter 2008 (r_wg, its skewed null), Bliese 2000 (ICC).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, variance
from typing import Literal

AgreementWord = Literal["agree", "mixed", "split"]
Marks = Sequence[Sequence[float | None]]
"""A row for each person, a column for each statement: steps 1 to A, None where not answered."""
SKEWED = {5: 1.34, 7: 2.90, 9: 5.22}
"""Variance of answers that lean a little to one end, by steps (LeBreton & Senter 2008, table 2)."""
LEAST_UNITS, LEAST_IN_UNIT = 10, 5
LEAST_FOR_CAMPS, CAMP = 30, 0.3
"""From how many people on two camps are looked for, and the share of answers that makes one."""


def _columns(marks: Marks) -> list[list[float]]:
    return [[one for one in column if one is not None] for column in zip(*marks, strict=True)]


def average_deviation(marks: Marks) -> float | None:
    """AD_M(J): over statements, the mean distance of answers from their mean, in steps; None without any answer."""
    columns = [column for column in _columns(marks) if column]
    if not columns:
        return None
    return fmean(fmean(abs(x - fmean(column)) for x in column) for column in columns)


def r_wg_j(marks: Marks, null: float) -> float | None:
    """r_wg(J) against a null variance; 0 where answers vary more than the null, None below two answers a statement."""
    columns = [column for column in _columns(marks) if len(column) > 1]
    if not columns or not null > 0:
        return None
    share = 1 - fmean(variance(column) for column in columns) / null
    if share <= 0:
        return 0.0
    j = len(columns)
    return j * share / (j * share + 1 - share)


def uniform(steps: int) -> float:
    """The variance of answers that fall on each step equally often: (A squared - 1) / 12."""
    return (steps**2 - 1) / 12


def two_camps(marks: Marks, steps: int) -> bool:
    """Whether on half of the statements or more answers stand on both sides, and half as many or fewer between them.

    Each side of the middle step has `CAMP` of the answers. No dip test (Hartigan & Hartigan 1985): it takes every step
    that many people tick for a hump, and so finds two in nearly any answers on five steps.
    """
    columns = [column for column in _columns(marks) if len(column) >= LEAST_FOR_CAMPS]
    middle = (steps + 1) / 2
    found = 0
    for column in columns:
        low, high = (sum(x < middle for x in column), sum(x > middle for x in column))
        between = len(column) - low - high
        found += min(low, high) >= max(CAMP * len(column), 2 * between)
    return steps % 2 == 1 and bool(columns) and 2 * found >= len(columns)


def word_for(deviation: float, steps: int, camps: bool = False) -> AgreementWord:
    """Agree up to A/6; split from where answers at random would lie, which is the mean deviation of a uniform one.

    Two camps are split as well, however near to each other they stand.
    """
    if camps:
        return "split"
    if deviation <= steps / 6:
        return "agree"
    middle = (steps + 1) / 2
    random_like = fmean(abs(step - middle) for step in range(1, steps + 1))
    return "split" if deviation >= random_like else "mixed"


def icc_one_way(units: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    """ICC(1) and ICC(2) of a one-way analysis of variance; None below ten units of five, or where nothing varies.

    ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), ICC(2) = (MSB - MSW) / MSB; for uneven units k is
    (N - sum of squared sizes / N) / (units - 1).
    """
    kept = [unit for unit in units if len(unit) >= LEAST_IN_UNIT]
    if len(kept) < LEAST_UNITS:
        return None
    n = sum(map(len, kept))
    grand = sum(map(sum, kept)) / n
    between = sum(len(unit) * (fmean(unit) - grand) ** 2 for unit in kept) / (len(kept) - 1)
    within = sum((x - fmean(unit)) ** 2 for unit in kept for x in unit) / (n - len(kept))
    k = (n - sum(len(unit) ** 2 for unit in kept) / n) / (len(kept) - 1)
    if not between > 0:
        return None
    return (between - within) / (between + (k - 1) * within), (between - within) / between
