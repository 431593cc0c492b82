"""Headers that end in a question, or in one of its options: behind groups, and as R, Stata and people spell them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from tests.survey.reading import Seen, seen, workshop

LEADER = load_questionnaire("leader")
COLUMNS = [
    (item.id, option.id, item.ask, option.text) if option else (item.id, None, item.ask, "")
    for item in LEADER.items.values()
    for option in (item.options if isinstance(item, MultipleItem) else (None,))
]
"""Items with their questions, and of those of several options each option with its text."""


def read(tmp_path: Path, heads: list[str], row: list[str]) -> Seen:
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["respondent", *heads], ["1", *row]])
    return seen(path, LEADER)


def by_id(between: str = "/") -> list[str]:
    return [f"{item}{between}{option}" if option else item for item, option, _, _ in COLUMNS]


def by_text(between: str = " - ") -> list[str]:
    return [f"{ask}{between}{text}" if option else ask for _, option, ask, text in COLUMNS]


def asked(found: Seen) -> list[tuple[str | None, str | None]]:
    return [(column.item, column.option) for column in found.table.columns[1:]]


EVERY = [(item, option) for item, option, _, _ in COLUMNS]


@pytest.mark.parametrize("between", [" (choice=", " - Selected Choice - "])
@pytest.mark.parametrize("sign", [".", "_"])
def test_what_platforms_put_before_an_option_is_known_without_its_signs(
    sign: str, between: str, tmp_path: Path
) -> None:
    heads = [re.sub(r"[^A-Za-z0-9]", sign, head) for head in by_text(between)]
    assert asked(read(tmp_path, heads, ["1"] * len(COLUMNS))) == EVERY


def test_what_readr_puts_behind_a_name_is_none_of_it(tmp_path: Path) -> None:
    heads = [f"{head}...{n}" for n, head in enumerate(by_id(), start=2)]
    assert asked(read(tmp_path, heads, ["1"] * len(COLUMNS))) == EVERY


@pytest.mark.parametrize("group", ["form1/priority/", "a.b.c.", "priority:", "a-b-"])
@pytest.mark.parametrize("between", ["/", ".", "-", ":", "___"])
def test_groups_may_stand_before_every_question(group: str, between: str, tmp_path: Path) -> None:
    assert asked(read(tmp_path, [group + head for head in by_id(between)], ["1"] * len(COLUMNS))) == EVERY


@pytest.mark.parametrize("group", ["priority/", "part 2/goals/", "main.", "main-", "main:"])
def test_groups_may_stand_before_questions_of_several_options_alone(group: str, tmp_path: Path) -> None:
    heads = [group + head if option else head for head, (_, option) in zip(by_id(), EVERY, strict=True)]
    assert asked(read(tmp_path, heads, ["1"] * len(COLUMNS))) == EVERY


@pytest.mark.parametrize("group", ["ideal/", "deputy/", "part2/deputy/", "goal.", "priority-"])
def test_groups_that_ask_for_something_else_are_not_read(group: str, tmp_path: Path) -> None:
    several = [group + head if option else head for head, (_, option) in zip(by_id(), EVERY, strict=True)]
    assert {option for _, option in asked(read(tmp_path, several, ["1"] * len(COLUMNS)))} == {None}


def names_of_r(head: str) -> str:
    bare = re.sub(r"[^A-Za-z0-9._]", ".", head)
    return bare if bare[0].isalpha() else f"X{bare}"


def names_of_janitor(head: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", head.replace("'", "").lower()).strip("_")


def in_humps(head: str) -> str:
    return "".join(word.capitalize() for word in re.findall("[A-Za-z0-9]+", head.replace("'", "")))


SPELLINGS: list[Callable[[str], str]] = [
    names_of_r,
    names_of_janitor,
    in_humps,
    lambda head: names_of_janitor(head).replace("_", "-"),
    lambda head: names_of_janitor(head).replace("_", ""),
    lambda head: names_of_janitor(f"7. {head}"),
    lambda head: names_of_r(f"7. {head}"),
    str.upper,
]


@pytest.mark.parametrize("spelt", SPELLINGS)
@pytest.mark.parametrize("heads", [by_id(), by_text(), by_text(" ["), by_text(": ")])
def test_names_are_known_however_they_are_spelt(spelt: Callable[[str], str], heads: list[str], tmp_path: Path) -> None:
    assert asked(read(tmp_path, [spelt(head) for head in heads], ["1"] * len(COLUMNS))) == EVERY


@pytest.mark.parametrize("spelt", SPELLINGS[:5])
def test_options_alone_are_known_where_they_are_all_of_a_question(spelt: Callable[[str], str], tmp_path: Path) -> None:
    for place in (1, 3):
        heads = [spelt(told[place]) if told[1] else told[2] for told in COLUMNS]
        assert asked(read(tmp_path, heads, ["1"] * len(COLUMNS))) == EVERY


NONE_OF_OURS = ["District: Area", "my-areas/top 2", "areas_top_comment", "Comment: areas/top"]


@pytest.mark.parametrize("head", [*NONE_OF_OURS, "Were.you.trained.in.a.field.that.measure", "co-area", "last.seen"])
def test_a_name_within_other_words_is_none(head: str, tmp_path: Path) -> None:
    found = read(tmp_path, ["causes", "by_decision", "one_result", head], ["everywhere", "little", "no", "1"])
    assert asked(found)[-1] == (None, None)


def test_a_question_below_its_id_is_read(tmp_path: Path) -> None:
    heads = [f"{item}\n{ask}" for item, _, ask, _ in COLUMNS]
    whole = list(dict.fromkeys(heads))
    assert [item for item, _ in asked(read(tmp_path, whole, [""] * len(whole)))] == list(LEADER.items)


def test_signs_that_tell_options_apart_are_no_spelling(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("tools_used.Paper++,tools_used.Pens\n1,1\n", encoding="utf-8")
    found = seen(tmp_path / "table.csv", workshop())
    assert [column.option for column in found.table.columns] == [None, "pens"]
