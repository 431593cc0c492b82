"""What a questionnaire asks of people: words, minutes, keys, grade and options, of the shipped ones and by rule."""

from __future__ import annotations

import re

import pytest

from jtbd_diag.ground.english import spelled
from jtbd_diag.ground.library import Library
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire, questionnaire_from_text
from jtbd_diag.questionnaire.author_warnings import (
    HIGHEST_GRADE,
    HIGHEST_OF_A_QUESTION,
    LEAST_SHARE,
    MOST_WORDS,
    balance,
)
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from
from jtbd_diag.questionnaire.look_back import looking_back
from jtbd_diag.questionnaire.minutes_and_reading import (
    hard_questions,
    minutes_aloud,
    minutes_by_rule,
    reading_grade,
    syllables_of,
    words_shown,
)
from jtbd_diag.questionnaire.overlapping_options import overlaps
from jtbd_diag.questionnaire.versions import versions_of
from tests.checkout import ROOT

LATEST = ("leader", "leader-short", "leader-application", "organisation", "staff-expertise", "after-30", "offer")
LIMITS = {
    "leader": (MOST_WORDS, 8),
    "leader-short": (575, 4),
    "leader-application": (MOST_WORDS, 10),
    "offer": (700, 6),
}


def latest(name: str) -> Questionnaire:
    """The latest version that is shipped."""
    library = Library()
    return max(versions_of(load_questionnaire(name, library), library), key=lambda one: one.version)


def test_every_shipped_questionnaire_is_looked_at() -> None:
    in_use = {name for name in Library().files("questionnaires", "", ".yaml") if "@" not in name}
    assert in_use == set(LATEST)


@pytest.mark.parametrize("name", LATEST)
def test_a_shipped_questionnaire_is_short_plain_and_balanced(name: str) -> None:
    asked = latest(name)
    words, minutes = LIMITS.get(name, (575, asked.minutes))
    assert words_shown(asked) <= words
    assert minutes_by_rule(asked) <= minutes == asked.minutes
    assert reading_grade(asked) <= HIGHEST_GRADE
    assert not hard_questions(asked, HIGHEST_OF_A_QUESTION)
    for scale, backward in balance(asked).items():
        assert LEAST_SHARE <= backward <= 1 - LEAST_SHARE, scale
    for item in asked.items.values():
        assert not overlaps([option.text for option in asked.options(item.id)]), item.id
    asks = [item.ask for item in asked.items.values()]
    assert len(set(asks)) == len(asks), "a survey's columns are told apart by their texts"


@pytest.mark.parametrize("name", sorted(Library().files("questionnaires", "", ".yaml")))
def test_what_is_said_of_its_time_is_both_ways_of_telling_it_and_no_promise(name: str) -> None:
    asked = load_questionnaire(name)
    said = asked.description or ""
    both = re.search(r"(\w+) minutes if read quickly, (\w+) with time to think", said)
    if both:
        told = (round(minutes_by_rule(asked)), round(minutes_aloud(asked)))
        assert (both[1].lower(), both[2]) == tuple(map(spelled, told))
    else:
        assert "minutes" not in said or "some two minutes" in said
    assert "at most" not in said


FOR_OTHERS = {who: seen_from(latest("leader"), who, latest) for who in ("cabinet", "staff")}
MADE = {**FOR_OTHERS, "again": looking_back(latest("leader"))}


@pytest.mark.parametrize("who", MADE)
def test_a_form_made_of_the_leaders_is_short_and_plain(who: str) -> None:
    asked = MADE[who]
    assert words_shown(asked) <= MOST_WORDS
    assert minutes_by_rule(asked) <= asked.minutes
    assert reading_grade(asked) <= HIGHEST_GRADE


def test_the_second_version_asks_no_more_than_three_times_which_of_three() -> None:
    asked = latest("leader")
    jobs = [
        item.id
        for item in asked.items.values()
        if item.type == "single" and item.shuffle and sum(bool(o.points) for o in asked.options(item.id)) == 3
    ]
    assert jobs == ["next_move", "gift", "triad_whose"]


def test_the_short_form_is_worded_as_the_long_one() -> None:
    """But for buses, buildings and meals, which the long form asks for in a second question, and it in the first."""
    long, short = latest("leader"), latest("leader-short")
    split = [(o.id, o.text) for o in long.options("part_transport")]
    for name, item in short.items.items():
        assert (item.ask, item.help) == (long.items[name].ask, long.items[name].help)
        asked = [[(o.id, o.text)] if o.id != "transport_facilities" else split for o in long.options(name)]
        assert [(o.id, o.text) for o in short.options(name)] == [one for some in asked for one in some]


TEXT = """\
questionnaire: small
version: 1
title: One two
minutes: 1
overhead_seconds: 0
answer_sets: {three: [No, Partly, Yes]}
scales: {s: {title: S}}
sections:
  - title: Three
    items:
      - {id: a, type: rating, answers: three, scale: s, ask: Four five.}
      - {id: b, type: rating, answers: three, scale: s, ask: Six seven.}
      - id: c
        type: single
        ask: Eight?
        options: [{id: x, text: Nine}, {id: y, text: Ten eleven}]
      - {id: d, type: text, ask: Twelve thirteen fourteen?, ask_if: {item: c, is: x}, seconds: 10}
      - {id: e, type: text, ask: Fifteen?, ask_if: {item: c, is: y}, seconds: 6}
"""


def test_the_longest_way_is_counted_and_the_answers_of_a_set_once() -> None:
    asked = questionnaire_from_text(TEXT)
    assert words_shown(asked) == 2 + 1 + 3 + 2 + 2 + 1 + 3 + 3
    assert minutes_by_rule(asked) * 60 == pytest.approx(17 / 4 + 2 + 2 + 3 + 10)
    assert minutes_aloud(asked) * 60 == pytest.approx(17 / 150 * 60 + 4 + 4 + 5 + 12)


@pytest.mark.parametrize(
    ("words", "syllables"),
    [
        ("the cat make little asked wanted pieces likes", [1, 1, 1, 2, 1, 2, 2, 1]),
        ("improvement area people", [4, 2, 2]),
    ],
)
def test_syllables(words: str, syllables: list[int]) -> None:
    assert [syllables_of(word) for word in re.findall(r"\w+", words)] == syllables


def test_the_page_on_the_method_says_how_long_each_form_takes() -> None:
    page = (ROOT / "docs" / "method.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `([\w-]+)` (\d) \| (\d+) \| ([\d,]+) \| ([\d.]+) min \| ([\d.]+) min \| ([\d.]+) \|$", page, re.MULTILINE
    )
    assert {(name, int(version)) for name, version, *_ in rows} >= {(name, latest(name).version) for name in LATEST}
    for name, version, questions, words, by_rule, aloud, grade in rows:
        q = load_questionnaire(f"{name}@{version}")
        assert (int(questions), int(words.replace(",", ""))) == (len(q.items), words_shown(q)), name
        assert (by_rule, aloud) == (f"{minutes_by_rule(q):.1f}", f"{minutes_aloud(q):.1f}"), name
        assert grade == f"{reading_grade(q):.1f}", name
