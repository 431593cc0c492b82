"""AD, r_wg(J) and ICC against values worked out by hand, and against an analysis of variance by scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from jtbd_diag.compare.how_far_raters_agree import (
    SKEWED,
    average_deviation,
    icc_one_way,
    r_wg_j,
    two_camps,
    uniform,
    word_for,
)

EXACT = 1e-9


def test_average_deviation_by_hand() -> None:
    """Answers 1 2 3 4 5 lie 2 1 0 1 2 from their mean, 6/5; answers 3 3 3 3 5 lie .4 .4 .4 .4 1.6 from 3.4, 0.64."""
    marks = [[1, 3], [2, 3], [3, 3], [4, 3], [5, 5]]
    assert average_deviation(marks) == pytest.approx((1.2 + 0.64) / 2, abs=EXACT)
    assert average_deviation([[1, None], [3, None]]) == pytest.approx(1, abs=EXACT)
    assert average_deviation([[None], [None]]) is None


def test_r_wg_by_hand() -> None:
    """Variances 2.5 and 0.8, mean 1.65; against 2 the share is 0.175, so r_wg(2) is 0.35 / 1.175."""
    marks = [[1, 3], [2, 3], [3, 3], [4, 3], [5, 5]]
    assert uniform(5) == 2
    assert r_wg_j(marks, uniform(5)) == pytest.approx(0.35 / 1.175, abs=EXACT)
    assert r_wg_j(marks, SKEWED[5]) == 0  # they vary more than a skewed null does
    assert r_wg_j([[4], [4], [4]], 2) == 1
    assert r_wg_j([[4]], 2) is None


def test_one_statement_is_the_plain_r_wg() -> None:
    marks = [[4.0], [4.0], [5.0], [3.0], [4.0]]
    assert r_wg_j(marks, 2) == pytest.approx(1 - 0.5 / 2, abs=EXACT)


@pytest.mark.parametrize(
    ("deviation", "word"), [(0.0, "agree"), (5 / 6, "agree"), (0.84, "mixed"), (1.19, "mixed"), (1.2, "split")]
)
def test_words(deviation: float, word: str) -> None:
    assert word_for(deviation, 5) == word


def test_two_camps_near_the_middle_are_split_though_they_deviate_little() -> None:
    """Fifteen say 2 and fifteen say 4: AD is 1, below 1.2; they are no mixture, but two camps."""
    marks = [[2.0, 2.0]] * 15 + [[4.0, 4.0]] * 15
    assert average_deviation(marks) == pytest.approx(1, abs=EXACT)
    assert word_for(1.0, 5) == "mixed"
    assert two_camps(marks, 5) and word_for(1.0, 5, camps=True) == "split"
    assert not two_camps(marks[1:], 5), "of 29 nothing is said"
    assert not two_camps([[2.0, 4.0]] * 30, 5), "one camp on each statement"
    assert not two_camps(marks, 4), "without a middle step there is nothing between"
    assert two_camps([*marks, *[[3.0, 3.0]] * 7], 5) and not two_camps([*marks, *[[3.0, 3.0]] * 8], 5)


@pytest.mark.parametrize(
    "shares", [[0.05, 0.2, 0.5, 0.2, 0.05], [0.1, 0.2, 0.4, 0.2, 0.1], [0.02, 0.08, 0.2, 0.4, 0.3]]
)
def test_one_hump_is_hardly_ever_two_camps(shares: list[float]) -> None:
    dice = np.random.default_rng(1)
    found = sum(two_camps([[float(x)] for x in dice.choice(5, 30, p=shares) + 1], 5) for _ in range(1000))
    assert found <= 10


@pytest.mark.parametrize("sizes", [[8] * 12, [5, 6, 7, 8, 9, 10, 11, 12, 5, 6, 30]])
def test_icc_is_that_of_an_analysis_of_variance(sizes: list[int]) -> None:
    dice = np.random.default_rng(3)
    units = [list(dice.normal(dice.normal(50, 8), 12, size)) for size in sizes]
    f = stats.f_oneway(*units).statistic
    n = sum(sizes)
    k = (n - sum(size**2 for size in sizes) / n) / (len(sizes) - 1)
    found = icc_one_way(units)
    assert found == pytest.approx(((f - 1) / (f + k - 1), (f - 1) / f), abs=EXACT)


def test_icc_by_hand() -> None:
    """Ten units of 5 with means 1 to 10 and 0 1 2 3 4 around each, less 2: MSB = 5 * 82.5 / 9, MSW = 100 / 40."""
    units = [[mean + step - 2.0 for step in range(5)] for mean in range(1, 11)]
    between, within = 5 * 82.5 / 9, 2.5
    assert icc_one_way(units) == pytest.approx(
        ((between - within) / (between + 4 * within), (between - within) / between), abs=EXACT
    )
    assert icc_one_way(units[:9]) is None
    assert icc_one_way([unit[:4] for unit in units]) is None
    assert icc_one_way([[3.0] * 5] * 10) is None
