"""Whose answers a row holds: the respondent, the rater and the wave, where a mapping names their columns."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.results import results_of
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.survey.answered_twice import duplicates
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.files import OVERFLOW, ROW
from jtbd_diag.survey.mapping_proposed import mapping_text
from jtbd_diag.survey.platforms import LAYOUTS
from jtbd_diag.survey.table.survey_table import HowToRead, Table, read_table
from tests.survey.reading import FIXTURES, seen, workshop
from tests.survey.test_events_and_repeats import spread, write
from tests.survey.test_fixtures import NAMES, expectation, questionnaire
from tests.survey.test_platforms import DRESSES
from tests.survey.test_spss_and_stata import written

HEADER = ["ID", "goal", "Role", "Rater", "Round"]
ROWS = [
    ["L1", "fix", "Superintendent", "", "2026-09"],
    ["L1", "learn", " CABINET ", "r1", "2026-09"],
    ["L1", "both", "deputy", "r2", "2026-09"],
    ["L1", "fix", "", "", "2027-03"],
    ["L2", "fix", "Janitor", "r1", ""],
    ["L1", "both", "cabinet", "R1", "2026-09 "],
]
MAPPING = """\
respondent: ID
rater: Role
rater_id: Rater
wave: Round
raters: {leader: Superintendent, cabinet: [Deputy]}
"""
SAID = {
    "rater": ["leader", "cabinet", "cabinet", "leader", "Janitor", "cabinet"],
    "rater_id": [None, "r1", "r2", None, "r1", "R1"],
    "wave": ["2026-09", "2026-09", "2026-09", "2027-03", None, "2026-09"],
}


def mapped(tmp_path: Path, mapping: str = MAPPING, rows: list[list[str]] = ROWS, **more: Any) -> Batch:
    source = write(tmp_path / "table.csv", [HEADER, *rows])
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    reading = Reading(source, HowToRead(mapping=tmp_path / "mapping.yaml"))
    return Batch(workshop(), reading, Wishes(**more))


def twice(table: Table) -> list[int]:
    found = duplicates(table)
    return [] if found is None else found.collect().get_column(ROW).to_list()


def test_the_results_say_whose_each_row_is(tmp_path: Path) -> None:
    batch = mapped(tmp_path)
    found = batch.frame.collect()
    assert {name: found.get_column(name).to_list() for name in SAID} == SAID
    assert [column.name for column in batch.columns][:5] == ["row", "ID", "rater", "rater_id", "wave"]
    assert {"Role", "Rater", "Round"}.isdisjoint(found.columns)
    (meant,) = (column for column in batch.columns if column.name == "rater")
    assert meant.values == "leader; cabinet; staff"


def test_raters_and_columns_are_known_by_the_zeros_they_are_written_with(tmp_path: Path) -> None:
    mapping = 'respondent: ID\nrater: Role\nrater_id: Rater\nwave: "01"\nraters: {leader: ["01"], staff: ["02", "2"]}\n'
    header = [cell if cell != "Round" else "01" for cell in HEADER]
    source = write(
        tmp_path / "table.csv", [header, *([*row[:2], f"0{n}", *row[3:]] for n, row in enumerate(ROWS[:2], 1))]
    )
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    found = Batch(workshop(), Reading(source, HowToRead(mapping=tmp_path / "mapping.yaml")), Wishes()).frame.collect()
    assert found.get_column("rater").to_list() == ["leader", "staff"]
    assert found.get_column("wave").to_list() == [row[4] for row in ROWS[:2]]


def test_a_duplicate_has_the_same_rater_and_wave_too(tmp_path: Path) -> None:
    batch = mapped(tmp_path)
    assert twice(batch.table) == [3, 7]
    assert batch.frame.collect().get_column("duplicate_of").to_list() == [None, None, None, None, None, 3]
    (mark,) = (column for column in batch.columns if column.name == "duplicate_of")
    assert mark.meaning == "The first row with the same id or e-mail, rater and wave."
    assert twice(mapped(tmp_path, "respondent: ID\n").table) == [2, 3, 4, 5, 7]
    assert twice(mapped(tmp_path, "wave: Round\n").table) == [2, 3, 4, 7]


def test_it_is_told_how_many_rows_there_are_of_each_and_which_raters_are_not_known(tmp_path: Path) -> None:
    notes = mapped(tmp_path).table.notes
    assert "rows by rater, from 'Role': cabinet 3, leader 2, Janitor 1; a report counts each row" in notes
    assert "rows by wave, from 'Round': 2026-09 4, 2027-03 1, ? 1; a report counts each row" in notes
    assert any(note.startswith("'Role' holds another word for a rater") for note in notes)


def test_nothing_is_guessed(tmp_path: Path) -> None:
    source = write(tmp_path / "t.csv", [["ID", "goal", "rater", "wave"], *(row[:2] + row[3:] for row in ROWS)])
    batch = Batch(workshop(), Reading(source), Wishes())
    assert twice(batch.table) == [2, 3, 4, 5, 7]
    told = {column.name: column.meaning for column in batch.columns}
    assert told["rater"] == told["wave"] == "From the survey, as it was."


def test_a_column_of_such_a_name_that_is_something_else_makes_way(tmp_path: Path) -> None:
    source = write(tmp_path / "t.csv", [["ID", "goal", "wave", "Round"], ["a", "fix", "high", "1"]])
    (tmp_path / "m.yaml").write_text("wave: Round\n", encoding="utf-8")
    found = Batch(workshop(), Reading(source, HowToRead(mapping=tmp_path / "m.yaml")), Wishes()).frame.collect()
    assert found.row(0, named=True).items() >= {"wave (survey)": "high", "wave": "1"}.items()


def test_raters_are_hidden_as_all_persons_are_and_name_no_playbook(tmp_path: Path) -> None:
    batch = mapped(tmp_path, key=b"k" * 32)
    found = batch.frame.collect()
    raters = found.get_column("rater_id").to_list()
    assert raters[1] == raters[4]
    assert all(one is None or one.startswith("p") for one in raters)
    assert batch.personal == (["ID", "Rater"], [])
    unnamed = mapped(tmp_path, "rater_id: Rater\n", [["", *row[1:]] for row in ROWS])
    assert unnamed.identity.respondent != "rater_id"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("wave: Raund", "1:1 B008 the table has no column 'Raund'\n  hint: did you mean 'Round'?"),
        ("respondent: id no", "1:1 B008 the table has no column 'id no'"),
        ("wave: [Round]", "1:1 B007 'wave' is the header of one column"),
        ("rater: Role\nwave: Role", "2:1 B009 'Role' tells the rater already, and cannot tell the wave too"),
        ("wave: Round\ndropped: [Round]", "1:1 B009 the column 'Round' cannot tell the wave: it is said to be somethi"),
        ("wave: goal\nitems: {goal: goal}", "1:1 B009 the column 'goal' cannot tell the wave: it is said to be someth"),
        ("raters: [x]", "1:1 B007 'raters' says which cells mean leader, cabinet or staff"),
        ("raters: {cabnet: [x]}", "1:10 B007 'cabnet' is nobody's place: raters are leader, cabinet or staff\n  hint:"),
        ("raters: {staff: {a: b}}", "1:10 B007 'staff' has cells of the column of raters"),
        ("raters: {staff: [x], cabinet: [X]}", "1:22 B007 'X' cannot mean two raters"),
    ],
)
def test_a_fault_in_what_is_said_of_people(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, text)
    (problem,) = caught.value.problems
    assert str(problem).replace(f"{tmp_path / 'mapping.yaml'}:", "").startswith(told)


def test_the_mapping_that_is_written_says_it_again(tmp_path: Path) -> None:
    first = mapped(tmp_path).table
    text = mapping_text(first, workshop())
    second = mapped(tmp_path, text).table
    assert second.who == first.who
    assert [(c.header, c.role) for c in second.columns] == [(c.header, c.role) for c in first.columns]
    assert mapping_text(second, workshop()) == text.replace(", by id:", ", by mapping:")
    assert "rater" not in mapping_text(mapped(tmp_path, "carried: [Round]\n").table, workshop())


# every layout

GOALS = {"goal": {1: "Both", 2: "Fix it, then rest", 3: "Mend it"}}
WHOLE = [name for name in NAMES if "error" not in expectation(name)]


def test_every_layout_is_tried() -> None:
    tried = {expectation(name).get("layout", "plain") for name in WHOLE} | {DRESSES[name][0] for name in DRESSES}
    assert tried | {"statistics"} == LAYOUTS.keys()


def compared(source: Path, q: Questionnaire, own: Path | None, tmp_path: Path) -> None:
    """Name the last carried column of a survey as the one of waves, and the first as the one of raters."""
    before = read_table(source, q, HowToRead(mapping=own))
    carried = [column.header for column in before.columns if column.role == "carried"]
    if not carried:
        return
    wave, rater = carried[-1], carried[0] if len(carried) > 1 else None
    said = own.read_text("utf-8") if own else f"layout: {before.layout}\n"
    keys = yaml.safe_dump({"wave": wave} | ({"rater": rater} if rater else {}), allow_unicode=True, width=1000)
    (tmp_path / "m.yaml").write_text(said + keys, encoding="utf-8")
    table = read_table(source, q, HowToRead(mapping=tmp_path / "m.yaml"))
    found = results_of(code(table, q), q).frame.collect()
    lost = pl.col(OVERFLOW).is_not_null() if OVERFLOW in table.frame.collect_schema().names() else pl.lit(False)
    told = pl.when(~lost).then(pl.col(wave).str.strip_chars()).alias("wave")  # a row that is too long carries nothing
    cells = table.frame.select(told).collect().get_column("wave")
    assert found.get_column("wave").to_list() == [cell or None for cell in cells.to_list()]
    assert ("rater" in found.columns) == (rater is not None)
    assert [c.header for c in table.columns] == [c.header for c in before.columns]


@pytest.mark.parametrize("name", WHOLE)
def test_in_every_layout_a_column_can_tell_the_wave_and_another_the_rater(name: str, tmp_path: Path) -> None:
    own = FIXTURES / f"{name}.mapping.yaml"
    q = questionnaire(expectation(name)["questionnaire"])
    compared(FIXTURES / name, q, own if own.exists() else None, tmp_path)


def test_in_a_file_of_spss_as_well(tmp_path: Path) -> None:
    carried = {"Person": ["Ada", "Bo", "Cy"], "Round": ["spring", "spring", "fall"]}
    path = written(tmp_path / "table.sav", pl.DataFrame({"goal": [1, 2, 3], **carried}), variable_value_labels=GOALS)
    assert read_table(path, workshop()).layout == "statistics"
    compared(path, workshop(), None, tmp_path)


@pytest.mark.parametrize("name", DRESSES)
def test_in_every_dress_as_well(name: str, tmp_path: Path) -> None:
    compared(write(tmp_path / "s.csv", DRESSES[name][1]), questionnaire("leader-short"), None, tmp_path)


def test_an_event_that_is_a_wave_is_no_row_of_the_same_record(tmp_path: Path) -> None:
    q = questionnaire("leader-short")
    source = write(tmp_path / "events.csv", spread("raw", "2 events"))
    joined = read_table(source, q)
    assert joined.aside
    (tmp_path / "m.yaml").write_text("layout: redcap\nwave: redcap_event_name\n", encoding="utf-8")
    apart = read_table(source, q, HowToRead(mapping=tmp_path / "m.yaml"))
    assert apart.aside == ()
    waves = results_of(code(apart, q), q).frame.collect().get_column("wave")
    assert set(waves) == {"day_1_arm_1", "day_2_arm_1"}
    assert twice(apart) == []


def test_one_row_an_answer_becomes_a_row_for_each_rater_and_wave(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [
            ("L1", "1", "leader", "goal", "fix"),
            ("L1", "2", "", "goal", "both"),
            ("L1", "1", "Leader", "calm", "Agree"),
            ("L1", "1", "staff", "goal", "learn"),
            ("L2", "1", "leader", "goal", "both"),
        ]
        csv.writer(file).writerows([("who", "round", "as", "question", "answer"), *rows])
    (tmp_path / "m.yaml").write_text("wave: round\nrater: as\n", encoding="utf-8")
    found = seen(path, workshop(), long="who,question,answer", mapping=tmp_path / "m.yaml")
    assert found.answers == {
        2: {"goal": "fix", "calm": "3"},
        3: {"goal": "both"},
        5: {"goal": "learn"},
        6: {"goal": "both"},
    }
    assert twice(found.table) == []


@pytest.mark.parametrize(
    ("cell", "told"),
    [("as I said, {}", 20), ("2027-03-{:02}", 0), ("3/{}/2027 09:00", 0), ("round {0:.1}", 0), ("wave", 0)],
)
def test_a_column_of_own_words_is_no_wave_and_is_told(cell: str, told: int, tmp_path: Path) -> None:
    rows = [[f"L{n}", "fix", "", "", cell.format(str(n) if ".1" in cell else n)] for n in range(10, 30)]
    notes = [note for note in mapped(tmp_path, rows=rows).table.notes if "says what no other row does" in note]
    assert [note.partition(" rows")[0] for note in notes] == ([f"CHECK: in {told} of 20"] if told else [])
