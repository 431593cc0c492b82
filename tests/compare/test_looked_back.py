"""Asked again how it was then: what is told of it, who is asked it, and that it enters no score."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import fmean, stdev

import pytest
from openpyxl import load_workbook
from scipy import stats
from typer.testing import CliRunner, Result

from jtbd_diag.answers import Answers, read_answers, write_answers
from jtbd_diag.answers.answer_code import code_of, read_code
from jtbd_diag.cli.main import app
from jtbd_diag.compare import looked_back as looked_back_module
from jtbd_diag.compare.cohort_waves import CohortWaves, cohort_waves
from jtbd_diag.compare.looked_back import LookedBack, looked_back
from jtbd_diag.compare.transitions import Transitions
from jtbd_diag.compare.two_waves import two_waves
from jtbd_diag.compare.waves_page import waves_findings
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import (
    Questionnaire,
    Value,
    fingerprint,
    load_questionnaire,
    questionnaire_from_text,
    wording_fingerprint,
)
from jtbd_diag.questionnaire.look_back import looking_back, looks_back_at
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from tests.compare.cohort_again import COHORT, rows_of, written

SHIPPED = shipped_folder()
LEADER = load_questionnaire("leader")
AGAIN = looking_back(LEADER)
TEXT = (SHIPPED / "questionnaires" / "leader.yaml").read_text("utf-8")
MUST, WELL = "outsiders_must_change", "else_runs_well"
CORRECT = dict(read_answers(SHIPPED / "questionnaires" / "examples" / "correct.yaml", LEADER)[0].values)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


# what is asked, and that nothing comes of it


def test_the_form_of_a_later_wave_asks_of_then_last_and_is_no_other_form() -> None:
    assert looks_back_at(LEADER) == {f"then_{MUST}": MUST, f"then_{WELL}": WELL}
    assert [*AGAIN.items] == [*LEADER.items, f"then_{MUST}", f"then_{WELL}"]
    assert (fingerprint(AGAIN), wording_fingerprint(AGAIN)) == (fingerprint(LEADER), wording_fingerprint(LEADER))
    assert looking_back(AGAIN) is AGAIN and looking_back(load_questionnaire("organisation")).again is None
    assert AGAIN.minutes > LEADER.minutes


@pytest.mark.parametrize("told", ["1", "3", "5"])
@pytest.mark.parametrize("job", ["correct", "coordinate", "reorient"])
def test_what_is_said_of_then_enters_no_score(job: str, told: str) -> None:
    values = dict(read_answers(SHIPPED / "questionnaires" / "examples" / f"{job}.yaml", LEADER)[0].values)
    before, after = diagnose(LEADER, values), diagnose(AGAIN, {**values, f"then_{MUST}": told, f"then_{WELL}": told})
    assert (after.job, after.lead, after.outcome, after.struggle) == (
        before.job, before.lead, before.outcome, before.struggle
    )  # fmt: skip
    assert {name: one.score for name, one in after.scales.items()} == {
        name: one.score for name, one in before.scales.items()
    }


def test_files_and_codes_with_it_are_read_like_others(tmp_path: Path) -> None:
    values: Mapping[str, Value] = {**CORRECT, f"then_{MUST}": "4"}
    path = tmp_path / "back" / "answers.yaml"
    path.parent.mkdir()
    write_answers(path, Answers.to(AGAIN, values, respondent="ana", wave="2"))
    again, problems = read_answers(path, LEADER)
    assert not problems and again.values[f"then_{MUST}"] == "4"
    for command in ("check", "diagnose"):
        ran = run(command, path)
        assert ran.exit_code == 0, ran.output
    asked, told = read_code(code_of(AGAIN, values), [LEADER, AGAIN])
    assert asked is AGAIN and told.values[f"then_{MUST}"] == "4"
    (tmp_path / "back" / "by-telephone.txt").write_text(code_of(AGAIN, values), "utf-8")
    ran = run("batch", path.parent, "-o", tmp_path / "results.csv", "--rejects", tmp_path / "rejects.csv")
    assert ran.exit_code == 0, ran.output
    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert [row["job"] for row in rows] == ["correct", "correct"], ran.output
    path.write_text(path.read_text("utf-8").replace(f"then_{MUST}: 4", f"then_{MUST}: 9"), "utf-8")
    assert run("check", path).exit_code == 1


@pytest.mark.parametrize("ending", ["html", "xlsx", "json", "gs", "pdf", "docx"])
def test_every_form_of_a_later_wave_asks_it(ending: str, tmp_path: Path) -> None:
    to = {"pdf": ("--to", "paper"), "docx": ("--to", "paper"), "json": ("--to", "surveyjs")}.get(ending, ())
    ran = run("form", "leader", "--again", "-o", tmp_path / f"f.{ending}", *to)
    assert ran.exit_code == 0, ran.output
    if ending in ("html", "json", "gs"):
        assert "Back then, people I could not direct had to act differently." in (tmp_path / f"f.{ending}").read_text()
        run("form", "leader", "-o", tmp_path / f"g.{ending}", *to)
        assert "Back then" not in (tmp_path / f"g.{ending}").read_text("utf-8")


def test_a_form_that_asks_nothing_of_then_is_refused(tmp_path: Path) -> None:
    ran = run("form", "organisation", "--again", "-o", tmp_path / "f.html")
    assert isinstance(ran.exception, InputError) and ran.exception.problems[0].code is Code.NO_LOOK_BACK


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("again:\n  heading: Looking back\n  intro:", "x_again:\n  heading: Looking back\n  intro:", Code.UNKNOWN_KEY),
        ("id: many_results,", f"id: then_{MUST},", Code.DUPLICATE_ID),
        ('then: "Back then, apart', f'then_of: {MUST}, then: "Back then, apart', Code.NO_LOOK_BACK),
    ],
)
def test_words_for_then_are_checked(before: str, after: str, code: Code) -> None:
    with pytest.raises(InputError) as raised:
        questionnaire_from_text(TEXT.replace(before, after, 1))
    assert code in {one.code for one in raised.value.problems}


def test_a_heading_without_words_and_words_without_a_heading_are_told() -> None:
    start = TEXT.index("again:\n  heading")
    bare = TEXT[:start] + TEXT[TEXT.index("\nuses:") :]
    wordless = "\n".join(line for line in TEXT.splitlines() if "         then: " not in line)
    for text in (bare, wordless):
        with pytest.raises(InputError) as raised:
            questionnaire_from_text(text)
        assert {one.code for one in raised.value.problems} == {Code.NO_LOOK_BACK}


# one leader


def seen(first: Mapping[str, Value], second: Mapping[str, Value], **who: str) -> tuple[LookedBack, ...]:
    return looked_back((LEADER, Answers.to(LEADER, first)), (AGAIN, Answers.to(AGAIN, second, **who)))


def test_then_is_held_against_what_was_said_then() -> None:
    first = {MUST: "5", WELL: "4"}
    second = {MUST: "2", WELL: "4", f"then_{MUST}": "3", f"then_{WELL}": "4"}
    assert seen(first, second) == (LookedBack(MUST, 5, 3, 2), LookedBack(WELL, 4, 4, 4))
    assert [one.yardstick for one in seen(first, second)] == ["moved", "stayed"]
    assert seen(first, {f"then_{MUST}": "4"}) == (LookedBack(MUST, 5, 4, None),)
    assert seen(first, {f"then_{MUST}": "4"})[0].yardstick == "near"
    assert seen({}, second) == seen(first, {}) == ()


def test_a_wave_between_and_other_words_tell_nothing_of_then() -> None:
    first, second = {MUST: "5"}, {f"then_{MUST}": "3"}
    assert seen(first, second, wave="2") and seen(first, second, wave="2026-11")
    assert not seen(first, second, wave="3"), "then is the second wave, not the first"
    worded = questionnaire_from_text(TEXT.replace("People I cannot direct have", "Those I cannot direct have", 1))
    other = looking_back(worded)
    assert not looked_back((LEADER, Answers.to(LEADER, first)), (other, Answers.to(other, second)))


def test_the_page_of_a_leader_tells_it_apart_from_the_lines(tmp_path: Path) -> None:
    table = Transitions.read(SHIPPED / "playbooks" / "transitions.yaml")
    first = Answers.to(LEADER, {**CORRECT, MUST: "5"})
    plain, told = (
        two_waves((LEADER, first), (q, Answers.to(q, {**CORRECT, MUST: "5", **more})), None, table)
        for q, more in ((LEADER, {}), (AGAIN, {f"then_{MUST}": "2"}))
    )
    assert (plain.scales, plain.step, plain.transition) == (told.scales, told.step, told.transition)
    pages = [waves_findings(one) for one in (plain, told)]
    assert "Looking back" not in pages[0].page and "Looking back" not in pages[0].sheets
    assert "| Very true | Slightly true | Very true | otherwise |" in pages[1].page.replace("  ", " ")
    assert "enters no line and no job" in pages[1].page
    folder = SHIPPED / "questionnaires" / "examples" / "leader-again"
    ran = run("waves", folder / "first.yaml", folder / "second.yaml", "-o", tmp_path / "w.xlsx")
    assert ran.exit_code == 0, ran.output
    rows = [*load_workbook(tmp_path / "w.xlsx")["Looking back"].iter_rows(min_row=2, values_only=True)]
    assert [row[1:] for row in rows] == [(5, 3, 2, "otherwise"), (4, 4, 4, "as it did")]


# a cohort


def compared(later: Path = COHORT / "spring.csv", asked: Questionnaire = AGAIN) -> CohortWaves:
    wishes = Wishes(flips=False, duplicates="last")
    return cohort_waves(Batch(LEADER, Reading(COHORT / "autumn.csv"), wishes), Batch(asked, Reading(later), wishes))


def steps(item: str) -> list[tuple[int, int, int]]:
    """Said then, seen now of then, and now, of everybody who answered all three, read from the tables as they are."""
    texts = [option.text for option in LEADER.options(item)]
    tables = [rows_of(name) for name in ("autumn", "spring")]
    by = [{row[head.index("email")]: dict(zip(head, row, strict=True)) for row in rows} for head, *rows in tables]
    asks = (LEADER.items[item].ask, AGAIN.items[f"then_{item}"].ask)
    found = []
    for who in by[0].keys() & by[1].keys() - {""}:
        cells = (by[0][who][asks[0]], by[1][who][asks[1]], by[1][who][asks[0]])
        if all(cell in texts for cell in cells):
            found.append(tuple(texts.index(cell) + 1 for cell in cells))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("item", [MUST, WELL])
def test_the_means_of_a_cohort_are_those_of_its_tables(item: str) -> None:
    (found,) = [one for one in compared().looked_back if one.item == item]
    all_three = steps(item)
    apart = [seen - said for said, seen, _ in all_three]
    half = stats.t.ppf(0.975, len(apart) - 1) * stdev(apart) / math.sqrt(len(apart))
    assert found.n == len(all_three) >= 30
    means = [fmean(one[n] for one in all_three) for n in range(3)]
    assert (found.said, found.seen, found.now) == pytest.approx(means, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((fmean(apart) - half, fmean(apart) + half), abs=1e-4)


def test_the_lines_and_jobs_of_a_cohort_are_the_same_without_it(tmp_path: Path) -> None:
    bare = written(tmp_path / "bare.csv", [row[:-2] for row in rows_of("spring")])
    with_it, without = compared(), compared(bare)
    assert with_it.looked_back and not without.looked_back
    assert replace(with_it, looked_back=()) == without
    assert compared(COHORT / "spring.csv", LEADER) == replace(without, questionnaire=LEADER)


def test_few_and_those_who_nearly_all_say_alike_are_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head, *rows = rows_of("spring")
    few = written(tmp_path / "few.csv", [head, *([*row[:-2], "", ""] for row in rows[29:]), *rows[:29]])
    assert not compared(few).looked_back
    alike = written(tmp_path / "alike.csv", [head, *([*row[:-2], "Very true", row[-1]] for row in rows)])
    assert [one.item for one in compared(alike).looked_back] == [WELL]
    monkeypatch.setattr(looked_back_module, "too_alike", lambda scores: False)
    assert [one.item for one in compared(alike).looked_back] == [MUST, WELL], "what each of them said"


def test_the_page_and_the_workbook_of_the_shipped_cohort_tell_it(tmp_path: Path) -> None:
    ran = run(
        "waves", COHORT / "autumn.csv", COHORT / "spring.csv", "-o", tmp_path / "w.html", "-o", tmp_path / "w.xlsx"
    )
    assert ran.exit_code == 0, ran.output
    page = (tmp_path / "w.html").read_text("utf-8")
    assert page.index("What would have come back") < page.index("Looking back") < page.index("Who did not come back")
    rows = [*load_workbook(tmp_path / "w.xlsx")["Looking back"].iter_rows(min_row=2, values_only=True)]
    assert [row[1] for row in rows] == [len(steps(MUST)), len(steps(WELL))]
    ran = run("batch", COHORT / "spring.csv", "-o", tmp_path / "results.csv")
    assert ran.exit_code == 0 and "looks like" not in ran.output, ran.output
