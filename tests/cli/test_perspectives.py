"""`simulate` and `interview` with `--perspective`: a place is rehearsed, a colleague asked in words of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.answers import read_answers_file
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from

from .conftest import EXAMPLES, Run
from .test_interview import Leader

SKILLS = "staff-expertise"


class Anybody(Leader):
    """Takes the first answer to whatever is asked, and goes on."""

    def answer(self, asked: str) -> str | None:
        said = super().answer(asked)
        return "1" if said in (None, ":s") else said


@pytest.fixture
def place(run: Run, here: Path) -> Path:
    """The invented place, whose staff is asked what it has done as well."""
    assert run("copy", "place-riverton", ".").code == 0
    path = here / "place-riverton" / "place.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  by: [School or office]", f"  also: [{SKILLS}]\n  by: [region]"), "utf-8")
    return path.parent


def rehearse(run: Run, place: Path) -> None:
    for who, n in (("staff", 46), ("cabinet", 7)):
        words = ("--perspective", who, "--place", place, "-n", n, "-o", place / f"{who}.csv")
        done = run("simulate", "leader", *words, "--repeats", 0, "--quits", 0, "--force")
        assert done.code == 0 and "says that it is invented" in done.err


def test_a_place_is_rehearsed_and_the_page_says_that_it_is_invented(run: Run, place: Path) -> None:
    rehearse(run, place)
    done = run("compare", place, "-o", place / "eyes.html", "--date", "2026-11-29")
    assert done.code == 0 and "53 answered beside the leader" in done.err
    page = (place / "eyes.html").read_text("utf-8")
    assert "nvented" in page
    alone = page[page.index("What they alone were asked") :]
    assert alone.index("Name the problem") < alone.index("taught others") < alone.index("What is not shown")


def test_what_a_staff_has_done_is_asked_only_where_a_place_says_so(run: Run, place: Path, here: Path) -> None:
    skill = "Coach somebody else who leads such a team."
    for more, there in ((("--place", place), True), (("--place", EXAMPLES / "place-riverton"), False), ((), False)):
        done = run("form", "leader", "--perspective", "staff", *more, "-o", "staff.html", "--force")
        assert done.code == 0 and (skill in (here / "staff.html").read_text("utf-8")) is there
    form = seen_from(load_questionnaire("leader"), "staff", load_questionnaire, (SKILLS,))
    assert form.minutes == 2 + load_questionnaire(SKILLS).minutes


def test_too_few_tell_nothing_of_what_they_have_done(run: Run, place: Path) -> None:
    rehearse(run, place)
    rows = (place / "staff.csv").read_text("utf-8").splitlines()
    (place / "staff.csv").write_text("\n".join(rows[:9]) + "\n", "utf-8")
    done = run("compare", place, "-o", place / "eyes.html", "--date", "2026-11-29")
    assert done.code == 0 and "What they alone" not in (place / "eyes.html").read_text("utf-8")


def test_somebody_of_the_cabinet_is_interviewed(run: Run, place: Path) -> None:
    words = ("interview", "--plain", "--perspective", "cabinet", "--place", place, "-o", "ana.yaml")
    aside = run(*words, stdin="\n1\nq\n")
    assert "The late buses at Riverton Middle School" in aside.err
    assert f"interview --resume ana.yaml --place {place}" in aside.err
    assert read_answers_file(Path("ana.yaml")).content.rater == "cabinet"
    on = run("interview", "--plain", "--resume", "ana.yaml", "--place", place, stdin=Anybody({}))
    assert on.code == 0 and on.err.rstrip().endswith("Saved in ana.yaml.")
    assert on.out == "", "of one rater alone nothing is told"
    assert run("check", "ana.yaml").code == 0
    refused = run("interview", "--plain", "--perspective", "cabinet", "-o", "ana.yaml", stdin="1\n")
    assert refused.code == 1 and "F008" in refused.err


def test_a_form_without_that_perspective_says_so(run: Run, here: Path) -> None:
    for command in (("simulate", "leader-short", "-o", "x.csv"), ("interview", "--questionnaire", "leader-short")):
        done = run(*command, "--perspective", "staff")
        assert done.code == 1 and "Q" in done.err and [*here.iterdir()] == []
