"""Clusters of interviews: what so few allow, what they share, how they lie beside jobs, and what is never said."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.enough_answers import Barred, Estimate
from jtbd_diag.lab.interviews.clusters import Clusters, Distance, clusters_of
from jtbd_diag.lab.interviews.clusters_page import counted
from jtbd_diag.lab.interviews.forms_of_interviewed import FormWord, FormWords, form_words
from jtbd_diag.lab.interviews.interview_folder import Tagged, read_tagged
from jtbd_diag.lab.interviews.tree_drawing import leaves_of
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes

from .folders import Row, folder_of, run, tag
from .test_tag_faults import BOOK

EXAMPLE = shipped_folder() / "questionnaires" / "examples" / "interviews-24"
JOBS = ("correct", "coordinate", "reorient")
MARKS = [one.id for one in BOOK.compared]


def tagged_of(folder: Path, number: int, clear: float = 0.9, seed: int = 1) -> Tagged:
    """Interviews of three kinds that two taggers see alike; the first has no mark at all."""
    dice = np.random.default_rng(seed)
    rows: list[Row] = []
    for n in range(number):
        for who in ("ana", "ben"):
            rows += [tag(f"i{n:03}", who, "job", JOBS[n % 3]), tag(f"i{n:03}", who, "scope", n % 3)]
        for m, mark in enumerate(MARKS):
            if n and dice.random() < (clear if m % 3 == n % 3 else 1 - clear):
                rows += [tag(f"i{n:03}", who, mark) for who in ("ana", "ben")]
    folder_of(folder, {f"i{n:03}": "x" for n in range(number)}, rows)
    return read_tagged(folder, BOOK)


def found_in(folder: Path, number: int, distance: Distance = Distance.JACCARD, **more: float) -> Clusters:
    return clusters_of(tagged_of(folder, number, **more), None, distance, seed=1)


@pytest.mark.parametrize("distance", list(Distance))
def test_kinds_that_are_there_are_found_and_described(tmp_path: Path, distance: Distance) -> None:
    found = found_in(tmp_path / "f", 46, distance)
    assert found.empty == ("i000",)
    assert found.best is not None and found.best.k == 3
    assert min(found.best.stabilities) > 0.9
    assert [dict(one.coded) for one in found.clusters] == [{"coordinate": 15}, {"reorient": 15}, {"correct": 15}]
    assert {one.tag for one in found.clusters[2].more} <= set(MARKS[::3])
    assert [one.steps["scope"] for one in found.clusters] == [1, 2, 0]
    assert isinstance(found.with_coded, Estimate) and found.with_coded.value == 1
    assert isinstance(found.with_form, Barred)  # nobody filled in the form
    first = found.clusters[0]
    assert first.medoid in first.interviews
    told = first.more[0]
    assert told.inside > 10 and told.outside < 15


def test_twenty_interviews_and_less(tmp_path: Path) -> None:
    """One of them has no mark, so that twenty are one too few."""
    few, enough = found_in(tmp_path / "few", 20), found_in(tmp_path / "enough", 21)
    assert (few.partings, few.clusters, few.best, len(few.joins)) == ((), (), None, 18)
    assert [one.k for one in enough.partings] == [2, 3, 4, 5]
    assert isinstance(enough.with_coded, Barred)
    ran = run("cluster", few.tagged.folder, "-o", tmp_path / "c.html")
    assert ran.exit_code == 0 and "too few for clusters" in ran.output
    page = (tmp_path / "c.html").read_text("utf-8")
    assert "nobody should say how many kinds there are" in page and "Cluster 1" not in page and "<svg" in page


def test_where_there_are_no_kinds_none_are_trusted(tmp_path: Path) -> None:
    found = found_in(tmp_path / "f", 40, clear=0.5)
    assert found.best is not None and found.best.silhouette < 0.25
    ran = run("cluster", found.tagged.folder)
    assert "trusted: NO" in ran.output


@pytest.mark.parametrize("number", [1, 2, 3])
def test_hardly_any_interviews(tmp_path: Path, number: int) -> None:
    folder = tagged_of(tmp_path / "f", number).folder
    ran = run("cluster", folder, "-o", tmp_path / "c.html", "-o", tmp_path / "c.xlsx")
    assert ran.exit_code == 0, ran.output


def test_the_tree_has_every_interview_once(tmp_path: Path) -> None:
    found = found_in(tmp_path / "f", 15)
    assert sorted(leaves_of(found.joins)) == list(range(14))
    assert [far for _, _, far in found.joins] == sorted(far for _, _, far in found.joins)


def test_the_example_as_page_pdf_and_workbook(tmp_path: Path) -> None:
    files = [tmp_path / f"c.{ending}" for ending in ("html", "pdf", "xlsx")]
    ran = run("cluster", "interviews-24", *(part for path in files for part in ("-o", path)))
    assert ran.exit_code == 0, ran.output
    page = files[0].read_text("utf-8")
    assert page.index("Invented interviews.") < page.index("May these clusters be trusted?") < page.index("Cluster 1")
    assert "Job by the form" in page and "7 more interviews" in page
    assert not any(word in page for word in ("validated", "reliable", "proven", "predict"))
    book = load_workbook(files[2])
    assert book.sheetnames == ["About", "Interviews", "Clusters", "Marks"]
    rows = {row[0]: row for row in book["Interviews"].iter_rows(min_row=2, values_only=True)}
    assert len(rows) == 24 and rows["interview-15"][3] is None and rows["interview-01"][2] == "correct"


def test_what_the_form_says_of_whom_and_who_is_a_stranger(tmp_path: Path) -> None:
    asked = load_questionnaire("leader")
    rows = list(csv.reader((EXAMPLE / "answers.csv").read_text("utf-8").splitlines()))
    path = tmp_path / "answers.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [rows[0], rows[1], ["Interview-02.TXT".lower(), *rows[2][1:]], ["who", *rows[3][1:]]]
        )
    found = form_words(Batch(asked, Reading(path), Wishes(flips=False)), ["interview-01", "interview-02"])
    assert (sorted(found.words), found.strangers) == (["interview-01", "interview-02"], 1)
    assert found.words["interview-01"].job == "correct"
    assert set(found.words["interview-01"].scores) == {"scope", "frustration", "breadth"}
    everybody = form_words(
        Batch(asked, Reading(EXAMPLE / "answers.csv"), Wishes(flips=False)), [f"interview-{n:02}" for n in range(1, 25)]
    )
    assert "none" in {word.job for word in everybody.words.values()}
    rows[0][0] = "somebody"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(InputError) as raised:
        form_words(Batch(asked, Reading(path), Wishes(flips=False)), ["interview-01"])
    assert raised.value.problems[0].code is Code.UNKNOWN_INTERVIEW


def test_beside_the_form_where_enough_filled_it_in(tmp_path: Path) -> None:
    tagged = tagged_of(tmp_path / "f", 46)
    words = {f"i{n:03}": FormWord(JOBS[n % 3] if n % 9 else "none", {}) for n in range(46)}
    found = clusters_of(tagged, FormWords(load_questionnaire("leader"), words, 0), Distance.JACCARD, 1)
    assert isinstance(found.with_form, Estimate) and 0.5 < found.with_form.value < 1
    assert counted(found.clusters[2].form) == "correct 10, none 5"


@pytest.mark.parametrize("distance", list(Distance))
def test_interviews_that_are_all_alike_have_no_clusters(tmp_path: Path, distance: Distance) -> None:
    rows = [tag(f"i{n:03}", who, MARKS[0]) for n in range(24) for who in ("ana", "ben")]
    folder = folder_of(tmp_path / "f", {f"i{n:03}": "x" for n in range(24)}, rows)
    found = clusters_of(read_tagged(folder, BOOK), None, distance, seed=1)
    assert found.alike and found.best is None and not found.clusters
    page = tmp_path / "c.html"
    ran = run("cluster", folder, "-o", page)
    assert ran.exit_code == 0 and "24 interviews with the same marks" in ran.output
    assert "nothing tells them apart" in page.read_text("utf-8")


def test_no_more_clusters_are_looked_for_than_there_are_kinds(tmp_path: Path) -> None:
    rows = [tag(f"i{n:03}", who, MARKS[n % 2]) for n in range(24) for who in ("ana", "ben")]
    folder = folder_of(tmp_path / "f", {f"i{n:03}": "x" for n in range(24)}, rows)
    found = clusters_of(read_tagged(folder, BOOK), None, Distance.JACCARD, seed=1)
    assert [one.k for one in found.partings] == [2]
