"""`jtbd-diag interview` from the first question to the playbook, line by line and by keys in a terminal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import Answers, read_answers
from jtbd_diag.answers.file_in_use import in_use
from jtbd_diag.ground.yaml_files import read_yaml
from jtbd_diag.questionnaire import load_questionnaire

from ..interview.screen import Screen
from .conftest import EXAMPLES, Listener, Result, Run

PROGRAM = Path(sys.executable).with_name("jtbd-diag")
COORDINATE = {
    "causes": "other_units",
    "by_decision": "little",
    "one_result": "yes",
    "areas": "attendance, transport, families",
    "next_move": "joint_look",
    "gift": "go_between",
    "attempts": "two_three",
    "voluntary": "yes",
}
PLAIN = ("interview", "--plain", "--questionnaire", "leader-short@1")


class Leader(Listener):
    """Answers each question of a questionnaire by what is asked, and skips the others; then says `last`."""

    def __init__(self, given: Mapping[str, str], *last: str, name: str = "leader-short@1") -> None:
        asked = (load_questionnaire(one) for one in (name, "organisation"))
        self.asks = {item.ask: item.id for one in asked for item in one.items.values()}
        self.given, self.last, self.heard = given, list(last), 0

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        talk = self.talk()
        asked, self.heard = talk[self.heard :], len(talk)
        assert len(talk) < 200_000, asked
        answer = self.answer(asked)
        return "" if answer is None else f"{answer}\n"

    def answer(self, asked: str) -> str | None:
        if "Enter for 1:" in asked or "Enter for g:" in asked:  # a menu: go on
            return ""
        if "Enter, a number or a letter:" in asked:  # the review
            return "f" if "f: Finish" in asked else ""
        if "Before you skip" in asked:
            return ":s"
        for ask, item in self.asks.items():
            if f"\n{ask}\n" in asked:
                return self.given.get(item, ":s")
        return self.last.pop(0) if self.last else None


def saved(path: Path | str = "answers.yaml", name: str = "leader-short@1") -> Answers:
    return read_answers(Path(path), load_questionnaire(name))[0]


# line by line


class Hurried(Leader):
    """Leaves out what can no longer change the result, as soon as that is offered, and then stops."""

    def answer(self, asked: str) -> str | None:
        chosen = "m: Only" in self.talk()[: self.heard - len(asked)]
        if "m: Only" in asked:
            return "m"
        return "q" if chosen else super().answer(asked)


def test_what_an_early_stop_left_out_is_not_asked_on_resume(run: Run, here: Path) -> None:
    clear = read_answers(EXAMPLES / "correct.yaml", load_questionnaire("leader"))[0].values
    given = {item: ", ".join(told) if isinstance(told, tuple) else str(told) for item, told in clear.items()}
    stopped = run("interview", "--plain", stdin=Hurried(given, name="leader"))
    assert stopped.code == 0 and "interview --resume answers.yaml" in stopped.err
    left = saved(name="leader")
    asked = load_questionnaire("leader").items
    assert left.set_aside and not {*left.set_aside} & {*left.values}
    on = run("interview", "--plain", "--resume", "answers.yaml", stdin=Leader(given, "y", "n", "n", name="leader"))
    assert on.code == 0 and not any(f"\n{asked[item].ask}\n" in on.err for item in left.set_aside)
    assert " set aside" in on.err
    assert saved(name="leader").set_aside == left.set_aside
    assert run("check", "answers.yaml").code == 0


def test_it_ends_with_the_diagnosis_the_read_back_and_the_playbook(run: Run, here: Path) -> None:
    held = run(*PLAIN, stdin=Leader(COORDINATE, "y", "n", "y"))
    assert held.code == 0
    assert "C O O R D I N A T E" in held.out
    assert "This is what we heard:" in held.err and "Is that right? [Y/n]" in held.err
    assert "Write the playbook as a PDF now? [Y/n]" in held.err
    assert held.err.endswith("The answers are in answers.yaml, the playbook in playbook.pdf.\n")
    assert (here / "playbook.pdf").read_bytes().startswith(b"%PDF-")
    assert set(saved().values) == set(COORDINATE)
    assert saved().values["areas"] == ("attendance", "transport", "families")
    assert run("check", "answers.yaml").code == 0
    assert run("diagnose", "answers.yaml").out == held.out


def test_a_read_back_that_is_wrong_is_corrected_saved_and_on_the_playbook(run: Run, here: Path) -> None:
    held = run(*PLAIN, stdin=Leader(COORDINATE, "n", "It is the buses & the <bells>.", "n", "n"))
    assert held.code == 0
    assert saved().read_back == "It is the buses & the <bells>."
    assert "jtbd-diag playbook answers.yaml -o playbook.pdf" in held.err
    assert [path.name for path in here.iterdir()] == ["answers.yaml"]
    assert "It is the buses & the <bells>." in run("playbook", "answers.yaml", "--format", "txt").out
    again = run("interview", "--plain", "--resume", "answers.yaml", stdin=Leader(COORDINATE, "y", "n", "n"))
    assert "It is the buses" in again.err, "and is what is read back the next time"


PLACE = {"leaders_do_it": "5", "failures_kept": "1", "how_before_who": "2", "data_missing": "4", "no_teachers": "4"}


def test_the_place_may_be_asked_about_and_is_in_the_playbook(run: Run, here: Path) -> None:
    held = run(*PLAIN, stdin=Leader(COORDINATE | PLACE, "y", "y", "n"))
    assert held.code == 0
    assert "20 statements about how your place works, about 4 minutes." in held.err
    place = read_answers(here / "answers-place.yaml", load_questionnaire("organisation"))[0]
    assert place.values == PLACE
    later = "jtbd-diag playbook answers.yaml --organisation answers-place.yaml -o playbook.pdf"
    assert later in held.err
    named, beside = (
        run("playbook", "answers.yaml", *more, "--format", "md")
        for more in (("--organisation", "answers-place.yaml"), ())
    )
    assert "## The place you work in" in named.out and named.out == beside.out
    assert beside.err == f"with the answers about the place in answers-place.yaml\n{named.err}"
    again = run("interview", "--plain", "--resume", "answers.yaml", stdin=Leader(COORDINATE, "y", "n", "y"))
    told = "The answers are in answers.yaml, those about the place in answers-place.yaml, the playbook in playbook.pdf."
    assert told in again.err
    assert (here / "playbook.pdf").exists()


def test_a_place_that_is_not_finished_is_left_out_and_told(run: Run, here: Path, answers: Path) -> None:
    (here / "answers-place.yaml").write_text("questionnaire: organisation\nanswers: {no_teachers: 4}\n")
    told = run("playbook", "answers.yaml", "--format", "md")
    assert "answers-place.yaml is not taken along" in told.err and "## The place you work in" not in told.out


def test_the_place_is_no_leader_among_many(run: Run, here: Path) -> None:
    held = run(*PLAIN, stdin=Leader(COORDINATE | PLACE, "y", "y", "n"))
    assert held.code == 0
    made = run("playbook", "answers.yaml", "answers-place.yaml", "-o", "all/", "--format", "md", "--issue", "all")
    assert (made.code, "wrote 1 of 1 playbooks" in made.err) == (0, True)
    [only] = (here / "all").iterdir()
    assert "## The place you work in" in only.read_text()


def test_the_place_given_up_half_way_costs_nothing(run: Run, here: Path) -> None:
    held = run(*PLAIN, stdin=Leader(COORDINATE, "y", "y"))  # and the pipe ends at its first question
    assert "Saved in answers" in held.err
    assert saved().values.keys() == COORDINATE.keys()


def test_an_existing_playbook_is_not_replaced(run: Run, here: Path) -> None:
    (here / "playbook.pdf").write_text("mine")
    held = run(*PLAIN, stdin=Leader(COORDINATE, "y", "n", "y"))
    assert "the playbook in playbook-2.pdf" in held.err
    assert (here / "playbook.pdf").read_text() == "mine"


def test_nothing_answered_is_a_result_too(run: Run, here: Path) -> None:
    held = run(*PLAIN, stdin=Leader({}, "y"))
    assert held.code == 0
    assert "This is what we heard" not in held.err
    assert "Not enough to tell yet" in held.out
    assert saved().values == {}
    assert (here / "playbook.pdf").exists()


def test_a_questionnaire_without_jobs_ends_with_its_scales(run: Run, here: Path) -> None:
    from .test_library import MOOD

    (here / "mood.yaml").write_text(MOOD)
    held = run("interview", "--plain", "--questionnaire", "./mood.yaml", "-o", "said.yaml", stdin="4\n\n")
    assert held.code == 0
    assert "Calm: 75 of 100" in held.out
    assert held.err.endswith("Saved in said.yaml.\n")


def test_the_end_of_a_pipe_is_an_interruption_and_it_goes_on_from_there(run: Run, here: Path) -> None:
    cut = run(*PLAIN, stdin="other_units\nlittle\n")
    assert (cut.code, cut.out) == (130, "")
    assert cut.err.endswith("Saved in answers.yaml. Go on with: jtbd-diag interview --resume answers.yaml\n")
    assert dict(saved().values) == {"causes": "other_units", "by_decision": "little"}
    begun = saved().begun
    on = run("interview", "--plain", "--resume", "answers.yaml", stdin=Leader(COORDINATE, "y", "n", "n"))
    assert on.code == 0
    assert "Welcome back. 2 of 8 questions done" in on.err
    assert "Question 1 of" not in on.err
    assert set(saved().values) == set(COORDINATE) and saved().begun == begun


def test_what_to_type_next_can_be_copied(run: Run, here: Path) -> None:
    from .test_library import MOOD

    (here / "my own/questionnaires").mkdir(parents=True)
    (here / "my own/questionnaires/mood.yaml").write_text(MOOD)
    library = ("--library", "my own", "interview", "--plain", "--questionnaire", "mood", "-o", "a b.yaml")
    assert "jtbd-diag --library 'my own' interview --resume 'a b.yaml'\n" in run(*library, stdin="").err
    by_path = ("interview", "--plain", "--questionnaire", "my own/questionnaires/mood.yaml")
    stopped = run(*by_path, stdin="q\n").err
    assert stopped.endswith("--resume answers.yaml --questionnaire 'my own/questionnaires/mood.yaml'\n")
    resumed = run("interview", "--plain", "--resume", "answers.yaml", *by_path[2:], stdin="4\n\n")
    assert resumed.code == 0 and "Calm: 75 of 100" in resumed.out


def test_the_read_back_fits_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    held = run(*PLAIN, stdin=Leader(COORDINATE, "y", "n", "n"))
    heard = held.err.partition("This is what we heard:\n")[2].partition("Is that right?")[0]
    assert heard.strip() and max(map(len, heard.splitlines())) <= 40


def test_stopping_by_choice_is_no_interruption(run: Run, here: Path) -> None:
    stopped = run(*PLAIN, stdin="other_units\nn a note\nq\n")
    assert (stopped.code, stopped.out) == (0, "")
    assert dict(saved().notes) == {"by_decision": "a note"}


def test_the_end_of_the_pipe_at_the_last_questions_keeps_the_diagnosis(run: Run, here: Path) -> None:
    held = run(*PLAIN, stdin=Leader(COORDINATE))
    assert held.code == 130
    assert "C O O R D I N A T E" in held.out
    assert "jtbd-diag playbook answers.yaml -o playbook.pdf" in held.err


def test_answers_that_are_there_are_never_begun_over(run: Run, here: Path, answers: Path) -> None:
    before = answers.read_bytes()
    refused = run("interview", "--plain", stdin="1\n")
    assert (refused.code, refused.out) == (1, "")
    assert "answers.yaml F008" in refused.err and "jtbd-diag interview --resume answers.yaml" in refused.err
    assert answers.read_bytes() == before
    assert run(*PLAIN, "--force", stdin="other_units\nq\n").code == 0
    assert dict(saved().values) == {"causes": "other_units"}


@pytest.mark.parametrize("more", [["--resume", "answers.yaml"], ["--force"], ["--force", "-o", "link.yaml"]])
def test_answers_that_another_interview_writes_are_left_alone(run: Run, here: Path, more: list[str]) -> None:
    (here / "link.yaml").symlink_to("answers.yaml")
    second: list[Result] = []

    class Meanwhile(Leader):
        def answer(self, asked: str) -> str | None:
            if not second and saved().values:
                second.append(run("interview", "--plain", *more, stdin="1\nq\n"))
                second.append(run("diagnose", "answers.yaml"))
            return super().answer(asked)

    assert run(*PLAIN, stdin=Meanwhile(COORDINATE, "y", "n", "n")).code == 0
    refused, read = second
    assert (refused.code, refused.out) == (1, "")
    assert "F012 another interview is writing these answers: process " in refused.err
    assert "Question" not in refused.err and "--resume" not in refused.err
    assert read.code == 0
    assert set(saved().values) == set(COORDINATE)
    assert not list(here.glob(".*"))


def test_a_lock_left_behind_by_an_interview_that_was_killed_holds_nobody(run: Run, here: Path, answers: Path) -> None:
    (here / ".answers.yaml.lock").write_text("process 1 of nobody")
    with in_use(here / "other.yaml"):
        assert run("interview", "--plain", "--resume", "answers.yaml", stdin="q\n").code == 0
    assert not list(here.glob(".*"))


def test_without_locks_the_interview_goes_on(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("jtbd_diag.answers.file_in_use._lock", refuse)
    assert run(*PLAIN, stdin="other_units\nq\n").code == 0
    assert dict(saved().values) == {"causes": "other_units"}


def test_a_place_that_cannot_be_written_is_told_before_the_first_question(run: Run, here: Path) -> None:
    (here / "folder").mkdir()
    for output, words in (("gone/a.yaml", "make the folder first"), ("folder", "hint: -o folder/answers.yaml")):
        refused = run(*PLAIN, "-o", output, stdin="1\n")
        assert (refused.code, refused.out) == (1, "")
        assert words in refused.err and "Question" not in refused.err


def test_a_disk_that_fills_up_meanwhile(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, real = [0], os.fsync

    def full_after_two(descriptor: int) -> None:
        synced[0] += 1
        if synced[0] > 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr("os.fsync", full_after_two)
    failed = run(*PLAIN, stdin="other_units\nlittle\nyes\n")
    assert failed.code == 1
    assert "answers.yaml F007 the file cannot be written: no space left on device" in failed.err
    assert dict(saved().values) == {"causes": "other_units"}, "what was saved before stays"
    assert [path.name for path in here.iterdir()] == ["answers.yaml"]


def test_a_disk_that_is_full_from_the_beginning(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.write", full)  # the lock is a file too
    monkeypatch.setattr("os.fsync", full)
    failed = run(*PLAIN, stdin="other_units\n")
    assert failed.code == 1 and "answers.yaml F007 the file cannot be written: no space left" in failed.err
    assert [*here.iterdir()] == []


def test_resume_and_what_does_not_go_with_it(run: Run, here: Path, answers: Path) -> None:
    before = answers.read_bytes()
    other = run("interview", "--resume", answers, "-o", "else.yaml")
    assert other.code == 2 and "--resume saves in the same file" in " ".join(other.err.replace("│", "").split())
    short = run("interview", "--resume", answers, "--questionnaire", "leader-short")
    assert short.code == 1 and "answers.yaml:1:1 A001" in short.err
    assert answers.read_bytes() == before
    same = run("interview", "--plain", "--resume", answers, "--questionnaire", "leader", "-o", answers, stdin=":q\n")
    assert same.code == 0


def test_answers_that_no_longer_fit_are_kept_beside(run: Run, here: Path, answers: Path) -> None:
    text = answers.read_text().replace("answers:\n", "answers:\n  long_gone: 3\n", 1)
    text = "\n".join(line if not line.startswith("fingerprint") else "fingerprint: abc" for line in text.split("\n"))
    answers.write_text(text)
    on = run("interview", "--plain", "--resume", answers, stdin=":q\n")
    assert on.code == 0
    assert "'long_gone' is no item of 'leader'; this answer is not used" in on.err
    assert "kept in answers-before.yaml" in on.err
    assert (here / "answers-before.yaml").read_text() == text
    assert "long_gone" not in answers.read_text()


def test_the_long_form_asks_what_the_example_answers(run: Run, here: Path) -> None:
    said = read_yaml(EXAMPLES / "coordinate.yaml").data["answers"]
    given = {item: ", ".join(value) if isinstance(value, list) else str(value) for item, value in said.items()}
    held = run("interview", "--plain", stdin=Leader(given, "y", "n", "n", name="leader"))
    assert held.code == 0
    answered = {
        item: ", ".join(v) if isinstance(v, tuple) else str(v) for item, v in saved(name="leader").values.items()
    }
    assert {item: sorted(v) for item, v in answered.items()} == {item: sorted(v) for item, v in given.items()}
    assert held.out.splitlines()[:12] == run("diagnose", EXAMPLES / "coordinate.yaml").out.splitlines()[:12]


# by keys, in a terminal


class Terminal:
    """The program in a terminal of 80 columns, and what can be read on its screen."""

    def __init__(self, *arguments: str) -> None:
        pexpect = pytest.importorskip("pexpect")
        environment = {"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self.child: Any = pexpect.spawn(
            str(PROGRAM), list(arguments), dimensions=(24, 80), env=environment, encoding="utf-8", timeout=20
        )
        self.child.delaybeforesend = None
        self.screen = Screen(80, 24)

    def see(self, *words: str) -> Terminal:
        """Wait until all of these stand on the screen."""
        while not all(one in self.screen.text for one in words):
            try:
                self.screen.feed(self.child.read_nonblocking(4096, timeout=20))
            except Exception:  # the end, or nothing more to come
                pytest.fail(f"not shown: {words}\nbut: {self.screen.text}")
        return self

    def type(self, keys: str) -> Terminal:
        self.child.send(keys)
        return self

    def end(self) -> int:
        """Wait for the end; the exit code."""
        import pexpect

        self.screen.feed(self.child.read() if self.child.isalive() else "")
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus)


ENTER = "\r"


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_by_keys_back_note_kill_resume_change_finish_and_the_playbook(run: Run, here: Path) -> None:
    first = Terminal("interview", "--questionnaire", "leader-short@1")
    first.see("Begin").type(ENTER).see("where do most of the causes sit?").type("1")
    first.see("If you simply decided it tomorrow").type("b").see("where do most of the causes sit?").type("3")
    first.see("If you simply decided it tomorrow").type("n").see("A note to this answer")
    first.type("the bell times" + ENTER).see("If you simply decided it tomorrow", "the bell times")
    first.child.kill(9)
    first.child.close(force=True)
    assert dict(saved().values) == {"causes": "other_units"}
    assert dict(saved().notes) == {"by_decision": "the bell times"}

    second = Terminal("interview", "--resume", "answers.yaml")
    second.see("Welcome back. 1 of 8").type(ENTER).see("If you simply decided it tomorrow", "the bell times").type("4")
    second.see("Suppose that by next June").type("r").see("Your answers: 2 answered, 6 open", "Mostly with other teams")
    second.type("1" + ENTER).see("1 of 8", "where do most of the causes sit?").type("2")
    second.see("Your answers: 2 answered, 6 open", "About half there").type("f").see("Is that right? [Y/n]").type(
        "n" + ENTER
    ).see("in your own words")
    second.type("\x15The buses." + ENTER).see("Write the playbook as a PDF now? [Y/n]").type(ENTER)
    second.see("The answers are in answers.yaml, the playbook in playbook.pdf.")
    assert second.end() == 0
    assert saved().read_back == "The buses."
    assert dict(saved().values) == {"causes": "half_and_half", "by_decision": "little"}
    assert (here / "playbook.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_ctrl_c_keeps_what_was_typed_for_the_playbook(here: Path) -> None:
    (here / "answers.yaml").write_text(
        "questionnaire: leader-short\nanswers: {causes: other_units, by_decision: little, next_move: joint_look}\n"
    )
    held = Terminal("interview", "--resume", "answers.yaml")
    held.see("Welcome back").type(ENTER).type("r").see("Your answers").type("f").see("Is that right? [Y/n]")
    held.type("n" + ENTER).see("in your own words").type("\x15My own words").see("My own words").type("\x03")
    held.end()
    assert saved().read_back == "My own words"
