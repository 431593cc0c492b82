"""Invented surveys: what goes in comes out of `batch`, the same every time, and each row says that it is invented."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import AskedAnswers, parse_values
from jtbd_diag.diagnosis.scored_columns import answers_of_rows
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.simulation.export_columns import Export
from jtbd_diag.simulation.invented_people import Entry
from jtbd_diag.simulation.simulate import FOLDER, PLATFORMS, simulate
from jtbd_diag.simulation.who_stops_repeats_or_ticks_straight import MishapTally, Shares, entries
from jtbd_diag.survey.rows.invented_rows import INVENTED
from tests.strategies import questionnaires
from tests.survey.make_fixtures import SHORT, WORKSHOP
from tests.survey.reading import workshop
from tests.survey.writers import WRITERS

CLEAN = Shares(none=0.1, skips=0.05, quits=0, repeats=0, straight=0, unreadable=0)
EVERY = [(name, cells) for name, platform in PLATFORMS.items() for cells in platform.cells]
NAMES = ["leader", "leader-short", "organisation", "staff-expertise"]
ALIKE = {
    ("qualtrics", "labels"): "qualtrics",
    ("qualtrics", "codes"): "qualtrics, numbers",
    ("google-forms", "labels"): "google",
    ("microsoft-forms", "labels"): "microsoft",
    ("typeform", "labels"): "typeform",
    ("surveymonkey", "labels"): "surveymonkey",
    ("surveymonkey", "codes"): "surveymonkey, numbers",
    ("kobotoolbox", "codes"): "kobo",
    ("kobotoolbox", "labels"): "kobo, labels",
    ("odk", "codes"): "odk",
    ("redcap", "codes"): "redcap",
    ("redcap", "labels"): "redcap, labels",
    ("limesurvey", "labels"): "limesurvey",
    ("limesurvey", "codes"): "limesurvey, short",
}
NUMBERED = [("qualtrics", "codes"), ("surveymonkey", "codes")]
NOON = datetime.datetime(2026, 7, 18, 12)


def place(folder: Path, name: str) -> Path:
    return folder / (f"try.{PLATFORMS[name].endings[0]}" if PLATFORMS[name].endings else "answers")


def given_back(path: Path, q: Questionnaire, labels: Path | None = None) -> tuple[Batch, list[dict[str, object]]]:
    found = Batch(q, Reading(path, labels=labels), Wishes())
    frame, rejects = pl.collect_all([found.coded.frame, found.coded.rejects])
    assert rejects.is_empty(), rejects.rows()
    return found, [in_order(values) for values in answers_of_rows(q, frame)]


def in_order(values: Any) -> dict[str, object]:
    return {item: tuple(sorted(value)) if isinstance(value, tuple) else value for item, value in values.items()}


DRAWN: dict[tuple[str, int, int], tuple[list[Entry], MishapTally]] = {}


def drawn_once(q: Questionnaire, count: int, seed: int, shares: Shares, tally: MishapTally) -> Iterator[Entry]:
    """What `entries` draws, of CLEAN: the same dice give the same people, whatever they are laid out for."""
    assert shares == CLEAN
    key = (q.questionnaire, count, seed)
    if key not in DRAWN:
        mishaps = MishapTally()
        DRAWN[key] = [*entries(q, count, seed, shares, mishaps)], mishaps
    people, mishaps = DRAWN[key]
    vars(tally).update(vars(mishaps))
    return iter(people)


def questions_of(headers: list[list[str]], rows: list[list[str]], known: set[tuple[str, ...]]) -> list[list[str]]:
    """The columns that both writers have, by all their headers."""
    return [[row[n] for row in rows] for n, heads in enumerate(zip(*headers, strict=True)) if heads in known]


@pytest.mark.parametrize(("name", "cells"), ALIKE)
@pytest.mark.parametrize("q", [workshop(), load_questionnaire("leader-short@1")], ids=lambda q: q.questionnaire)
def test_exports_are_those_that_the_fixtures_were_written_from(name: str, cells: str, q: Questionnaire) -> None:
    people = WORKSHOP if q.questionnaire == "workshop" else SHORT
    sheet = WRITERS[ALIKE[name, cells]](q, people)
    export: Export = PLATFORMS[name].cells[cells](q)
    rows = [*export.rows(Entry(n, values, "", "", NOON, NOON) for n, values in enumerate(people, start=1))]
    headers = export.headers()
    theirs = [row for row in sheet.rows if row]
    own = set(zip(*theirs[: sheet.headers], strict=True))
    both = own & {*zip(*headers, strict=True)}
    assert len(both) >= len(q.items)
    assert len(headers) == sheet.headers
    ours = questions_of(headers, rows, both)
    wanted = questions_of(theirs[: sheet.headers], theirs[sheet.headers :], both)
    own_columns = sum(a != b for a, b in zip(ours, wanted, strict=True))
    assert own_columns <= 8  # times, ids and addresses, of which each writer invents its own
    asked = [n for n, column in enumerate(wanted) if any(cell for cell in column)]
    assert sum(ours[n] == wanted[n] for n in asked) >= len(asked) - 8
    assert (export.separator, export.quote_all, export.mark) == (sheet.separator, sheet.quote_all, sheet.mark) or (
        sheet.ending == "xlsx"
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("layout", "cells"), EVERY)
def test_every_cell_comes_back_from_every_layout(
    name: str, layout: str, cells: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jtbd_diag.simulation.simulate.entries", drawn_once)
    q = load_questionnaire(name)
    path = place(tmp_path, layout)
    simulate(q, path, layout=layout, count=60, seed=7, cells=cells, shares=CLEAN)
    labels = None
    if (layout, cells) in NUMBERED:  # numbers that nobody explains are refused: the same export as labels does
        labels = tmp_path / "labels.csv"
        simulate(q, labels, layout=layout, count=60, seed=7, cells="labels", shares=CLEAN)
    found, back = given_back(path, q, labels)
    invented = [in_order(one.values) for one in drawn_once(q, 60, 7, CLEAN, MishapTally())]
    if layout == FOLDER:  # files stand in the folders of their regions
        numbers = [int(name[-10:-5]) for name in found.table.frame.collect().get_column("file")]
        invented = [invented[n - 1] for n in numbers]
    assert back == invented
    assert found.table.invented == 60
    assert found.table.layout == layout
    names = found.frame.collect_schema().names()
    marks = [column for column in names if column.replace("_", "") == INVENTED.replace("_", "")]
    assert found.frame.select(marks[0]).collect().to_series().to_list() == ["yes"] * 60


@settings(max_examples=max(5, settings().max_examples // 4))
@given(questionnaires(), st.integers(0, 1000))
def test_only_what_is_asked_is_answered_and_every_answer_fits(q: Questionnaire, seed: int) -> None:
    for entry in entries(q, 20, seed, Shares(), MishapTally()):
        assert AskedAnswers(q, entry.values).values == entry.values
        assert in_order(parse_values(q, entry.values).values) == in_order(entry.values)


@pytest.mark.parametrize("layout", ["plain", "microsoft-forms", FOLDER])
def test_the_same_seed_gives_the_same_bytes(layout: str, tmp_path: Path) -> None:
    q = load_questionnaire("leader-short")
    made = []
    for folder, seed in (("a", 3), ("b", 3), ("c", 4)):
        (tmp_path / folder).mkdir()
        path = place(tmp_path / folder, layout)
        simulate(q, path, layout=layout, count=20, seed=seed)
        files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        made.append([file.read_bytes() for file in files])
    assert made[0] == made[1] != made[2]


def test_what_is_told_to_go_wrong_is_what_batch_finds(tmp_path: Path) -> None:
    q = load_questionnaire("leader")
    shares = Shares(none=0.2, skips=0, quits=0.1, repeats=0.1, straight=0.1, unreadable=0.1)
    tally = simulate(q, tmp_path / "try.csv", layout="qualtrics", count=300, seed=5, shares=shares)
    found = Batch(q, Reading(tmp_path / "try.csv"), Wishes())
    rejects = found.coded.rejects.collect()
    frame = found.frame.collect()
    assert tally.rows == frame.height == 300
    assert sum(tally.jobs.values()) == 300
    assert 15 < tally.repeats == frame.get_column("duplicate_of").count()
    assert 15 < tally.unreadable == rejects.height
    assert frame.get_column("flags").str.contains("straight_lined").sum() >= tally.straight > 15
    assert tally.quits > 15


def test_jobs_come_out_as_meant_more_often_than_not(tmp_path: Path) -> None:
    q = load_questionnaire("leader")
    meant = [one.job for one in entries(q, 400, 11, CLEAN, MishapTally())]
    simulate(q, tmp_path / "try.csv", layout="plain", count=400, seed=11, shares=CLEAN)
    jobs = Batch(q, Reading(tmp_path / "try.csv"), Wishes()).frame.collect().get_column("job").to_list()
    told = [(one, job) for one, job in zip(meant, jobs, strict=True) if one]
    assert sum(one == job for one, job in told) > 0.7 * len(told)
    assert {one for one, _ in told} == set(q.profiles)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"layout": "odk", "cells": "labels"}, "F009"),
        ({"layout": "nothing"}, "B003"),
        ({"layout": "microsoft"}, "F009"),  # exports workbooks only
    ],
)
def test_what_a_platform_does_not_export_is_refused(asked: dict[str, str], code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=code):
        simulate(load_questionnaire("leader-short"), tmp_path / "try.csv", count=2, seed=1, **asked)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_nothing_is_replaced_unless_told(tmp_path: Path) -> None:
    q = load_questionnaire("leader-short")
    for layout, path in (("plain", tmp_path / "try.csv"), (FOLDER, tmp_path / "answers")):
        simulate(q, path, layout=layout, count=2, seed=1)
        with pytest.raises(InputError, match="F008"):
            simulate(q, path, layout=layout, count=2, seed=1)
        simulate(q, path, layout=layout, count=2, seed=1, force=True)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    q = load_questionnaire("leader-short")
    path = tmp_path / "try.csv"
    simulate(q, path, layout="plain", count=450, seed=1, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 450), (200, 450), (400, 450), (450, 450)]


@pytest.mark.parametrize("layout", ["kobotoolbox", "odk", "redcap"])
def test_invented_exports_hold_what_our_forms_call_ratings_so_that_nothing_is_to_be_confirmed(
    tmp_path: Path, leader: Questionnaire, layout: str
) -> None:
    simulate(leader, tmp_path / "try.csv", count=40, seed=1, layout=layout, shares=CLEAN)
    found, _ = given_back(tmp_path / "try.csv", leader)
    assert not found.coded.placed_by
    assert "3_of_5" in (tmp_path / "try.csv").read_text("utf-8")
