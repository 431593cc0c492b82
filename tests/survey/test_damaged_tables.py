"""Tables that people and programs damaged on the way: no row is read whose cells stand under other questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import load_questionnaire_file
from jtbd_diag.survey.files import OVERFLOW
from tests.survey.reading import HERE, Seen, seen, workshop
from tests.survey.test_strange_tables import ALIKE, Rows, codes, read

OFFICE = """\
questionnaire: office
version: 1
title: Office
minutes: 5
answer_sets: {often: [Never, Rarely, Often], true_now: [Not true, Partly true, Very true]}
scales: {s: {title: S, minimum_answered: 0.1}}
sections:
  - title: All
    items:
      - {id: calm, type: rating, answers: often, ask: I stayed calm., scale: s}
      - {id: trust, type: rating, answers: often, ask: I trusted the others., scale: s}
      - {id: eager, type: rating, answers: often, ask: I was eager., scale: s}
      - {id: met, type: rating, answers: true_now, ask: We met., scale: s}
      - {id: staff, type: number, ask: How many work here?, minimum: 0, maximum: 5000, band_points: {s: {0: 0, 10: 60}}}
      - {id: share, type: number, ask: Which share is free?, unit: percent, band_points: {s: {0: 0, 10: 60}}}
      - {id: since, type: date, ask: Since when?}
      - {id: story, type: text, ask: What happened?}
