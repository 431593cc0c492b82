"""`jtbd-diag batch --engine spark`: the same results as polars row by row, and a sentence where Spark fails."""

from __future__ import annotations

import csv
import gzip
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from jtbd_diag import load_questionnaire
from jtbd_diag.distributed.file_blocks import blocks_of, row_blocks_of, text_of
from jtbd_diag.distributed.spark_results_and_rejects import PartFolder, forget
from jtbd_diag.distributed.spark_table import SparkTable
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire.items import RatingItem, SingleItem
from jtbd_diag.survey.files import csv_text
from jtbd_diag.survey.rows.invented_rows import INVENTED
from tests.cli.conftest import EXAMPLES, Run

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SHORT = load_questionnaire("leader-short")
ON_SPARK = ("--engine", "spark")
LAYOUTS = (
    "plain", "qualtrics", "surveymonkey", "google-forms", "limesurvey", "kobotoolbox", "odk",
    "redcap", "typeform",
)  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One session for all: two cores, few parts."""
    sql = pytest.importorskip("pyspark.sql", reason="Spark is in the extra 'spark', and needs Java 17")
    from jtbd_diag.distributed.spark_session import open_session

    builder = sql.SparkSession.builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
    builder.config("spark.driver.memory", "1g")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a session of other tests may have taken it
    session = open_session("local[2]")
    yield session
    with suppress(Exception):  # a test may have ended it
        session.stop()
    from pyspark import SparkContext

    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
    sql.SparkSession._instantiatedSession = None


def as_spark(path: str = "results") -> pl.DataFrame:
    return pl.read_parquet(f"{path}/*.parquet").sort("row")


def same(found: pl.DataFrame, wanted: pl.DataFrame) -> None:
    """Words are equal, numbers to 1e-9; a cell without text may be empty or none."""
    texts = pl.col(pl.String).fill_null("")
    plain = wanted.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))
    assert found.columns == plain.columns
    assert_frame_equal(
        found.with_columns(texts), plain.with_columns(texts), check_dtypes=False, abs_tol=1e-9, rel_tol=0
    )


CARE = "further on the file is not as it begins: it is read with care"


def compare(run: Run, source: str, *options: str, folder: str | None = None, care: bool | None = None) -> pl.DataFrame:
    """Both engines on the same rows; returns the results. `care` says whether Spark is to say that it begins again."""
    options = ("--questionnaire", "leader-short", *options)
    ours = run("batch", source, "-o", "r.parquet", "--rejects", "j.parquet", "--no-flips", *options)
    assert ours.code == 0, ours.err
    theirs = run("batch", folder or source, *ON_SPARK, "-o", "results", "--rejects", "rejects", "--no-flips", *options)
    assert theirs.code == 0, theirs.err
    assert care in (None, CARE in theirs.err)
    results = pl.read_parquet("r.parquet")
    unlooked = (
        () if "--duplicates" in options else ("duplicate_of", "counted")
    )  # looked for where asked, as in large tables
    same(as_spark(), results.drop(unlooked, strict=False))
    wanted = pl.read_parquet("j.parquet")
    order = ["row", "column"]
    same(as_spark("rejects").sort(order), wanted.sort(order))
    return results


def rows_of(path: str) -> list[list[str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def survey(run: Run, layout: str = "plain", count: int = 30) -> str:
    made = run("simulate", "leader-short", "-n", str(count), "--layout", layout, "-o", "survey.csv")
    assert made.code == 0, made.err
    return "survey.csv"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_that_is_a_plain_table(spark: Any, run: Run, layout: str) -> None:
    compare(run, survey(run, layout))


def test_what_is_told_is_what_polars_tells(spark: Any, run: Run) -> None:
    who = ("--duplicates", "all", "--id", "Email")
    ours = run("batch", "survey-200", "-o", "r.csv", "--rejects", "rejects.parquet", *who)
    theirs = run("batch", "survey-200", *ON_SPARK, "-o", "results", "--rejects", "rejects", *who)
    assert theirs.code == 0, theirs.err
    assert "7 cells could not be used in 7 rows" in theirs.err
    assert theirs.err == ours.err.replace("rejects.parquet", "rejects").replace("r.csv", "results")


def test_a_column_that_says_what_numbers_mean_says_it_to_workers(spark: Any, run: Run, here: Path) -> None:
    rows = rows_of(survey(run))
    place = rows[0].index("This can wait another year.")
    labels = ["Not true", "Slightly true", "Partly true", "Mostly true", "Very true"]
    for n, row in enumerate(rows):
        row.append("1 = Very true, 5 = Not true" if n else "Key")
        if n:
            row[place:] = [str(5 - labels.index(cell)) if cell in labels else cell for cell in row[place:]]
    write_rows(here / "turned.csv", rows)
    compare(run, "turned.csv")


def test_several_files_are_one_table_whatever_they_are_called(spark: Any, run: Run, here: Path) -> None:
    header, *rows = rows_of(survey(run, count=40))
    header[1] = "a.dotted `name`, with signs (*)"
    write_rows(here / "survey.csv", [header, *rows])
    write_rows(here / "in" / "part 1.csv", [header, *rows[:25]])
    write_rows(here / "in" / "part 2[a].csv", [header, *rows[25:]])
    results = compare(run, "survey.csv", folder="in")
    assert results.height == 40
    write_rows(here / "in" / "part 3.csv", [["another", *header[1:]], rows[0]])
    refused = run("batch", "in", *ON_SPARK, "-o", "r", "--questionnaire", "leader-short")
    assert refused.code == 1
    assert "B002" in refused.err and "1 file has another first line" in refused.err and "part 3.csv" in refused.err
    assert not (here / "r").exists()


def test_rows_are_numbered_through_all_blocks(
    spark: Any, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks begin and end in the middle of lines, and some hold none."""
    monkeypatch.setattr("jtbd_diag.distributed.file_blocks.SIZE", 700)
    source = survey(run, count=40)
    text = Path(source).read_bytes()
    blocks = blocks_of([str(here / source)])
    assert len(blocks) > 20 and b"".join(map(text_of, blocks)) == text
    compare(run, source)
    assert sorted(path.name for path in (here / "results").iterdir())[0] == "part-000000000002.parquet"


