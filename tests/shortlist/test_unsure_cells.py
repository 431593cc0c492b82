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
