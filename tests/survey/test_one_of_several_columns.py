"""A question of one answer in a column an option: the one ticked is the answer, where every option has a column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag.questionnaire import load_questionnaire
from tests.survey.reading import Seen, seen

LEADER = load_questionnaire("leader")
ONE = LEADER.items["one_result"]
OPTIONS = LEADER.options(ONE.id)
OTHER = LEADER.items["causes"]


def read(folder: Path, heads: list[str], rows: list[list[str]]) -> Seen:
    path = folder / "table.csv"
    told = LEADER.options(OTHER.id)[0].text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["Code", OTHER.ask, *heads], *([f"L{n}", told, *row] for n, row in enumerate(rows))]
        )
    return seen(path, LEADER)


def ticked(place: int, yes: str = "1", no: str = "0") -> list[str]:
    return [yes if n == place else no for n in range(len(OPTIONS))]


@pytest.mark.parametrize(
    "form", ["{ask} [{text}]", "{ask} - {text}", "{ask}: {text}", "{id}_{option}", "{id}/{option}"]
)
@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("TRUE", "FALSE"), ("x", ""), ("Selected", "Not selected")])
def test_the_option_that_is_ticked_is_the_answer(form: str, yes: str, no: str, tmp_path: Path) -> None:
    heads = [form.format(ask=ONE.ask, id=ONE.id, option=one.id, text=one.text) for one in OPTIONS]
    found = read(tmp_path, heads, [*(ticked(n, yes, no) for n in range(len(OPTIONS))), ticked(-1, yes, no)])
    assert [one.get(ONE.id) for one in found.answers.values()] == [*(one.id for one in OPTIONS), None]
    assert not found.rejects


def test_two_ticks_or_an_unreadable_one_are_no_answer(tmp_path: Path) -> None:
    heads = [f"{ONE.ask} [{one.text}]" for one in OPTIONS]
    rest = ["0"] * (len(OPTIONS) - 2)
    found = read(tmp_path, heads, [["1", "1", *rest], ["1", "perhaps", *rest], ["0", "1", *rest]])
    assert [one.get(ONE.id) for one in found.answers.values()] == [None, None, OPTIONS[1].id]
    assert [one["row"] for one in found.rejects] == [2, 3]


FORMS = ["{ask} [{text}]", "{id}_{option}", "{id}{option}", "{id}.{option}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("dropped", [slice(1, None), slice(0, -1), slice(2, 5)])
def test_of_options_that_lack_a_column_nobody_is_taken_to_have_chosen_any(
    form: str, dropped: slice, tmp_path: Path
) -> None:
    """As `get_dummies(drop_first=True)` and `model.matrix` leave out the first: who ticked none may have chosen it."""
    heads = [form.format(ask=ONE.ask, id=ONE.id, option=one.id, text=one.text) for one in OPTIONS][dropped]
    rows = [*(ticked(n)[dropped] for n in range(len(OPTIONS))), ["" for _ in heads]]
    found = read(tmp_path, heads, rows)
    there = OPTIONS[dropped]
    assert [one.get(ONE.id) for one in found.answers.values()] == [
        *(one.id if one in there else None for one in OPTIONS),
        None,
    ]
    assert {one["code"] for one in found.rejects} == {"B021"}
    assert [one["row"] for one in found.rejects] == [n for n, one in enumerate(OPTIONS, start=2) if one not in there]


def test_one_column_of_an_option_or_a_whole_question_beside_make_no_ticks(tmp_path: Path) -> None:
    heads = [f"{ONE.ask} [{one.text}]" for one in OPTIONS]
    few = read(tmp_path, heads[1:2], [["1"], ["0"]])
    assert not any(ONE.id in one for one in few.answers.values())
    whole = read(tmp_path, [ONE.ask, *heads], [[OPTIONS[1].text, *ticked(0)], [OPTIONS[2].text, *ticked(2)]])
    assert [one.get(ONE.id) for one in whole.answers.values()] == [OPTIONS[1].id, OPTIONS[2].id]
    assert not [column for column in whole.table.columns if column.item == ONE.id and column.option]
