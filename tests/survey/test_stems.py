"""What stands before a question in its header: told, or a reason not to read it, where it asks something else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.questionnaire import load_questionnaire
from tests.survey.reading import Seen, seen

LEADER = load_questionnaire("leader")
RATED = [item for item in LEADER.items.values() if item.type == "rating"][:6]
OPTIONS = [option.text for option in LEADER.options(RATED[0].id)]


SINGLE = next(item for item in LEADER.items.values() if item.type == "single" and item.id in LEADER.telling_items())


def read(folder: Path, heads: list[str], single: str = SINGLE.ask) -> Seen:
    """A survey in which one question stands as it is, and the others below these headers."""
    head = [single, *heads]
    rows = [
        [LEADER.options(SINGLE.id)[n % 2].text, *(OPTIONS[(n + k) % len(OPTIONS)] for k in range(len(heads)))]
        for n in range(4)
    ]
    path = folder / "table.tsv"
    path.write_text("".join("\t".join(row) + "\n" for row in [head, *rows]), encoding="utf-8")
    return seen(path, LEADER)


@pytest.mark.parametrize(
    "form",
    [
        *("It is NOT the case that: {}", "My deputy would say: {}", "Expected in 2028 - {}", "Ideally: {}"),
        *("How important is this? [{}]", "Two years ago: {}", "Please rate your deputy [{}]", "Cabinet: {}"),
        *("{} (two years ago)", "{} (last year)", "{} - in 2028", "{} (before)", "{} (ideally)", "{} - how important?"),
        *("{} (according to your deputy)", "{} (deputy)", "{} / if you had more money", "{} (vor zwei Jahren)"),
        *("Before - {}", "{} [hace dos años]", "Board's view: {}", "{} (in 3 years)", "{} (retrospective)"),
        *("{} (goal)", "Goal: {}", "{} (goals)"),
        *("{} (Deputy Superintendent)", "For the board chair: {}", "In the last school year [{}]", "{} (future)"),
    ],
)
def test_questions_that_ask_something_else_are_not_read(form: str, tmp_path: Path) -> None:
    heads = [form.format(item.ask) for item in RATED]
    found = read(tmp_path, heads)
    assert not {item.id for item in RATED} & {column.item for column in found.table.columns}
    told = {one.header: one.why for one in found.table.unmatched}
    assert all("asks something else: it is not read" in told[" ".join(head.split())] for head in heads)


@pytest.mark.parametrize(
    "form",
    [
        *("Survey of principals: {}", "Superintendents [{}]", "{} (to be answered by the principal)", "Principal: {}"),
        *("Hope High School: {}", "{} (Target Elementary)", "About your team - {}", "Leader survey in 2026: {}"),
        *("Important! {}", "{} (Goal Academy)", "{} (self)"),
        *("{} (last 4 weeks)", "Over the past 30 days: {}", "{} (past month)", "{} (formerly Q12)"),
    ],
)
def test_words_that_only_sound_so_keep_no_question_from_being_read(form: str, tmp_path: Path) -> None:
    found = read(tmp_path, [form.format(item.ask) for item in RATED])
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}


@pytest.mark.parametrize("form", ["Your principal: {}", "Our superintendents' view: {}", "{} (by your principal)"])
def test_leaders_who_are_somebodys_are_others(form: str, tmp_path: Path) -> None:
    found = read(tmp_path, [form.format(item.ask) for item in RATED])
    assert not {item.id for item in RATED} & {column.item for column in found.table.columns}


@pytest.mark.parametrize(
    "form", ["ideal_{}", "goal_{}", "goal.{}", "deputy/{}", "board.{}", "then_{}", "{}_before", "staff[1]/{}"]
)
@pytest.mark.parametrize("count", [1, 6])
def test_ids_beside_such_a_word_are_not_read(form: str, count: int, tmp_path: Path) -> None:
    found = read(tmp_path, [form.format(item.id) for item in RATED[:count]])
    assert not {item.id for item in RATED} & {column.item for column in found.table.columns}


@pytest.mark.parametrize("copy", ["", ".1"])
def test_options_of_somebody_else_and_numbered_copies_are_not_read(copy: str, tmp_path: Path) -> None:
    several = next(item for item in LEADER.items.values() if item.type == "multiple")
    heads = [f"deputy/{several.id}/{option.id}" for option in several.options]
    copies = [*(f"deputy/{item.id}{copy}" for item in RATED), *(f"deputy/{item.id}" for item in RATED)]
    tail = ["_uuid", "_submission_time", "_index"]
    found = read(tmp_path, [*heads, *(copies if copy else copies[:6]), *tail])
    assert found.table.layout == "kobotoolbox"
    assert {column.item for column in found.table.columns if column.item} == {SINGLE.id}
    sound = read(tmp_path, [head.replace("deputy", "part2") for head in heads] + tail)
    assert several.id in {column.item for column in sound.table.columns}
    assert not any("before questions" in note for note in sound.notes)


def test_the_end_of_an_id_that_is_another_id_is_not_that_one(tmp_path: Path) -> None:
    long = next(item.id for item in LEADER.items.values() if item.id.endswith("_seen"))
    found = read(tmp_path, [f"part2_{long}"])
    assert {column.item for column in found.table.columns if column.item} == {SINGLE.id, long}
    assert "seen" not in {column.item for column in read(tmp_path, [f"ideal_{long}", "last_seen"]).table.columns}


def test_a_group_of_all_questions_is_one_and_is_told_where_it_names_people(tmp_path: Path) -> None:
    found = read(tmp_path, [f"staff/{item.id}" for item in RATED], single=f"staff/{SINGLE.id}")
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert any("'staff' (7)" in note for note in found.notes)


def test_groups_that_each_hold_other_questions_are_parts_of_a_form(tmp_path: Path) -> None:
    heads = [*(f"staff/{item.id}" for item in RATED[:3]), *(f"work/{item.id}" for item in RATED[3:])]
    found = read(tmp_path, heads, single=f"work/{SINGLE.id}")
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert any("'staff' (3)" in note for note in found.notes)
    again = read(tmp_path, [*heads, f"staff/{RATED[3].id}"], single=f"work/{SINGLE.id}")
    assert not {item.id for item in RATED[:4]} & {column.item for column in again.table.columns}


@pytest.mark.parametrize("one", ["leader/{}", "me - {}", "{} (I)"])
def test_where_somebody_else_is_asked_too_neither_is_read(one: str, tmp_path: Path) -> None:
    heads = [form.format(item.id if "/" in form else item.ask) for form in (one, "deputy/{}") for item in RATED[:3]]
    found = read(tmp_path, heads)
    assert not {item.id for item in RATED} & {column.item for column in found.table.columns}
    assert {one.header for one in found.table.unmatched if "a mapping says so" in one.why} == set(heads)
    whole = read(tmp_path, [RATED[0].id, f"deputy/{RATED[0].id}"])
    assert [column.header for column in whole.table.columns if column.item == RATED[0].id] == [RATED[0].id]


@pytest.mark.parametrize("word", ["Voluntary", "voluntary", "VOLUNTARY"])
def test_a_word_of_everyday_is_no_id_among_questions(word: str, tmp_path: Path) -> None:
    found = read(tmp_path, [*(item.ask for item in RATED), word])
    assert "voluntary" not in {column.item for column in found.table.columns}
    assert any(one.header == word and "the id of 'voluntary'" in one.why for one in found.table.unmatched)
    asked = read(tmp_path, [*(item.id for item in RATED), word])
    assert "voluntary" in {column.item for column in asked.table.columns}
    sure = read(tmp_path, [*(item.ask for item in RATED), "Causes"])
    assert "causes" in {column.item for column in sure.table.columns}


def test_a_word_of_everyday_is_an_id_where_its_label_asks_the_question(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    names, asks = [*(f"V{n}" for n in range(len(RATED))), "VOLUNTARY"], [*(item.ask for item in RATED), "Voluntary"]
    for ask, known in ((LEADER.items["voluntary"].ask, True), ("Voluntary", False)):
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([names, [*asks[:-1], ask], [""] * len(names)])
        found = seen(path, LEADER, layout="statistics")
        assert ("voluntary" in {column.item for column in found.table.columns}) == known


def test_a_word_of_everyday_alone_makes_no_table_ours(tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_text("Grant,Sum,Year,Town,Voluntary,Paid,Remark\nG1,100,2026,Ames,Yes,No,late\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        seen(path, LEADER)
    assert [problem.code for problem in refused.value.problems] == [Code.OTHER_SURVEY]
    assert "of 'Voluntary': it is the id of 'voluntary'" in (refused.value.problems[0].hint or "")


def test_what_the_questionnaire_says_of_time_itself_asks_nothing_else(tmp_path: Path) -> None:
    own = load_questionnaire("organisation")
    asks = [item.ask for item in own.items.values()][:4]
    for form, read_ in (("Over the past twelve months: {}", 4), ("Over the past three years: {}", 0)):
        path = tmp_path / "table.tsv"
        path.write_text("\t".join([*asks[:1], *(form.format(ask) for ask in asks[1:])]) + "\n", encoding="utf-8")
        assert sum(column.item is not None for column in seen(path, own).table.columns) == max(read_, 1)


@pytest.mark.parametrize("part", ["priority", "target", "goals"])
def test_parts_of_a_form_may_be_called_what_else_a_question_may_ask(part: str, tmp_path: Path) -> None:
    heads = [f"{part}/{item.id}" for item in RATED]
    found = read(tmp_path, heads)
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert any(f"'{part}' (6)" in note for note in found.notes)
    also = read(tmp_path, [*heads, *(f"now/{item.id}" for item in RATED)])
    assert not {item.id for item in RATED} & {column.item for column in also.table.columns}


def test_parts_headed_by_a_colon_are_parts_too(tmp_path: Path) -> None:
    heads = [*(f"Team: {item.ask}" for item in RATED[:3]), *(f"Work: {item.ask}" for item in RATED[3:])]
    found = read(tmp_path, heads, single=f"Work: {SINGLE.ask}")
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}


@pytest.mark.parametrize("word", ["self", "current", "now"])
def test_words_that_change_nothing_before_ids_are_told(word: str, tmp_path: Path) -> None:
    found = read(tmp_path, [f"{word}_{item.id}" for item in RATED])
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert any(f"'{word}' (6)" in note for note in found.notes)


def test_several_options_behind_what_stands_before_all_ids_are_read(tmp_path: Path) -> None:
    several = next(item for item in LEADER.items.values() if item.type == "multiple")
    found = read(tmp_path, [*(f"spring_{item.id}" for item in RATED), f"spring_{several.id}"])
    assert several.id in {column.item for column in found.table.columns}
    alone = read(tmp_path, [*(item.id for item in RATED), f"spring_{several.id}"])
    assert several.id not in {column.item for column in alone.table.columns}


def test_a_column_of_ones_own_that_ends_in_an_id_is_carried(tmp_path: Path) -> None:
    found = read(
        tmp_path, [*(item.ask for item in RATED), "school_size", "job_title", "q7_kind", "about/name", "x/size"]
    )
    assert {column.item for column in found.table.columns} & {"size", "title", "kind", "name"} == {
        "kind",
        "name",
        "size",
    }
    assert "school_size" in {one.header for one in found.table.unmatched}


def test_other_words_before_questions_are_told_once(tmp_path: Path) -> None:
    heads = [f"On our last day together [{item.ask}]" for item in RATED]
    found = read(tmp_path, heads)
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    (note,) = (note for note in found.notes if "what the questionnaire does not say" in note)
    assert "'On our last day together' (6)" in note


@pytest.mark.parametrize("stem", ["How true is this now?", "Q17", "main/part"])
def test_what_the_questionnaire_says_itself_and_ids_are_not_told(stem: str, tmp_path: Path) -> None:
    heads = [f"{stem} [{item.ask}]" for item in RATED]
    found = read(tmp_path, heads)
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert not [note for note in found.notes if "what the questionnaire does not say" in note]


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        *((one, False) for one in ("How true is this?", "How much do you agree or disagree?")),
        *((one, False) for one in ("Please rate each of the following statements", "To what extent is this true?")),
        *((one, True) for one in ("How true was this?", "How much do you disagree?", "Please rate the last of us")),
        *((one, True) for one in ("How little is this true?", "How true is this not?")),
    ],
)
def test_a_title_that_only_asks_how_true_is_not_told(stem: str, told: bool, tmp_path: Path) -> None:
    found = read(tmp_path, [f"{stem} [{item.ask}]" for item in RATED])
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert any("what the questionnaire does not say" in note for note in found.notes) == told


TILL_NOW = ["In the past year: {}", "Over the last 12 months: {}", "During the past school year - {}"]


@pytest.mark.parametrize("form", [*TILL_NOW, "Questionnaire of the staff: {}", "Survey for our principals - {}"])
def test_what_heads_the_whole_form_is_told_and_what_heads_a_part_is_not_read(form: str, tmp_path: Path) -> None:
    heads = [form.format(item.ask) for item in RATED]
    whole = read(tmp_path, heads, single=form.format(SINGLE.ask))
    assert {item.id for item in RATED} | {SINGLE.id} <= {column.item for column in whole.table.columns}
    assert any(f"'{form[:10]}" in note and "passed over" in note for note in whole.notes)
    part = read(tmp_path, heads)
    assert not {item.id for item in RATED} & {column.item for column in part.table.columns}


@pytest.mark.parametrize(
    "form", ["Last year: {}", "In the last school year: {}", "In the next year: {}", "5 years ago: {}"]
)
def test_another_time_is_not_read_even_where_all_is_asked_of_it(form: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="asks something else"):
        read(tmp_path, [form.format(item.ask) for item in RATED], single=form.format(SINGLE.ask))


SEVERAL = next(item for item in LEADER.items.values() if item.type == "multiple")


@pytest.mark.parametrize(("group", "others"), [("priority/", "priority/"), ("priority/", "work/"), ("A - ", "A - ")])
def test_a_question_of_several_options_behind_a_group_is_read_by_its_text(
    group: str, others: str, tmp_path: Path
) -> None:
    texts = [option.text for option in LEADER.options(SEVERAL.id)]
    head = [f"{group}{SEVERAL.ask}", f"{group}{RATED[0].ask}", *(f"{others}{item.ask}" for item in RATED[1:])]
    path = tmp_path / "table.tsv"
    rows = [["; ".join(texts[:2]), *OPTIONS[:1] * 6], [texts[2], *OPTIONS[1:2] * 6]]
    path.write_text("".join("\t".join(row) + "\n" for row in [head, *rows]), encoding="utf-8")
    found = seen(path, LEADER)
    ids = [option.id for option in LEADER.options(SEVERAL.id)]
    assert [found.answers[row][SEVERAL.id] for row in (2, 3)] == [tuple(ids[:2]), tuple(ids[2:3])]


def test_what_else_is_written_behind_a_group_is_no_answer(tmp_path: Path) -> None:
    head = [*(f"work/{item.ask}" for item in RATED), f"other/{SEVERAL.ask}", f"deputy/{SEVERAL.ask}"]
    path = tmp_path / "table.tsv"
    texts = [option.text for option in LEADER.options(SEVERAL.id)]
    rows = [[*OPTIONS[:1] * 6, texts[0], texts[1]], [*OPTIONS[1:2] * 6, texts[1], texts[0]]]
    path.write_text("".join("\t".join(row) + "\n" for row in [head, *rows]), encoding="utf-8")
    assert SEVERAL.id not in {column.item for column in seen(path, LEADER).table.columns}
