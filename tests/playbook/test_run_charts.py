"""What the cards and sheets say about false alarms, calculated anew."""

import re

import numpy as np
import pytest

from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.playbook.advice.plays import TableKey
from jtbd_diag.playbook.advice.sources import texts_of
from tests.playbook.leaders import advice

FROM = 14
"""The middle line has the same number on both sides: fewer dots cannot be seven in a row beside it."""
CHARTS = 8_000


def in_a_row(dots: int) -> int:
    """The run that is a signal: Anhøj and Olesen's, more than round(log2 n) + 3, and a shorter one under 20 dots."""
    return 7 if dots < 20 else round(np.log2(dots)) + 4


def fewest_crossings(dots: int) -> int:
    """Fewer than this are a signal: the 5th percentile of heads in as many tosses as there are steps."""
    chances = np.cumsum([_ways(dots - 1, heads) / 2.0 ** (dots - 1) for heads in range(dots)])
    return int(np.searchsorted(chances, 0.05))


def _ways(of: int, choose: int) -> float:
    return float(np.prod([(of - n) / (n + 1) for n in range(choose)]))


def longest_runs(charts: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """The longest run on one side of its line, for each chart; values on the line are skipped."""
    side = np.sign(charts - lines[:, None])
    run, last, best = (np.zeros(len(charts)) for _ in range(3))
    for now in side.T:
        on_line = now == 0
        run = np.where(on_line, run, np.where(now == last, run + 1, 1))
        last = np.where(on_line, last, now)
        best = np.maximum(best, run)
    return best


def false_by(charts: np.ndarray) -> dict[int, float]:
    """The share of charts, in percent, on which the rule has spoken by each dot, looked at with every dot."""
    spoken = np.zeros(len(charts), dtype=bool)
    shares = {}
    for dots in range(FROM, charts.shape[1] + 1):
        seen = charts[:, :dots]
        spoken |= longest_runs(seen, np.median(seen, axis=1)) >= in_a_row(dots)
        shares[dots] = 100 * spoken.mean()
    return shares


def key() -> TableKey:
    found = advice().plays["dots-over-time"].play.sheets[0].key
    assert found is not None
    return found


def test_the_table_of_false_alarms_is_what_a_simulation_finds() -> None:
    chance = np.random.default_rng(11)
    measured = false_by(chance.random((CHARTS, 36)))
    small = false_by(chance.binomial(20, 0.15, (CHARTS, 36)).astype(float))
    for dots, row, false, false_small, crossings in (map(int, cells) for cells in key().rows):
        assert row == in_a_row(dots)
        assert crossings == fewest_crossings(dots)
        assert false == pytest.approx(measured[dots], abs=1)
        assert false_small == pytest.approx(small[dots], abs=1)


def test_before_fourteen_dots_no_run_of_seven_is_possible() -> None:
    charts = np.random.default_rng(3).random((CHARTS, FROM - 1))
    assert longest_runs(charts, np.median(charts, axis=1)).max() == 6


def test_the_usual_rule_with_a_fixed_line_would_be_false_on_half_of_all_charts() -> None:
    """Why the card does not teach it: six in a row beside the line of the first nine dots, or five all rising."""
    charts = np.random.default_rng(5).random((CHARTS, 26))
    six = longest_runs(charts, np.median(charts[:, :9], axis=1)) >= 6
    rising = longest_runs(np.sign(np.diff(charts)), np.zeros(len(charts))) >= 4
    assert 100 * (six | rising).mean() == pytest.approx(55, abs=2)


def test_limits_from_twenty_values_are_false_as_often_as_the_card_says() -> None:
    charts = np.random.default_rng(2).normal(size=(CHARTS, 20))
    average = charts.mean(axis=1)
    limit = 2.66 * np.abs(np.diff(charts)).mean(axis=1)
    outside = (np.abs(charts - average[:, None]) > limit[:, None]).any(axis=1)
    false = 100 * (outside | (longest_runs(charts, average) >= 8)).mean()
    steps = " ".join(texts_of(advice().plays["ordinary-ups-and-downs"].play.steps))
    said = re.search(r"With 20 values chance alone does that on (\d+) of 100 charts", steps)
    assert said is not None
    assert int(said[1]) == pytest.approx(false, abs=1)


def test_the_card_and_the_sheet_name_the_same_runs() -> None:
    steps = " ".join(texts_of(advice().plays["dots-over-time"].play.steps))
    assert "A signal is seven, from 20 dots on eight, from 23 on nine" in steps
    assert [in_a_row(dots) for dots in (19, 20, 22, 23, 45)] == [7, 8, 8, 9, 9]


def test_the_kit_says_no_more_of_a_run_than_the_table_does() -> None:
    texts = {path.name: path.read_text("utf-8") for path in shipped_folder().glob("playbooks/kit/*.j2")}
    assert [name for name, text in texts.items() if re.search(r"in a row[^.]*(really|has) changed", text)] == []
    alarms = max(float(share) for row in key().rows for share in row[2:4])
    assert [name for name, text in texts.items() if "up to one chart in ten" in text] != []
    assert alarms == 10
