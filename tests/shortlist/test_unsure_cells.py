"""Cells that say nothing sure: fillers, numbers that may be two, words beside yes and no."""

from __future__ import annotations

import pytest

from jtbd_diag.shortlist.rule_truth import LeaderCells, is_same, number_of, truth
from jtbd_diag.shortlist.rules_file import ColumnCondition
from jtbd_diag.shortlist.unsure_cells import unsure_cells


def condition(**said: object) -> ColumnCondition:
    return ColumnCondition.model_validate({"column": "x", **said})


def unsure(cells: list[str], *said: dict[str, object], groups: tuple[str, ...] = ()) -> set[str]:
    found = unsure_cells("x", cells, [condition(**one) for one in said], groups)
    return {cell for cell in cells if cell in found}


@pytest.mark.parametrize("cell", ["N/A", " n/a ", "NaN", "nan", "NULL", "unknown", "Unknown", "?", "-", "TBD", "#N/A"])
def test_fillers_are_unknown_unless_a_rule_or_a_quota_names_them(cell: str) -> None:
    assert unsure([cell, "rural"], {"is": "rural"}) == {cell}
    assert not unsure([cell, "rural"], {"is_not": cell.strip().upper()})
    assert not unsure([cell, "rural"], groups=(cell,))


@pytest.mark.parametrize(
    ("cells", "open_"),
    [
        (["1.800", "22.000", "5200"], {"1.800", "22.000"}),
        (["1.800", "22.000"], {"1.800", "22.000"}),
        (["1.800", "2.5"], set()),
        (["3.125", "0.875"], set()),
        (["1,800", "5200"], set()),
        (["1,800", "12,5"], {"1,800"}),
        (["1,800", "1.200,50"], {"1,800"}),
        (["1800.125", "1.800"], set()),
    ],
)
def test_numbers_that_may_be_two_are_unknown_where_a_number_is_wanted(cells: list[str], open_: set[str]) -> None:
    assert unsure(cells, {"at_least": 1000}) == open_
    assert unsure(cells, {"is": 1800}) == open_
    assert not unsure(cells, {"is": "rural"})


def test_other_words_beside_yes_and_no_are_unknown_where_rules_ask_for_these_alone() -> None:
    cells = ["yes", "No", "TRUE", "Y", "1", "pending"]
    for words in ("yes", True, "no", ["yes", "true"]):
        assert unsure(cells, {"is": words}) == {"Y", "1", "pending"}
    assert unsure(cells, {"is": ["yes", "Y"]}) == {"1", "pending"}
    assert not unsure(cells, {"is": ["yes", "pending"]})
    assert not unsure(cells, {"includes": "yes"})
    for column in (["Y", "N"], ["y", "", "N/A"], ["N"]):
        assert unsure(column, {"is": "yes"}) == {*column} & {"N/A"}, "Y and N alone are yes and no"


@pytest.mark.parametrize("cell", ["nan", "NaN", "inf", "-Infinity", float("nan")])
def test_what_is_not_finite_is_no_number(cell: str | float) -> None:
    assert number_of(cell) is None
    assert truth(condition(at_least=1000), LeaderCells({"x": cell})) is None
    assert truth(condition(at_most=1000), LeaderCells({"x": cell})) is None


def test_a_text_where_a_rule_names_a_number_is_unknown() -> None:
    assert truth(condition(**{"is": 1200}), LeaderCells({"x": "many"})) is None
    assert truth(condition(**{"is": 1200}), LeaderCells({"x": "1,300"})) is False
    assert truth(condition(**{"is": [1200, "many"]}), LeaderCells({"x": "few"})) is False


def test_true_is_yes_and_yes_is_true() -> None:
    assert is_same("TRUE", "yes")
    assert is_same("yes", "true")
    assert is_same(True, "yes")
    assert is_same("False", "no")
    assert not is_same("TRUE", "no")
    assert is_same("Y", "yes")
    assert is_same("n", False)
    assert not is_same("N", "yes")


@pytest.mark.parametrize(
    ("cells", "plain", "texts"),
    [
        (["K", "Pre-K", "5", "6", "5th", "five", "n/a"], {"K", "Pre-K"}, {"5th", "five"}),
        (["1", "2", "Central", "Central"], {"Central"}, set()),
        (["1200", "900", "large"], set(), {"large"}),
        (["1200", "many", "a few", "some hundred"], set(), {"many", "a few", "some hundred"}),
    ],
)
def test_words_beside_other_words_are_surely_no_number(cells: list[str], plain: set[str], texts: set[str]) -> None:
    found = unsure_cells("x", cells, [condition(**{"is": 5})])
    assert (found.plain, found.texts) == (plain, texts)
    limits = unsure_cells("x", cells, [condition(at_least=5)])
    assert limits.texts == plain | texts, "of a limit nobody knows whether words reach it"
    assert not unsure_cells("x", cells, [condition(**{"is": [5, "x"]})]).texts
    assert bool(texts) is any("a number is asked for" in line for line in found.notes())


def test_a_word_is_not_the_number_that_a_rule_names() -> None:
    word = LeaderCells({"x": "K"}, words=["x"])
    assert truth(condition(**{"is": [5, 6]}), word) is False
    assert truth(condition(is_not=5), word) is True
    assert truth(condition(at_least=5), word) is None


def test_what_is_unsure_is_an_answer_and_a_filler_is_none() -> None:
    unsure_ = LeaderCells({"x": "1.800"}, unsure=["x"])
    assert truth(condition(answered=True), unsure_) is True
    assert truth(condition(answered=False), unsure_) is False
    assert truth(condition(at_least=1000), unsure_) is None
    filler = LeaderCells({"x": "N/A"}, unsure=["x"], unanswered=["x"])
    assert truth(condition(answered=True), filler) is False