"""
WORKSHOP = (HERE / "workshop.yaml").read_text(encoding="utf-8")
HEAD = ["Name", "calm", "trust", "eager", "met", "staff", "share", "since", "story"]
SOUND = [
    ["Ann", "Never", "Rarely", "Often", "Very true", "40", "30", "2020-05-01", "well"],
    ["Bo", "Often", "Often", "Never", "Not true", "3", "5", "2019-02-13", ""],
]


def office(tmp_path: Path, rows: Rows, head: list[str] = HEAD) -> Seen:
    return read(tmp_path, [head, *rows], q=OFFICE)


@pytest.mark.parametrize("gone", [1, 2, 3, 4])
def test_a_row_that_a_deleted_cell_moved_to_the_left_is_told_by_numbers_and_days(gone: int, tmp_path: Path) -> None:
    cells = ["Cy", "Rarely", "Never", "Often", "Partly true", "12", "75", "2021-03-14", "so so"]
    moved = [*cells[:gone], *cells[gone + 1 :], ""]
    found = office(tmp_path, [*SOUND, moved])
    assert found.answers[4] == {}
    assert {(row, code) for row, _, code in codes(found)} == {(4, "B024")}
    assert found.answers[2]["staff"] == 40.0
    assert found.answers[3]["since"] == "2019-02-13"


def test_one_cell_that_is_strange_beside_numbers_spoils_nothing_else(tmp_path: Path) -> None:
    found = office(tmp_path, [*SOUND, ["Cy", "Rarely", "Never", "Often", "99", "12", "75", "2021-03-14", "so so"]])
    assert found.answers[4] == {
        "calm": "2", "trust": "1", "eager": "3", "staff": 12.0, "share": 75.0, "since": "2021-03-14", "story": "so so",
    }  # fmt: skip
    assert codes(found) == {(4, "met", "B030")}


def book(tmp_path: Path, rows: list[list[Any]], q: str = OFFICE) -> Seen:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(tmp_path / "table.xlsx")
    (tmp_path / "office.yaml").write_text(q, encoding="utf-8")
    return seen(tmp_path / "table.xlsx", load_questionnaire_file(tmp_path / "office.yaml"))


@pytest.mark.parametrize("numbers", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_ratings_that_an_inserted_cell_pushed_below_no_header_answer_nothing(
    at: int, numbers: bool, tmp_path: Path
) -> None:
    def cells(*places: int) -> list[Any]:
        return [place if numbers else ("Never", "Rarely", "Often")[place - 1] for place in places]

    moved: list[Any] = ["Cy", *cells(3, 2, 1)]
    moved.insert(at, None)
    found = book(tmp_path, [HEAD[:4], ["Ann", *cells(1, 2, 3)], ["Bo", *cells(3, 3, 2), None], moved])
    assert found.answers == {
        2: {"calm": "1", "trust": "2", "eager": "3"},
        3: {"calm": "3", "trust": "3", "eager": "2"},
        4: {},
    }
    assert codes(found) == {(4, "column 5", "B024")}


@pytest.mark.parametrize("header", [None, "Reviewer"])
@pytest.mark.parametrize("labels", [("Not at all", "Now and then", "Very often"), (1, 2, 3)])
def test_a_reviewers_column_beside_ratings_costs_nobody_a_row(
    header: str | None, labels: tuple[Any, ...], tmp_path: Path
) -> None:
    low, middle, high = labels
    q = OFFICE.replace("[Never, Rarely, Often]", "[Not at all, Now and then, Very often]")
    rows = [[low, middle, high, low], [high, high, None, middle], [middle, low, low, high], [high, high, middle, low]]
    found = book(tmp_path, [[*HEAD[:4], header], *(["x", *row] for row in rows)], q)
    assert found.answers[3] == {"calm": "3", "trust": "3"}
    assert not found.rejects
    moved = [["x", low, middle, high, None], ["x", high, high, low, None], ["x", middle, low, None, high]]
    assert book(tmp_path, [HEAD[:4], *moved], q).answers[4] == {}


def test_a_note_beside_the_table_is_no_cell_that_slid(tmp_path: Path) -> None:
    rows = [HEAD[:4], ["Ann", "Never", None, "Often", "call her"], ["Bo", "Often", "Rarely", "Never", "Never"]]
    found = book(tmp_path, rows)
    assert found.answers == {2: {"calm": "1", "eager": "3"}, 3: {"calm": "3", "trust": "2", "eager": "1"}}
    assert not found.rejects


@pytest.mark.parametrize("first", ["Name", "Serial", "LeaderID", "ID"])
@pytest.mark.parametrize("behind", ["call her", ""])
def test_rows_numbered_below_a_header_that_lacks_a_cell_may_have_it_at_either_end(
    first: str, behind: str, tmp_path: Path
) -> None:
    rows = [[str(n), "Never", "Rarely", "Often", "Never" if n == 1 else behind] for n in range(1, 9)]
    with pytest.raises(InputError) as refused:
        office(tmp_path, rows, [first, *HEAD[1:4]])
    assert "B002" in str(refused.value)
    assert "blank header above" in str(refused.value) or "a blank one before the first" in str(refused.value)


def test_row_names_below_a_blank_header_are_read(tmp_path: Path) -> None:
    rows = [[str(n), *row] for n, row in enumerate([*SOUND, *SOUND, SOUND[0]], start=1)]
    found = office(tmp_path, rows, ["", *HEAD])
    assert [answers["calm"] for answers in found.answers.values()] == ["1", "3", "1", "3", "1"]
    assert not found.rejects


def test_few_rows_whose_first_cells_may_be_numbers_or_answers_are_refused(tmp_path: Path) -> None:
    rows = [["1", "Never", "Rarely", ""], ["2", "Often", "Rarely", "Never"], ["3", "Never", "Often"]]
    with pytest.raises(InputError, match="one cell more than the header"):
        office(tmp_path, rows, HEAD[1:4])


@pytest.mark.parametrize("more", [["x"], ["", "x"]])
def test_a_blank_cell_below_no_header_hides_none_that_is_lacking(more: list[str], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="than the header"):
        office(tmp_path, [["1", "Never", "Rarely", "Often", *more], ["2", "Often", "Rarely", "", ""]], HEAD[1:4])


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ("Leader survey, fall 2026\n", "'Leader survey, fall 2026'"),
        ("Survey,Fall\n", "'Survey,Fall'"),
        ("Survey: fall; winter\nexported at 12:00\n", "the first 2 lines"),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_title_line_with_a_separator_is_named(titles: str, told: str, separator: str, tmp_path: Path) -> None:
    rows = [[*row[:6], "at 10:04", *row[7:]] for row in [*SOUND, *SOUND]]
    text = titles + "".join(separator.join([*row, "", "", ""]) + "\n" for row in [HEAD, *rows])
    (tmp_path / "office.yaml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "office.yaml"))
    assert told in str(refused.value)
    assert "so that the header comes first" in str(refused.value)


def test_a_header_with_commas_that_lacks_a_cell_between_tabs_is_no_title(tmp_path: Path) -> None:
    """As R's write.table has it: names of rows below no header, and whole questions as headers."""
    header = ["Name", "A year on, would it be done, and by whom?", "Since when, roughly, if ever?", *HEAD[3:]]
    rows = [[str(n), "By then, and by us, you, them, all", *row[1:]] for n, row in enumerate([*SOUND, *SOUND], start=1)]
    text = "".join("\t".join(f'"{cell}"' for cell in row) + "\n" for row in [header, *rows])
    (tmp_path / "office.yaml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "table.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="one cell more than the header"):
        seen(tmp_path / "table.tsv", load_questionnaire_file(tmp_path / "office.yaml"))


