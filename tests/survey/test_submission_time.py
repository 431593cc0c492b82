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
        ("12/13/2026, 11:05 a.m.", "12/13/2026, 1:05 p.m."),
        ("13/12/2026 11:05:00 a.\u00a0m.", "13/12/2026 1:05:00 p.\u00a0m."),
        ("12/13/2026 11 AM", "12/13/2026 1 PM"),
        ("46357.75", "46358.25"),  # days as a spreadsheet counts them
        ("46357,75", "46358,25"),
        ("1796083200", "1796083300"),  # seconds, thousandths and millionths of them since 1970
        ("1796083200000", "1796083300000"),
        ("1796083200000000", "1796083300000000"),
        ("2026-12-01T10:00:00,123", "2026-12-01T10:00:01,123"),
        ("2026-10-01T08:09:00 +530", "2026-10-01T08:09:00 +0500"),
        ("20261130T100000Z", "20261201T100000Z"),
        ("20261201100000", "20261201130000"),
        ("30-Nov-26", "01-Dec-26"),
        ("30nov2026 10:00:00", "01dec2026 10:00:00"),
        ("01DEC2026:10:00:00", "01DEC2026:13:00:00"),
        ("Nov 30, 2026 10:00 AM", "Dec 1, 2026 9:00 AM"),
        ("November 30, 2026 at 10:00 AM", "December 1, 2026 at 9:00 AM"),
        ("December 1, 2026 11:00 AM (EST)", "December 1, 2026 9:00 AM (PST)"),
        ("Mon, 30 Nov 2026 10:00:00 +0000", "Tue, 01 Dec 2026 09:00:00 +0000"),
        ("Tue Dec 01 2026 10:00:00 GMT+0100 (Central Time)", "Tue Dec 01 2026 09:30:00 GMT+0000 (UTC)"),
        ("2026-12-01T10:00:00-05:00[America/New_York]", "2026-12-01T09:30:00-06:00[America/Chicago]"),
        ("30. November 2026 10:00", "1. Dezember 2026 09:00"),
        ("30 de noviembre de 2026 10:00", "1 de diciembre de 2026 9:00"),
        ("30 août 2026 à 10:00:00", "1 déc. 2026 à 09:00:00"),
        ("2026年11月30日 10:00", "2026年12月1日 9:00"),
        ("2026/12/01 午前 10:00:00", "2026/12/01 午後 1:00:00"),
        ("2026. 12. 1 오전 10:00:00", "2026. 12. 1 오후 1:00:00"),
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


def test_where_an_american_platform_was_saved_anew_the_order_of_rows_may_tell_that_the_day_stands_first() -> None:
    days = [f"{day:02}/{month:02}/2026" for month in (3, 5) for day in (2, 5, 9, 11)]
    for told in (days, days[::-1]):
        (found,) = readings([*enumerate(told)], month_first=True)
        assert sorted(found, key=found.__getitem__) == (list(range(8)) if told is days else list(range(8))[::-1])
    assert len(readings([*enumerate(days[2:6])], month_first=True)) == 2  # of so few nothing is sure
    assert len(readings([*enumerate(days[::2] + days[1::2])], month_first=True)) == 1


def test_where_days_are_written_in_two_forms_either_may_have_been_turned() -> None:
    """A spreadsheet of another country took `12/05/2026` for a date, in December, and left `13/05/2026` as a text."""
    for turned in ("2026-12-05 00:00:00", "05.12.2026", "46361"):
        found = [times[2] < times[3] for times in readings([(2, turned), (3, "13/05/2026")])]
        assert sorted({*found}) == [False, True], turned
    assert len(readings([(2, "12/05/2026"), (3, "13/05/2026")])) == 1


def test_an_export_in_the_order_of_time_tells_which_are_the_months() -> None:
    days = ["10/01/2026", "10/02/2026", "10/05/2026", "10/09/2026", "11/01/2026", "12/03/2026", "12/05/2026"]
    (times,) = readings([*enumerate(days)])
    assert [*times.values()] == sorted(times.values())


@pytest.mark.parametrize(
    "cells",
    [
        ["2026-10-01 08:00", "yesterday"],
        ["2026-10-01 08:00", "2026-10-01 08:00 EST"],  # with a zone and without
        ["2026-10-01 08:00 XYZ", "2026-10-01 08:00 EST"],
        ["2026-02-30"],
        ["10 brumaire 2026"],
        ["12:30", "13:30"],
        ["1.79608E+12", "1.79609E+12"],  # rounded to hours
        ["46357.5", "1796083200"],  # with a zone and without
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
