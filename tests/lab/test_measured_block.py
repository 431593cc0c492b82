"""`jtbd-diag evidence --write`: the block of a questionnaire of one's own, and when there is none."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jtbd_diag.cli.main import app
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.measured_block import measured_by_interviews
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
