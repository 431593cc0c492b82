"""What no reference can be asked: how often intervals hold the truth, and numbers that do not exist."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jtbd_diag.lab.carelessness import FAST, STRING, care_of
from jtbd_diag.lab.enough_answers import Estimate, Undefined
from jtbd_diag.lab.evidence import evidence_of
from jtbd_diag.lab.item_lines import item_lines
from jtbd_diag.lab.kappa_and_alpha import agreement, wilson
from jtbd_diag.lab.reliability import alpha, bonett, cronbach_alpha, item_rest, omega_of, sem
from jtbd_diag.lab.retest import icc_a1, icc_a1_span
from jtbd_diag.lab.tallies import Moments, tally

from .surveys import everybody, likert, matrix, rated


def test_bonetts_interval_holds_the_truth_in_95_of_100_surveys() -> None:
    dice, k, r, n = np.random.default_rng(1), 6, 0.4, 60
    true = np.full((k, k), r) + np.eye(k) * (1 - r)
    own, held = cronbach_alpha(true), 0
    assert own == pytest.approx(k * r / (1 + (k - 1) * r))
    root = np.linalg.cholesky(true)
    for _ in range(1000):
        seen = cronbach_alpha(np.cov((dice.normal(size=(n, k)) @ root.T).T))
        assert seen is not None
        low, high = bonett(seen, n, k)
        held += low <= own <= high
    assert 0.93 <= held / 1000 <= 0.97


def test_omega_of_a_known_factor_is_its_own() -> None:
    loadings = np.asarray([0.8, 0.6, 0.7, 0.4])
    r = np.outer(loadings, loadings)
    np.fill_diagonal(r, 1)
    assert omega_of(r) == pytest.approx(loadings.sum() ** 2 / (loadings.sum() ** 2 + (1 - loadings**2).sum()), abs=1e-9)


def test_pairs_answered_by_others_than_each_question_give_no_alpha_above_one() -> None:
    """40 people answer both, far apart and alike; 100 more answer one, all in the middle."""
    both = np.tile([0.0, 4.0], 20)
    own, shared = np.concatenate([both, np.full(100, 2.0)]).var(ddof=1), both.var(ddof=1)
    covariances = np.asarray([[own, shared], [shared, own]])
    assert 2 * (1 - 2 * own / covariances.sum()) > 1.5
    counted = Moments(("a", "b"), np.asarray([[140.0, 40], [40, 140]]), np.full(2, 2.0), covariances, np.ones((2, 2)))
    steady = alpha(counted)
    assert isinstance(steady, Undefined) and isinstance(sem(20.0, steady), Undefined)
    assert np.isnan(item_rest(covariances)).all()
    assert cronbach_alpha(np.full((3, 3), 2.0)) == 1


def test_a_factor_that_explains_more_than_all_gives_no_omega() -> None:
    assert omega_of(np.asarray([[1, 0.9, 0.9], [0.9, 1, 0.1], [0.9, 0.1, 1]])) is None


def test_wilson_is_as_printed_in_the_method() -> None:
    """38 of 40 and 18 of 20, to a tenth of a percent."""
    assert [round(100 * x, 1) for x in wilson(38, 40)] == [83.5, 98.6]
    assert [round(100 * x, 1) for x in wilson(18, 20)] == [69.9, 97.2]


def test_an_item_turned_the_wrong_way_is_told(tmp_path: Path) -> None:
    answers = rated(6, 300, seed=1)
    answers[:, 2] = 6 - answers[:, 2]
    found = matrix(likert(tmp_path, 6), answers)
    lines = {one.item: one for one in item_lines(found, tally(found))}
    assert [item for item, one in lines.items() if "against" in one.faults] == ["i2"]


def test_who_ticks_one_answer_throughout_is_flagged_and_stays_in(tmp_path: Path) -> None:
    answers = rated(8, 200, seed=1)
    answers[:5] = 3
    found = matrix(likert(tmp_path, 8), answers)
    care = care_of(found, tally(found))
    assert care.signs[STRING][:5].all()
    assert care.careless[:5].all()
    assert care.signs[STRING].sum() < 15
    evidence = evidence_of(everybody(found))
    assert (evidence.respondents, evidence.without.respondents) == (200, 200 - int(care.careless.sum()))


def test_seconds_flag_who_cannot_have_read(tmp_path: Path) -> None:
    found = matrix(likert(tmp_path, 8), rated(8, 100, seed=1))
    seconds = np.full(100, 90.0)
    seconds[:3], seconds[3] = 10.0, np.nan
    care = care_of(found, tally(found), seconds)
    assert np.flatnonzero(care.signs[FAST]).tolist() == [0, 1, 2]
    assert care.looked[FAST] == 99


def test_where_all_answer_alike_there_is_no_number(tmp_path: Path) -> None:
    evidence = evidence_of(everybody(matrix(likert(tmp_path, 4), np.full((60, 4), 3.0))))
    (scale,) = evidence.scales
    assert scale.constant == ("i0", "i1", "i2", "i3")
    assert all(isinstance(one, Undefined) for one in (scale.alpha, scale.omega, scale.two, scale.sem))


def test_the_share_by_chance_is_the_one_that_kappa_is_reckoned_from() -> None:
    dice = np.random.default_rng(5)
    found = agreement(dice.integers(0, 3, 80).astype(np.int8), dice.integers(0, 2, 80).astype(np.int8), 3)
    assert isinstance(found.share, Estimate) and isinstance(found.kappa, Estimate)
    assert found.kappa.value == pytest.approx((found.share.value - found.chance) / (1 - found.chance), abs=1e-12)


@pytest.mark.parametrize("again", [np.full(60, 50.0), 100 - np.tile([0.0, 100.0], 30)])
def test_people_who_are_all_alike_or_turn_round_have_no_interval_of_icc(again: np.ndarray) -> None:
    first = np.full(60, 75.0) if np.ptp(again) == 0 else np.tile([0.0, 100.0], 30)
    ratings = np.stack([first, again], 1)
    value = icc_a1(ratings)
    assert value is not None and value <= 0
    assert icc_a1_span(ratings, value) == (None, None)


def test_an_interval_of_icc_holds_its_value_and_is_a_number() -> None:
    dice, held = np.random.default_rng(3), 0
    for turn in range(300):
        first = dice.choice([0.0, 25, 50, 75, 100], int(dice.integers(3, 70)))
        again = np.where(dice.random(len(first)) < turn / 300, first, dice.choice([0.0, 50, 100], len(first)))
        value = icc_a1(ratings := np.stack([first, again], 1))
        low, high = icc_a1_span(ratings, value) if value is not None else (None, None)
        if value is not None and low is not None and high is not None:
            assert low - 1e-9 <= value <= high + 1e-9
            held += 1
    assert held > 250
