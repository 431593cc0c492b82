"""Everything that can be wrong with tags is told at once, with its line; what can be used is used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.interviews.interview_folder import Tagged, read_tagged
from jtbd_diag.lab.interviews.tag_book import read_book
from jtbd_diag.lab.interviews.tag_faults import tag_faults
from jtbd_diag.lab.interviews.tag_files import tag_rows

from .folders import HEADS, Row, folder_of, run, table, tag

BOOK = read_book(shipped_folder() / "questionnaires" / "codebooks" / "forces.yaml")
TEXTS = {"one": "We tried tutoring\ntwice. Nothing moved.", "two": "The buses are late."}


def told(folder: Path) -> list[tuple[str, str, int, bool]]:
    problems = tag_faults(read_tagged(folder, BOOK))
    return [(one.code.value, Path(one.where.file).name, one.where.line, one.warning) for one in problems]


def read(folder: Path) -> Tagged:
    return read_tagged(folder, BOOK)


FAULTS: dict[str, tuple[Sequence[Row], list[tuple[str, int, bool]]]] = {
    "sound": ([tag("one", "ana", "push_result"), tag("two", "ana", "job", "none")], []),
    "unknown tag": ([tag("one", "ana", "push_faild"), tag("two", "ana", "")], [("I002", 2, False)]),
    "unknown interview": (
        [tag("three", "ana", "push_result"), tag("one", "ana", ""), tag("two", "ana", "")],
        [("I003", 2, False)],
    ),
    "value that is none": (
        [tag("one", "ana", "scope", 5), tag("two", "ana", "job", "fix")],
        [("I008", 2, False), ("I008", 3, False)],
    ),
    "value missing": ([tag("one", "ana", "scope"), tag("two", "ana", "")], [("I008", 2, False)]),
    "places outside": (
        [tag("one", "ana", "trust", start=0, end=99), tag("two", "ana", "trust", start=5, end=5)],
        [("I005", 2, False), ("I005", 3, False)],
    ),
    "places that are none": (
        [tag("one", "ana", "trust", start="a", end=3), tag("two", "ana", "")],
        [("I005", 2, False)],
    ),
    "other words there": (
        [tag("one", "ana", "trust", start=0, end=8, quote="We bought"), tag("two", "ana", "")],
        [("I005", 2, False)],
    ),
    "words not there": (
        [tag("one", "ana", "trust", quote="Nothing else"), tag("two", "ana", "")],
        [("I005", 2, False)],
    ),
    "two values": (
        [tag("one", "ana", "job", "correct"), tag("one", "ana", "job", "reorient"), tag("two", "ana", "")],
        [("I006", 3, False)],
    ),
    "the same value twice": (
        [tag("one", "ana", "scope", 1), tag("one", "ana", "scope", 1), tag("two", "ana", "")],
        [("I006", 3, True)],
    ),
    "overlapping": (
        [
            tag("one", "ana", "trust", quote="tried tutoring twice"),
            tag("one", "ana", "trust", start=3, end=8),
            tag("two", "ana", ""),
        ],
        [("I006", 3, True)],
    ),
    "the same tag at other words": (
        [
            tag("one", "ana", "trust", quote="We tried"),
            tag("one", "ana", "trust", quote="Nothing moved"),
            tag("two", "ana", ""),
        ],
        [],
    ),
    "contradicting": (
        [
            tag("one", "ana", "trust"),
            tag("one", "ana", "distrust"),
            tag("one", "ben", "trust"),
            tag("two", "ana", ""),
            tag("two", "ben", ""),
        ],
        [("I006", 3, True)],
    ),
    "two taggers may contradict each other": (
        [tag("one", "ana", "trust"), tag("one", "ben", "distrust"), tag("two", "ana", ""), tag("two", "ben", "")],
        [],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    rows, expected = FAULTS[name]
    found = told(folder_of(tmp_path / "f", TEXTS, rows))
    assert found == [(code, "all.csv", line, warning) for code, line, warning in expected]


def test_untagged_and_a_missing_tagger(tmp_path: Path) -> None:
    rows = [tag("one", "ana", "trust"), tag("one", "ben", ""), tag("two", "ana", "trust")]
    folder = folder_of(tmp_path / "f", {**TEXTS, "zero": "?"}, rows)
    assert told(folder) == [("I004", "two.txt", 1, True), ("I004", "zero.txt", 1, True)]


def test_all_are_told_at_once_and_the_command_fails(tmp_path: Path) -> None:
    rows = [
        tag("one", "ana", "push_faild_fix"),
        tag("three", "ana", "trust"),
        tag("two", "ana", "trust", start=0, end=99),
    ]
    folder = folder_of(tmp_path / "f", TEXTS, rows)
    ran = run("check", folder)
    assert ran.exit_code == 1
    assert [code for code in ("I002", "I003", "I005") if code in ran.output] == ["I002", "I003", "I005"]
    assert "did you mean 'push_failed_fix'?" in ran.output
    assert f"{folder / 'tags' / 'all.csv'}:2:1" in ran.output
    good = folder_of(tmp_path / "good", TEXTS, FAULTS["sound"][0])
    ran = run("check", good)
    assert (ran.exit_code, "2 transcripts, 2 tags by ana: no problems" in ran.output) == (0, True)


def test_what_cannot_be_used_is_left_out(tmp_path: Path) -> None:
    rows = [tag("one", "ana", "push_faild"), tag("one", "ana", "trust"), tag("two", "ana", "scope", 9)]
    found = read(folder_of(tmp_path / "f", TEXTS, rows))
    assert [(one.interview, one.tag.id) for one in found.taggings] == [("one", "trust")]
    assert found.readers == {"one": {"ana"}, "two": {"ana"}}


def test_words_are_found_over_line_breaks_and_values_behind_a_tag(tmp_path: Path) -> None:
    rows = [
        tag("one.txt", "ana", "push_failed_fix", quote="tutoring  twice."),
        tag("folder/One.docx", "ana", "Push-Failed fix", start=0, end=2),
        tag("one", "ana", "scope: 3"),
        tag("two", "ana", "job=coordinate"),
        tag("two", "ana", "push.push_others"),
    ]
    found = read(folder_of(tmp_path / "f", TEXTS, rows))
    assert found.problems == ()
    assert [one.span for one in found.taggings] == [(9, 24), (0, 2), None, None, None]
    assert [one.place for one in found.taggings] == [1, 1, 3, 1, 1]


def test_a_folder_without_transcripts_or_tags_and_a_table_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "tags").mkdir()
    with pytest.raises(InputError) as raised:
        read(tmp_path)
    assert raised.value.problems[0].code is Code.MISSING_FILE
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "one.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read(tmp_path)
    assert "tags/" in str(raised.value)
    path = table(tmp_path / "tags" / "x.csv", [], ("who", "what"))
    with pytest.raises(InputError) as raised:
        tag_rows(path)
    assert raised.value.problems[0].code is Code.TAG_TABLE
    path.write_text('interview,tagger,tag\none,ana,"trust\n', encoding="utf-8")
    assert [one.code for one in read(tmp_path).problems] == [Code.TAG_TABLE]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_lines_are_right_whatever_separates_cells(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "t.csv"
    lines = [list(HEADS), ["one", "ana", "trust", "", "", "", '"a\nb"'], ["one", "ben", "", "", "", "", ""]]
    path.write_text("\ufeff" + "".join(sign.join(line) + "\r\n" for line in lines), encoding="utf-8")
    layout, rows = tag_rows(path)
    assert layout == "own"
    assert [(row.where.line, row.tagger, row.quote) for row in rows] == [(2, "ana", "a\nb"), (4, "ben", "")]


BOOKS = {
    "groups: [{id: g, title: G, means: m, tags: [{id: a, means: m}, {id: a, means: m}]}]": "stands twice",
    "job: a\ngroups: [{id: g, title: G, means: m, tags: [{id: a, means: m}]}]": "told by a tag with options",
    "cluster: [h]\ngroups: [{id: g, title: G, means: m, tags: [{id: a, means: m}]}]": "no group 'h'",
    "groups: [{id: g, title: G, means: m, tags: [{id: a, means: m, contradicts: [b]}]}]": "'b' is no tag",
    "groups: [{id: g, title: G, means: m, tags: [{id: a, means: m, steps: [x, y], options: {c: C}}]}]": (
        "steps and options"
    ),
    "groups: [{id: g, title: G, means: m, tags: [{id: a}]}]": "means",
}


@pytest.mark.parametrize("text", BOOKS)
def test_a_book_of_tags_with_a_fault(text: str, tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_text(f"codebook: mine\nversion: 1\ntitle: Mine\n{text}\n", encoding="utf-8")
    with pytest.raises(InputError, match=BOOKS[text]) as raised:
        read_book(path)
    assert raised.value.problems[0].where.line >= 4
    assert raised.value.problems[0].code in {Code.TAG_BOOK_SHAPE, Code.MISSING_KEY}


def test_a_text_is_no_book(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_text("just words\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_book(path)
    assert raised.value.problems[0].code is Code.TAG_BOOK_SHAPE


@pytest.mark.parametrize(("lost", "code"), [(1, 0), (3, 1)])
def test_where_most_tags_are_left_out_the_step_fails(tmp_path: Path, lost: int, code: int) -> None:
    tags = [tag("i1", who, BOOK.compared[0].id) for who in ("ana", "ben")]
    strange = [tag(f"gone{n}", "ana", BOOK.compared[0].id) for n in range(lost)]
    assert run("agree", folder_of(tmp_path / "f", {"i1": "words"}, [*tags, *strange])).exit_code == code


def test_a_file_that_cannot_be_read_and_one_given_twice_are_named(tmp_path: Path) -> None:
    rows = [tag("i1", who, BOOK.compared[0].id) for who in ("ana", "ben")]
    folder = folder_of(tmp_path / "f", {"i1": "words"}, rows)
    (folder / "tags" / "copy.csv").write_bytes((folder / "tags" / "all.csv").read_bytes())
    (folder / "tags" / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    for step in ("agree", "cluster"):
        ran = run(step, folder)
        said = ran.output
        assert ran.exit_code == 1
        assert "other.csv could not be read as tags and is left out whole" in said
        assert "copy.csv holds the same as all.csv to the letter" in said
        assert "row of tags" not in said and "rows of tags" not in said
    checked = run("check", folder).output
    assert "copy.csv holds the same as all.csv" in checked and checked.count("TAGGED_TWICE") <= 1
    assert "1 transcript, 2 tags by ana, ben: 1 problem" in checked.replace("\n", " ")


def test_a_file_of_a_header_alone_is_named(tmp_path: Path) -> None:
    """Tags that were saved empty are not taken for a tagger who found nothing."""
    folder = folder_of(tmp_path / "f", {"i1": "words"}, [tag("i1", "ana", BOOK.compared[0].id)])
    for name in ("ben.csv", "eve.csv"):
        (folder / "tags" / name).write_text(",".join(HEADS) + "\n", "utf-8")
    for step in ("check", "agree"):
        said = run(step, folder).output
        assert all(f"{name} has no tags below its header" in said for name in ("ben.csv", "eve.csv"))
        assert "holds the same" not in said
