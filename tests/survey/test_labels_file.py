"""Codes learned from a second export that shows labels: numbers, letters, and records of several rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire, load_questionnaire_file
from jtbd_diag.results.reading_options import Reading, read
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.files import csv_text
from tests.survey.reading import workshop
from tests.survey.test_events_and_repeats import spread, write
from tests.survey.test_scale_in_header import DECLARED
from tests.survey.test_strange_tables import ALIKE

Answers = list[dict[str, object]]


def learned(q: Questionnaire, table: Path, labels: Path, items: list[str]) -> Answers:
    found = code(read(q, Reading(table, labels=labels)), q)
    assert found.rejects.collect().is_empty()
    return found.frame.collect().select(items).to_dicts()


def test_letters_and_codes_of_bare_name_are_learned(tmp_path: Path) -> None:
    q = workshop()
    table = write(
        tmp_path / "t.csv", [["id", "goal", "calm"], ["1", "A1", "AO01"], ["2", "A2", "AO03"], ["3", "A1", ""]]
    )
    labels = write(
        tmp_path / "l.csv",
        [["id", "goal", "calm"], ["2", "Learn; and teach", "Agree"], ["1", "Fix it, then rest", "Disagree"]],
    )
    answers = learned(q, table, labels, ["goal", "calm"])
    assert answers == [{"goal": "fix", "calm": "1"}, {"goal": "learn", "calm": "3"}, {"goal": "fix", "calm": None}]


def test_letters_that_do_not_agree_are_told(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", [["id", "goal"], ["1", "A1"], ["2", "A1"]])
    labels = write(tmp_path / "l.csv", [["id", "goal"], ["1", "Both"], ["2", "Fix it, then rest"]])
    with pytest.raises(InputError, match="B032"):
        learned(workshop(), table, labels, ["goal"])


def test_words_are_no_codes(tmp_path: Path) -> None:
    """What the table itself says in words is not learned anew."""
    table = write(tmp_path / "t.csv", [["id", "goal"], ["1", "Both"], ["2", "fix"]])
    labels = write(tmp_path / "l.csv", [["id", "goal"], ["1", "Both"], ["2", "Fix it, then rest"]])
    found = read(workshop(), Reading(table, labels=labels))
    assert found.mapped_cells.codes == {}


@pytest.mark.parametrize("shape", ["2 events", "3 events", "repeats"])
def test_records_of_several_rows_are_paired_by_their_order(shape: str, tmp_path: Path) -> None:
    """Raw and labelled exports of one project: other headers, other names of events, the same rows."""
    from jtbd_diag import load_questionnaire

    q = load_questionnaire("leader-short@1")
    table = write(tmp_path / "t.csv", numbered(q, spread("raw", shape)))
    labels = write(tmp_path / "l.csv", spread("labels", shape))
    plain = write(tmp_path / "p.csv", spread("labels", shape))
    items = [item for item in q.items if q.items[item].type == "single"]
    assert learned(q, table, labels, items) == learned(q, plain, labels, items)


def numbered(q: Questionnaire, rows: list[list[str]]) -> list[list[str]]:
    """The same with options as numbers that nobody declared."""
    head = rows[0]
    codes = {item: {option.id: str(70 + n) for n, option in enumerate(q.options(item))} for item in q.items}
    return [
        head,
        *([codes.get(name, {}).get(cell, cell) for name, cell in zip(head, row, strict=True)] for row in rows[1:]),
    ]


def test_an_id_without_its_signs_is_the_id(tmp_path: Path) -> None:
    """As LimeSurvey's codes hold letters and digits only."""
    table = write(tmp_path / "t.csv", [["id", "goal"], ["1", "cannotsay"], ["2", "fix"]])
    found = code(read(workshop(), Reading(table)), workshop())
    assert found.frame.collect().get_column("goal").to_list() == ["cannot_say", "fix"]


def test_columns_headed_by_options_alone_are_read_where_all_are_there(tmp_path: Path) -> None:
    q = workshop()
    options = [option.text for option in q.options("tools_used")]
    ticked = ["x" if n in (0, 3) else "" for n in range(len(options))]
    table = write(tmp_path / "t.csv", [["id", *options, "goal"], ["1", *ticked, "fix"]])
    found = code(read(q, Reading(table)), q).frame.collect().to_dicts()[0]
    assert [o.id for o in q.options("tools_used") if found[f"tools_used.{o.id}"]] == ["paper", "markers"]
    fewer = write(tmp_path / "f.csv", [["id", "Pens", "goal"], ["1", "12", "fix"]])
    assert "tools_used" in read(q, Reading(fewer)).unasked  # a column of its own, such as how many pens there are


def test_carried_cells_that_differ_between_the_rows_of_a_record_are_told(tmp_path: Path) -> None:
    rows = [
        ["record_id", "redcap_event_name", "age", "site", "goal"],
        ["1", "baseline_arm_1", "40", "north", "fix"],
        ["1", "later_arm_1", "41", "north", ""],
        ["2", "baseline_arm_1", "50", "", "fix"],
        ["2", "later_arm_1", "", "south", ""],
    ]
    found = read(workshop(), Reading(write(tmp_path / "t.csv", rows)))
    (note,) = [one for one in found.notes if "different things" in one]
    assert note.endswith(": 'age' (1)")
    frame = found.frame.collect()
    assert frame.get_column("age").to_list()[0::2] == ["40", "50"]
    assert frame.get_column("site").to_list()[0::2] == ["north", "south"]


