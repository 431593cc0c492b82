"""Results for SPSS and Stata: read back equal in Python and in R, every kind of missing value, and what is refused."""

from __future__ import annotations

import csv
import datetime
import io
import math
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.ground.safe_names import safe_ids
from jtbd_diag.questionnaire import Questionnaire, questionnaire_from_text
from jtbd_diag.results import batch_of_a_survey as running
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.results.written import statistics_files
from jtbd_diag.results.written.statistics_files import cut_to_bytes
from jtbd_diag.results.written.statistics_variables import (
    SPSS_CODES,
    STATA_CODES,
    STATISTICS_NAME,
    MissingKind,
    Variable,
)
from tests.forms.clients import need

SURVEY = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"
SCRIPT = Path(__file__).with_name("reference.R")
ASKED = """
questionnaire: workshop
version: 1
title: A workshop
minutes: 1
scales: {use: {title: Use, bands: [{up_to: 50, title: low}, {title: high}]}}
answer_sets: {true_now: [Not true, Partly true, Very true]}
sections:
  - title: All
    items:
      - {id: came, type: single, ask: Did you come?, options: [
          {id: "yes", text: "Yes", points: {use: 100}}, {id: "no", text: "No", points: {use: 0}},
          {id: unsure, text: I can't say, cannot_say: true}]}
      - {id: day, type: date, ask: On which day?, ask_if: {item: came, is: "yes"}}
      - {id: tools, type: multiple, ask: What did you use?, ask_if: {item: came, is: "yes"},
         options: [{id: map, text: The map}, {id: chart, text: The chart}]}
      - {id: helped, type: rating, ask: It helped., answers: true_now, ask_if: {item: came, is: "yes"}}
      - {id: hours, type: number, ask: How many hours?, minimum: 0, ask_if: {item: came, is: "yes"}}
      - {id: words, type: text, ask: "Anything else?"}
"""
HEADER = ["Your ID", "select", "came", "day", "tools", "helped", "hours", "words"]
ROWS = [
    ["A1", "a", "Yes", "2026-03-02", "The map; The chart", "Very true", "2.5", "Ünïcode – “quoted”"],
    ["A2", "b", "No", "", "", "", "", "x" * 3000],
    ["A3", "c", "Yes", "", "", "", "", ""],
    ["A4", "d", "I can't say", "", "", "", "", "=1+1"],
    ["A5", "", "Yes", "2026-04-01", "The map", "quite", "many", "two\nlines"],
    ["A6", "f", "", "", "", "", "", ""],
    ["A7", "g", "Yes", "2026-04-02", "The chart", "Not true", "0", "é" * 1500],
]
UNASKED = dict.fromkeys((2, 4, 6), MissingKind.NOT_ASKED)
MISSING = {
    "answer_came": {6: MissingKind.SKIPPED, 4: MissingKind.CANNOT_SAY},
    "answer_tools_map": {**UNASKED, 3: MissingKind.SKIPPED},
    "answer_helped": {**UNASKED, 3: MissingKind.SKIPPED, 5: MissingKind.UNREADABLE},
    "answer_hours": {**UNASKED, 3: MissingKind.SKIPPED, 5: MissingKind.UNREADABLE},
    "score_use": dict.fromkeys((4, 6), MissingKind.TOO_LITTLE),
}
"""By variable and respondent."""
HELD = {
    "answer_came": [1.0, 2.0, 1.0, None, 1.0, None, 1.0],
    "answer_tools_map": [1.0, None, None, None, 1.0, None, 0.0],
    "answer_tools_chart": [1.0, None, None, None, 0.0, None, 1.0],
    "answer_helped": [3.0, None, None, None, None, None, 1.0],
    "answer_hours": [2.5, None, None, None, None, None, 0.0],
    "score_use": [100.0, 0.0, 100.0, None, 100.0, None, 100.0],
}


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return questionnaire_from_text(ASKED)


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("survey") / "survey.csv"
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *ROWS])
    path.write_text(text.getvalue(), "utf-8")
    return path


