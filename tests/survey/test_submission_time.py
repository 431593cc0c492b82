"""When rows were submitted: how platforms write it, and what is not read."""

from __future__ import annotations

import pytest

from jtbd_diag.survey.people.submission_time import readings, time_column


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-10-01 08:09:00", "2026-10-01 08:09:01"),
        ("2026-10-01T08:09:00.000+02:00", "2026-10-01T07:09:00.000+00:00"),
        ("2026-10-01T08:09:00Z", "2026-10-01T08:09:00-05:00"),
        ("2022/10/17 6:31:58 AM EST", "2022/10/17 6:31:58 PM EST"),
        ("2022/10/17 7:31:58 AM EDT", "2022/10/17 7:00:00 AM EST"),
        ("2022/10/17 6:31:58 PM GMT+3", "2022/10/17 5:31:58 PM GMT+1"),
        ("12/31/2025 11:59:59 PM", "01/01/2026 12:00:01 AM"),
        ("31.12.2025 23:59", "01.01.2026 00:01"),
        ("13/10/2026 09:00", "02/11/2026 09:00"),
        ("9/30/26 23:00", "10/1/26 01:00"),
    ],
)
def test_times_as_platforms_write_them(earlier: str, later: str) -> None:
    (times,) = readings([(2, later), (3, earlier), (4, ""), (5, None)])
    assert times[3] < times[2] and len(times) == 2


def test_days_that_may_be_months_are_read_both_ways() -> None:
    cells = [(2, "10/09/2026"), (3, "11/02/2026")]
    assert [times[2] < times[3] for times in readings(cells)] == [True, False]
    (american,) = readings(cells, month_first=True)
    assert american[2] < american[3]


def test_an_export_in_the_order_of_time_tells_which_are_the_months() -> None:
    days = ["10/02/2026", "10/05/2026", "10/09/2026", "11/01/2026", "12/03/2026"]
    (times,) = readings([*enumerate(days)])
    assert [*times.values()] == sorted(times.values())


@pytest.mark.parametrize(
    "cells",
    [
        ["2026-10-01 08:00", "yesterday"],
        ["2026-10-01 08:00", "2026-10-01 08:00 EST"],  # with a zone and without
        ["2026-10-01 08:00 XYZ", "2026-10-01 08:00 EST"],
        ["2026-02-30"],
        [],
    ],
)
def test_what_cannot_be_set_side_by_side_is_not_read(cells: list[str]) -> None:
    assert readings([*enumerate(cells)]) == []


@pytest.mark.parametrize(
    ("headers", "column"),
    [
        (["StartDate", "EndDate", "RecordedDate"], "RecordedDate"),
        (["Start Date", "End Date"], "End Date"),
        (["ID", "Start time", "Completion time"], "Completion time"),
        (["start", "end", "_submission_time"], "_submission_time"),
        (["record_id", "leader_short_timestamp"], "leader_short_timestamp"),
        (["Marca temporal"], "Marca temporal"),
        (["Region", "Updates wanted"], None),
    ],
)
def test_the_column_that_tells_when(headers: list[str], column: str | None) -> None:
    assert time_column(headers) == column
