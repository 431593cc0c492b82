"""Which word stands behind a question of the board, by the numbers there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from jtbd_diag.lab.evidence import evidence_of
from jtbd_diag.lab.kappa_and_alpha import agreement
from jtbd_diag.lab.split_halves import Halves
from jtbd_diag.lab.what_a_board_asks import MOSTLY, NO, UNKNOWN, YES, board_lines

from .surveys import everybody, likert, matrix, rated, with_holes


def words(folder: Path, answers: np.ndarray) -> dict[str, str]:
    found = matrix(likert(folder, answers.shape[1]), answers)
    return {one.name: one.word for one in board_lines(evidence_of(everybody(found)))}


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


def test_who_answered_too_little_is_neither_careful_nor_careless(tmp_path: Path) -> None:
    """Of 114 people 66 answered one statement of eight: all is told of 48, of whom 6 ticked one step all through."""
    answers = rated(8, 114, seed=1)
    answers[48:, 1:] = np.nan
    answers[:6] = 3
    evidence = evidence_of(everybody(matrix(likert(tmp_path, 8), answers)))
    care = evidence.care
    assert evidence.respondents == 114 and care.judged[:48].all() and not care.judged[48:].any()
    (line,) = [one for one in board_lines(evidence) if one.name == "care"]
    careful = 48 - int(care.careless.sum())
    assert care.careless.sum() >= 6 and line.bar is not None
    assert (line.bar.n, line.bar.value) == (48, careful / 48)
    assert "That is of 48 of 114; the others answered too little to tell." in line.sentence


def test_where_one_sign_alone_can_be_looked_for_nobody_is_called_careful(tmp_path: Path) -> None:
    """Five statements are too few for a string or a spread: nobody could show two signs, and all were "careful"."""
    evidence = evidence_of(everybody(matrix(likert(tmp_path, 5), rated(5, 300, seed=1))))
    assert [*evidence.care.signs] == ["far"]
    (line,) = [one for one in board_lines(evidence) if one.name == "care"]
    assert (line.word, line.bar) == (UNKNOWN, None)


JOBS = {"all alike": [(0, 0, 100)], "by chance": [(0, 0, 81), (0, 1, 9), (1, 0, 9), (1, 1, 1)]}
JOBS |= {"beyond": [(0, 0, 45), (1, 1, 45), (0, 1, 10)], "often": [(0, 0, 33), (1, 1, 32), (0, 1, 35)]}


EXPECTED = [("all alike", UNKNOWN, 100), ("by chance", NO, 82), ("beyond", YES, 50), ("often", MOSTLY, 44)]


@pytest.mark.parametrize(("jobs", "word", "chance"), EXPECTED)
def test_halves_that_agree_by_chance_alone_do_not_agree(tmp_path: Path, jobs: str, word: str, chance: int) -> None:
    one, other = (np.repeat([pair[n] for pair in JOBS[jobs]], [pair[2] for pair in JOBS[jobs]]) for n in (0, 1))
    found = agreement(one.astype(np.int8), other.astype(np.int8), 3)
    evidence = evidence_of(everybody(matrix(likert(tmp_path, 6), rated(6, 100, seed=1))))
    (line,) = [one for one in board_lines(replace(evidence, turns=Halves((), (), found))) if one.name == "turns"]
    assert (line.word, line.bar is None) == (word, word == UNKNOWN)
    assert f"by chance alone it would be {chance}." in line.sentence
