"""Right to the digits: alpha, item-rest, SEM, omega, kappa, ICC and polychoric correlations beside R's psych 2.2.9.

Where a reference does otherwise than we, docs/evidence.md says why. Data are generated with fixed seeds, but for `bfi`,
which psych carries.
"""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from jtbd_diag.lab.enough_answers import Estimate, Figure, Undefined
from jtbd_diag.lab.evidence import scale_line
from jtbd_diag.lab.item_lines import item_lines
from jtbd_diag.lab.kappa_and_alpha import kappa_of
from jtbd_diag.lab.polychoric import correlation
from jtbd_diag.lab.reliability import Z
from jtbd_diag.lab.retest import icc_a1, icc_a1_span
from jtbd_diag.lab.tallies import tally

from ..forms.clients import need
from .surveys import likert, matrix, rated, with_holes

Answers = NDArray[np.float64]
SCRIPT = Path(__file__).with_name("reference.R")
EXACT, NEAR = 1e-6, 1e-3


def ask(kind: str, path: Path) -> dict[str, float]:
    need("r:psych")  # Debian: r-cran-psych
    command = ["Rscript", "--vanilla", str(SCRIPT), kind, str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    pairs = (line.rsplit(None, 1) for line in ran.stdout.splitlines())
    return {name: float(value) for name, value in pairs}


def write(path: Path, answers: Answers, heads: bool = True) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        if heads:
            rows.writerow([f"i{n}" for n in range(answers.shape[1])])
        rows.writerows([["" if np.isnan(x) else f"{x:.15g}" for x in row] for row in answers])
    return path


def constant(answers: Answers) -> Answers:
    answers = answers.copy()
    answers[:, 3] = 4
    return answers


def turned(answers: Answers) -> Answers:
    """As a respondent sees reversed statements."""
    answers = answers.copy()
    answers[:, [1, 4]] = 6 - answers[:, [1, 4]]
    return answers


def tied(answers: Answers) -> Answers:
    """Hardly any difference between people, and many cells alike."""
    return np.where(answers >= 4, 4.0, 3.0)


DATA: dict[str, tuple[Callable[[], Answers], tuple[int, ...]]] = {
    "plain": (lambda: rated(6, 400, seed=1), ()),
    "missing": (lambda: with_holes(rated(7, 300, seed=2), 0.12, seed=2), ()),
    "reversed": (lambda: turned(with_holes(rated(6, 250, seed=3), 0.05, seed=3)), (1, 4)),
    "constant": (lambda: constant(rated(6, 200, seed=4)), ()),
    "ties": (lambda: tied(rated(5, 150, seed=5)), ()),
    "few and weak": (lambda: rated(8, 45, seed=6, loading=0.4), ()),
    "two": (lambda: rated(2, 120, seed=7), ()),
}


def value(figure: Figure) -> float:
    assert isinstance(figure, Estimate), figure
    return figure.value


@pytest.mark.parametrize("name", DATA)
def test_a_scale_is_as_in_psych(name: str, tmp_path: Path) -> None:
    made, reverse = DATA[name]
    answers = made()
    facing = answers.copy()
    for n in reverse:
        facing[:, n] = 6 - facing[:, n]  # psych is given what our questionnaire turns by itself
    theirs = ask("scale", write(tmp_path / "x.csv", facing))
    compare(theirs, answers, reverse, tmp_path, points=25.0)


def compare(theirs: dict[str, float], answers: Answers, reverse: tuple[int, ...], folder: Path, points: float) -> None:
    """`points` are those between two answers next to each other."""
    steps = round(100 / points) + 1
    found = matrix(likert(folder, answers.shape[1], reverse, steps), answers)
    counted = tally(found)
    line = scale_line(found, counted, "s")
    assert value(line.alpha) == pytest.approx(theirs["alpha"], abs=EXACT)
    assert value(line.sem) == pytest.approx(points * theirs["sem"], abs=EXACT * points)
    if line.items > 2:
        assert value(line.omega) == pytest.approx(theirs["omega"], abs=NEAR)
    for one in item_lines(found, counted):
        (on,) = one.scales
        if isinstance(on.rest, Undefined):
            assert one.item in line.constant
            continue
        assert value(on.rest) == pytest.approx(theirs[f"rest:{one.item}"], abs=EXACT)
        if line.items > 2:
            assert value(on.alpha_without) == pytest.approx(theirs[f"without:{one.item}"], abs=EXACT)


PUBLISHED = {"A": 0.7030, "C": 0.7267, "E": 0.7617, "N": 0.8140, "O": 0.6002}


def test_the_published_figures_of_bfi_are_reproduced(tmp_path: Path) -> None:
    """2,800 people, 25 items, missing cells; psych's manual prints alpha with pairwise covariances."""
    ask("bfi", tmp_path)
    for name, printed in PUBLISHED.items():
        path = tmp_path / f"{name}.csv"
        answers = np.genfromtxt(path, delimiter=",", skip_header=1)
        theirs = ask("scale", write(tmp_path / "x.csv", answers))
        folder = tmp_path / name
        folder.mkdir()
        compare(theirs, answers, (), folder, points=20.0)
        assert round(theirs["alpha"], 4) == printed


TABLES = ([[20, 5, 3], [4, 15, 6], [2, 3, 18]], [[40, 0], [0, 0]], [[30, 9], [1, 0]], [[9, 8, 7], [8, 9, 9], [7, 9, 8]])


@pytest.mark.parametrize("table", TABLES)
def test_kappa_and_its_span_are_as_in_psych(table: list[list[int]], tmp_path: Path) -> None:
    ours = kappa_of(np.asarray(table))
    if sum(count > 0 for row in table for count in row) == 1:
        assert ours is None  # all alike: there is no kappa; psych gives not a number
        return
    theirs = ask("kappa", write(tmp_path / "t.csv", np.asarray(table, float), heads=False))
    assert ours is not None
    assert ours.value == pytest.approx(theirs["kappa"], abs=EXACT)
    assert ours.low == pytest.approx(theirs["kappa"] - Z * theirs["variance"] ** 0.5, abs=EXACT)


def test_icc_of_a_retest_is_as_in_psych(tmp_path: Path) -> None:
    dice = np.random.default_rng(8)
    true = dice.normal(50, 20, 80)
    ratings = np.stack([true + dice.normal(0, 10, 80), true + 6 + dice.normal(0, 10, 80)], 1)
    theirs = ask("icc", write(tmp_path / "x.csv", ratings))
    assert icc_a1(ratings) == pytest.approx(theirs["icc"], abs=EXACT)
    assert icc_a1_span(ratings, theirs["icc"]) == pytest.approx((theirs["low"], theirs["high"]), abs=EXACT)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_polychoric_correlations_are_as_in_psych(seed: int, tmp_path: Path) -> None:
    answers = rated(2, 500, seed, loading=0.3 * seed)
    table = np.zeros((5, 5))
    for one, other in answers.astype(int) - 1:
        table[one, other] += 1
    theirs = ask("polychoric", write(tmp_path / "x.csv", answers))["r"]
    assert correlation(table) == pytest.approx(theirs, abs=NEAR)
