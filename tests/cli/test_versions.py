"""Two versions of a questionnaire in a library: each is found by its name, by answers and by a survey's columns."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from jtbd_diag import load_questionnaire
from tests.cli.conftest import EXAMPLES, Run

FIRST = """\
questionnaire: mood
version: 1
title: How is it?
minutes: 2
answer_sets: {true_now: [Not true, Slightly true, Partly true, Mostly true, Very true]}
scales: {calm: {title: Calm}}
sections:
  - title: Now
    items:
      - {id: calm, type: rating, answers: true_now, ask: Things are calm., scale: calm}
      - {id: quiet, type: rating, answers: true_now, ask: Nobody shouts here., scale: calm}
"""
SECOND = FIRST.replace("version: 1", "version: 2").replace(
    "{id: quiet, type: rating, answers: true_now, ask: Nobody shouts here., scale: calm}",
    "{id: loud, type: rating, answers: true_now, ask: It is loud here., scale: calm, reverse: true}\n"
    "      - {id: rest, type: rating, answers: true_now, ask: There are breaks., scale: calm}",
)


@pytest.fixture
def own(here: Path) -> Path:
    """A library with both versions, and answers to each."""
    shelf = here / "mine" / "questionnaires"
    shelf.mkdir(parents=True)
    (shelf / "mood.yaml").write_text(SECOND)
    (shelf / "mood@1.yaml").write_text(FIRST)
    (here / "old.yaml").write_text("questionnaire: mood\nversion: 1\nanswers: {calm: 5, quiet: 3}\n")
    (here / "new.yaml").write_text("questionnaire: mood\nanswers: {calm: 5, loud: 3, rest: 1}\n")
    (here / "old.csv").write_text("Things are calm.,Nobody shouts here.\nVery true,Partly true\nNot true,Not true\n")
    (here / "new.csv").write_text(
        "Things are calm.,It is loud here.,There are breaks.\nVery true,Partly true,Not true\n"
    )
    return here


def test_each_version_is_listed_shown_and_checked(run: Run, own: Path) -> None:
    listed = run("--library", "mine", "list", "questionnaires").out
    assert "mood@1" in listed and "version 1, 2 items" in listed and "version 2, 3 items" in listed
    assert "Nobody shouts" in run("--library", "mine", "show", "mood@1").out
    for name in ("mood", "mood@2"):
        assert "It is loud" in run("--library", "mine", "show", name).out
    assert run("--library", "mine", "check").code == 0
    assert run("--library", "mine", "check", "old.yaml", "new.yaml").out == ""


def test_a_version_that_is_not_there(run: Run, own: Path) -> None:
    for command in (["show", "mood@3"], ["interview", "--questionnaire", "mood@3"]):
        refused = run("--library", "mine", *command)
        assert refused.code == 1
        assert "mood@3 Q018 there is no version 3 of the questionnaire 'mood'" in refused.err
        assert "there are: mood@2, mood@1" in refused.err
    assert "there is no questionnaire of this name" in run("--library", "mine", "show", "moood@1").err


def test_a_file_named_for_another_version_is_a_fault(run: Run, own: Path) -> None:
    (own / "mine/questionnaires/mood@7.yaml").write_text(FIRST)
    told = run("--library", "mine", "check")
    assert told.code == 1 and "named 'mood@7'" in told.out


@pytest.mark.parametrize(
    ("says", "score"),
    [
        ("questionnaire: mood\nversion: 1\n", 75),
        ("questionnaire: mood@1\n", 75),
        ("questionnaire: mood\nversion: 2\n", 100),
        ("questionnaire: mood\n", 100),
        ("questionnaire: mood@2\n", 100),
    ],
)
def test_answers_find_the_version_they_were_given_to(run: Run, own: Path, says: str, score: int) -> None:
    (own / "a.yaml").write_text(
        f"{says}answers: {{calm: 5, quiet: 3}}\n".replace("quiet: 3", "quiet: 3" if score == 75 else "rest: 5")
    )
    shown = run("--library", "mine", "diagnose", "a.yaml")
    assert shown.err == "" and f"Calm: {score} of 100" in shown.out


def test_a_fingerprint_finds_its_version_whatever_number_stands_beside_it(run: Run, own: Path) -> None:
    saved = run("--library", "mine", "diagnose", "old.yaml", "--json").out
    stamp = saved.partition('"fingerprint": "')[2][:12]
    (own / "a.yaml").write_text(
        f"questionnaire: mood\nversion: 2\nfingerprint: {stamp}\nanswers: {{calm: 3, quiet: 3}}\n"
    )
    assert "Calm: 50 of 100" in run("--library", "mine", "diagnose", "a.yaml").out


def test_a_survey_is_read_in_the_version_of_its_columns(run: Run, own: Path) -> None:
    old = run("--library", "mine", "batch", "old.csv", "--questionnaire", "mood", "-o", "r.csv")
    assert old.code == 0
    assert "the columns are those of version 1 of 'mood', and are scored as such; version 2 is in use" in old.err
    assert pl.read_csv("r.csv")["version"].to_list() == [1, 1]
    new = run("--library", "mine", "batch", "new.csv", "--questionnaire", "mood", "-o", "r.csv", "--force")
    assert "version" not in new.err and pl.read_csv("r.csv")["version"].to_list() == [2]
    named = run("--library", "mine", "batch", "old.csv", "--questionnaire", "mood@2", "-o", "r.csv", "--force")
    assert pl.read_csv("r.csv")["version"].to_list() == [2, 2] and "no column for 2 of 3" in named.err


def test_a_mapping_may_name_the_version(run: Run, own: Path) -> None:
    (own / "m.yaml").write_text("questionnaire: mood@1\nitems: {quiet: Nobody shouts here.}\n")
    ran = run("--library", "mine", "batch", "old.csv", "--mapping", "m.yaml", "-o", "r.csv")
    assert ran.code == 0, ran.err
    assert pl.read_csv("r.csv")["version"].to_list() == [1, 1]


def test_a_survey_from_a_pipe_is_read_in_its_version(run: Run, own: Path) -> None:
    text = (own / "old.csv").read_text()
    ran = run("--library", "mine", "batch", "-", "--questionnaire", "mood", "-o", "r.csv", stdin=text)
    assert ran.code == 0 and pl.read_csv("r.csv")["version"].to_list() == [1, 1]


def test_a_folder_is_read_in_the_version_of_most_files(run: Run, own: Path) -> None:
    (own / "back").mkdir()
    (own / "back/a.yaml").write_text((own / "old.yaml").read_text())
    (own / "back/b.yaml").write_text((own / "old.yaml").read_text().replace("5", "4"))
    ran = run("--library", "mine", "batch", "back", "-o", "r.csv")
    assert ran.code == 0, ran.err
    assert pl.read_csv("r.csv")["version"].to_list() == [1, 1]


def test_an_export_of_all_questions_of_a_shorter_version_is_of_that_version(run: Run, here: Path) -> None:
    """Ids that both versions have tell nothing by their number alone."""
    asked = load_questionnaire("leader-short@1")
    given = {item.id: asked.options(item.id)[0].id for item in asked.items.values() if item.id != "areas"}
    (here / "old.csv").write_text("id," + ",".join(given) + "\nR1," + ",".join(given.values()) + "\n")
    ran = run("batch", "old.csv", "-o", "r.csv", "--questionnaire", "leader-short")
    assert "version 1" in ran.err
    assert pl.read_csv("r.csv")["version"].to_list() == [1]
    first = next(iter(given))
    (here / "few.csv").write_text(f"id,{first}\nR1,{given[first]}\n")
    run("batch", "few.csv", "-o", "f.csv", "--questionnaire", "leader-short")
    assert pl.read_csv("f.csv")["version"].to_list() == [2], "too little to tell: the one in use"


def test_a_folder_is_of_the_version_that_most_of_its_files_answer(run: Run, here: Path) -> None:
    (here / "sent").mkdir()
    for n in range(2):
        (here / f"sent/a{n}.yaml").write_text("questionnaire: leader-short\nversion: 1\nanswers: {causes: own_unit}\n")
        mark = "" if n else "fingerprint: 0123456789ab\n"
        (here / f"sent/b{n}.yaml").write_text(
            f"questionnaire: leader-short\nversion: 2\n{mark}answers: {{causes: own_unit}}\n"
        )
    run("batch", "sent", "-o", "r.csv")
    assert set(pl.read_csv("r.csv")["version"].to_list()) == {2}


def test_tables_of_two_versions_are_not_one_body(run: Run) -> None:
    first = Path(__file__).parents[1] / "first_version" / "survey-200.csv"
    told = run("evidence", "survey-200.csv", first, "-o", "e.html")
    assert told.code == 1 and "version 1" in told.err and "version 2" in told.err
    assert not Path("e.html").exists()


def test_a_survey_without_a_battery_s_first_statement_has_its_evidence(run: Run, here: Path) -> None:
    rows = (EXAMPLES / "survey-200.csv").read_text("utf-8")
    (here / "less.csv").write_text(rows.replace("The result I want belongs to one team or office.", "Ours", 1), "utf-8")
    assert run("evidence", "less.csv", "-o", "e.html").code == 0


def test_a_workbook_in_a_folder_that_is_not_there_is_refused(run: Run) -> None:
    told = run("evidence", "survey-200.csv", "-o", "gone/e.xlsx")
    assert told.code == 1 and "F007" in told.err and "make the folder first" in told.err


THIRD = FIRST.replace("version: 1", "version: 2").replace("Partly true, Mostly true, Very true", "Half true, Very true")


@pytest.fixture
def same_questions(own: Path) -> Path:
    """Two versions that ask the same, with other answers to tick; and a table of each, and of neither."""
    (own / "mine/questionnaires/mood.yaml").write_text(THIRD)
    head = "Things are calm.,Nobody shouts here.\n"
    (own / "old.csv").write_text(head + "Very true,Partly true\nMostly true,Not true\n" * 20)
    (own / "new.csv").write_text(head + "Very true,Half true\nHalf true,Not true\n" * 20)
    (own / "either.csv").write_text(head + "Very true,Not true\nSlightly true,Not true\n" * 20)
    return own


@pytest.mark.parametrize(("table", "version"), [("old", 1), ("new", 2), ("either", 2)])
def test_versions_that_ask_the_same_are_told_apart_by_their_answers(
    run: Run, same_questions: Path, table: str, version: int
) -> None:
    """By batch, evidence and impact alike; where nothing tells them apart, the one in use counts."""
    words = ("--library", "mine")
    scored = run(*words, "batch", f"{table}.csv", "--questionnaire", "mood", "-o", "out.csv", "--force")
    assert scored.code == 0 and ("mood 1" in scored.err or "version 1" in scored.err) is (version == 1)
    assert set(pl.read_csv("out.csv").get_column("version")) == {version}
    assert set(pl.read_csv("out.csv").get_column("unreadable")) == {0}
    told = run(*words, "evidence", f"{table}.csv", "--questionnaire", "mood", "-o", "e.html", "--force")
    assert told.code == 0 and f"mood {version} (" in Path("e.html").read_text("utf-8")
    seen = run(*words, "impact", "mood@1", "mood", f"{table}.csv")
    assert seen.code == 0
