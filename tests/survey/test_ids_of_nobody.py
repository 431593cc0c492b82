"""Ids and addresses that people give who give none: whoever gives the same is not the same."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.distributed.answered_twice_in_spark import marks_of
from jtbd_diag.survey.answered_twice import (
    duplicates,
    ids_nearly_alike,
    ids_of_many,
    is_nobody,
    often_given,
    person_keys,
    unlike_addresses,
)
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.table.survey_table import Table, read_table
from tests.survey.reading import workshop

NOBODY = [
    *("", "00000", "N.N.", "n/a", "N. A.", "TBC", "tbd", "T.B.A.", "anon", "Anonymous", "(none)", "no id", "No name"),
    *("pending", "not sure", "9999", "--", "?", "n. k.", "null", "Prefer not to say", "none@none.com", "test@test.com"),
    *("noreply@district.org", "no-reply@x.org", "do_not_reply@x.org", "a@a.a", "Anonymous@x.org", "na@na.com"),
    *("1.18E+11", "1,18E+11", "5E+09", "11800000000000000", "118234567890123000"),  # as a spreadsheet rounds
]
SOMEBODY = [
    *("1", "7", "99", "999", "A1001", "R_3kTnNs", "anna", "nan@riverton.org", "kim@x.org", "mo.test@district.org"),
    *("testa@x.org", "a@x.org", "noreen@x.org", "pending-17", "no7", "NA-12", "x1", "nobody else", "annon"),
    *("4e21", "118000000000", "1180000000000000", "E5", "3e", "1.5", "2E+7a"),
]


@pytest.mark.parametrize("cell", NOBODY)
def test_what_is_nobodys(cell: str) -> None:
    assert told(cell)


@pytest.mark.parametrize("cell", SOMEBODY)
def test_what_is_somebodys(cell: str) -> None:
    assert not told(cell)


def test_long_ids_that_end_in_zeros_are_somebodys_where_others_were_not_rounded(tmp_path: Path) -> None:
    long = [f"9007199254740{n:04}" for n in range(1001, 1012)]
    exact = table(tmp_path, [*((one, "") for one in long), ("90071992547401200", ""), ("90071992547401200", "")])
    assert again(exact).get_column("value").to_list() == ["90071992547401200"] * 2
    rounded = [(f"{one[:15]}00", "") for one in long]
    assert again(table(tmp_path, rounded)).is_empty()
    assert again(table(tmp_path, [*((one, "") for one in long), *rounded])).is_empty()


def test_a_part_of_the_rows_is_told_apart_as_all_of_them_are(tmp_path: Path) -> None:
    """Workers see a part alone, in which the only long id may end in zeros."""
    long = [f"9007199254740{n:04}" for n in range(1001, 1012)]
    for ids, told in (([*long, "90071992547401200"], True), ([one[:15] + "00" for one in long], False)):
        both = table(tmp_path, [(one, "") for one in ids])
        every = replace(both, identity=both.identity[:1])
        marks = marks_of(every)
        assert marks is not None
        part = replace(every, frame=every.frame.filter(pl.col("Respondent ID").str.ends_with("00")))
        assert marks.frame(part, code(part, workshop())).collect().is_empty() != told


@pytest.mark.parametrize(
    ("ids", "n"), [(["L0001", "l0001", "L0002"], 1), (["007", "7", "7.0", "8"], 1), (["L1", "L1", "L2", "L12"], 0)]
)
def test_ids_that_are_one_but_for_capitals_and_zeros_are_told(ids: list[str], n: int, tmp_path: Path) -> None:
    assert list(ids_nearly_alike(table(tmp_path, [(one, "") for one in ids]))) == ([("Respondent ID", n)] if n else [])


def told(cell: str) -> bool:
    return bool(pl.select(is_nobody(pl.lit(cell).str.strip_chars())).item())


def table(folder: Path, rows: list[tuple[str, str]]) -> Table:
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Respondent ID", "Email", "goal"), *((*row, "fix") for row in rows)])
    return read_table(path, workshop())


def again(found: Table) -> pl.DataFrame:
    twice = duplicates(found)
    assert twice is not None
    return twice.collect()


def test_an_id_beside_three_addresses_is_nobodys(tmp_path: Path) -> None:
    """Two addresses may be one person's, so they are told; three are not."""
    shared = [("office", f"leader{n}@x.org") for n in range(3)]
    own = [
        ("A17", "kim@x.org"),
        ("A17", "Kim@X.org"),
        ("A18", "lee@x.org"),
        ("A18", "lee@y.org"),
        ("A19", ""),
        ("A19", ""),
    ]
    found = table(tmp_path, [*shared, *own])
    twice = again(found)
    assert twice.filter(pl.col("by") == "Respondent ID").get_column("row").to_list() == [5, 6, 7, 8, 9, 10]
    assert list(ids_of_many(found)) == [("Respondent ID", "Email", 3)]
    assert list(unlike_addresses(found, twice)) == [("Respondent ID", "Email", 2)]
    assert {row for row, key, _ in person_keys(found) if "office" in key} == set()


def test_an_id_that_stands_in_many_rows_is_told(tmp_path: Path) -> None:
    rows = [("front desk", "") for _ in range(6)] + [("A17", "kim@x.org")] * 5
    assert list(often_given(again(table(tmp_path, rows)))) == [("Respondent ID", 6)]
