"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.files import write_whole


def code_of(error: pytest.ExceptionInfo[InputError]) -> Code:
    return error.value.problems[0].code


def test_writes_a_new_file_with_the_rights_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new.md", b"words")
    finally:
        os.umask(before)
    assert (tmp_path / "new.md").read_bytes() == b"words"
    assert (tmp_path / "new.md").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["new.md"]


def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "old.md"
    path.write_bytes(b"old")
    with pytest.raises(InputError) as error:
        write_whole(path, b"new")
    assert code_of(error) is Code.EXISTS
    assert "`force` replaces it" in str(error.value)
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real" / "a.md")
    write_whole(tmp_path / "link.md", b"new", force=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real" / "a.md").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "old.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError) as error:
        write_whole(path, b"new", force=True)
    assert code_of(error) is Code.UNWRITABLE
    assert "no space left" in str(error.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "new.md", b"words")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("missing/new.md", "make the folder first"),
        ("a-file/new.md", "a-file is a file: name another folder"),
        (".", "not a folder"),
    ],
)
def test_a_place_that_cannot_hold_the_file(tmp_path: Path, place: str, hint: str) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    with pytest.raises(InputError) as error:
        write_whole(tmp_path / place, b"words", force=True)
    assert code_of(error) is Code.UNWRITABLE
    assert hint in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


# a file that appears while another is made


def came_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool = True) -> None:
    """Another program makes the file just before ours is finished; perhaps on a disk that knows no hard links."""
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        path.write_bytes(b"another's")
        sync(descriptor)

    def no_links(*_paths: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", meanwhile)
    if not links:
        monkeypatch.setattr(os, "link", no_links)


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_appears_meanwhile_is_replaced_only_by_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "new.md"
    came_meanwhile(path, monkeypatch, links=links)
    with pytest.raises(InputError) as error:
        write_whole(path, b"ours")
    assert code_of(error) is Code.EXISTS
    assert path.read_bytes() == b"another's"
    assert list(tmp_path.iterdir()) == [path]
    write_whole(path, b"ours", force=True)
    assert path.read_bytes() == b"ours"


def test_a_disk_without_links_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_paths: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    write_whole(tmp_path / "new.md", b"words")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("new.md", b"words")]


def test_of_many_that_write_one_file_at_once_one_has_written_it(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    path = tmp_path / "results.md"

    def write(n: int) -> int | None:
        try:
            write_whole(path, b"%d" % n)
        except InputError as error:
            assert error.problems[0].code is Code.EXISTS
            return None
        return n

    with ThreadPoolExecutor(20) as pool:
        wrote = [n for n in pool.map(write, range(100)) if n is not None]
    assert [path.read_bytes()] == [b"%d" % n for n in wrote]
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_to_itself_is_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    with pytest.raises(InputError) as error:
        write_whole(tmp_path / "a.md", b"words", force=True)
    assert code_of(error) is Code.UNWRITABLE
    assert "a link that leads to itself" in str(error.value)