def test_ctrl_c_stays_ours_and_cancels_no_jobs_alone(spark: Any) -> None:
    heard = signal.getsignal(signal.SIGINT)
    assert not getattr(heard, "__module__", "").startswith("pyspark")


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of any size is trusted to go on as it begins, and read in small blocks."""
    monkeypatch.setattr(csv_text, "LARGE", 0)
    monkeypatch.setattr(csv_text, "START", 40)
    monkeypatch.setattr("jtbd_diag.distributed.spark_table.FIRST", 40)
    monkeypatch.setattr("jtbd_diag.distributed.file_blocks.SIZE", 4000)


def further_on(run: Run, change: Callable[[list[list[str]], list[int]], object]) -> str:
    """A survey whose rows are changed where nobody looks first; `change` gets them, and where choices stand."""
    header, *rows = rows_of(survey(run, count=160))
    kept = [n for n, name in enumerate(header) if name != INVENTED]
    header, rows = [header[n] for n in kept], [[row[n] for n in kept] for row in rows]
    asked = {item.ask for item in SHORT.items.values() if isinstance(item, SingleItem | RatingItem)}
    choices = [n for n, name in enumerate(header) if name in asked]
    change(rows, choices)
    write_rows(Path("survey.csv"), [header, *rows])
    return "survey.csv"


def test_no_cells_are_counted_in_a_large_file_that_goes_on_as_it_begins(
    spark: Any, trusted: None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither are they where a cell that no option fits, or a row that slid, may stand anywhere."""

    def change(rows: list[list[str]], choices: list[int]) -> None:
        rows[100][choices[2]] = "none of these"
        rows[120] = ["more", *rows[120]]

    monkeypatch.setattr(SparkTable, "_counted", None)
    results = compare(run, further_on(run, change), care=False)
    assert results["unreadable"].sum() >= 2


def a_number(rows: list[list[str]], choices: list[int]) -> None:
    rows[100][choices[1]] = "2"


def many_different(rows: list[list[str]], choices: list[int]) -> None:
    rows[:] = [row.copy() for row in rows * 6]
    for n, row in enumerate(rows[50:]):
        for one in choices[:4]:
            row[one] = f"what {n}, {one}"


def two_lines(rows: list[list[str]], choices: list[int]) -> None:
    rows[130][0] = "two\nlines"


