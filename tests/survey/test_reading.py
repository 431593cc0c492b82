"""Sources, layouts told, columns matched, respondents who answered twice."""

from __future__ import annotations

import errno
import io
import shutil
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from jtbd_diag import load_questionnaire
from jtbd_diag.diagnosis import score_table
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.results.codebook import meanings
from jtbd_diag.survey.answered_twice import duplicates
from jtbd_diag.survey.cells import answers_and_rejects
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.cells.column_reader import UnforeseenError
from jtbd_diag.survey.files import csv_text, open_grids, opening
from jtbd_diag.survey.platforms import LAYOUTS
from jtbd_diag.survey.table.survey_table import UNREADABLE, HowToRead, read_table
from jtbd_diag.survey.table.which_sheet import notes_on_sheets
from tests.survey.reading import FIXTURES, seen, workshop
from tests.survey.test_fixtures import expectation
from tests.survey.writers import WRITERS

QUALTRICS = "StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,ResponseId,UserLanguage,Region"


def csv(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code.value for problem in error.value.problems]


@pytest.mark.parametrize(
    "name", ["qualtrics-leader-short.csv", "odd-native.xlsx", "plain-ids-parquet-workshop.parquet"]
)
def test_standard_input_is_as_good_as_a_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = expectation(name)
    q = workshop() if expected["questionnaire"] == "workshop" else load_questionnaire(expected["questionnaire"] + "@1")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((FIXTURES / name).read_bytes())))
    found = read_table("-", q)
    assert found.source == "standard input"
    assert code(found, q).frame.collect()["row"].to_list() == list(expected["answers"])


def test_a_layout_told_is_the_layout(tmp_path: Path) -> None:
    path = csv(tmp_path, "goal,calm\nfix,3\n")
    with pytest.raises(InputError) as caught:
        read_table(path, workshop(), HowToRead(layout="qualtrix"))
    assert codes(caught) == ["B003"]
    for layout in LAYOUTS:
        assert read_table(path, workshop(), HowToRead(layout=layout), tentative=True).layout == layout
    assert seen(path, workshop(), layout="redcap", sheet=None).answers == {2: {"calm": "3"}}


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_a_sheet_in_sight_goes_before_a_hidden_one(tmp_path: Path, hide: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "two.xlsx") as book:
        backup, data = book.add_worksheet("Backup"), book.add_worksheet("Data")
        for sheet, cell in (backup, "both"), (data, "fix"):
            sheet.write_column(0, 0, ["goal", cell])
        data.activate()
        data.set_first_sheet()
        getattr(backup, hide)()
    found = seen(tmp_path / "two.xlsx", workshop())
    assert (found.table.sheet, found.answers) == ("Data", {2: {"goal": "fix"}})
    hidden = seen(tmp_path / "two.xlsx", workshop(), sheet="Backup")
    assert hidden.answers == {2: {"goal": "both"}}
    assert "the sheet 'Backup' is hidden in the workbook" in hidden.notes


def test_another_sheet_with_the_same_header_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in {
        "North": [["id", "goal"], ["a", "Both"]],
        "South": [["goal", "id"], ["Both", "b"]],
        "X": [["id"]],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "sites.xlsx")
    found = seen(tmp_path / "sites.xlsx", workshop())
    assert found.answers == {2: {"goal": "both"}}
    (told,) = [note for note in found.notes if "same header" in note]
    assert told.startswith("sheet 'South' has the same header, and its rows are not read")


