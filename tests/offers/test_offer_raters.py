"""Two files on one program: what they differ on is listed, and a verdict that hangs on it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError

from .programs import OFFER, answers_of, judged, rated, run, write_offer

MAKER = {"respondent": "Some Program", "rater_id": "maker", "invented": True}
USER = {"respondent": "some  program", "rater_id": "user", "invented": True}


def two(folder: Path, **changed: object) -> tuple[Path, Path]:
    """Call a Coach by two raters, of whom the second answers some questions otherwise."""
    answers = answers_of("call-a-coach")
    user = {**answers, **changed}
    return write_offer(folder / "a.yaml", answers, **MAKER), write_offer(folder / "b.yaml", user, **USER)


def test_two_files_of_one_name_are_one_program(tmp_path: Path) -> None:
    (program,) = rated(*two(tmp_path))
    assert (program.name, [one.rater for one in program.offers]) == ("Some Program", ["maker", "user"])
    assert (program.disputed, program.agreed, len(program.compared)) == ((), 100, 17)


def test_a_verdict_hangs_on_a_dispute_that_matters(tmp_path: Path) -> None:
    (program,) = rated(*two(tmp_path, coaching="fixed", credit="nobody"))
    correct = judged(program)["correct"]
    assert program.disputed == ("coaching", "credit")
    assert (correct.verdict, correct.best, correct.worst) == (None, "serves", "with_changes")
    assert (correct.hangs_on, correct.to_ask) == (("coaching",), ())
    assert program.agreed == round(100 * 15 / 17)


def test_a_dispute_that_does_not_matter_leaves_the_verdict(tmp_path: Path) -> None:
    (program,) = rated(*two(tmp_path, first_use="month", words="few"))
    assert program.disputed == ("first_use", "words")
    assert judged(program)["correct"].verdict == "serves"


def test_what_one_rater_knows_counts(tmp_path: Path) -> None:
    (program,) = rated(*two(tmp_path, coaching="unknown"))
    assert judged(program)["correct"].verdict == "serves"
    assert (program.disputed, len(program.compared)) == ((), 16)


def test_of_few_questions_no_percent_is_made(tmp_path: Path) -> None:
    known = ("first_use", "training", "words")
    short = {item: value for item, value in answers_of("call-a-coach").items() if item in known}
    a, b = write_offer(tmp_path / "a.yaml", short, **MAKER), write_offer(tmp_path / "b.yaml", short, **USER)
    (program,) = rated(a, b)
    assert (len(program.compared), program.agreed) == (3, None)
    said = " ".join(run("offer", a, b).output.split())
    assert "Of 3 questions that all answered, 3 were answered alike; of fewer than 10, no percent is told." in said


def test_one_rater_twice_is_a_complaint(tmp_path: Path) -> None:
    a = write_offer(tmp_path / "a.yaml", answers_of("call-a-coach"), **MAKER)
    b = write_offer(tmp_path / "b.yaml", answers_of("call-a-coach"), **MAKER)
    with pytest.raises(InputError) as caught:
        rated(a, b)
    assert [one.code for one in caught.value.problems] == [Code.RATED_TWICE]
    assert len(rated(a, a)) == 1  # the same file named twice is one file


def test_files_without_a_name_are_programs_of_their_own(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    paths = [write_offer(tmp_path / one / "answers.yaml", answers_of("call-a-coach")) for one in ("one", "two")]
    assert [one.name for one in rated(*paths)] == ["answers", "answers"]


def test_three_raters_are_told_alike(tmp_path: Path) -> None:
    a, b = two(tmp_path, strict="core")
    c = write_offer(tmp_path / "c.yaml", answers_of("call-a-coach"), respondent="Some Program", rater_id="coach")
    (program,) = rated(a, b, c)
    assert program.different_answers["strict"] == (("free",), ("core",))
    assert program.disputed == ("strict",)


def test_the_page_lists_what_raters_say_otherwise(tmp_path: Path) -> None:
    a, b = two(tmp_path, coaching="fixed")
    page = tmp_path / "fit.html"
    assert run("offer", a, b, "-o", page).exit_code == 0
    text = page.read_text("utf-8")
    for words in ("Rated by maker and user", "16 were answered alike (94 %)", "open: raters differ", "At fixed times"):
        assert words in text
    assert "It hangs on what raters say otherwise" in text
    assert OFFER.items["coaching"].ask in text
