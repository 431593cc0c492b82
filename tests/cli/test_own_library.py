"""`check` on a library of one's own: the author's faults first; templates that nothing finds or that say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.ground.library import shipped_folder

from .conftest import Run
from .test_check import found
from .test_library import edit


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("minutes: 8", "minutes: eight", "Q001 'minutes'"),
        ("scope: 20", "scope: 200", "Q0"),
        ("spread: ", "spraed: ", "Q00"),
    ],
)
def test_what_only_follows_from_the_authors_fault_is_not_told_beside_it(
    run: Run, here: Path, old: str, new: str, place: str
) -> None:
    run("copy", "leader", "mine")
    edit(here / "mine/questionnaires/leader.yaml", old, new)
    checked = run("--library", "mine", "check")
    told = [line for line in checked.lines if not line.startswith("  hint: ")]
    assert checked.code == 1 and 0 < len(told) < 6
    assert all(line.startswith("mine/questionnaires/leader.yaml:") for line in told)
    assert any(place in line for line in told)
    assert checked.err.endswith(f"files checked: {len(told)} problem{'s' * (len(told) > 1)}\n")


def test_what_an_authors_fault_brings_about_in_shipped_files_is_counted(run: Run, here: Path) -> None:
    """A profile of another name: the shipped questionnaire beside it keeps its own, but an example answers this one."""
    run("copy", "leader", "mine")
    path = here / "mine/questionnaires/leader.yaml"
    path.write_text(path.read_text("utf-8").replace("coordinate:", "tutoring:"), "utf-8")
    checked = run("--library", "mine", "check")
    told = [line for line in checked.lines if not line.startswith("  hint: ")]
    assert checked.code == 1
    assert told[0].startswith("mine/questionnaires/leader.yaml:")
    assert told[1:] == ["and 3 in shipped files that may only follow from these"]  # examples of another version


def test_a_profile_without_a_template_and_a_template_without_a_profile(run: Run, here: Path, answers: Path) -> None:
    run("copy", "leader", "mine")
    path = here / "mine/questionnaires/leader.yaml"
    path.write_text(path.read_text("utf-8").replace("coordinate:", "tutoring:"), "utf-8")
    line = 1 + path.read_text("utf-8").splitlines().index("  tutoring:")
    place = f"mine/questionnaires/leader.yaml:{line}:3 F001"
    assert any(one.startswith(place) for one in found(run, "mine"))
    run("copy", "coordinate", "mine")
    (here / "mine/playbooks/coordinate.md.j2").rename(here / "mine/playbooks/tutorin.md.j2")
    checked = run("--library", "mine", "check")
    assert f"{place} there is no template 'tutoring.md.j2'" in checked.out and "did you mean 'tutorin'?" in checked.out
    assert "tutorin.md.j2 P012" in checked.out and "did you mean 'tutoring.md.j2'?" in checked.out
    refused = run("--library", "mine", "playbook", answers)
    assert (refused.code, "tutoring.md.j2 F001" in refused.err) == (1, True)
    assert "hint: did you mean 'tutorin.md.j2'?" in refused.err
    (here / "mine/playbooks/tutorin.md.j2").rename(here / "mine/playbooks/tutoring.md.j2")
    assert not any("F001" in one or "P012" in one for one in run("--library", "mine", "check").lines)


EMPTY_TEMPLATES = ["", " \n", "{# nothing #}\n", '{{ "" }}', "{% set x = 1 %}", "{% if leader.job %}{% endif %}"]


@pytest.mark.parametrize("text", EMPTY_TEMPLATES)
def test_a_template_that_says_nothing_is_told_by_check_and_playbook(
    run: Run, here: Path, answers: Path, text: str
) -> None:
    run("copy", "coordinate", "mine")
    (here / "mine/playbooks/coordinate.md.j2").write_text(text)
    assert found(run, "mine") == ["mine/playbooks/coordinate.md.j2:1:1 T001"]
    refused = run("--library", "mine", "playbook", answers, "-o", "x.md")
    assert (refused.code, "coordinate.md.j2:1:1 T001" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x\n{{ x is nosuchtest }}", "2:1 T001"),
        ("x\n{{ x | nosuchfilter }}", "2:1 T001"),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}x", ":1 T001"),
        (
            'x\n{% include "pars.md.j2" %}',
            "2:1 F001 there is no template 'pars.md.j2'\n  hint: did you mean 'parts.md.j2'?",
        ),
        ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "1:1 T001"),
        ('{% extends "x\0y" %}', "F00"),
    ],
)
def test_a_template_that_jinja_refuses_late_is_told_with_its_line(run: Run, here: Path, text: str, told: str) -> None:
    (here / "own.md.j2").write_text(text)
    checked = run("check", "own.md.j2")
    assert checked.code == 1 and told in checked.out, checked.out + checked.err


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("correct", "parts.play_card(play", "parts.playcard(play", "T002 'playcard'"),
        ("parts", "play.title", "play.titel", "T002 'titel'"),
        ("coordinate", "{% block body %}\n", "{% block body %}\n{{ 1 / 0 }}\n", "T001"),
    ],
)
def test_what_shows_only_where_a_template_is_filled_is_found(
    run: Run, here: Path, name: str, old: str, new: str, fault: str
) -> None:
    run("copy", name, "mine")
    path = here / f"mine/playbooks/{name}.md.j2"
    before, _, behind = path.read_text("utf-8").partition(old)
    path.write_text(before + new + behind.replace(old, new), "utf-8")
    line = (before + new.removesuffix("\n")).count("\n") + 1
    checked = run("--library", "mine", "check")
    told = [line for line in checked.lines if not line.startswith("  hint: ")]
    assert checked.code == 1 and len(told) == 1 and f"{name}.md.j2:{line}:1 {fault}" in told[0]


def test_a_theme_in_a_folder_of_any_name_is_checked(run: Run, here: Path) -> None:
    (here / "ours").mkdir()
    (here / "ours/page.html").write_text("<p>no playbook</p>")
    assert found(run, "ours") == ["ours/page.html T003"]
    (here / "ours/page.html").write_text("<p>{{ body }}</p>")
    (here / "ours/reference.docx").write_text("no Word file")
    assert found(run, "ours") == ["ours/reference.docx T003"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("plans.yaml", "\ncorrect:", "\ncorect:", "P010 no questionnaire has a job 'corect'"),
        (
            "plans.yaml",
            "three {cases}",
            "three {case}",
            "P010 'do' in entry 8 of 'steps': '{case}' stands for nothing",
        ),
        ("plans.yaml", "shows:", "show:", "Q003 unknown key 'show' in entry 1 of 'steps'"),
        ("tailoring.yaml", "jobs: [correct]", "jobs: [corect]", "P011 no questionnaire has a job 'corect'"),
        ("program/needs.yaml", "job: correct", "job: corect", "C004 no questionnaire has a job 'corect'"),
        ("program/offer-rules.yaml", "job: correct", "job: corect", "O001 there is no job 'corect'"),
        ("plays/ten-real-cases.md", "correct: 1", "corect: 1", "P001 no questionnaire has a job 'corect'"),
    ],
)
def test_what_nobody_would_get_for_a_slip_in_a_name_is_found(
    run: Run, here: Path, file: str, old: str, new: str, told: str
) -> None:
    path = here / "mine/playbooks" / file
    path.parent.mkdir(parents=True)
    text = (shipped_folder() / "playbooks" / file).read_text("utf-8")
    path.write_text(text.replace(old, new, 1), "utf-8")
    checked = run("check", path)
    assert checked.code == 1 and told in checked.out and "known: root" not in checked.out
