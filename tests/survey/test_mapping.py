"""The mapping file: written as the table is read now, read back to the same; its faults told all at once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.mapping import read_mapping
from jtbd_diag.survey.mapping_proposed import mapping_text
from jtbd_diag.survey.table.survey_table import HowToRead, read_table
from tests.survey.reading import FIXTURES, seen, workshop
from tests.survey.test_fixtures import NAMES, expectation, questionnaire

BAD = """\
questionnaire: workshop
layout: qualtricks
colums: []
items:
  gaol: A
  calm: [A, [B]]
  tools_used: {pencil: A, pens: B}
  trust: {a: b}
carried: A
codes:
  goal: {x: fixx, 7: fix}
  story: {x: y}
  calm: x
"""


def faults(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        seen(table(tmp_path), workshop(), mapping=path)
    return [str(problem).replace(f"{path}:", "") for problem in caught.value.problems]


def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("A,B,C,goal\n1,2,3,fix\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("yes: [1]\nno: [2, 1]", "B007 '1' cannot mean both yes and no"),
        (
            "missing: {clam: [0]}",
            "Q005 'clam' is no item and no answer set of 'workshop'\n  hint: did you mean 'calm'?",
        ),
        ("missing: [{a: b}]", "B007 'missing' is a list of cells\n  hint: missing: [1, Y]"),
        ("codes: {goal: {0: zzz}}", "Q006 'zzz' is no option of 'goal'\n  hint: known: fix, learn, both, cannot_say"),
        ("codes: {agree: {0: Agreed}}", "Q006 'Agreed' is no option of 'agree'\n  hint: did you mean 'Agree'?"),
        ("codes: {agree: {1: Agree, 1.0: Disagree}}", "B007 '1' stands here again, with another meaning"),
        ("codes: [agree]", "B007 'codes' has items or answer sets as its keys\n  hint: codes: {causes: …}"),
    ],
)
def test_a_fault_in_what_is_said_of_cells(tmp_path: Path, text: str, told: str) -> None:
    (fault,) = faults(text, tmp_path)
    assert fault.partition(" ")[2] == told


def test_two_codes_of_one_option_while_another_has_none_are_told(tmp_path: Path) -> None:
    def notes(codes: str) -> list[str]:
        path = tmp_path / "mapping.yaml"
        path.write_text(f"codes: {{agree: {codes}}}", encoding="utf-8")
        found = read_table(table(tmp_path), workshop(), HowToRead(mapping=path))
        return [note for note in found.notes if "for one option" in note]

    (note,) = notes("{1: Disagree, 2: Disagree, 3: Agree}")
    assert note.startswith("the mapping takes '1' or '2' for one option, 'Disagree', and nothing for 'Neither, nor'")
    assert not notes("{1: Disagree, 2: 'Neither, nor', 3: Agree, 4: Agree}")
    assert not notes("{1: Disagree, 3: Agree}")


def test_every_fault_is_told_with_its_place_and_a_hint(tmp_path: Path) -> None:
    assert faults(BAD, tmp_path) == [
        "2:1 B003 there is no layout 'qualtricks'\n  hint: did you mean 'qualtrics'?",
        "3:1 Q003 unknown key 'colums'\n  hint: known: questionnaire, layout, sheet, respondent, rater, "
        "rater_id, wave, raters, items, carried, dropped, codes, missing, yes, no",
        "5:3 Q005 'gaol' is no item of 'workshop'\n  hint: did you mean 'goal'?",
        "6:13 B007 a column of 'calm' is one header\n  hint: calm: \"the header of the column\", or a list of them",
        "7:16 Q006 'pencil' is no option of 'tools_used'\n  hint: did you mean 'pens'?",
        "8:3 B007 a column of 'trust' is one header\n  hint: trust: \"the header of the column\", or a list of them",
        "9:1 B007 'carried' is a list of column headers\n  hint: carried: [A, B]",
        "11:10 Q006 'fixx' is no option of 'goal'\n  hint: did you mean 'fix'?",
        "12:3 B007 'story' has no options",
        "13:3 B007 codes are cells and the options they mean\n  hint: {1: own_unit, 2: …}",
    ]


def test_headers_that_the_table_lacks_and_headers_named_twice(tmp_path: Path) -> None:
    text = "items:\n  goal: gaol\n  calm: A\n  trust: A\ncarried: [B, A]\ndropped: [B, goal]\n"
    assert faults(text, tmp_path) == [
        "2:3 B008 the table has no column 'gaol'\n  hint: did you mean 'goal'?",
        "4:3 B009 the column 'A' is named a second time\n  hint: one column is one thing",
        "6:11 B009 the column 'B' is named a second time\n  hint: one column is one thing",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("- a\n", "Y005"), ("items: 3\n", "B007"), ("layout: [a]\n", "B007"), ("items: {goal: A, goal: B}\n", "Y002")],
)
def test_what_is_no_mapping_file(text: str, code: str, tmp_path: Path) -> None:
    assert code in faults(text, tmp_path)[0]


def test_it_settles_columns_cells_and_what_was_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("items: {calm: B, goal: }\ncarried: [A]\ndropped: [C]\ncodes: {calm: {2: 3}}\n", encoding="utf-8")
    found = seen(table(tmp_path), workshop(), mapping=path)
    assert found.answers == {2: {"calm": "3"}}
    assert found.table.columns == (
        Column("A", "carried", how="mapping"),
        Column("B", "item", "calm", None, "mapping"),
        Column("C", "dropped", how="mapping"),
        Column("goal", "carried"),
    )
    assert "goal (as in the file)" in found.frame.columns


@pytest.mark.parametrize("name", NAMES)
def test_written_and_read_back_it_changes_nothing(name: str, tmp_path: Path) -> None:
    expected = expectation(name)
    if name.endswith((".ods", ".xls")) or "error" in expected or (FIXTURES / f"{name}.mapping.yaml").exists():
        return
    q = questionnaire(expected["questionnaire"])
    first = read_table(FIXTURES / name, q)
    path = tmp_path / "mapping.yaml"
    path.write_text(mapping_text(first, q), encoding="utf-8")
    again = read_table(FIXTURES / name, q, HowToRead(mapping=path))
    assert [(c.header, c.role, c.item, c.option) for c in again.columns] == [
        (c.header, c.role, c.item, c.option) for c in first.columns
    ]
    assert (again.layout, again.sheet, again.unasked) == (first.layout, first.sheet, first.unasked)
    assert read_mapping(path, q).layout == first.layout


def test_a_table_of_strangers_gets_a_mapping_to_be_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "strange.csv"
    path.write_text('Did you stay calm?,"odd: ""header"" \\ \u202e\U0001f600"\n1,2\n', encoding="utf-8")
    found = read_table(path, workshop(), tentative=True)
    text = mapping_text(found, workshop())
    assert '  calm:  # no column; nearest: "Did you stay calm?": I stayed calm.\n' in text
    written = tmp_path / "mapping.yaml"
    written.write_text(text.replace("  calm:  #", '  calm: "Did you stay calm?"  #').replace(
        '  - "Did you stay calm?"', "  #"), encoding="utf-8")  # fmt: skip
    assert seen(path, workshop(), mapping=written).answers == {2: {"calm": "1"}}


@pytest.mark.parametrize(
    ("before", "letters"), [(0, ["A", "B"]), (2, ["C", "D"]), (25, ["Z", "AA"]), (701, ["ZZ", "AAA"])]
)
def test_letters_are_those_of_the_sheet_though_it_begins_further_right(
    tmp_path: Path, before: int, letters: list[str]
) -> None:
    book = openpyxl.Workbook()
    for n, row in enumerate((["goal", "calm"], ["fix", "Agree"]), start=1):
        for k, cell in enumerate(row, start=1):
            book.worksheets[0].cell(n, before + k, cell)
    book.save(tmp_path / "t.xlsx")
    text = mapping_text(read_table(tmp_path / "t.xlsx", workshop()), workshop())
    assert f'"goal"  # {letters[0]}, by id: "fix"\n' in text and f'"calm"  # {letters[1]}, by id: "Agree"\n' in text
