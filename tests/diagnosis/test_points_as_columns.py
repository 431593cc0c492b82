"""Points in columns: whatever the notation, the sums are those of the points."""

from __future__ import annotations

import polars as pl
import pytest

from jtbd_diag.diagnosis.points_as_columns import notation_for


@pytest.mark.parametrize("most", [1, 20, 21, 655, 656])
@pytest.mark.parametrize("highest", [100, 99.5])
def test_sums_hold_however_many_columns_give_the_most(most: int, highest: float) -> None:
    written = notation_for([0, highest], most, pl)
    columns = [f"c{n}" for n in range(most)]
    frame = pl.select(
        *(written.literal(highest).alias(c) for c in columns), zero=written.literal(0), none=written.literal(None)
    )
    total, count = written.sums(columns)
    mixed, there = written.sums(["c0", "zero", "none"])
    sums = frame.select(total=total, count=count, mixed=mixed, there=there)
    assert sums.row(0) == (most * highest, most, highest, 2)
    points = frame.select(written.points(column).alias(column) for column in ("c0", "zero", "none"))
    assert points.row(0) == (highest, 0, None)
    assert set(points.dtypes) == {pl.Float64}
