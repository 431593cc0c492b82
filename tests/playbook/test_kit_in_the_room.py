"""Whether the kit's pieces agree with each other and with the playbook, and shame nobody who sits in the room."""

from __future__ import annotations

import re
from functools import cache

import pytest

from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.kit import write_kit
from tests.playbook.leaders import MONDAY, advice, case, diagnosed

TOLD = {
    "D03": "the cook blamed the office",
    "D06": "the teachers accused the office",
    "D09": "explain one another",
    "D15": "principals hid the need",
}


@cache
def kit(name: str) -> dict[str, str]:
    pages = write_kit(diagnosed(case(name, "answers@2.yaml")), advice=advice(), date=MONDAY)
    return {page.piece.id: page.document.markdown for page in pages}


@pytest.mark.parametrize("name", TOLD)
def test_where_everybody_knows_who_is_meant_the_story_is_told_anew(name: str) -> None:
    for piece in ("slides", "facilitator-script", "half-day-workbook"):
        assert TOLD[name] not in kit(name)[piece], piece
    assert TOLD[name] in kit(name)["start-here"]
    assert "leave out who did it" in kit(name)["start-here"]
    assert re.search(r"What happened here: (\\_){10}", kit(name)["slides"])
    assert re.search(r"Something happened here: (\\_){10}", kit(name)["facilitator-script"])


def test_elsewhere_the_leaders_own_words_stand_on_the_slide() -> None:
    assert "the same dropped hand-offs" in kit("D12")["slides"]
    assert "Your own words stand on the second slide." in kit("D12")["start-here"]


def test_what_was_tried_is_said() -> None:
    assert "Four times or more, somebody here tried to put such things right." in kit("D03")["slides"]
    assert "It was tried" not in kit("D03")["slides"] + kit("D12")["facilitator-script"]


def test_everybody_draws_a_count_that_has_an_eleventh_day() -> None:
    pieces = kit("D03")
    for name in ("facilitator-script", "slides"):
        assert "a count both know" not in pieces[name] and "a count you both know" not in pieces[name]
        assert "the one you kept back" in pieces[name]
    assert "Write down eleven days" in pieces["facilitator-script"]
    assert "The count on the board:" in pieces["exercise-sheet"]


def test_names_are_swapped_and_sheets_stay() -> None:
    pieces = kit("D03")
    assert "Swap names" in pieces["slides"] and "Swap names" in pieces["facilitator-script"]
    assert "Swap sheets" not in "".join(pieces.values())


def test_the_friday_check_has_room_to_answer() -> None:
    answers = re.findall(r"^\| (\d+)\. .+ \| \|$", kit("D03")["friday-check"], re.MULTILINE)
    assert [int(number) for number in answers] == [*range(1, 11)]


@pytest.mark.parametrize(
    ("name", "third"),
    [
        ("D03", "What came back to us, and from whom?"),
        ("D09", "What came back to us, and from whom?"),
        ("D12", "What has nobody taken?"),
        ("D15", "What has nobody taken?"),
    ],
)
def test_newcomers_hear_the_questions_that_are_asked(name: str, third: str) -> None:
    about = diagnosed(case(name, "answers@2.yaml"))
    card = write_playbook(about, advice=advice(), date=MONDAY).markdown.partition("### Stand-ups")[2]
    asked = re.search(r"Ask: (.+)", card)
    assert asked is not None
    told = re.findall(r"^\d\. (.+)$", kit(name)["newcomer-card"], re.MULTILINE)
    assert " ".join(told) == asked[1]
    assert told[-1] == third


def test_cards_for_three_aims_are_for_who_passes_three_aims_around() -> None:
    assert "Three aims, and our part" not in kit("D03")["test-and-stand-up-cards"]
    assert "Three aims, and our part" in kit("D12")["test-and-stand-up-cards"]


def test_a_half_day_asks_for_as_many_dots_as_its_page_has_columns() -> None:
    assert "The last twelve days or weeks, one dot each." in kit("D03")["half-day-workbook"]
    assert "last month's count" not in "".join(kit("D03").values())
    assert "parent, student, cook or custodian" in kit("D03")["half-day-workbook"]


def test_what_the_answers_ask_for_stands_in_the_kit() -> None:
    start, script = kit("D09")["start-here"], kit("D09")["facilitator-script"]
    assert "**You said people ask whose fault it is.**" in start
    assert "**You said people here wait for new initiatives to pass.**" in start
    assert "**You said one more program would not fix this.**" in start
    assert "**You said changes here begin with an announcement.**" in start
    assert "**“We will wait and see.”**" in script
    assert "whose fault" not in kit("D12")["start-here"]
