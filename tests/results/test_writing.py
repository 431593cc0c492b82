"""Results as files: every format, nothing that runs, whole or not at all."""

from __future__ import annotations

import errno
import gc
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.formats import by_ending
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.codebook import ResultColumn
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.results.written import results_workbook
from jtbd_diag.results.written.result_files import FORMATS, defused, is_formula, scratch, sink
from jtbd_diag.results.written.results_workbook import MOST_ROWS, check_size, write_workbook
from jtbd_diag.survey.files.grid import unchanged

FRAME = pl.DataFrame({"row": [2, 3], "note": ["=1+1", "a,b\n"], "score": [33.333333333333336, None]})
RUNS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "\u200b=1",
    "＝1+1",
    "＋1",
    "+1 555 0100",
]
DOES_NOT = ["-5", "+3.5", "1e-5", "-1,5", "a=b", "x@y.example", "", "2026-11-21", "R_2AB"]


@pytest.mark.parametrize("text", RUNS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_and_can_be_read(text: str) -> None:
    assert defused(pl.LazyFrame({"a": [text]})).collect().item() == f"'{text}"
    assert is_formula(text)


@pytest.mark.parametrize("text", DOES_NOT)
def test_what_it_would_not_run_stays_as_it_is(text: str) -> None:
    assert defused(pl.LazyFrame({"a": [text]})).collect().item() == text


def test_headers_are_defused_too_and_several_texts_each_keep_their_column() -> None:
    frame = defused(pl.LazyFrame({"=cmd": ["=a"], "b": ["=b"], "n": [-1]})).collect()
    assert frame.rows(named=True) == [{"'=cmd": "'=a", "b": "'=b", "n": -1}]


def test_words_of_our_own_are_written_as_they_are(tmp_path: Path) -> None:
    frame = pl.LazyFrame({"theirs": ["=a"], "job": ["=b"]})
    sink(frame, "csv", tmp_path / "results.csv", ours={"job"}).collect()
    assert (tmp_path / "results.csv").read_text() == "theirs,job\n'=a,=b\n"


@given(st.text())
def test_nothing_that_is_written_starts_like_a_formula(text: str) -> None:
    written = defused(pl.LazyFrame({"a": [text]})).collect().item()
    assert written.replace("'", "") == text.replace("'", "")
    assert not is_formula(written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x\t@SUM(A1)", "x\t'@SUM(A1)"),
        ("x| +cmd", "x| '+cmd"),
        ("=1;=2", "'=1;'=2"),
        ("a; b; -3; 5-7", "a; b; -3; 5-7"),
        ("x, =1", "x, =1"),
    ],
)
def test_what_another_separator_would_make_a_formula_is_defused(text: str, written: str) -> None:
    assert defused(pl.LazyFrame({"a": [text]})).collect().item() == written