@pytest.mark.parametrize("cells", [("0.3", "0.4", "12"), ("0.1", "0.25", "7")])
def test_doubtful_cells_side_by_side_are_no_row_that_slid(cells: tuple[str, ...], tmp_path: Path) -> None:
    second = "      - {id: share2, type: number, ask: Which other share?, unit: percent}\n"
    q = OFFICE.replace("      - {id: staff", second + "      - {id: staff")
    found = read(
        tmp_path, [["Name", "calm", "trust", "share", "share2", "staff"], ["A", "Never", "Often", *cells]], q=q
    )
    assert found.answers == {2: {"calm": "1", "trust": "3", "staff": float(cells[2])}}
    assert codes(found) == {(2, "share", "B011"), (2, "share2", "B011")}


def test_days_that_may_be_two_side_by_side_are_no_row_that_slid(tmp_path: Path) -> None:
    more = "".join(f"      - {{id: d{n}, type: date, ask: Day {n}?}}\n" for n in (1, 2))
    q = OFFICE.replace("      - {id: since", more + "      - {id: since")
    row = ["A", "Never", "Often", "03/04/2021", "05/06/2021", "05/07/2021", "x"]
    found = read(tmp_path, [["Name", "calm", "trust", "d1", "d2", "since", "story"], row], q=q)
    assert found.answers == {2: {"calm": "1", "trust": "3", "story": "x"}}