def many_slid(rows: list[list[str]], choices: list[int]) -> None:
    for n in range(100, 150, 2):
        rows[n].insert(choices[3], "the cell before goes on")
        rows[n].pop()


@pytest.mark.parametrize("change", [a_number, many_different, two_lines, many_slid])
def test_a_large_file_that_does_not_go_on_so_is_read_with_care(
    spark: Any, trusted: None, run: Run, here: Path, change: Callable[..., object]
) -> None:
    compare(run, further_on(run, change), care=True)
    assert sorted(path.name for path in here.iterdir()) == [
        "j.parquet",
        "r.parquet",
        "rejects",
        "results",
        "survey.csv",
    ]


def test_packed_text_and_places_elsewhere(spark: Any, run: Run, here: Path) -> None:
    """Spark reads what is packed; Java writes where workers cannot."""
    source = survey(run)
    (here / "in").mkdir()
    (here / "in" / "survey.csv.gz").write_bytes(gzip.compress(Path(source).read_bytes()))
    results = compare(run, source, folder="in")
    elsewhere = run("batch", source, *ON_SPARK, "-o", f"file://{here}/far", "--questionnaire", "leader-short")
    assert elsewhere.code == 0, elsewhere.err
    same(as_spark("far"), results.drop("duplicate_of", "counted", strict=False))
    assert f"{results.height} rows" in elsewhere.err


def test_what_an_unfinished_run_left_elsewhere_is_told_as_that(spark: Any, run: Run, here: Path) -> None:
    source = survey(run)
    (here / "far" / "_temporary" / "0").mkdir(parents=True)
    asked = ("batch", source, *ON_SPARK, "-o", f"file://{here}/far", "--questionnaire", "leader-short")
    refused = run(*asked)
    assert refused.code == 1
    assert "F008" in refused.err and "did not finish" in refused.err and "--force" in refused.err
    again = run(*asked, "--force")
    assert again.code == 0, again.err
    assert (here / "far" / "_SUCCESS").exists() and not (here / "far" / "_temporary").exists()


@pytest.mark.parametrize("twice", [False, True], ids=["workers", "java"])
def test_the_report_is_the_page_that_polars_makes(spark: Any, run: Run, here: Path, twice: bool) -> None:
    """Workers write where nobody looks for who answered twice: polars finds nobody either where no column tells."""
    table = pl.read_csv(EXAMPLES / "survey-200.csv", infer_schema=False)
    (table if twice else table.drop("Response ID", "Email")).write_csv("survey.csv")
    asked = ("--date", "2026-11-21", "--by", "Region", *(("--duplicates", "all", "--id", "Email") if twice else ()))
    ours = run("batch", "survey.csv", "-o", "r.csv", "--report", "ours.html", *asked)
    assert ours.code == 0, ours.err
    theirs = run("batch", "survey.csv", *ON_SPARK, "-o", "results", "--report", "theirs.html", *asked)
    assert theirs.code == 0, theirs.err
    assert (here / "theirs.html").read_bytes() == (here / "ours.html").read_bytes()


def test_only_what_a_good_task_named_counts(here: Path) -> None:
    """A task that was begun twice has written twice, and one that was given up too; no Spark is needed to see it."""
    folder, frame = PartFolder(here / "made"), pl.DataFrame({"row": [2, 3]})
    folder.to.mkdir()
    folder.attempts.mkdir()
    first, again = (folder.write(frame, 2, attempt) for attempt in ("one", "two"))
    folder.write(frame, 4, "given-up")
    folder.take([again], frame)
    assert first != again
    assert_frame_equal(pl.read_parquet(folder.to / "*.parquet"), frame)
    with pytest.raises(InputError, match="all workers of Spark see"):
        folder.take(["part-000000000007.elsewhere.parquet"], frame)
    forget(folder.attempts)
    with pytest.raises(FileNotFoundError):
        folder.write(frame, 4, "late")


def test_cells_that_go_on_in_the_next_line(spark: Any, run: Run, here: Path) -> None:
    header, *rows = rows_of(survey(run, count=30))
    rows[7][header.index("email")] = 'two\nlines, and a "word"'
    write_rows(here / "survey.csv", [header, *rows])
    results = compare(run, "survey.csv")
    assert results["email"][7] == 'two\nlines, and a "word"'