def test_what_was_learned_is_told_in_a_line_that_can_be_read(tmp_path: Path) -> None:
    q = load_questionnaire("leader-short")
    options = [one.text for one in q.options("area")]
    codes = [str(n) for n in range(1, len(options) + 1)]
    head, cause = ["id", q.items["area"].ask, q.items["causes"].ask], q.options("causes")[0].text
    table = write(tmp_path / "t.csv", [head, *([f"r{code}", code, "1"] for code in codes)])
    rows = [[f"r{code}", option, cause] for code, option in zip(codes, options, strict=True)]
    labels = write(tmp_path / "l.csv", [head, *rows])
    (note,) = [one for one in read(q, Reading(table, labels=labels)).notes if "codes learned" in one]
    told = ", ".join(f"{code} is {option!r}" for code, option in zip(codes[:3], options, strict=False))
    assert note.endswith(f": 'area' ({told} and {len(options) - 3} more), 'causes' (1 is {cause!r})")


@pytest.mark.parametrize(
    ("codes", "labels"),
    [("{}", "{}.factor"), ("{}", "{}_label"), ("{}", "{} (Labels)"), ("{}.label", "{}"), ("{}", "asked")],
)
def test_labels_in_columns_beside_tell_codes(codes: str, labels: str, tmp_path: Path) -> None:
    q = workshop()
    named = {one: q.items[one].ask if labels == "asked" else labels.format(one) for one in ("goal", "calm")}
    head = ["id", codes.format("goal"), named["goal"], codes.format("calm"), named["calm"]]
    rows = [["1", "0", "Learn; and teach", "2", "Disagree"], ["2", "4", "Fix it, then rest", "0", "Agree"]]
    table = write(tmp_path / "t.csv", [head, *rows, ["3", "0", "", "", "Agree"]])
    found = read(q, Reading(table))
    coded = code(found, q)
    assert coded.rejects.collect().is_empty()
    assert coded.frame.collect().select("goal", "calm").to_dicts() == [
        {"goal": "learn", "calm": "1"}, {"goal": "fix", "calm": "3"}, {"goal": "learn", "calm": "3"},
    ]  # fmt: skip
    assert any(note.startswith("codes learned from labels in columns beside: 'goal' (0 is") for note in found.notes)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_labels_beside_in_a_large_file_tell_codes(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    path = write(tmp_path / "t.csv", [["id", "goal", "goal.factor"], *[["1", "0", "Learn; and teach"]] * 100])
    if ending == "parquet":
        pl.read_csv(path).write_parquet(path := tmp_path / "t.parquet")
    found = read(workshop(), Reading(path))
    assert found.start is not None
    assert found.mapped_cells.codes == {"goal": {"0": "learn"}}


@pytest.mark.parametrize("other", ["goal.factor", "goal (2027)"])
def test_labels_beside_that_disagree_or_may_be_another_waves_tell_nothing(other: str, tmp_path: Path) -> None:
    rows = [["1", "0", "Both"], *([["2", "0", "Fix it, then rest"]] if other.endswith("factor") else [])]
    table = write(tmp_path / "t.csv", [["id", "goal", other], *rows])
    found = read(workshop(), Reading(table))
    assert found.mapped_cells.codes == {} and not any("codes learned" in note for note in found.notes)


RATED = (("1", "3", "2"), ("2", "1", "1"), ("3", "2", "3"))


def beside(
    folder: Path, header: str, labels: Sequence[str], asked: str = ALIKE
) -> tuple[list[tuple[str | None, str | None]], list[str]]:
    """What is read of a coded column with labels beside it, and of one without; and the columns refused."""
    (folder / "alike.yaml").write_text(asked, encoding="utf-8")
    q = load_questionnaire_file(folder / "alike.yaml")
    rows = [[*row[:2], labels[int(row[1]) - 1], row[2]] for row in RATED]
    coded = code(read(q, Reading(write(folder / "t.csv", [["id", "calm", header, "trust"], *rows]))), q)
    frame = coded.frame.collect()
    refused = coded.rejects.collect().get_column("column").unique(maintain_order=True).to_list()
    return frame.select("calm", "trust").rows(), refused


@pytest.mark.parametrize("header", ["calm_label", "calm_text", "I stayed calm. (text)", "label_calm", "calm.lab"])
def test_labels_beside_one_column_read_it_and_leave_what_agrees(header: str, tmp_path: Path) -> None:
    up = ["Not true", "Partly true", "Very true"]
    assert beside(tmp_path, header, up) == ([("3", "2"), ("1", "1"), ("2", "3")], [])
    assert beside(tmp_path, header, up[::-1]) == ([("1", None), ("3", None), ("2", None)], ["trust"])


@pytest.mark.parametrize("header", ["calm_label", "calm_text"])
def test_labels_beside_one_column_leave_declared_codes_of_another_where_they_agree(header: str, tmp_path: Path) -> None:
    up = ["Not true", "Partly true", "Very true"]
    assert beside(tmp_path, header, up, DECLARED) == ([("3", "2"), ("1", "1"), ("2", "3")], [])
    assert beside(tmp_path, header, up[::-1], DECLARED) == ([("1", None), ("3", None), ("2", None)], ["trust"])


def test_other_words_beside_numbers_the_other_way_round_refuse_them(tmp_path: Path) -> None:
    words = ["Strongly agree", "Neither", "Strongly disagree"]
    assert beside(tmp_path, "calm_text", words) == ([(None, None)] * 3, ["calm", "trust"])
    read_so = [("3", "2"), ("1", "1"), ("2", "3")]
    assert beside(tmp_path, "calm_text", words[::-1]) == (read_so, [])
    assert beside(tmp_path, "calm_text", ["as ever", "so so", "hm"]) == (read_so, [])  # the respondents' own words
