"""`jtbd-diag kit`: what is written, refused and told; and that `check` finds a card that nothing supplies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jtbd_diag.ground.library import shipped_folder

from .conftest import EXAMPLES, Run

DAY = ("--date", "2026-03-02")


def test_the_kit_is_written_and_told_piece_by_piece(run: Run, answers: Path, here: Path) -> None:
    pytest.importorskip("pypandoc")
    done = run("kit", EXAMPLES / "reorient.yaml", "kit", *DAY)
    assert (done.code, done.out) == (0, "")
    told = done.err.splitlines()
    assert told[0].split() == ["01-start-here.pdf", "Start", "here", "(10", "minutes)"]
    assert told[-1] == "wrote 11 files to kit; begin with the first"
    assert len(list((here / "kit").iterdir())) == 11
    again = run("kit", EXAMPLES / "reorient.yaml", "kit", *DAY)
    assert again.code == 1
    assert "F008" in again.err


def test_who_need_not_teach_is_told_so_and_may_have_all(run: Run, here: Path) -> None:
    refused = run("kit", EXAMPLES / "coordinate.yaml", "kit")
    assert refused.code == 1
    assert "P023" in refused.err
    assert not (here / "kit").exists()
    pytest.importorskip("pypandoc")
    assert run("kit", EXAMPLES / "coordinate.yaml", "kit", "--all", "--format", "md").code == 0
    assert "# Start here" in (here / "kit" / "01-start-here.md").read_text()


def test_a_format_that_is_none_is_refused(run: Run) -> None:
    assert "F009" in run("kit", EXAMPLES / "reorient.yaml", "kit", "--format", "ics").err


def test_check_finds_a_card_that_nothing_supplies(run: Run, here: Path) -> None:
    plays = here / "mine" / "playbooks" / "plays"
    plays.mkdir(parents=True)
    text = (shipped_folder() / "playbooks" / "plays" / "outlast-turnover.md").read_text()
    (plays / "outlast-turnover.md").write_text(text.replace("needs: {card: newcomer-card}\n", ""))
    found = run("--library", "mine", "check")
    assert found.code == 1
    assert "P021 'outlast-turnover' tells of a card, and nothing supplies it" in found.out


def test_check_finds_faults_of_an_own_kit(run: Run, here: Path) -> None:
    folder = here / "mine" / "playbooks" / "kit"
    shutil.copytree(shipped_folder() / "playbooks" / "kit", folder)
    (folder / "poster.md.j2").write_text("# Try {{ nobody }}\n")
    kit = folder / "kit.yaml"
    kit.write_text(kit.read_text().replace("jobs: [correct, reorient]", "jobs: [corect, reorient]", 1))
    found = run("--library", "mine", "check")
    assert "T002" in found.out
    assert "P022 the piece 'start-here' of the kit is for 'corect', which nobody has" in found.out
    assert "did you mean 'correct'?" in found.out


def test_a_staff_gets_a_page_of_who_gets_what(run: Run, here: Path) -> None:
    staff = ("batch", EXAMPLES / "staff-160.csv", "--questionnaire", "staff-expertise", "-o", "r.csv", "--kit", "kit")
    assert run(*staff, *DAY).code == 0
    assert sorted(path.name for path in (here / "kit").iterdir() if not path.name.startswith(".")) == [
        "who-gets-what.html",
        "who-gets-what.pdf",
    ]
    (here / "r.csv").unlink()
    again = run(*staff, *DAY)
    assert again.code == 1
    assert again.err.count("F008") == 2
    leaders = run("batch", EXAMPLES / "survey-200.csv", "-o", "l.csv", "--kit", "kit")
    assert leaders.code == 2
    assert "staff-expertise" in leaders.err