def written(asked: Questionnaire, survey: Path, to: Path) -> Batch:
    batch = Batch(asked, Reading(survey), Wishes(whole=True))
    batch.run(to, None)
    return batch


def spss(path: Path, **more: Any) -> tuple[pl.DataFrame, Any]:
    pyreadstat = pytest.importorskip("pyreadstat", reason="it is of the extra `stats`")
    frame, told = pyreadstat.read_sav(path, output_format="polars", **more)
    return frame, told


def stata(path: Path, **more: Any) -> tuple[pl.DataFrame, Any]:
    pyreadstat = pytest.importorskip("pyreadstat", reason="it is of the extra `stats`")
    frame, told = pyreadstat.read_dta(path, output_format="polars", **more)
    return frame, told


def test_spss_reads_back_values_and_every_kind_of_missing(asked: Questionnaire, survey: Path, tmp_path: Path) -> None:
    written(asked, survey, tmp_path / "r.sav")
    plain, _ = spss(tmp_path / "r.sav")
    frame, told = spss(tmp_path / "r.sav", user_missing=True)
    for name, values in HELD.items():
        assert plain[name].to_list() == values, name
        kept = [MISSING.get(name, {}).get(n) for n in range(1, 8)]
        assert [SPSS_CODES.get(reason) for reason in kept if reason] == [
            int(frame[name][n]) for n, reason in enumerate(kept) if reason
        ], name
    assert told.missing_ranges["answer_helped"] == [{"lo": -9.0, "hi": -1.0}]
    assert told.variable_value_labels["answer_came"] == {
        1: "Yes", 2: "No", -2: "asked, not answered", -3: "answered, could not be read", -4: "I can't say",
    }  # fmt: skip
    assert frame["answer_day"].to_list()[:2] == [datetime.date(2026, 3, 2), None]
    assert frame["answer_words"].to_list() == [row[-1] for row in ROWS]
    assert [told.variable_measure[name] for name in ("answer_came", "answer_helped", "answer_hours")] == [
        "nominal", "ordinal", "scale",
    ]  # fmt: skip
    assert told.column_names_to_labels["answer_tools_map"] == "The map: What did you use?"
    assert told.file_label.startswith("Results of survey.csv")


def test_stata_reads_back_values_and_every_kind_of_missing(asked: Questionnaire, survey: Path, tmp_path: Path) -> None:
    written(asked, survey, tmp_path / "r.dta")
    frame, told = stata(tmp_path / "r.dta", user_missing=True)
    for name, values in HELD.items():
        reasons = [MISSING.get(name, {}).get(n) for n in range(1, 8)]
        if name == "answer_tools_chart":
            reasons = [MISSING["answer_tools_map"].get(n) for n in range(1, 8)]
        expected = [STATA_CODES[reason] if reason else value for value, reason in zip(values, reasons, strict=True)]
        assert frame[name].to_list() == expected, name
    assert told.variable_value_labels["answer_helped"]["a"] == "not asked"
    assert frame["answer_words"].to_list() == [row[-1] for row in ROWS]
    assert frame["answer_day"].to_list()[:2] == [datetime.date(2026, 3, 2), None]


