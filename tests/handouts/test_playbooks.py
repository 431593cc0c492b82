"""A playbook each: made once, made again when something changed, finished after a kill, failures told."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.diagnosis.diagnosis import diagnose
from jtbd_diag.diagnosis.scored_columns import answers_of_rows
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.handouts import make_all, one_handout
from jtbd_diag.handouts.already_made import NAME, Manifest
from jtbd_diag.handouts.file_names import file_names
from jtbd_diag.handouts.make_all import make_handouts
from jtbd_diag.handouts.one_handout import Recipe, Rendered, Wanted
from jtbd_diag.publishing.all_formats import SHEETS
from jtbd_diag.publishing.document_warnings import warn
from jtbd_diag.questionnaire import Questionnaire, Value
from tests.results.tables import read

DAY = datetime.date(2026, 11, 21)
ANSWERS: dict[str, Value] = {
    "causes": "own_unit",
    "by_decision": "nearly_all",
    "one_result": "yes",
    "areas": ("attendance",),
}


@pytest.fixture
def recipe(leader: Questionnaire, tmp_path: Path) -> Recipe:
    return Recipe(leader, Library(), tmp_path / "playbooks", "txt", DAY)


def wanted(*names: str, **more: str) -> list[Wanted]:
    return [Wanted(f"{name}.txt", {**ANSWERS, **more}, name) for name in names]


def test_everybody_gets_a_playbook_and_only_once(recipe: Recipe) -> None:
    told: list[tuple[int, int]] = []
    tally = make_handouts(recipe, wanted("a", "b"), progress=lambda done, of: told.append((done, of)))
    assert (tally.made, tally.already, tally.failed) == (2, 0, ())
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert sorted(path.name for path in recipe.folder.iterdir()) == [NAME, "a.txt", "b.txt"]
    again = make_handouts(recipe, wanted("a", "b"))
    assert (again.made, again.already) == (0, 2)


def test_a_playbook_stays_while_the_calendar_says_the_same_and_is_made_anew_when_not(recipe: Recipe) -> None:
    file = recipe.folder.parent / "year.yaml"
    year = "title: {}\nschool: [{{from: 2026-08-12, to: 2027-06-11}}]\n"
    ours = replace(recipe, calendar=file)
    made = [make_handouts(recipe, wanted("a")).made]
    for title in ("one", "one", "other"):
        file.write_text(year.format(title), "utf-8")
        made.append(make_handouts(ours, wanted("a")).made)
    assert made == [1, 1, 0, 1]


def test_an_issue_has_its_sheets_beside_it_and_both_are_ours(recipe: Recipe) -> None:
    first = replace(recipe, issue="now")
    assert make_handouts(first, wanted("a", "b-sheets")).made == 2
    files = sorted(path.name for path in recipe.folder.iterdir())
    assert "a.txt" in files and "a-sheets.txt" in files
    assert make_handouts(first, wanted("a")).already == 1
    (recipe.folder / "a-sheets.txt").unlink()
    assert make_handouts(first, wanted("a")).made == 1
    assert make_handouts(replace(recipe, issue="later"), wanted("a")).made == 1
    (recipe.folder / "c-sheets.txt").write_text("mine")
    with pytest.raises(InputError) as caught:
        make_handouts(first, wanted("c"))
    assert caught.value.problems[0].code is Code.NOT_OURS


def test_nobodys_playbook_is_named_as_anothers_sheets() -> None:
    one, other = file_names(["a", "a-sheets"], [1, 2])
    assert one == "a"
    assert not other.endswith(SHEETS)


def test_only_what_is_missing_or_changed_is_made_again(recipe: Recipe) -> None:
    make_handouts(recipe, wanted("a", "b", "c"))
    (recipe.folder / "b.txt").unlink()
    changed = [*wanted("a", "b"), *wanted("c", next_move="small_test"), *wanted("d")]
    assert make_handouts(recipe, changed).made == 3
    assert make_handouts(replace(recipe, date=DAY + datetime.timedelta(1)), changed).made == 0
    dated = replace(recipe, date=DAY + datetime.timedelta(1), dated=True)
    assert make_handouts(dated, changed).made == 4


def test_files_of_earlier_runs_that_are_not_wanted_any_more_are_told(recipe: Recipe) -> None:
    assert make_handouts(recipe, wanted("a", "b", "c")).others == ()
    assert make_handouts(recipe, wanted("a", "d")).others == ("b.txt", "c.txt")
    (recipe.folder / "b.txt").unlink()
    (recipe.folder / "own.txt").write_text("somebody's")
    assert make_handouts(recipe, wanted("d")).others == ("a.txt", "c.txt")


def test_a_change_of_the_library_makes_all_again(recipe: Recipe, tmp_path: Path) -> None:
    make_handouts(recipe, wanted("a"))
    own = tmp_path / "own" / "playbooks" / "program"
    own.mkdir(parents=True)
    (own / "needs.yaml").write_text("days: 1\nneeds: []\n")
    assert make_handouts(replace(recipe, library=Library(tmp_path / "own")), wanted("a")).made == 1


def test_one_that_fails_is_told_and_stops_no_other(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    def rendered(diagnosis: Diagnosis, path: Path) -> Rendered:
        if diagnosis.answers.respondent == "b":
            raise RuntimeError(diagnosis.answers.respondent)
        return {path: b"made"}, {}

    monkeypatch.setattr(one_handout, "_rendered", rendered)
    tally = make_handouts(recipe, wanted("a", "b", "c"))
    assert (tally.made, tally.failed) == (2, (("b.txt", "RuntimeError: b"),))
    monkeypatch.setattr(one_handout, "_rendered", lambda one, path: ({path: b"made"}, {}))
    assert make_handouts(recipe, wanted("a", "b", "c")).made == 1


def test_one_that_cannot_be_diagnosed_stops_none_of_its_lot(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    def diagnosed(questionnaire: Questionnaire, given: Answers) -> Diagnosis:
        if given.respondent == "b":
            raise RuntimeError(given.respondent)
        return diagnose(questionnaire, given)

    monkeypatch.setattr("jtbd_diag.diagnosis.diagnosis.diagnose", diagnosed)
    tally = make_handouts(recipe, wanted("a", "b", "c"))
    assert (tally.made, tally.failed) == (2, (("b.txt", "RuntimeError: b"),))


def test_files_of_others_are_not_touched(recipe: Recipe) -> None:
    recipe.folder.mkdir()
    (recipe.folder / "a.txt").write_text("mine")
    with pytest.raises(InputError) as caught:
        make_handouts(recipe, wanted("a", "b"))
    assert caught.value.problems[0].code is Code.NOT_OURS
    assert (recipe.folder / "a.txt").read_text() == "mine"
    assert make_handouts(recipe, wanted("a", "b"), force=True).made == 2


def test_a_file_that_comes_while_playbooks_are_made_stays(recipe: Recipe) -> None:
    def another(done: int, of: int) -> None:
        (recipe.folder / "b.txt").write_text("another's")

    tally = make_handouts(recipe, wanted("a", "b"), progress=another)
    assert tally.made == 1 and [name for name, _ in tally.failed] == ["b.txt"]
    assert (recipe.folder / "b.txt").read_text() == "another's"


def test_a_torn_manifest_and_what_a_kill_left_do_no_harm(recipe: Recipe) -> None:
    make_handouts(recipe, wanted("a", "b"))
    (recipe.folder / ".999999999-0123456789abcdef.tmp").write_text("half")
    at_work = recipe.folder / f".{os.getppid()}-0123456789abcdef.tmp"
    at_work.write_text("half")
    with (recipe.folder / NAME).open("a") as file:
        file.write('\n{"planned": ["c.txt"]}\n{"made": "a.tx')
    (recipe.folder / "c.txt").write_text("whole, but not noted")
    manifest = Manifest(recipe.folder)
    assert set(manifest.made) == {"a.txt", "b.txt"}
    assert make_handouts(recipe, wanted("a", "b", "c")).made == 1
    at_work.unlink()  # of another run, which is not done
    assert sorted(path.name for path in recipe.folder.iterdir()) == [NAME, "a.txt", "b.txt", "c.txt"]


SCRIPT = """
import datetime, sys
from pathlib import Path
from jtbd_diag import load_questionnaire
from jtbd_diag.handouts import make_all
from jtbd_diag.handouts.one_handout import Recipe, Wanted
from jtbd_diag.ground.library import Library

