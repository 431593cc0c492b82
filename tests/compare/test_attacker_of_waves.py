"""Somebody who holds every page and workbook of two waves, and the reports of each by two groupings, finds nobody.

Each rule of `compare.cohort_waves_protection` is taken out once, and then the attack made for it finds somebody.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from scipy.optimize import linprog
from typer.testing import CliRunner, Result

from jtbd_diag.cli.main import app
from jtbd_diag.cohort import report_numbers, small_groups
from jtbd_diag.cohort.told_counts import ToldCount, told_count
from jtbd_diag.compare import cohort_waves, cohort_waves_protection
from jtbd_diag.compare.cohort_people import people_of
from jtbd_diag.compare.cohort_waves_protection import told_steps
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire.perspectives import LEADER as LEADER_RATER
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.rows_that_count import RowsOfRaters
from jtbd_diag.results.scored_survey import Wishes
from tests.compare.cohort_again import COHORT, rows_of

from .test_cohort_waves import LEADER

Move = tuple[str, str | None]
"""The job somebody began with, and the one now; None where they did not come back."""
HEAD, *ROWS = rows_of("autumn")
SIZES = ("under 1,000", "1,000 to 5,000", "over 5,000")


@cache
def by_job() -> dict[str, list[list[str]]]:
    """The invented answers of the shipped cohort by the job they tell; a row is numbered as in the file."""
    batch = Batch(LEADER, Reading(COHORT / "autumn.csv"), Wishes(flips=False, duplicates="last"))
    found = defaultdict(list)
    for n, told_ in people_of(RowsOfRaters(batch, LEADER_RATER), LEADER).items():
        found[str(told_["job"])].append(ROWS[n - 2])
    return found


AT = {name: HEAD.index(name) for name in ("respondent", "email", "region")}


def cohort(folder: Path, moves: Sequence[Move], seed: int = 1) -> tuple[Path, Path]:
    """Two waves in which people move so, each of a region and a size of place."""
    folder.mkdir(exist_ok=True)
    dice, waves = random.Random(seed), ([], [])
    for n, move in enumerate(moves):
        groups = (dice.choice("AAAAABBBBCD"), dice.choice(SIZES))
        for job, wave in zip(move, waves, strict=True):
            if job is not None:
                row = [*dice.choice(by_job()[job]), groups[1]]
                row[AT["respondent"]], row[AT["email"]], row[AT["region"]] = f"p{n}", f"p{n}@mail.example", groups[0]
                wave.append(row)
    paths = (folder / "autumn.csv", folder / "spring.csv")
    for path, wave in zip(paths, waves, strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[*HEAD, "Size"], *wave])
    return paths


def waves(paths: tuple[Path, Path], page: Path) -> Result:
    arguments = ["waves", *map(str, paths), "-o", str(page), "-o", str(page.with_suffix(".xlsx")), "--id", "email"]
    return CliRunner().invoke(app, [*arguments, "--date", "2026-11-29"])


def sheets(page: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(page.with_suffix(".xlsx"))
    return {sheet.title: [*sheet.iter_rows(min_row=2, values_only=True)] for sheet in book}


def span(cell: object) -> ToldCount:
    ends = [int(one) for one in re.findall(r"\d+", str(cell))]
    return ToldCount(ends[0], ends[-1])


def handed_out(folder: Path, moves: Sequence[Move]) -> dict[str, list[tuple[object, ...]]]:
    ran = waves(cohort(folder, moves), folder / "w.html")
    assert ran.exit_code == 0, ran.output
    return sheets(folder / "w.html")


# --- attacks -----------------------------------------------------------------------------------------------


def bounds(cells: Sequence[Sequence[ToldCount]], rows: Sequence[int], columns: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:  # fmt: skip  # noqa: E501
    """What each count can be at the least and most, where all totals are known, by linear programming."""
    across, down = len(rows), len(columns)
    totals = np.zeros((across + down, across * down))
    for i in range(across):
        for j in range(down):
            totals[[i, across + j], i * down + j] = 1
    within = [(one.least, one.most) for row in cells for one in row]
    found = {}
    for n in range(across * down):
        ends = [linprog(sign * np.eye(across * down)[n], A_eq=totals, b_eq=[*rows, *columns], bounds=within).fun for sign in (1, -1)]  # fmt: skip  # noqa: E501
        found[divmod(n, down)] = (round(ends[0]), round(-ends[1]))
    return found


def counted_out(counts: Sequence[Sequence[int]], cells: Sequence[Sequence[ToldCount]]) -> list[tuple[int, int]]:
    """The few, and all but a few, who must be in their cell or cannot be: so somebody is told of."""
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    found = []
    for (i, j), (low, high) in bounds(cells, rows, columns).items():
        secret = told_count(counts[i][j], rows[i])
        if secret.least < secret.most and (low > 0 if secret.least == 0 else high < rows[i]):
            found.append((i, j))
    return found


def somebody_by_totals(folder: Path) -> bool:
    """One moved; what the reports of each wave count in all tells whither."""
    moves: list[Move] = (
        [("correct", "correct")] * 30 + [("correct", "coordinate")] + [("coordinate", "coordinate")] * 20
    )
    lines = handed_out(folder, moves).get("Jobs", [])
    cells = [[span(cell) for cell in line[1:]] for line in lines]
    names = [str(line[0]) for line in lines]
    counts = [[30, 1, 0, 0, 0], [0, 20, 0, 0, 0]]
    return bool(lines) and bool(counted_out(counts if names[0] == "Correct" else counts[::-1], cells))


def a_mean_of_three(folder: Path) -> bool:
    """The mean of all, less that of the thirty who began alike, is that of the three others."""
    moves: list[Move] = [("correct", "correct")] * 32 + [("coordinate", "coordinate")] * 3
    found = handed_out(folder, moves)
    everybody = {line[0]: int(str(line[1])) for line in found["Means"]}
    shown: dict[object, int] = defaultdict(int)
    for line in found.get("By itself", []):
        shown[line[1]] += int(str(line[2]))
    return any(0 < everybody[scale] - n < 10 for scale, n in shown.items())


def two_tables_cut_otherwise(folder: Path) -> bool:
    """A job that is with others in one table and alone in the other."""
    moves: list[Move] = [("correct", "correct")] * 30 + [("coordinate", "coordinate")] * 30
    left: list[Move] = [("reorient", None)] * 8 + [("correct", None)] * 4
    found = handed_out(folder, moves + [("reorient", "reorient")] * 4 + left)
    return {line[0] for line in found["Jobs"]} != {line[0] for line in found.get("Came back", found["Jobs"])}


def five_who_did_not_come_back(folder: Path) -> bool:
    moves: list[Move] = [("correct", "correct")] * 30 + [("coordinate", "coordinate")] * 30
    left: list[Move] = [("reorient", None)] * 3 + [("none", None)] * 2 + [("correct", None)] * 8
    found = handed_out(folder, moves + left)
    return any(int(str(line[1])) < 10 for line in found.get("Came back", []))


def three_who_left_by_job(folder: Path) -> bool:
    """All but three came back, and the lines tell with which job those three began."""
    moves: list[Move] = [("correct", "correct")] * 30 + [("coordinate", "coordinate")] * 20
    ran = waves(cohort(folder, [*moves, *[("correct", None)] * 3, *[(None, "reorient")] * 4]), folder / "w.html")
    told = [f"{n} leaders are in one of the two tables alone" in " ".join(ran.output.split()) for n in (3, 4)]
    return "Came back" in sheets(folder / "w.html") or not all(told)


def a_page_before_and_after_somebody_answered(folder: Path) -> bool:
    moves: list[Move] = [("correct", "correct")] * 30 + [("coordinate", "coordinate")] * 20
    assert waves(cohort(folder, moves), folder / "w.html").exit_code == 0
    again = waves(cohort(folder, [*moves, ("reorient", "reorient")]), folder / "w2.html")
    assert again.exit_code == 0 or isinstance(again.exception, InputError)
    return again.exit_code == 0


def _report(table: Path, page: Path) -> Result:
    groupings = ["--by", "region", "--by", "Size"]
    words = ["batch", str(table), "-o", str(page.with_suffix(".csv")), "--report", str(page), *groupings]
    return CliRunner().invoke(app, [*words, "--date", "2026-11-29"])


def groups_of_two_reports(folder: Path) -> bool:
    """By region and by size, in autumn and in spring: what lies in a group of one and not of the other is a few."""
    moves: list[Move] = [("correct", "correct")] * 40 + [("coordinate", "coordinate")] * 34
    autumn, spring = cohort(folder, [*moves, *[("reorient", None)] * 12])
    assert _report(autumn, folder / "a.html").exit_code == 0
    assert waves((autumn, spring), folder / "w.html").exit_code == 0
    second = _report(spring, folder / "b.html")
    if "made before" in second.output:  # and so is not given to whoever has the first
        return False
    before, after = (_groups(folder / name) for name in ("a.html", "b.html"))
    assert before and after
    return any(0 < abs(before[name] - after[name]) < 10 for name in before.keys() & after.keys())


def _groups(page: Path) -> dict[str, int]:
    rows = re.findall(r"<td[^>]*>([^<]+)</td>\s*<td[^>]*>(\d+)</td>", page.read_text("utf-8"))
    return {name: int(n) for name, n in rows if name in ("A", "B", "C", "D", *SIZES)}


ATTACKS: tuple[Callable[[Path], bool], ...] = (
    somebody_by_totals,
    a_mean_of_three,
    two_tables_cut_otherwise,
    five_who_did_not_come_back,
    three_who_left_by_job,
    a_page_before_and_after_somebody_answered,
    groups_of_two_reports,
)
Out = Callable[[pytest.MonkeyPatch], None]


def _without(where: object, name: str, made: object) -> Out:
    return lambda patch: patch.setattr(where, name, made)


def _cut_otherwise(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        cohort_waves,
        "shown_as",
        lambda frame, column, lines, results: small_groups.by_groups(frame, [column], results)[0],
    )


RULES: dict[str, tuple[Out, Callable[[Path], bool]]] = {
    "counts beside a few": (
        _without(cohort_waves_protection, "_narrowed_too_far", lambda *more: []),
        somebody_by_totals,
    ),
    "nobody left over": (_without(cohort_waves, "few_left_over", lambda people, parts: False), a_mean_of_three),
    "the same lines": (_cut_otherwise, two_tables_cut_otherwise),
    "few who left": (_without(cohort_waves, "few_left_over", lambda people, parts: False), three_who_left_by_job),
    "ten who began": (_without(small_groups, "SMALLEST", 1), five_who_did_not_come_back),
    "earlier pages": (
        _without(cohort_waves_protection, "too_near", lambda new, earlier: []),
        a_page_before_and_after_somebody_answered,
    ),
    "reports of two waves": (_without(report_numbers, "clashes", lambda *more: ()), groups_of_two_reports),
}


@pytest.mark.parametrize("rule", RULES)
def test_without_a_rule_somebody_is_found(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, attack = RULES[rule]
    assert not attack(tmp_path / "with")
    out(monkeypatch)
    assert attack(tmp_path / "without")


def test_every_attack_stands_for_a_rule() -> None:
    assert {attack for _, attack in RULES.values()} == {*ATTACKS}


@pytest.mark.parametrize("seed", range(20))
def test_whoever_knows_all_totals_finds_nobody(seed: int) -> None:
    """Cohorts in which jobs are rare, common, or nobody's: what is told is never narrowed to a few."""
    dice = np.random.default_rng(seed)
    sizes = dice.integers(10, 60, dice.integers(2, 6))
    counts = [[int(n) for n in dice.multinomial(size, dice.dirichlet([0.6] * 5))] for size in sizes]
    cells = told_steps(counts)
    assert not cells or not counted_out(counts, cells)
    assert all(one.least <= n <= one.most for row, told_ in zip(counts, cells, strict=bool(cells)) for n, one in zip(row, told_, strict=True))  # fmt: skip  # noqa: E501
    bare = [[told_count(n, sum(row)) for n in row] for row in counts]
    assert cells == tuple(map(tuple, bare)) or counted_out(counts, bare), "told less exactly only where it has to be"
