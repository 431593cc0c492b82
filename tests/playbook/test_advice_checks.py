"""Faults planted in a copy of the playbooks are found, each with its place."""

import shutil
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError, Problem
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.playbook.advice.advice import load_advice
from jtbd_diag.playbook.checks.advice_checks import check_advice
from jtbd_diag.playbook.checks.template_checks import check_template, reached
from jtbd_diag.playbook.templates import fill
from tests.playbook.leaders import advice, questionnaire

PLAY = "playbooks/plays/why-it-keeps-happening.md"
AREA = "playbooks/problems/attendance.yaml"
SPLIT, PLANS = "playbooks/problems/transport_facilities.yaml", "playbooks/plans.yaml"
QUESTIONNAIRES = {
    name: questionnaire(name)
    for name in ("leader", "leader-short", "leader@1", "leader-short@1", "organisation", "organisation@1")
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name in (PLAY, AREA, SPLIT, PLANS, "playbooks/sources.yaml", "playbooks/correct.md.j2"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shipped_folder() / name, tmp_path / name)
    return tmp_path


def plant(own: Path, name: str, old: str, new: str) -> int:
    """Change a text, and tell the line it stands on."""
    text = (own / name).read_text("utf-8")
    assert old in text
    (own / name).write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(own: Path) -> list[Problem]:
    try:
        return check_advice(load_advice(Library(own)), QUESTIONNAIRES)
    except InputError as error:
        return list(error.problems)


def test_a_copy_without_a_fault_is_sound(own: Path) -> None:
    assert problems(own) == []


def test_everything_shipped_is_sound() -> None:
    assert check_advice(advice(), QUESTIONNAIRES) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (PLAY, "kind: tool", "kind: hammer", Code.PLAY_SHAPE),
        (AREA, "cases: students who", "cases: two students who", Code.PROBLEM_AREA_SHAPE),
        (AREA, "cases: students who", "cases: 10 students who", Code.PROBLEM_AREA_SHAPE),
        (PLAY, "kind: tool", "kin: tool", Code.UNKNOWN_KEY),
        (PLAY, "jobs: {correct: 1", "jobs: {correct: 9", Code.PLAY_SHAPE),
        (PLAY, "\n---\n", "\n---\n# Done\n", Code.PLAY_BODY),
        (PLAY, "done_when:", "done_wen:", Code.UNKNOWN_KEY),
        (PLAY, "done_when: each", "done_when: each [@nowhere-1999]", Code.UNKNOWN_SOURCE),
        (PLAY, "done_when: each", "done_when: each [@pace-2017]", Code.UNCITED_SOURCE),
        (PLAY, "purpose:", "never: {item: causs, is: own_unit}\npurpose:", Code.UNKNOWN_IN_CONDITION),
        (PLAY, "purpose:", "never: {item: causes, is: own_unti}\npurpose:", Code.UNKNOWN_IN_CONDITION),
        (PLAY, "purpose:", "never: {scale: scoop, at_least: 4}\npurpose:", Code.UNKNOWN_IN_CONDITION),
        (PLAY, "purpose:", "never: {result: jobb, is: x}\npurpose:", Code.UNKNOWN_IN_CONDITION),
        (PLAY, "purpose:", "never: {item: areas, is: x}\npurpose:", Code.UNKNOWN_IN_CONDITION),
        (PLAY, "conversation:", "# conversation:", Code.TOOL_WITHOUT_CONVERSATION),
        (PLAY, "teach:", "# teach:", Code.TOOL_WITHOUT_TEACHING),
        (PLAY, "purpose:", "excludes: [first-teems]\npurpose:", Code.EXCLUDES_NOTHING),
        (PLANS, "card: one-few-many", "card: one-few-mani", Code.EXCLUDES_NOTHING),
        (SPLIT, "parts: [buses,", "parts: [busses,", Code.EXCLUDES_NOTHING),
        (SPLIT, "parts: [buses, buildings, meals]", "parts: []", Code.PROBLEM_AREA_SHAPE),
        (AREA, "look_for:", "when: {item: caused, is: everywhere}\n    look_for:", Code.UNKNOWN_IN_CONDITION),
        (
            PLAY,
            'minutes: "30-45"',
            'minutes: [{if: {item: sise, is: small}, is: "9"}]',
            Code.UNKNOWN_IN_CONDITION,
        ),
        (PLAY, 'minutes: "30-45"', 'minutes: [{is: "{hours} minutes"}]', Code.PLAY_SHAPE),
        (
            AREA,
            "one by one\nlook_up",
            "one by one\n    told_by: [sort-the-nots]\nlook_up",
            Code.EXCLUDES_NOTHING,
        ),
        (
            AREA,
            "one by one\nlook_up",
            "one by one\n    unless: {item: x, is: y}\nlook_up",
            Code.UNKNOWN_IN_CONDITION,
        ),
        (AREA, "in_short:", "in_shrt:", Code.UNKNOWN_KEY),
        (AREA, "measure:", "measure: {}\nmeasur:", Code.UNKNOWN_KEY),
        (AREA, "sources: [oregon-attendance", "sources: [oregon-attendence", Code.UNKNOWN_SOURCE),
        (AREA, "[@oregon-attendance]", "[@oregon-attendence]", Code.UNKNOWN_SOURCE),
        (AREA, "sources: [oregon-attendance]", "sources: [oregon-attendance, pace-2017]", Code.UNCITED_SOURCE),
        (AREA, "effect: >-\n", "effect: >-\n    [@pace-2017]\n", Code.UNCITED_SOURCE),
        (AREA, "in_short: ", "in_short: [1]\nx: ", Code.PROBLEM_AREA_SHAPE),
        (AREA, "  sources: [rogers-feller-2018, robinson-2018]\n", "", Code.PROBLEM_AREA_SHAPE),
        (AREA, "strongest:", "strongst:", Code.UNKNOWN_KEY),
        ("playbooks/sources.yaml", "kind: paper", "kind: hearsay", Code.SOURCES_SHAPE),
        ("playbooks/sources.yaml", "strength: trial", "strength: proven", Code.SOURCES_SHAPE),
        ("playbooks/sources.yaml", "  strength: trial\n", "", Code.MISSING_KEY),
        ("playbooks/sources.yaml", "opened: 2026-11-28\n", "opened: lately\n", Code.SOURCES_SHAPE),
        ("playbooks/sources.yaml", "read: whole", "read: widely", Code.SOURCES_SHAPE),
        ("playbooks/sources.yaml", "  read: whole\n", "", Code.SOURCES_SHAPE),
        ("playbooks/sources.yaml", "  read: whole\n  opened: 2026-11-28\n", "", Code.UNREAD_SOURCE),
        ("playbooks/correct.md.j2", "{% endblock %}", "{{ nobody }}{% endblock %}", Code.TEMPLATE_NAME),
        ("playbooks/correct.md.j2", "{% endblock %}", "{{ leader.jbo }}{% endblock %}", Code.TEMPLATE_NAME),
        ("playbooks/correct.md.j2", "{% endblock %}", "{% if %}{% endblock %}", Code.TEMPLATE_SYNTAX),
    ],
)
def test_a_planted_fault_is_found_in_its_place(own: Path, name: str, old: str, new: str, code: Code) -> None:
    line = plant(own, name, old, new)
    found = problems(own)
    assert code in {problem.code for problem in found}
    first = next(problem for problem in found if problem.code is code)
    assert Path(first.where.file) == own / name
    is_missing = not new or new.startswith("#")
    assert abs(first.where.line - line) <= (12 if is_missing else 4)


