"""The small questionnaire, and ways to answer it."""

from pathlib import Path

from jtbd_diag.answers import Answers
from jtbd_diag.interview.next_question import Interview
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire_file

FILE = Path(__file__).with_name("small.yaml")
SMALL: Questionnaire = load_questionnaire_file(FILE)

FULL: dict[str, Value] = {
    "place": "there",
    "who": "the others",
    "parts": ("one", "three"),
    "mixed": "b",
    "rate": "3",
    "share": 24,
    "day": "2026-01-31",
    "many": "m10",
}


def begin(*answered: str, **more: object) -> Interview:
    """An interview in which some items have their answer of FULL."""
    return Interview.begin(SMALL, Answers.to(SMALL, {item: FULL[item] for item in answered}, **more))
