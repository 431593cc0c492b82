"""People and files -> answers."""

from jtbd_diag.answers.asking import AskedAnswers
from jtbd_diag.answers.record import (
    Answers,
    AnswersFile,
    match,
    parse_value,
    parse_values,
    read_answers,
    read_answers_file,
    write_answers,
)

__all__ = [
    "Answers",
    "AnswersFile",
    "AskedAnswers",
    "match",
    "parse_value",
    "parse_values",
    "read_answers",
    "read_answers_file",
    "write_answers",
]