@pytest.mark.parametrize("kind", ["csv", "tsv", "parquet", "jsonl"])
def test_every_format_holds_the_same(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"results.{kind}"
    sink(FRAME.lazy(), kind, path).collect()
    readers: dict[str, Callable[[], pl.DataFrame]] = {
        "csv": lambda: pl.read_csv(path),
        "tsv": lambda: pl.read_csv(path, separator="\t"),
        "parquet": lambda: pl.read_parquet(path),
        "jsonl": lambda: pl.read_ndjson(path),
    }
    found = readers[kind]()
    note = "'=1+1" if kind in ("csv", "tsv") else "=1+1"
    assert found.to_dicts() == [{"row": 2, "note": note, "score": 100 / 3}, {"row": 3, "note": "a,b\n", "score": None}]
    if kind == "jsonl":
        assert json.loads(path.read_text().splitlines()[0])["note"] == "=1+1"


def test_a_workbook_has_a_frozen_header_filters_widths_and_a_codebook(tmp_path: Path) -> None:
    columns = [ResultColumn("row", "survey", "The row."), ResultColumn("note", "survey", "A note.")]
    columns.append(ResultColumn("score", "scores", "A score.", "0 to 100", 1))
    write_workbook(FRAME, columns, ["About it."], tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    sheet = book["Results"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:C3")
    assert [cell.value for cell in sheet[2]] == [2, "=1+1", 100 / 3]
    assert sheet["B2"].data_type == "s"  # a text, and no formula
    assert sheet["C2"].number_format == "0.0"
    assert all(8 <= sheet.column_dimensions[one].width <= 45 for one in "ABC")
    assert [row[0].value for row in book["Codebook"].iter_rows(min_row=3)] == ["Column", "row", "note", "score"]


def test_a_cell_longer_than_a_spreadsheet_takes_is_cut_not_lost(tmp_path: Path) -> None:
    columns = [ResultColumn("note", "survey", "A note.")]
    write_workbook(pl.DataFrame({"note": ["x" * 5_000_000]}), columns, [], tmp_path / "r.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "r.xlsx")["Results"]["A2"].value) == 32_767


def test_a_spreadsheet_has_its_limits() -> None:
    check_size("r.xlsx", MOST_ROWS, 10)
    with pytest.raises(InputError) as caught:
        check_size("r.xlsx", MOST_ROWS + 1, 10)
    assert caught.value.problems[0].code is Code.TOO_MANY_FOR_A_SPREADSHEET


def test_an_unknown_ending_is_told_with_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        by_ending(Path("results.ods"), FORMATS)
    assert caught.value.problems[0].code is Code.UNKNOWN_FORMAT
    assert ".parquet" in (caught.value.problems[0].hint or "")


def test_a_file_that_is_there_stays_unless_force_is_given(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("old")
    with pytest.raises(InputError), scratch(path, force=False):
        pass
    assert path.read_text() == "old"
    with scratch(path, force=True) as beside:
        beside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def test_a_file_that_appears_while_results_are_made_stays(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with pytest.raises(InputError) as error, scratch(path, force=False) as beside:
        beside.write_text("ours")
        path.write_text("another's")
    assert error.value.problems[0].code is Code.EXISTS
    assert path.read_text() == "another's" and list(tmp_path.iterdir()) == [path]
    with scratch(path, force=True) as beside:
        beside.write_text("ours")
    assert path.read_text() == "ours"


def test_a_failure_leaves_nothing_and_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with scratch(path, force=False) as beside, scratch(tmp_path / "other.csv", force=False) as beside_other:
        left = beside.name.replace(str(os.getpid()), "999999999")
        running = beside.name.replace(str(os.getpid()), str(os.getppid()))
        others = beside_other.name.replace(str(os.getpid()), "999999999")
        beside.touch()
        beside_other.touch()
    path.unlink()
    (tmp_path / "other.csv").unlink()
    for name in (left, running, others):
        (tmp_path / name).write_text("half")
    with pytest.raises(RuntimeError), scratch(path, force=False) as beside:
        beside.write_text("half")
        raise RuntimeError
    assert {file.name for file in tmp_path.iterdir()} == {running, others}


def test_a_disk_that_can_only_be_read_is_told_of_the_file_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object, **_more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", "beside")

    monkeypatch.setattr(Path, "unlink", refused)
    with (
        pytest.raises(InputError, match=r"r\.csv F007 .*read-only file system"),
        scratch(tmp_path / "r.csv", force=False),
    ):
        refused()


def test_results_may_have_as_long_a_name_as_the_disk_takes(tmp_path: Path) -> None:
    path = tmp_path / f"{'r' * 251}.csv"
    with scratch(path, force=False) as beside:
        beside.write_text("new")
    assert path.read_text() == "new"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught, scratch(tmp_path / "none" / "r.csv", force=False) as beside:
        beside.write_text("x")
    assert caught.value.problems[0].code is Code.UNWRITABLE


def test_a_workbook_of_rows_that_are_not_held_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_workbook, "_ROWS", 2)
    frame = pl.DataFrame(
        {"row": range(5), "note": ["=1+1", None, "a", "x" * 40_000, "b"], "score": [0.1, 1 / 3, None, 2, 3]}
    )
    columns = [ResultColumn("row", "survey", "The row."), ResultColumn("note", "survey", "A note.")]
    columns.append(ResultColumn("score", "scores", "A score.", "0 to 100", 1))
    frame.write_parquet(tmp_path / "r.parquet")
    cut = {
        write_workbook(frame, columns, ["About it."], tmp_path / "held.xlsx"),
        write_workbook(pl.scan_parquet(tmp_path / "r.parquet"), columns, ["About it."], tmp_path / "streamed.xlsx"),
    }
    held, streamed = (openpyxl.load_workbook(tmp_path / f"{one}.xlsx") for one in ("held", "streamed"))
    for name in ("Results", "Codebook"):
        assert [*held[name].values] == [*streamed[name].values]
    sheet = streamed["Results"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["B2"].data_type) == ("C2", "A1:C6", "s")
    assert cut == {1}


class FullDisk(io.RawIOBase):
    """A file that takes so many bytes and no more."""

    def __init__(self, room: int) -> None:
        self.room, self.taken = room, 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, data: Any) -> int:
        self.taken += len(data)
        if self.taken > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(data)


@pytest.mark.parametrize("room", [0, 1_000, 4_000])
def test_a_disk_that_fills_up_while_a_workbook_is_written_is_told(
    room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = [ResultColumn("note", "survey", "A note.")]
    frame = pl.DataFrame({"note": [f"note {n}" for n in range(500)]})
    with pytest.raises(InputError) as caught, scratch(tmp_path / "r.xlsx", force=False) as beside:
        beside.touch()
        monkeypatch.setattr(Path, "open", lambda *_: FullDisk(room))
        try:
            write_workbook(frame, columns, [], beside)
        finally:
            monkeypatch.undo()
    assert caught.value.problems[0].code is Code.UNWRITABLE
    assert "no space left on device" in str(caught.value)
    assert not [*tmp_path.iterdir()]


def test_a_disk_that_fills_up_under_polars_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "parquet: File out of specification: underlying IO error: No space left on device (os error 28)"
    with pytest.raises(InputError) as caught, scratch(tmp_path / "r.parquet", force=False):
        raise pl.exceptions.ComputeError(said)
    assert caught.value.problems[0].code is Code.UNWRITABLE
    with pytest.raises(pl.exceptions.ComputeError), scratch(tmp_path / "r.parquet", force=False):
        raise pl.exceptions.ComputeError(said.partition(":")[0])
    said = "parquet: File out of specification: Invalid thrift: transport error"
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(InputError, match="no space left on device"), scratch(tmp_path / "r.parquet", force=False):
        raise pl.exceptions.ComputeError(said)


def test_a_workbook_that_is_interrupted_is_not_finished_after_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(results_workbook, "_write_codebook", interrupted)
    columns = [ResultColumn("note", "survey", "A note.")]
    with pytest.raises(KeyboardInterrupt), scratch(tmp_path / "r.xlsx", force=False) as beside:
        write_workbook(pl.DataFrame({"note": ["a"]}), columns, [], beside)
    gc.collect()  # a workbook that was not closed would be written when it goes
    assert not [*tmp_path.iterdir()]


def test_a_table_that_was_cut_short_before_it_was_worked_out_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,causes\n1,own_unit\n2,own_unit\n")
    found = Batch(load_questionnaire("leader-short"), Reading(path), Wishes())
    path.write_text("id,causes\n1,own_unit\n")
    with pytest.raises(InputError, match="F006 the file changed while it was read"):
        found.run(tmp_path / "results.csv", None)
    assert [one.name for one in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize("raised", [OSError("failed to fill whole buffer"), pl.exceptions.PanicException("range")])
def test_whatever_a_library_says_of_a_file_that_changed_is_told_as_that(raised: BaseException, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a\n1\n")
    with pytest.raises(InputError, match="F006"), unchanged(path):
        path.write_text("a\n")
        raise raised
    with pytest.raises(type(raised)), unchanged(path):
        raise raised
