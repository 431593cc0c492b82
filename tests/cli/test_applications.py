"""`--context application`: the form for applicants, claims in place of bands, and whom to call."""

from __future__ import annotations

import hashlib
import math
import zipfile
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.questionnaire import load_questionnaire
from tests.cli.conftest import EXAMPLES, Run, records_of


def test_a_tenth_is_drawn_and_can_be_drawn_again(run: Run, here: Path) -> None:
    assert run("simulate", "leader-application", "-n", "57", "--repeats", "0", "-o", "app.csv").code == 0
    asked = ("batch", "app.csv", "--context", "application", "-o")
    first = run(*asked, "r.csv", "--calls", "calls.csv")
    assert first.code == 0
    assert "leader-application" in first.err
    assert "6 applicants of 57" in first.err
    rows = [int(row["row"]) for row in records_of("r.csv") if float(row["answered"]) > 0]
    places = sorted(rows, key=lambda row: hashlib.sha256(f"1:{row}".encode()).hexdigest())
    called = records_of("calls.csv")
    assert list(dict.fromkeys(int(call["row"]) for call in called)) == places[: math.ceil(0.1 * len(rows))]
    claims = load_questionnaire("leader-application").claims
    assert [call["claim"] for call in called[: len(claims)]] == [claim.title for claim in claims.values()]
    assert {call["found"] for call in called} == {""}
    run(*asked, "r2.csv", "--calls", "again.csv")
    run(*asked, "r3.csv", "--calls", "others.csv", "--seed", "2", "--share", "0.2")
    assert Path("again.csv").read_bytes() == Path("calls.csv").read_bytes()
    assert len({call["row"] for call in records_of("others.csv")}) == 12


def test_a_survey_that_was_asked_as_ratings_keeps_its_jobs(run: Run, here: Path) -> None:
    assert run("batch", "survey-200.csv", "-o", "plain.csv").code == 0
    told = run(
        "batch", "survey-200.csv", "--context", "application", "-o", "app.csv", "--calls", "calls.xlsx",
        "--report", "page.html",
    )  # fmt: skip
    assert told.code == 0
    plain, applied = records_of("plain.csv"), records_of("app.csv")
    assert [(r["job"], r["lead"]) for r in plain] == [(r["job"], r["lead"]) for r in applied]
    assert "struggle" in plain[0]
    assert "struggle" not in applied[0]
    assert applied[0]["claim_struggle"]
    calls = pl.read_excel("calls.xlsx", sheet_name="Results", engine="calamine")
    assert calls.get_column("row").n_unique() == 20
    book = pl.read_excel("calls.xlsx", sheet_name="Codebook", engine="calamine", has_header=False)
    assert "SHA-256" in str(book.row(0)[0])
    page = Path("page.html").read_text("utf-8")
    assert "Claims to be checked" in page
    assert "push to act are left out" not in page
    assert '<h2 id="push' not in page


def test_pseudonyms_cover_claims_and_calls(run: Run, here: Path) -> None:
    Path("app.csv").write_text(
        "Email,Full name,meeting,pair_room,causes,attempts,try_led\n"
        "dana@example.org,Dana Ford,with Dana Ford on Mondays,rest,own_unit,once,call 555-201-3344\n",
        encoding="utf-8",
    )
    told = run(
        "batch", "app.csv", "--questionnaire", "leader-application", "-o", "r.csv", "--calls", "calls.csv",
        "--pseudonymize", "--key", "key",
    )  # fmt: skip
    assert told.code in (0, 1)
    both = Path("r.csv").read_text("utf-8") + Path("calls.csv").read_text("utf-8")
    assert "Mondays" in both
    for secret in ("Dana", "dana@", "555-201"):
        assert secret not in both


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--calls", "c.csv"), "--context application"),
        (("--seed", "3"), "--calls"),
        (("--context", "application", "--calls", "r.csv"), "r.csv"),
    ],
)
def test_what_cannot_be_drawn_is_told(run: Run, here: Path, options: tuple[str, ...], says: str) -> None:
    told = run("batch", "survey-200.csv", "-o", "r.csv", *options)
    assert told.code != 0
    assert says in told.err
    assert not Path("r.csv").exists()


def test_the_form_for_applicants_by_its_switch(run: Run, here: Path) -> None:
    assert run("form", "leader", "--context", "application", "-o", "one.html").code == 0
    assert run("form", "leader-application", "-o", "other.html").code == 0
    assert Path("one.html").read_bytes() == Path("other.html").read_bytes()
    refused = run("form", "leader-short", "--context", "application", "-o", "short.html")
    assert refused.code != 0
    assert "leader-short-application" in refused.err


def test_a_folder_of_answers_to_the_ordinary_form(run: Run, here: Path) -> None:
    assert run("simulate", "leader", "-n", "6", "--layout", "answers", "-o", "sent").code == 0
    assert run("batch", "sent", "-o", "plain.csv").code == 0
    told = run("batch", "sent", "--context", "application", "-o", "app.csv", "--calls", "calls.csv")
    assert told.code == 0
    assert "other version" not in told.err
    assert [row["lead"] for row in records_of("plain.csv")] == [row["lead"] for row in records_of("app.csv")]
    assert "1 applicant of 6" in told.err


SELF_PRAISE = "Push and preconditions are self-praise in an application: nobody should be selected by them."


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_results_without_the_switch_say_that_nobody_should_be_selected_by_them(
    run: Run, here: Path, ending: str
) -> None:
    """In the file where it has room for words, else on the screen."""
    ran = run("batch", EXAMPLES / "survey-200.csv", "-o", f"r.{ending}")
    assert ran.code == 0
    assert (SELF_PRAISE in ran.err.splitlines()) == (ending == "csv")
    if ending == "xlsx":
        assert SELF_PRAISE in words_of(here / "r.xlsx")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_results_that_hold_no_push_say_nothing_of_it(run: Run, here: Path, ending: str) -> None:
    ran = run("batch", "staff-160.csv", "--questionnaire", "staff-expertise", "-o", f"r.{ending}")
    assert ran.code == 0 and "self-praise" not in ran.err
    if ending == "xlsx":
        assert "self-praise" not in words_of(here / "r.xlsx")


def test_results_of_an_application_say_that_claims_are_no_score(run: Run) -> None:
    ran = run("batch", EXAMPLES / "survey-200.csv", "--context", "application", "-o", "r.csv")
    assert "stands as claims to be checked, and is not scored." in ran.err and SELF_PRAISE not in ran.err
