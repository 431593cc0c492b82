"""REDCap's events and repeated instruments: several rows of one record are one respondent."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from tests.survey.reading import FIXTURES, seen, workshop

Rows = list[list[str]]
EXPORTS = {"raw": "redcap-leader-short.csv", "labels": "redcap-labels-leader-short.csv"}
SHAPES = ["2 events", "3 events", "repeats", "3 events shuffled"]


def write(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


def exported(kind: str) -> tuple[list[str], Rows]:
    """The header and the rows of a REDCap export with a row a record, without its own events."""
    with (FIXTURES / EXPORTS[kind]).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    own = [n for n, name in enumerate(header) if name.lower() in ("event name", "redcap_event_name")]
    return [c for n, c in enumerate(header) if n not in own], [
        [c for n, c in enumerate(row) if n not in own] for row in rows
    ]


def spread(kind: str, shape: str, *, unticked: str = "") -> Rows:
    """The same answers with a row for each event or repeat, in which only some questions were asked."""
    header, rows = exported(kind)
    split = lambda name: name.partition("___")[0].partition(" (choice=")[0]  # noqa: E731
    asked = list(dict.fromkeys(split(name) for name in header[1:]))
    events = 3 if shape.startswith("3") else 2
    part = {name: n * events // len(asked) for n, name in enumerate(asked)}
    raw = kind == "raw"
    names = ["redcap_event_name" if raw else "Event Name"]
    if shape == "repeats":
        names = [
            "redcap_repeat_instrument" if raw else "Repeat Instrument",
            "redcap_repeat_instance" if raw else "Repeat Instance",
        ]

    def event(n: int) -> list[str]:
        repeated = ["", ""] if n == 0 else ["form_two", str(n)]
        return repeated if shape == "repeats" else [f"day_{n + 1}_arm_1"]

    def cell(name: str, value: str, n: int) -> str:
        box = "___" in name or "(choice=" in name
        return value if part[split(name)] == n else unticked if box else ""

    made = [
        [row[0], *event(n), *(cell(name, value, n) for name, value in zip(header[1:], row[1:], strict=True))]
        for row in rows
        for n in range(events)
    ]
    if shape.endswith("shuffled"):
        random.Random(7).shuffle(made)
    return [[header[0], *names, *header[1:]], *made]


@pytest.mark.parametrize("unticked", ["", "0"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", EXPORTS)
def test_the_rows_of_a_record_are_one_respondent(kind: str, shape: str, unticked: str, tmp_path: Path) -> None:
    leader = load_questionnaire("leader-short@1")
    unticked = "Unchecked" if unticked and kind == "labels" else unticked
    rows = spread(kind, shape, unticked=unticked)
    header, plain = exported(kind)
    whole = seen(write(tmp_path / "whole.csv", [header, *plain]), leader)
    right = {row[0]: whole.answers[n] for n, row in enumerate(plain, start=2)}
    found = seen(write(tmp_path / "spread.csv", rows), leader)
    first = {row[0]: n for n, row in reversed([*enumerate(rows[1:], start=2)])}
    assert {record: found.answers[n] for record, n in first.items()} == right
    assert all(found.answers[n] == {} for n in found.answers if n not in first.values())
    assert sorted(found.table.aside) == sorted(found.answers.keys() - first.values())
    assert found.rejects == []
    assert any(f"{len(rows) - 1} rows are of {len(plain)} records" in note for note in found.notes)


def test_scores_are_those_of_a_row_a_record_and_the_others_count_for_nothing(tmp_path: Path) -> None:
    leader = load_questionnaire("leader-short@1")
    header, plain = exported("raw")
    paths = write(tmp_path / "o.csv", [header, *plain]), write(tmp_path / "e.csv", spread("raw", "3 events"))
    one, several = (Batch(leader, Reading(path), Wishes()).frame.collect() for path in paths)
    assert several.height == 3 * one.height
    told = ["record_id", *(name for name in one.columns if name.startswith(("score_", "fit_", "job", "outcome")))]
    counted = several.filter("counted")
    assert counted.select(told).equals(one.select(told))
    assert one.get_column("job").drop_nulls().len() >= 3
    assert several.get_column("duplicate_of").null_count() == several.height


def test_answers_that_disagree_are_a_reject_that_names_both(tmp_path: Path) -> None:
    boxes = [f"tools_used___{option.id}" for option in workshop().options("tools_used")]
    rest = ["0"] * (len(boxes) - 2)
    rows = [
        ["record_id", "redcap_event_name", "goal", "calm", *boxes],
        ["1", "before_arm_1", "fix", "3", "1", "0", *rest],
        ["1", "after_arm_1", "learn", "3", "1", "1", *rest],
        ["2", "before_arm_1", "fix", "", "0", "1", *rest],
        ["2", "after_arm_1", "fix", "2", "0", "1", *rest],
    ]
    found = seen(write(tmp_path / "t.csv", rows), workshop())
    assert found.answers[2] == {"calm": "3"}
    assert found.answers[4] == {"goal": "fix", "calm": "2", "tools_used": ("pens",)}
    told = [(one["row"], one["column"], one["code"], one["value"]) for one in found.rejects]
    assert told == [
        (2, "goal", Code.ROWS_DISAGREE, "'fix' in row 2, 'learn' in row 3"),
        (2, "tools_used___paper", Code.ROWS_DISAGREE, "'paper' in row 2, 'paper; pens' in row 3"),
    ]
    assert {one["what"] for one in found.rejects} == {"the rows of this record do not agree; none is used"}
    assert found.frame.get_column("unreadable").to_list() == [2, 0, 0, 0]
    assert "`event` NAME reads one event alone: before_arm_1, after_arm_1" in found.notes


@pytest.mark.parametrize(
    ("event", "goals"),
    [("before_arm_1", {2: "fix", 4: "both"}), ("After_arm_1 ", {3: "learn"}), ("diary", {5: "learn"})],
)
def test_one_event_is_read_alone(event: str, goals: dict[int, str], tmp_path: Path) -> None:
    rows = [
        ["record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "goal"],
        ["1", "before_arm_1", "", "", "fix"],
        ["1", "after_arm_1", "", "", "learn"],
        ["2", "before_arm_1", "", "", "both"],
        ["2", "later_arm_1", "diary", "1", "learn"],
        ["2", "later_arm_1", "diary", "2", ""],
    ]
    found = seen(write(tmp_path / "t.csv", rows), workshop(), event=event)
    assert {row: given["goal"] for row, given in found.answers.items() if given} == goals
    assert set(found.table.aside) == set(range(2, 7)) - goals.keys()
    assert found.rejects == []


@pytest.mark.parametrize(
    ("columns", "what"), [(["redcap_event_name"], "no event 'befor_arm_1'"), ([], "no records with events")]
)
def test_an_event_that_is_not_there_is_told(columns: list[str], what: str, tmp_path: Path) -> None:
    rows = [["record_id", *columns, "goal"], ["1", *["before_arm_1" for _ in columns], "fix"]]
    with pytest.raises(InputError, match=what) as caught:
        seen(write(tmp_path / "t.csv", rows), workshop(), layout="redcap", event="befor_arm_1")
    assert caught.value.problems[0].code is Code.UNKNOWN_COLUMN


def test_what_one_row_says_of_a_record_is_said_of_all_of_it(tmp_path: Path) -> None:
    rows = [
        ["record_id", "redcap_event_name", "redcap_data_access_group", "email", "goal"],
        ["1", "a_arm_1", "", "", "fix"],
        ["1", "b_arm_1", "north", "kim@x.org", ""],
        ["2", "a_arm_1", "", "Kim@x.org", "learn"],
        ["", "a_arm_1", "", "", "both"],
        ["", "a_arm_1", "", "", "fix"],
    ]
    found = Batch(workshop(), Reading(write(tmp_path / "t.csv", rows)), Wishes(duplicates="first")).frame.collect()
    assert found.get_column("redcap_data_access_group").to_list()[:2] == ["north", "north"]
    assert found.get_column("counted").to_list() == [True, False, False, True, True]
    assert found.filter(pl.col("duplicate_of").is_not_null()).get_column("row").to_list() == [4]


OWN = {
    "raw": ("record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"),
    "labels": ("Record ID", "Event Name", "Repeat Instrument", "Repeat Instance"),
}


def of_two_sites(kind: str, *columns: str) -> Rows:
    """Two exports below each other, each numbered from 1: in record 1 two leaders have the same event and repeat."""
    own = [
        name for name, needed in zip(OWN[kind], ("id", "event", "repeat", "repeat"), strict=True) if needed in columns
    ]
    event = {"id": "1", "event": "day_arm_1", "repeat": ""}
    cells = [event["id" if n == 0 else "event" if "vent" in name else "repeat"] for n, name in enumerate(own)]
    other = ["2", *cells[1:]]
    return [
        [*own, "email", "goal", "calm"],
        [*cells, "ana@north.example", "", ""],
        [*other, "bo@north.example", "fix", "1"],
        [*cells, "cy@south.example", "learn", "3"],
        ["3", *cells[1:], "di@south.example", "both", "2"],
    ]


@pytest.mark.parametrize("columns", [("id", "event"), ("id", "repeat"), ("id", "event", "repeat")])
@pytest.mark.parametrize("kind", OWN)
def test_two_leaders_of_one_record_are_not_made_one(kind: str, columns: tuple[str, ...], tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", of_two_sites(kind, *columns))
    with pytest.raises(InputError, match="rows 2 and 4 are of the same record, event and repeat") as caught:
        seen(path, workshop(), layout="redcap")
    assert caught.value.problems[0].code is Code.TABLE_SHAPE


def test_without_a_column_of_events_they_are_rows_of_the_same_id(tmp_path: Path) -> None:
    found = seen(write(tmp_path / "t.csv", of_two_sites("raw", "id")), workshop(), layout="redcap")
    assert [answers.get("goal") for answers in found.answers.values()] == [None, "fix", "learn", "both"]


def test_how_many_records_are_of_two_is_told_of_the_event_that_is_read(tmp_path: Path) -> None:
    rows = of_two_sites("raw", "id", "event")
    rows += [
        ["2", "Day_arm_1 ", "", "", "2"],
        ["2", "later_arm_1", "", "both", ""],
        ["2", "later_arm_1", "", "fix", ""],
    ]
    path = write(tmp_path / "t.csv", rows)
    with pytest.raises(InputError, match=r"2 records have several rows of the same .*, such as rows 2 and 4"):
        seen(path, workshop())
    assert seen(write(path, [*rows[:3], *rows[5:]]), workshop(), event="day_arm_1").answers[3] == {"goal": "fix"}


def test_a_row_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    rows = of_two_sites("raw", "id", "event")
    found = seen(write(tmp_path / "t.csv", [*rows[:3], rows[2], rows[4]]), workshop())
    assert {row: given for row, given in found.answers.items() if given} == {
        3: {"goal": "fix", "calm": "1"},
        5: {"goal": "both", "calm": "2"},
    }
    assert found.table.aside == (4,) and not found.rejects


@pytest.mark.parametrize("kind", OWN)
def test_two_instruments_of_a_record_are_each_repeated_from_1(kind: str, tmp_path: Path) -> None:
    rows = [
        [*OWN[kind], "goal", "calm"],
        ["1", "day_arm_1", "Form one", "1", "fix", ""],
        ["1", "day_arm_1", "Form two", "1", "", "3"],
    ]
    path = write(tmp_path / "t.csv", rows)
    assert seen(path, workshop(), layout="redcap").answers[2] == {"goal": "fix", "calm": "3"}
    assert seen(path, workshop(), layout="redcap", event="form two").answers[3] == {"calm": "3"}


def test_other_addresses_in_the_rows_of_a_record_are_told(tmp_path: Path) -> None:
    rows = [
        ["record_id", "redcap_event_name", "email", "name", "region", "goal", "calm"],
        ["1", "a_arm_1", "kim@x.org", "Kim", "north", "fix", ""],
        ["1", "b_arm_1", " Kim@X.org", "Kim", "south", "", "1"],
        ["2", "a_arm_1", "lee@x.org", "Lee", "north", "learn", ""],
        ["2", "b_arm_1", "mo@x.org", "Mo", "north", "", "2"],
        ["3", "a_arm_1", "pat@x.org", "Pat", "north", "both", ""],
        ["3", "b_arm_1", "", "", "", "", "3"],
    ]
    found = seen(write(tmp_path / "t.csv", rows), workshop())
    assert any("'email' differs in the rows of 1 record: they may be of two people" in note for note in found.notes)
    assert any(note.endswith("columns, and in how many records: 'name' (1), 'region' (1)") for note in found.notes)
