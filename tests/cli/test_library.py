"""A folder of one's own: `copy` makes it, `--library` lays it over the shipped files, `check` reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.ground.library import shipped_folder

from .conftest import Run


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# copy


def test_a_copied_questionnaire_is_used_and_passes_the_check(run: Run, here: Path) -> None:
    copied = run("copy", "leader-short", "mine")
    assert (copied.code, copied.out) == (0, "")
    assert "wrote mine/questionnaires/leader-short.yaml" in copied.err
    assert "use it with: jtbd-diag --library mine" in copied.err
    edit(here / "mine/questionnaires/leader-short.yaml", "title: ", "title: 'Tallgrass'  # ")
    assert run("--library", "mine", "check").code == 0
    assert "Tallgrass" in run("--library", "mine", "list", "questionnaires").out
    assert run("--library", "mine", "show", "leader-short").out.startswith("Tallgrass (leader-short")
    assert "Tallgrass" not in run("show", "leader-short").out


def test_the_environment_names_the_library_too(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("copy", "leader-short", "mine")
    edit(here / "mine/questionnaires/leader-short.yaml", "title: ", "title: 'Tallgrass'  # ")
    monkeypatch.setenv("JTBD_DIAG_LIBRARY", "mine")
    assert run("show", "leader-short").out.startswith("Tallgrass (leader-short")
    (here / "other" / "playbooks").mkdir(parents=True)
    assert not run("--library", "other", "show", "leader-short").out.startswith("Tallgrass"), "the option wins"


def test_everything_can_be_copied_into_one_folder_and_still_passes(run: Run, here: Path) -> None:
    names = ["leader", "leader-short", "small-test-this-week", "attendance", "correct", "base", "theme"]
    for name in names:
        assert run("copy", name, "mine").code == 0, name
    assert {
        "questionnaires/leader.yaml",
        "questionnaires/leader-short.yaml",
        "playbooks/plays/small-test-this-week.md",
        "playbooks/problems/attendance.yaml",
        "playbooks/correct.md.j2",
        "playbooks/base.md.j2",
        "playbooks/theme/theme.yaml",
        "playbooks/theme/page.typ",
    } <= files(here / "mine")
    checked = run("--library", "mine", "check")
    assert (checked.code, checked.out) == (0, "")
    assert run("check", "mine").out == ""


def test_a_copied_theme_can_be_copied_again(run: Run, here: Path) -> None:
    run("copy", "theme", "mine")
    (here / "mine/playbooks/theme/fonts").mkdir()
    (here / "mine/playbooks/theme/fonts/own.ttf").write_bytes(b"font")
    edit(here / "mine/playbooks/theme/theme.yaml", "organisation:", "organisation: Tallgrass  #")
    assert run("--library", "mine", "copy", "theme", "again").code == 0
    assert files(here / "again") == files(here / "mine")
    assert "Tallgrass" in (here / "again/playbooks/theme/theme.yaml").read_text()


def test_a_copy_replaces_only_with_force(run: Run, here: Path) -> None:
    run("copy", "theme", "mine")
    edit(here / "mine/playbooks/theme/theme.yaml", "organisation:", "organisation: Tallgrass  #")
    before = (here / "mine/playbooks/theme/theme.yaml").read_bytes()
    refused = run("copy", "theme", "mine")
    assert refused.code == 1
    assert refused.err.count("F008") == len(files(here / "mine")), "every file that is there is named"
    assert (here / "mine/playbooks/theme/theme.yaml").read_bytes() == before
    assert run("copy", "theme", "mine", "--force").code == 0
    assert (here / "mine/playbooks/theme/theme.yaml").read_bytes() != before


def test_a_copy_that_cannot_be(run: Run, here: Path) -> None:
    (here / "file").write_text("")
    refused = run("copy", "leader", "file")
    assert refused.code == 1 and "F007 the folder cannot be made: " in refused.err
    unknown = run("copy", "leadr", "mine")
    assert unknown.code == 1 and "did you mean 'leader'?" in unknown.err
    assert not (here / "mine").exists()


# one's own files over the shipped ones


def test_an_own_play_takes_the_place_of_a_shipped_one(run: Run, here: Path, answers: Path) -> None:
    plan = run("playbook", answers, "--format", "md").out
    plays = sorted((shipped_folder() / "playbooks" / "plays").glob("*.md"))
    titles = {
        path.stem: path.read_text("utf-8").split("title: ", 1)[1].split("\n", 1)[0].strip("\"'") for path in plays
    }
    chosen = next(name for name, title in titles.items() if title in plan)
    run("copy", chosen, "mine")
    edit(here / f"mine/playbooks/plays/{chosen}.md", titles[chosen], "Our own Tallgrass way")
    assert "Our own Tallgrass way" in run("--library", "mine", "playbook", answers, "--format", "md").out


def test_an_own_template_takes_the_place_of_a_shipped_one(run: Run, here: Path, answers: Path) -> None:
    run("copy", "coordinate", "mine")
    template = here / "mine/playbooks/coordinate.md.j2"
    template.write_text("# Tallgrass for {{ leader.job }}\n\nA plan.\n")
    shown = run("--library", "mine", "playbook", answers, "--format", "md")
    assert (shown.code, "sheets" in shown.err) == (0, True)
    assert shown.out.startswith("# Tallgrass for coordinate")


def test_an_own_theme_takes_the_place_of_the_shipped_one(run: Run, here: Path, answers: Path) -> None:
    theme = here / "mine/playbooks/theme"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("organisation: Tallgrass District\n")
    assert "Tallgrass District" in run("--library", "mine", "playbook", answers, "--format", "html").out


def test_a_questionnaire_of_ones_own_from_scratch(run: Run, here: Path) -> None:
    (here / "mine/questionnaires").mkdir(parents=True)
    (here / "mine/questionnaires/mood.yaml").write_text(MOOD)
    (here / "said.yaml").write_text("questionnaire: mood\nanswers: {calm: 4}\n")
    assert run("--library", "mine", "check").out == ""
    assert run("check", "mine/questionnaires/mood.yaml", "said.yaml").out == ""
    shown = run("--library", "mine", "diagnose", "said.yaml")
    assert shown.code == 0 and "Calm: 75 of 100" in shown.out
    refused = run("--library", "mine", "playbook", "said.yaml")
    assert refused.code == 1 and "has no jobs" in refused.err


def test_answers_to_a_questionnaire_that_is_nowhere(run: Run, here: Path) -> None:
    (here / "said.yaml").write_text("# from a colleague\nquestionnaire: mood\nanswers: {}\n")
    for command in ("diagnose", "playbook", "check"):
        refused = run(command, "said.yaml")
        assert refused.code == 1
        told = refused.out + refused.err
        assert "said.yaml:2:1 Q018 there is no questionnaire 'mood'" in told
        assert "--library names the folder that holds it" in told


def test_a_library_that_is_missing_or_none(run: Run, here: Path) -> None:
    for command in (["list"], ["check"], ["demo"], ["show", "leader"], ["interview"]):
        refused = run("--library", "nowhere", *command)
        assert (refused.code, refused.out) == (1, ""), command
        assert "nowhere F001 the library folder is not there" in refused.err
    (here / "empty").mkdir()
    shown = run("--library", "empty", "list")
    assert shown.code == 0
    assert "warning: empty F001" in shown.err and "holds no" in shown.err


MOOD = """\
questionnaire: mood
version: 1
title: How is it?
minutes: 1
answer_sets: {true_now: [Not true, Slightly true, Partly true, Mostly true, Very true]}
scales:
  calm:
    title: Calm
    bands: [{up_to: 50, title: low}, {title: high}]
sections:
  - title: Now
    items:
      - {id: calm, type: rating, answers: true_now, ask: Things are calm., scale: calm}
"""
