"""The matrix says what the engine says: points, scores and jobs of a whole survey; and tables hold what rows hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.diagnosis import score_table
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.answer_matrix import NOT_ASKED, SILENT, UNREAD, Matrix, matrix_of
from jtbd_diag.lab.scores_from_matrix import all_scores, jobs_by, points_of
from jtbd_diag.lab.tallies import moments, tally
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.survey.files import ROW

EXAMPLES = shipped_folder() / "questionnaires" / "examples"
SURVEYS = (("leader", "survey-200.csv"), ("staff-expertise", "staff-160.csv"))


def read(name: str, file: str) -> tuple[Questionnaire, Batch, Matrix]:
    questionnaire = load_questionnaire(name)
    found = Batch(questionnaire, Reading(EXAMPLES / file), Wishes(flips=False))
    return questionnaire, found, matrix_of(questionnaire, found.coded.placed, ROW, tuple(found.coded.choices))


@pytest.mark.parametrize(("name", "file"), SURVEYS)
def test_scores_points_and_jobs_are_the_engines(name: str, file: str) -> None:
    questionnaire, found, matrix = read(name, file)
    scored = score_table(questionnaire, found.coded.placed, keep=True, placed=tuple(found.coded.choices)).collect()
    scored = scored.filter(scored[ROW].is_in(matrix.rows.tolist()))
    for scale in questionnaire.scales:
        theirs = scored[f"score:{scale}"].cast(float).fill_null(float("nan")).to_numpy()
        np.testing.assert_allclose(all_scores(matrix, scale), theirs, atol=1e-9)
    for n, one in enumerate(matrix.items):
        for scale in one.points:
            theirs = scored[f"points:{scale}:{one.item}"].cast(float).fill_null(float("nan")).to_numpy()
            np.testing.assert_allclose(points_of(one, scale, matrix.places[:, n]), theirs, atol=1e-9)
    if questionnaire.profiles:
        jobs = [*questionnaire.profiles]
        whole = jobs_by(matrix, {one.item for one in matrix.items})
        assert [jobs[n] if n >= 0 else None for n in whole] == scored["job"].cast(str).to_list()
        assert whole.tolist() == matrix.jobs.tolist()


def test_who_was_not_asked_is_told_from_who_kept_silent() -> None:
    _, _, matrix = read("leader", "survey-200.csv")
    assert (matrix.column("last_try") == NOT_ASKED).any()
    assert not (matrix.column("causes") == NOT_ASKED).any()


@pytest.mark.parametrize(("name", "file"), SURVEYS)
def test_a_cell_that_could_not_be_read_gives_no_points(name: str, file: str) -> None:
    questionnaire, _, matrix = read(name, file)
    third = np.arange(matrix.places.size).reshape(matrix.places.shape) % 3 == 0
    silent, unread = (
        replace(matrix, places=np.where(third & (matrix.places >= 0), code, matrix.places).astype(np.int8))
        for code in (SILENT, UNREAD)
    )
    assert (unread.places == UNREAD).any()
    for scale in questionnaire.scales:
        np.testing.assert_array_equal(all_scores(unread, scale), all_scores(silent, scale))
    if questionnaire.profiles:
        asked = {one.item for one in matrix.items}
        assert jobs_by(unread, asked).tolist() == jobs_by(silent, asked).tolist()


@pytest.mark.parametrize("scale", ["scope", "trust"])
def test_moments_from_counts_are_those_of_rows(scale: str) -> None:
    _, _, matrix = read("leader", "survey-200.csv")
    own = moments(tally(matrix), scale)
    at = [n for n, one in enumerate(matrix.items) if scale in one.points]
    points = np.stack([points_of(matrix.items[n], scale, matrix.places[:, n]) for n in at], 1)
    for i in range(len(at)):
        for j in range(i + 1):
            both = ~np.isnan(points[:, [i, j]]).any(1)
            theirs = np.cov(points[both][:, [i, j]].T)[0, 1] if i != j else points[both][:, i].var(ddof=1)
            assert own.covariances[i, j] == pytest.approx(theirs, abs=1e-9)
            assert own.n[i, j] == both.sum()


def test_a_tally_without_some_is_that_of_the_others() -> None:
    _, _, matrix = read("leader", "survey-200.csv")
    some = np.arange(matrix.respondents) % 7 == 0
    left = tally(matrix).less(tally(matrix.only(some)))
    assert np.array_equal(left.together, tally(matrix.only(~some)).together)
