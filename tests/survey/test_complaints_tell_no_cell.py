"""What is said of cells that cannot be used stands in a report: it holds no personal cell, and nobody's own words."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import jtbd_diag.survey.cells
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire_file
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from tests.survey.reading import seen

QUESTIONS = """
questionnaire: persons
version: 1
title: Persons
minutes: 5
answer_sets: {agree: [Disagree, Neither, Agree]}
scales: {drive: {title: Drive, minimum_answered: 0.1}}
sections:
  - title: All of it
    items:
      - {id: calm, type: rating, answers: agree, ask: I stayed calm., scale: drive}
      - {id: firm, type: rating, answers: agree, ask: I stayed firm., scale: drive}
      - id: tools
        type: multiple
        ask: Which of these did you use?
        count_points: {drive: {1: 20}}
        options: [{id: paper, text: Paper}, {id: pens, text: Pens}, {id: none_, text: None at all, exclusive: true}]
      - id: office
        type: single
        personal: true
        ask: Whose office is next to yours?
        options: [{id: q, text: Quigley}, {id: p, text: Penhaligon}]
      - {id: age, type: number, ask: How old are you?, maximum: 99, personal: true}
      - {id: born, type: date, ask: When were you born?, personal: true}
      - {id: named, type: text, ask: What is your name?, personal: true}
      - {id: story, type: text, ask: What happened?}
"""
HEAD = ["id", "calm", "firm", "tools", "office", "age", "born", "named", "story"]
NAME, OTHER, WORDS, MORE = "Gwendolyn Featherstone", "Gwen Ames", "my deputy shouted at Tim", "Tim was drinking"
SOUND = ["Agree", "Disagree", "Paper", "Quigley", "41", "1970-05-06", NAME, WORDS]
SECRETS = [NAME, OTHER, WORDS, MORE, "Quigley", "Penhaligon"]

Table = list[list[str]]


def table(**cells: list[str]) -> Table:
    """Rows of sound answers in which some columns hold these cells, one below the other."""
    rows = max(3, *(len(column) for column in cells.values()))
    head = [*HEAD, *(name for name in cells if name not in HEAD)]
    sound = dict(zip(HEAD[1:], SOUND, strict=True))
    return [head, *([_cell(name, n, sound, cells) for name in head] for n in range(rows))]


def _cell(name: str, row: int, sound: dict[str, str], cells: dict[str, list[str]]) -> str:
    told = cells.get(name, [])
    return f"{row + 1}" if name == "id" else told[row] if row < len(told) else sound.get(name, "")


def record(**cells: tuple[str, str]) -> Table:
    """Two rows of one record of REDCap."""
    names = list(cells)
    rows = [["1", f"{event}_arm_1", *(cells[name][n] for name in names)] for n, event in enumerate(["day", "later"])]
    return [["record_id", "redcap_event_name", *names], *rows]


CASES: dict[Code, list[tuple[Table, list[str]]]] = {
    Code.NO_SUCH_OPTION: [(table(calm=[NAME], tools=["Paper", f"Paper; {NAME}", f"Pens; {NAME}"], office=[OTHER]), [])],
    Code.AMBIGUOUS_CELL: [(table(age=["1,234"], born=["03/04/1970"]), ["1,234", "03/04/1970"])],
    Code.NOT_A_NUMBER: [(table(age=[NAME]), [])],
    Code.NOT_A_DATE: [(table(born=[NAME]), [])],
    Code.NUMBER_OUT_OF_RANGE: [(table(age=["7117"]), ["7117"])],
    Code.MIXED_COLUMN: [(table(age=["1.234,5", "1,234.5"], born=["13/04/1970", "04/13/1970"]), ["34", "13", "1970"])],
    Code.OTHER_WAY: [(table(office=["Quigley", "p", "Penhaligon"]), [])],
    Code.NUMBER_AND_LABEL: [(table(office=["1 - Quigley", "2 - Quigley", "1 - Quigley"]), [])],
    Code.UNKNOWN_NUMBERS: [(table(calm=["0", "7", "8"], age=["43"]), ["43"])],
    Code.ERROR_CELL: [(table(age=["#REF!"], story=[WORDS]), [])],
    Code.COLUMNS_DISAGREE: [
        (table(named=[NAME, NAME], **{"What is your name?": [OTHER, OTHER]}), []),
        (table(age=["41", "42", "43"], **{"How old are you?": ["51", "52", "53"]}), ["41", "51"]),
    ],
    Code.OPTION_WITHOUT_COLUMN: [([["calm", "tools/paper", "tools/pens", "story"], ["Agree", "1", "0", WORDS]], [])],
    Code.TICKED_TOGETHER: [(table(tools=["Paper; None at all"]), [])],
    Code.ROW_SLID: [([*table(calm=["Agree"]), ["9", NAME, *SOUND[:-1]]], [])],
    Code.TOO_MANY_CELLS: [([*table(calm=["Agree"]), ["9", *SOUND, NAME]], [])],
    Code.ROWS_DISAGREE: [(record(named=(NAME, OTHER), story=(WORDS, MORE), age=("41", "42"), calm=("1", "2")), ["41"])],
}


def written(folder: Path, rows: Table) -> Path:
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def persons(tmp_path: Path) -> Questionnaire:
    path = tmp_path / "persons.yaml"
    path.write_text(QUESTIONS, encoding="utf-8")
    return load_questionnaire_file(path)


def test_every_complaint_about_a_cell_is_tried() -> None:
    folder = Path(str(jtbd_diag.survey.cells.__file__)).parent
    named = {code for path in folder.glob("*.py") for code in re.findall(r"Code\.(\w+)", path.read_text("utf-8"))}
    assert named - {"OTHER_SURVEY", "TABLE_SHAPE"} == {code.name for code in CASES}  # those two stop the run


@pytest.mark.parametrize("code", CASES)
def test_no_complaint_holds_a_cell_that_is_somebodys_own(code: Code, persons: Questionnaire, tmp_path: Path) -> None:
    for rows, secrets in CASES[code]:
        found = seen(written(tmp_path, rows), persons)
        assert code in {one["code"] for one in found.rejects}, found.rejects
        said = " ".join([*(one["what"] for one in found.rejects), *found.notes])
        assert [one for one in (*SECRETS, *secrets) if one in said] == [], said


def test_with_pseudonyms_a_refused_cell_of_a_personal_question_is_left_out(
    persons: Questionnaire, tmp_path: Path
) -> None:
    path = written(tmp_path, table(age=[NAME], born=[NAME], office=[OTHER], calm=["Agree Neither"]))
    rejects = Batch(persons, Reading(path), Wishes(key=b"key")).rejects.collect()
    told = dict(rejects.select("column", "value").rows())
    assert told == {"calm": "Agree Neither", "age": "[left out]", "born": "[left out]", "office": "[left out]"}
