"""Right to the digits: alpha, AC1 and kappa of ratings beside krippendorff 0.9.0, irrCAC 0.4.4 and scikit-learn.

They stand in an environment of their own, which JTBD_DIAG_RATERS names: `python -m venv DIR && DIR/bin/pip install
krippendorff==0.9.0 irrCAC==0.4.4 scikit-learn==1.9.1 'numpy<2'`.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jtbd_diag.lab.kappa_and_alpha import (
    Ratings,
    ac1,
    alpha_span,
    coincidences,
    counts_of,
    kappa,
    krippendorff_alpha,
    share_alike,
)

SCRIPT = Path(__file__).with_name("raters_reference.py")
EXACT = 1e-6


def reference(asked: list[dict[str, Any]]) -> list[dict[str, float | None]]:
    python = os.environ.get("JTBD_DIAG_RATERS")
    if python is None or os.environ.get("JTBD_DIAG_CLIENTS") == "elsewhere":
        if os.environ.get("JTBD_DIAG_CLIENTS") == "required":
            pytest.fail("JTBD_DIAG_RATERS names no Python with krippendorff, irrCAC and scikit-learn")
        pytest.skip("JTBD_DIAG_RATERS names no Python with krippendorff, irrCAC and scikit-learn")
    ran = subprocess.run(
        [python, str(SCRIPT)], input=json.dumps(asked), capture_output=True, text=True, check=False, timeout=300
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: list[dict[str, float | None]] = json.loads(ran.stdout)
    return found


def rated(units: int, raters: int, kinds: int, seed: int, agree: float = 0.7, rare: float = 0.0) -> Ratings:
    """Raters who mostly see what is there, and otherwise guess."""
    dice = np.random.default_rng(seed)
    shares = np.full(kinds, 1 / kinds) if not rare else np.array([1 - rare, *[rare / (kinds - 1)] * (kinds - 1)])
    there = dice.choice(kinds, size=units, p=shares)
    guessed = dice.choice(kinds, size=(units, raters), p=shares)
    return np.where(dice.random((units, raters)) < agree, there[:, None], guessed).astype(np.int64)


def with_gaps(ratings: Ratings, share: float, seed: int) -> Ratings:
    dice = np.random.default_rng(seed)
    return np.where(dice.random(ratings.shape) < share, -1, ratings)


def constant(ratings: Ratings, rater: int) -> Ratings:
    ratings = ratings.copy()
    ratings[:, rater] = 1
    return ratings


DATA: dict[str, tuple[Callable[[], Ratings], int]] = {
    "two raters, tagged or not": (lambda: rated(48, 2, 2, seed=1), 2),
    "a rare tag": (lambda: rated(60, 2, 2, seed=2, rare=0.06), 2),
    "three jobs and none, gaps": (lambda: with_gaps(rated(60, 2, 4, seed=3), 0.15, seed=3), 4),
    "four raters on five steps, gaps": (lambda: with_gaps(rated(40, 4, 5, seed=4), 0.3, seed=4), 5),
    "a step that nobody gives": (lambda: with_gaps(rated(40, 3, 4, seed=5) + (rated(40, 1, 2, 5) > 9), 0.1, seed=5), 5),
    "a rater who always says the same": (lambda: constant(rated(40, 2, 2, seed=6), 1), 2),
    "ties: hardly two categories": (lambda: np.minimum(rated(50, 3, 5, seed=7, rare=0.1), 1), 5),
    "against each other": (lambda: np.stack([rated(30, 1, 2, 8)[:, 0], 1 - rated(30, 1, 2, 8)[:, 0]], 1), 2),
    "all alike": (lambda: np.zeros((20, 2), np.int64), 3),
}


@cache
def answers() -> dict[str, dict[str, float | None]]:
    asked = [
        {"ratings": [[None if one < 0 else int(one) for one in row] for row in made()], "kinds": kinds}
        for made, kinds in DATA.values()
    ]
    return dict(zip(DATA, reference(asked), strict=True))


@pytest.mark.parametrize("name", DATA)
def test_agreement_is_as_in_the_references(name: str) -> None:
    expected = answers()[name]
    made, kinds = DATA[name]
    ratings = made()
    counts = counts_of(ratings, kinds)
    seen = coincidences(counts).sum(0)
    ours = {
        "alike": share_alike(counts),
        "ac1": ac1(counts),
        "nominal": krippendorff_alpha(seen),
        "ordinal": krippendorff_alpha(seen, ordinal=True),
        "kappa": kappa(ratings, kinds) if ratings.shape[1] == 2 else None,
    }
    assert ours == pytest.approx(expected, abs=EXACT)


def test_what_krippendorff_prints_himself() -> None:
    """The example of his manual: four observers, twelve units, gaps; 0.743 nominal and 0.815 ordinal."""
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
    counts = counts_of(np.array(rows).T - 1, 5)
    seen = coincidences(counts).sum(0)
    assert krippendorff_alpha(seen) == pytest.approx(0.743, abs=5e-4)
    assert krippendorff_alpha(seen, ordinal=True) == pytest.approx(0.815, abs=5e-4)


def test_nobody_rated_twice() -> None:
    counts = counts_of(np.array([[0, -1], [-1, 1]]), 2)
    assert (share_alike(counts), ac1(counts), krippendorff_alpha(coincidences(counts).sum(0))) == (None, None, None)
    assert kappa(np.array([[0, -1], [-1, 1]]), 2) is None


def test_a_span_is_of_whole_interviews_and_hangs_on_the_seed() -> None:
    """Units of an interview that agree all together or not at all make the span wider than units one by one."""
    dice = np.random.default_rng(9)
    groups = np.repeat(np.arange(20), 10)
    there = dice.integers(2, size=200)
    off = np.repeat(dice.random(20) < 0.3, 10)
    ratings = np.stack([there, np.where(off, 1 - there, there)], 1)
    by_unit = coincidences(counts_of(ratings, 2))
    whole = alpha_span(by_unit, groups.tolist(), seed=1)
    single = alpha_span(by_unit, list(range(200)), seed=1)
    assert whole is not None and single is not None
    value = krippendorff_alpha(by_unit.sum(0))
    assert value is not None and whole[0] < value < whole[1]
    assert whole[1] - whole[0] > 1.5 * (single[1] - single[0])
    assert alpha_span(by_unit, groups.tolist(), seed=1) == whole
    assert alpha_span(by_unit, groups.tolist(), seed=2) != whole
    assert alpha_span(coincidences(np.array([[2.0, 0.0]] * 12)), list(range(12)), seed=1) is None
