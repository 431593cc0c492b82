"""`new`: a start of every kind is sound as it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jtbd_diag.ground.library import shipped_folder

from .conftest import Run
from .test_library import edit, files

EXAMPLE = str(shipped_folder() / "questionnaires" / "examples" / "correct.yaml")
STARTS = [
    ("questionnaire", "climate", "questionnaires/climate.yaml"),
    ("play", "walk-the-halls", "playbooks/plays/walk-the-halls.md"),
    ("problem", "late_buses", "playbooks/problems/late_buses.yaml"),
    ("template", "correct", "playbooks/correct.md.j2"),
    ("codebook", "ours", "questionnaires/codebooks/ours.yaml"),
    ("offer", "our-program", "offers/our-program.yaml"),
    ("theme", "Tallgrass Schools", "playbooks/theme/theme.yaml"),
]


@pytest.mark.parametrize(("kind", "name", "path"), STARTS)
def test_a_start_passes_the_check_as_it_is(run: Run, here: Path, kind: str, name: str, path: str) -> None:
    begun = run("new", kind, name, "mine")
    assert (begun.code, begun.out) == (0, "")
    assert f"wrote mine/{path}" in begun.err
    assert path in files(here / "mine")
    checked = run("--library", "mine", "check", "mine")
    assert (checked.code, checked.out) == (0, "")


def test_all_starts_together_pass_with_everything_shipped(run: Run) -> None:
    for kind, name, _ in STARTS:
        assert run("new", kind, name, "mine").code == 0
    checked = run("--library", "mine", "check")
    assert (checked.code, checked.out) == (0, "")


ANSWERS = "questionnaire: climate\nanswers: {same_aim: 5, no_number: 1, where: most}\n"


def test_the_questionnaire_scores_as_it_is(run: Run, here: Path) -> None:
    run("new", "questionnaire", "climate", "mine")
    assert (here / "mine/questionnaires/questionnaire.schema.json").is_file()
    (here / "a.yaml").write_text(ANSWERS)
    told = json.loads(run("--library", "mine", "diagnose", "a.yaml", "--json").out)
    assert {name: scale["score"] for name, scale in told["scales"].items()} == {"clarity": 100, "reach": 100}


def test_what_its_comments_promise_holds(run: Run, here: Path) -> None:
    run("new", "questionnaire", "climate", "mine")
    path = here / "mine/questionnaires/climate.yaml"
    path.write_text(re.sub(r"^# (profiles:|  begin:|  widen:|classification:)", r"\1", path.read_text(), flags=re.M))
    for job in ("begin", "widen"):
        assert run("new", "template", job, "mine").code == 0
    checked = run("--library", "mine", "check", "mine")
    assert (checked.code, checked.out) == (0, "")
    (here / "a.yaml").write_text(ANSWERS)
    assert json.loads(run("--library", "mine", "diagnose", "a.yaml", "--json").out)["job"] == "widen"
    made = run("--library", "mine", "playbook", "a.yaml")
    assert (made.code, "Help us bring it to the others" in made.out) == (0, True)


def test_the_play_reaches_whom_its_condition_names(run: Run, here: Path) -> None:
    run("new", "play", "walk-the-halls", "mine")
    run("copy", "leader-short", "mine")
    edit(here / "mine/playbooks/plays/walk-the-halls.md", "order: 50", "order: 1")
    # whoever asks for a coach gets that card in the one place for coaching
    edit(here / "mine/playbooks/plays/walk-the-halls.md", "kind: coaching", "kind: tool")
    made = run("--library", "mine", "playbook", EXAMPLE, "--date", "2026-11-30")
    assert made.code == 0
    assert "One thing to do, in a few plain words" in made.out


def test_the_template_makes_the_page(run: Run) -> None:
    run("new", "template", "correct", "mine")
    made = run("--library", "mine", "playbook", EXAMPLE, "--date", "2026-11-30")
    assert "What the first page is called" in made.out


def test_without_a_folder_it_goes_into_the_library_that_is_named(run: Run, here: Path) -> None:
    (here / "mine").mkdir()
    assert run("--library", "mine", "new", "play", "call").code == 0
    assert files(here / "mine") == {"playbooks/plays/call.md"}
    assert run("new", "play", "call").code == 0
    assert (here / "playbooks/plays/call.md").is_file()


def test_a_file_that_is_there_is_kept(run: Run, here: Path) -> None:
    run("new", "play", "call", "mine")
    (here / "mine/playbooks/plays/call.md").write_text("mine")
    again = run("new", "play", "call", "mine")
    assert (again.code, (here / "mine/playbooks/plays/call.md").read_text()) == (1, "mine")
    assert run("new", "play", "call", "mine", "--force").code == 0


@pytest.mark.parametrize("name", ["../out", "a b", "9", "-x", "a" * 70, "ü"])
def test_a_name_that_cannot_be_one_is_refused(run: Run, here: Path, name: str) -> None:
    begun = run("new", "questionnaire", "--", name, "mine")
    assert begun.code == 1
    assert "cannot be the name of a questionnaire" in begun.err
    assert not (here / "mine").exists()


def test_a_kind_that_is_not_there_is_a_slip_of_usage(run: Run) -> None:
    assert run("new", "playy", "x", "mine").code == 2