if __name__ == "__main__":
    make_all.WORTH_A_PROCESS = 1
    recipe = Recipe(load_questionnaire("leader"), Library(), Path(sys.argv[1]), "pdf", datetime.date(2026, 11, 21))
    answers = {"causes": "own_unit", "one_result": "yes"}
    wanted = [Wanted(f"r{n}.pdf", answers, f"r{n}") for n in range(int(sys.argv[2]))]
    print(make_all.make_handouts(recipe, wanted), flush=True)
"""


def test_a_run_that_is_killed_leaves_whole_files_and_no_workers_and_the_next_one_finishes(tmp_path: Path) -> None:
    script, folder = tmp_path / "run.py", tmp_path / "playbooks"
    script.write_text(SCRIPT)
    process = subprocess.Popen([sys.executable, str(script), str(folder), "8"])
    try:
        deadline = time.monotonic() + 60
        while not list(folder.glob("*.pdf")) and time.monotonic() < deadline:
            time.sleep(0.02)
        workers = _children(process.pid)
    finally:
        process.kill()
        process.wait()
    made = list(folder.glob("*.pdf"))
    assert made
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    while any(map(_runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(_runs, workers))
    done = subprocess.run([sys.executable, str(script), str(folder), "8"], capture_output=True, text=True, check=True)
    assert "failed=()" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == [NAME, *(f"r{n}.pdf" for n in range(8))]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_workers_do_not_hear_ctrl_c_which_is_pressed_for_all_in_a_terminal(tmp_path: Path) -> None:
    script, folder = tmp_path / "run.py", tmp_path / "playbooks"
    script.write_text(SCRIPT)
    command = [sys.executable, str(script), str(folder), "16"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(folder.glob("*.pdf")) and time.monotonic() < deadline:
        time.sleep(0.02)
    for worker in _children(process.pid):
        os.kill(worker, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert "made=16" in out and "failed=()" in out


def test_workers_begin_no_other_handout_once_they_are_told_to_stop(recipe: Recipe) -> None:
    stop = get_context("spawn").Event()
    recipe.folder.mkdir()
    one_handout.get_ready(recipe)
    one_handout._loaded.stop = stop
    assert [made.fault for made in one_handout.make_all(wanted("a"))] == [None]
    stop.set()
    assert one_handout.make_all(wanted("b")) == []


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(one) for one in found.read_text().split()] if found.exists() else []


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().split(") ")[1].startswith("Z"))


def test_a_worker_that_dies_costs_only_what_it_was_at(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pool:
        calls = 0

        def submit(self, work: object, lot: object) -> object:
            from concurrent.futures import Future
            from concurrent.futures.process import BrokenProcessPool

            Pool.calls += 1
            future: Future[list[one_handout.MadeHandout]] = Future()
            if Pool.calls == 1:
                future.set_result([one_handout.MadeHandout(one.file) for one in lot])  # type: ignore[attr-defined]
            else:
                future.set_exception(BrokenProcessPool())
            return future

    lots = [wanted("a"), wanted("b"), wanted("c"), wanted("d")]
    made = list(make_all._from_pool(Pool(), lots, 1))  # type: ignore[arg-type]
    assert sorted(one.file for one in made) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert [one.file for one in made if one.fault is None] == ["a.txt"]


def test_rows_of_a_table_become_answers_as_diagnose_takes_them(leader: Questionnaire) -> None:
    given: list[dict[str, Value]] = [{**ANSWERS, "episode": "It broke."}, {}]
    coded = read(leader, given)
    assert list(answers_of_rows(leader, coded.frame.collect())) == given


def test_whole_numbers_stay_whole() -> None:
    from jtbd_diag.questionnaire import questionnaire_from_text

    questionnaire = questionnaire_from_text(
        "questionnaire: n\nversion: 1\ntitle: N\nminutes: 1\nsections:\n"
        "  - {title: All, items: [{id: n, type: number, ask: N?}, {id: m, type: number, ask: M?}]}\n"
    )
    frame = pl.DataFrame({"n": [3.0], "m": [2.5]})
    assert list(answers_of_rows(questionnaire, frame)) == [{"n": 3, "m": 2.5}]
    assert json.dumps(list(answers_of_rows(questionnaire, frame))) == '[{"n": 3, "m": 2.5}]'


def test_one_made_with_a_warning_is_made_and_told(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    def rendered(diagnosis: Diagnosis, path: Path) -> Rendered:
        if diagnosis.answers.respondent == "b":
            warn("no font has it")
        return {path: b"made"}, {}

    monkeypatch.setattr(one_handout, "_rendered", rendered)
    tally = make_handouts(recipe, wanted("a", "b", "c"))
    assert (tally.made, tally.failed, tally.warned) == (3, (), (("b.txt", "no font has it"),))