def test_a_title_on_every_sheet_is_no_header(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet, head in ((book["Sheet"], ["id", "goal"]), (book.create_sheet("Rooms"), ["room", "seats"])):
        for row in (["Survey 2026", None], head, ["a", "Both"]):
            sheet.append(row)
    book.save(tmp_path / "titles.xlsx")
    grids = open_grids(tmp_path / "titles.xlsx")
    assert [note for note in notes_on_sheets(grids[0], 1, grids) if "same header" in note] == []


@pytest.mark.parametrize("titled", [(), ("Pilot",), ("Answers",), ("Pilot", "Answers")])
def test_the_sheet_that_asks_most_is_read_below_titles_or_not(titled: tuple[str, ...], tmp_path: Path) -> None:
    sheets = {
        "Pilot": [["id", "calm", "trust"], ["a", "Agree", "Agree"]],
        "Answers": [["id", "calm", "trust", "goal", "staff"], ["b", "Agree", "Disagree", "Both", "3"]],
    }
    found = seen(_book(tmp_path, sheets, titled), workshop())
    assert found.table.sheet == "Answers"
    assert list(found.answers.values()) == [{"calm": "3", "trust": "1", "goal": "both", "staff": 3.0}]


@pytest.mark.parametrize("titled", [("2025",), ("2026",), ("2025", "2026")])
def test_another_sheet_with_the_same_header_below_a_title_is_told(titled: tuple[str, ...], tmp_path: Path) -> None:
    rows = [["id", "calm", "trust"], ["a", "Agree", "Agree"]]
    found = seen(_book(tmp_path, {"2025": rows, "2026": rows}, titled), workshop())
    assert any(note.startswith("sheet '2026' has the same header") for note in found.notes)


def _book(folder: Path, sheets: Mapping[str, Sequence[Sequence[str]]], titled: Collection[str]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in ([f"Survey, {name}"], *rows) if name in titled else rows:
            sheet.append([*row])
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def test_a_sheet_by_name_and_by_number(tmp_path: Path) -> None:
    path = FIXTURES / "odd-native.xlsx"
    assert (
        read_table(path, workshop(), HowToRead(sheet="2")).sheet
        == read_table(path, workshop(), HowToRead(sheet="Answers")).sheet
    )
    for given, where in (("Answer", path), ("9", path), ("Answers", csv(tmp_path, "goal\nfix\n"))):
        with pytest.raises(InputError) as caught:
            read_table(where, workshop(), HowToRead(sheet=given))
        assert codes(caught) == ["B006"]


def test_what_names_a_question_goes_before_what_only_looks_like_it(tmp_path: Path) -> None:
    found = read_table(csv(tmp_path, "GOAL,goal,Comment: I stayed calm.\na,fix,well\n"), workshop())
    assert [(c.role, c.how) for c in found.columns] == [("carried", ""), ("item", "id"), ("carried", "")]
    assert [one.why for one in found.unmatched] == [
        "'goal' is read from the column 'goal', which fits it better",
        "",
    ]


def test_likeness_alone_matches_nothing(tmp_path: Path) -> None:
    found = read_table(csv(tmp_path, "goal,I stayed very calm.,region\nfix,Agree,north\n"), workshop())
    assert [c.role for c in found.columns] == ["item", "carried", "carried"]
    assert [(one.header, one.nearest) for one in found.unmatched] == [
        ("I stayed very calm.", ("calm",)),
        ("region", ()),
    ]


def test_each_row_of_a_respondent_who_answered_twice(tmp_path: Path) -> None:
    text = "respondent id,e-mail,goal\n7,a@x.org,fix\n8,,both\n9, A@X.org,fix\n7,b@x.org,fix\n ,,fix\nx,,fix\nX,,fix\n"
    found = duplicates(read_table(csv(tmp_path, text), workshop()))
    assert found is not None
    assert [tuple(row.values()) for row in found.collect().to_dicts()] == [
        (2, "respondent id", "7", 2, 2, 5),
        (2, "e-mail", "a@x.org", 2, 2, 4),
        (4, "e-mail", " A@X.org", 2, 2, 4),
        (5, "respondent id", "7", 2, 2, 5),
    ]
    assert duplicates(read_table(csv(tmp_path, "goal\nfix\n"), workshop())) is None


@pytest.mark.parametrize("nobody", ["n/a", "N/A", "none", "-", "0", "unknown", "Anonymous", "no address"])
def test_nobody_is_not_the_same_respondent_twice(tmp_path: Path, nobody: str) -> None:
    ids = nobody if nobody != "no address" else ""
    text = "Respondent ID,Email Address,goal\n" + f"{ids},{nobody},fix\n" * 3 + "7,a@x.org,fix\n8,A@x.org,fix\n"
    found = duplicates(read_table(csv(tmp_path, text), workshop()))
    assert found is not None
    assert [(row["row"], row["value"]) for row in found.collect().to_dicts()] == [(5, "a@x.org"), (6, "A@x.org")]


@pytest.mark.parametrize("cells", ["0 1 4", "0.0 1.0 4.0", "0", "0 5"])
def test_ratings_that_may_count_from_0_are_refused(tmp_path: Path, cells: str) -> None:
    found = seen(csv(tmp_path, "calm\n" + "\n".join(cells.split()) + "\n"), workshop())
    assert [reject["code"] for reject in found.rejects] == ["B030"] * len(cells.split())
    assert not any(found.answers.values())


def test_a_mapping_says_what_0_means(tmp_path: Path) -> None:
    mapping = csv(tmp_path, "codes:\n  calm: {0: }\n", "m.yaml")
    found = seen(csv(tmp_path, "id,calm\na,0\nb,1\nc,3\n"), workshop(), mapping=mapping)
    assert found.answers == {2: {}, 3: {"calm": "1"}, 4: {"calm": "3"}}


@pytest.mark.parametrize(
    ("text", "more", "hint"),
    [
        ("Export of 2026-10-10\nid,goal\n1,fix\n", {}, "if a title stands above the header, take it out"),
        ('"id,goal,calm"\n"1,fix,2"\n', {}, "each line seems to stand in quotation marks as a whole"),
        (f"{QUALTRICS},What do you want from this workshop?\n{',' * 10}fix\n", {}, "`layout` plain"),
        ("a,b\n1,2\n", {}, "name the right questionnaire"),
    ],
)
def test_another_survey_or_only_read_in_another_way(tmp_path: Path, text: str, more: dict[str, str], hint: str) -> None:
    with pytest.raises(InputError) as error:
        read_table(csv(tmp_path, text), workshop(), HowToRead(**more))
    assert codes(error) == ["B004"]
    assert hint in (error.value.problems[0].hint or "")


def test_results_are_told_as_results_by_the_columns_that_they_have(tmp_path: Path) -> None:
    """Of which none answers a question; a column of results with another name would no longer be seen."""
    head = ",".join(column.name for column in meanings(workshop(), (), (), flips=True))
    with pytest.raises(InputError) as error:
        read_table(csv(tmp_path, f"{head}\n1\n"), workshop())
    assert codes(error) == ["B004"]
    assert error.value.problems[0].hint == say("survey.results_hint")


def test_where_a_cell_stands_changes_nothing(tmp_path: Path) -> None:
    odd = ["12", "fix", "Learn; and teach"]
    rows = ["I can't say"] * 2010
    for cells in ([*odd, *rows], [*rows, *odd]):
        found = seen(csv(tmp_path, "goal\n" + "\n".join(cells) + "\n"), workshop())
        assert [(reject["code"], reject["value"]) for reject in found.rejects] == [("B013", "12"), ("B013", "fix")]
        assert [values["goal"] for values in found.answers.values() if values].count("cannot_say") == len(rows)


def test_a_column_is_looked_at_whole(tmp_path: Path) -> None:
    rows = [""] * 2000 + ["13", "fix"]
    found = seen(csv(tmp_path, "id,goal\n" + "".join(f"1,{row}\n" for row in rows)), workshop())
    assert [reject["code"] for reject in found.rejects] == ["B012", "B012"]


def test_a_large_file_is_trusted_and_mended_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    good = "".join(f"{n},fix,{'x' * 100}\n" for n in range(3000))
    path = tmp_path / "large.csv"
    path.write_bytes(f"id,goal,story\n{good}".encode() + b"1,both,sch\xf6n\n" + b'2,both,5" pipe\n')
    with pytest.raises(pl.exceptions.ComputeError):
        seen(path, workshop())
    found = seen(path, workshop(), careful=True)
    assert list(found.answers.items())[-2:] == [
        (3002, {"goal": "both", "story": "sch\u00f6n"}),
        (3003, {"goal": "both", "story": '5" pipe'}),
    ]


def test_a_large_file_may_hold_more_different_cells_than_its_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    monkeypatch.setattr(csv_text, "START", 50)
    path = csv(tmp_path, "id,goal\n" + "1,fix\n" * 100 + "".join(f"1,what {n}\n" for n in range(300)) + "1,both\n")
    with pytest.raises(pl.exceptions.ComputeError):
        seen(path, workshop())
    found = seen(path, workshop(), careful=True)
    assert [reject["value"] for reject in found.rejects] == [f"what {n}" for n in range(300)]
    assert (found.answers[2], found.answers[402]) == ({"goal": "fix"}, {"goal": "both"})


def test_a_header_that_stands_again_in_a_large_file_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    monkeypatch.setattr(csv_text, "START", 50)
    path = csv(tmp_path, "id,goal\n" + "1,fix\n" * 100 + "id,goal\n" + "1,both\n")
    with pytest.raises(UnforeseenError):
        seen(path, workshop())
    assert seen(path, workshop(), careful=True).answers[103] == {"goal": "both"}


def test_a_large_file_that_starts_with_strange_cells_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    found = seen(csv(tmp_path, "id,goal\n" + "".join(f"1,what {n}\n1,fix\n" for n in range(300))), workshop())
    assert [reject["value"] for reject in found.rejects] == [f"what {n}" for n in range(300)]


def test_the_first_rows_of_a_large_file_are_read_by_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    monkeypatch.setattr(csv_text, "START", 5)
    table = read_table(csv(tmp_path, '\ufeffgoal,story\nfix,"a\nb"\n\nboth,c\nfix,d\nfix,e\n'), workshop())
    assert table.start is not None
    rows = table.frame.collect(engine="streaming")
    assert (rows.height, table.start.collect(engine="streaming").equals(rows.head(1))) == (4, True)


def test_answers_stream_into_scores_and_rejects_in_one_go(tmp_path: Path) -> None:
    q = load_questionnaire("leader-short@1")
    coded = code(read_table(FIXTURES / "qualtrics-leader-short.csv", q), q)
    scored = score_table(q, coded.frame)
    plans = [scored.sink_csv(tmp_path / "a.csv", lazy=True), coded.rejects.sink_csv(tmp_path / "b.csv", lazy=True)]
    pl.collect_all(plans, engine="streaming")
    assert pl.read_csv(tmp_path / "a.csv")["job"].to_list()[:3] == ["correct", "coordinate", "reorient"]
    assert pl.read_csv(tmp_path / "b.csv").columns == ["row", "column", "value", "code", "what", "hint"]
    assert coded.frame.collect()[UNREADABLE].sum() == 0


def test_lots_are_the_same_rows_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_and_rejects, "LOT", 7)
    whole = pl.DataFrame({"a": range(100), "b": [str(n) for n in range(100)]})
    lots = answers_and_rejects.in_lots(whole.lazy())
    assert lots.collect(engine="streaming").equals(whole)
    some = lots.filter(pl.col("a") % 3 == 0).select("b").head(20)
    assert some.collect(engine="streaming")["b"].to_list() == [str(n) for n in range(0, 60, 3)]


def test_answers_and_rejects_together_read_the_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[pl.LazyFrame] = []
    batches = pl.LazyFrame.collect_batches

    def counted(frame: pl.LazyFrame, **more: Any) -> Any:
        if more["chunk_size"] == answers_and_rejects.LOT:  # cells are counted in others, before
            begun.append(frame)
        return batches(frame, **more)

    monkeypatch.setattr(pl.LazyFrame, "collect_batches", counted)
    found = seen(csv(tmp_path, "goal\nfix\nnonsense\n"), workshop())
    assert (found.answers[2], [reject["row"] for reject in found.rejects]) == ({"goal": "fix"}, [3])
    assert len(begun) == 1


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_stays_whole_whatever_becomes_of_its_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"table.{kind}"
    if kind == "csv":
        path.write_text("goal\nfix\nlearn\n", encoding="utf-8")
    else:
        pl.DataFrame({"goal": ["fix", "learn"]}).write_parquet(path)
    table = read_table(path, workshop())
    path.write_bytes(b"")
    assert code(table, workshop()).frame.collect().get_column("goal").to_list() == ["fix", "learn"]


def test_a_full_folder_for_copies_is_told_of_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "table.csv")

    monkeypatch.setattr(shutil, "copyfile", full)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InputError, match="F007 no room is left for a copy") as caught:
        open_grids(csv(tmp_path, "a,b\n1,2\n"))
    assert str(caught.value).startswith(str(tmp_path)) and "TMPDIR" in str(caught.value)


def test_a_file_that_changes_while_it_is_copied_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv(tmp_path, "goal\nfix\nlearn\n")
    copyfile = shutil.copyfile

    def cut(source: Path, target: Path) -> None:
        copyfile(source, target)
        path.write_bytes(b"goal\nfix\n")

    monkeypatch.setattr(shutil, "copyfile", cut)
    with pytest.raises(InputError, match="changed while it was read"):
        read_table(path, workshop())


def test_every_layout_gives_its_reason() -> None:
    for kind, writer in WRITERS.items():
        assert writer(workshop(), []).layout in LAYOUTS, kind


def test_a_file_is_opened_once_and_again_when_it_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    really = opening._opened
    monkeypatch.setattr(opening, "_opened", lambda *told: opened.append(told[1]) or really(*told))
    path = csv(tmp_path, "name,answer\nA,one\n")
    first, again = open_grids(path), open_grids(path)
    assert (first[0].head, opened) == (again[0].head, [str(path)])
    csv(tmp_path, "name,answer\nA,one\nB,two\n")
    assert len(open_grids(path)[0].head) == 3
    assert len(open_grids(path, careful=True)[0].head) == 3
    assert opened == [str(path)] * 3
