"""Which word stands behind a question of the board, by the numbers there are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jtbd_diag.lab.evidence import evidence_of
from jtbd_diag.lab.verdicts import MOSTLY, NO, UNKNOWN, YES, lines

from .surveys import everybody, likert, matrix, rated, with_holes


def words(folder: Path, answers: np.ndarray) -> dict[str, str]:
    found = matrix(likert(folder, answers.shape[1]), answers)
    return {one.name: one.word for one in lines(evidence_of(everybody(found)))}


@pytest.mark.parametrize(("loading", "word"), [(0.8, YES), (0.5, MOSTLY), (0.2, NO)])
def test_how_steady_scores_are(tmp_path: Path, loading: float, word: str) -> None:
    assert words(tmp_path, rated(6, 300, seed=1, loading=loading))["steady"] == word


@pytest.mark.parametrize(("silent", "word"), [(0, YES), (1, MOSTLY), (4, NO)])
def test_whether_questions_are_answered(tmp_path: Path, silent: int, word: str) -> None:
    answers = rated(6, 300, seed=1)
    answers[:, :silent] = with_holes(answers[:, :silent], 0.2, seed=1)
    assert words(tmp_path, answers)["understood"] == word


def test_a_form_without_jobs_is_not_asked_for_them(tmp_path: Path) -> None:
    told = words(tmp_path, rated(6, 300, seed=1))
    assert told.keys() == {"understood", "steady", "care", "fair"}
    assert told["fair"] == UNKNOWN


@pytest.mark.parametrize(("careless", "word"), [(0, YES), (30, MOSTLY), (120, NO)])
def test_whether_people_answered_with_care(tmp_path: Path, careless: int, word: str) -> None:
    answers = rated(8, 300, seed=1)
    answers[:careless] = 3
    assert words(tmp_path, answers)["care"] == word