@pytest.mark.parametrize("rows", [[["x", *row] for row in SOUND], [["7", *SOUND[1]], ["12", *SOUND[1]]]])
def test_a_header_that_lacks_a_cell_is_refused_where_rows_do_not_tell_it(rows: Rows, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        office(tmp_path, rows)
    assert "B002" in str(refused.value)
    assert "one cell more than the header" in str(refused.value)
    trailing = office(tmp_path, [[*row, ""] for row in SOUND])
    assert trailing.answers[3]["calm"] == "3"


@pytest.mark.parametrize("others", [["30", "75"], ["0", "1"]])
def test_a_fraction_where_per_cent_is_asked_is_not_scored(others: list[str], tmp_path: Path) -> None:
    rows = [[*SOUND[0][:6], share, *SOUND[0][7:]] for share in ("0.3", "0.5%", *others)]
    found = office(tmp_path, rows)
    doubtful = {2, *(row for row, share in enumerate(others, start=4) if share == "1")}
    assert {row for row, column, code in codes(found) if (column, code) == ("share", "B011")} == doubtful
    assert found.answers[3]["share"] == 0.5
    assert found.answers[4]["share"] == float(others[0])
    assert {row for row, answers in found.answers.items() if "share" not in answers} == doubtful


def test_one_per_cent_is_one_where_no_fraction_is(tmp_path: Path) -> None:
    rows = [[*SOUND[0][:6], share, *SOUND[0][7:]] for share in ("1", "30", "0")]
    assert [answers["share"] for answers in office(tmp_path, rows).answers.values()] == [1.0, 30.0, 0.0]


@pytest.mark.parametrize("shares", [["0", "1", "1"], ["1", "1.0", ""]])
def test_one_where_no_number_is_beyond_it_may_be_all(shares: list[str], tmp_path: Path) -> None:
    found = office(tmp_path, [[*SOUND[0][:6], share, *SOUND[0][7:]] for share in (*shares, "1%")])
    given = [row for row, share in enumerate(shares, start=2) if share.startswith("1")]
    assert codes(found) == {(row, "share", "B011") for row in given}
    assert found.answers[5]["share"] == 1.0


def test_of_two_waves_side_by_side_no_words_are_taken_either(tmp_path: Path) -> None:
    q = ALIKE + "      - {id: story, type: text, ask: What happened?}\n"
    head = ["Name", "spring_calm", "spring_story", "fall_calm", "fall_story"]
    rows = [["Ann", "Very true", "", "Not true", "bad"], ["Bo", "Very true", "good", "Partly true", ""]]
    found = read(tmp_path, [head, *rows], q=q)
    assert found.answers == {2: {}, 3: {}}
    assert {(row, column) for row, column, _ in codes(found)} >= {(2, "fall_story"), (3, "spring_story")}
    branches = read(tmp_path, [head, ["Ann", "Very true", "", "", "bad"], ["Bo", "", "good", "Not true", ""]], q=q)
    assert branches.answers == {2: {"calm": "3", "story": "bad"}, 3: {"calm": "1", "story": "good"}}


@pytest.mark.parametrize("slid", [["Here", "Never", "Rarely", "Often"], ["There", "", "Rarely", ""]])
def test_an_option_that_its_own_comma_parted_moves_all_behind_it(slid: list[str], tmp_path: Path) -> None:
    sets = "answer_sets: {size: ['Under 1,000', '1,000 and more'], place: [Here, There], "
    q = ALIKE.replace("answer_sets: {", sets).replace("[Not true, Partly true, Very true]", "[Never, Rarely, Often]")
    q += "      - {id: size, type: rating, answers: size, ask: How many?, scale: s}\n"
    q += "      - {id: place, type: rating, answers: place, ask: Where?, scale: s}\n"
    rows = [
        ["Name", "size", "place", "calm", "trust", "eager", "Remark"],
        ["Ann", "Under 1,000", "Here", "Never", "Rarely", "Often", ""],
        ["Bo", "1,000 and more", "There", "Often", "", "", ""],
        ["Cy", "Under 1", "000", *slid],
    ]
    found = read(tmp_path, rows, q=q)
    assert found.answers[2] == {"size": "1", "place": "1", "calm": "1", "trust": "2", "eager": "3"}
    assert found.answers[4] == {}
    assert codes(found) == {(4, "calm", "B024")}


def test_a_text_whose_commas_are_in_no_quotation_marks_is_refused_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text(OFFICE, encoding="utf-8")
    told = [[*row[:1], f"{row[0]} and I, so to say", *row[1:]] for row in (*SOUND, *SOUND)]
    lines = [",".join(row) for row in ([HEAD[0], "Remark", *HEAD[1:]], *told, ["Cy", "none", *SOUND[0][1:-1], ""])]

    def seen_of(rows: list[str]) -> Seen:
        (tmp_path / "table.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
        return seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "office.yaml"))

    longer = [line + "x" if line.endswith(",") else line for line in lines[:-1]]
    with pytest.raises(InputError) as refused:
        seen_of([*longer, lines[-1]])
    assert "B002" in str(refused.value)
    assert "4 rows, more than half, have more cells than the header" in str(refused.value)
    some = seen_of([*longer[:3], *[lines[-1]] * 3])
    assert [len(some.answers[row]) for row in (2, 3, 4)] == [0, 0, 7]
    assert {code for _, _, code in codes(some)} == {"B018"}


