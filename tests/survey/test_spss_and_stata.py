"""Files for SPSS, Stata and SAS as surveys: labels in place of codes, what they declare missing, boxes to tick."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.survey.files import spreadsheet
from tests.survey.reading import HERE, seen, workshop

MADE_BY_PSPP = HERE / "spreadsheets" / "workshop-pspp.sav"
"""Codes in an order of their own, missing values of all kinds, and a set of boxes to tick."""
MADE_BY_HAVEN = HERE / "spreadsheets" / "workshop-haven.sas7bdat.gz"
ANSWERS: dict[int, dict[str, object]] = {
    1: {"goal": "both", "tools_used": ("paper", "scissors"), "calm": "1", "trust": "3", "staff": 12.0},
    2: {"goal": "fix", "tools_used": ("nothing",), "calm": "2"},
    3: {"goal": "cannot_say", "tools_used": ("pens", "paper_pens"), "calm": "3", "trust": "1", "staff": 2.5},
    4: {"staff": 3.0},
    5: {"goal": "learn", "tools_used": ("markers", "boards"), "trust": "2", "staff": 0.0},
}


def without_dates(answers: Any) -> dict[int, dict[str, object]]:
    return {row: {item: value for item, value in of.items() if item != "since"} for row, of in answers.items()}


def written(path: Path, frame: pl.DataFrame, **more: Any) -> Path:
    import pyreadstat

    (pyreadstat.write_sav if path.suffix == ".sav" else pyreadstat.write_dta)(frame, path, **more)
    return path


def test_labels_are_read_and_not_the_codes() -> None:
    found = seen(MADE_BY_PSPP, workshop())
    assert without_dates(found.answers) == ANSWERS
    assert found.rejects == []
    assert found.table.mapped_cells.missing == {"goal": {"Refused"}, "calm": {"Was not in the room"}}
    assert any("'Refused', 'Was not in the room'" in note for note in found.notes)


def test_of_a_portable_file_an_option_that_is_declared_missing_is_not_known() -> None:
    found = seen(MADE_BY_PSPP.with_suffix(".por"), workshop())
    gone = {"goal": "cannot_say"}
    assert without_dates(found.answers) == {n: dict(of.items() - gone.items()) for n, of in ANSWERS.items()}
    assert found.rejects == []


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_a_row_is_numbered_as_in_the_program_and_an_archive_is_opened(ending: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"goal": [1, 2, 3], "calm": [3, 2, 9], "trust": [1, 1, 2]})
    labels = {"goal": {1: "Both", 2: "Fix it, then rest", 3: "Mend it"}, "calm": {3: "Agree", 2: "Neither, nor"}}
    path = written(tmp_path / f"table.{ending}", frame, variable_value_labels={**labels, "trust": {1: "Agree", 2: ""}})
    with zipfile.ZipFile(tmp_path / "table.zip", "w") as archive:
        archive.write(path, path.name)
    for source in (path, tmp_path / "table.zip"):
        found = seen(source, workshop())
        assert found.answers[1] == {"goal": "both", "calm": "3", "trust": "3"}
        assert {(one["row"], one["column"], one["value"]) for one in found.rejects} == {
            (3, "goal", "Mend it"),
            (3, "calm", "9"),
        }
        assert "trust" not in found.answers.get(3, {})  # a blank label is no answer


def test_codes_without_labels_are_numbers_as_anywhere(tmp_path: Path) -> None:
    frame = pl.DataFrame({"goal": [11, 12, 99], "calm": [1, 2, 3], "trust": [3, 3, 1]})
    found = seen(written(tmp_path / "codes.sav", frame), workshop())
    assert [found.answers[row]["goal"] for row in (1, 2, 3)] == ["fix", "learn", "cannot_say"]
    assert [found.answers[row]["calm"] for row in (1, 2, 3)] == ["1", "2", "3"]


def test_missing_values_of_stata_by_letters(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"goal": pl.Series([1, "b", 2, "c"], dtype=pl.Object), "calm": [3, 2, 1, 1], "trust": [1, 1, 2, 3]}
    )
    labels: dict[str, dict[Any, str]] = {
        "goal": {1: "Both", 2: "Fix it, then rest", "b": "Refused", "c": "I can't say"}
    }
    path = written(
        tmp_path / "letters.dta",
        frame,
        variable_value_labels=labels,
        missing_user_values={"goal": ["b", "c"]},
        version=14,
    )
    found = seen(path, workshop())
    assert {row: of.get("goal") for row, of in found.answers.items()} == {1: "both", 2: None, 3: "fix", 4: "cannot_say"}
    assert found.rejects == []


def test_names_cut_to_eight_letters_are_found_by_their_labels_even_if_these_are_cut(tmp_path: Path) -> None:
    frame = pl.DataFrame({"V1": [1.0, 2.0], "V2": [3.0, 1.0], "V3": [1.0, 2.0]})
    asked = ["What do you want from this workshop?", "I stayed calm.", "I trusted the others, mostly."]
    path = written(
        tmp_path / "cut.sav",
        frame,
        column_labels=dict(zip(frame.columns, asked, strict=True)),
        variable_value_labels={
            "V1": {1: "Both", 2: "Fix it, then rest"},
            **{v: {1: "Disagree", 2: "Neither, nor", 3: "Agree"} for v in ("V2", "V3")},
        },
    )
    found = seen(path, workshop())
    assert found.answers == {
        1: {"goal": "both", "calm": "3", "trust": "1"},
        2: {"goal": "fix", "calm": "1", "trust": "2"},
    }


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_where_the_ends_of_a_scale_alone_have_labels_their_codes_tell_which_way_it_runs(
    ending: str, tmp_path: Path
) -> None:
    frame = pl.DataFrame({"goal": [1, 2, 1], "calm": [1, 2, 3], "trust": [3, 2, 1]})
    goals, ends = {1: "Both", 2: "Fix it, then rest"}, {1: "Disagree", 3: "Agree"}
    path = written(
        tmp_path / f"ends.{ending}", frame, variable_value_labels={"goal": goals, "calm": ends, "trust": ends}
    )
    found = seen(path, workshop())
    assert [found.answers[row]["calm"] for row in (1, 2, 3)] == ["1", "2", "3"]
    assert [found.answers[row]["trust"] for row in (1, 2, 3)] == ["3", "2", "1"]
    turned = {1: "Agree", 3: "Disagree"}
    path = written(tmp_path / f"turned.{ending}", frame, variable_value_labels={"goal": goals, "calm": turned})
    assert all("calm" not in answers for answers in seen(path, workshop()).answers.values())


def with_choices(path: Path, name: str, asked: str, variables: str) -> None:
    """Put into a file a set in which each variable holds one of the options chosen."""
    told, raw = f"${name}=C {len(asked)} {asked} {variables}\n".encode(), path.read_bytes()
    end = raw.rindex(struct.pack("<2i", 999, 0))
    path.write_bytes(raw[:end] + struct.pack("<4i", 7, 7, 1, len(told)) + told + raw[end:])


def test_a_set_in_which_each_variable_holds_a_choice_is_one_answer(tmp_path: Path) -> None:
    frame = pl.DataFrame({"goal": [1, 2, 1], "m1": [1, 3, None], "m2": [4, None, None], "m3": [9, None, None]})
    tools = {1: "Paper", 3: "Paper, pens", 4: "Markers; all colors", 9: "Refused"}
    labels = {"goal": {1: "Both", 2: "Fix it, then rest"}, **dict.fromkeys(("m1", "m2", "m3"), tools)}

    def read(asked: list[str], most: int = 3) -> Any:
        path = written(tmp_path / "sets.sav", frame, column_labels=["", *asked], variable_value_labels=labels)
        with_choices(path, "tools_used", "Which of these did you use?", "m1 m2 m3"[: 3 * most - 1])
        return seen(path, workshop())

    found = read([f"Choice {n}" for n in (1, 2, 3)])
    assert {(one["row"], one["column"]) for one in found.rejects} == {(1, "tools_used")}  # `Refused` is no option
    assert found.answers[2] == {"goal": "fix", "tools_used": ("paper_pens",)}
    assert read([f"Choice {n}" for n in (1, 2, 3)], most=2).answers[1]["tools_used"] == ("paper", "markers")
    apart = read(["I stayed calm.", "I trusted the others, mostly.", "Why?"])  # each asks something of its own
    assert "tools_used" not in apart.answers[2]


@pytest.mark.parametrize("version", [5, 8])
def test_transport_files_of_sas_are_read(version: int, tmp_path: Path) -> None:
    import pyreadstat

    frame = pl.DataFrame({"V1": ["Both", "Fix it, then rest"], "CALM": [3.0, 1.0], "TRUST": [1.0, 2.0]})
    labels = ["What do you want from this workshop?", "I stayed calm.", "I trusted the others, mostly."]
    path = tmp_path / "table.xpt"
    pyreadstat.write_xport(frame, path, file_format_version=version, column_labels=labels)
    found = seen(path, workshop())
    assert found.answers == {
        1: {"goal": "both", "calm": "3", "trust": "1"}, 2: {"goal": "fix", "calm": "1", "trust": "2"},
    }  # fmt: skip


def test_tables_of_sas_are_read() -> None:
    found = seen(MADE_BY_HAVEN, workshop())
    assert found.answers == {
        1: {"goal": "both", "calm": "3", "trust": "1", "staff": 12.0, "since": "2026-01-03"},
        2: {"goal": "fix", "calm": "1", "trust": "2", "since": "2026-01-04"},
    }


def test_a_damaged_file_is_told_and_no_traceback(tmp_path: Path) -> None:
    whole = MADE_BY_PSPP.read_bytes()
    for n, content in enumerate((whole[:300], whole[:700], b"$FL2@(#) SPSS", b"<stata_dta><header>")):
        path = tmp_path / f"{n}.sav"
        path.write_bytes(content)
        with pytest.raises(InputError) as told:
            seen(path, workshop())
        assert told.value.problems[0].code == Code.NOT_A_TABLE


def test_without_the_program_that_reads_them_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "find_spec", lambda name: None)
    with pytest.raises(InputError) as told:
        seen(MADE_BY_PSPP, workshop(), sheet=None)
    assert told.value.problems[0].code == Code.MISSING_PROGRAM
    assert "pip install pyreadstat" in str(told.value.problems[0].hint)
