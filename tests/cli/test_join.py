"""`batch --join`: application data beside results, row by row; whom it cannot join, and what it must not tell."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.survey.applications.applications_covered import FEWEST_ALIKE
from tests.cli.conftest import EXAMPLES, Run, records_of

SURVEY = EXAMPLES / "survey-200.csv"
ON = ("--on", "Response ID")


def made_up(n: int = 180) -> pl.DataFrame:
    """Applications of the first respondents, in another order, and two of people who did not answer."""
    known = list(dict.fromkeys(row["Response ID"] for row in records_of(SURVEY)))
    ids = [*reversed(known[:n]), "X-1", "X-2"]
    return pl.DataFrame(
        {
            "Response ID": ids,
            "Locale": ["rural" if k % 3 else "city" for k in range(len(ids))],
            "Region": [f"R{k % 4}" for k in range(len(ids))],
            "Amount": [str(1000 + 7 * k) for k in range(len(ids))],
            "Contact name": [f"Ana Prueba{k}" for k in range(len(ids))],
            "found": ["yes"] * len(ids),
        }
    )


@pytest.fixture
def applications(here: Path) -> pl.DataFrame:
    frame = made_up()
    frame.write_csv("applications.csv")
    return frame


def test_each_row_gets_its_own_application_and_none_is_multiplied(run: Run, applications: pl.DataFrame) -> None:
    assert run("batch", SURVEY, "-o", "plain.csv").code == 0
    told = run("batch", SURVEY, "--join", "applications.csv", *ON, "-o", "r.csv", "--rejects", "rejects.csv")
    assert told.code == 0
    plain, joined = records_of("plain.csv"), records_of("r.csv")
    assert [{name: row[name] for name in plain[0]} for row in joined] == plain
    theirs = {row["Response ID"]: row for row in applications.to_dicts()}
    for row in joined:
        own = theirs.get(row["Response ID"])
        assert row["application_found"] == ("true" if own else "false")
        assert row["application_Amount"] == (own["Amount"] if own else "")
        assert row["application_found+"] == (own["found"] if own else "")
    without = [row for row in joined if row["application_found"] == "false"]
    assert f"{len(joined) - len(without)} of {len(joined)} rows have an application" in told.err
    assert f"rows without an application: {without[0]['row']}, " in told.err
    assert "2 of 182 applications have no answers" in told.err
    assert "rows of applications.csv without answers: 182, 183" in told.err
    unmatched = [row for row in records_of("rejects.csv") if row["code"] == "B034"]
    assert [row["value"] for row in unmatched] == [*(row["Response ID"] for row in without), "X-1", "X-2"]
    assert unmatched[-1]["column"] == "applications.csv: Response ID"


@pytest.mark.parametrize("ending", ["tsv", "xlsx", "parquet", "jsonl"])
def test_applications_come_in_every_format(run: Run, here: Path, ending: str) -> None:
    frame = made_up()
    {
        "tsv": lambda: frame.write_csv("a.tsv", separator="\t"),
        "xlsx": lambda: frame.write_excel("a.xlsx"),
        "parquet": lambda: frame.write_parquet("a.parquet"),
        "jsonl": lambda: frame.write_ndjson("a.jsonl"),
    }[ending]()
    assert run("batch", SURVEY, "--join", f"a.{ending}", *ON, "-o", "r.csv").code == 0
    assert Counter(row["application_Locale"] for row in records_of("r.csv"))["rural"] > 100


def test_a_folder_of_answers_is_joined_by_its_respondents(run: Run, here: Path) -> None:
    Path("answers").mkdir()
    Path("answers/a.yaml").write_bytes((EXAMPLES / "coordinate.yaml").read_bytes())
    Path("apps.csv").write_text("applicant,kind\nexample-coordinate,district\nL8,school\n", encoding="utf-8")
    told = run("batch", "answers", "--join", "apps.csv", "--on", "respondent=applicant", "-o", "r.csv")
    assert told.code == 0
    assert [row["application_kind"] for row in records_of("r.csv")] == ["district"]


def test_joined_columns_stand_in_the_codebook_and_group_a_report(run: Run, applications: pl.DataFrame) -> None:
    told = run(
        "batch", SURVEY, "--join", "applications.csv", *ON, "-o", "r.xlsx", "--by", "application_Locale",
        "--report", "page.html",
    )  # fmt: skip
    assert told.code == 0
    book = pl.read_excel("r.xlsx", sheet_name="Codebook", engine="calamine", has_header=False)
    meanings = {row[0]: row[1] for row in book.iter_rows()}
    assert meanings["application_Amount"] == "From the application, as it was: 'Amount'."
    page = Path("page.html").read_text("utf-8")
    assert "rural" in page
    assert "By Locale (application)" in page and "By application" not in page
    own = pl.read_csv(SURVEY, infer_schema=False).rename({"Region": "application_round"})
    own.write_csv("own.csv")
    assert run("batch", "own.csv", "-o", "o.csv", "--by", "application_round", "--report", "own.html").code == 0
    assert "By application_round" in Path("own.html").read_text("utf-8")
    assert "2 of 182 applications have no answers" in page
    assert "182, 183" not in page, "a row of the applications tells who did not answer"


def test_a_large_table_streams_to_the_same_results(
    run: Run, applications: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("batch", SURVEY, "--join", "applications.csv", *ON, "--flips", "--duplicates", "all")
    run(*asked, "-o", "held.csv", "--rejects", "a.csv")
    monkeypatch.setattr("jtbd_diag.results.reading_options.LARGE", 10)
    assert run(*asked, "-o", "streamed.csv", "--rejects", "b.csv").code == 0
    assert Path("streamed.csv").read_bytes() == Path("held.csv").read_bytes()
    assert sorted(map(str, records_of("a.csv"))) == sorted(map(str, records_of("b.csv")))


@pytest.mark.parametrize(
    ("text", "on", "complaint", "hint"),
    [
        ("Response ID,x\nA1001,1\nA1002,2\n a1001 ,3\nA1001,4\n", "Response ID", "B033 rows 2, 5 have", "keep one row"),
        ("Response ID,x\na1001,1\n", "Response ID", "B034 no 'Response ID' of", "without capitals"),
        ("Response ID,x\nother,1\n", "Response ID", "B034 no 'Response ID' of", "ID=APPLICANT"),
        ("Applicant,x\nA1001,1\n", "Response ID", "a.csv B008 there is no column 'Response ID'", "known: Applicant, x"),
        ("Applicant,x\nA1001,1\n", "Respons ID=Applicant", "B008 there is no column 'Respons ID'", "Response ID"),
        ("", "Response ID", "a.csv F005", "export"),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused_and_the_next_run_finishes(
    run: Run, here: Path, text: str, on: str, complaint: str, hint: str
) -> None:
    Path("a.csv").write_text(text, encoding="utf-8")
    told = run("batch", SURVEY, "--join", "a.csv", "--on", on, "-o", "r.csv", "--rejects", "j.csv")
    assert told.code == 1
    assert complaint in told.err
    assert hint in told.err
    assert [path.name for path in here.iterdir()] == ["a.csv"]
    Path("a.csv").write_text("Response ID,x\nA1001,1\n", encoding="utf-8")
    assert run("batch", SURVEY, "--join", "a.csv", *ON, "-o", "r.csv", "--rejects", "j.csv").code == 0


def test_one_of_the_two_options_is_none(run: Run, applications: pl.DataFrame) -> None:
    assert run("batch", SURVEY, "--join", "applications.csv", "-o", "r.csv").code == 2
    assert run("batch", SURVEY, *ON, "-o", "r.csv").code == 2


def test_whoever_holds_the_applications_cannot_tell_whose_a_row_is(run: Run, applications: pl.DataFrame) -> None:
    told = run(
        "batch", SURVEY, "--join", "applications.csv", *ON, "-o", "r.csv", "--rejects", "j.csv",
        "--pseudonymize", "--key", "key",
    )  # fmt: skip
    assert told.code == 0
    rows = records_of("r.csv")
    assert {"application_Amount", "application_Contact name"} & set(rows[0]) == set()
    assert "'Amount'" in told.err
    theirs = [name for name in rows[0] if name.startswith("application_") and name != "application_found"]
    assert "application_Locale" in theirs
    plain = {name.removeprefix("application_").removesuffix("+"): name for name in theirs}
    for row in rows:
        said = {theirs: row[ours] for theirs, ours in plain.items() if row[ours]}
        alike = applications.head(180).filter(*(pl.col(name) == cell for name, cell in said.items())).height
        assert not said or alike >= FEWEST_ALIKE
    handed_out = "".join(Path(name).read_text("utf-8") for name in ("r.csv", "j.csv"))
    assert not [i for i in applications.get_column("Response ID") if i in handed_out]
    silent = [row for row in records_of("j.csv") if row["column"].startswith("applications.csv")]
    assert [row["value"] for row in silent] == ["", ""]


def test_few_who_say_the_same_are_hidden_where_a_column_stays(run: Run, here: Path) -> None:
    frame = made_up().drop("Amount").with_columns(
        pl.Series("Locale", [*["island"] * 3, *itertools.repeat("town", 179)])
    )  # fmt: skip
    frame.select("Response ID", "Locale").write_csv("a.csv")
    told = run("batch", SURVEY, "--join", "a.csv", *ON, "-o", "r.csv", "--pseudonymize", "--key", "key")
    assert "what 3 applications say is left out" in told.err
    assert {row["application_Locale"] for row in records_of("r.csv")} == {"town", ""}
