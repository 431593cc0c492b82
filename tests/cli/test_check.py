"""`jtbd-diag check`, and the bad files of the issue through every command that reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jtbd_diag.cli.checking.check_kinds_of_files import THEME_PAGES
from jtbd_diag.ground.library import shipped_folder

from .conftest import Run
from .test_library import MOOD, edit

PLAY = """\
---
title: A talk
kind: tool
jobs: {correct: 1, coordinate: 0, reorient: 0}
when: [{if: {item: causes, is: own_unit}, because: you said so}]
because: it helps
purpose: Talks.
minutes: 10
people: two
sources: [csba-continuous-improvement]
steps: ["Talk [@csba-continuous-improvement]."]
done_when: you have talked.
fails: Nobody talks.
---
"""
SHELVES = ("questionnaires", "playbooks", "offers")
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def found(run: Run, *paths: object) -> list[str]:
    """Every problem that `check` finds, in the form `place code`."""
    checked = run("check", *paths)
    lines = [line for line in checked.lines if not line.startswith("  hint: ")]
    assert checked.code == (1 if any(not line.startswith("warning: ") for line in lines) else 0)
    return [" ".join(line.removeprefix("warning: ").split()[:2]) for line in lines]


# all is well


def test_everything_shipped_passes_without_a_warning(run: Run) -> None:
    checked = run("check")
    assert (checked.code, checked.out) == (0, "")
    shipped = shipped_folder()
    kinds = [
        "*/theme/reference.docx",
        "*/*.yaml",
        "*/examples/*.yaml",
        "*/kit/*.yaml",
        "*/kit/*.md.j2",
        "*/codebooks/*.yaml",
        "*/*.md.j2",
        "*/plays/*.md",
        "*/problems/*.yaml",
        "*/theme/*.yaml",
        "*/program/*.yaml",
    ]
    many = sum(len(list(shipped.glob(kind.replace("*", shelf, 1)))) for kind in kinds for shelf in SHELVES)
    many += len(THEME_PAGES)
    assert checked.err == f"{many} files checked: no problems\n"


def test_every_shipped_file_passes_on_its_own(run: Run) -> None:
    for kind in ("questionnaires", "playbooks"):
        assert run("check", shipped_folder() / kind).out == ""


def test_a_folder_with_other_files_in_it(run: Run, here: Path) -> None:
    (here / "x").mkdir()
    (here / "x/mood.yaml").write_text(MOOD)
    (here / "x/compose.yaml").write_text("services: {}\n")
    (here / "x/README.md").write_text("# Not a play\n")
    checked = run("check", "x")
    assert (checked.code, checked.out) == (0, "")
    assert checked.err == "1 file checked, 1 of other kinds passed over: no problems\n"
    assert found(run, "x/compose.yaml") == ["x/compose.yaml F009"], "a file that was named is not passed over"


def test_a_folder_with_nothing_to_check_is_no_success(run: Run, here: Path) -> None:
    (here / "x").mkdir()
    checked = run("check", "x")
    assert checked.code == 1 and "x F001" in checked.err


# every planted fault, with its line, over several files


def test_every_planted_fault_of_several_files_is_told_with_its_line(run: Run, here: Path, answers: Path) -> None:
    (here / "mood.yaml").write_text(MOOD.replace("minutes: 1", "minuets: 1").replace("scale: calm}", "scale: clam}"))
    (here / "plays").mkdir()
    (here / "plays/talk.md").write_text(PLAY.replace("is: own_unit", "is: own_untt").replace("[@csba", "[@cbsa"))
    (here / "page.md.j2").write_text(
        "# {{ leader.titel }}\n\n{{ nobody }}\n{% if leader.job %}{{ later }}{% endif %}\n"
    )
    edit(here / answers, "answers:\n", "answers:\n  causes: nowhere\n  nothing: 1\n")
    edit(here / answers, "  causes: other_units\n", "")
    assert found(run, "mood.yaml", "plays/talk.md", "page.md.j2", answers) == [
        "answers.yaml:6:3 A004",
        "answers.yaml:7:3 A003",
        "mood.yaml:1:1 Q002",
        "mood.yaml:4:1 Q003",
        "mood.yaml:13:76 Q007",
        "page.md.j2:1:1 T002",
        "page.md.j2:3:1 T002",
        "page.md.j2:4:1 T002",
        "plays/talk.md:5:9 P004",
        "plays/talk.md:10:11 P003",
        "plays/talk.md:11:9 P002",
    ]


def test_a_fault_of_shape_in_one_play_does_not_hide_what_is_wrong_with_another(run: Run, here: Path) -> None:
    plays = here / "mine/playbooks/plays"
    plays.mkdir(parents=True)
    (plays / "a.md").write_text(PLAY.replace("kind: tool", "kind: toil"))
    (plays / "b.md").write_text(PLAY.replace("sources: [csba", "sources: [cbsa"))
    (here / "mine/playbooks/sources.yaml").write_text("x: {who: me}\n")
    checked = run("--library", "mine", "check")
    assert checked.code == 1
    for place in ("plays/a.md:3:", "plays/b.md:10:11 P002", "plays/b.md:11:9 P003", "sources.yaml:1:"):
        assert f"mine/playbooks/{place}" in checked.out
    assert checked.out == run("check", "mine").out, "the folder is its own library where none is named"


def test_a_play_finds_the_sources_and_questionnaires_of_its_own_library(run: Run, here: Path) -> None:
    (here / "mine/playbooks/plays").mkdir(parents=True)
    (here / "mine/questionnaires").mkdir()
    (here / "mine/questionnaires/mood.yaml").write_text(MOOD)
    own = PLAY.replace("csba-continuous-improvement", "our-own").replace(
        "item: causes, is: own_unit", "item: calm, is: 3"
    )
    (here / "mine/playbooks/plays/talk.md").write_text(own)
    read = "strength: single_story, read: whole, opened: 2026-11-28"
    source = f"{{who: We, what: Notes, where: 'https://example.org', kind: page, {read}}}"
    (here / "mine/playbooks/sources.yaml").write_text(f"our-own: {source}\n")
    assert found(run, "mine/playbooks/plays/talk.md") == []
    assert found(run, "mine") == []
    (here / "talk.md").write_text(own)
    assert found(run, "talk.md") == ["talk.md:5:9 P004", "talk.md:10:11 P002", "talk.md:11:9 P002"]


def test_answers_are_checked_against_a_questionnaire_checked_beside_them(run: Run, here: Path) -> None:
    (here / "mood.yaml").write_text(MOOD)
    (here / "said.yaml").write_text("questionnaire: mood\nanswers:\n  clam: 4\n")
    assert found(run, "mood.yaml", "said.yaml") == ["said.yaml:3:3 A003"]


def test_a_problem_area_a_theme_sources_and_the_rest(run: Run, here: Path) -> None:
    shelf = shipped_folder() / "playbooks"
    (here / "problems").mkdir()
    area = (shelf / "problems/attendance.yaml").read_text("utf-8")
    (here / "problems/own.yaml").write_text(area.replace("title:", "titel:", 1), encoding="utf-8")
    (here / "theme.yaml").write_text("colours: {ink: '#eeeeee'}\n")
    (here / "sources.yaml").write_text("x: {who: me, what: it, where: nowhere, kind: page}\n")
    (here / "plans.yaml").write_text("correct: soon\n")
    (here / "tailoring.yaml").write_text("id: x\n")
    (here / "needs.yaml").write_text("days: 90\n")
    named = ("problems", "theme.yaml", "sources.yaml", "plans.yaml", "tailoring.yaml", "needs.yaml")
    problems = found(run, *named)
    assert {problem.split(":")[0].split()[0] for problem in problems} == {*named[1:], "problems/own.yaml"}
    codes = {problem.split()[1] for problem in problems}
    assert {"T003", "P009", "P010", "P011", "Q002"} <= codes


def test_the_assumptions_of_a_library(run: Run, here: Path) -> None:
    (here / "mine/playbooks/program").mkdir(parents=True)
    (here / "mine/playbooks/program/needs.yaml").write_text("days: soon\n")
    assert any("needs.yaml:1:" in problem and "C004" in problem for problem in found(run, "mine"))


def test_a_level_of_the_staff_map_without_an_offer(run: Run, here: Path) -> None:
    folder = here / "mine/playbooks/program"
    folder.mkdir(parents=True)
    offers = (shipped_folder() / "playbooks/program/levels.yaml").read_text("utf-8")
    (folder / "levels.yaml").write_text(offers.replace("level: coaching", "level: coach"), encoding="utf-8")
    assert any("levels.yaml" in problem and "C006" in problem for problem in found(run, "mine"))
    (folder / "levels.yaml").write_text("- level: aware\n")
    assert any("levels.yaml:1:1 C006" in problem for problem in found(run, "mine"))


@pytest.mark.parametrize(
    ("page", "line", "place"),
    [
        ("page.html", "{{ nobody }}", "T002"),
        ("page.html", "{% if %}", "T001"),
        ("page.typ", "#nobody()", "T002"),
        ("profile.svg.j2", "{{ nobody }}", "T002"),
    ],
)
def test_the_pages_of_a_theme(page: str, line: str, place: str, run: Run, here: Path) -> None:
    theme = here / "mine/playbooks/theme"
    theme.mkdir(parents=True)
    text = (shipped_folder() / "playbooks/theme" / page).read_text("utf-8")
    (theme / page).write_text(f"{text}\n{line}\n", encoding="utf-8")
    number = len(text.splitlines()) + 2
    assert found(run, f"mine/playbooks/theme/{page}") == [f"mine/playbooks/theme/{page}:{number}:1 {place}"]


# bad questionnaires


def mood(old: str, new: str) -> str:
    assert old in MOOD
    return MOOD.replace(old, new, 1)


TWO_PROFILES = "profiles: {a: {title: A, at: {calm: 120}}, b: {title: B, at: {calm: 0}}}\n"
BAD_QUESTIONNAIRES = {
    "malformed": (mood("title: How is it?", "title: How: is it?"), "q.yaml:3:", "Y001"),
    "duplicate key": (mood("version: 1", "version: 1\nversion: 2"), "q.yaml:3:1", "Y002"),
    "unknown key": (mood("ask:", "aks:"), "q.yaml:13:", "Q003"),
    "wrong type": (mood("version: 1", "version: one"), "q.yaml:2:", "Q001"),
    "unknown scale": (mood("scale: calm}", "scale: clam}"), "q.yaml:13:", "Q007"),
    "scale without items": (mood(", scale: calm", ""), "q.yaml:7:", "Q009"),
    "unknown answers": (mood("answers: true_now", "answers: true_then"), "q.yaml:13:", "Q008"),
    "condition on nothing": (mood("calm}", "calm, ask_if: {item: x, answered: true}}"), "q.yaml:13:", "Q005"),
    "condition on itself": (mood("calm}", "calm, ask_if: {item: calm, is: 1}}"), "q.yaml:13:", "Q01"),
    "profile outside": (MOOD + TWO_PROFILES, "q.yaml:14:", "Q013"),
    "empty": ("", "q.yaml:1:1", "F005"),
    "only a comment": ("# nothing\n", "q.yaml:1:1", "F005"),
    "a list": ("- questionnaire\n", "q.yaml", "F009"),
    "a word": ("questionnaire\n", "q.yaml", "F009"),
    "bomb": (MOOD + BOMB, "q.yaml:", "Y003"),
    "deep": ("questionnaire: " + "[" * 500 + "]" * 500, "q.yaml:1:", "Y004"),
    "two documents": (MOOD + "---\n" + MOOD, "q.yaml:14:1", "Y001"),
    "a tag": (mood("title: How", "title: !!python/object/apply:os.system How"), "q.yaml:3:", "Y001"),
    "tab": (mood("  calm:", "\tcalm:"), "q.yaml:7:", "Y001"),
}


@pytest.mark.parametrize(("text", "place", "code"), BAD_QUESTIONNAIRES.values(), ids=BAD_QUESTIONNAIRES)
def test_a_bad_questionnaire_is_told_with_its_line(text: str, place: str, code: str, run: Run, here: Path) -> None:
    (here / "q.yaml").write_text(text)
    problems = found(run, "q.yaml")
    assert any(problem.startswith(place) and code in problem for problem in problems), problems
    for command in (["show", "q.yaml"], ["interview", "--questionnaire", "./q.yaml"]):
        refused = run(*command)
        assert (refused.code, refused.out) == (1, "")
        assert "q.yaml" in refused.err and not (here / "answers.yaml").exists()


# bad answers files

HEAD = b"questionnaire: leader\n"
BAD_ANSWERS = {
    "malformed": (HEAD + b"answers: {causes: [}\n", "bad.yaml:2:", "Y001"),
    "duplicate key": (HEAD + b"answers:\n  causes: own_unit\n  causes: own_unit\n", "bad.yaml:4:3", "Y002"),
    "unknown key": (HEAD + b"answers: {}\nnote: {}\n", "bad.yaml:3:1", "Q003"),
    "unknown item": (HEAD + b"answers:\n  cuases: own_unit\n", "bad.yaml:3:3", "A003"),
    "unknown option": (HEAD + b"answers:\n  causes: own_unti\n", "bad.yaml:3:3", "A004"),
    "wrong type": (HEAD + b"answers:\n  causes: [own_unit]\n", "bad.yaml:3:3", "A005"),
    "no questionnaire": (b"answers: {}\n", "bad.yaml:1:1", "Q002"),
    "a list": (b"- 1\n", "bad.yaml:1:1", "Y005"),
    "empty": (b"", "bad.yaml:1:1", "F005"),
    "binary": (bytes(range(256)), "bad.yaml:", "F004"),
    "NUL": (HEAD + b"answers: {}\n\0", "bad.yaml:3:1", "F004"),
    "latin-1": (HEAD + "answers: {episode: é}\n".encode("latin-1"), "bad.yaml:2:1", "F004"),
    "control character": (HEAD + b"answers: {episode: \x1b[31m}\n", "bad.yaml:2:", "Y001"),
    "bomb": (HEAD + BOMB.encode(), "bad.yaml:", "Y003"),
    "a fingerprint that is none": (HEAD + b"fingerprint: 3\nanswers: {}\n", "bad.yaml:2:", "A006"),
}


@pytest.mark.parametrize(("content", "place", "code"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_a_bad_answers_file_is_told_with_its_line(content: bytes, place: str, code: str, run: Run, here: Path) -> None:
    path = here / "bad.yaml"
    path.write_bytes(content)
    for command in (["diagnose"], ["playbook", "-o", "x.md"], ["interview", "--resume"]):
        refused = run(command[0], "bad.yaml", *command[1:]) if command[0] != "interview" else run(*command, "bad.yaml")
        assert (refused.code, refused.out) == (1, ""), command
        assert any(line.startswith(place) and f" {code} " in line for line in refused.err.splitlines()), refused.err
    assert run("check", "bad.yaml").code == 1
    assert path.read_bytes() == content
    assert [one.name for one in here.iterdir()] == ["bad.yaml"]


def test_what_a_path_can_be_instead_of_a_file(run: Run, here: Path) -> None:
    (here / "folder.yaml").mkdir()
    with (here / "huge.yaml").open("wb") as huge:
        huge.truncate(50_000_000)
    (here / "closed.yaml").symlink_to("closed.yaml")
    for name, code in (("folder.yaml", "F002"), ("huge.yaml", "F003"), ("closed.yaml", "F006"), ("gone.yaml", "F001")):
        for command in (["diagnose"], ["playbook"], ["interview", "--resume"], ["show"]):
            refused = run(*command, name)
            assert (refused.code, refused.out) == (1, ""), (command, name)
            assert f"{name} {code} " in refused.err


def test_what_stands_in_a_file_cannot_steer_the_terminal(run: Run, here: Path) -> None:
    (here / "bad.yaml").write_text('questionnaire: leader\nanswers:\n  causes: "\\e[31mred\\a"\n')
    told = run("diagnose", "bad.yaml").err + run("check", "bad.yaml").out
    assert "red" in told
    assert "\x1b" not in told and "\a" not in told


# bad plays and templates of an own library, when a playbook is written


def test_a_playbook_from_a_faulty_library_is_refused_with_the_place(run: Run, here: Path, answers: Path) -> None:
    folder = here / "mine/playbooks"
    (folder / "plays").mkdir(parents=True)
    (folder / "plays/talk.md").write_text(PLAY.replace("kind: tool", "kind: toil"))
    (folder / "coordinate.md.j2").write_text("# {{ leader.nobody }}\n")
    command = ("--library", "mine", "playbook", answers, "-o", "x.md")
    assert "mine/playbooks/plays/talk.md:3:" in run(*command).err
    (folder / "plays/talk.md").unlink()
    assert "mine/playbooks/coordinate.md.j2:1:1 T002" in run(*command).err
    (folder / "coordinate.md.j2").write_text("# Title\n\n{% if %}\n")
    refused = run(*command)
    assert refused.code == 1 and "mine/playbooks/coordinate.md.j2:3:1 T001" in refused.err
    assert not (here / "x.md").exists()


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "playbooks/theme/reference.docx": (lambda b: b"garbage", "reference.docx T003"),
    "playbooks/theme/page.html": (lambda b: b"hello", "page.html T003"),
    "playbooks/correct.md.j2": (lambda b: b + b'{% include "nope.md.j2" %}\n', "there is no template 'nope.md.j2'"),
    "questionnaires/leader.yaml": (lambda b: b.replace(b": leader\n", b": other\n", 1), "leader.yaml:5:1 Q001"),
}


def test_what_would_break_every_playbook_of_a_library_is_found(run: Run, here: Path) -> None:
    for name in ("correct", "theme", "leader"):
        assert run("copy", name, "mine").code == 0
    assert run("--library", "mine", "check").code == 0
    for file, (change, told) in BROKEN.items():
        path = here / "mine" / file
        sound = path.read_bytes()
        path.write_bytes(change(sound))
        checked = run("--library", "mine", "check")
        path.write_bytes(sound)
        assert checked.code == 1
        assert len([line for line in checked.lines if told in line]) == 1


# what a complaint means


@pytest.mark.parametrize("code", ["Q012", " q012 "])
def test_a_code_is_explained(run: Run, code: str) -> None:
    explained = run("check", "--explain", code)
    assert (explained.code, explained.err) == (0, "")
    assert explained.out.startswith("Q012  A condition or a setting does not fit")
    assert "`at_least`" in explained.out


def test_a_code_that_is_not_there_names_the_nearest(run: Run) -> None:
    explained = run("check", "--explain", "Q0133")
    assert (explained.code, explained.out) == (1, "")
    assert "no complaint with the code 'Q0133'" in explained.err
    assert "did you mean 'Q013'?" in explained.err


SEEN = """\
questionnaire: seen
version: 1
title: Plain words
minutes: 1
answer_sets: {three: [No, Partly, Yes]}
scales: {s: {title: S}}
perspectives:
  staff:
    title: You
    intro: Say how it is.
    heading: Here
    minutes: 1
    also: {}
