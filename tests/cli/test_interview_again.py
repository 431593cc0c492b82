"""The same leader again: `interview` offers the next wave, shows nothing of the old answers, and tells at the end."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from jtbd_diag.answers import read_answers
from jtbd_diag.answers.earlier_waves import next_wave, wave_before, waves_beside
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.questionnaire.look_back import looking_back

from .conftest import EXAMPLES, Run
from .test_interview import COORDINATE, ENTER, PLAIN, Leader, Terminal, saved

CORRECT = {
    "causes": "own_unit",
    "by_decision": "most",
    "one_result": "yes",
    "areas": "attendance",
    "next_move": "small_test",
    "gift": "coach",
    "attempts": "two_three",
    "voluntary": "yes",
}


@pytest.fixture
def first(run: Run, here: Path) -> bytes:
    """The answers of a finished first wave."""
    assert run(*PLAIN, stdin=Leader(COORDINATE, "y", "n", "n")).code == 0
    return (here / "answers.yaml").read_bytes()


def spoken_before_the_end(talk: str) -> str:
    return talk[: talk.index("What became of the problem?")]


def test_finished_answers_are_offered_as_a_next_wave(run: Run, here: Path, first: bytes) -> None:
    held = run(*PLAIN, stdin=Leader(CORRECT, "y", "y", "moving", "n", "y"))
    assert held.code == 0
    assert "If this is the same leader again, it is wave 2" in held.err
    assert (here / "answers.yaml").read_bytes() == first, "the earlier wave stays as it is"
    second = saved("answers-wave-2.yaml")
    assert (second.wave, second.values["causes"]) == ("2", "own_unit")
    before = spoken_before_the_end(held.err)
    assert "Your answer:" not in before and "Coordinate" not in before and "rally" not in before
    assert held.out.index("C O R R E C T") < held.out.index("Then and now") < held.out.index("It is moving.")
    assert "another job: Coordinate, now Correct" in held.err
    page = "jtbd-diag waves answers.yaml answers-wave-2.yaml --became moving -o answers-wave-2-changes.html"
    assert page in held.err
    assert run(*page.split()[1:]).code == 0
    assert (here / "answers-wave-2-changes.html").exists() and (here / "playbook-wave-2.pdf").exists()


def test_the_playbook_answers_to_the_wave_before(run: Run, here: Path, first: bytes) -> None:
    held = run(*PLAIN, stdin=Leader(CORRECT, "y", "y", "3", "n", "n"))
    command = "jtbd-diag playbook answers-wave-2.yaml --after answers.yaml --became stuck -o playbook.pdf"
    assert held.code == 0 and command in held.err
    assert "## What became of it" in run(*command.split()[1:-2], "--format", "md").out


def test_the_newest_wave_is_the_one_before(run: Run, here: Path, first: bytes) -> None:
    assert run(*PLAIN, stdin=Leader(CORRECT, "y", "y", "", "n", "n")).code == 0
    third = run(*PLAIN, stdin=Leader(CORRECT, "y", "y", "", "n", "n"))
    assert "lie in answers-wave-2.yaml" in third.err and "it is wave 3" in third.err
    assert "the same job: Correct" in third.err, "wave 2 was Correct, the first Coordinate"
    assert "waves answers-wave-2.yaml answers-wave-3.yaml -o" in third.err
    assert saved("answers-wave-3.yaml").wave == "3"


def test_whoever_says_no_begins_nothing(run: Run, here: Path, first: bytes) -> None:
    for said in ("n\n", "", "perhaps\n"):
        refused = run(*PLAIN, stdin=said)
        assert (refused.code, refused.out) == (1, "") and "answers.yaml F008" in refused.err
    assert [path.name for path in here.iterdir()] == ["answers.yaml"]
    assert (here / "answers.yaml").read_bytes() == first


def test_a_wave_put_aside_is_resumed_and_told_at_its_end(run: Run, here: Path, first: bytes) -> None:
    aside = run(*PLAIN, stdin="y\n\nown_unit\nq\n")
    assert "interview --resume answers-wave-2.yaml" in aside.err and saved("answers-wave-2.yaml").values
    refused = run(*PLAIN, stdin="")
    assert refused.code == 1 and "it is wave" not in refused.err, "no third wave before the second tells a job"
    assert "interview --resume answers-wave-2.yaml" in refused.err
    on = run("interview", "--plain", "--resume", "answers-wave-2.yaml", stdin=Leader(CORRECT, "y", "solved", "n", "n"))
    assert on.code == 0 and "The problem is solved." in on.out and "another job: Coordinate, now Correct" in on.err
    old = run("interview", "--plain", "--resume", "answers.yaml", stdin=Leader(CORRECT, "y", "n", "n"))
    assert old.code == 0 and "What became" not in old.err, "the first wave has none before it"


def test_another_version_is_offered_as_far_as_waves_can_be_compared(run: Run, here: Path, first: bytes) -> None:
    told = run("interview", "--plain", stdin="")
    assert "the job cannot be compared" in told.err or "nothing of a second wave could be compared" in told.err
    assert "interview --questionnaire leader-short@1 -o answers.yaml" in told.err
    other = run("interview", "--plain", "--questionnaire", "leader", stdin="")
    assert other.code == 1 and "wave" not in other.err, "answers to another questionnaire are no wave before"


class AsksOfThen(Leader):
    """Answers what a later wave asks of then as well."""

    def __init__(self, given: Mapping[str, str], *last: str) -> None:
        super().__init__(given, *last, name="leader")
        self.asks |= {item.ask: item.id for item in looking_back(load_questionnaire("leader")).items.values()}


def test_a_next_wave_is_asked_of_then_and_the_first_is_not(run: Run, here: Path) -> None:
    values = read_answers(EXAMPLES / "correct.yaml", load_questionnaire("leader"))[0].values
    given = {item: ", ".join(told) if isinstance(told, tuple) else str(told) for item, told in values.items()}
    once = run("interview", "--plain", stdin=AsksOfThen(given, "y", "n", "n"))
    assert once.code == 0 and "Back then" not in once.err
    then = {"then_outsiders_must_change": "5", "then_else_runs_well": values["else_runs_well"]}
    again = run("interview", "--plain", stdin=AsksOfThen({**given, **then}, "y", "y", "moving", "n", "n"))
    assert again.code == 0
    asked = again.err.index("Back then, people I could not direct")
    assert again.err.index("Section: Looking back") < asked < again.err.index("What became of the problem?")
    assert "Back then" not in again.out[: again.out.index("Then and now")], "nothing of it in the result"
    assert "Looking back" in again.out[again.out.index("Then and now") :]
    second = here / "answers-wave-2.yaml"
    assert "then_outsiders_must_change: 5" in second.read_text("utf-8")
    for command in ("check", "diagnose"):
        assert run(command, second).code == 0
    second.write_text(second.read_text("utf-8").replace("  then_outsiders_must_change: 5\n", ""), "utf-8")
    on = run("interview", "--plain", "--resume", second, stdin=AsksOfThen({**given, **then}, "y", "", "n", "n"))
    assert on.code == 0 and "Back then, people I could not direct" in on.err


def test_whose_waves_they_are(here: Path) -> None:
    def put(name: str, **said: object) -> None:
        (here / name).write_text(yaml.safe_dump({"questionnaire": "leader", "answers": {}, **said}), "utf-8")

    put("ana.yaml", respondent="ana", begun="2026-01-10")
    put("june.yaml", respondent="ana", begun="2026-06-10", wave="2026-06")
    put("ben.yaml", respondent="ben", begun="2026-07-10")
    put("cabinet.yaml", respondent="ana", rater="cabinet")
    put("ana-wave-7.yaml", respondent="ana", begun="2026-02-10", wave=7)
    put("ana-wave-8.yaml", respondent="carl", wave=8)
    put("short.yaml", respondent="ana", questionnaire="leader-short")
    (here / "broken.yaml").write_text("[", "utf-8")
    waves = waves_beside(here / "ana.yaml")
    assert [path.name for path, _ in waves] == ["ana.yaml", "june.yaml", "ana-wave-7.yaml"]
    assert next_wave(waves) == 8
    assert wave_before(here / "ana.yaml") is None
    assert wave_before(here / "june.yaml") == here / "ana.yaml"
    assert waves_beside(here / "nobody.yaml") == ()


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_by_keys_too(run: Run, here: Path, first: bytes) -> None:
    held = Terminal("interview", "--questionnaire", "leader-short@1")
    held.see("Ask the same leader again? [Y/n]").type(ENTER).see("Begin").type(ENTER)
    held.see("where do most of the causes sit?")
    assert "your answer" not in held.screen.text
    held.type("1").see("If you simply decided it tomorrow").type("2").see("Suppose that by next June").type("r")
    held.see("Your answers: 2 answered").type("f").see("Is that right? [Y/n]").type(ENTER)
    held.see("What became of the problem?", "5. Something else came first").type("9" + ENTER)
    held.see("is no number from 1 to 5").type("2" + ENTER).see("What changed, as a page")
    held.see("Write the playbook as a PDF now?").type("n" + ENTER).see("--after answers.yaml")
    assert held.end() == 0
    assert saved("answers-wave-2.yaml").wave == "2" and (here / "answers.yaml").read_bytes() == first
