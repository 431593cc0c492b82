"""Parquet of many rows: read in parts, and trusted to go on as it begins where as much text would be."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.survey.cells.column_reader import UnforeseenError
from jtbd_diag.survey.files import ROW, csv_text, open_grids, parquet_and_json
from tests.survey.reading import seen, workshop

GOOD = ["fix", "learn", "both", None] * 50


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken for a large file, and its start, is small."""
    monkeypatch.setattr(csv_text, "LARGE", 10)
    monkeypatch.setattr(csv_text, "START", 20)


def written(folder: Path, goals: list[str | None]) -> Path:
    path = folder / "table.parquet"
    pl.DataFrame({"id": range(len(goals)), "goal": goals}).write_parquet(path)
    return path


@pytest.mark.parametrize("size", [1, 7, 40, 100])
def test_rows_of_parts_are_those_of_the_whole(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame({"a": range(100), "b": [None, "x"] * 50, "c": [[n] for n in range(100)]})
    frame.write_parquet(tmp_path / "t.parquet", row_group_size=30)
    monkeypatch.setattr(parquet_and_json, "_CELLS_OF_A_PART", size)
    monkeypatch.setattr(parquet_and_json, "_LEAST_PART", size)
    scanned = open_grids(tmp_path / "t.parquet")[0].scan(1, ["A", "B", "C"], {"B": pl.Categorical})
    rows = frame.select(
        pl.int_range(1, 101, dtype=pl.UInt32).alias(ROW),
        pl.col("a").cast(pl.String).alias("A"),
        pl.col("b").alias("B"),
        pl.format("[{}]", "a").alias("C"),
    )
    for found, right in (
        (scanned.cast({"B": pl.String}), rows),
        (scanned.select("C", ROW), rows.select("C", ROW)),
        (scanned.select(pl.len()), rows.select(pl.len())),
        (scanned.head(45).select("A"), rows.head(45).select("A")),
        (scanned.slice(38, 5).select(ROW), rows.slice(38, 5).select(ROW)),
        (scanned.tail(3).select(ROW), rows.tail(3).select(ROW)),
        (scanned.filter(pl.col("A").str.ends_with("7")).select(ROW), rows[7::10].select(ROW)),
    ):
        assert found.collect(engine="streaming").equals(right)


@pytest.mark.usefixtures("large")
def test_a_large_one_is_read_as_one_that_is_counted(tmp_path: Path) -> None:
    path = written(tmp_path, [*GOOD, "Learn; and teech"])
    trusted, counted = seen(path, workshop()), seen(path, workshop(), careful=True)
    assert (trusted.table.start is not None, counted.table.start) == (True, None)
    assert (trusted.answers, trusted.rejects) == (counted.answers, counted.rejects)
    (refused,) = trusted.rejects
    assert (refused["row"], refused["value"], "learn; and teach" in refused["hint"]) == (201, "Learn; and teech", True)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("last", "error"),
    [
        (["1"], UnforeseenError),
        (["goal"], UnforeseenError),
        ([f"what {n}" for n in range(300)], pl.exceptions.ComputeError),
    ],
)
def test_a_large_one_that_does_not_go_on_as_it_begins_is_counted(
    last: list[str | None], error: type[Exception], tmp_path: Path
) -> None:
    path = written(tmp_path, [*GOOD, *last])
    with pytest.raises(error):
        seen(path, workshop())
    assert seen(path, workshop(), careful=True).answers[2] == {"goal": "learn"}
