"""A form's own file in place of its answers: told as that; a table of answers is none."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.library import shipped_folder
from tests.survey.reading import seen, workshop

ITEMS = [{"type": "radiogroup", "name": "goal", "title": "What?", "choices": ["a", "b"]}, {"type": "text", "name": "x"}]
QSF = {
    "SurveyEntry": {"SurveyID": "SV_1"},
    "SurveyElements": [{"SurveyID": "SV_1", "Element": "SQ", "Payload": {}}] * 2,
}
DICTIONARY = '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label"\n'
TSV = "id\trelated_id\tclass\ttype/scale\tname\trelevance\ttext\n\t\tS\t\tsid\t\t1\n1\t\tQ\tL\tgoal\t1\tWhat?\n"
LSS = '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n <LimeSurveyDocType>{}</LimeSurveyDocType>\n</document>\n'
XFORM = '<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"/>'
XLS = "type,name,label::English (en)\nbegin_group,g,All\nselect_one c,goal,What?\nend_group,,\ninteger,n,\n"
FORMS = {
    "s.qsf": json.dumps(QSF),
    "lines.qsf": json.dumps(QSF, indent=2),
    "d.csv": f"{DICTIONARY}goal,visit,,radio,What?\n",
    "d-raw.csv": "field_name,form_name,section_header,field_type,field_label\ngoal,visit,,radio,What?\n",
    "d.json": json.dumps([{"field_name": "goal", "form_name": "visit", "field_type": "radio"}] * 2),
    "structure.tsv": TSV,
    "structure.txt": f"\ufeff{TSV}",
    "s.lss": LSS.format("Survey"),
    "q.lsq": LSS.format("Question"),
    "form.xml": XFORM,
    "form.csv": XLS,
    "form.txt": "[[AdvancedFormat]]\n[[Question:MC]]\nWhat?\n[[Choices]]\nA\n",
    "form.gs": "// A form.\nconst QUESTIONS = {};\nfunction buildForm() {\n  const form = FormApp.create('T');\n}\n",
    "js.json": json.dumps({"title": "T", "pages": [{"name": "p", "elements": ITEMS}]}),
    "js-flat.json": json.dumps({"elements": ITEMS}, indent=1),
    "typeform.json": json.dumps(
        {"id": "x", "title": "T", "fields": [{"ref": "a", "type": "short_text", "title": "What?"}]}
    ),
    "asset.json": json.dumps({"uid": "a", "content": {"survey": [{"type": "text", "name": "goal"}], "choices": []}}),
    "fhir.json": json.dumps({"resourceType": "Questionnaire", "item": [{"linkId": "1", "type": "choice"}] * 2}),
    "workshop.yaml": (Path(__file__).parent / "workshop.yaml").read_text("utf-8"),
    "leader.yaml": (shipped_folder() / "questionnaires" / "leader.yaml").read_text("utf-8"),
}


def told(path: Path, **more: object) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        seen(path, workshop(), **more)
    (problem,) = caught.value.problems
    return problem.code.value, f"{problem.what} {problem.hint}"


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_told_as_that(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FORMS[name], encoding="utf-8")
    code, what = told(tmp_path / name)
    assert code == "B022"
    assert what.startswith("this is the form, not its answers: a") and " export the responses " in what


def book(path: Path, **sheets: str) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows.splitlines():
            sheet.append(row.split(","))
    made.save(path)
    return path


CHOICES = "list_name,name,label\nc,fix,Fix\nc,both,Both\n"
SETTINGS = "form_title,form_id\nT,t\n"


def test_a_workbook_is_a_form_unless_a_sheet_of_it_holds_answers(tmp_path: Path) -> None:
    form = book(tmp_path / "f.xlsx", survey=XLS, choices=CHOICES, settings=SETTINGS)
    assert told(form) == (
        "B022",
        "this is the form, not its answers: an XLSForm export the responses in KoboToolbox: Data, Downloads; in ODK "
        "Central and SurveyCTO: export the submissions; as CSV or XLSX",
    )
    assert told(form, sheet="survey")[0] == "B022"
    assert told(book(tmp_path / "g.xlsx", choices=CHOICES, settings=SETTINGS, survey=XLS))[0] == "B022"
    both = book(tmp_path / "b.xlsx", survey=XLS, choices=CHOICES, answers="id,goal,calm\n1,fix,3\n")
    assert seen(both, workshop()).answers == {2: {"goal": "fix", "calm": "3"}}


@pytest.mark.parametrize(
    "table",
    [
        "type,name,label,goal\ndistrict,Ann,x,fix\nschool,Bo,y,both\n",
        "id,story,goal\n1,[[AdvancedFormat]],fix\n2,<LimeSurveyDocType>Survey</LimeSurveyDocType>,both\n",
        "class,name,goal\nQ,text,fix\nS,note,both\n",
    ],
)
def test_a_table_of_answers_is_no_form(table: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    assert [answers["goal"] for answers in seen(tmp_path / "t.csv", workshop()).answers.values()] == ["fix", "both"]
