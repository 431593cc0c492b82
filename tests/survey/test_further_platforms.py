"""Layouts made from what is known of them, without a real export: Jotform, Zoho Survey, JISC Surveys, Cognito Forms."""

from __future__ import annotations

import csv
import io
from itertools import combinations
from pathlib import Path

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from tests.survey.reading import Seen, seen, workshop

GOAL, TOOLS = "What do you want from this workshop?", "Which of these did you use?"
CALM, TRUST, STORY = "I stayed calm.", "I trusted the others, mostly.", "What happened, in your own words?"
PEOPLE = {
    "a": {"goal": "both", "tools_used": ("paper", "boards"), "calm": "3", "trust": "1", "story": "two\nlines, both"},
    "b": {"goal": "fix", "tools_used": ("paper_pens",), "trust": "2"},
    "c": {"goal": "cannot_say", "calm": "2", "story": "nothing"},
}
Rows = list[list[str]]


def read(tmp_path: Path, rows: Rows, separator: str = ",") -> Seen:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    (tmp_path / "answers.csv").write_text(stream.getvalue(), encoding="utf-8")
    return seen(tmp_path / "answers.csv", workshop())


def cell(person: str, item: str, sign: str = "\n") -> str:
    value = PEOPLE[person].get(item)
    values = value if isinstance(value, tuple) else () if value is None else (str(value),)
    return sign.join(workshop().option(item, one).text if item != "story" else one for one in values)


def jotform(sign: str = "\n") -> tuple[Rows, int]:
    head = ["Submission Date", GOAL, TOOLS, f"How true? >> {CALM}", f"How true? >> {TRUST}", STORY, "Submission ID"]
    items = ("goal", "tools_used", "calm", "trust", "story")
    return [head, *(["Nov 2, 2026", *(cell(p, i, sign) for i in items), f"58{p}"] for p in PEOPLE)], 2


def zoho() -> tuple[Rows, int]:
    tools = workshop().options("tools_used")
    above = ["Response ID", "Start Time", GOAL, TOOLS, *[""] * (len(tools) - 1), "How true is this?", "", STORY]
    below = ["", "", "", *(one.text for one in tools), CALM, TRUST, ""]

    def row(person: str) -> list[str]:
        ticked = PEOPLE[person].get("tools_used", ())
        ticks = [one.text if one.id in ticked else "" for one in tools]
        return [
            f"10{person}",
            "Nov 2",
            cell(person, "goal"),
            *ticks,
            *(cell(person, i) for i in ("calm", "trust", "story")),
        ]

    return [above, below, *map(row, PEOPLE)], 3


def jisc() -> tuple[Rows, int]:
    tools = workshop().options("tools_used")
    head = ["Unique Response Number", f"1. {GOAL}", *(f"2. {TOOLS} - {one.text}" for one in tools)]
    head += [f"3.1. {CALM}", f"3.2. {TRUST}", f"4. {STORY}"]

    def row(person: str) -> list[str]:
        ticked = PEOPLE[person].get("tools_used", ())
        ticks = [one.text if one.id in ticked else "" for one in tools]
        return [f"1-{person}", cell(person, "goal"), *ticks, *(cell(person, i) for i in ("calm", "trust", "story"))]

    return [head, *map(row, PEOPLE)], 2


def cognito() -> tuple[Rows, int]:
    head = ["Workshop_Id", "WhatDoYouWantFromThisWorkshop", "WhichOfTheseDidYouUse", "IStayedCalm"]
    head += ["ITrustedTheOthersMostly", "WhatHappenedInYourOwnWords", "Entry_Status"]
    items = ("goal", "tools_used", "calm", "trust", "story")
    return [head, *([p, *(cell(p, i, "; ") for i in items), "Submitted"] for p in PEOPLE)], 2


