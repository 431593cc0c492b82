"""A letter each, and the table for a mail merge: with playbooks, after an interruption, on a full disk, and refused."""

from __future__ import annotations

import csv
import errno
import io
from dataclasses import replace
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.handouts import make_all, one_handout
from jtbd_diag.handouts.already_made import NAME
from jtbd_diag.handouts.letters import TABLE, make_letters, merge_table
from jtbd_diag.handouts.make_all import make_handouts
from jtbd_diag.handouts.one_handout import Recipe, Wanted
from jtbd_diag.questionnaire import Questionnaire
from tests.handouts.test_playbooks import ANSWERS, DAY, wanted


@pytest.fixture
def recipe(leader: Questionnaire, tmp_path: Path) -> Recipe:
    return Recipe(leader, Library(), tmp_path / "letters", "txt", DAY, handout="letter")


def merged(folder: Path) -> list[dict[str, str]]:
    content = (folder / TABLE).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def disk_of(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which only so many more files find room."""
    write, left = Path.write_bytes, [room]

    def written(path: Path, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            write(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", written)


def test_everybody_gets_a_letter_and_a_row(recipe: Recipe) -> None:
    people = [replace(one, email=f"{one.respondent}@x.example") for one in wanted("a", "b", name="Ana", episode="=1+1")]
    assert make_letters(recipe, people).made == 2
    rows = merged(recipe.folder)
    assert [(row["file"], row["respondent"], row["email"], row["name"]) for row in rows] == [
        ("a.txt", "a", "a@x.example", "Ana"),
        ("b.txt", "b", "b@x.example", "Ana"),
    ]
    letter = (recipe.folder / "a.txt").read_text("utf-8")
    assert "number a" in " ".join(letter.split())
    for step in (rows[0]["first"], rows[0]["second"]):
        assert " ".join(step.split()[:4]) in " ".join(letter.split())
    assert sorted(path.name for path in recipe.folder.iterdir()) == [NAME, "a.txt", "b.txt", TABLE]


def test_what_nobody_told_is_no_column_and_no_cell_is_a_formula() -> None:
    table = merge_table([Wanted("a.txt", {}, "=a")], {"a.txt": {"result": "=HYPERLINK(1)", "name": ""}}).decode("utf-8")
    header, row = table.lstrip("\ufeff").splitlines()
    assert "email" not in header and "name" not in header
    assert row.startswith("a.txt,'=a,") and "'=HYPERLINK" in row


def test_a_second_run_makes_only_what_changed_and_the_table_has_all(recipe: Recipe) -> None:
    make_letters(recipe, wanted("a", "b"))
    (recipe.folder / TABLE).unlink()
    again = make_letters(recipe, [*wanted("a"), *wanted("b", next_move="change_way"), *wanted("c")])
    assert (again.made, again.already) == (2, 1)
    assert [row["respondent"] for row in merged(recipe.folder)] == ["a", "b", "c"]


@pytest.mark.parametrize("room", [1, 3])
def test_a_full_disk_stops_all_and_the_next_run_finishes(
    recipe: Recipe, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = wanted("a", "b", "c", "d", "e")
    with monkeypatch.context() as full:
        disk_of(room, full)
        with pytest.raises(InputError) as caught:
            make_letters(recipe, people)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == (Code.UNWRITABLE, str(recipe.folder))
    assert f"no space left on device: {room} of 5" in problem.what and "`force`" in str(problem.hint)
    there = sorted(path.name for path in recipe.folder.iterdir())
    assert there == [NAME, *(one.file for one in people[:room])]
    assert make_letters(recipe, people).already == room
    assert len(merged(recipe.folder)) == 5


def test_a_full_disk_stops_every_process(recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are handed out already fail, each in its process; no more are handed out."""
    asked: list[str] = []

    def pool(_recipe: Recipe, todo: list[Wanted]) -> object:
        for one in todo:
            asked.append(one.file)
            yield one_handout.MadeHandout(one.file, "full", no_room="No space left on device")

    monkeypatch.setattr(make_all, "_each_made", pool)
    with pytest.raises(InputError):
        make_handouts(recipe, wanted(*(f"p{n}" for n in range(50))))
    assert len(asked) == 1


@pytest.mark.parametrize("where", ["already_made.Manifest._append", "one_handout._rendered"])
def test_a_note_or_a_copy_elsewhere_that_finds_no_room_stops_all(
    recipe: Recipe, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"jtbd_diag.handouts.{where}", full)
    with pytest.raises(InputError) as caught:
        make_letters(recipe, wanted("a", "b"))
    assert "0 of 2 are whole" in caught.value.problems[0].what
    assert "make room" in str(caught.value)


def test_no_room_has_to_be_made_on_a_disk_that_can_only_be_read(
    recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("jtbd_diag.handouts.already_made.Manifest._append", refused)
    with pytest.raises(InputError, match="read-only file system: 0 of 1 are whole") as caught:
        make_letters(recipe, wanted("a"))
    assert caught.value.problems[0].hint is None


def test_a_table_of_somebody_else_stays(recipe: Recipe) -> None:
    recipe.folder.mkdir()
    (recipe.folder / TABLE).write_text("mine")
    with pytest.raises(InputError) as caught:
        make_letters(recipe, wanted("a"))
    assert caught.value.problems[0].code is Code.NOT_OURS
    assert (recipe.folder / TABLE).read_text() == "mine"
    assert make_letters(recipe, wanted("a"), force=True).made == 1


def test_a_letter_and_a_playbook_of_one_name_are_not_taken_for_each_other(recipe: Recipe) -> None:
    make_letters(recipe, wanted("a"))
    whole = replace(recipe, handout="playbook", issue="all")
    assert make_handouts(whole, wanted("a")).made == 1


def test_an_invented_leader_gets_a_letter_that_says_so(recipe: Recipe) -> None:
    make_letters(recipe, [Wanted("a.txt", ANSWERS, "a", invented=True), Wanted("b.txt", ANSWERS, "b")])
    said = [(recipe.folder / f"{name}.txt").read_text("utf-8") for name in "ab"]
    assert ["INVENTED" in one for one in said] == [True, False]