def test_a_sentence_with_an_id_of_another_is_found(own: Path) -> None:
    shutil.copy(shipped_folder() / "playbooks/tailoring.yaml", own / "playbooks/tailoring.yaml")
    first, second = (one.id for one in advice().tailoring[:2])
    line = plant(own, "playbooks/tailoring.yaml", f"id: {second}", f"id: {first}")
    found = problems(own)
    assert [(problem.code, problem.where.line) for problem in found] == [(Code.DUPLICATE_ID, line)]


def test_a_play_without_front_matter_and_sources_that_are_no_mapping(own: Path) -> None:
    (own / PLAY).write_text("just words", "utf-8")
    (own / "playbooks/sources.yaml").write_text("- a\n", "utf-8")
    assert {problem.code for problem in problems(own)} == {Code.PLAY_SHAPE, Code.SOURCES_SHAPE}


def test_faults_of_all_files_are_told_together(own: Path) -> None:
    plant(own, PLAY, "kind: tool", "kind: hammer")
    plant(own, AREA, "in_short:", "in_shrt:")
    assert len({problem.where.file for problem in problems(own)}) == 2


def test_filling_tells_the_line_of_a_name_that_stands_for_nothing(tmp_path: Path) -> None:
    template = tmp_path / "a.md.j2"
    template.write_text("one\n{{ leader.x.y }}\n", "utf-8")
    with pytest.raises(InputError) as told:
        fill((tmp_path,), "a.md.j2", {"leader": {}})
    problem = told.value.problems[0]
    assert (problem.code, problem.where.file, problem.where.line) == (Code.TEMPLATE_NAME, str(template), 2)
    assert [p.code for p in check_template(template, (tmp_path,))] == [Code.TEMPLATE_NAME]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% for %}", Code.TEMPLATE_SYNTAX),
        ("{{ 1 / 0 }}", Code.TEMPLATE_SYNTAX),
        ("{{ ''.__class__ }}", Code.TEMPLATE_NAME),
    ],
)
def test_a_template_that_fails_is_a_complaint(tmp_path: Path, text: str, code: Code) -> None:
    (tmp_path / "b.md.j2").write_text(f"\n{text}", "utf-8")
    with pytest.raises(InputError) as told:
        fill((tmp_path,), "b.md.j2", {})
    assert told.value.problems[0].code in (code, Code.TEMPLATE_SYNTAX)
    assert told.value.problems[0].where.line == 2


def test_a_missing_template_is_a_complaint(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        fill((tmp_path,), "none.md.j2", {})
    assert told.value.problems[0].code is Code.MISSING_FILE


def test_what_fills_a_page_is_found_at_whatever_remove(tmp_path: Path) -> None:
    texts = {
        "a.md.j2": '{% extends "b.md.j2" %}',
        "b.md.j2": '{% include "c.md.j2" %}{% import "a.md.j2" as a %}',
        "c.md.j2": "words",
        "d.md.j2": "{% include which %}",
        "e.md.j2": "{% if %}",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert reached("a.md.j2", (tmp_path,)) == {"a.md.j2", "b.md.j2", "c.md.j2"}
    assert reached("d.md.j2", (tmp_path,)) == {*texts}, "a name that is worked out may be any"
    assert reached("e.md.j2", (tmp_path,)) == {"e.md.j2"}


def test_an_own_play_replaces_the_shipped_one(own: Path) -> None:
    plant(own, PLAY, "title: ", "title: My own ")
    library = load_advice(Library(own))
    assert library.plays["why-it-keeps-happening"].play.title.startswith("My own ")
    assert len(library.plays) == len(advice().plays)
