"""`jtbd-diag offer` as it is typed: what it writes and prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library

from .programs import JOBS, OFFER, answers_of, rated, rules, run, write_offer

OFFERS = Library().files("offers", "", ".yaml")


def codes(ran: object) -> list[Code]:
    error = getattr(ran, "exception", None)
    assert isinstance(error, InputError)
    return [one.code for one in error.problems]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offers")
    survey = folder / "r.csv"
    assert run("batch", "survey-200.csv", "-o", survey).exit_code == 0
    outputs = [part for ending in ("html", "pdf", "xlsx") for part in ("-o", folder / f"fit.{ending}")]
    ran = run("offer", *OFFERS.values(), "--cohort", survey, *outputs, "--date", "2026-11-29")
    assert ran.exit_code == 0, ran.output
    return folder


def test_verdicts_come_first_then_reasons_then_the_cohort(written: Path) -> None:
    page = (written / "fit.html").read_text("utf-8")
    order = ["There are no such programs", "<table", "Leaders of the cohort", "is served by", "Program by program"]
    order += ["Call a Coach (invented)", "The cohort, r.csv", "How many leaders each program fits", "For the evaluator"]
    at = [page.index(words) for words in order]
    assert at == sorted(at)
    assert (written / "fit.pdf").read_bytes()[:5] == b"%PDF-"


def test_every_reason_has_its_answer_and_its_sentence(written: Path) -> None:
    page = (written / "fit.html").read_text("utf-8")
    for rule in rules().rules:
        assert rule.paper.replace("'", "’") in page, rule.paper
        assert OFFER.items[rule.item].ask.replace("'", "’") in page
    assert "A longer course" in page
    assert "not known" in page


def test_no_total_is_made(written: Path) -> None:
    book = load_workbook(written / "fit.xlsx")
    assert book.sheetnames == ["About", "Verdicts", "Reasons", "Cohort", "Fits"]
    heads = [str(cell.value).lower() for sheet in book for cell in sheet[1]]
    assert not [head for head in heads if "total" in head or "score" in head or "rank" in head]
    rows = [*book["Verdicts"].iter_rows(min_row=2, values_only=True)]
    assert len(rows) == 3 * len(OFFERS)
    assert {row[3] for row in rows} == {"serves", "would serve with changes", "misfits", "open"}
    assert {row[1] for row in rows} == {"yes"}
    assert all(isinstance(row[1], int) for row in book["Cohort"].iter_rows(min_row=2, values_only=True))


def test_the_terminal_and_json_tell_the_same() -> None:
    shown, data = run("offer", "call-a-coach").output, json.loads(run("offer", "call-a-coach", "--json").output)
    assert "serves" in shown
    (program,) = data["programs"]
    assert (data["shape"], program["program"], program["invented"]) == ("jtbd-diag/offers/1", "Call a Coach", True)
    assert [one["verdict"] for one in program["verdicts"]] == ["serves", "misfits", "misfits"]
    assert [one["job"] for one in program["verdicts"]] == [*JOBS]
    assert all(reason["paper"] for one in program["verdicts"] for reason in one["reasons"])


def test_a_folder_is_all_that_is_in_it(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_offer(tmp_path / f"{name}.yaml", answers_of("round-table"))
    data = json.loads(run("offer", tmp_path, "--json").output)
    assert [one["program"] for one in data["programs"]] == ["one", "two"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    odd = write_offer(tmp_path / "odd.yaml", {"kit": "nothing", "turnover": "insiders"})
    slip = write_offer(tmp_path / "slip.yaml", {"kit": "our"})
    assert set(codes(run("offer", odd, slip))) == {Code.CONTRADICTS_ITSELF, Code.UNKNOWN_ANSWER}


def test_answers_of_a_leader_are_no_offer() -> None:
    path = Library().file("questionnaires", "examples/correct.yaml")
    assert codes(run("offer", path)) == [Code.OTHER_QUESTIONNAIRE]


def test_a_name_that_is_not_there_gets_the_nearest() -> None:
    ran = run("offer", "call-a-couch")
    assert codes(ran) == [Code.MISSING_FILE]
    assert "call-a-coach" in str(ran.exception)


def test_a_page_that_is_there_stays(tmp_path: Path) -> None:
    page = tmp_path / "fit.html"
    page.write_text("mine")
    assert codes(run("offer", "call-a-coach", "-o", page)) == [Code.EXISTS]
    assert page.read_text() == "mine"
    assert codes(run("offer", "call-a-coach", "-o", tmp_path / "fit.docx")) == [Code.UNKNOWN_FORMAT]


def test_what_people_typed_stands_as_they_typed_it(tmp_path: Path) -> None:
    odd = "<script>alert(1)</script> **B** [x](http://y)"
    path = write_offer(
        tmp_path / "odd.yaml", {**answers_of("call-a-coach"), "takes": odd}, respondent=odd, notes={"coaching": odd}
    )
    page = tmp_path / "fit.html"
    assert run("offer", path, "-o", page, "-o", tmp_path / "fit.pdf").exit_code == 0
    text = page.read_text("utf-8")
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt; **B** [x](http://y)") >= 3


def test_one_real_program_among_invented_ones_is_told_apart(tmp_path: Path) -> None:
    path = write_offer(tmp_path / "real.yaml", answers_of("round-table"))
    said = " ".join(run("offer", path, "call-a-coach").output.split())
    assert "There is no such program as Call a Coach" in said
    assert "real (invented)" not in said


def test_an_interview_writes_an_offer_with_its_program_and_rater(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    typed = "\n".join(["1", "s", *["q"] * 3]) + "\n"
    asked = ["--questionnaire", "offer", "--for", "Our program", "--rater", "maker", "--plain", "-o", path]
    run("interview", *asked, typed=typed)
    content = yaml.safe_load(path.read_text("utf-8"))
    assert (content["respondent"], content["rater_id"]) == ("Our program", "maker")
    (program,) = rated(path)
    assert (program.name, program.offers[0].rater, program.different_answers["first_use"]) == (
        "Our program",
        "maker",
        (("week",),),
    )


def test_an_interview_ends_with_what_to_type_next(tmp_path: Path) -> None:
    path = write_offer(tmp_path / "ours.yaml", answers_of("call-a-coach"))
    ran = run("interview", "--resume", path, "--plain", typed="\n" * 4)
    assert ran.exit_code == 0
    assert f"jtbd-diag offer {path}" in ran.output
    assert "Where the answers sit" not in ran.output


def test_each_rule_is_one_line_on_the_page(tmp_path: Path) -> None:
    page = tmp_path / "fit.html"
    assert run("offer", "certified-in-a-year", "-o", page).exit_code == 0
    text = page.read_text("utf-8")
    for item in {rule.item for rule in rules().rules}:
        times = sum(rule.item == item for rule in rules().rules)
        assert text.count(OFFER.items[item].ask.replace("'", "’")) == times, item


def test_a_program_named_twice_is_rated_once() -> None:
    path = OFFERS["call-a-coach"]
    ran = run("offer", path, path.parent, "call-a-coach", "--json")
    programs = json.loads(ran.stdout)["programs"]
    assert [one["raters"] for one in programs if one["program"] == "Call a Coach"] == [["maker"]]


def test_a_table_that_is_no_results_is_told_by_its_columns(tmp_path: Path) -> None:
    survey = Library().files("questionnaires", "examples", ".csv")["survey-200"]
    ran = run("offer", OFFERS["call-a-coach"], "--cohort", survey, "-o", tmp_path / "x.html")
    assert codes(ran) == [Code.NO_RESULTS]
    assert "`job` and `outcome`" in str(ran.exception) and "`questionnaire`" not in str(ran.exception)
