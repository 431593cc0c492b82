"""Whose answers a file holds, and that nothing is said of it where there is nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.answers import Answers, Who, read_answers
from jtbd_diag.answers.answers_file import answers_text
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.publishing.diagnosis_json import diagnosis_data
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire_file

SMALL = Path(__file__).parent.parent / "bad" / "small.yaml"


@pytest.fixture(scope="module")
def small() -> Questionnaire:
    return load_questionnaire_file(SMALL)


def read(text: str, small: Questionnaire, tmp_path: Path) -> Answers:
    path = tmp_path / "answers.yaml"
    path.write_text(f"questionnaire: {small.questionnaire}\n{text}answers: {{}}\n", encoding="utf-8")
    return read_answers(path, small)[0]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("", Who()),
        ("respondent: 7\n", Who("7")),
        ("rater: staff\n", Who(rater="staff")),
        ("respondent: L7\nrater: cabinet\nrater_id: 2\nwave: 2027-03\n", Who("L7", "cabinet", "2", "2027-03")),
        ("wave: 2\n", Who(wave="2")),
        ("wave: 2026-11-21\n", Who(wave="2026-11-21")),
    ],
)
def test_a_file_says_whose_answers_it_holds(text: str, who: Who, small: Questionnaire, tmp_path: Path) -> None:
    answers = read(text, small, tmp_path)
    assert answers.who == who
    (tmp_path / "again.yaml").write_text(answers_text(answers), encoding="utf-8")
    assert read_answers(tmp_path / "again.yaml", small)[0].who == who


def test_there_are_three_places_to_answer_from(small: Questionnaire, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read("rater: boss\n", small, tmp_path)
    (problem,) = caught.value.problems
    assert problem.code is Code.ANSWERS_SHAPE
    assert str(problem).endswith(":2:1 A006 'rater': must be one of: 'leader', 'cabinet' or 'staff', not 'boss'")


def test_what_goes_without_saying_is_not_said(small: Questionnaire) -> None:
    plain, other = Answers.to(small, respondent="L7"), Answers.to(small, respondent="L7", rater="staff", wave="2")
    assert "rater" not in answers_text(plain)
    assert "wave" not in answers_text(plain)
    assert {"rater", "rater_id", "wave"}.isdisjoint(diagnosis_data(diagnose(small, plain)))
    told = diagnosis_data(diagnose(small, other))
    assert (told["respondent"], told["rater"], told["wave"]) == ("L7", "staff", "2")
    assert "rater_id" not in told
