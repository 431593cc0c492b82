"""Who is who: ids, duplicates, pseudonyms, names of files."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.handouts.file_names import file_names
from jtbd_diag.results.deidentification.pseudonyms import Cover, IdentityColumns, identity_of, pseudonym, read_key
from jtbd_diag.results.which_row_counts import Keep, choose, mark_duplicates
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.people.person_columns import find_persons
from jtbd_diag.survey.table.survey_table import Table

HEADERS = [
    *("ResponseId", "RecipientFirstName", "RecipientEmail", "IPAddress", "LocationLatitude", "Region", "StartDate"),
    *("Applicant ID", "Phone number", "District"),
]


def table(headers: list[str], identity: tuple[tuple[str, ...], ...] = ()) -> Table:
    columns = tuple(Column(header, "carried") for header in headers)
    found = find_persons(dict.fromkeys(headers, ()), {}, {})
    return Table(pl.LazyFrame(), columns, "plain", identity=identity, persons=found)


def test_headers_tell_who_somebody_is() -> None:
    found = identity_of(table(HEADERS, (("ResponseId",),)), {header: header for header in HEADERS})
    assert found.respondent == "ResponseId"
    assert set(found.ids) == {"ResponseId", "RecipientEmail", "Applicant ID"}
    assert set(found.personal) == {"RecipientFirstName", "IPAddress", "LocationLatitude", "Phone number"}


def test_a_survey_without_ids_has_nobody_in_it() -> None:
    assert identity_of(table(["Region"]), {"Region": "Region"}) == IdentityColumns(None, (), ())


@pytest.mark.parametrize(("keep", "counted"), [("all", [1, 1, 1, 1]), ("first", [1, 1, 0, 0]), ("last", [0, 1, 0, 1])])
def test_which_rows_of_a_respondent_count(keep: Keep, counted: list[int]) -> None:
    # row 4 has the id of row 2, and row 5 the e-mail of row 2
    found = pl.DataFrame(
        {"row": [2, 4, 2, 5], "by": ["id", "id", "mail", "mail"], "first": [2, 2, 2, 2], "last": [4, 4, 5, 5]},
        schema_overrides={"row": pl.UInt32, "first": pl.UInt32, "last": pl.UInt32},
    )
    frame = pl.DataFrame({"row": [2, 3, 4, 5]}, schema={"row": pl.UInt32})
    marked = mark_duplicates(frame.lazy(), found, choose(found, keep, dict.fromkeys((2, 4, 5), 1), (), "")).collect()
    assert marked.rows() == [
        (row, of, bool(c)) for (row, of), c in zip([(2, None), (3, None), (4, 2), (5, 2)], counted, strict=True)
    ]


MAILS = pl.DataFrame({"row": [2, 3, 4], "first": [2, 2, 2]}, schema=dict.fromkeys(("row", "first"), pl.UInt32))


@pytest.mark.parametrize(
    ("keep", "answering", "times", "row", "by"),
    [
        ("first", {3, 4}, [], 3, ""),  # the first is blank
        ("last", {2, 3}, [], 3, ""),
        ("last", set(), [], 4, ""),  # nobody answers anything
        ("last", {2, 3, 4}, [{2: 9.0, 3: 5.0, 4: 1.0}], 2, "End"),  # newest first
        ("first", {2, 3, 4}, [{2: 9.0, 3: 5.0, 4: 1.0}], 4, "End"),
        ("last", {3, 4}, [{2: 9.0, 3: 5.0, 4: 1.0}], 3, "End"),
        ("last", {2, 3, 4}, [{2: 9.0, 3: 5.0}], 2, "End"),  # one without a time was not submitted
        ("last", {2, 3, 4}, [{2: 5.0, 3: 5.0, 4: 5.0}], 4, "End"),
        ("last", {2, 3, 4}, [{2: 9.0, 3: 5.0, 4: 1.0}, {2: 8.0, 3: 3.0, 4: 2.0}], 2, "End"),
        ("last", {2, 3, 4}, [{2: 9.0, 3: 5.0, 4: 1.0}, {2: 1.0, 3: 3.0, 4: 2.0}], 4, ""),  # which of the two?
    ],
)
def test_the_row_that_counts_answers_and_is_the_last_in_time(
    keep: Keep, answering: set[int], times: list[dict[int, float]], row: int, by: str
) -> None:
    choice = choose(MAILS, keep, dict.fromkeys(answering, 1), times, "End")
    assert (choice.counted, choice.by) == ({row}, by)


@pytest.mark.parametrize(("keep", "fuller"), [("all", 0), ("first", 0), ("last", 1)])
def test_a_row_set_aside_that_answers_much_more_is_counted(keep: Keep, fuller: int) -> None:
    assert choose(MAILS, keep, {2: 20, 3: 2, 4: 9}, (), "").fuller == fuller
    assert choose(MAILS, keep, {2: 20, 3: 2, 4: 10}, (), "").fuller == 0


@pytest.mark.parametrize(
    ("times", "row", "at_once"),
    [
        ({2: 5.0, 3: 5.0, 4: 5.0}, 4, 1),
        ({2: 5.0, 3: 5.0, 4: 1.0}, 2, 0),  # the newest first: what stands above is later
        ({2: 1.0, 3: 5.0, 4: 5.0}, 4, 0),
        ({1: 9.0, 2: 5.0, 3: 1.0, 4: 5.0}, 4, 1),  # in no order
    ],
)
def test_of_rows_of_one_time_the_order_of_the_table_tells_the_later(
    times: dict[int, float], row: int, at_once: int
) -> None:
    choice = choose(MAILS, "last", {2: 1, 3: 1, 4: 1}, [times], "End")
    assert (choice.counted, choice.by, choice.at_once) == ({row}, "End", at_once)


def test_pseudonyms_need_the_key_and_are_the_same_with_it() -> None:
    one, other = b"\x01" * 32, b"\x02" * 32
    assert pseudonym("R_1", one) == pseudonym(" R_1 ", one) != pseudonym("R_1", other)
    assert pseudonym("A@x.example", one) == pseudonym("a@x.example", one)
    assert pseudonym("R_a", one) != pseudonym("R_A", one)
    assert re.fullmatch("p[0-9a-f]{16}", pseudonym("R_1", one))


def test_names_and_places_are_left_out_and_blanks_stay_blank() -> None:
    frame = pl.LazyFrame({"id": ["R_1", None], "Name": ["Dana", "Roe"], "Region": ["North", "South"]})
    cover = Cover(IdentityColumns("id", ("id",), ("Name",)), b"\x01" * 32)
    hidden = cover.results(frame, frame.collect_schema().names(), ()).collect(engine="streaming")
    assert hidden.columns == ["id", "Region"]
    assert hidden["id"].to_list() == [pseudonym("R_1", b"\x01" * 32), None]


def test_addresses_are_replaced_wherever_they_stand() -> None:
    key = b"\x01" * 32
    frame = pl.LazyFrame(
        {"Correo": ["zoe@y.example", None], "Notes": ["to <Zoe@y.example>, or 5 @ noon", "zoe\uff20y.example"]}
    )
    cover = Cover(IdentityColumns(None, (), ()), key)
    hidden = cover.results(frame, ["Correo", "Notes"], ()).collect(engine="streaming")
    zoe, wide = (pseudonym(one, key) for one in ("zoe@y.example", "zoe\uff20y.example"))
    assert hidden.to_dict(as_series=False) == {"Correo": [zoe, None], "Notes": [f"to <{zoe}>, or 5 @ noon", wide]}


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("ask Dana Roe at (555) 010-0199", "ask [left out] at [left out]"),
        ("call 5550100199 or +49 30 5550 1234!", "call [left out] or [left out]!"),
        ("DANA said so; Danas did not", "[left out] said so; Danas did not"),
        ("in 2025-2026, from 2026-10-01 08:30 on, 1 250 000 dollars", None),
        ("from 61.5 to 72.25 of 100", None),
        ("id R_17 wrote", "id [left out] wrote"),
        ("\uff10\uff13\uff0d\uff11\uff12\uff13\uff14\uff0d\uff15\uff16\uff17\uff18", "[left out]"),
        ("tel.5550101234, 555 010 1234 ext. 12 or 5550101234x12", "tel.[left out], [left out] or [left out]"),
        ("version 3.5550101234", None),
    ],
)
def test_what_a_text_tells_of_its_writer_is_left_out(text: str, hidden: str | None) -> None:
    cover = Cover(IdentityColumns(None, (), ()), b"\x01" * 32)
    assert cover.text(text, ["Dana Roe", None, "12", "R_17"]) == (hidden or text)


@pytest.mark.parametrize(
    "own",
    [
        ["Dana Roehler"],
        ["Roehler, Dana"],
        ["dana.roehler@north.example"],
        ["Dana", None, "Roehler"],
        ["Roehler", "Dana"],
    ],
)
def test_a_name_is_left_out_as_accounts_have_it(own: list[str | None]) -> None:
    cover = Cover(IdentityColumns(None, (), ()), b"\x01" * 32)
    told = cover.text("DanaRoehler, droehler or roehlerdana; not Danaroe, roehlers", own)
    assert told == "[left out], [left out] or [left out]; not Danaroe, roehlers"


@pytest.mark.parametrize(
    "own",
    [
        "Dana Roe", "Roe, Dana", "Roe,Dana K.", "Dr. Dana Roe", "Dana K. Roe, Ph.D.", "Superintendent Dana Roe",
        "dana.roe@north.example", "north/Dana_Roe.yaml", "Dána Röe", "DANA ROE",
    ],
)  # fmt: skip
def test_a_name_is_left_out_by_its_parts_however_it_is_written(own: str) -> None:
    cover = Cover(IdentityColumns(None, (), ()), b"\x01" * 32)
    told = cover.text("Roe's team; dana, Dana Q. Roe-Vale and the superintendent, by north. A Roewood did.", [own])
    assert told == "[left out]'s team; [left out], [left out]-Vale and the superintendent, by north. A Roewood did."


@pytest.mark.parametrize(
    ("own", "text", "told"),
    [
        ("Nún\u0303ez, Zoe\u0308", "Nunez said, and zoë nu\u0301ñez", "[left out] said, and [left out]"),
        ("Young, Will", "Will Young says the young will; ask YOUNG", "[left out] says the young will; ask [left out]"),
        (
            "Ben Kingsley",
            "Then Ben said, and Mr. Kingsley; ben too",
            "Then [left out] said, and Mr. [left out]; [left out] too",
        ),
        ("Kingsley, Ben", "Ben and Mr. Kingsley", "[left out] and Mr. [left out]"),
        ("Dr. Van Morrison", "Van drove the van of Morrison", "[left out] drove the van of [left out]"),
        ("Robert Head", "Mr. Head, our head", "Mr. [left out], our head"),
        ("Head, Robert", "Mr. Head, our head", "Mr. [left out], our head"),
        ("Robert J. Head, Ph.D.", "Dr. Head, our head", "Dr. [left out], our head"),
        ("Lisa Chair", "Lisa, or Mrs. CHAIR, is the chair", "[left out], or Mrs. [left out], is the chair"),
        ("Lisa Abu", "Ms. Abu", "Ms. [left out]"),
        ("Des Leader", "Des, a leader, and Mr. Leader", "[left out], a leader, and Mr. [left out]"),
        ("Roe, Dana, Principal", "Dana, the Principal", "[left out], the Principal"),
        ("Principal Dana Roe", "Principal Roe", "Principal [left out]"),
        ("Dana Roe, Head Coach", "The Head Coach, Roe", "The Head Coach, [left out]"),
        ("Head Coach", "the Head Coach of it; Coach", "the [left out] of it; Coach"),
        ("Van Buren, Ann", "Van Ness of Buren", "Van Ness of [left out]"),
        ("Ana and Bo Ash", "The team and Ash", "The team and [left out]"),
        ("robert.head@north.example", "Robert, or Mr. Head", "[left out], or Mr. [left out]"),
        ("Ames-Roe", "Roe, the Ames of old", "[left out], the [left out] of old"),
        ("山田太郎", "山田太郎さんは", "[left out]さんは"),
        ("Мария Иванова", "ИВАНОВА и мария", "[left out] и [left out]"),
    ],
)
def test_names_are_left_out_in_any_writing(own: str, text: str, told: str) -> None:
    assert Cover(IdentityColumns(None, (), ()), b"\x01" * 32).text(text, [own]) == told


@pytest.mark.parametrize(
    ("own", "text"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "no windows in the room"),
        ("north/answers.yaml", "answers by north"),
        ("Our scores fell, twice.", "scores fell for 3rd grade"),
        ("uuid:bad-1-cafe", "a bad year in the cafe"),
        ("north.valley@district.example", "a valley up north"),
        ("applicant-one", "one applicant of two"),
        ("Team-One", "the one team"),
        ("Young, Will", "the young teachers will learn"),
        ("12 Elm Street, Springfield", "the Elm school in Springfield"),
    ],
)
def test_words_of_what_is_no_name_stay_in_texts(own: str, text: str) -> None:
    assert Cover(IdentityColumns(None, (), ()), b"\x01" * 32).text(text, [own]) == text


def test_of_a_place_the_whole_name_of_somebody_is_left_out_and_no_part() -> None:
    cover = Cover(IdentityColumns(None, (), ()), b"\x01" * 32)
    own = ["Lincoln, Ada", "Green Valley"]
    assert cover.text("Lincoln School of Green Valley", own, place=True) == "Lincoln School of Green Valley"
    assert cover.text("office of Ada B. Lincoln", own, place=True) == "office of [left out]"
    assert cover.text("office of Robert Head", ["Head, Robert"], place=True) == "office of [left out]"


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = read_key(path)
    assert len(key) == 32
    assert read_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"secret", b"\xff\xfe", b"0" * 63])
def test_a_file_that_holds_no_key_is_refused_not_replaced(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_key(path)
    assert caught.value.problems[0].code is Code.KEY_SHAPE
    assert path.read_bytes() == content


HOSTILE = [
    "../../etc/passwd",
    "a/b",
    "CON",
    "nul.txt",
    "x" * 300,
    "é",
    "  ",
    "a b",
    ".hidden",
    "-rf",
    "R_1",
    "r_1",
    "R_1",
]


def test_file_names_are_safe_stable_and_apart() -> None:
    names = file_names([*HOSTILE, None], range(2, 2 + len(HOSTILE) + 1))
    assert all(re.fullmatch(r"[A-Za-z0-9@_][A-Za-z0-9._@+-]{0,90}", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)
    assert names[-1] == "row-00015"
    assert names[6] == "row-00008"
    assert file_names(["R_7"], [5]) == file_names(["R_7"], [99]) == ["R_7"]


@given(st.lists(st.one_of(st.none(), st.text())))
def test_no_two_files_are_called_the_same(ids: list[str | None]) -> None:
    names = file_names(ids, range(2, len(ids) + 2))
    assert len({name.lower() for name in names}) == len(ids)
    assert all(Path(name).name == name and name.strip(".") for name in names)
