"""Whether a table answers another survey: told by its headings, or by cells that fit nowhere; and then refused.

Owns when next to nothing in a table answers the questions; knows nothing of how headings are matched or cells read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.ways_to_read import Fault
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.matching import Matched, match_columns
from jtbd_diag.survey.files import Grid
from jtbd_diag.survey.files.csv_dialect import MOST_ABOVE
from jtbd_diag.survey.long_table import refuse_long
from jtbd_diag.survey.platforms import Layout, layout_of

_LONGEST_TOLD = 60
_OF_RESULTS = ("row", "questionnaire", "fingerprint", "wording", "answered")
_FEWEST_SIGNS = 2
_STRANGE_CELLS = 20


def refuse_by_headings(matched: Matched, questionnaire: Questionnaire, grid: Grid, shape: Layout) -> None:
    """Complain about a table of which no column answers a scored question."""
    scored = questionnaire.scored_items() or tuple(questionnaire.items)
    if set(scored) - set(matched.unasked):
        return
    refuse_long(grid, shape, questionnaire)
    what = say("survey.other_survey", columns=len(matched.columns), questionnaire=questionnaire.questionnaire)
    results = {*_OF_RESULTS} <= {*(grid.head[0] if grid.head else ())}
    hint = (
        say("survey.results_hint")
        if results
        else _read_otherwise(grid, shape, questionnaire, scored) or _nearest(matched)
    )
    raise complaint(Code.OTHER_SURVEY, grid.name, what, hint)


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


def _nearest(matched: Matched) -> str:
    """What to do about a table of which no column answers a question; with the column that comes nearest, if any."""
    near = next((one for one in matched.unmatched if one.nearest), None)
    if near is None:
        return say("survey.other_survey_hint")
    return say("survey.other_survey_nearest_hint", header=near.header[:_LONGEST_TOLD], item=near.nearest[0])


def _read_otherwise(grid: Grid, shape: Layout, questionnaire: Questionnaire, scored: Sequence[str]) -> str | None:
    """How the scored questions would be found, if they would: in a plain table, or below a title."""
    if grid.width == 1 and len(grid.head) > 1:
        parted = any(grid.head[0][0].count(sign) >= _FEWEST_SIGNS for sign in ",;\t")
        return say("survey.lines_in_marks_hint" if parted else "survey.title_above_hint")
    for above in range(min(MOST_ABOVE, len(grid.head))):
        plain = layout_of(grid.head[above:], "plain", grid.name)
        if shape.name == plain.name and not above:
            continue
        if set(scored) - set(match_columns(plain, questionnaire, {}).unasked):
            below = say("survey.header_below_hint", row=above + 1)
            return below if above else say("survey.plain_table_hint")
    return None
