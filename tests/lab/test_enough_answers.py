"""What may be said from how many answers on: barred in the values, so that no page can show it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, figure_of
from jtbd_diag.lab.evidence import Evidence, evidence_of
from jtbd_diag.lab.kappa_and_alpha import agreement
from jtbd_diag.lab.retest import retest
from jtbd_diag.lab.what_a_board_asks import UNKNOWN, board_lines

from .surveys import everybody, likert, matrix, rated


def evidence(folder: Path, people: int) -> Evidence:
    return evidence_of(everybody(matrix(likert(folder, 6), rated(6, people, seed=3))))


def test_the_bounds_are_those_of_the_method() -> None:
    assert {claim.value: least for claim, least in LEAST.items()} == {
        "statistic": 10, "reliability": 30, "retest": 50, "weak_item": 100, "interviews": 40, "profile": 30,
        "group": 100, "comparison": 200, "polychoric": 200, "taggers": 12, "clusters": 20,
    }  # fmt: skip


@pytest.mark.parametrize("claim", Claim)
def test_a_number_is_not_even_worked_out_below_its_bound(claim: Claim) -> None:
    def made() -> Estimate:
        raise AssertionError

    assert figure_of(claim, LEAST[claim] - 1, made) == Barred(LEAST[claim] - 1, LEAST[claim])
    with pytest.raises(AssertionError):
        figure_of(claim, LEAST[claim], made)


def test_below_ten_there_is_no_statistic(tmp_path: Path) -> None:
    found = evidence(tmp_path, 9)
    for one in found.items:
        assert all(
            isinstance(figure, Barred) for figure in (one.floor, one.ceiling, one.scales[0].mean, one.scales[0].sd)
        )
        assert one.faults == ()
    assert isinstance(found.scales[0].mean, Barred)
    assert {one.word for one in board_lines(found)} == {UNKNOWN}
    assert all(one.bar is None for one in board_lines(found))


def test_below_thirty_there_is_no_reliability(tmp_path: Path) -> None:
    found, enough = evidence(tmp_path, 29), evidence(tmp_path, 30)
    scale = found.scales[0]
    assert isinstance(scale.mean, Estimate)
    assert [figure.missing for figure in (scale.alpha, scale.omega, scale.sem) if isinstance(figure, Barred)] == [1] * 3
    assert all(isinstance(one.scales[0].rest, Barred) for one in found.items)
    assert isinstance(enough.scales[0].alpha, Estimate)
    assert isinstance(enough.items[0].scales[0].rest, Estimate)


def test_kappa_waits_for_thirty_and_a_share_for_ten() -> None:
    one = np.asarray([0, 1] * 14, np.int8)
    assert isinstance(agreement(one, one, 2).kappa, Barred)
    assert isinstance(agreement(one, one, 2).share, Estimate)
    assert isinstance(agreement(one[:8], one[:8], 2).share, Barred)


def test_a_retest_waits_for_fifty(tmp_path: Path) -> None:
    answers = matrix(likert(tmp_path, 6), rated(6, 49, seed=3))
    assert retest(answers, answers).scores["s"] == Barred(49, 50)
    answers = matrix(likert(tmp_path, 6), rated(6, 50, seed=3))
    assert isinstance(retest(answers, answers).scores["s"], Estimate)


def test_polychoric_correlations_wait_for_two_hundred(tmp_path: Path) -> None:
    assert not isinstance(evidence(tmp_path, 199).scales[0].polychoric_omega, Estimate)
    assert isinstance(evidence(tmp_path, 200).scales[0].polychoric_omega, Estimate)
