"""Whether a table answers another survey, told by cells that fit nowhere; and then refused.

Owns how many strange cells are too many; knows nothing of how a cell is read. What headings tell is told before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.columns.column import Column

_STRANGE_CELLS = 20


def refuse_by_cells(
    columns: Mapping[str, Sequence[Column]],
    readers: Mapping[str, Reader],
    seen: Mapping[str, Iterable[str]],
    questionnaire: Questionnaire,
    source: str,
) -> None:
    """Complain about a table whose headings fit here and there, and whose cells fit nowhere.

    `columns` are those of each item, `seen` the different cells of each header, and its reader says what they mean.
    """
    choices = [one.header for item, several in columns.items() if questionnaire.options(item) for one in several]
    cells = [(readers[header], cell) for header in choices for cell in seen[header]]
    told = [reader.read(cell) for reader, cell in cells if not reader.is_blank(cell)]
    unread = sum(isinstance(answer, Fault) for answer in told)
    scored = set(questionnaire.scored_items())
    few = len(scored & set(columns)) * 2 < len(scored)
    if few and unread >= _STRANGE_CELLS and unread == len(told):
        what = say("survey.looks_like_another_survey", questionnaire=questionnaire.questionnaire)
        raise complaint(Code.OTHER_SURVEY, source, what, say("survey.right_questionnaire_hint"))