@pytest.mark.parametrize("blank", [1, 2, 6])
def test_a_row_is_too_long_also_where_its_first_cell_beyond_the_header_is_blank(blank: int, tmp_path: Path) -> None:
    head = ["id", "calm", "trust"]
    rows = [[f"r{n}", "Agree", "Disagree"] for n in range(9)]
    long = ["slid", "Disagree", "Agree", *[""] * blank, "Agree"]
    path = tmp_path / "answers.csv"
    path.write_text("".join(",".join(row) + "\n" for row in (head, *rows, long)), encoding="utf-8")
    found = seen(path, workshop())
    assert found.answers[11] == {} and found.answers[2] == {"calm": "3", "trust": "1"}
    assert [(one["row"], one["column"]) for one in found.rejects] == [(11, OVERFLOW)]
    assert any(note.startswith("1 row has more cells than the header") for note in found.notes)


@pytest.mark.parametrize("end", [",", ",,,", ',""', ', ,""'])
def test_blank_cells_beyond_the_header_are_nothing(end: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(f"id,calm\na,Agree{end}\nb,Disagree\nc,Agree{end}\nd,Agree{end}\n", encoding="utf-8")
    found = seen(path, workshop())
    assert found.rejects == [] and found.answers[2] == {"calm": "3"}


def test_what_rows_that_are_too_long_hold_settles_no_column(tmp_path: Path) -> None:
    rows = [["a", "Agree", "1"], ["b", "Disagree", "3"], ["c", "Neither, nor", "2"]]
    path = tmp_path / "answers.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in (["id", "calm", "trust"], *rows)]
    path.write_text("\n".join([*lines, "d,agree_1,9,Agree,77", "e,2,Agree,9"]), encoding="utf-8")
    found = seen(path, workshop())
    assert [found.answers[n] for n in (2, 3, 4)] == [
        {"calm": "3", "trust": "1"}, {"calm": "1", "trust": "3"}, {"calm": "2", "trust": "2"},
    ]  # fmt: skip
    assert found.answers[5] == found.answers[6] == {}


def test_texts_that_are_written_as_formulas_are_the_texts(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    rows = [["id", "goal", "calm", "staff"], ["001", "Both", "Agree", "12"], ["002", "", "Disagree", "7"]]
    lines = (",".join(f'"=""{cell}"""' for cell in row) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    found = seen(path, workshop())
    assert found.answers == {2: {"goal": "both", "calm": "3", "staff": 12.0}, 3: {"calm": "1", "staff": 7.0}}
    assert found.frame["id"].to_list() == ["001", "002"] and found.rejects == []


def test_a_number_or_day_that_may_be_two_says_how_to_write_it(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text('id,staff,since,goal\na,"1,200",03/04/2026,Both\nb,7,05/06/2026,Both\n', encoding="utf-8")
    hints = {one["column"]: one["hint"] for one in seen(path, workshop()).rejects}
    assert "1200" in hints["staff"] and "2026-03-04" in hints["since"]
    assert not any("codes" in hint for hint in hints.values())  # only options have them


@pytest.mark.parametrize(
    "head",
    [
        ["goal both", "calm Agree", "trust Disagree", "story well"],
        [
            "What do you want from this workshop? Both Fix it, then rest",
            "How true? [I stayed calm.] Agree Disagree",
            "I trusted the others, mostly. Disagree Agree",
            "What happened, in your own words? well",
        ],
    ],
)
def test_a_header_into_which_answers_were_joined_is_refused_lest_a_leader_be_lost(
    head: list[str], tmp_path: Path
) -> None:
    cells = ["Both", "Agree", "Disagree", "well"]
    with pytest.raises(InputError) as told:
        read(tmp_path, [head, cells], q=WORKSHOP)
    (problem,) = told.value.problems
    assert (problem.code.value, "in 3 headers an answer stands behind" in problem.what) == ("B002", True)
    assert read(tmp_path, [["goal", "calm", "trust", head[3]], cells], q=WORKSHOP).answers[2]["goal"] == "both"
