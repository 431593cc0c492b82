"""Rates by group: the ratio to the highest and its span, beside published figures and another program's."""

from __future__ import annotations

import math

import pytest
from scipy.stats import chi2
from scipy.stats.contingency import relative_risk

from jtbd_diag.shortlist.selection_rates import CHI_SQUARE_95, rates, score_span


def test_the_span_is_the_published_one() -> None:
    """The example of Koopman (Biometrics 40, 1984): 36 of 40 beside 16 of 80, 2.94 to 7.15."""
    low, high = score_span(36, 40, 16, 80)
    assert (round(low, 2), round(high, 2)) == (2.94, 7.15)


def test_turned_round_it_is_the_inverse() -> None:
    low, high = score_span(5, 20, 18, 40)
    other = score_span(18, 40, 5, 20)
    assert (1 / other[1], 1 / other[0]) == pytest.approx((low, high), rel=1e-6)


def test_of_many_it_is_the_logarithmic_one() -> None:
    katz = relative_risk(5000, 20000, 18000, 40000).confidence_interval(0.95)
    assert score_span(5000, 20000, 18000, 40000) == pytest.approx((katz.low, katz.high), rel=1e-3)


@pytest.mark.parametrize(("x", "m", "y", "n"), [(0, 15, 10, 30), (7, 12, 9, 11), (12, 12, 5, 14), (1, 50, 49, 50)])
def test_its_ends_are_where_the_likeliest_counts_are_that_far(x: int, m: int, y: int, n: int) -> None:
    """By search over the other rate in place of the formula: the test is as unlikely as 5 % there."""
    for ratio in score_span(x, m, y, n):
        if ratio == 0:
            continue
        grid = (k / 200_000 for k in range(1, 200_000) if ratio * k < 200_000)

        def loglik(q: float, ratio: float = ratio) -> float:
            own = ratio * q
            return (
                x * math.log(own) + (m - x) * math.log1p(-own) + y * math.log(q) + (n - y) * math.log1p(-q)
            )  # fmt: skip

        q = max(grid, key=loglik)
        own = ratio * q
        found = (x - m * own) ** 2 / (m * own * (1 - own)) + (y - n * q) ** 2 / (n * q * (1 - q))
        assert found == pytest.approx(CHI_SQUARE_95, rel=2e-2)


def test_the_quantile_is_the_right_one() -> None:
    assert pytest.approx(chi2.ppf(0.95, 1), rel=1e-12) == CHI_SQUARE_95


def test_small_groups_get_no_rate_and_the_highest_is_of_a_large_one() -> None:
    unknown, small, low, high = rates({"": (50, 50, 0), "few": (9, 9, 0), "low": (20, 2, 1), "high": (10, 5, 0)})
    assert (unknown.rate, unknown.ratio) == (None, None)
    assert (small.rate, small.ratio, small.span) == (None, None, None)
    assert high.is_highest
    assert (low.rate, low.ratio) == (0.1, pytest.approx(0.2))
    assert low.span == score_span(2, 20, 5, 10)


@pytest.mark.parametrize(
    "counts", [{}, {"a": (30, 3, 0)}, {"a": (30, 0, 0), "b": (30, 0, 0)}, {"a": (30, 3, 0), "b": (9, 1, 0)}]
)
def test_without_another_group_or_anybody_chosen_there_is_no_ratio(counts: dict[str, tuple[int, int, int]]) -> None:
    assert all(one.ratio is None and one.span is None for one in rates(counts))