@pytest.mark.parametrize(
    "made",
    [jotform, lambda: jotform("; "), zoho, jisc, cognito],
    ids=["jotform", "jotform ;", "zoho", "jisc", "cognito"],
)
def test_what_was_answered_is_read(made: object, tmp_path: Path) -> None:
    rows, first = made()  # type: ignore[operator]
    found = read(tmp_path, rows)
    assert found.answers == dict(enumerate(PEOPLE.values(), start=first))
    assert not found.rejects
    assert found.table.layout == "plain"


def test_a_first_row_of_data_below_nameless_columns_is_no_header(tmp_path: Path) -> None:
    """Its own first cell is filled, or columns below say the same."""
    found = read(tmp_path, [["id", "goal", "", "", ""], ["a", "Both", "x", "y", "z"], ["b", "Both", "x", "y", "z"]])
    assert found.answers == {2: {"goal": "both"}, 3: {"goal": "both"}}
    found = read(tmp_path, [["id", "goal", "", "", ""], ["", "Both", "x", "x", "x"], ["b", "Both", "x", "y", "z"]])
    assert found.answers == {2: {"goal": "both"}, 3: {"goal": "both"}}


@pytest.mark.parametrize(
    "below", [{"goal": "goal", "calm": "calm", "story": "story"}, {"goal": GOAL, "calm": CALM, "story": STORY}]
)
def test_a_second_row_of_ids_or_texts_is_no_respondent(below: dict[str, str], tmp_path: Path) -> None:
    texts = {"goal": GOAL, "calm": CALM, "story": STORY}
    above = texts if below["goal"] == "goal" else {"goal": "goal", "calm": "calm", "story": "story"}
    rows = [["who", *above.values()], ["", *below.values()], ["a", "Both", "Agree", "well"], ["b", "", "Disagree", ""]]
    found = read(tmp_path, rows)
    assert found.answers == {2: {}, 3: {"goal": "both", "calm": "3", "story": "well"}, 4: {"calm": "1"}}
    assert found.table.aside == (2,)
    assert not found.rejects
    assert any("1 row is the header again" in note for note in found.notes)


def test_two_questions_in_two_header_rows_may_share_an_option(tmp_path: Path) -> None:
    q = load_questionnaire("offer")
    several = [item for item in q.items.values() if isinstance(item, MultipleItem)]
    shared = {text for one, other in combinations(several, 2) for text in texts(one) & texts(other)}
    assert shared
    heads = [(item.ask if n == 0 else "", o.text) for item in several for n, o in enumerate(item.options)]
    ticks = [o.text for item in several for o in item.options]
    one = [text if item.options[1].text == text else "" for item in several for text in (o.text for o in item.options)]
    rows = [["ID", *(above for above, _ in heads)], ["", *(below for _, below in heads)], ["a", *one], ["b", *ticks]]
    assert len(rows[0]) == len(rows[1]) == len(rows[2])
    (tmp_path / "answers.csv").write_text("\n".join(",".join(f'"{c}"' for c in row) for row in rows), encoding="utf-8")
    assert seen(tmp_path / "answers.csv", q).answers[3] == {item.id: (item.options[1].id,) for item in several}


def texts(item: MultipleItem) -> set[str]:
    return {option.text for option in item.options}


def test_a_first_respondent_with_words_below_nameless_columns_is_no_header(tmp_path: Path) -> None:
    """Without an id, and with different words below each: but a question that stands alone is answered there."""
    rows = [
        ["id", "goal", "calm", "", "", ""],
        ["", "Both", "Agree", "x", "y", "z"],
        ["b", "Fix it, then rest", "", "x", "y", "z"],
    ]
    found = read(tmp_path, rows)
    assert found.answers == {2: {"goal": "both", "calm": "3"}, 3: {"goal": "fix"}}


def test_that_a_question_has_its_answer_below_may_stand_in_the_second_header_row(tmp_path: Path) -> None:
    rows, first = zoho()
    rows[1][2] = rows[1][-1] = "Response"
    found = read(tmp_path, rows)
    assert found.answers == dict(enumerate(PEOPLE.values(), start=first))
