"""Plain Python gives for one respondent what polars gives for a row, to the last bit, at every step of the formula."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag import diagnose, load_questionnaire, score_table
from jtbd_diag.answers import parse_values
from jtbd_diag.diagnosis.engines import POLARS
from jtbd_diag.diagnosis.formula_in_python import PlainFormula
from jtbd_diag.diagnosis.ledger_and_flip import one_step_changes
from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.diagnosis.whole_formula import formula_of
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import NumberItem

from ..strategies import answer_by_dice, answers, questionnaires

SHIPPED = ["leader", "leader-short", "organisation", "staff-expertise"]
NAN = float("nan")


def assert_same_bits(questionnaire: Questionnaire, people: list[dict[str, Value]]) -> None:
    formula = formula_of(questionnaire)
    plain = PlainFormula(formula)
    table = score_table(questionnaire, rows_of(questionnaire, people), keep=True)
    for values, row in zip(people, table.iter_rows(named=True), strict=True):
        assert plain.of(values) == {step.name: row[step.name] for step in formula.steps}


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Questionnaire, list[dict[str, Value]]]:
    questionnaire = draw(questionnaires(most_items=12))
    people = [{}, *draw(st.lists(answers(questionnaire), min_size=3, max_size=5))]
    numbers = [item.id for item in questionnaire.items.values() if isinstance(item, NumberItem)]
    return questionnaire, [*people, {**people[-1], **dict.fromkeys(numbers, NAN)}]


@given(case=surveys())
def test_any_questionnaire(case: tuple[Questionnaire, list[dict[str, Value]]]) -> None:
    assert_same_bits(*case)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_questionnaire(name: str) -> None:
    questionnaire, dice = load_questionnaire(name), random.Random(name)
    offered = {i.id: (i, [option.id for option in questionnaire.options(i.id)]) for i in questionnaire.items.values()}
    people = [
        {i: answer_by_dice(item, ids, dice) for i, (item, ids) in offered.items() if dice.random() < share}
        for share in (dice.choice([0.2, 0.7, 0.95, 1]) for _ in range(100))
    ]
    assert_same_bits(questionnaire, people)


@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_what_rests_on_a_changed_answer_is_worked_out_again_and_no_more(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    values = data.draw(answers(questionnaire))
    plain = PlainFormula(formula_of(questionnaire))
    before = plain.of(values)
    for change in one_step_changes(questionnaire, diagnose(questionnaire, parse_values(questionnaire, values)).asked):
        after = {**values, change.item: change.instead}
        assert plain.changed(before, after, change.item) == plain.of(after)
        rested = {name for name, _ in plain.resting.get(change.item, ())}
        assert {name for name in before if before[name] != plain.of(after)[name]} <= rested


def test_a_frame_of_polars_is_known_without_polars() -> None:
    assert not POLARS.takes({})
    assert POLARS.takes(rows_of(load_questionnaire("leader-short"), []))


ALONE = """
import sys
from pathlib import Path

from jtbd_diag import diagnose, load_questionnaire, write_playbook
from jtbd_diag.answers import read_answers
from jtbd_diag.diagnosis import settled
from jtbd_diag.interview import fullscreen_or_lines

questionnaire = load_questionnaire("leader")
answers, _ = read_answers(Path(sys.argv[1]), questionnaire)
settled(questionnaire, answers.values)
write_playbook(diagnose(questionnaire, answers))
print(sorted({"polars", "narwhals", "pandas"} & set(sys.modules)))
"""


def test_one_leader_needs_no_table_engine() -> None:
    example = shipped_folder() / "questionnaires" / "examples" / "coordinate.yaml"
    ran = subprocess.run([sys.executable, "-c", ALONE, example], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "[]\n"), ran.stderr
