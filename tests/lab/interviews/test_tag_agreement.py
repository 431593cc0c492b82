"""Whether taggers agree: what counts as said, what is barred, what is settled, and what the page says."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from jtbd_diag.lab.enough_answers import Barred, Estimate
from jtbd_diag.lab.interviews.adjudicated import said_of, settled
from jtbd_diag.lab.interviews.interview_folder import Tagged, read_tagged
from jtbd_diag.lab.interviews.tag_agreement import TagAgreement, tag_agreement
from jtbd_diag.lab.kappa_and_alpha import coincidences, counts_of, krippendorff_alpha

from .folders import Row, folder_of, run, table, tag
from .test_tag_faults import BOOK

PUSHES = [one.id for one in BOOK.groups[0].tags]


def read(folder: Path) -> Tagged:
    return read_tagged(folder, BOOK)


def interviews(folder: Path, number: int, seed: int = 1, off: float = 0.1) -> Path:
    """Two taggers who see the same pushes, but for a share of them."""
    dice = np.random.default_rng(seed)
    rows: list[Row] = []
    names = [f"i{n:02}" for n in range(number)]
    for name in names:
        rows += [tag(name, "ana", ""), tag(name, "ben", ""), tag(name, "ana", "scope", 2), tag(name, "ben", "scope", 3)]
        for push in PUSHES:
            there = dice.random() < 0.4
            for who in ("ana", "ben"):
                if there != (dice.random() < off / 2):
                    rows.append(tag(name, who, push))
    return folder_of(folder, dict.fromkeys(names, "[Invented for a test.]"), rows)


def test_silence_and_absence_are_two_things(tmp_path: Path) -> None:
    rows = [tag("one", "ana", "trust"), tag("one", "ben", ""), tag("two", "ana", ""), tag("three", "ana", "trust")]
    rows += [tag("one", "ana", "scope", 1), tag("three", "ana", "job", "none"), tag("three", "ana", "job", "correct")]
    found = read(folder_of(tmp_path / "f", dict.fromkeys(("one", "two", "three"), "x"), rows))
    assert found.taggers == ("ana", "ben")
    assert said_of(found, BOOK.tags["trust"]).tolist() == [[1, 0], [1, -1], [0, -1]]  # one, three, two
    assert said_of(found, BOOK.tags["scope"]).tolist() == [[1, -1], [-1, -1], [-1, -1]]
    assert said_of(found, BOOK.tags["job"]).tolist() == [[-1, -1]] * 3  # two values of one person: none counts


SETTLED: dict[str, tuple[list[Row], str, float]] = {
    "both see it": ([tag("one", "ana", "trust"), tag("one", "ben", "trust")], "trust", 1),
    "one of two": ([tag("one", "ana", "trust"), tag("one", "ben", "")], "trust", 0),
    "two of three": ([tag("one", "ana", "trust"), tag("one", "ben", ""), tag("one", "cy", "trust")], "trust", 1),
    "agreed says yes": (
        [tag("one", "ana", "trust"), tag("one", "ben", ""), tag("one", "agreed", "trust", "yes")],
        "trust",
        1,
    ),
    "agreed says no": (
        [tag("one", "ana", "trust"), tag("one", "ben", "trust"), tag("one", "Agreed", "trust", "no")],
        "trust",
        0,
    ),
    "nobody has filled it in": (
        [tag("one", "ana", "trust"), tag("one", "ben", ""), tag("one", "agreed", "trust")],
        "trust",
        0,
    ),
    "steps": ([tag("one", "ana", "scope", 1), tag("one", "ben", "scope", 2)], "scope", 1.5),
    "the job of one alone": ([tag("one", "ana", "job", "correct")], "job", np.nan),
    "two jobs": ([tag("one", "ana", "job", "correct"), tag("one", "ben", "job", "none")], "job", np.nan),
    "two jobs, settled": (
        [tag("one", "ana", "job", "correct"), tag("one", "ben", "job", "none"), tag("one", "agreed", "job", "none")],
        "job",
        3,
    ),
}


@pytest.mark.parametrize("name", SETTLED)
def test_what_is_settled(name: str, tmp_path: Path) -> None:
    rows, of, expected = SETTLED[name]
    found = read(folder_of(tmp_path / "f", {"one": "x"}, rows))
    assert settled(found, BOOK.tags[of]).tolist() == pytest.approx([expected], nan_ok=True)


def line(found: TagAgreement, name: str):  # type: ignore[no-untyped-def]
    return next(one for one in (*found.groups, *found.tags) if one.name == name)


@pytest.mark.parametrize(
    ("number", "share", "group", "single"),
    [
        (9, False, False, False),
        (11, True, False, False),
        (12, True, True, False),
        (29, True, True, False),
        (30, True, True, True),
    ],
)
def test_what_may_be_shown_at_which_n(tmp_path: Path, number: int, share: bool, group: bool, single: bool) -> None:
    found = tag_agreement(read(interviews(tmp_path / "f", number)), seed=1)
    pushes, one = line(found, "push"), line(found, PUSHES[0])
    assert isinstance(pushes.alike, Estimate) is share
    assert isinstance(pushes.alpha, Estimate) is group
    assert {isinstance(figure, Barred) for figure in (one.alpha, one.kappa, one.ac1)} == {not single}


def test_the_figures_are_those_of_the_ratings(tmp_path: Path) -> None:
    tagged = read(interviews(tmp_path / "f", 30, off=0.3))
    found = tag_agreement(tagged, seed=3)
    ratings = np.concatenate([said_of(tagged, BOOK.tags[name]) for name in PUSHES])
    pushes = line(found, "push")
    assert (pushes.units, pushes.interviews) == (180, 30)
    assert pushes.alpha.value == pytest.approx(krippendorff_alpha(coincidences(counts_of(ratings, 2)).sum(0)))
    assert pushes.alpha.low < pushes.alpha.value < pushes.alpha.high
    assert pushes.alike.value == pytest.approx(np.mean(ratings[:, 0] == ratings[:, 1]))
    assert tag_agreement(tagged, seed=3).groups == found.groups
    scope = line(found, "scope")
    assert scope.ordinal and scope.alike.value == 0 and scope.alpha.value < 0


def test_an_interview_that_one_alone_read_does_not_count(tmp_path: Path) -> None:
    folder = interviews(tmp_path / "f", 12)
    (folder / "transcripts" / "z.txt").write_text("x", encoding="utf-8")
    table(folder / "tags" / "more.csv", [tag("z", "ana", PUSHES[0])])
    found = tag_agreement(read(folder), seed=1)
    assert found.read_by == (("ana", 13), ("ben", 12))
    assert (found.together, line(found, "push").units) == (12, 72)


def test_differences_are_listed_settled_and_gone(tmp_path: Path) -> None:
    rows = [tag("one", "ana", "trust", quote="Ask the drivers"), tag("one", "ben", "")]
    rows += [tag("one", "ana", "job", "correct"), tag("one", "ben", "job", "reorient")]
    folder = folder_of(tmp_path / "f", {"one": "Ask the drivers. I mean that."}, rows)
    listed = tmp_path / "list.csv"
    assert run("agree", folder, "-o", listed).exit_code == 0
    found = list(csv.DictReader(listed.read_text("utf-8-sig").splitlines()))
    assert [(one["tag"], one["said"], one["words"]) for one in found] == [
        ("trust", "ana: yes; ben: no", "Ask the drivers"),
        ("job", "ana: correct; ben: reorient", ""),
    ]
    (folder / "tags" / "settled.csv").write_bytes(listed.read_bytes())
    assert len(tag_agreement(read(folder), 1).differences) == 2  # nobody has filled it in yet
    assert run("check", folder).exit_code == 0
    found[0]["value"], found[1]["value"] = "yes", "reorient"
    table(folder / "tags" / "settled.csv", found, found[0])
    again = tag_agreement(read(folder), 1)
    assert (again.differences, again.settled, again.tagged.taggers) == ((), 2, ("ana", "ben"))


def test_the_page_the_pdf_and_the_workbook(tmp_path: Path) -> None:
    folder = interviews(tmp_path / "f", 24)
    files = [tmp_path / f"a.{ending}" for ending in ("html", "pdf", "xlsx")]
    ran = run("agree", folder, *(part for path in files for part in ("-o", path)), "--date", "2026-12-01")
    assert ran.exit_code == 0, ran.output
    page = files[0].read_text("utf-8")
    assert page.index("Invented interviews.") < page.index("By group of tags") < page.index("What to settle")
    assert "<th>Kappa" not in page  # of a single tag: 24 of 30
    assert "validated" not in page and "reliable" not in page
    assert files[1].read_bytes()[:5] == b"%PDF-"
    book = load_workbook(files[2])
    assert book.sheetnames == ["About", "Agreement", "Differences"]
    rows = {row[0]: row for row in book["Agreement"].iter_rows(min_row=2, values_only=True)}
    assert rows["push"][7] is not None and rows["push"][11] is None
    assert rows[PUSHES[0]][7] is None and rows[PUSHES[0]][11] == 6


def test_one_tagger_and_one_interview(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "f", {"one": "x"}, [tag("one", "ana", "trust")])
    ran = run("agree", folder, "-o", tmp_path / "a.html")
    assert ran.exit_code == 0, ran.output
    assert "so far: 0" in (tmp_path / "a.html").read_text("utf-8")
    assert run("check", folder, "-o", tmp_path / "b.html").exit_code == 2
