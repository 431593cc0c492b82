"""Numbers and labels: read where it is certain what they mean, else refused for a whole answer set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag.questionnaire import Questionnaire, load_questionnaire_file
from jtbd_diag.survey.cells.column_reader import UnforeseenError
from jtbd_diag.survey.files import csv_text
from tests.survey.reading import Seen, seen

LABELS = ("Strongly disagree", "Somewhat disagree", "Neutral", "Somewhat agree", "Strongly agree")
RATED = """\
questionnaire: rated
version: 1
title: Rated
minutes: 5
answer_sets: {{agree: [{labels}], three: [Never, Sometimes, Always]}}
{codes}scales: {{s: {{title: S}}}}
sections:
  - title: All
    items:
      - {{id: a, type: rating, answers: agree, scale: s, ask: First?}}
      - {{id: b, type: rating, answers: agree, scale: s, ask: Second?}}
      - {{id: c, type: rating, answers: agree, scale: s, ask: Third?, reverse: true}}
      - {{id: d, type: rating, answers: three, scale: s, ask: Fourth?}}
"""
Rows = Sequence[Sequence[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("numbers")


def rated(folder: Path, codes: str = "") -> Questionnaire:
    path = folder / f"q{abs(hash(codes))}.yaml"
    path.write_text(RATED.format(labels=", ".join(LABELS), codes=codes), encoding="utf-8")
    return load_questionnaire_file(path)


def read(folder: Path, rows: Rows, codes: str = "", mapping: str = "", **more: object) -> Seen:
    """What came out of rows of the items a, b, c (and d)."""
    head = ["id", "a", "b", "c", "d"][: len(rows[0]) + 1]
    lines = [",".join(head), *(",".join([str(n), *row]) for n, row in enumerate(rows))]
    table = folder / "table.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if mapping:
        (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
        more["mapping"] = folder / "mapping.yaml"
    return seen(table, rated(folder, codes), **more)


def answers(found: Seen) -> list[Mapping[str, object]]:
    return [found.answers[row] for row in sorted(found.answers)]


FULL = [["1", "2", "3"], ["4", "5", "1"], ["", "3", "2"]]


def test_1_to_n_and_no_other_are_the_places(folder: Path) -> None:
    found = read(folder, FULL)
    assert answers(found)[:2] == [{"a": "1", "b": "2", "c": "3"}, {"a": "4", "b": "5", "c": "1"}]
    note = next(note for note in found.notes if "numbers are read as the places" in note)
    assert "1 is taken for" in note and "nothing found beside them says so" in note
    assert len([one for one in found.notes if "as the places" in one]) == 1  # of one answer set once


@pytest.mark.parametrize(
    "rows",
    [
        [["4", "4", "2"], ["6", "2", "2"], ["3", "3", "6"], ["1", "1", "1"]],  # coded 1, 2, 3, 4, 6
        [["0", "4", "3"], ["1", "3", "4"], ["2", "4", "4"]],  # a 0 in one column tells of all
        [["1", "2", "3"], ["4", "4", "4"]],  # no 5: they may be 0 to 4
        [["1", "2", "3"], ["4", "5", "-99"]],
        [["1.0", "2.0", "3.0"], ["4.0", "5.0", "0.0"]],
        [["3", "Neutral", "Neutral"]],
    ],
)
def test_other_numbers_refuse_the_whole_answer_set(folder: Path, rows: Rows) -> None:
    found = read(folder, rows)
    numbers = [cell for row in rows for cell in row if not cell.isalpha()]
    assert [reject["code"] for reject in found.rejects] == ["B030"] * len(numbers)
    assert all("codes: {agree: {" in reject["hint"] for reject in found.rejects)
    assert {value for one in answers(found) for value in one.values()} <= {"3"}


def test_another_answer_set_is_another_decision(folder: Path) -> None:
    found = read(folder, [["0", "4", "3", "1"], ["1", "3", "4", "2"], ["2", "4", "4", "3"]])
    assert answers(found) == [{"d": "1"}, {"d": "2"}, {"d": "3"}]


def test_declared_codes_are_read_and_what_contradicts_them_is_not(folder: Path) -> None:
    codes = "answer_codes: {agree: [0, 1, 2, 3, 4]}\n"
    assert answers(read(folder, [["0", "4", "3"]], codes)) == [{"a": "1", "b": "5", "c": "4"}]
    found = read(folder, [["1", "4", "3"], ["5", "2", "2"]], codes)
    assert answers(found) == [{}, {}]
    assert "its codes are 0, 1, 2, 3, 4" in found.rejects[0]["what"]


def test_a_first_0_after_the_start_of_a_streamed_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    monkeypatch.setattr(csv_text, "START", 10)
    early = [["1", "2", "3"], ["4", "5", "1"]] * 100
    with pytest.raises(UnforeseenError):
        read(folder, [*early, ["0", "1", "1"]])
    careful = read(folder, [*early, ["0", "1", "1"]], careful=True)
    assert not any(answers(careful))
    assert len(careful.rejects) == 603


NUMBERED = st.lists(st.tuples(*[st.sampled_from("12345")] * 3), max_size=6)
MARKS = st.sampled_from(["0", "-99", "9", "99", "999", "-1"])


@given(NUMBERED, MARKS, st.data())
def test_one_number_that_is_no_place_refuses_the_set_or_is_said_to_be_missing(
    folder: Path, more: list[tuple[str, ...]], mark: str, data: st.DataObject
) -> None:
    """In whichever column and row it stands; said to be missing, it leaves every other cell as it was."""
    rows = [*map(list, FULL), *map(list, more)]
    row, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 2))
    marked = [[mark if (n, m) == (row, column) else cell for m, cell in enumerate(one)] for n, one in enumerate(rows)]
    refused = read(folder, marked)
    assert not any(answers(refused))
    assert {reject["code"] for reject in refused.rejects} == {"B030"}
    told = answers(read(folder, [*marked, *FULL], mapping=f'missing: ["{mark}"]\n'))
    blank = [[cell if cell != mark else "" for cell in one] for one in marked]
    assert told == answers(read(folder, [*blank, *FULL]))


ANSWERED = st.lists(st.tuples(*[st.sampled_from(["", *LABELS])] * 3), min_size=1, max_size=8)
CELLS = st.sampled_from(["", "0", "1", "2", "3", "4", "5", "6", "-99", "NA", "n/a", *LABELS, "4 - Somewhat agree", "x"])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_answer(folder: Path, rows: list[tuple[str, ...]], dice: object) -> None:
    order = list(range(len(rows)))
    dice.shuffle(order)  # type: ignore[attr-defined]
    straight = answers(read(folder, rows))
    shuffled = answers(read(folder, [rows[n] for n in order]))
    assert shuffled == [straight[n] for n in order]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4),
    st.sampled_from([FULL, [["Neutral", "Neutral", "Neutral"]]]),
)
def test_the_start_of_a_long_table_decides_no_more_than_its_end(
    folder: Path, odd: list[tuple[str, ...]], rows: Rows
) -> None:
    many = [*rows] * (2100 // len(rows))
    above, below = answers(read(folder, [*odd, *many])), answers(read(folder, [*many, *odd]))
    assert above == [*below[len(many) :], *below[: len(many)]]


@given(ANSWERED, st.lists(st.integers(-2, 9), min_size=5, max_size=5, unique=True))
def test_recoded_answers_are_the_same_or_refused(folder: Path, rows: list[tuple[str, ...]], coded: list[int]) -> None:
    """But for a platform that numbers 1 to n in an order of its own, which no table can tell."""
    if sorted(coded) == [1, 2, 3, 4, 5]:
        coded = [1, 2, 3, 4, 5]
    by_label = dict(zip(LABELS, map(str, coded), strict=True)) | {"": ""}
    labels = answers(read(folder, rows))
    numbers = read(folder, [[by_label[cell] for cell in row] for row in rows])
    refused = {reject["code"] for reject in numbers.rejects}
    assert (answers(numbers) == labels) if not refused else (refused == {"B030"} and not any(answers(numbers)))


@pytest.mark.parametrize(
    "notation",
    ["{n} - {t}", "{t} ({n})", "{n}: {t}", "{n}. {t}", "{n}) {t}", "({n}) {t}", "[{n}] {t}", "{n} {t}", "{n} = {t}",
     "{n} \u2013 {t}", "{t} [{n}]", "{t} - {n}", "{t}={n}", "{n}_{t}"],
)  # fmt: skip
@pytest.mark.parametrize("coded", ["12345", "67134"])
def test_a_number_beside_its_label_is_the_label(folder: Path, notation: str, coded: str) -> None:
    cells = [notation.format(n=n, t=label) for n, label in zip(coded, LABELS, strict=True)]
    found = read(folder, [[cells[2], cells[0], cells[4]], [cells[3], cells[1], ""]])
    assert answers(found) == [{"a": "3", "b": "1", "c": "5"}, {"a": "4", "b": "2"}]


def test_a_number_and_a_label_that_disagree_once(folder: Path) -> None:
    rows = [["3 - Neutral", "1 - Neutral", ""], ["3 - Somewhat agree", "2 - Somewhat agree", ""]]
    found = read(folder, rows)
    assert answers(found) == [{"b": "3"}, {"b": "4"}]
    told = [(reject["column"], reject["code"]) for reject in found.rejects]
    assert told == [("a", "B031"), ("a", "B031")]
    assert "'3 - Neutral'" in found.rejects[0]["what"] and "'3 - Somewhat agree'" in found.rejects[0]["what"]


PAIRS = [f"{n} - {label}" for n, label in enumerate(LABELS, start=1)]
DOWN = [f"{6 - n} - {label}" for n, label in enumerate(LABELS, start=1)]


def test_a_single_number_that_goes_with_another_label_is_the_one_cell_refused(folder: Path) -> None:
    found = read(folder, [*([one, "", ""] for one in PAIRS * 2), ["4 - Strongly disagree", "", ""]])
    assert answers(found) == [*({"a": str(1 + n % 5)} for n in range(10)), {}]
    assert [(reject["row"], reject["column"], reject["code"]) for reject in found.rejects] == [(12, "a", "B031")]


def test_two_forms_below_each_other_numbered_both_ways_are_read_by_their_labels(folder: Path) -> None:
    found = read(folder, [[one, "", ""] for one in (*PAIRS, *DOWN)])
    assert [one["a"] for one in answers(found)] == [*"12345", *"12345"]
    assert any("run up in some rows and down in others" in note for note in found.notes)
    few = read(folder, [[one, "", ""] for one in (*PAIRS[1:4], *DOWN[1:4])])  # nobody chose an end
    assert [one["a"] for one in answers(few)] == [*"234", *"234"]


@pytest.mark.parametrize(
    "cells",
    [
        [*PAIRS, PAIRS[0], "2 - Strongly agree", "4 - Strongly disagree", "3 - Somewhat agree"],  # in no order
        [*PAIRS, "1 - Strongly agree"],  # once beside once
        [*PAIRS[:2] * 2, "1 - Somewhat disagree", "2 - Strongly disagree"],
    ],
)
def test_labels_whose_numbers_are_in_no_order_refuse_the_column(folder: Path, cells: list[str]) -> None:
    found = read(folder, [[one, "", ""] for one in cells])
    assert not any(answers(found)) and {reject["code"] for reject in found.rejects} == {"B031"}


@pytest.mark.parametrize(
    "signs",
    [
        "{n} of 5", "{n}/5", "{n} out of 5", "{n} / 5 stars", "({n})", "[{n}]", "{n}.", "{full}{hollow}", "{full}",
        "{n} stars",
    ],
)  # fmt: skip
def test_a_number_in_other_signs_is_the_bare_number(folder: Path, signs: str) -> None:
    def cell(n: int) -> str:
        return signs.format(n=n, full="\u2605" * n, hollow="\u2606" * (5 - n))

    found = read(folder, [[cell(n), cell(6 - n), ""] for n in range(1, 6)])
    assert answers(found) == [{"a": str(n), "b": str(6 - n)} for n in range(1, 6)] and not found.rejects
    assert any("nothing found beside them" in note for note in found.notes)
    few = read(folder, [[cell(n), "", ""] for n in (1, 2, 4)])  # as bare numbers are not read
    assert not any(answers(few)) and {reject["code"] for reject in few.rejects} == {"B030"}


@pytest.mark.parametrize("cell", ["{n} of 7", "{n}/10", "\u2605\u2606" * 3, "{n} points", "0/5"])
def test_numbers_of_another_scale_are_none(folder: Path, cell: str) -> None:
    found = read(folder, [[cell.format(n=n), "", ""] for n in range(1, 6)])
    assert not any(answers(found)) and len(found.rejects) == 5


def test_more_stars_than_a_scale_has_tell_that_they_are_of_another(folder: Path) -> None:
    found = read(folder, [["\u2605" * n, str(min(n, 5)), ""] for n in range(1, 8)])
    assert not any(answers(found)) and {reject["code"] for reject in found.rejects} == {"B030"}


@pytest.mark.parametrize("notation", ["{t} [{n}/5]", "{n}/5 - {t}", "{n} of 5: {t}", "{t} ({n} out of 5)", "{n} ({t})"])
def test_a_label_beside_a_number_of_so_many_is_the_label(folder: Path, notation: str) -> None:
    cells = [notation.format(n=n, t=label) for n, label in enumerate(LABELS, start=1)]
    assert answers(read(folder, [[one, "", ""] for one in cells])) == [{"a": str(n)} for n in range(1, 6)]


ENDS = ("1 - Strongly disagree", "2", "3", "4", "5 - Strongly agree")


def test_numbers_of_which_only_the_ends_have_labels_are_read_where_all_are_there(folder: Path) -> None:
    found = read(folder, [[ENDS[0], ENDS[1], ""], [ENDS[2], ENDS[3], ENDS[4]]])
    assert answers(found) == [{"a": "1", "b": "2"}, {"a": "3", "b": "4", "c": "5"}]
    assert not found.rejects
    assert any("as the places of options" in note for note in found.notes)


@pytest.mark.parametrize(
    "rows",
    [
        [[ENDS[0], ENDS[1], ""], ["", ENDS[3], ENDS[4]]],  # nobody says 3
        [[*ENDS[:3]], ["0", ENDS[3], ENDS[4]]],
        [["2 - Strongly disagree", "1", "3"], ["4", "5", ""]],  # not in their order
    ],
)
def test_all_of_the_set_is_refused_where_one_is_not_certain(folder: Path, rows: Rows) -> None:
    found = read(folder, rows)
    assert not any(answers(found))
    assert len(found.rejects) == sum(bool(cell) for row in rows for cell in row)
    assert {reject["code"] for reject in found.rejects} == {"B030"}
    assert "stand with labels" in found.rejects[0]["what"]


def test_a_number_alone_is_read_where_it_stands_with_its_label_elsewhere(folder: Path) -> None:
    rows = [["6 - Neutral", "8 - Strongly agree", ""], ["8 - Strongly agree", "6", ""], ["6", "", ""]]
    assert answers(read(folder, rows)) == [{"a": "3", "b": "5"}, {"a": "5", "b": "3"}, {"a": "3"}]
    found = read(folder, [*rows, ["", "", "6"]])  # of c nobody says what its numbers mean
    assert answers(found) == [{"a": "3", "b": "5"}, {"a": "5", "b": "3"}, {"a": "3"}, {}]
    assert [(reject["column"], reject["code"]) for reject in found.rejects] == [("c", "B030")]
    assert not any(answers(read(folder, [*rows, ["7", "", ""]])))


def test_ends_with_labels_and_declared_codes(folder: Path) -> None:
    codes = "answer_codes: {agree: [0, 1, 2, 3, 4]}\n"
    found = read(folder, [["0 - Strongly disagree", "1", "3"]], codes)
    assert answers(found) == [{"a": "1", "b": "2", "c": "4"}]
    assert not any(answers(read(folder, [["1 - Strongly disagree", "2", "3"]], codes)))


def test_a_number_that_is_not_the_declared_code_of_its_label(folder: Path) -> None:
    codes = "answer_codes: {agree: [1, 2, 3, 4, 5]}\n"
    assert answers(read(folder, [["4 - Somewhat agree", "", ""]], codes)) == [{"a": "4"}]
    found = read(folder, [["5 - Somewhat agree", "", ""]], codes)
    assert [reject["code"] for reject in found.rejects] == ["B031"]


def test_a_number_in_a_label_is_no_number_beside_it(folder: Path) -> None:
    path = folder / "size.yaml"
    path.write_text(
        RATED.format(labels=", ".join(LABELS), codes="")
        + "      - {id: e, type: single, ask: Size?, options: [{id: x, text: Grades 9}, {id: y, text: '3'}]}\n"
    )
    table = folder / "size.csv"
    table.write_text("id,a,e\n1,Neutral,Grades 9\n2,Neutral,Grades 9 - 12\n3,Neutral,1 - 3\n")
    found = seen(table, load_questionnaire_file(path))
    assert [found.answers[row].get("e") for row in (2, 3, 4)] == ["x", None, None]


@pytest.mark.parametrize("turned", [False, True])
def test_numbers_beside_labels_of_which_nothing_says_what_they_mean_are_refused(folder: Path, turned: bool) -> None:
    """Which way they run, labels in other rows or columns do not tell: one of both would be turned round."""
    numbers = [str(5 - n if turned else n + 1) for n in range(5)]
    below = read(folder, [*([label, label, ""] for label in LABELS), *([one, one, ""] for one in numbers)])
    beside = read(folder, [[label, one, one] for label, one in zip(LABELS, numbers, strict=True)])
    labels = [str(n) for n in range(1, 6)]
    assert answers(below) == [*({"a": one, "b": one} for one in labels), *[{}] * 5]
    assert answers(beside) == [{"a": one} for one in labels]
    assert {one["code"] for one in (*below.rejects, *beside.rejects)} == {"B030"}
    assert "nothing says which option each means" in below.rejects[0]["what"]


def test_labels_with_and_without_numbers_in_one_column_are_the_labels(folder: Path) -> None:
    found = read(folder, [[one, "", ""] for one in (*PAIRS, *LABELS)])
    assert [one["a"] for one in answers(found)] == [*"12345", *"12345"] and not found.rejects


@pytest.mark.parametrize("sign", ["\u2605", "{n}", "roman"])
def test_numbers_in_one_notation_do_not_stand_in_for_those_in_another(folder: Path, sign: str) -> None:
    roman = ["I", "ii", "III", "\u2163", "V"]
    written = {"\u2605": ["\u2605" * n for n in range(1, 6)], "{n}": [*"12345"], "roman": roman}
    assert [one["a"] for one in answers(read(folder, [[one, "", ""] for one in written[sign]]))] == [*"12345"]
    for other in written.keys() - {sign}:
        rows = [[one, two, ""] for one, two in zip(written[sign], [*written[other][:4], ""], strict=True)]
        assert not any(answers(read(folder, rows))), "four may be all that there are in one of them"
        rows[4][1] = written[other][4]
        assert [(one["a"], one["b"]) for one in answers(read(folder, rows))] == [(n, n) for n in "12345"]


def test_what_fills_blanks_of_all_columns_is_nobodys_answer(folder: Path) -> None:
    path = folder / "no.yaml"
    offered = "{id: y, text: 'Yes'}, {id: z, text: 'No'}"
    path.write_text(
        RATED.format(labels=", ".join(LABELS), codes="")
        + f"      - {{id: e, type: single, ask: Size?, options: [{offered}]}}\n"
    )
    table = folder / "no.csv"
    table.write_text("id,a,b,e\n1,Neutral,No,Yes\n2,No,Neutral,No\n3,No,No,No\n")
    found = seen(table, load_questionnaire_file(path))
    assert answers(found) == [{"a": "3", "e": "y"}, {"b": "3"}, {}]
    assert [one["code"] for one in found.rejects if one["column"] == "e"] == ["B011", "B011"]
    table.write_text("id,a,b,e\n1,Neutral,No,Yes\n2,No,Neutral,No\n3,,,No\n")  # two who wrote it themselves
    assert [one.get("e") for one in answers(seen(table, load_questionnaire_file(path)))] == ["y", "z", "z"]


MISSED = [["3", "1", "5"], ["0", "2", "3"], ["4", "NA", "-99"], ["2", "3", "0"]]


def test_a_mapping_says_which_cells_are_missing_answers(folder: Path) -> None:
    refused = read(folder, MISSED)
    assert not any(answers(refused))
    assert "missing: [-99, 0]" in refused.rejects[0]["hint"]
    found = read(folder, MISSED, mapping="missing: [0, NA, -99]\n")
    assert answers(found) == [{"a": "3", "b": "1", "c": "5"}, {"b": "2", "c": "3"}, {"a": "4"}, {"a": "2", "b": "3"}]
    assert not found.rejects
    by_set = read(folder, MISSED, mapping="missing: {agree: [0.0, NA], c: -99}\n")
    assert answers(by_set) == answers(found)


@pytest.mark.parametrize(
    "meant", ["{0: 1, 1: 2, 4: 5}", "{0: strongly disagree, 1: Somewhat disagree, 4: Strongly agree}"]
)
def test_codes_are_said_once_for_an_answer_set(folder: Path, meant: str) -> None:
    found = read(folder, [["0", "1.0", "4"], ["1", "0", "0"]], mapping=f"codes: {{agree: {meant}}}\n")
    assert answers(found) == [{"a": "1", "b": "2", "c": "5"}, {"a": "2", "b": "1", "c": "1"}]
    other = read(folder, [["0", "1", "2"]], mapping=f"codes: {{agree: {meant}}}\n")
    assert answers(other) == [{"a": "1", "b": "2"}]
    assert [reject["code"] for reject in other.rejects] == ["B030"]
    own = read(folder, [["0", "1", "4"]], mapping=f"codes: {{c: {{4: }}, agree: {meant}}}\n")
    assert answers(own) == [{"a": "1", "b": "2"}]


def test_what_is_said_of_cells_that_are_not_there_is_told(folder: Path) -> None:
    mapping = "codes: {agree: {9: Neutral, 1: Neutral}}\nmissing: [-7]\nyes: [Ja]\n"
    found = read(folder, [["1", "1", "1"]], mapping=mapping)
    told = "no cell is what the mapping says of '9' of 'a', under codes, '-7', under missing, 'Ja', under yes"
    assert told in found.notes


def test_a_filler_is_no_answer_and_an_option_of_that_name_is(folder: Path) -> None:
    path = folder / "na.yaml"
    offered = "{id: x, text: NA}, {id: y, text: None}, {id: z, text: n/a}"
    path.write_text(
        RATED.format(labels=", ".join(LABELS), codes="")
        + f"      - {{id: e, type: single, ask: Size?, options: [{offered}]}}\n"
        + "      - {id: f, type: text, ask: Why?}\n"
    )
    table = folder / "na.csv"
    table.write_text("id,a,b,e,f\n1,n/a,NA,NA,n/a\n2,NA,n/a,n/a,None\n3,Neutral,n/a,None,NA\n4,None,,,\n")
    found = seen(table, load_questionnaire_file(path))
    # in own words "None" is an answer; "NA" is none, since other columns have it where nothing was answered
    assert answers(found) == [{"e": "x"}, {"e": "z", "f": "None"}, {"a": "3", "e": "y"}, {}]
    assert [(reject["value"], reject["code"]) for reject in found.rejects] == [("None", "B010")]


def test_none_that_python_writes_is_no_answer_and_where_it_is_offered_nobody_knows(folder: Path) -> None:
    path = folder / "none.yaml"
    offered = "{id: y, text: None}, {id: z, text: Some}"
    path.write_text(
        RATED.format(labels=", ".join(LABELS), codes="")
        + f"      - {{id: e, type: single, ask: Size?, options: [{offered}]}}\n"
        + "      - {id: f, type: text, ask: Why?}\n"
    )
    table = folder / "none.csv"
    table.write_text("id,a,b,e,f\n1,None,Neutral,None,None\n2,Neutral,None,Some,so\n")
    found = seen(table, load_questionnaire_file(path))
    assert answers(found) == [{"b": "3"}, {"a": "3", "e": "z", "f": "so"}]
    assert [(one["row"], one["column"], one["code"]) for one in found.rejects] == [(2, "e", "B011")]
    said = folder / "mapping.yaml"
    said.write_text("codes: {e: {None: y}}\n")
    assert answers(seen(table, load_questionnaire_file(path), mapping=said))[0] == {"b": "3", "e": "y"}
    table.write_text("id,a,b,e,f\n1,,Neutral,None,None\n2,Neutral,,Some,so\n")
    assert answers(seen(table, load_questionnaire_file(path)))[0] == {"b": "3", "e": "y", "f": "None"}


@pytest.mark.parametrize(
    "filler", ["-", "---", "##N/A##", ".", "\\N", "(blank)", "No response", "not asked", "Skipped", "SYSMIS"]
)
def test_what_stands_in_several_columns_for_no_answer_is_none(folder: Path, filler: str) -> None:
    found = read(folder, [["Neutral", filler, filler], [filler, "Neutral", filler]])
    assert found.rejects == [] and answers(found) == [{"a": "3"}, {"b": "3"}]
    once = read(folder, [["Neutral", filler, ""]])
    assert [one["value"] for one in once.rejects] == [filler]


TICKED = """\
questionnaire: ticked
version: 1
title: Ticked
minutes: 5
scales: {s: {title: S}}
sections:
  - title: All
    items:
      - {id: m, type: multiple, ask: Which?, count_points: {s: {1: 0, 2: 100}},
         options: [{id: p, text: Paper}, {id: q, text: Pens}, {id: r, text: Rulers}]}
