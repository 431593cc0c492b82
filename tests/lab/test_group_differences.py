"""Items that work otherwise in a group: planted ones are found, others are not, and R's MASS fits the same models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from jtbd_diag.cli.main import app
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.enough_answers import LEAST, Claim
from jtbd_diag.lab.group_differences import differences, likelihood

from ..forms.clients import need
from .surveys import likert, matrix, rated
from .test_against_psych import ask, write

EXAMPLE = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"


def test_a_planted_item_is_found_and_no_other(tmp_path: Path) -> None:
    answers = rated(8, 800, seed=1)
    labels = ["one", "other"] * 400
    answers[1::2, 3] = np.clip(answers[1::2, 3] + 1, 1, 5)
    found = differences(matrix(likert(tmp_path, 8), answers), "size", labels)
    assert [(one.item, one.size) for one in found.differences if one.size] == [("i3", "large")]
    assert len(found.differences) == 8


def test_small_groups_are_not_compared(tmp_path: Path) -> None:
    few = LEAST[Claim.GROUP] - 1
    answers = rated(6, 200 + few, seed=2)
    found = differences(matrix(likert(tmp_path, 6), answers), "size", ["one"] * 200 + ["other"] * few)
    assert (found.compared, found.differences) == (1, ())
    blank = differences(matrix(likert(tmp_path, 6), answers), "size", ["one"] * 150 + [None] * (50 + few))
    assert blank.differences == ()


def test_likelihoods_are_as_in_mass(tmp_path: Path) -> None:
    need("r:MASS")
    answers = rated(2, 400, seed=3)
    score, group = answers[:, 1:] - 3, np.arange(400) % 2
    theirs = ask("polr", write(tmp_path / "x.csv", np.column_stack([answers[:, 0], score, group])))
    table = np.eye(5)[answers[:, 0].astype(int) - 1]
    g = group[:, None].astype(float)
    ours = {"none": g[:, :0], "alone": score, "whole": np.hstack([score, g, score * g])}
    for name, x in ours.items():
        assert likelihood(table, x) == pytest.approx(theirs[name], abs=1e-3)


def test_a_column_that_is_not_there_is_a_complaint(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["evidence", str(EXAMPLE), "--by", "Regoin", "-o", str(tmp_path / "e.html")])
    assert isinstance(ran.exception, InputError)
    (problem,) = ran.exception.problems
    assert problem.code is Code.NO_SUCH_GROUPING
    assert "Region" in str(problem.hint)
