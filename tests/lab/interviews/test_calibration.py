"""The form beside coded interviews: counts, spans, profiles that move, what refuses to move, and the new version."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.enough_answers import Barred, Estimate
from jtbd_diag.lab.interviews.calibrated_version import new_version
from jtbd_diag.lab.interviews.calibration import Calibration, calibration, left_out, moved, nearest
from jtbd_diag.lab.interviews.forms_of_interviewed import FormWord, FormWords, form_words
from jtbd_diag.lab.interviews.interview_folder import Tagged, read_tagged
from jtbd_diag.questionnaire import Questionnaire, fingerprint, load_questionnaire, load_questionnaire_file
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.simulation.simulate import simulate
from jtbd_diag.simulation.who_stops_repeats_or_ticks_straight import Shares

from .folders import Row, folder_of, run, tag
from .test_tag_faults import BOOK

LEADER = shipped_folder() / "questionnaires" / "leader.yaml"
JOBS = ("correct", "coordinate", "reorient")
PLACES = r"at: \{(\w+): (\d+), (\w+): (\d+), (\w+): (\d+)\}"
DAY = datetime.date(2026, 12, 1)


@cache
def asked() -> Questionnaire:
    return load_questionnaire("leader")


def tagged_of(folder: Path, jobs: Sequence[str], text: str = "x", second: str | None = None) -> Tagged:
    rows: list[Row] = []
    names = [f"i{n:03}" for n in range(len(jobs))]
    for name, job in zip(names, jobs, strict=True):
        rows += [tag(name, "ana", "job", job), tag(name, "ben", "job", second or job)]
    folder_of(folder, dict.fromkeys(names, text), rows)
    return read_tagged(folder, BOOK)


def form_of(jobs: Sequence[str | None], scores: Sequence[Sequence[float]] | None = None) -> FormWords:
    q = asked()
    assert q.classification is not None
    told = scores if scores is not None else [[50.0] * 3] * len(jobs)
    words = {
        f"i{n:03}": FormWord(job, dict(zip(q.classification.scales, row, strict=True)))
        for n, (job, row) in enumerate(zip(jobs, told, strict=True))
    }
    return FormWords(q, words, 0)


def test_counts_and_spans_by_hand(tmp_path: Path) -> None:
    coded = ["correct"] * 10 + ["coordinate"] * 9 + ["none"] * 2
    said: list[str | None] = ["correct"] * 9 + ["reorient"] + ["coordinate"] * 8 + [None] + ["none", "correct"]
    found = calibration(tagged_of(tmp_path / "f", coded), form_of(said), seed=1)
    assert found.kinds == (*JOBS, "none")
    assert found.met.crossed == ((9, 0, 1, 0), (0, 8, 0, 0), (0, 0, 0, 0), (1, 0, 0, 1))
    assert (found.met.n, found.unsettled, found.unanswered) == (20, 0, 1)
    share = found.met.share
    assert isinstance(share, Estimate) and share.value == pytest.approx(0.9)
    assert (share.low, share.high) == pytest.approx((0.69897, 0.97213), abs=1e-5)  # Wilson, 18 of 20
    assert isinstance(found.met.kappa, Barred)
    by_job = {one.job: one for one in found.jobs}
    assert isinstance(by_job["correct"].share, Estimate) and isinstance(by_job["coordinate"].share, Barred)
    assert (found.moved, found.missing) == (None, {"correct": 20, "coordinate": 21, "reorient": 30})


def test_a_job_of_one_tagger_or_of_two_words_is_not_settled(tmp_path: Path) -> None:
    found = calibration(tagged_of(tmp_path / "f", ["correct"] * 12, second="none"), form_of(["correct"] * 12), seed=1)
    assert (found.met.n, found.unsettled) == (0, 12)


def test_a_profile_moves_as_far_as_there_are_interviews() -> None:
    q = asked()
    rows = np.array([[10.0, 20.0, 30.0]] * 60)
    found = moved(q, rows, ["correct"] * 60)
    at = q.profiles["correct"].at
    assert found["correct"]["scope"] == pytest.approx((20 * at["scope"] + 60 * 10) / 80)
    assert found["reorient"] == {scale: q.profiles["reorient"].at[scale] for scale in found["reorient"]}


def test_who_opened_the_form_again_and_left_keeps_the_first_answers(tmp_path: Path) -> None:
    """A later row of one answer, and one of none, tell no job; a later whole row does, and counts."""
    path = tmp_path / "some.csv"
    simulate(asked(), path, layout="plain", count=12, seed=5, shares=Shares(0, 0, 0, 0, 0, 0))
    head, *rows = [*csv.reader(path.read_text("utf-8-sig").splitlines())]
    at, first = head.index("respondent"), head.index(asked().items["causes"].ask)
    bare = [[cell if n in (at, first) else "" for n, cell in enumerate(row)] for row in rows[:4]]
    none = [[cell if n == at else "" for n, cell in enumerate(row)] for row in rows[4:6]]
    later = [[rows[7][at] if n == at else cell for n, cell in enumerate(rows[6])]]

    def words(some: Sequence[Sequence[str]]) -> dict[str, FormWord]:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([head, *some])
        return dict(form_words(Batch(asked(), Reading(path), Wishes(flips=False)), [row[at] for row in rows]).words)

    once = words(rows)
    assert sum(one.job is not None for one in once.values()) >= 10
    again = words([*rows, *bare, *none, *later])
    assert again == {**once, rows[7][at]: once[rows[6][at]]}


def test_the_nearest_job_is_the_engines(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    simulate(asked(), path, layout="plain", count=80, seed=5)
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    names = [row["respondent"] for row in rows]
    form = form_words(Batch(asked(), Reading(path), Wishes(flips=False)), names)
    q = form.questionnaire
    assert q.classification is not None
    at = {job: {scale: profile.at[scale] for scale in q.classification.scales} for job, profile in q.profiles.items()}
    known = {name: word for name, word in form.words.items() if word.job in JOBS and len(word.scores) == 3}
    assert len(known) > 40
    scores = np.array([[word.scores[scale] for scale in q.classification.scales] for word in known.values()])
    assert nearest(q, at, scores) == [word.job for word in known.values()]


def enough(folder: Path, each: int = 32) -> Calibration:
    dice = np.random.default_rng(3)
    coded = [job for job in JOBS for _ in range(each)]
    middle = {"correct": (20, 20, 20), "coordinate": (40, 70, 30), "reorient": (80, 40, 85)}
    scores = [[float(x) for x in np.clip(dice.normal(middle[job], 18), 0, 100)] for job in coded]
    q = asked()
    at = {
        job: {scale: profile.at[scale] for scale in ("scope", "frustration", "breadth")}
        for job, profile in q.profiles.items()
    }
    said = nearest(q, at, np.array(scores))
    return calibration(tagged_of(folder, coded), form_of(said, scores), seed=1)


def test_each_interview_is_held_against_places_that_the_others_made(tmp_path: Path) -> None:
    found = enough(tmp_path / "f")
    rows = np.array([[*word.scores.values()] for word in found.form.words.values()])
    jobs = [job for job in JOBS for _ in range(32)]
    assert isinstance(found.after, Estimate) and isinstance(found.before, Estimate)
    by_hand = 0
    for n in range(len(jobs)):
        others = [m for m in range(len(jobs)) if m != n]
        places = moved(asked(), rows[others], [jobs[m] for m in others])
        by_hand += nearest(asked(), places, rows[n : n + 1]) == [jobs[n]]
    assert found.after.value == pytest.approx(by_hand / 96)
    assert left_out(asked(), rows, jobs).count("correct") <= 96


@pytest.mark.parametrize(("each", "moves"), [(29, False), (30, True)])
def test_thirty_of_each_job_move_it_and_fewer_do_not(tmp_path: Path, each: int, moves: bool) -> None:
    found = enough(tmp_path / "f", each)
    assert (found.moved is not None) is moves
    if moves:
        new_version(found, LEADER, DAY)
        return
    with pytest.raises(InputError) as raised:
        new_version(found, LEADER, DAY)
    assert [one.code for one in raised.value.problems] == [Code.TOO_FEW_CODED] * 3


def test_the_new_version_differs_in_its_numbers_and_says_why(tmp_path: Path) -> None:
    found = enough(tmp_path / "f")
    path = tmp_path / "leader.yaml"
    path.write_text(new_version(found, LEADER, DAY), encoding="utf-8")
    new, old = load_questionnaire_file(path), asked()
    assert new.version == old.version + 1
    assert fingerprint(new) != fingerprint(old)
    assert found.moved is not None
    for job, places in found.moved.items():
        assert {scale: new.profiles[job].at[scale] for scale in places} == pytest.approx(places, abs=0.05)
    assert new.about is not None and old.about is not None
    assert new.about.startswith(" ".join(old.about.split()))
    assert "Correct 32, Coordinate 32, Reorient 32; 2026-12-01" in new.about
    assert [*new.items] == [*old.items]
    before, after = LEADER.read_text("utf-8").splitlines(), path.read_text("utf-8").splitlines()
    kept = [line for line in before if re.match(r"\s*(#|- |items|options)", line)]
    assert [line for line in after if line in set(kept)] == kept  # comments and questions stand as they did


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: re.sub(r"about: >-\n(  .*\n)+", "", text),
        lambda text: re.sub(PLACES, r"at:\n      \1: \2\n      '\3': \4\n      \5:  \6 # place", text),
    ],
    ids=["as shipped", "from Windows", "without about", "a line a number"],
)  # fmt: skip
def test_however_the_file_is_written(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "mine.yaml"
    source.write_bytes(change(LEADER.read_text("utf-8")).encode())
    load_questionnaire_file(source)
    found = enough(tmp_path / "f")
    path = tmp_path / "new.yaml"
    path.write_bytes(new_version(found, source, DAY).encode())
    new = load_questionnaire_file(path)
    assert found.moved is not None and new.profiles["correct"].at["scope"] == round(found.moved["correct"]["scope"], 1)
    assert "2026-12-01" in (new.about or "")


def test_numbers_that_cannot_be_replaced_are_told(tmp_path: Path) -> None:
    text = re.sub(r"at: (\{.*\})", r"at: &place \1", LEADER.read_text("utf-8"), count=1)
    source = tmp_path / "mine.yaml"
    source.write_text(text.replace("version: ", "? version\n: ", 1), encoding="utf-8")
    load_questionnaire_file(source)
    with pytest.raises(InputError) as raised:
        new_version(enough(tmp_path / "f"), source, DAY)
    assert raised.value.problems[0].code is Code.MALFORMED_YAML


def test_invented_interviews_move_nothing(tmp_path: Path) -> None:
    found = enough(tmp_path / "f")
    coded = [job for job in JOBS for _ in range(32)]
    invented = calibration(tagged_of(tmp_path / "g", coded, "[Invented interview.]"), found.form, seed=1)
    with pytest.raises(InputError, match="96 transcripts or rows") as raised:
        new_version(invented, LEADER, DAY)
    assert raised.value.problems[0].code is Code.TOO_FEW_CODED


def answers_in(folder: Path, count: int) -> list[str]:
    """Answers of the form in a folder of interviews, without the mark of the simulation; the names in them."""
    path = folder / "all.csv"
    simulate(asked(), path, layout="plain", count=count, seed=11)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    path.unlink()
    mark, who = rows[0].index("invented_by_jtbd_diag"), rows[0].index("respondent")
    kept = [n for n in range(len(rows[0])) if n not in (mark, who)]
    names = [f"i{n:03}" for n in range(len(rows) - 1)]
    with (folder / "answers.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["interview", *(rows[0][n] for n in kept)])
        out.writerows([name, *(row[n] for n in kept)] for name, row in zip(names, rows[1:], strict=True))
    return names


def test_the_command_from_answers_to_a_new_version(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    names = answers_in(folder, 320)
    form = form_words(Batch(asked(), Reading(folder / "answers.csv"), Wishes(flips=False)), names)
    dice = np.random.default_rng(4)
    coded = {name: word.job if dice.random() < 0.9 else "correct" for name, word in form.words.items() if word.job}
    rows = [tag(name, who, "job", job) for name, job in coded.items() for who in ("ana", "ben")]
    folder_of(folder / "x", dict.fromkeys(names, "x"), rows)
    for part in ("transcripts", "tags"):
        (folder / "x" / part).rename(folder / part)
    (folder / "x").rmdir()
    new, page, book = tmp_path / "leader.yaml", tmp_path / "k.html", tmp_path / "k.xlsx"
    ran = run("calibrate", folder, "-o", new, "-o", page, "-o", book, "--date", "2026-12-01")
    assert ran.exit_code == 0, ran.output
    made = load_questionnaire_file(new)
    assert made.version == asked().version + 1
    assert made.evidence is not None and made.evidence.interviews is not None
    told = made.evidence.interviews
    assert (told.data, told.day, told.version, told.scoring) == ("f", "2026-12-01", made.version, fingerprint(made))
    assert set(told.profiles) == set(JOBS) and sum(told.profiles.values()) == told.interviews
    assert told.low < told.agree / told.interviews < told.high
    text = page.read_text("utf-8")
    assert "at least 80 of 100 leaders like these" in text and "→" in text
    assert text.index("How often do they name the same job?") < text.index("You may not say")
    sheets = load_workbook(book)
    assert sheets.sheetnames == ["About", "Form and interviews", "Profiles"]
    assert sheets["Profiles"].max_row == 10
    again = run("calibrate", folder, "-o", new)
    assert again.exit_code == 1 and isinstance(again.exception, InputError)
    assert again.exception.problems[0].code is Code.EXISTS


def test_the_example_is_compared_and_moves_nothing(tmp_path: Path) -> None:
    page = tmp_path / "k.html"
    ran = run("calibrate", "interviews-24", "-o", page, "-o", tmp_path / "k.pdf")
    assert ran.exit_code == 0, ran.output
    text = page.read_text("utf-8")
    assert "In 15 of 19" in text and "more are needed" in text and "→" not in text
    assert "at least 80 of 100 leaders like these" not in text
    assert not any(word in text.replace("You may not say", "") for word in ("predicts who",))
    why = tmp_path / "why.html"
    ran = run("calibrate", "interviews-24", "-o", tmp_path / "new.yaml", "-o", why)
    assert isinstance(ran.exception, InputError) and not (tmp_path / "new.yaml").exists()
    assert "more are needed" in why.read_text("utf-8")  # the page that says why not is there all the same
    assert {one.code for one in ran.exception.problems} == {Code.TOO_FEW_CODED}


def test_without_answers_jobs_or_a_tag_for_them(tmp_path: Path) -> None:
    folder = tagged_of(tmp_path / "f", ["correct", "none"]).folder
    ran = run("calibrate", folder)
    assert isinstance(ran.exception, InputError) and ran.exception.problems[0].code is Code.MISSING_FILE
    names = answers_in(folder, 2)
    assert run("calibrate", folder).exit_code == 0 and len(names) == 2
    ran = run("calibrate", folder, "--questionnaire", "organisation")
    assert isinstance(ran.exception, InputError)
    (folder / "codebook.yaml").write_text(
        "codebook: mine\nversion: 1\ntitle: Mine\ngroups: [{id: g, title: G, means: m, tags: [{id: job, means: m}]}]\n",
        encoding="utf-8",
    )
    ran = run("calibrate", folder)
    assert isinstance(ran.exception, InputError) and ran.exception.problems[0].code is Code.TAG_BOOK_SHAPE