sections:
  - title: Three
    items:
      - {id: a, type: rating, answers: three, scale: s, ask: It goes well., seen_by: {staff: {ask: It goes well here.}}}
      - {id: b, type: rating, answers: three, scale: s, reverse: true, ask: It goes badly.}
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("also: {}", "also: {nosuch: []}", "seen.yaml:13:5 Q018 there is no questionnaire of this name"),
        (
            "also: {}",
            "also: {staff-expertise: [nosuch]}",
            "seen.yaml:13:5 Q007 'staff-expertise' has no scale 'nosuch'",
        ),
        ("also: {}", "also: {after-30: []}", "seen.yaml:13:5 Q025 'after-30' scores nothing"),
        ("minutes: 1\n    also", "minutes: 0.1\n    also", "warning: seen.yaml:12:5 Q017 it takes"),
        ("It goes well here.", "Institutional accountability deteriorates.", "warning: seen.yaml:9:5 Q021 its wording"),
    ],
)
def test_a_form_for_others_is_checked_as_the_questionnaire_is(
    run: Run, here: Path, before: str, after: str, told: str
) -> None:
    assert "seen.yaml" not in run("check", _written(here, SEEN)).out
    assert before in SEEN
    checked = run("check", _written(here, SEEN.replace(before, after)))
    assert told in checked.out
    assert checked.code == int(not told.startswith("warning"))
    if checked.code:
        assert told.split(maxsplit=1)[1] in run("form", "seen.yaml", "--perspective", "staff", "-o", "x.html").err


def _written(here: Path, text: str) -> str:
    (here / "seen.yaml").write_text(text, "utf-8")
    return "seen.yaml"
