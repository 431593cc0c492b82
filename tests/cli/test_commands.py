"""Every command on its happy path, and what its help says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jtbd_diag.cli.main import app
from jtbd_diag.ground.catalogue import table
from jtbd_diag.ground.library import shipped_folder

from .conftest import EXAMPLES, Run

COMMANDS = [command.name for command in app.registered_commands if command.name]


def test_all_commands_of_the_design_are_there() -> None:
    wanted = {"interview", "diagnose", "playbook", "check", "list", "show", "copy", "schema", "demo"}
    assert wanted <= set(COMMANDS)


# help


@pytest.mark.parametrize("columns", ["80", "40"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_examples_as_whole_lines(
    command: str, columns: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = run(command, "--help")
    assert shown.code == 0
    _, _, examples = shown.out.partition("\nExamples:\n")
    lines = [line.strip() for line in examples.splitlines() if "jtbd-diag" in line and "#" not in line]
    assert lines and all(line.startswith("jtbd-diag ") for line in lines)
    assert command in examples
    assert not re.search(r"<(bool|str|path|list)", shown.out), "a flag takes no value, and a leader no Python"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_a_narrow_terminal(command: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    page, _, _ = run(*([command] if command else []), "--help").out.partition("\nExamples:\n")
    assert max(map(len, page.splitlines())) <= 40
    assert "…" not in page and "│" not in page
    assert not re.search(r"\w \w+,?\.\.\.$", page, re.MULTILINE), "no sentence is cut short"


def test_the_program_alone_shows_its_help(run: Run) -> None:
    shown = run()
    assert shown.code == 2
    assert all(f" {name} " in shown.out + shown.err for name in COMMANDS)
    assert run("-h").code == 0


def test_the_version(run: Run) -> None:
    assert run("--version").out.startswith("jtbd-diag 0.")


def test_every_option_of_the_design_is_there(run: Run) -> None:
    wanted = {
        "interview": "--questionnaire --output --resume --plain",
        "diagnose": "--explain --json",
        "playbook": "--output --format --theme --date --force",
        "copy": "--force",
    }
    for command, options in wanted.items():
        assert set(options.split()) <= set(run(command, "--help").out.split()), command


def test_panels_of_help_hold_each_option_once_and_none_that_is_not_there(run: Run) -> None:
    for command, about in table("help").items():
        held = [name for names in about.get("panels", {}).values() for name in names]
        assert len(held) == len({*held}) and {*held} <= {*about.get("options", ())}, command
    shown = run("batch", "--help").out
    assert [shown.count(f"─ {panel} ─") for panel in table("help")["batch"]["panels"]] == [1, 1, 1, 1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_offers_the_commands(shell: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_JTBD_DIAG_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "jtbd-diag ")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("COMP_WORDS", "jtbd-diag ")
    monkeypatch.setenv("COMP_CWORD", "1")
    offered = run()
    assert offered.code == 0
    assert all(name in offered.out for name in COMMANDS)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("show lea", "leader-short"), ("copy the", "theme"), ("demo re", "reorient"), ("list pl", "plays")],
)
def test_shell_completion_offers_names(typed: str, wanted: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_JTBD_DIAG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"jtbd-diag {typed}")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert wanted in run().lines


# diagnose


def test_diagnose_tells_the_job_the_scales_and_what_it_rests_on(run: Run, answers: Path) -> None:
    shown = run("diagnose", answers)
    assert shown.code == 0
    assert "C O O R D I N A T E" in shown.out
    for words in ("Scope of focus", "Clear: it leads", "What would change it", "Push to act", "15 point to"):
        assert words in shown.out
    assert "validated" not in shown.out and "percentile" not in shown.out
    assert max(map(len, shown.lines)) <= 80


@pytest.mark.parametrize("name", ["coordinate", "coordinate.yaml"])
@pytest.mark.parametrize("words", [["diagnose"], ["playbook", "--format", "md", "--date", "2026-03-02"]])
def test_a_shipped_example_is_found_by_its_name(name: str, words: list[str], run: Run, here: Path) -> None:
    told = run(*words, name)
    assert (told.code, told.out) == (0, run(*words, str(EXAMPLES / "coordinate.yaml")).out)
    (here / name).write_text("questionnaire: leader\nanswers: {}\n")
    assert run(*words, name).out != told.out, "a file of this name comes first"


def test_diagnose_explain_shows_the_ledger_and_its_sum(run: Run, answers: Path) -> None:
    told = json.loads(run("diagnose", answers, "--json").out)
    shown = run("diagnose", answers, "--explain")
    assert "The ledger" in shown.out
    assert f"{told['lead']:+.3f}" in shown.out
    assert "The ledger" not in run("diagnose", answers).out


def test_diagnose_json_is_versioned_and_adds_up(run: Run, answers: Path) -> None:
    told = json.loads(run("diagnose", answers, "--json").out)
    assert told["shape"] == "jtbd-diag/diagnosis/1"
    assert told["job"] == "coordinate"
    assert sum(line["added"] for line in told["ledger"]) == pytest.approx(told["lead"], abs=1e-9)


def test_json_in_a_pipe_is_utf_8_whatever_the_locale(run: Run, answers: Path) -> None:
    answers.write_text(answers.read_text().replace("example-coordinate", "Zoë 日本"), encoding="utf-8")
    told = json.loads(run("diagnose", answers, "--json", encoding="ascii").raw)
    assert told["respondent"] == "Zoë 日本"


def test_diagnose_with_another_questionnaire_uses_what_both_share_and_says_so(run: Run, answers: Path) -> None:
    shown = run("diagnose", answers, "--questionnaire", "leader-short", "--json")
    assert shown.code == 0
    assert "A001" in shown.err and "answers.yaml:1:1" in shown.err
    assert json.loads(shown.out)["questionnaire"]["id"] == "leader-short"


def test_answers_of_an_older_version_are_told_and_scored_with_what_still_matches(run: Run, answers: Path) -> None:
    lines = [line for line in answers.read_text().splitlines() if not line.startswith("fingerprint")]
    lines.insert(1, "fingerprint: abcdefabcdef")
    at = lines.index("answers:") + 1
    answers.write_text("\n".join([*lines[:at], "  long_gone: 3", *lines[at:]]))
    shown = run("diagnose", answers)
    assert shown.code == 0
    assert "warning: answers.yaml:2:1 A002" in shown.err
    assert f"warning: answers.yaml:{at + 1}:3 A003 'long_gone'" in shown.err
    assert "C O O R D I N A T E" in shown.out


# list, show, schema


def test_list_names_everything_there_is(run: Run) -> None:
    shown = run("list")
    assert shown.code == 0
    for heading in ("QUESTIONNAIRES", "PLAYS", "PROBLEMS", "TEMPLATES", "EXAMPLES"):
        assert heading in shown.lines
    library = shipped_folder() / "playbooks"
    names = [path.stem for path in (*library.glob("plays/*.md"), *library.glob("problems/*.yaml"))]
    assert all(any(line.startswith(name) for line in shown.lines) for name in names)
    assert all(line == line.rstrip() for line in shown.lines)


def test_list_of_one_kind(run: Run) -> None:
    shown = run("list", "questionnaires")
    assert shown.lines[0] == "QUESTIONNAIRES"
    names = {line.split()[0] for line in shown.lines[1:] if not line.startswith(" ")}
    assert names == {path.stem for path in (shipped_folder() / "questionnaires").glob("*.yaml")}


def test_list_puts_words_below_names_where_it_is_narrow(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = run("list", "plays")
    assert max(map(len, shown.lines)) <= 40
    at = shown.lines.index("four-numbers-that-belong-together")
    assert shown.lines[at + 1].startswith("    tool: ")


def test_show_text_tells_points_and_reasons(run: Run) -> None:
    shown = run("show", "leader-short")
    assert "causes (single): Where have you seen most" in shown.out
    assert "[scope " in shown.out and "  why: " in shown.out


def test_show_form_can_be_printed_and_filled_in_by_hand(run: Run) -> None:
    shown = run("show", "leader", "--as", "form")
    assert "[ ]" in shown.out and "_____" in shown.out and "Tick all that apply." in shown.out
    assert "1. " in shown.out
    assert max(map(len, shown.lines)) <= 100
    assert "scope" not in shown.out, "a form tells no scales"
    told = " ".join(shown.out.split())
    assert "(Answer this only if you answered question 22 with “Once” or “Two or three" in told
    assert "(Answer this only if you answered question 9 with “Half there, half with" in told


def test_a_form_tells_every_kind_of_condition(run: Run, here: Path) -> None:
    ifs = {
        "b": "{item: a, includes: x}",
        "c": "{all: [{item: a, answered: true}, {not: {item: n, at_least: 2}}]}",
        "d": "{any: [{item: n, at_most: 5}, {item: n, answered: false}]}",
    }
    asked = "".join(f"      - {{id: {i}, type: text, ask: Text {i}, ask_if: {told}}}\n" for i, told in ifs.items())
    (here / "small.yaml").write_text(
        "questionnaire: small\nversion: 1\ntitle: Small\nminutes: 4\nscales: {s: {title: S}}\nsections:\n"
        "  - title: All\n    items:\n"
        "      - {id: a, type: multiple, ask: Which?, options: [{id: x, text: The X}, {id: y, text: The Y}]}\n"
        "      - {id: n, type: number, ask: How many?, band_points: {s: {0: 0, 5: 100}}}\n" + asked
    )
    shown = run("show", "small.yaml", "--as", "form")
    told = " ".join(shown.out.split())
    assert "(Answer this only if you ticked “The X” in question 1.)" in told, shown.err
    assert "only if you answered question 1, and you gave no number of 2 or more in question 2.)" in told
    assert "only if you gave a number of 5 or less in question 2, or you left question 2 blank.)" in told


@pytest.mark.parametrize("name", ["leader", "leader-short"])
def test_a_blank_answers_file_passes_the_check_and_is_undetermined(name: str, run: Run, here: Path) -> None:
    blank = run("show", name, "--as", "answers")
    (here / "blank.yaml").write_bytes(blank.raw)
    checked = run("check", "blank.yaml")
    assert (checked.code, checked.out) == (0, "")
    told = json.loads(run("diagnose", "blank.yaml", "--json").out)
    assert (told["outcome"], told["job"]) == ("undetermined", None)
    assert "Not enough to tell yet" in run("diagnose", "blank.yaml").out


def test_a_blank_answers_file_can_be_filled_in_with_an_editor(run: Run, here: Path) -> None:
    blank = run("show", "leader-short", "--as", "answers").out
    filled = blank.replace("\n  causes:", "\n  causes: own_unit").replace("\n  areas:", "\n  areas: [attendance]")
    (here / "filled.yaml").write_text(filled)
    assert run("check", "filled.yaml").code == 0


def test_show_source_is_the_file_itself(run: Run, here: Path) -> None:
    source = shipped_folder() / "questionnaires" / "leader.yaml"
    assert run("show", "leader", "--as", "source").raw == source.read_bytes().rstrip() + b"\n"
    assert run("show", "leader", "--as", "source", encoding="latin-1").raw == source.read_bytes().rstrip() + b"\n"


def test_show_prints_plays_and_problem_areas(run: Run) -> None:
    assert run("show", "small-test-this-week").out.startswith("---\ntitle: ")
    assert "first_changes:" in run("show", "attendance").out


def test_show_takes_a_path(run: Run, here: Path) -> None:
    (here / "mine.yaml").write_bytes((shipped_folder() / "questionnaires" / "leader-short.yaml").read_bytes())
    assert run("show", "mine.yaml").out == run("show", "leader-short").out


def test_show_of_an_unknown_name_suggests_the_nearest(run: Run) -> None:
    shown = run("show", "small-test-this-wek")
    assert shown.code == 1
    assert "did you mean 'small-test-this-week'?" in shown.err
    assert "did you mean 'leader'?" in run("show", "leder").err


def test_schema_is_the_committed_one(run: Run) -> None:
    committed = shipped_folder() / "questionnaires" / "questionnaire.schema.json"
    assert run("schema").raw == committed.read_bytes(), "jtbd-diag schema > questionnaires/questionnaire.schema.json"


# demo


def test_demo_shows_a_diagnosis_and_writes_a_pdf(run: Run, here: Path) -> None:
    shown = run("demo", "--date", "2026-03-02")
    assert shown.code == 0
    assert "C O O R D I N A T E" in shown.out
    assert shown.err == "\nThe first 30 days are in playbook.pdf, sheets beside it. Now your own: jtbd-diag interview\n"
    assert (here / "playbook.pdf").read_bytes().startswith(b"%PDF")


def test_demo_twice_overwrites_nothing(run: Run, here: Path) -> None:
    run("demo", "--date", "2026-03-02")
    first = (here / "playbook.pdf").read_bytes()
    assert "playbook-2.pdf" in run("demo", "--date", "2026-03-03").err
    assert (here / "playbook.pdf").read_bytes() == first
    refused = run("demo", "-o", "playbook.pdf")
    assert (refused.code, refused.out) == (1, "") and "F008" in refused.err
    assert run("demo", "-o", "playbook.pdf", "--date", "2026-03-03", "--force").code == 0
    assert (here / "playbook.pdf").read_bytes() == (here / "playbook-2.pdf").read_bytes()


@pytest.mark.parametrize("name", [path.stem for path in sorted(EXAMPLES.glob("*.yaml"))])
def test_demo_takes_every_example(name: str, run: Run, here: Path) -> None:
    shown = run("demo", name, "-o", "plan.md")
    assert shown.code == 0
    assert " ".join(name.upper()) in shown.out
    assert "warning" not in shown.err, "the shipped examples fit the shipped questionnaires"
    assert (here / "plan.md").read_text().startswith("# ")


def test_demo_of_an_unknown_example_names_the_known(run: Run) -> None:
    shown = run("demo", "nobody")
    assert shown.code == 1
    assert "known: coordinate, correct, reorient" in shown.err
