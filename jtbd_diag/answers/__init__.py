"""One respondent's answers: the value, its file, and which items they are asked.

In: what somebody said, or an answers file. Out: answers that fit the questionnaire. Must not know scores, screens or
surveys of many.
"""

from jtbd_diag.answers.answers import Answers
from jtbd_diag.answers.answers_file import (
    AnswersFile,
    Misfit,
    fitting,
    match,
    read_answers,
    read_answers_file,
    write_answers,
)
from jtbd_diag.answers.items_to_ask import AskedAnswers
from jtbd_diag.answers.valid_answer import parse_value, parse_values
from jtbd_diag.answers.who_answered import Who

__all__ = [
    "Answers",
    "AnswersFile",
    "AskedAnswers",
    "Misfit",
    "Who",
    "fitting",
    "match",
    "parse_value",
    "parse_values",
    "read_answers",
    "read_answers_file",
    "write_answers",
]
