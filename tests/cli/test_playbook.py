"""`jtbd-diag playbook`: formats, folders, what is refused, and that nothing is replaced unasked."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import pypdf
import pytest

from .conftest import EXAMPLES, Run

DAY = ("--date", "2026-03-02")
STARTS = {".pdf": b"%PDF-", ".html": b"<!doctype html>", ".md": b"# ", ".docx": b"PK", ".txt": b""}


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def leaders(here: Path) -> list[str]:
    """Three answers files; the second is broken."""
    names = ["leaders/ana.yaml", "leaders/ben.yaml", "leaders/cleo.yaml"]
    (here / "leaders").mkdir()
    for name in names:
        (here / name).write_bytes((EXAMPLES / "reorient.yaml").read_bytes())
    broken = (here / names[1]).read_text().replace("answers:\n", "answers:\n  causes: nowhere\n", 1)
    (here / names[1]).write_text(broken)
    return names


def test_without_an_output_it_is_shown(run: Run, answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run("playbook", answers, *DAY)
    assert shown.code == 0
    assert "--issue sheets" in shown.err
    assert "March 2" in shown.out or "2 March" in shown.out
    assert max(map(len, shown.lines)) <= 80
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, run("playbook", answers, *DAY).lines)) <= 40


def test_all_formats_at_once(run: Run, answers: Path, here: Path) -> None:
    pytest.importorskip("pypandoc")
    outputs = [word for ending in STARTS for word in ("-o", f"plan{ending}")]
    written = run("playbook", answers, *outputs, *DAY)
    assert (written.code, written.out) == (0, "")
    assert written.err.splitlines() == [f"wrote plan{part}{ending}" for ending in STARTS for part in ("", "-sheets")]
    for ending, start in STARTS.items():
        for part in ("", "-sheets"):
            assert (here / f"plan{part}{ending}").read_bytes().lower().startswith(start.lower()), ending


def test_each_issue_holds_its_days_and_begins_today(run: Run, answers: Path) -> None:
    shown = {issue: run("playbook", answers, "--issue", issue).out for issue in ("now", "later", "last", "all")}
    days = ("The first month", "The second month", "The third month")
    for issue, day in zip(shown, days, strict=False):
        assert [one in shown[issue] for one in days] == [one == day for one in days], issue
    assert all(day in shown["all"] for day in days)
    today = [page.split("·")[1].split("\n")[0] for page in shown.values()]
    assert len(set(today)) == 1, "whoever asks for the second issue is a month on"
    sheets = run("playbook", answers, "--issue", "sheets")
    assert sheets.err == "" and sheets.out.startswith("Sheets to fill in")
    assert "Sheets to fill in" in shown["all"] and "Sheets to fill in" not in shown["now"]


def test_sheets_of_others_are_not_replaced(run: Run, answers: Path, here: Path) -> None:
    (here / "plan-sheets.md").write_text("mine")
    refused = run("playbook", answers, "-o", "plan.md")
    assert refused.code == 1 and "plan-sheets.md F008" in refused.err
    assert files(here) == ["answers.yaml", "plan-sheets.md"]


def test_the_same_day_gives_the_same_bytes(run: Run, answers: Path, here: Path) -> None:
    run("playbook", answers, "-o", "a.pdf", "-o", "a.html", *DAY)
    run("playbook", answers, "-o", "b.pdf", "-o", "b.html", *DAY)
    assert (here / "a.pdf").read_bytes() == (here / "b.pdf").read_bytes()
    assert (here / "a.html").read_bytes() == (here / "b.html").read_bytes()


def test_to_stdout_in_a_format(run: Run, answers: Path) -> None:
    assert run("playbook", answers, "--format", "pdf").raw.startswith(b"%PDF-")
    markdown = run("playbook", answers, "--format", ".MD", encoding="ascii")
    assert markdown.out.startswith("# ") and markdown.raw.decode("utf-8")


def test_a_terminal_is_spared_a_pdf(run: Run, answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jtbd_diag.cli.playbook.sys", _OnATerminal())
    refused = run("playbook", answers, "--format", "pdf")
    assert (refused.code, refused.out) == (2, "")
    assert "-o playbook.pdf" in refused.err


class _OnATerminal:
    class stdout:  # noqa: N801
        @staticmethod
        def isatty() -> bool:
            return True


# nothing is replaced


def test_nothing_is_replaced_and_nothing_written_when_one_is_there(run: Run, answers: Path, here: Path) -> None:
    (here / "b.md").write_text("mine")
    (here / "c.txt").write_text("mine too")
    refused = run("playbook", answers, "-o", "a.html", "-o", "b.md", "-o", "c.txt")
    assert refused.code == 1
    assert refused.err.count("F008") == 2 and "--force replaces it" in refused.err
    assert files(here) == ["answers.yaml", "b.md", "c.txt"]
    assert (here / "b.md").read_text() == "mine"
    assert run("playbook", answers, "-o", "a.html", "-o", "b.md", "-o", "c.txt", "--force").code == 0
    assert (here / "b.md").read_text().startswith("# ")


def test_a_wrong_ending_is_told_before_anything_is_written(run: Run, answers: Path, here: Path) -> None:
    refused = run("playbook", answers, "-o", "a.md", "-o", "a.odt")
    assert refused.code == 1
    assert "a.odt F009 there is no format 'odt'" in refused.err
    assert "hint: known: .pdf" in refused.err
    assert files(here) == ["answers.yaml"]


def test_an_output_that_cannot_be_written_is_told_and_the_others_are_written(
    run: Run, answers: Path, here: Path
) -> None:
    tried = run("playbook", answers, "-o", "gone/a.md", "-o", "b.md", "-o", "b.md")
    assert tried.code == 1
    assert "gone/a.md F007" in tried.err and "make the folder first" in tried.err
    assert tried.err.count("wrote") == 2
    assert files(here) == ["answers.yaml", "b-sheets.md", "b.md"]


def test_a_full_disk_leaves_nothing_behind(
    run: Run, answers: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    failed = run("playbook", answers, "-o", "a.md")
    assert failed.code == 1
    assert "a.md F007 the file cannot be written: no space left on device" in failed.err
    assert files(here) == ["answers.yaml"]


# folders


def test_one_bad_file_among_many_does_not_stop_the_rest(run: Run, leaders: list[str], here: Path) -> None:
    written = run("playbook", *leaders, "-o", "out/", "--format", "md", *DAY)
    assert written.code == 1
    assert "leaders/ben.yaml:" in written.err
    assert written.err.splitlines()[-1] == "wrote 2 of 3 playbooks to out"
    assert files(here / "out") == ["ana-sheets.md", "ana.md", "cleo-sheets.md", "cleo.md"]


def test_a_folder_is_filled_again_only_with_force(run: Run, leaders: list[str], here: Path) -> None:
    good = [leaders[0], leaders[2]]
    assert run("playbook", *good, "-o", "out", "--format", "md").code == 0
    again = run("playbook", *good, "-o", "out", "--format", "md")
    assert again.code == 1 and again.err.count("F008") == 2
    assert run("playbook", *good, "-o", "out", "--format", "md", "--force").code == 0


@pytest.mark.parametrize("folder", ["out/", "out.2026/", "there", "there.md"])
def test_what_counts_as_a_folder(folder: str, run: Run, leaders: list[str], here: Path) -> None:
    if folder.startswith("there"):
        (here / folder).mkdir()
    assert run("playbook", leaders[0], leaders[2], "-o", folder, "--format", "md").code == 0
    assert files(here / folder) == ["ana-sheets.md", "ana.md", "cleo-sheets.md", "cleo.md"]


def test_one_leader_into_a_folder(run: Run, answers: Path, here: Path) -> None:
    assert run("playbook", answers, "-o", "out/").code == 0
    name = here.name  # answers.yaml alone says nothing
    assert files(here / "out") == [f"{name}-sheets.pdf", f"{name}.pdf"]


def test_names_are_unique_even_where_files_are_called_alike(run: Run, here: Path) -> None:
    for folder in ("D01", "D02", "x/D01"):
        (here / folder).mkdir(parents=True)
        (here / folder / "answers.yaml").write_bytes((EXAMPLES / "correct.yaml").read_bytes())
    paths = [f"{folder}/answers.yaml" for folder in ("D01", "D02", "x/D01", "D01")]
    assert run("playbook", *paths, "-o", "out", "--format", "md", "--issue", "all").code == 0
    assert files(here / "out") == ["D01-2.md", "D01-3.md", "D01.md", "D02.md"]


def test_leaders_without_a_name_have_calendar_entries_of_their_own(run: Run, answers: Path, here: Path) -> None:
    text = "\n".join(line for line in answers.read_text().splitlines() if not line.startswith("respondent:"))
    names = ("s1", "s2", "s3")
    for name in names:
        (here / f"{name}.yaml").write_text(text)
    files = [f"{name}.yaml" for name in names]
    command = ("playbook", *files, "-o", "out", "--format", "ics", "--date", "2026-11-23")
    assert run(*command).code == 0
    first = [entries(here / "out" / f"{name}.ics") for name in names]
    assert len({uid for one in first for uid in one}) == sum(map(len, first))
    (here / "s2.yaml").write_text(text.replace("  name: ", "  name: Somebody Else "))
    assert run(*command, "--force").code == 0
    assert [entries(here / "out" / f"{name}.ics").keys() for name in names] == [one.keys() for one in first]


def entries(path: Path) -> dict[str, str]:
    """The version of every entry of a calendar by its identity."""
    lines = path.read_text().splitlines()
    uids, versions = ([line[len(key) :] for line in lines if line.startswith(key)] for key in ("UID:", "SEQUENCE:"))
    return dict(zip(uids, versions, strict=True))


def test_names_differ_in_more_than_capitals(run: Run, here: Path) -> None:
    for name in ("a.yaml", "A.yaml", "a-2.yaml"):
        (here / name).write_bytes((EXAMPLES / "correct.yaml").read_bytes())
    assert run("playbook", "a.yaml", "A.yaml", "a-2.yaml", "-o", "out", "--format", "md", "--issue", "all").code == 0
    assert len({name.lower() for name in files(here / "out")}) == 3


def test_a_folder_that_cannot_be_made(run: Run, leaders: list[str], here: Path) -> None:
    (here / "file").write_text("")
    refused = run("playbook", leaders[0], leaders[2], "-o", "file/out")
    assert refused.code == 1
    assert "file/out F007 the folder cannot be made" in refused.err


# usage


def test_usage(run: Run, leaders: list[str], here: Path) -> None:
    for arguments, words in (
        (leaders, "several answers files need a folder"),
        ([*leaders, "-o", "x.pdf"], "several answers files need a folder"),
        ([leaders[0], "--date", "yesterday"], "'yesterday' is not a date; write it as 20"),
        ([leaders[0], "--date", "2026-02-30"], "not a date"),
        ([leaders[0], "--format", "pdf", "-o", "x.html"], "do not agree"),
        ([], "Missing argument"),
        ([leaders[0], "--nonsense"], "No such option"),
    ):
        refused = run("playbook", *arguments)
        assert (refused.code, refused.out) == (2, ""), arguments
        assert words in " ".join(refused.err.replace("│", " ").split())
    assert files(here) == ["leaders"]


def test_an_unknown_format(run: Run, leaders: list[str], here: Path) -> None:
    for arguments in ([leaders[0], "--format", "odt"], [*leaders, "-o", "out", "--format", "odt"]):
        refused = run("playbook", *arguments)
        assert (refused.code, refused.out) == (1, "")
        assert "F009 there is no format 'odt'" in refused.err
    assert files(here) == ["leaders"]


def test_word_without_its_extra_says_how_to_get_it(
    run: Run, answers: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    refused = run("playbook", answers, "-o", "a.docx", "-o", "a.md")
    assert refused.code == 1
    assert "F010" in refused.err and "pip install pypandoc-binary" in refused.err
    assert files(here) == ["a-sheets.md", "a.md", "answers.yaml"]


# the theme


def test_a_theme_of_ones_own(run: Run, answers: Path, here: Path) -> None:
    (here / "brand").mkdir()
    (here / "brand" / "theme.yaml").write_text("organisation: Tallgrass District\ncolours: {brand: '#aa1155'}\n")
    assert run("playbook", answers, "--theme", "brand", "-o", "a.html").code == 0
    page = (here / "a.html").read_text()
    assert "Tallgrass District" in page and "#aa1155" in page


def test_a_bad_theme_is_told_once_with_its_lines(run: Run, leaders: list[str], here: Path) -> None:
    (here / "brand").mkdir()
    (here / "brand" / "theme.yaml").write_text("organisation: X\ncolors: {}\ncolours:\n  brand: red\n")
    refused = run("playbook", *leaders, "-o", "out/", "--theme", "brand")
    assert refused.code == 1
    assert refused.err.count("T003") == 2
    assert "brand/theme.yaml:2:1" in refused.err and "brand/theme.yaml:4:3" in refused.err
    assert run("playbook", leaders[0], "-o", "plan.pdf", "--theme", "nowhere").code == 1


def test_notes_reach_the_coach_and_every_reader_of_the_diagnosis(run: Run, answers: Path) -> None:
    note = "She [laughed] | and *left*"
    answers.write_text(f'{answers.read_text()}notes: {{causes: "{note}", voluntary: second}}\n')
    answered = "Mostly with one or two others"
    told = json.loads(run("diagnose", "answers.yaml", "--json").out)["notes"]
    assert told[0] == {"item": "causes", "answer": "other_units", "note": note}
    assert [one["item"] for one in told] == ["causes", "voluntary"]
    explained = run("diagnose", "answers.yaml", "--explain").out
    assert answered in explained and f"Note: {note}" in explained
    assert note not in run("diagnose", "answers.yaml").out
    page = run("playbook", "answers.yaml", "--issue", "all").out
    notes = page[page.index("For the coach: notes") :]
    assert "Mostly with one" in notes and "second" in notes
    assert "\n| Where have you seen most" in run("playbook", "answers.yaml", "--format", "md", "--issue", "all").out


def test_without_notes_there_is_no_page_for_them(run: Run, answers: Path) -> None:
    assert json.loads(run("diagnose", "answers.yaml", "--json").out)["notes"] == []
    assert "For the coach" not in run("playbook", "answers.yaml").out
    assert "Notes" not in run("diagnose", "answers.yaml", "--explain").out


def test_a_coach_gets_two_pages_beside(run: Run, answers: Path, here: Path) -> None:
    wrote = run("playbook", answers, "-o", "plan.pdf", "--for", "coach")
    assert "wrote plan-coach.pdf" in wrote.err
    assert len(pypdf.PdfReader(here / "plan-coach.pdf").pages) <= 2
    shown = run("playbook", answers, "--for", "coach").out
    for heading in ("Before the first call", "Handing it over", "Six calls", "Signs that it is another job"):
        assert heading in shown
    assert run("playbook", answers, "--for", "nobody").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("playbook", "correct.yaml", "-o", "-"),
        ("kit", "reorient.yaml", "-"),
        ("batch", "survey-200.csv", "-o", "r.csv", "--letters", "-", "--playbooks", "p"),
    ],
)
def test_no_folder_is_called_as_a_pipe_is(run: Run, here: Path, command: tuple[str, ...]) -> None:
    ran = run(*(EXAMPLES / word if word.endswith(".yaml") else word for word in command))
    assert ran.code == 1 and "- F007" in ran.err, ran.err
    assert list(here.iterdir()) == []


YEAR = """\
title: Riverton 2025-26
school: [{from: "2025-08-18", to: "2026-06-03"}]
"""


@pytest.mark.parametrize(("date", "told"), [("2025-10-01", False), ("2026-05-01", True), ("2026-12-01", True)])
def test_a_calendar_that_ends_before_the_plan_is_told(
    run: Run, answers: Path, here: Path, date: str, told: bool
) -> None:
    Path("year.yaml").write_text(YEAR)
    ran = run("playbook", answers, "-o", "p.md", "--calendar", "year.yaml", "--date", date, "--force")
    assert ran.code == 0
    assert (f"year.yaml does not tell of every day from {date}" in " ".join(ran.err.split())) is told
