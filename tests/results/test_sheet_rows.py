"""Rows of a sheet that are spelled all at once: the same bytes as the library's own, cell by cell."""

import io
import zipfile

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from jtbd_diag.results.written.results_workbook import MOST_LETTERS, _cut, _write_rows
from jtbd_diag.results.written.sheet_rows import held_sheet

TEXTS = (
    st.none()
    | st.sampled_from(["", " kept ", "a\nb", "<&>'\"", "=1+1", "\x01", "_x0041_", "é", "🙂"])
    | st.text(max_size=5)
)
KINDS = {
    pl.String: TEXTS,
    pl.Boolean: st.none() | st.booleans(),
    pl.Int64: st.none() | st.integers(-(2**53), 2**53),
    pl.Float64: st.none() | st.floats(-1e9, 1e9, width=32).map(lambda number: round(number, 3) + 0.0),
}


@st.composite
def frames(draw: st.DrawFn) -> pl.DataFrame:
    height = draw(st.integers(0, 40))
    kinds = draw(st.lists(st.sampled_from([*KINDS]), min_size=1, max_size=30))
    columns = (
        pl.Series(f"c{n}", draw(st.lists(st.none() | KINDS[kind], min_size=height, max_size=height)), dtype=kind)
        for n, kind in enumerate(kinds)
    )
    return pl.DataFrame(list(columns))


def parts(frame: pl.DataFrame, *, at_once: bool) -> dict[str, bytes]:
    """What a workbook of the frame is made of, but for the day it was made on."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Results", worksheet_class=held_sheet())
    formats = [book.add_format({"num_format": f"0.{'0' * (n % 4)}"}) for n in range(frame.width)]
    for n, name in enumerate(frame.columns):
        sheet.write_string(0, n, name)
        sheet.set_column(n, n, 10, formats[n])
        if at_once:
            sheet.write_held(frame.get_column(name), formats[n])
        else:
            _write_rows(Beside(sheet, n), frame.select(name), 1)
    book.close()
    with zipfile.ZipFile(file) as found:
        return {name: found.read(name) for name in found.namelist() if not name.startswith("docProps")}


class Beside:
    """A sheet whose first column is another one."""

    def __init__(self, sheet: object, column: int) -> None:
        self.sheet, self.column = sheet, column

    def __getattr__(self, name: str) -> object:
        write = getattr(self.sheet, name)
        return lambda row, column, cell: write(row, column + self.column, cell)


@settings(max_examples=60, deadline=None)
@given(frames())
def test_what_is_spelled_at_once_is_what_the_library_spells(frame: pl.DataFrame) -> None:
    assert parts(frame, at_once=True) == parts(frame, at_once=False)


def test_rows_beyond_a_block_and_gaps_between_them() -> None:
    cells = [None] * 50
    cells[20] = cells[49] = 1.5
    frame = pl.DataFrame(
        {"a": pl.Series([None] * 50, dtype=pl.String), "b": cells, "c": [None] * 40 + [True] + [None] * 9}
    )
    found = parts(frame, at_once=True)
    assert found == parts(frame, at_once=False)
    assert found["xl/worksheets/sheet1.xml"].count(b"<row ") == 4


def test_a_text_is_cut_where_a_cell_ends_and_never_within_a_sign() -> None:
    assert _cut("a" * (MOST_LETTERS + 1)) == "a" * MOST_LETTERS
    assert _cut("🙂" * MOST_LETTERS) == "🙂" * (MOST_LETTERS // 2)
    assert _cut("short") == "short"
