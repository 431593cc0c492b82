"""Whether a table answers another survey, told by its headings; and then refused.

Owns what is said to somebody whose table asks nothing of ours; knows nothing of how headings are matched, nor of cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.matching import Matched, match_columns
from jtbd_diag.survey.files import Grid
from jtbd_diag.survey.files.csv_dialect import MOST_ABOVE
from jtbd_diag.survey.long_table import refuse_long
from jtbd_diag.survey.platforms import Layout, layout_of

_LONGEST_TOLD = 60
_OF_RESULTS = ("row", "questionnaire", "fingerprint", "wording", "answered")
_FEWEST_SIGNS = 2


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


def _nearest(matched: Matched) -> str:
    """What to do about a table of which no column answers a question; with the column that comes nearest, if any."""
    told = next((one for one in matched.unmatched if one.why), None)
    if told is not None:
        return say("survey.other_survey_why_hint", header=told.header[:_LONGEST_TOLD], why=told.why)
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
