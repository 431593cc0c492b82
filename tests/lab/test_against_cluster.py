"""Distances, medoids and silhouettes beside R's cluster 2.1 (r-cran-cluster), the adjusted Rand beside scikit-learn."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from jtbd_diag.lab.interviews.medoids import adjusted_rand, clustered, gower, jaccard, silhouettes, stability

from ..forms.clients import need
from .test_against_raters import reference

SCRIPT = Path(__file__).with_name("medoids_reference.R")
EXACT = 1e-6
KINDS = 5
Marks = NDArray[np.bool_]


def kinds_of(rows: int, columns: int, groups: int, seed: int, clear: float = 0.8) -> tuple[Marks, NDArray[np.int64]]:
    """Rows of some kinds, each with marks of its own, and their kinds."""
    dice = np.random.default_rng(seed)
    kind = dice.integers(groups, size=rows)
    likely = np.where(np.arange(columns)[None, :] % groups == kind[:, None], clear, 1 - clear)
    return dice.random((rows, columns)) < likely, kind


DATA = {
    "clear": (kinds_of(40, 15, 3, 1), 0),
    "hardly": (kinds_of(30, 12, 3, 2, clear=0.6), 0),
    "ties, few columns": (kinds_of(36, 4, 2, 3), 0),
    "with steps": (kinds_of(40, 12, 3, 4), 3),
    "steps missing": (kinds_of(33, 9, 2, 5), 3),
    "rows alike and rows without any mark": ((np.repeat(kinds_of(8, 6, 2, 6)[0], 4, 0), np.zeros(32, np.int64)), 1),
}


def steps_for(name: str, rows: int, columns: int) -> NDArray[np.float64]:
    dice = np.random.default_rng(len(name))
    steps = dice.integers(KINDS, size=(rows, columns)).astype(float)
    return np.where(dice.random(steps.shape) < (0.2 if "missing" in name else 0), np.nan, steps)


def cost(distances: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """The least sum of distances to a medoid that these clusters can have."""
    members = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    return float(sum(distances[np.ix_(one, one)].sum(0).min() for one in members))


@pytest.mark.parametrize("name", DATA)
def test_distances_and_clusters_are_as_in_r(name: str, tmp_path: Path) -> None:
    need("r:cluster")  # Debian: r-cran-cluster
    (marks, _), columns = DATA[name]
    marks = np.concatenate([marks, np.ones((len(marks), 1), bool)], 1)  # daisy has no distance where nothing is there
    steps = steps_for(name, len(marks), columns)
    path = tmp_path / "marks.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow([f"v{n}" for n in range(marks.shape[1] + columns)])
        for own, more in zip(marks.astype(int), steps, strict=True):
            rows.writerow([*own, *("" if np.isnan(one) else int(one) for one in more)])
    command = ["Rscript", "--vanilla", str(SCRIPT), str(path), str(marks.shape[1]), str(KINDS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    told = {
        head: np.array(rest.split(), float) for head, rest in (line.split(" ", 1) for line in ran.stdout.splitlines())
    }
    far = gower(marks, steps, np.full(columns, KINDS))
    columnwise = np.concatenate([far[n + 1 :, n] for n in range(len(far))])
    assert columnwise == pytest.approx(told["distance"], abs=EXACT)
    if not columns:
        assert jaccard(marks) == pytest.approx(far, abs=EXACT)
    for k in range(2, 6):
        theirs = told[f"labels{k}"].astype(int) - 1
        ours = clustered(far, k)
        assert cost(far, ours) <= told[f"cost{k}"][0] + EXACT  # where distances tie, either may find less
        assert silhouettes(far, theirs) == pytest.approx(told[f"width{k}"], abs=EXACT)
        if name == "clear" and k == 3:  # as many as there are
            assert adjusted_rand(ours, theirs) == 1


def test_silhouette_and_adjusted_rand_are_as_in_scikit_learn() -> None:
    asked = []
    for (marks, kind), _ in DATA.values():
        far = jaccard(marks)
        asked.append({"distances": far.tolist(), "labels": clustered(far, 3).tolist(), "others": kind.tolist()})
    for one, told in zip(asked, reference(asked), strict=True):
        labels, others = np.array(one["labels"]), np.array(one["others"])
        assert silhouettes(np.array(one["distances"]), labels).mean() == pytest.approx(told["silhouette"], abs=EXACT)
        assert (adjusted_rand(labels, others) or 0.0) == pytest.approx(told["rand"], abs=EXACT)


def test_by_hand() -> None:
    marks = np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0]], bool)
    assert jaccard(marks)[0] == pytest.approx([0, 0.5, 1, 1])
    assert jaccard(marks)[3] == pytest.approx([1, 1, 1, 0])
    steps = np.array([[4.0], [0.0], [np.nan], [1.0]])
    far = gower(marks, steps, np.array([5]))
    assert far[0] == pytest.approx([0, (1 + 1) / 3, 3 / 3, (2 + 0.75) / 3])
    assert gower(np.zeros((2, 1), bool), np.full((2, 1), np.nan), np.array([5])).tolist() == [[0, 0], [0, 0]]
    assert clustered(jaccard(marks), 4).tolist() == [0, 1, 2, 3]
    assert clustered(jaccard(marks), 1).tolist() == [0, 0, 0, 0]


def test_what_is_there_comes_back_and_what_is_not_does_not() -> None:
    clear, _ = kinds_of(45, 18, 3, 7, clear=0.92)
    noise = np.random.default_rng(8).random((45, 18)) < 0.4
    found = stability(jaccard(clear), 3, seed=1, rounds=50)
    assert (found > 0.9).all()
    assert (stability(jaccard(noise), 3, seed=1, rounds=50) < 0.75).all()
    assert found.tolist() == stability(jaccard(clear), 3, seed=1, rounds=50).tolist()