"""


IN_OTHER_WORDS = [
    ("WAHR", "FALSCH"), ("VRAI", "FAUX"), ("VERDADERO", "FALSO"), ("Ja", "Nein"), ("oui", "non"), ("S\u00ed", "No"),
    ("t", "f"), ("\u25cf", "\u25cb"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "mapping", "found"),
    [
        ("1,0,0 0,1,1", "", [("p",), ("q", "r")]),
        ("1,2,2 2,1,1", "", [None, None]),
        ("1,2,2 2,1,1", "yes: [1]\nno: [2]\n", [("p",), ("q", "r")]),
        ("1,2,2 2,1,1", "yes: 1\ncodes: {m: {2: }}\n", [("p",), ("q", "r")]),
        ("Tak,Nie,Nie Nie,Tak,Tak", "", [None, None]),  # in another language the second word is "never"
        ("Tak,Nie,Nie Nie,Tak,Tak", "yes: [Tak]\nno: [Nie]\n", [("p",), ("q", "r")]),
        *((f"{y},{n},{n} {n},{y},{y}", "", [("p",), ("q", "r")]) for y, n in IN_OTHER_WORDS),
        ("0,1,1 1,0,0", "yes: [0]\nno: [1]\n", [("p",), ("q", "r")]),
        ("1,,9 ,1,", "", [None, None]),
        ("1,,9 ,1,", "missing: [9]\n", [("p",), ("q",)]),
    ],
)
def test_ticks_in_columns_of_their_own(
    folder: Path, cells: str, mapping: str, found: list[tuple[str, ...] | None]
) -> None:
    (folder / "ticked.yaml").write_text(TICKED)
    (folder / "ticked.csv").write_text("id,m.p,m.q,m.r\n" + "".join(f"1,{row}\n" for row in cells.split()))
    (folder / "marks.yaml").write_text(mapping or "layout: plain\n")
    read_ = seen(folder / "ticked.csv", load_questionnaire_file(folder / "ticked.yaml"), mapping=folder / "marks.yaml")
    assert [one.get("m") for one in answers(read_)] == found
    assert bool(read_.rejects) == (None in found)


@pytest.mark.parametrize("form", ["{}.0", "{}.00", '"{},0"', '"{},00"', "0{}", "+{}", " {} "])
def test_a_number_is_the_same_however_it_is_written(folder: Path, form: str) -> None:
    written = [[form.format(cell) if cell else "" for cell in row] for row in FULL]
    assert answers(read(folder, written)) == answers(read(folder, FULL))


def test_wide_digits_are_digits(folder: Path) -> None:
    wide = [[cell.translate({48 + n: 0xFF10 + n for n in range(10)}) for cell in row] for row in FULL]
    assert answers(read(folder, wide)) == answers(read(folder, FULL))


def test_a_thousand_is_no_one(folder: Path) -> None:
    found = read(folder, [*([cell.replace("1", '"1,000"') for cell in row] for row in FULL)])
    assert not any(found.answers.values())


@pytest.mark.parametrize("codes", ["{1: 5, 2: 4, 3: 3, 4: 2, 5: 1}", "{1.0: 5, 2.0: 4, 3.00: 3, 04: 2, '5,0': 1}"])
def test_codes_of_a_mapping_are_numbers_however_they_are_written(folder: Path, codes: str) -> None:
    found = read(folder, FULL, mapping=f"codes: {{agree: {codes}}}")
    assert answers(found)[0] == {"a": "5", "b": "4", "c": "3"}


@pytest.mark.parametrize("middle", [["2", "3", "4"], ["4", "3", "2"], ["1", "2", "3"]])
def test_ends_by_label_and_numbers_between_that_may_go_either_way(folder: Path, middle: list[str]) -> None:
    """The ends are certain; but scored alone they would tell of those only who ticked an end."""
    first, *_, last = LABELS
    found = read(folder, [[first, middle[0], middle[1]], [last, middle[2], first], [middle[1], last, middle[0]]])
    assert not any(found.answers.values())
    assert {one["code"] for one in found.rejects} == {"B030"}
    assert len(found.rejects) == 9
    assert "{2: …" in found.rejects[0]["hint"] or "{1: …" in found.rejects[0]["hint"]


def test_one_stray_number_takes_no_label_along(folder: Path) -> None:
    found = read(folder, [[LABELS[0], LABELS[1], LABELS[2]], [LABELS[3], "7", LABELS[0]]])
    assert answers(found) == [{"a": "1", "b": "2", "c": "3"}, {"a": "4", "c": "1"}]


def test_numbers_that_may_only_mark_what_is_missing_are_told_as_that(folder: Path) -> None:
    found = read(folder, [["99", "", ""], ["99", "", "99"]])
    assert {one["hint"] for one in found.rejects} == {"say in the mapping if they mark missing answers, missing: [99]"}
