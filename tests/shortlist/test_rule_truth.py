"""Rules: yes, no, and nobody knows, which is never a no."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from jtbd_diag.shortlist.rule_truth import LeaderCells, ResultCell, number_of, truth, unknown
from jtbd_diag.shortlist.rules_file import ColumnCondition


def condition(**said: object) -> ColumnCondition:
    return ColumnCondition.model_validate(said)


CLEAR: Mapping[str, ResultCell] = {
    "job": "correct",
    "outcome": "clear",
    "n": "1,200",
    "tags": "a; b",
    "empty": None,
    "blank": " ",
}
MIXED: Mapping[str, ResultCell] = {**CLEAR, "outcome": "mixed", "lead": 0.1}


@pytest.mark.parametrize(
    ("cells", "said", "holds"),
    [
        (CLEAR, {"column": "job", "is": "Correct"}, True),
        (CLEAR, {"column": "job", "is_not": ["correct", "reorient"]}, False),
        (CLEAR, {"column": "n", "at_least": 1200}, True),
        (CLEAR, {"column": "n", "at_most": 1199.5}, False),
        (CLEAR, {"column": "n", "is": 1200}, True),
        (CLEAR, {"column": "tags", "includes": "B"}, True),
        (CLEAR, {"column": "tags", "at_least": 3}, None),
        (CLEAR, {"column": "empty", "is": "x"}, None),
        (CLEAR, {"column": "empty", "is_not": "x"}, None),
        (CLEAR, {"column": "blank", "is_not": "x"}, None),
        (CLEAR, {"column": "flags", "includes": "straight_lined"}, False),
        (CLEAR, {"column": "empty", "answered": False}, True),
        (CLEAR, {"not": {"column": "empty", "is": "x"}}, None),
        (CLEAR, {"all": [{"column": "empty", "is": "x"}, {"column": "job", "is": "reorient"}]}, False),
        (CLEAR, {"all": [{"column": "empty", "is": "x"}, {"column": "job", "is": "correct"}]}, None),
        (CLEAR, {"any": [{"column": "empty", "is": "x"}, {"column": "job", "is": "correct"}]}, True),
        (CLEAR, {"any": [{"column": "empty", "is": "x"}, {"column": "job", "is": "reorient"}]}, None),
        (MIXED, {"column": "job", "is": "correct"}, None),
        (MIXED, {"column": "job", "is": "reorient"}, None),
        (MIXED, {"column": "lead", "at_least": 1}, None),
        (MIXED, {"column": "outcome", "is": ["clear", "leaning"]}, None),
        (MIXED, {"column": "outcome", "is_not": "mixed"}, False),
        (MIXED, {"column": "outcome", "is": ["clear", "undetermined"]}, False),
        ({"x": "yes"}, {"column": "x", "is": True}, True),
        ({"x": True}, {"column": "x", "is": "true"}, True),
        ({"x": False}, {"column": "x", "is": True}, False),
    ],
)  # fmt: skip
def test_what_is_not_known_is_never_a_no(
    cells: Mapping[str, ResultCell], said: Mapping[str, object], holds: bool | None
) -> None:
    assert truth(condition(**said), LeaderCells(cells, ["flags"])) is holds


def test_the_columns_that_are_lacking_are_named() -> None:
    one = condition(
        all=[{"column": "empty", "is": 1}, {"not": {"column": "blank", "is": 1}}, {"column": "job", "is": "correct"}]
    )
    assert [*unknown(one, LeaderCells(CLEAR))] == ["empty", "blank"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12,500", 12500), ("$1,200.50", 1200.5), ("-3", -3), (" 7 ", 7), ("12,5", None), ("1,2,3", None), (True, None)],
)  # fmt: skip
def test_numbers_as_people_write_them(cell: ResultCell, number: float | None) -> None:
    assert number_of(cell) == number
