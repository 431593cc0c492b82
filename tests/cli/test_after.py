"""`jtbd-diag playbook --after`: the next issue from five answers, or from the same leader's earlier ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from jtbd_diag.playbook.advice.after_yaml import ASKED_BY

from .conftest import EXAMPLES, Run


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    answers = EXAMPLES / "correct.yaml"
    five = {"became": "stuck", "done": ["count"], "number": "14 of 40", "stop": "The report", "help": "backing"}
    path = tmp_path / "answers-30.yaml"
    path.write_text(yaml.safe_dump({"questionnaire": ASKED_BY, "version": 1, "answers": five}), "utf-8")
    return answers, path


def test_the_command_goes_on_from_five_answers(run: Run, files: tuple[Path, Path]) -> None:
    answers, five = files
    done = run("playbook", str(answers), "--issue", "later", "--after", str(five), "--format", "md")
    assert done.code == 0
    assert "**Done, and left out from here on.** Somebody counts every week." in done.out
    assert "You yourself would stop: “The report.”" in done.out
    assert "It has had its chance." in done.out  # what the table of transitions says to a fix that is stuck


def test_the_command_goes_on_from_earlier_answers(run: Run, files: tuple[Path, Path]) -> None:
    answers, _ = files
    done = run("playbook", str(answers), "--after", str(answers), "--format", "md")
    assert done.code == 0
    assert "## What became of it" in done.out
    assert "**Your number at first.**" in done.out


def test_a_word_for_nothing_is_no_number_at_first(run: Run, files: tuple[Path, Path]) -> None:
    answers, _ = files
    told = yaml.safe_load(answers.read_text("utf-8"))
    told["answers"]["measure"] = "not yet"
    earlier = files[1].with_name("earlier.yaml")
    earlier.write_text(yaml.safe_dump(told), "utf-8")
    done = run("playbook", str(answers), "--after", str(earlier), "--format", "md")
    assert "## What became of it" in done.out
    assert "**Your number at first.**" not in done.out


def test_what_became_is_of_one_leader(run: Run, files: tuple[Path, Path]) -> None:
    answers, five = files
    assert run("playbook", str(answers), str(answers), "--after", str(five)).code == 2
    told = yaml.safe_load(five.read_text("utf-8")) | {"respondent": "Somebody Else"}
    five.write_text(yaml.safe_dump(told), "utf-8")
    done = run("playbook", str(answers), "--after", str(five))
    assert (done.code, "of two respondents" in done.err) == (1, True)


def test_a_word_for_nothing_is_no_number_and_nothing_to_stop(run: Run, files: tuple[Path, Path]) -> None:
    answers, five = files
    told = yaml.safe_load(five.read_text("utf-8"))
    told["answers"] |= {"number": "not yet", "stop": "n/a"}
    five.write_text(yaml.safe_dump(told), "utf-8")
    done = run("playbook", str(answers), "--issue", "later", "--after", str(five), "--format", "md")
    assert "not yet" not in done.out.partition("## What to do")[0]
    assert "You yourself would stop" not in done.out
