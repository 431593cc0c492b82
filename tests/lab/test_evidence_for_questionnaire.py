"""`jtbd-diag evidence --write`: the block of a questionnaire of one's own, and when there is none."""

from __future__ import annotations

import csv
import datetime
import math
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from jtbd_diag.cli.main import app
from jtbd_diag.compare.least_change import steadiness_of
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.evidence_for_questionnaire import measured_by_interviews
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire, load_questionnaire_file

EXAMPLE = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    assert run("copy", "leader", tmp_path).exit_code == 0
    return tmp_path / "questionnaires" / "leader.yaml"


def codes(ran: Result) -> list[Code]:
    assert isinstance(ran.exception, InputError), ran.output
    return [one.code for one in ran.exception.problems]


def test_it_holds_what_the_page_says_and_who_worked_it_out(own: Path) -> None:
    ran = run("evidence", EXAMPLE, "--write", own, "--computed-by", "Ana Ruiz", "--date", "2026-12-01")
    assert ran.exit_code == 0, ran.output
    q = load_questionnaire_file(own)
    measured = q.evidence
    assert measured is not None and measured.answers is not None
    told = measured.answers
    assert (told.respondents, told.data, told.day) == (195, "survey-200.csv", "2026-12-01")
    assert told.by.startswith("jtbd-diag ") and told.by.endswith("used by Ana Ruiz")
    scope = told.scales["scope"]
    assert scope.by == "alpha" and scope.low < scope.value < scope.high and scope.answers <= 195
    fed = {scale: len(q.scored_items((scale,))) for scale in told.scales}
    assert {by for scale, n in fed.items() if n == 2 for by in [told.scales[scale].by]} <= {"spearman-brown"}
    assert {told.scales[scale].by for scale, n in fed.items() if n > 4} == {"alpha"}


def test_it_holds_how_far_scores_keep_where_enough_answered_again(own: Path, tmp_path: Path) -> None:
    """Sixty answer again after two weeks, some of them otherwise; what `waves` then takes comes from these."""
    head, *rows = csv.reader(EXAMPLE.read_text("utf-8").splitlines())
    at = head.index("email") if "email" in head else 4
    first = [row for row in rows if row[at]][:60]
    later = [[*row[:5], *(first[n - 1][5:] if n % 4 == 0 else row[5:])] for n, row in enumerate(first)]
    paths = []
    for day, people in (("01", first), ("15", later)):
        path = tmp_path / f"{day}.csv"
        told = [[f"P{n}", f"2026-10-{day} 09:00", *row[2:]] for n, row in enumerate(people)]
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([head, *told])
        paths.append(path)
    book = tmp_path / "e.xlsx"
    ran = run("evidence", *paths, "--questionnaire", own, "--write", own, "-o", book)
    assert ran.exit_code == 0, ran.output
    q = load_questionnaire_file(own)
    assert q.evidence is not None and q.evidence.answers is not None
    kept = q.evidence.answers.again["scope"]
    assert kept.low < kept.value < kept.high < 1 and 50 <= kept.people <= 60
    sheet = load_workbook(book)["Scales"]
    heads, *lines = sheet.iter_rows(values_only=True)
    (line,) = [row for row in lines if row[0] == "scope"]
    told = dict(zip(heads, line, strict=True))
    assert told["retest ICC(A,1)"] == pytest.approx(kept.value, abs=1e-4)
    assert told["SEM by the retest, points"] == pytest.approx(kept.sem, abs=1e-4)
    found = steadiness_of(q, "scope")
    assert found.by == "again" and found.least == pytest.approx(1.96 * math.sqrt(2) * kept.sem, abs=1e-9)


def test_check_warns_of_words_that_changed_since(own: Path) -> None:
    assert run("evidence", EXAMPLE, "--write", own).exit_code == 0
    assert "Q023" not in run("check", own).stdout
    own.write_text(own.read_text("utf-8").replace("[Not true,", "[Not at all true,"), "utf-8")
    ran = run("check", own)
    assert ran.exit_code == 0 and Code.STALE_EVIDENCE.value in ran.stdout


def test_few_invented_and_other_words_are_no_evidence(own: Path, tmp_path: Path) -> None:
    before = own.read_bytes()
    few, made = tmp_path / "few.csv", tmp_path / "made.csv"
    rows = list(csv.reader(EXAMPLE.read_text("utf-8").splitlines()))[:25]
    with few.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    assert run("simulate", "leader", "-n", 60, "-o", made).exit_code == 0
    assert codes(run("evidence", few, "--write", own)) == [Code.NO_EVIDENCE]
    assert codes(run("evidence", made, "--write", own)) == [Code.NO_EVIDENCE]
    own.write_bytes(before.replace(b"[Not true,", b"[Not at all true,"))
    assert codes(run("evidence", EXAMPLE, "--questionnaire", "leader", "--write", own)) == [Code.NO_EVIDENCE]
    assert b"evidence:" not in own.read_bytes()


def test_a_page_or_a_block_is_wanted() -> None:
    assert run("evidence", EXAMPLE).exit_code == 2


def of(q: Questionnaire, agree: int, n: int, **moved: int) -> None:
    measured_by_interviews(q, agree, n, data="spring", day=datetime.date(2026, 12, 1), by="us", moved=moved)


def test_interviews_are_evidence_from_forty_on_and_profiles_from_thirty() -> None:
    q = load_questionnaire("leader")
    of(q, 30, 40, correct=30)
    for n, moved in ((39, {}), (90, {"correct": 29})):
        with pytest.raises(InputError) as raised:
            of(q, 30, n, **moved)
        assert [one.code for one in raised.value.problems] == [Code.NO_EVIDENCE]
