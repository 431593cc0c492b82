"""An answer in words: the options' own, and numbers as people write them."""

from __future__ import annotations

import pytest

from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.questionnaire import Value, questionnaire_from_text

Q = questionnaire_from_text("""
questionnaire: words
version: 1
title: Words
minutes: 5
answer_sets: {much: [Not at all, "Yes, much"]}
sections:
  - title: All
    items:
      - {id: place, type: single, ask: Where?, options: [{id: here, text: "Here, now"}, {id: there, text: There}]}
      - {id: parts, type: multiple, ask: Which?, options: [{id: a, text: "The first, A"}, {id: b, text: The second}]}
      - {id: rate, type: rating, ask: How much?, answers: much}
      - {id: days, type: number, ask: How long?, unit: days}
      - {id: bare, type: number, ask: How many?}
      - {id: told, type: text, ask: Tell}
""")


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        ("place", "here", "Here, now"),
        ("parts", ("a", "b"), "The first, A, The second"),
        ("rate", "2", "Yes, much"),
        ("days", 24, "24 days"),
        ("days", 24.0, "24 days"),
        ("days", 7.5, "7.5 days"),
        ("bare", 1500000.0, "1500000"),
        ("bare", 0.1 + 0.2, "0.3"),
        ("bare", -0.00001, "-0.00001"),
        ("told", "As it was", "As it was"),
    ],
)
def test_an_answer_reads_as_it_was_given(item: str, value: Value, words: str) -> None:
    assert answer_text(Q, item, value) == words


def test_options_with_commas_are_kept_apart_where_the_reader_asks_for_it() -> None:
    assert answer_text(Q, "parts", ("a", "b"), "; ") == "The first, A; The second"
