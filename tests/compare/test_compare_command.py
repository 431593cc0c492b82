"""`jtbd-diag compare` as it is typed: the invented place, each refusal, and what page and workbook say."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from jtbd_diag.cli.main import app
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError

from .places import EXAMPLE, FORMS, place, rows_of, run, write_rows


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eyes")
    ran = run("place-riverton", "-o", folder / "e.html", "-o", folder / "e.pdf", "-o", folder / "e.xlsx")
    assert ran.exit_code == 0, ran.output
    return folder


def test_the_page_says_what_it_is_first_and_never_judges(written: Path) -> None:
    page = (written / "e.html").read_text("utf-8")
    order = ["Nobody gave these answers", "The late buses", "Who answered", "where all see the same", "Worth a talk"]
    order += ["Which job", "Line by line", "What is not shown, and why", "How to use this page", "December 18, 2026"]
    at = [page.index(words) for words in order]
    assert at == sorted(at)
    assert not re.search(r"overrate|underrate|do not trust|wrong about|too (high|low)|because (you|they)", page)
    assert (written / "e.pdf").read_bytes()[:5] == b"%PDF-"
    assert page.count("That can mean:") == 3


def test_talking_points_give_the_numbers_of_the_table(written: Path) -> None:
    page = (written / "e.html").read_text("utf-8")
    said = re.findall(r"You put it at (\d+)\. Half of the (\d+) people on the staff who answered this put it between (\d+) and (\d+)", page)  # fmt: skip  # noqa: E501
    assert said
    sheet = load_workbook(written / "e.xlsx")["Lines"]
    told = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[1] == "Staff"]
    for leader, n, low, high in said:
        assert any((row[3], row[2], row[5], row[6]) == (int(leader), int(n), int(low), int(high)) for row in told)


def test_middle_values_are_those_of_the_answers(written: Path) -> None:
    """Worked out anew from the shipped table, each person by `diagnose`."""
    form, rows = FORMS["cabinet"], rows_of(EXAMPLE, "cabinet")
    heads = {item.ask: item.id for item in form.items.values()}
    scores = []
    for row in rows[1:]:
        values = {}
        for head, cell in zip(rows[0], row, strict=True):
            if head in heads and cell:
                values[heads[head]] = next(one.id for one in form.options(heads[head]) if one.text == cell)
        scores.append(diagnose(form, values).scales["common_method"].score)
    sheet = load_workbook(written / "e.xlsx")["Lines"]
    (found,) = [r for r in sheet.iter_rows(min_row=2, values_only=True) if r[:2] == ("One way of working on problems", "Cabinet")]  # fmt: skip  # noqa: E501
    assert found[4] == 5 * round(median(one for one in scores if one is not None) / 5)
    assert found[2] == 7


def test_jobs_are_counted_never_averaged(written: Path) -> None:
    page = (written / "e.html").read_text("utf-8")
    assert (
        "The leader&#39;s answers point to" in page or "The leader's answers point to" in page or "The leader’s" in page
    )
    assert re.search(r"Of 7 answers from the cabinet that point to a job, (0–2|3|4|5–7) point to the same one", page)


REFUSED = {
    "to appraise anybody": [("purpose: talk", "purpose: appraisal")],
    "with a coach": [("with_coach: true", "with_coach: false")],
    "shared": [("shared_with_staff: 2026-12-18", "shared_with_staff: 2027-02-18")],
    "days apart": [("day: 2026-11-02", "day: 2026-08-02")],
    "lies before the first": [("last_day: 2026-11-13", "last_day: 2026-11-01")],
    "leader speaks of": [("  asked: 8", "  asked: 8\n  problem: The school lunch")],
    "staff were asked": [("  asked: 62", "  asked: 62\n  problem: The school lunch")],
    "single people could be named": [("by: [School or office]", "by: [Response ID]")],
    "too small to be shown by groups": [("  asked: 8", "  asked: 8\n  by: [Office]")],
    "staff: 46 answered, more than the 20 that were asked": [("  asked: 62", "  asked: 20")],
    "cabinet: 7 answered, more than the 6 that were asked": [("  asked: 8", "  asked: 6")],
    "none of the leader's files": [("[leader.yaml, leader-organisation.yaml]", "[leader-organisation.yaml]")],
}


@pytest.mark.parametrize("why", [*REFUSED])
def test_what_is_refused_is_refused_with_its_reason(tmp_path: Path, why: str) -> None:
    ran = run(place(tmp_path, *REFUSED[why]), "-o", tmp_path / "e.html")
    assert isinstance(ran.exception, InputError), ran.output
    assert {one.code for one in ran.exception.problems} == {Code.NOT_COMPARED}
    assert any(why in one.what for one in ran.exception.problems)
    assert not (tmp_path / "e.html").exists()


def test_several_reasons_are_told_at_once(tmp_path: Path) -> None:
    target = place(tmp_path, *REFUSED["to appraise anybody"], *REFUSED["with a coach"], *REFUSED["shared"])
    ran = run(target, "-o", tmp_path / "e.html")
    assert isinstance(ran.exception, InputError) and len(ran.exception.problems) == 3


def test_a_file_of_rows_is_never_made(tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "json"):
        ran = run("place-riverton", "-o", tmp_path / f"rows.{ending}")
        assert isinstance(ran.exception, InputError)
        assert (
            ran.exception.problems[0].code is Code.NOT_COMPARED and "no file of rows" in ran.exception.problems[0].what
        )


@pytest.mark.parametrize(("cabinet", "staff", "said"), [(2, 2, "4 people beside"), (4, 9, "staff: 9 answered"), (4, 24, "24 of 62")])  # fmt: skip  # noqa: E501
def test_too_few_people_are_not_compared(tmp_path: Path, cabinet: int, staff: int, said: str) -> None:
    target = place(tmp_path)
    for name, n in (("cabinet", cabinet), ("staff", staff)):
        write_rows(target, name, rows_of(target, name)[: n + 1])
    ran = run(target, "-o", tmp_path / "e.html")
    assert isinstance(ran.exception, InputError), ran.output
    assert any(said in one.what for one in ran.exception.problems)


def _staff_answering(folder: Path, few: int) -> Path:
    """The shipped place, where only so many of the staff answer the questions of one line."""
    target = place(folder)
    heads, *rows = rows_of(target, "staff")
    form = FORMS["staff"]
    line = {form.items[item].ask for item in form.scored_items(("common_method",))}
    asked = [n for n, head in enumerate(heads) if head in line]
    assert len(asked) == 2
    for row in rows[few:]:
        for n in asked:
            row[n] = ""
    write_rows(target, "staff", [heads, *rows])
    return target


def test_a_line_says_how_many_answered_it_and_that_they_are_few(tmp_path: Path) -> None:
    """33 of 62 answered this line: more than four in ten, fewer than six. 41 answered that of trust."""
    ran = run(_staff_answering(tmp_path, 33), "-o", tmp_path / "e.html", "-o", tmp_path / "e.xlsx")
    assert ran.exit_code == 0, ran.output
    rows = [*load_workbook(tmp_path / "e.xlsx")["Lines"].iter_rows(min_row=2, values_only=True)]
    told = {row[0]: row[2] for row in rows if row[1] == "Staff"}
    assert told["One way of working on problems"] == 33 and told["Trust in the people closest to the work"] == 41
    page = (tmp_path / "e.html").read_text("utf-8")
    assert re.search(
        r"Fewer than six in ten of the staff answered enough of these lines[^.]*: One way of working", page
    )
    assert "Half of the 33 people on the staff who answered this" in page


def test_a_line_that_fewer_than_four_in_ten_answered_is_not_shown(tmp_path: Path) -> None:
    """13 people of 62, who were "half of the 46 people on the staff" before; nor by unit, nor between units."""
    ran = run(_staff_answering(tmp_path, 13), "-o", tmp_path / "e.html", "-o", tmp_path / "e.xlsx")
    assert ran.exit_code == 0, ran.output
    book = load_workbook(tmp_path / "e.xlsx")
    for sheet, at in (("Lines", 0), ("Units", 3)):
        rows = [*book[sheet].iter_rows(min_row=2, values_only=True)]
        assert rows and not any(
            "Staff" in (row[1], sheet) and row[at] == "One way of working on problems" for row in rows
        )
    page = (tmp_path / "e.html").read_text("utf-8")
    assert "One way of working on problems, Staff: too few answered" in page
    assert "Half of the 41 people on the staff who answered this put it between 25 and 50" in page


def test_a_table_of_all_raters_gives_each_group_its_own(tmp_path: Path) -> None:
    """Seven rows of the staff's are told to be another's: they are none of the 46."""
    target = place(tmp_path, ("answers: staff.csv", "answers: staff.csv\n  mapping: m.yaml"))
    heads, *rows = rows_of(target, "staff")
    roles = ["cabinet"] * 5 + [""] * 2 + ["staff"] * (len(rows) - 7)
    write_rows(target, "staff", [[*heads, "Role"], *([*row, role] for row, role in zip(rows, roles, strict=True))])
    (target / "m.yaml").write_text("rater: Role\n", "utf-8")
    ran = run(target, "-o", tmp_path / "e.xlsx")
    assert ran.exit_code == 0, ran.output
    answered = {row[0]: row[1:3] for row in load_workbook(tmp_path / "e.xlsx")["Who answered"].values}
    assert answered["Staff"] == (62, 39) and answered["Cabinet"] == (8, 7)


def test_a_mapping_that_a_dry_run_proposes_loses_no_question(tmp_path: Path) -> None:
    """A dry run knows the leader's words alone, and says of a cabinet's questions that they were not asked."""
    pages = {}
    for given in ("", "\n  mapping: m.yaml"):
        target = place(tmp_path / f"with{len(given)}", ("answers: cabinet.csv", f"answers: cabinet.csv{given}"))
        if given:
            proposed = CliRunner().invoke(app, ["batch", str(target / "cabinet.csv"), "--dry-run"])
            assert "by_decision:  # no column" in proposed.stdout and "\ncarried:\n" in proposed.stdout
            (target / "m.yaml").write_text(proposed.stdout, "utf-8")
        ran = run(target, "-o", target / "e.xlsx")
        assert ran.exit_code == 0, ran.output
        assert ("26 questions are read that the mapping says were not asked" in ran.output) == bool(given)
        pages[given] = [*load_workbook(target / "e.xlsx")["Lines"].values]
    assert pages[""] == pages["\n  mapping: m.yaml"]


def test_a_mapping_still_leaves_out_what_it_drops_or_finds_elsewhere(tmp_path: Path) -> None:
    target = place(tmp_path, ("answers: cabinet.csv", "answers: cabinet.csv\n  mapping: m.yaml"))
    asks = FORMS["cabinet"].items
    heads = [*rows_of(target, "cabinet")[0]]
    (target / "m.yaml").write_text(
        f"items: {{by_decision: , causes: }}\ndropped: ['{asks['by_decision'].ask}']\n", "utf-8"
    )
    ran = run(target, "-o", tmp_path / "e.xlsx")
    assert asks["by_decision"].ask in heads and ran.exit_code == 0, ran.output
    assert "1 question is read that the mapping says was not asked" in ran.output
    assert "no column for 1 of 32 questions: by_decision" in ran.output


def test_a_page_of_which_no_line_can_be_shown_is_not_made(tmp_path: Path) -> None:
    """Everybody said the same to everything."""
    target = place(tmp_path)
    for name in ("cabinet", "staff"):
        heads, *rows = rows_of(target, name)
        asked = {item.ask for item in FORMS[name].items.values()}
        same = [[rows[0][n] if head in asked else cell for n, (head, cell) in enumerate(zip(heads, row, strict=True))] for row in rows]  # fmt: skip  # noqa: E501
        write_rows(target, name, [heads, *same])
    ran = run(target, "-o", tmp_path / "e.html")
    assert isinstance(ran.exception, InputError), ran.output
    assert "no line can be shown" in ran.exception.problems[0].what


def test_one_group_that_is_too_small_is_left_out_and_told(tmp_path: Path) -> None:
    target = place(tmp_path)
    write_rows(target, "cabinet", rows_of(target, "cabinet")[:5])
    write_rows(target, "staff", rows_of(target, "staff")[:35])
    page = tmp_path / "e.html"
    assert run(target, "-o", page).exit_code == 0
    text = page.read_text("utf-8")
    assert "cabinet: 4 answered; nothing is shown of fewer than 5" in text
    assert "fewer than six in ten answered" in text
    assert "is not shown: too few of them tell a job" in text


def test_a_group_that_was_not_asked_is_not_missed(tmp_path: Path) -> None:
    text = (EXAMPLE / "place.yaml").read_text("utf-8")
    staff = text[text.index("staff:\n  answers") :]
    page = tmp_path / "e.html"
    assert run(place(tmp_path, (staff, "")), "-o", page).exit_code == 0
    assert "Staff" not in page.read_text("utf-8").split("What is not shown")[0]


def test_a_place_file_with_faults_names_them_all(tmp_path: Path) -> None:
    target = place(tmp_path, ("purpose: talk", "purpose: gossip"), ("asked: 8", "asked: many"), ("place:", "plaice:"))
    ran = run(target, "-o", tmp_path / "e.html")
    assert isinstance(ran.exception, InputError) and len(ran.exception.problems) >= 3
    assert Code.PLACE_SHAPE in {one.code for one in ran.exception.problems}
    assert isinstance(run(tmp_path / "nowhere", "-o", tmp_path / "e.html").exception, InputError)
    column = place(tmp_path / "b", ("[School or office]", "[Schol or office]"))
    ran = run(column, "-o", tmp_path / "e.html")
    assert isinstance(ran.exception, InputError) and ran.exception.problems[0].code is Code.NO_SUCH_GROUPING


def test_forms_for_cabinet_and_staff_say_what_they_are_about(tmp_path: Path) -> None:
    for who, words in (("cabinet", "If the leader decided all they can"), ("staff", "People here are asked")):
        page = tmp_path / f"{who}.html"
        ran = CliRunner().invoke(
            app, ["form", "leader", "--perspective", who, "--place", str(EXAMPLE), "-o", str(page)]
        )
        assert ran.exit_code == 0, ran.output
        text = page.read_text("utf-8")
        assert words in text and "Answer about this: The late buses at Riverton Middle School" in text
        assert "If you decided it" not in text


def test_answers_that_a_page_gives_back_are_compared(tmp_path: Path) -> None:
    """A folder of answers files, as the pages save them, in place of an export."""
    from jtbd_diag.answers import Answers, write_answers

    form, folder = FORMS["cabinet"], tmp_path / "place" / "cabinet"
    target = place(tmp_path, ("answers: cabinet.csv", "answers: cabinet"))
    folder.mkdir()
    heads = {item.ask: item.id for item in form.items.values()}
    rows = rows_of(target, "cabinet")
    for n, row in enumerate(rows[1:]):
        given = {heads[head]: cell for head, cell in zip(rows[0], row, strict=True) if head in heads and cell}
        values = {i: next(o.id for o in form.options(i) if o.text == text) for i, text in given.items()}
        write_answers(folder / f"{n}.yaml", Answers.to(form, values))
    one, other = tmp_path / "one.xlsx", tmp_path / "b" / "other.xlsx"
    other.parent.mkdir()
    assert run(target, "-o", one).exit_code == 0
    assert run("place-riverton", "-o", other).exit_code == 0
    lines = [[*load_workbook(path)["Lines"].iter_rows(values_only=True)] for path in (one, other)]
    assert lines[0] == lines[1]


def test_the_invented_place_is_copied_to_begin_with(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["copy", "place-riverton", str(tmp_path)])
    assert ran.exit_code == 0 and "jtbd-diag compare" in ran.output
    assert run(tmp_path / "place-riverton", "-o", tmp_path / "e.html").exit_code == 0


def test_codes_that_pages_end_with_are_read_too(tmp_path: Path) -> None:
    from jtbd_diag.answers.answer_code import code_of

    form, target = (
        FORMS["staff"],
        place(tmp_path, ("answers: staff.csv", "answers: staff"), ("  by: [School or office]\n", "")),
    )
    (target / "staff").mkdir()
    for n in range(25):
        values = {item: form.options(item)[(n + m) % 3].id for m, item in enumerate(form.items)}
        code = code_of(form, values)
        (target / "staff" / f"{n}.txt").write_text(f"My code: {code}\n", "utf-8")
    page = tmp_path / "e.html"
    ran = run(target, "-o", page)
    assert ran.exit_code == 0, ran.output
    assert "Staff" in page.read_text("utf-8")