def in_r(program: str, path: Path) -> tuple[dict[str, str], dict[str, dict[str, str]], dict[str, list[str]]]:
    """Labels of variables, labels of values, and cells as R reads them."""
    need(f"r:{program}")  # Debian: r-cran-haven, r-cran-foreign
    out = path.with_suffix(".tsv")
    command = ["Rscript", "--vanilla", str(SCRIPT), program, str(path), str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    labels: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    cells: dict[str, list[str]] = {}
    for line in out.read_text("utf-8").splitlines():
        what, name, *rest = line.split("\t")
        if what == "label":
            labels[name] = rest[0]
        elif what == "value":
            values.setdefault(name, {})[rest[0]] = rest[1]
        else:
            cells.setdefault(name, []).append(rest[1])
    return labels, values, cells


@pytest.mark.parametrize(("program", "ending"), [("haven", "sav"), ("haven", "dta"), ("foreign", "sav")])
def test_r_reads_the_same(asked: Questionnaire, survey: Path, tmp_path: Path, program: str, ending: str) -> None:
    pytest.importorskip("pyreadstat", reason="it is of the extra `stats`")
    path = tmp_path / f"r.{ending}"
    written(asked, survey, path)
    frame, told = (spss if ending == "sav" else stata)(path, user_missing=True)
    labels, values, cells = in_r(program, path)
    letters = told.missing_user_values
    assert labels.items() >= {name: label or "" for name, label in told.column_names_to_labels.items()}.items()
    long = [] if program == "haven" else ["answer_words"]  # foreign makes a variable of every 255 letters
    for name in (name for name in frame.columns if name not in long):
        assert cells[name] == [as_r_tells(value, program, name in letters) for value in frame[name].to_list()], name
    expected = {name: {as_r_tells(code, program, True): label for code, label in of.items()} for name, of in
                told.variable_value_labels.items()}  # fmt: skip
    assert {name: of for name, of in values.items() if of} == expected


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_pandas_reads_the_same(asked: Questionnaire, survey: Path, tmp_path: Path, ending: str) -> None:
    pytest.importorskip("pyreadstat", reason="it is of the extra `stats`")
    pandas = pytest.importorskip("pandas", reason="it comes with the extra `engines`")
    path = tmp_path / f"p.{ending}"
    written(asked, survey, path)
    frame, _ = (spss if ending == "sav" else stata)(path)
    if ending == "sav":
        read = pandas.read_spss(path, convert_categoricals=False)
    else:
        read = pandas.read_stata(path, convert_categoricals=False)
    assert [*read.columns] == frame.columns and len(read) == frame.height
    for name in frame.columns:
        found = [None if pandas.isna(value) else value for value in read[name].tolist()]
        wanted = [None if value is None or value != value else value for value in frame[name].to_list()]  # noqa: PLR0124
        if any(isinstance(value, datetime.date) for value in wanted):
            found = [None if value is None else pandas.Timestamp(value).date() for value in found]
        assert found == wanted, name


def as_r_tells(value: object, program: str, lettered: bool) -> str:
    if isinstance(value, datetime.date):
        days = (value - datetime.date(1582, 10, 14)).days  # foreign leaves the seconds since then as they are
        return value.isoformat() if program == "haven" else f"{days * 86400:.12g}"
    if isinstance(value, int | float):
        return f"{value:.12g}"
    if lettered and value in STATA_CODES.values():
        return f".{value}"
    return str(value or "").replace("\n", "\\n").rstrip(" ")


def test_every_column_of_the_results_is_there_as_in_a_csv(leader: Questionnaire, tmp_path: Path) -> None:
    batch = written(leader, SURVEY, tmp_path / "r.sav")
    frame, told = spss(tmp_path / "r.sav")
    held = Batch(leader, Reading(SURVEY), Wishes()).frame.collect()
    variables: dict[str, Variable] = {one.name: one for one in batch._variables("sav")}
    assert list(variables) == frame.columns
    assert {one.column for one in variables.values()} >= set(held.columns)
    for name, one in variables.items():
        if one.column not in held.columns or one.option is not None:
            continue
        values, found = held[one.column].to_list(), frame[name].to_list()
        if one.codes:
            words = {code: word for word, code in one.codes.items()}
            found = [None if math.isnan(code or 0) or code is None else words[int(code)] for code in found]
            values = [None if str(value) in one.cannot_say else value for value in values]
        elif one.kind == "text":
            values = ["" if value is None else value for value in values]
        assert found == values, name
    assert told.number_rows == held.height


def test_a_variable_of_a_kind_of_missing_alone_is_empty(asked: Questionnaire, tmp_path: Path) -> None:
    """Without a single number pyreadstat would take its letters for a text."""
    path = tmp_path / "s.csv"
    path.write_text("came,helped\nNo,\nNo,\n", "utf-8")
    written(asked, path, tmp_path / "r.dta")
    frame, told = stata(tmp_path / "r.dta", user_missing=True)
    assert frame["answer_helped"].to_list() == [None, None]
    assert told.variable_value_labels["answer_helped"] == {1: "Not true", 2: "Partly true", 3: "Very true"}


def test_names_are_safe_and_no_two_are_one() -> None:
    names = ["Your ID", "your-id", "select", "ALL", "1st", "_n", "str5", "x" * 40, "x" * 41, "ü", "a_", "answer_a"]
    safe = safe_ids(names, STATISTICS_NAME)
    assert len({name.lower() for name in safe.values()}) == len(names)
    assert all(name[0].isalpha() and name.isascii() and len(name) <= 28 for name in safe.values())
    assert safe["answer_a"] == "answer_a" and safe["ALL"] != "ALL" and safe["a_"] != "a_"


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_labels_and_texts_are_cut_where_a_program_takes_no_more(tmp_path: Path, ending: str) -> None:
    long = "ü" * 300
    text = ASKED.replace("Did you come?", long).replace('"Yes", points', f'"{long}", points')
    path = tmp_path / "s.csv"
    path.write_text(f"came,words\nNo,{'é' * 20_000}\n", "utf-8")
    batch = Batch(questionnaire_from_text(text), Reading(path), Wishes(whole=True))
    summary, _ = batch.run(tmp_path / f"r.{ending}", None)
    frame, told = (spss if ending == "sav" else stata)(tmp_path / f"r.{ending}")
    label, value = told.column_names_to_labels["answer_came"], told.variable_value_labels["answer_came"][1]
    assert label.endswith("ü…") and (len(label) == 80 if ending == "dta" else len(label.encode()) <= 256)
    assert value.endswith("ü…" if ending == "sav" else "ü") and summary.cut == (1 if ending == "sav" else 0)
    assert len(frame["answer_words"][0].encode()) <= (32_767 if ending == "sav" else 40_000)


def test_what_is_cut_stays_whole_letters() -> None:
    assert cut_to_bytes("aüü", 5) == "aüü"
    assert cut_to_bytes("aüüü", 6) == "aü…"


def test_a_large_table_is_refused_in_a_sentence(
    asked: Questionnaire, survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "is_large", lambda table, source: True)
    with pytest.raises(InputError) as caught:
        written(asked, survey, tmp_path / "r.sav")
    assert caught.value.problems[0].code is Code.TOO_MANY_FOR_STATISTICS
    assert "100,000 rows at most" in caught.value.problems[0].what
    assert list(tmp_path.iterdir()) == []


def test_without_pyreadstat_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(InputError) as caught:
        statistics_files.refuse_without_writer("r.sav")
    (problem,) = caught.value.problems
    assert problem.code is Code.MISSING_PROGRAM and "pip install pyreadstat" in str(problem.hint)


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_a_full_disk_leaves_nothing(
    asked: Questionnaire, survey: Path, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyreadstat = pytest.importorskip("pyreadstat", reason="it is of the extra `stats`")

    def full(frame: pl.DataFrame, path: Path, **_: Mapping[str, object]) -> None:
        path.write_bytes(b"half")
        raise pyreadstat.ReadstatError(*["Unable to write data"])

    monkeypatch.setattr(pyreadstat, f"write_{ending}", full)
    with pytest.raises(InputError) as caught:
        written(asked, survey, tmp_path / f"r.{ending}")
    (problem,) = caught.value.problems
    assert problem.code is Code.UNWRITABLE and problem.where.file == str(tmp_path / f"r.{ending}")
    assert list(tmp_path.iterdir()) == []