def test_parquet(spark: Any, run: Run, here: Path) -> None:
    frame = pl.read_csv(survey(run, "qualtrics", 30))
    (here / "in").mkdir()
    frame.with_columns(pl.lit(7).alias("a number"), pl.lit(0.5).alias("a share")).write_parquet("survey.parquet")
    both = pl.read_parquet("survey.parquet")
    both.head(17).write_parquet("in/a.parquet")
    pl.concat([both.head(2), both.tail(-17)]).write_parquet("in/b.parquet")  # every file with its rows of headers
    compare(run, "survey.parquet", folder="in")


def test_row_groups_are_blocks(spark: Any, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several groups are a block, and a file begins with its rows of headers."""
    monkeypatch.setattr("jtbd_diag.distributed.file_blocks.LOT", 5)
    frame = pl.read_csv(survey(run, "qualtrics", 30), infer_schema=False)
    (here / "in").mkdir()
    frame.write_parquet("survey.parquet")
    frame.head(17).write_parquet("in/a.parquet", row_group_size=3)
    pl.concat([frame.head(2), frame.tail(-17)]).write_parquet("in/b.parquet", row_group_size=40)
    frame.head(0).write_parquet("in/c.parquet")
    blocks = row_blocks_of([f"in/{name}.parquet" for name in "abc"])
    assert [(block.start, block.size) for block in blocks] == [(0, 6), (6, 6), (12, 5), (0, 17)]
    compare(run, "survey.parquet", folder="in")
    names = sorted(path.name for path in (here / "results").iterdir())
    assert names == [f"part-{first:012}.parquet" for first in (3, 7, 13, 18)]


def test_a_column_that_folders_of_parquet_are_called_by(spark: Any, run: Run, here: Path) -> None:
    """Spark reads it, and hands the cells over."""
    frame = pl.read_csv(survey(run, count=30), infer_schema=False)
    for place, some in {"North": frame.head(20), "South": frame.tail(-20)}.items():
        (here / "in" / f"division={place}").mkdir(parents=True)
        some.write_parquet(f"in/division={place}/survey.parquet")
    division = pl.Series("division", ["North"] * 20 + ["South"] * (frame.height - 20))
    frame.with_columns(division).write_parquet("survey.parquet")
    assert compare(run, "survey.parquet", folder="in")["division"].to_list() == division.to_list()


def test_damaged_parquet_is_a_complaint(spark: Any, run: Run, here: Path) -> None:
    frame = pl.read_csv(survey(run, count=30), infer_schema=False)
    (here / "in").mkdir()
    frame.write_parquet("in/a.parquet")
    whole = (here / "in" / "a.parquet").read_bytes()
    (here / "in" / "b.parquet").write_bytes(whole[: len(whole) // 2])
    refused = run("batch", "in", *ON_SPARK, "-o", "results", "--questionnaire", "leader-short")
    assert refused.code == 1 and not (here / "results").exists()
    assert re.search(r"in/b\.parquet B001 the file is damaged or incomplete", refused.err)


def test_who_answered_twice(spark: Any, run: Run, here: Path) -> None:
    header, *rows = rows_of(survey(run, count=30))
    who, when = header.index("email"), header.index("submitted")
    for n, row in enumerate(rows):
        row[who] = f"somebody-{n}@example.org"
    for row, (name, sent) in {3: ("a@b.org", "2026-03-02 10:00"), 9: ("A@b.org ", "2026-03-01 10:00")}.items():
        rows[row][who], rows[row][when] = name, sent
    rows[20][who], rows[20][when] = "a@b.org", "2026-03-03 10:00"
    rows[20][when + 1 :] = [""] * len(rows[20][when + 1 :])
    for empty in (11, 12):
        rows[empty][who] = ""
    write_rows(here / "survey.csv", [header, *rows])
    for keep in ("first", "last"):
        found = compare(run, "survey.csv", "--duplicates", keep, "--id", "email")
        assert found.filter("counted")["row"].to_list() == [n for n in range(2, 32) if n not in DROPPED[keep]]
        for name in ("results", "rejects"):
            Path(name).rename(f"{name}-{keep}")
        Path("r.parquet").unlink()
        Path("j.parquet").unlink()
    refused = run("batch", "survey.csv", *ON_SPARK, "-o", "r", "--duplicates", "all", "--questionnaire", "leader-short")
    assert refused.code == 1
    assert "D001" in refused.err and "the columns 'respondent', 'email' all tell who answered" in refused.err
    assert "--id respondent" in refused.err


DROPPED = {"first": (5, 22), "last": (11, 22)}
"""The rows of one person that do not count: the last answers nothing, and of the others one was sent first."""


def test_persons_are_left_out(spark: Any, run: Run, here: Path) -> None:
    compare(run, survey(run), "--pseudonymize", "--key", "key.txt")
    assert "@" not in "".join(as_spark()["email"].to_list())


def test_wordings_and_raters_are_counted_in_all_rows(spark: Any, run: Run, here: Path) -> None:
    """What is told of the whole table is not told of its first rows alone."""
    header, *rows = rows_of(survey(run, count=200))
    header = [*header, "wording", "rater"]
    many = [[*row, "abc" if n < 5990 else "def", "supervisor" if n % 3 else "self"] for n, row in enumerate(rows * 30)]
    write_rows(here / "survey.csv", [header, *many])
    options = ("--questionnaire", "leader-short", "--no-flips")
    ours = run("batch", "survey.csv", "-o", "r.csv", "--duplicates", "all", "--id", "respondent", *options)
    theirs = run(
        "batch", "survey.csv", *ON_SPARK, "-o", "results", "--duplicates", "all", "--id", "respondent", *options
    )
    assert theirs.code == 0, theirs.err
    assert "6,000 rows are INVENTED" in theirs.err and "def" in theirs.err
    told = [line for line in ours.err.splitlines() if "stands in 30 rows" not in line]  # docs/scale.md: not on Spark
    assert theirs.err.splitlines() == [line.replace("r.csv", "results") for line in told]


def test_rejects_as_csv_and_what_is_there_stays(spark: Any, run: Run, here: Path) -> None:
    first = run("batch", "survey-200", *ON_SPARK, "-o", "results", "--rejects", "rejects.csv")
    assert first.code == 0, first.err
    told = [row for file in (here / "rejects.csv").glob("*.csv") for row in rows_of(str(file))]
    assert len(told) == 8
    again = run("batch", "survey-200", *ON_SPARK, "-o", "results", "--rejects", "rejects.csv")
    assert again.code == 1
    assert again.err.count("F008") == 2
    forced = run("batch", "survey-200", *ON_SPARK, "-o", "results", "--force")
    assert forced.code == 0, forced.err
    assert as_spark().height == 200
    assert sorted(path.name for path in here.iterdir()) == ["rejects.csv", "results"]


# --- what is refused, and what fails --------------------------------------------------------------------


def test_what_spark_cannot_do_is_refused_before_it_is_started(run: Run, here: Path) -> None:
    """No fixture: there is no session yet, and none is made."""
    for options, said in {
        ("--codebook", "r.xml", "--sheet", "2"): "--codebook, --sheet are for --engine polars alone: leave them out",
        ("--flips", "--dry-run"): "--dry-run is for --engine polars alone: leave it out",
        ("--keep-empty",): "--keep-empty is for --engine polars alone",
    }.items():
        refused = run("batch", "survey-200", *ON_SPARK, "-o", "results", *options)
        assert refused.code == 2
        assert said in " ".join(refused.err.replace("│", " ").split())
    assert "--master names a cluster of Spark" in " ".join(
        run("batch", "survey-200", "-o", "r.csv", "--master", "local").err.replace("│", " ").split()
    )
    missing = run("batch", "nowhere", *ON_SPARK, "-o", "results")
    assert missing.code == 1
    assert "nowhere F001 there is no such file" in missing.err
    (here / "in").mkdir()
    for places, code in {
        ("in", "hdfs:///results", "--report", "r.html"): "D001",
        ("in", "results", "--report", "no/r.html"): "F007",
        ("in", "results.csv"): "F009",
        ("in", "in/results"): "F011",
        ("in", "no/results"): "F007",
    }.items():
        told = run("batch", places[0], *ON_SPARK, "-o", *places[1:])
        assert told.code == 1
        assert code in told.err


def test_without_spark_or_java_the_sentence_names_what_to_install(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    without = run("batch", "survey-200", *ON_SPARK, "-o", "results")
    assert without.code == 1
    assert "F010" in without.err and "pip install 'pyspark[connect]'" in without.err
    monkeypatch.undo()
    pytest.importorskip("pyspark", reason="Spark is in the extra 'spark', and needs Java 17")
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", str(here))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    from jtbd_diag.distributed.spark_session import open_session

    with pytest.raises(InputError, match="Spark needs Java, which is not installed"):
        open_session("local")


@pytest.mark.parametrize(("file", "text", "code"), [
    ("survey.csv", b"causes\nM\xfcnchen\n", "F004"),
    ("survey.xlsx", b"PK", "D001"),
    ("survey.csv", b"", "F005"),
])  # fmt: skip
def test_files_that_spark_would_spoil_are_refused(
    spark: Any, run: Run, here: Path, file: str, text: bytes, code: str
) -> None:
    (here / file).write_bytes(text)
    refused = run("batch", file, *ON_SPARK, "-o", "results")
    assert refused.code == 1
    assert f"{file} {code}" in refused.err


@pytest.mark.parametrize("sign", [",", "\t"])
@pytest.mark.parametrize("beside", [0, -1, 1])
def test_rows_that_a_text_took_in_are_told(
    spark: Any, run: Run, here: Path, sign: str, beside: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among the first lines as the engine polars tells it; further below by the number of the row."""
    rows = [[re.sub(f'[{sign}"]', "", cell) for cell in row] for row in rows_of(survey(run, count=160))]
    text = rows[0].index("region")

    def refused(first: int, last: int) -> str:
        marked = [row.copy() for row in rows]
        marked[first][text], marked[last][text + beside] = '" (same as above)', 'a door of 36"'
        (here / "survey.csv").write_text("".join(sign.join(row) + "\n" for row in marked), encoding="utf-8")
        ran = run("batch", "survey.csv", *ON_SPARK, "-o", "results", "--questionnaire", "leader-short")
        assert ran.code == 1 and not (here / "results").exists()
        return ran.err

    assert (
        "survey.csv:41:0 B002 a text begins with a quotation mark in this line and ends with one in line 48"
        in refused(40, 47)
    )
    monkeypatch.setattr("jtbd_diag.distributed.spark_table.FIRST", 130)
    told = refused(140, 147)
    assert "survey.csv B002 in row 141 a text begins with a quotation mark and goes on over 8 lines" in told


@pytest.mark.parametrize("how", ["blocks", "lines", "cells"])
def test_texts_written_as_formulas_are_the_texts_as_in_polars(spark: Any, run: Run, here: Path, how: str) -> None:
    header, *rows = rows_of(survey(run, count=30))
    name = header.index("email")
    rows[7][name] = "two\nlines" if how == "cells" else "one line"
    as_formulas = [[f'="{cell}"' if cell and cell != rows[7][name] else cell for cell in row] for row in rows]
    write_rows(here / "in" / "survey.csv", [header, *as_formulas])
    text = (here / "in" / "survey.csv").read_bytes()
    (here / "survey.csv").write_bytes(text)
    if how == "lines":
        (here / "in" / "survey.csv").unlink()
        (here / "in" / "survey.csv.gz").write_bytes(gzip.compress(text))
    results = compare(run, "survey.csv", folder="in")
    assert results["respondent"].to_list() == [row[header.index("respondent")] for row in rows]
    assert results["unreadable"].sum() == 0


def test_parquet_files_of_other_columns_are_refused(spark: Any, run: Run, here: Path) -> None:
    frame = pl.read_csv(survey(run, count=30), infer_schema=False)
    (here / "in").mkdir()
    frame.head(10).write_parquet("in/1.parquet")
    frame[10:20].select(reversed(frame.columns)).write_parquet("in/2.parquet")  # found by name, in any order
    frame[20:].rename({"region": "region "}).with_columns(extra=pl.lit("x")).write_parquet("in/3.parquet")
    refused = run("batch", "in", *ON_SPARK, "-o", "results", "--questionnaire", "leader-short")
    assert refused.code == 1 and not (here / "results").exists()
    told = "1 file has other columns than 1.parquet: 3.parquet; not in all are 'extra', 'region', 'region '"
    assert f"B002 {told}" in refused.err
    (here / "in" / "3.parquet").unlink()
    frame.head(20).write_parquet("survey.parquet")
    compare(run, "survey.parquet", folder="in")


def test_a_column_that_only_folders_are_called_by_is_not_lost(spark: Any, run: Run, here: Path) -> None:
    header, *rows = rows_of(survey(run, count=30))
    for place, some in {"North": rows[:20], "South": rows[20:]}.items():
        (here / "in").mkdir(exist_ok=True)
        write_rows(here / "in" / f"area={place}" / "survey.csv", [header, *some])
    refused = run("batch", "in", *ON_SPARK, "-o", "results", "--questionnaire", "leader-short")
    assert refused.code == 1
    assert "D001 the folders in it are called by a column that no text holds, and it would be lost: area" in refused.err


@pytest.mark.parametrize(("large", "place"), [(False, 70), (True, 70), (True, 20)])
def test_a_header_that_stands_again_is_no_respondent(
    spark: Any, run: Run, here: Path, large: bool, place: int, request: pytest.FixtureRequest
) -> None:
    """All of them are told, where the first stands among the rows that are looked at, too."""
    header, *rows = rows_of(survey(run, count=100))
    write_rows(here / "survey.csv", [header, *rows[:place], header, *rows[place:], header])
    _ = large and request.getfixturevalue("trusted")
    refused = run("batch", "survey.csv", *ON_SPARK, "-o", "results", "--questionnaire", "leader-short")
    assert refused.code == 1 and not (here / "results").exists()
    assert "D001 the header stands in 2 rows more" in refused.err


def test_too_many_different_cells_are_not_brought_here(
    spark: Any, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jtbd_diag.distributed.spark_table.MOST_CELLS", 5)
    refused = run("batch", "survey-200", *ON_SPARK, "-o", "results")
    assert refused.code == 1
    assert "D001 there are more than 5 different cells" in refused.err


def test_records_in_several_rows_are_refused(spark: Any, run: Run, here: Path) -> None:
    header, *rows = rows_of(survey(run, "redcap", 30))
    rows[3][header.index("redcap_event_name")] = "another_event"
    write_rows(here / "survey.csv", [header, *rows])
    refused = run("batch", "survey.csv", *ON_SPARK, "-o", "results", "--questionnaire", "leader-short")
    assert refused.code == 1
    assert "D001 the rows of a record stand apart by 'redcap_event_name'" in refused.err


def started_by(process: int) -> Iterator[tuple[int, str]]:
    """The processes that one started, at whatever remove, with their command lines."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == process:
                yield int(entry.name), (entry / "cmdline").read_text()
                yield from started_by(int(entry.name))


@contextmanager
def killing(which: Callable[[], list[int]]) -> Iterator[None]:
    """Kill processes as soon as they are there, until the work is over."""
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.02):
            for process in which():
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def java_of(session: Any) -> int:
    process: int = session.sparkContext._gateway.proc.pid
    return process


def test_killed_workers_are_told_in_a_sentence(spark: Any, run: Run, here: Path) -> None:
    java = java_of(spark)
    with killing(lambda: [process for process, line in started_by(java) if "pyspark.daemon" in line]):
        ran = run("batch", "survey-200", *ON_SPARK, "-o", "results", "--rejects", "rejects")
    assert ran.code == 1
    assert "D002 workers of Spark were lost in the middle of the work" in ran.err
    assert "Traceback" not in ran.err
    assert list(here.iterdir()) == []
    for _ in range(5):  # Java may hold on to the dead ones for a moment
        ran = run("batch", "survey-200", *ON_SPARK, "-o", "results")
        if ran.code == 0:
            break
        assert "workers of Spark were lost" in ran.err
    assert ran.code == 0, "a later run has workers again"


def test_spark_submit(spark: Any, here: Path) -> None:
    (here / "score.py").write_text("from jtbd_diag.cli.main import main\nmain()\n")
    import pyspark

    submit = Path(pyspark.__path__[0]) / "bin" / "spark-submit"
    settings = ["--master", "local[2]", "--conf", "spark.ui.enabled=false", "--driver-memory", "1g"]
    command = [submit, *settings, "score.py", "batch", "survey-200", "--engine", "spark", "-o", "results"]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    ran = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    assert "200 rows: 115 clear" in ran.stdout, "it puts what a program says on stderr there"
    assert as_spark().height == 200
