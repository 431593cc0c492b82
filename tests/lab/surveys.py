"""Questionnaires and answers for these tests: made with fixed seeds, and turned into a matrix as a table would be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jtbd_diag.lab.answer_matrix import Matrix, matrix_of
from jtbd_diag.lab.tables_of_answers import Respondents
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire

STEPS = 5


def likert(folder: Path, items: int, reverse: tuple[int, ...] = (), steps: int = STEPS) -> Questionnaire:
    """A questionnaire of one scale whose items are rated."""
    answers = ", ".join(f"step {n}" for n in range(1, steps + 1))
    lines = [
        f"      - {{id: i{n}, type: rating, ask: Statement {n}., answers: all, scale: s"
        f"{', reverse: true' if n in reverse else ''}}}"
        for n in range(items)
    ]
    path = folder / f"likert-{items}.yaml"
    text = [
        *("questionnaire: likert", "version: 1", "title: Likert", "minutes: 30"),
        f"answer_sets: {{all: [{answers}]}}",
        *("scales: {s: {title: S, minimum_answered: 0.1}}", "sections:", "  - title: All", "    items:", *lines),
    ]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return load_questionnaire(path)


def rated(items: int, people: int, seed: int, loading: float = 0.7) -> NDArray[np.float64]:
    """Answers 1 to 5 with one factor behind them."""
    dice = np.random.default_rng(seed)
    behind = dice.normal(size=(people, 1))
    seen = loading * behind + np.sqrt(1 - loading**2) * dice.normal(size=(people, items))
    return np.clip(np.round(seen * 1.1 + 3), 1, STEPS)


def with_holes(answers: NDArray[np.float64], share: float, seed: int) -> NDArray[np.float64]:
    """The same with some cells missing."""
    dice = np.random.default_rng(seed)
    return np.where(dice.random(answers.shape) < share, np.nan, answers)


def matrix(questionnaire: Questionnaire, answers: NDArray[np.float64]) -> Matrix:
    """Answers 1 to n, not a number where missing, as they come from a table."""
    columns = {f"i{n}": [None if np.isnan(x) else str(int(x)) for x in answers[:, n]] for n in range(answers.shape[1])}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_row_index("row", 1)
    return matrix_of(questionnaire, frame.lazy(), "row")


def everybody(found: Matrix) -> Respondents:
    """These alone, once each."""
    nobody = found.only(np.zeros(found.respondents, bool))
    return Respondents(found, None, nobody, nobody, found.respondents, 0)
